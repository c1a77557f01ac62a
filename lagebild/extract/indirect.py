"""Paraphrase bound to a frame: content clauses after a verb or noun of saying, and content in front of its frame."""

from __future__ import annotations

from dataclasses import replace

from lagebild.extract.clausal import Clause, is_verb
from lagebild.extract.cues import Entry
from lagebild.extract.drafts import Cue, Draft, Reading, Unit, spans_of, trimmed
from lagebild.extract.frames import noun_before, verb_cue
from lagebild.extract.subjects import can_speak, subject_of
from lagebild.model import Span, overlaps

_DASHES = ("–", "—", "-")
_PLAIN = 3
_USUAL = 2
_AUXILIARIES = ("VAFIN", "VMFIN")
_DIRECTLY = (",", ":", "", "–", "—", "-")


def indirect_after(reading: Reading, unit: Unit, number: int, cue: Cue) -> Draft | None:
    """Return the paraphrase that follows the cue's clause: a dass, ob or w-clause, an infinitive, or a verb-second clause."""
    if _aside(reading, cue.clause) and _frames_beyond(reading, unit, cue.clause):
        return None
    start = content_start(reading, unit, cue)
    if start is None:
        return None
    end = content_end(reading, unit, start)
    first = _first_of_two(reading, cue.clause, start)
    quote = trimmed(reading.parse, first, end)
    if quote is None:
        return None
    return Draft("Indirect", [quote], number, cue, spans_of(reading.parse, list(cue.tokens)), [frame_before(reading, cue, first)])


def _aside(reading: Reading, clause: Clause) -> bool:
    """Tell an infinitive of purpose or manner: `ohne auf Fragen einzugehen`."""
    return clause.kind == "infinitive" and reading.low(clause.first) in reading.lexicon.words["clauses"]["infinitive_openers"]


def _frames_beyond(reading: Reading, unit: Unit, aside: Clause) -> bool:
    """Tell whether the clause that an aside hangs on is one of plain saying, which then frames what follows both."""
    host = unit.clauses[aside.parent] if aside.parent >= 0 else None
    cue = verb_cue(reading, unit, host) if host is not None else None
    return cue is not None and cue.entry is not None and cue.entry.strength >= _PLAIN and cue.entry.takes("d", "k")


def _first_of_two(reading: Reading, frame: Clause, start: Clause) -> int:
    """Return where an infinitive begins that a conjunction joins to a phrase before it: `…, nicht nur A, sondern auch B zu liefern`."""
    first, last = frame.parts[-1]
    if start.kind != "infinitive" or not start.joined or len(frame.parts) < 2 or last != start.first - 1:
        return start.first
    return start.first if any(first <= i < last for i in frame.verbs) else first


def widen_frames(reading: Reading, unit: Unit, drafts: list[Draft]) -> None:
    """Begin the frames of relative clauses with the sentence that they hang on (`Es gibt Stimmen, die warnen, …`)."""
    for draft in drafts:
        clause = draft.cue.clause if draft.cue is not None and draft.frame else None
        if clause is None or clause.kind != "relative" or clause.parent != 0 or not any(c is clause for c in unit.clauses):
            continue
        host = unit.clauses[0]
        if host.kind != "main":
            continue
        start, (own, end) = reading.tokens[host.first].start, draft.frame[0]
        others = [s for d in drafts if d.cue is not draft.cue and d.type != "Reported" for s in (*d.quote, *d.frame)]
        if own == reading.tokens[clause.first].start and not any(overlaps(s, (start, own)) for s in others):
            draft.frame[0] = (start, end)


def frame_before(reading: Reading, cue: Cue, upto: int) -> Span:
    """Return the span of the frame's clause up to the content, with the comma or colon between."""
    first = cue.clause.first
    tokens = reading.tokens
    last = upto
    while last > first + 1 and tokens[last - 1].text in ("„", '"', "“", "»", "–", "—", "(", "«", "‚"):
        last -= 1
    return tokens[first].start, tokens[last - 1].end


def content_start(reading: Reading, unit: Unit, cue: Cue) -> Clause | None:
    """Return the clause with which the content of a verb's clause begins, if one follows."""
    entry = cue.entry
    anchor = cue.clause.finite if cue.clause.finite >= 0 else cue.verb
    later = [c for c in unit.clauses if c.first > anchor and c is not cue.clause]
    for k, clause in enumerate(later):
        if clause.first > cue.clause.last + 1 and not _reaches(unit, cue.clause, clause, later[:k]):
            return None
        if entry is None:
            return None
        direct = clause.parent == cue.clause.index or k == 0
        if reading.low(clause.first) in reading.lexicon.words["adpositions"]["relative"]:
            return None
        if clause.kind == "content" and not clause.joined:
            return clause if entry.takes("d") and not _noun_takes(reading, cue, clause) else None
        if clause.kind in ("question", "how") or (k == 0 and _asked(reading, clause, entry)):
            if direct and entry.takes("d") and entry.strength >= 2 and not _noun_takes(reading, cue, clause):
                return clause
            return None
        if clause.kind == "infinitive":
            if _aside(reading, clause) and k + 1 < len(later):
                continue
            return clause if _takes_infinitive(reading, cue, clause, direct) else None
        if clause.kind == "main":
            return clause if _takes_verb_second(reading, unit, cue, clause, k) else None
        if clause.kind == "adverbial" and direct and _opens_content(reading, later, k, cue):
            return clause
        if clause.kind == "fragment" and clause.before == ":" and entry.takes("k") and not _is_quote(unit, clause):
            return clause
    return None


def _asked(reading: Reading, clause: Clause, entry: Entry) -> bool:
    """Tell a question from a relative clause, by a verb of asking before it: `fragte den Zeugen, wo er gewesen sei`."""
    return (
        clause.kind == "relative"
        and entry.stance == "questions"
        and reading.low(clause.first) in reading.lexicon.words["clauses"]["question"]
    )


def _reaches(unit: Unit, frame: Clause, clause: Clause, between: list[Clause]) -> bool:
    """Tell whether only clauses that hang on the frame stand between it and the clause."""
    return all(c.kind in ("relative", "adverbial", "fragment", "infinitive", "how") for c in between)


def _noun_takes(reading: Reading, cue: Cue, clause: Clause) -> bool:
    found = noun_before(reading, clause.first)
    if found is not None and _reacted_to(reading, cue, found[0]):
        return False
    letter = "z" if clause.kind == "infinitive" else "d"
    return found is not None and found[1].takes(letter) and found[0] not in cue.phrase and cue.clause.holds(found[0])


def _reacted_to(reading: Reading, cue: Cue | None, noun: int) -> bool:
    """Tell whether a noun is only what a verb of plain saying answers to, so that the verb rules: `sagte zu den Vorwürfen, dass`."""
    if cue is None or cue.entry is None or cue.entry.strength < _PLAIN or not cue.entry.takes("d"):
        return False
    k = noun - 1
    while k > cue.clause.first and reading.tokens[k].pos in ("DET", "ADJ", "NUM"):
        k -= 1
    return reading.low(k) in reading.lexicon.words["adpositions"]["reacting"] and reading.tokens[k].pos == "ADP" and cue.clause.holds(k)


def _takes_infinitive(reading: Reading, cue: Cue, clause: Clause, direct: bool) -> bool:
    entry = cue.entry
    opener = reading.low(clause.first)
    purpose = opener in reading.lexicon.words["clauses"]["infinitive_openers"]
    return bool(entry and entry.takes("z") and direct and not purpose and not _noun_takes(reading, cue, clause))


def _takes_verb_second(reading: Reading, unit: Unit, cue: Cue, clause: Clause, place: int) -> bool:
    """Tell whether a main clause is the content: subjunctive, or bound by a colon, or after a plain verb of saying."""
    entry = cue.entry
    if entry is None or not entry.takes("k", "d") or clause.joined or _is_quote(unit, clause):
        return False
    if clause.before not in _DIRECTLY or (clause.before in _DASHES and entry.strength < _USUAL):
        return False
    finite = reading.tokens[clause.finite] if clause.finite >= 0 else None
    if clause.before == ":":
        return entry.takes("k")
    if finite is None or (clause.verb_first and finite.mood != "Sub"):
        return False
    if finite.mood == "Sub":
        return True
    return entry.strength >= 3 and entry.takes("k") and place == 0 and not clause.verb_first and not _led_by_so(reading, clause)


def _opens_content(reading: Reading, later: list[Clause], k: int, cue: Cue) -> bool:
    """Tell whether an adverbial clause is the first place of a verb-second content clause: `sagte, wenn er komme, werde er …`."""
    if k + 1 >= len(later) or cue.entry is None or not cue.entry.takes("k", "d"):
        return False
    following = later[k + 1]
    subjunctive = following.finite >= 0 and reading.tokens[following.finite].mood == "Sub"
    return following.kind == "main" and following.verb_first and not following.joined and subjunctive


def _is_quote(unit: Unit, clause: Clause) -> bool:
    """Tell whether a clause begins with a quotation that fills it."""
    return any(q.first == clause.first and q.last >= clause.parts[0][1] for q in unit.quotes)


def content_end(reading: Reading, unit: Unit, start: Clause) -> int:
    """Return the token index at which the content that begins with clause `start` ends."""
    inside = {start.index}
    end = start.last
    subjunctive = _mood(reading, start) == "Sub"
    resumed = _resumed(unit, start)
    for clause in unit.clauses:
        if clause.index <= start.index or clause.first < start.first:
            continue
        if not _continues(reading, unit, start, clause, inside, subjunctive) or end <= resumed < clause.first:
            break
        inside.add(clause.index)
        end = max(end, clause.last)
    return end


def _resumed(unit: Unit, start: Clause) -> int:
    """Return where a clause in front of the content goes on behind it: what follows from there hangs on that clause."""
    return min((first for c in unit.clauses[: start.index] for first, _ in c.parts if first > start.first), default=unit.last)


def _mood(reading: Reading, clause: Clause) -> str:
    return reading.tokens[clause.finite].mood if clause.finite >= 0 else ""


def _continues(reading: Reading, unit: Unit, start: Clause, clause: Clause, inside: set[int], subjunctive: bool) -> bool:
    """Tell whether a clause goes on with content that begins with `start`."""
    if clause.before == ";" and _mood(reading, clause) != "Sub":
        return False
    if clause.kind != "main":
        return clause.parent in inside
    if clause.joined and clause.finite < 0:
        return True
    tail = clause.finite >= 0 and clause.finite >= clause.last - 2 and not clause.verb_first
    if clause.joined and start.kind in ("content", "question", "how") and (tail or _mood(reading, clause) == "Sub"):
        return True
    if start.before == ":" and start.kind in ("main", "fragment"):
        return not clause.verb_first
    if _mood(reading, clause) == "Sub":
        return True
    return start.kind == "main" and not subjunctive and clause.joined and not clause.verb_first


def indirect_before(reading: Reading, unit: Unit, number: int, cue: Cue) -> Draft | None:
    """Return the paraphrase that stands in front of its frame: `Die Lage sei ernst, sagte X.`"""
    clause, entry = cue.clause, cue.entry
    if entry is None or not entry.takes("a", "o", "d") or clause.joined or clause.kind != "main":
        return None
    if not (clause.verb_first or _led_by_so(reading, clause)) or clause.first == unit.first:
        return None
    begin = _subjunctive_begin(reading, unit, unit.content_first(clause.first), clause)
    before = [c for c in unit.clauses if begin <= c.first < clause.first]
    infinitive = len(before) == 1 and before[0].kind == "infinitive" and _takes_infinitive(reading, cue, before[0], True)
    told = ("main", "content", "question", "how")
    if not infinitive and not any(c.finite >= 0 and c.kind in told and not _passes_on(reading, unit, c) for c in before):
        return None
    left_open = entry.strength >= _PLAIN and entry.takes("d") and before[0].kind in ("question", "how")
    bound = infinitive or left_open or any(c.kind == "content" or _mood(reading, c) == "Sub" for c in before)
    if (not entry.takes("a") and not bound) or (before[0].kind == "fragment" and any(_hangs_on_noun(reading, c) for c in before)):
        return None
    if not _frames(reading, unit, cue):
        return None
    quote = trimmed(reading.parse, begin, clause.first)
    if quote is None or _only_quotes(unit, begin, clause.first):
        return None
    pieces, end = [quote], clause.last
    for later in unit.clauses:
        if later.first >= clause.last and later.kind == "main" and _mood(reading, later) == "Sub":
            piece = trimmed(reading.parse, later.first, content_end(reading, unit, later))
            if piece is not None:
                pieces.append(piece)
            end = later.first
            break
    return Draft("Indirect", pieces, number, cue, spans_of(reading.parse, list(cue.tokens)), [frame_after(reading, clause.first, end)])


def _hangs_on_noun(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause in the subjunctive is what a noun of saying before it tells: `Die Kritik, das Programm sei zu klein, …`."""
    return clause.kind == "main" and _mood(reading, clause) == "Sub" and noun_before(reading, clause.first) is not None


def indirect_round(reading: Reading, unit: Unit, number: int, cue: Cue) -> Draft | None:
    """Return the paraphrase that a frame stands in, behind its first phrase: `Die Lage, sagte X, sei ernst.`"""
    clause, entry = cue.clause, cue.entry
    if entry is None or not entry.takes("a") or clause.finite < 0 or cue.negated:
        return None
    at = next(a for a, b in clause.parts if a <= clause.finite < b)
    begins = clause.finite - at == (reading.low(at) == reading.lexicon.words["so"]["word"])
    front = clause if at > clause.first else unit.clauses[clause.index - 1] if clause.index else None
    if front is None or clause.kind != "main" or not begins or clause.joined or (front is not clause and front.first != unit.first):
        return None
    end = _behind_frame(reading, unit, clause, front, at)
    head = trimmed(reading.parse, front.first, at)
    if end is None or head is None or _only_quotes(unit, front.first, at):
        return None
    tail = trimmed(reading.parse, end[0], end[1])
    inner = replace(clause, parts=[p for p in clause.parts if at <= p[0] < end[0]], verb_first=True)
    cue = replace(cue, clause=inner)
    quote = [head] if tail is None else [head, tail]
    return Draft("Indirect", quote, number, cue, spans_of(reading.parse, list(cue.tokens)), [frame_after(reading, at, end[0])])


def _behind_frame(reading: Reading, unit: Unit, clause: Clause, front: Clause, at: int) -> tuple[int, int] | None:
    """Return where content goes on behind a frame at token `at`: a verb-first clause that a phrase in front of the frame waits for, or
    the participle or infinitive that an auxiliary in front of it waits for.
    """
    if front is clause or (front.kind == "fragment" and front.finite < 0):
        following = next((c for c in unit.clauses if c.index == clause.index + 1), None)
        if following is None or following.kind != "main" or not following.verb_first or following.before != "," or following.joined:
            return None
        return following.first, content_end(reading, unit, following)
    first, last = clause.parts[-1]
    waits = front.kind == "main" and front.finite >= 0 and reading.tokens[front.finite].tag in _AUXILIARIES and len(front.verbs) == 1
    closed = reading.tokens[last - 1].verbform in ("Part", "Inf") and reading.tokens[last - 1].pos in ("VERB", "AUX")
    return (first, last) if waits and closed and clause.verb_first and first > clause.finite + 1 else None


def _passes_on(reading: Reading, unit: Unit, clause: Clause) -> bool:
    """Tell a `wie X meldete` clause: a frame itself, no content."""
    return clause.kind == "how" and clause.first == unit.first and verb_cue(reading, unit, clause) is not None


def _frames(reading: Reading, unit: Unit, cue: Cue) -> bool:
    """Tell whether a verb-first clause has a subject of its own that can speak, or needs none: else it goes on with the clause before."""
    if cue.passive or (cue.entry is not None and cue.entry.takes("x")):
        return True
    subject = subject_of(reading, unit, cue.clause, cue)
    return subject is not None and can_speak(reading, cue.clause, subject)


def frame_after(reading: Reading, first: int, last: int) -> Span:
    """Return the span of a frame that follows its content, with the comma in front; a comma behind goes with it where content goes on."""
    tokens = reading.tokens
    start = first
    if first > 0 and tokens[first - 1].text in (",", "–", "—"):
        start = first - 1
    while last > first and tokens[last - 1].text in (".", "!", "?", ";"):
        last -= 1
    return tokens[start].start, tokens[last - 1].end


def _led_by_so(reading: Reading, clause: Clause) -> bool:
    return reading.low(clause.first) == reading.lexicon.words["so"]["word"] and clause.finite == clause.first + 1


def _subjunctive_begin(reading: Reading, unit: Unit, begin: int, frame: Clause) -> int:
    """`Er ging und habe gewarnt, schrieb X`: after a clause in the indicative only the one in the subjunctive is content."""
    mains = [c for c in unit.clauses if begin <= c.first < frame.first and c.kind == "main" and c.finite >= 0]
    if len(mains) > 1 and mains[-1].joined and _mood(reading, mains[-1]) == "Sub" and all(_mood(reading, c) != "Sub" for c in mains[:-1]):
        return mains[-1].first + 1
    return begin


def _only_quotes(unit: Unit, first: int, last: int) -> bool:
    """Tell whether quotations fill the tokens but for marks."""
    taken = sum(q.last - q.first for q in unit.quotes if first <= q.first and q.last <= last)
    return taken >= (last - first) - 2


def noun_indirect(reading: Reading, unit: Unit, number: int, clause: Clause, taken: set[int]) -> Draft | None:
    """Return the paraphrase that hangs on a noun of saying: `die Ankündigung, dass …`, `der Vorwurf, er habe …`."""
    if clause.joined or clause.before not in (",", ":") or clause.kind not in ("content", "infinitive", "main", "question", "relative"):
        return None
    if clause.kind == "relative" and reading.low(clause.first) not in reading.lexicon.words["adpositions"]["relative"]:
        return None
    found = noun_before(reading, clause.first) or _noun_past_verbs(reading, unit, clause)
    if found is None or found[0] in taken or found[0] < unit.first:
        return None
    at, entry = found
    if clause.kind == "infinitive" and not entry.takes("z"):
        return None
    summary = clause.before == ":" and entry.takes("d") and _stands_without_verb(unit, clause)
    if clause.kind in ("main", "question") and (not entry.takes("d") or (_mood(reading, clause) != "Sub" and not summary)):
        return None
    if clause.kind == "infinitive" and reading.low(clause.first) in reading.lexicon.words["clauses"]["infinitive_openers"]:
        return None
    host = unit.clause_at(at)
    if host is None or (_aside(reading, host) and _frames_beyond(reading, unit, host)):
        return None
    if _reacted_to(reading, verb_cue(reading, unit, host), at):
        return None
    cue = Cue("noun", (at,), host, entry, at)
    quote = trimmed(reading.parse, clause.first, content_end(reading, unit, clause))
    if quote is None:
        return None
    return Draft("Indirect", [quote], number, cue, spans_of(reading.parse, [at]), [frame_before(reading, cue, clause.first)])


def _stands_without_verb(unit: Unit, clause: Clause) -> bool:
    """Tell whether all that stands before a clause's colon is one phrase, of two words at the least: `Das Fazit der Forscher: …`."""
    front = unit.clauses[0]
    return clause.index == 1 and front.kind == "fragment" and front.finite < 0 and front.last - front.first > 1


def _noun_past_verbs(reading: Reading, unit: Unit, clause: Clause) -> tuple[int, Entry] | None:
    """Return the noun of saying before the verbs that end its clause (`hat den Vorwurf zurückgewiesen, er habe …`), if they say nothing."""
    end = clause.first - 1
    while end - 1 > unit.first and is_verb(reading.tokens[end - 1]):
        end -= 1
    host = unit.clause_at(end - 1)
    found = noun_before(reading, end) if end < clause.first - 1 and host is not None else None
    cue = verb_cue(reading, unit, host) if found is not None and host is not None else None
    return None if cue is not None and cue.entry is not None and cue.entry.takes("d", "k") else found
