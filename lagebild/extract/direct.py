"""Direct speech: passages in quotation marks, with the frame before, after, round or inside them."""

from __future__ import annotations

from lagebild.extract.clausal import Clause, is_verb
from lagebild.extract.drafts import Cue, Draft, Quoted, Reading, Unit, spans_of, trimmed
from lagebild.extract.frames import verb_cue
from lagebild.extract.indirect import frame_after
from lagebild.extract.speakers import span_of
from lagebild.extract.subjects import subject_of
from lagebild.model import Span, within

FULL_QUOTE = 5
_CLOSING = (".", "!", "?")
_BETWEEN = 4
_PLAIN = 3


def directs(reading: Reading, number: int, drafts: list[Draft], before: Draft | None) -> list[Draft]:
    """Return the direct statements of unit `number`; `drafts` are its other statements, `before` the last one of earlier units.

    Quotations that a phrase of attribution goes with (`„…“, so X`) are among `drafts` already.
    """
    unit = reading.units[number]
    told = {span for d in drafts if d.type == "Direct" for span in d.quote}
    found: list[Draft] = []
    last: Draft | None = next((d for d in drafts if d.type == "Direct"), None)
    for quoted in unit.quotes:
        if quoted.mark.span in told:
            continue
        if last is not None and _resumes(reading, last, quoted):
            last.quote.append(quoted.mark.span)
            continue
        draft = _direct(reading, number, quoted, drafts, last or before)
        if draft is None:
            continue
        if last is not None and _listed(reading, last, draft, quoted):
            head, end = last.quote[0][0], quoted.mark.span[1]
            if last.parent is None or last.parent.type == "Reported":
                last.frame = [f for f in last.frame if f[1] <= head] + [f for f in draft.frame if f[0] >= end]
            last.quote.append(quoted.mark.span)
            continue
        found.append(draft)
        last = draft
    return found


def _listed(reading: Reading, last: Draft, draft: Draft, quoted: Quoted) -> bool:
    """Tell whether a quotation is listed with the one before in one clause: `nannte das „mutig“ und „klug“`."""
    at = reading.parse.at((last.quote[-1][1], quoted.mark.span[0])) if last.quote[-1][1] < quoted.mark.span[0] else range(0)
    framed = draft.parent is not None or (draft.cue is not None and last.cue is not None and draft.cue.tokens == last.cue.tokens)
    if draft.parent is not last.parent or not framed or not 0 < len(at) <= _BETWEEN:
        return False
    between = [reading.tokens[k] for k in at]
    joins = any(t.pos == "CCONJ" or t.text == "," for t in between)
    return joins and all(t.text == "," or t.pos in ("CCONJ", "DET", "ADP", "ADJ", "ADV", "PART") for t in between)


def _resumes(reading: Reading, last: Draft, quoted: Quoted) -> bool:
    """Tell whether a quotation is the second piece of the one before its frame: the frame between ends in a comma."""
    if not last.frame or last.parent is not None or quoted.first < 1:
        return False
    comma = reading.tokens[quoted.first - 1]
    behind = last.quote[-1][1] <= last.frame[-1][0] and comma.text == "," and last.frame[-1][1] in (comma.start, comma.end)
    closed = reading.parse.text[last.quote[-1][0] : last.quote[-1][1]].rstrip("“”\"»«‘’'")[-1:] in _CLOSING
    return behind and (not closed or _lower_start(reading, quoted))


def _lower_start(reading: Reading, quoted: Quoted) -> bool:
    inner = reading.parse.text[quoted.mark.inner[0] : quoted.mark.inner[0] + 1]
    return inner.islower()


def _direct(reading: Reading, number: int, quoted: Quoted, drafts: list[Draft], before: Draft | None) -> Draft | None:
    unit = reading.units[number]
    span = quoted.mark.span
    host = _host(drafts, span)
    told = _after_paraphrase(reading, number, quoted, drafts, before)
    if told is not None:
        return told
    for attempt in (_frame_before, _frame_after, _frame_comma):
        framed = attempt(reading, number, quoted)
        if framed is not None and (host is None or _whole(reading, quoted)):
            cue, frame = framed
            return Draft("Direct", [span], number, cue, spans_of(reading.parse, list(cue.tokens)), frame)
    worded = _with_words(reading, unit, quoted) if host is None else None
    if worded is not None:
        cue, frame = worded
        subject = subject_of(reading, unit, cue.clause, None)
        speaker = [span_of(reading, subject)] if subject is not None else []
        return Draft("Direct", [span], number, cue, spans_of(reading.parse, list(cue.tokens)), frame, speaker)
    if is_name(reading, unit, quoted):
        return None
    if host is not None:
        return _nested(reading, number, quoted, host)
    inside = _frame_round(reading, unit, quoted)
    if inside is not None:
        cue, frame = inside
        return Draft("Direct", [span], number, cue, spans_of(reading.parse, list(cue.tokens)), frame)
    if not _stands_alone(reading, unit, quoted):
        return None
    if before is not None and number - before.unit <= 3:
        return _carried(reading, number, span, before)
    return _introduced(reading, number, span)


def _introduced(reading: Reading, number: int, span: Span) -> Draft | None:
    """Return a quotation without a frame behind a sentence about a person: `Die Wirtin Ida Bo winkt ab. „Das wird nichts.“`"""
    told = reading.units[number - 1] if number and not reading.units[number].paragraph else None
    clause = next((c for c in told.clauses if c.kind == "main" and c.finite >= 0), None) if told is not None else None
    if told is None or clause is None or told.quotes:
        return None
    subject = subject_of(reading, told, clause, None)
    if subject is None or not any(reading.tokens[k].ner == "PER" for k in range(*subject)):
        return None
    return Draft("Direct", [span], number, speaker=[span_of(reading, subject)])


def _carried(reading: Reading, number: int, span: Span, before: Draft) -> Draft:
    """Return a quotation that goes on with the statement before it; it shares a frame that stands between (`„…“, sagte X. „…“`)."""
    draft = Draft("Direct", [span], number, source=before)
    unit = reading.units[number]
    between = before.frame and reading.tokens[unit.first - 2].end <= max(end for _, end in before.frame)
    if between and before.unit == number - 1 and not unit.paragraph and before.cue is not None:
        draft.cue, draft.cue_spans, draft.frame = before.cue, list(before.cue_spans), list(before.frame)
    return draft


def _after_paraphrase(reading: Reading, number: int, quoted: Quoted, drafts: list[Draft], before: Draft | None) -> Draft | None:
    """`X sagte, dass …: „…“`: the frame of the paraphrase in front of the colon goes on, paraphrase included.

    A paraphrase that goes on without a frame of its own (`Das sei falsch: „…“`) passes on only its speaker; of `…, so X: „…“` the phrase is
    the frame.
    """
    unit = reading.units[number]
    k = quoted.first - 1
    if k < 1 or reading.tokens[k].text != ":" or (k < unit.first and (before is None or before.unit != number - 1)):
        return None
    last = reading.tokens[k - 1].end
    for draft in [*drafts, before] if k < unit.first else drafts:
        if draft is None or draft.type not in ("Indirect", "IndirectFreeIndirect"):
            continue
        ends = draft.hull[1] == last
        if draft.type == "IndirectFreeIndirect" and (ends or _closes(draft, quoted)):
            draft.quote = [(a, min(b, last)) for a, b in draft.quote]
            return Draft("Direct", [quoted.mark.span], number, source=draft.source or draft)
        if draft.cue is None or not draft.frame or not (ends or draft.frame[0][1] in (last, reading.tokens[k].end)):
            continue
        found = Draft("Direct", [quoted.mark.span], draft.unit, draft.cue, list(draft.cue_spans))
        ahead = draft.frame[0][0] < draft.hull[0]
        found.frame = [(draft.frame[0][0], reading.tokens[k].end)] if ahead or not ends else list(draft.frame)
        found.source = draft
        return found
    return None


def _closes(draft: Draft, quoted: Quoted) -> bool:
    """Tell whether a quotation is the end of a paraphrase."""
    return draft.quote[-1][0] < quoted.mark.span[0] and draft.hull[1] == quoted.mark.span[1]


def _host(drafts: list[Draft], span: Span) -> Draft | None:
    """Return the smallest paraphrase that holds the quotation."""
    holding = [d for d in drafts if any(within(span, piece) for piece in d.quote)]
    return min(holding, key=lambda d: d.hull[1] - d.hull[0], default=None)


def _whole(reading: Reading, quoted: Quoted) -> bool:
    """Tell whether a quotation is a sentence of its own: it has a finite verb and begins with a capital."""
    return not _lower_start(reading, quoted) and any(
        is_verb(reading.tokens[k]) and reading.tokens[k].verbform == "Fin" for k in range(quoted.first, quoted.last)
    )


def _nested(reading: Reading, number: int, quoted: Quoted, host: Draft) -> Draft:
    draft = Draft("Direct", [quoted.mark.span], number, parent=host, source=host)
    if host.type == "Reported" and host.cue is not None:
        draft.cue, draft.cue_spans = host.cue, spans_of(reading.parse, list(host.cue.tokens))
        draft.frame = _round(reading, host.cue.clause, quoted)
    elif host.type == "Indirect":
        draft.cue, draft.cue_spans, draft.frame = host.cue, list(host.cue_spans), list(host.frame)
    return draft


def _cue_of(reading: Reading, unit: Unit, clause: Clause) -> Cue | None:
    """Return the cue of a clause that a colon or position shows to be a frame: from the lexicon, else its verb."""
    cue = verb_cue(reading, unit, clause)
    if cue is not None:
        return cue
    noun = next((i for i in reversed(clause.tokens()) if i not in unit.opaque and _says(reading, i)), -1)
    if noun >= 0:
        return Cue("noun", (noun,), clause, reading.lexicon.noun(reading.tokens[noun].text), noun)
    verbs = [i for i in clause.verbs if i not in unit.opaque]
    if verbs:
        return Cue("verb", tuple(verbs), clause, None, verbs[-1])
    speaks = clause.first == unit.first and any(_is_somebody(reading, i) for i in clause.tokens())
    return Cue("verb", (), clause, None, clause.first) if speaks else None


def _is_somebody(reading: Reading, i: int) -> bool:
    """Tell whether a token names somebody who can speak: a name, or a noun of office, role or group."""
    token = reading.tokens[i]
    if token.pos == "PROPN" or token.ner == "PER":
        return True
    sources = reading.lexicon.words["sources"]
    endings = (*sources["office_endings"], *sources["roles"])
    known = {*sources["offices"], *sources["anonymous"], *sources["groups"], *sources["many"]}
    return token.pos == "NOUN" and (bool({token.text, token.lemma} & known) or token.lemma.lower().endswith(endings))


def _says(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if token.pos != "NOUN":
        return False
    entry = reading.lexicon.noun(token.text)
    return entry is not None and entry.strength >= 2


def _frame_before(reading: Reading, number: int, quoted: Quoted) -> tuple[Cue, list[Span]] | None:
    """`X sagte: „…“`, the colon in this unit or at the end of the one before."""
    unit = reading.units[number]
    k = quoted.first - 1
    if k < unit.first and number > 0:
        unit = reading.units[number - 1]
        k = unit.last - 1
    if k < unit.first or reading.tokens[k].text != ":":
        return None
    clause = _clause_ending(unit, k)
    if clause is None:
        return None
    while verb_cue(reading, unit, clause) is None and clause.kind in ("relative", "adverbial", "fragment") and clause.parent >= 0:
        clause = unit.clauses[clause.parent]
    cue = _cue_of(reading, unit, clause)
    first = next((i for i in clause.tokens() if i < k and i not in unit.opaque), -1)
    return (cue, [(reading.tokens[first].start, reading.tokens[k].end)]) if cue and first >= 0 else None


def _clause_ending(unit: Unit, k: int) -> Clause | None:
    for at in range(k - 1, unit.first - 1, -1):
        clause = unit.clause_at(at)
        if clause is not None:
            return clause
    return None


def _frame_after(reading: Reading, number: int, quoted: Quoted) -> tuple[Cue, list[Span]] | None:
    """`„…“, sagte X`: a verb-first clause behind the quotation."""
    unit = reading.units[number]
    k = quoted.last
    while k < unit.last and reading.tokens[k].text in (",", "–", "—", "-"):
        k += 1
    if k >= unit.last or k - quoted.last > 2:
        return None
    clause = unit.clause_at(k)
    if clause is None or clause.finite < 0 or (k == quoted.last and is_name(reading, unit, quoted)):
        return None
    led = reading.low(k) in (reading.lexicon.words["so"]["word"], reading.lexicon.words["so"]["how"]) and clause.finite > k
    named = (
        clause.first == k > quoted.last and quoted.first == unit.first and clause.kind == "main" and _subject_first(reading, unit, clause)
    )
    if clause.finite != k and not named and not (led and (clause.finite == k + 1 or clause.kind == "how")):
        return None
    end = next((b for a, b in clause.parts if a <= k < b), clause.last)
    for a, b in clause.parts:
        end = b if 0 <= a - end <= 1 and clause.finite < a else end
    cue = verb_cue(reading, unit, clause)
    if cue is None and k > quoted.last:
        cue = _cue_of(reading, unit, clause)
    if cue is None:
        return None
    end = clause.last if clause.first >= quoted.last else end
    following = next((q.first for q in unit.quotes if q.first > k and reading.tokens[q.first - 1].text == ","), end)
    return cue, [frame_after(reading, k, min(end, following))]


def _subject_first(reading: Reading, unit: Unit, clause: Clause) -> bool:
    """Tell whether a clause begins with who speaks and a verb of plain saying that tells nothing else: `„…“, Smith sagte`."""
    cue = verb_cue(reading, unit, clause)
    if cue is None or cue.entry is None or cue.entry.strength < _PLAIN or cue.verb != clause.finite or not cue.entry.takes("a"):
        return False
    subject = subject_of(reading, unit, clause, cue)
    return subject == (clause.first, clause.finite) and not any(c.parent == clause.index for c in unit.clauses)


def _frame_comma(reading: Reading, number: int, quoted: Quoted) -> tuple[Cue, list[Span]] | None:
    """`X sagte, „…“` and `X rief „…“`, the quotation whole."""
    unit = reading.units[number]
    k = quoted.first - 1
    if k <= unit.first or not (reading.tokens[k].text == "," or quoted.last >= unit.last - 1):
        return None
    clause = _clause_ending(unit, k if reading.tokens[k].text == "," else k + 1)
    if clause is None or clause.finite < 0 or not _whole(reading, quoted):
        return None
    cue = verb_cue(reading, unit, clause)
    if cue is None or cue.entry is None or not cue.entry.takes("q"):
        return None
    return cue, [(reading.tokens[clause.first].start, reading.tokens[k].end)]


def _frame_round(reading: Reading, unit: Unit, quoted: Quoted) -> tuple[Cue, list[Span]] | None:
    """`X nannte das „…“`: the quotation is part of the clause that frames it."""
    clause = unit.clause_at(quoted.first) or _clause_ending(unit, quoted.first)
    if clause is None:
        return None
    cue = verb_cue(reading, unit, clause)
    if cue is None or cue.entry is None or not cue.entry.takes("q"):
        return None
    return cue, _round(reading, clause, quoted)


def _with_words(reading: Reading, unit: Unit, quoted: Quoted) -> tuple[Cue, list[Span]] | None:
    """`Mit den Worten „…“ verließ X den Saal`: a noun that only ever brings a quotation, in a clause without a verb of saying."""
    k = quoted.first - 1
    entry = reading.lexicon.noun(reading.tokens[k].text) if k > unit.first else None
    clause = unit.clause_at(k) if entry is not None and entry.takes("m") else None
    if clause is None or reading.low(k - 2 if k - 2 >= unit.first else k - 1) not in reading.lexicon.words["quote"]["bringing"]:
        return None
    return Cue("noun", (k,), clause, entry, k), _round(reading, clause, quoted)


def _round(reading: Reading, clause: Clause, quoted: Quoted) -> list[Span]:
    head = trimmed(reading.parse, clause.first, min(quoted.first, clause.last))
    tail = trimmed(reading.parse, quoted.last, clause.last)
    return [s for s in (head, tail) if s is not None]


def is_name(reading: Reading, unit: Unit, quoted: Quoted) -> bool:
    """Tell titles, names and scare quotes: short, without a verb, right behind a noun that they name, or in capitals throughout."""
    tokens = reading.tokens
    inner = [k for k in range(quoted.first, quoted.last) if tokens[k].pos != "PUNCT"]
    if not inner:
        return True
    if any(is_verb(tokens[k]) for k in inner) and len(inner) > 2:
        return False
    words = reading.lexicon.words["quote"]
    prior = tokens[quoted.first - 1] if quoted.first > unit.first else None
    judged = tokens[inner[0]].text.islower() and all(tokens[k].pos in ("ADJ", "ADV") for k in inner)
    if prior is not None and (
        (prior.lemma in words["said_words"] and not judged) or prior.text.lower().startswith(tuple(w.lower() for w in words["so_called"]))
    ):
        return True
    capital = all(tokens[k].text[:1].isupper() or tokens[k].pos in ("ADP", "DET", "NUM") for k in inner)
    article = prior is not None and prior.tag == "ART" and prior.lemma.lower() not in reading.lexicon.words["pronouns"]["indefinite_lemmas"]
    if article and capital and len(inner) <= words["scare_words"]:
        return True
    named = tokens[inner[0]].text[:1].isupper() and prior is not None and prior.pos in ("NOUN", "PROPN")
    if named and len(inner) <= words["scare_words"] + 2:
        return True
    return all(tokens[k].pos in ("PROPN", "NUM") for k in inner) and len(inner) <= words["scare_words"]


def _stands_alone(reading: Reading, unit: Unit, quoted: Quoted) -> bool:
    """Tell whether a quotation is a sentence of its own that no frame goes with."""
    size = quoted.last - quoted.first
    return size >= FULL_QUOTE and size >= (unit.last - unit.first) - 2 and _whole(reading, quoted)
