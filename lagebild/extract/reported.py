"""Statements without a frame of their own: content summed up as a topic, hearsay verbs, and Konjunktiv that goes on."""

from __future__ import annotations

from functools import partial

from lagebild.extract.clausal import Clause, prefield
from lagebild.extract.drafts import Cue, Draft, Reading, Unit, spans_of, trimmed
from lagebild.extract.judge_features import continuation_features, report_features
from lagebild.extract.phrases import PhraseWords, Range
from lagebild.extract.speakers import span_of, speaker_of
from lagebild.extract.stance_rules import declines
from lagebild.extract.subjects import phrases_of, subject_of
from lagebild.model import Span, overlaps, within

_STOPS = (":", ";")
_REACH = 6  # units that a report may go on after its frame


def reported(reading: Reading, unit: Unit, number: int, cue: Cue, covered: list[Span]) -> Draft | None:
    """Return the summed-up statement of a verb of saying: its clause is the quote.

    `covered`: the quotes and frames of the unit's other statements.
    """
    clause = cue.clause
    speaker = speaker_of(reading, unit, cue)
    rule = _sums_up(reading, unit, cue, speaker)
    if not rule and not reading.judge.knows("report"):
        return None
    quote = trimmed(reading.parse, clause.first, unit.end_with_subordinates(clause, _STOPS))
    if quote is None or _unreal(reading, clause) or _deed(reading, cue):
        return None
    signs = partial(report_features, reading, unit, cue, speaker, covered)
    sure = declines(reading, cue) or (rule and cue.negated and cue.entry is not None and cue.entry.takes("w"))
    return Draft("Reported", [quote], number, cue) if sure or reading.judge.accepts("report", quote, signs, rule) else None


def _unreal(reading: Reading, clause: Clause) -> bool:
    """Tell a clause in the conditional: nobody has said it yet."""
    finite = reading.tokens[clause.finite] if clause.finite >= 0 else None
    words = reading.lexicon.words["evidential"]
    return finite is not None and finite.mood == "Sub" and finite.text.lower() in words["conditional"]


def _deed(reading: Reading, cue: Cue) -> bool:
    """Tell whether the object makes the verb one of doing: `forderte Todesopfer`, `erwiderte das Feuer`."""
    objects = reading.lexicon.words["deeds"].get(cue.entry.lemma, ()) if cue.entry is not None else ()
    return bool(objects) and any(reading.tokens[i].lemma in objects for i in cue.clause.tokens() if i not in cue.tokens)


def _sums_up(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None) -> bool:
    """The rule: a verb that is usually one of saying, with a topic, or a refusal to speak."""
    entry = cue.entry
    if entry is None or cue.clause.kind == "infinitive":
        return False
    summed = entry.strength >= 2 and entry.takes("o", "t", "s") and _has_topic(reading, unit, cue, speaker)
    if not summed and not declines(reading, cue):
        return False
    return not (cue.passive and speaker is None and (cue.clause.kind == "relative" or _still_to_come(reading, cue)))


def _still_to_come(reading: Reading, cue: Cue) -> bool:
    """`soll bekannt gegeben werden`: what nobody has said yet."""
    plan = reading.lexicon.words["evidential"]["passive_plan"]
    return any(reading.low(i) == plan and i != cue.clause.finite for i in cue.tokens)


def looking_back(reading: Reading, number: int, cue: Cue, covered: list[Span]) -> Draft | None:
    """Return the sentence before as paraphrase where this one only tells its source (`Das teilte das Amt mit.`), as speech if in marks.

    `covered`: the quotes and frames of earlier statements; a sentence that one of them takes whole is not told twice.
    """
    unit = reading.units[number]
    clause, entry = cue.clause, cue.entry
    if number == 0 or entry is None or not entry.takes("d", "k") or entry.strength < 2 or clause.first != unit.first:
        return None
    first = reading.tokens[clause.first]
    if first.text.lower() not in reading.lexicon.words["backward"]["pronouns"] or clause.finite != clause.first + 1 or cue.negated:
        return None
    told = reading.units[number - 1]
    quote = trimmed(reading.parse, told.first, told.last)
    spoken = any(q.mark.span == quote for q in told.quotes)
    if quote is None or not (spoken or any(c.finite >= 0 for c in told.clauses)) or any(within(quote, c) for c in covered):
        return None
    frame = trimmed(reading.parse, clause.first, unit.end_with_subordinates(clause, _STOPS))
    cues = spans_of(reading.parse, list(cue.tokens))
    return Draft("Direct" if spoken else "Indirect", [quote], number, cue, cues, [frame] if frame is not None else [])


def _has_topic(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None) -> bool:
    entry = cue.entry
    if entry is None:
        return False
    if entry.takes("s"):
        return True
    if entry.takes("t") and any(
        reading.tokens[i].pos in ("ADP", "ADV") and _opens_topic(reading, i, entry.preps)
        for i in cue.clause.tokens()
        if i not in unit.opaque
    ):
        return True
    return entry.takes("o") and _has_object(reading, unit, cue, speaker)


def _opens_topic(reading: Reading, i: int, preps: frozenset[str]) -> bool:
    token = reading.tokens[i]
    low = token.text.lower()
    if low in preps or (token.tag == "APPRART" and token.lemma.lower() in preps):
        return True
    return any(low.startswith(p) and low[len(p) :] in preps for p in reading.lexicon.words["phrases"]["pronominal"])


def _has_object(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None) -> bool:
    """Tell whether the clause has a noun phrase besides the speaker, or a quotation in its place."""
    words = reading.pack.get(PhraseWords.from_pack)
    if cue.passive:
        return True
    for option in phrases_of(reading, unit, cue.clause, words):
        if speaker is not None and option[0] < speaker[1] and speaker[0] < option[1]:
            continue
        if any(k in cue.tokens for k in range(*option)):
            continue
        first = reading.tokens[option[0]]
        if first.text.lower() in words.reflexive or first.text.lower() in words.dative_singular:
            continue
        if any(reading.tokens[k].pos in ("NOUN", "PROPN", "PRON") for k in range(*option)):
            return True
    return any(cue.clause.holds(q.first) for q in unit.quotes)


def hearsay(reading: Reading, unit: Unit, number: int, covered: list[Span]) -> list[Draft]:
    """Return claims that a modal (`soll … haben`, `will … sein`) or an adverb (`angeblich`) passes on, outside other statements."""
    found: list[Draft] = []
    for clause in unit.clauses:
        if clause.finite < 0:
            continue
        willed = _willed(reading, unit, clause)
        if willed is None and not _is_hearsay(reading, unit, clause):
            continue
        quote = trimmed(reading.parse, _start(reading, clause), unit.end_with_subordinates(clause, _STOPS))
        if quote is None or any(within(quote, c) or overlaps(quote, c) for c in covered):
            continue
        draft = Draft("FreeIndirect", [quote], number)
        draft.speaker = [span_of(reading, willed)] if willed is not None else []
        found.append(draft)
    return found


def _modal(reading: Reading, clause: Clause) -> bool:
    return reading.low(clause.finite) in reading.lexicon.words["evidential"]["modal"]


def _willed(reading: Reading, unit: Unit, clause: Clause) -> Range | None:
    """Return who wants what a clause tells of a plan (`Die Stadt will das Bad schließen`), or claims (`Sie will nichts gesehen haben`)."""
    words = reading.lexicon.words["evidential"]
    if clause.kind != "main" or clause.finite < 0 or reading.low(clause.finite) not in words["willing"]:
        return None
    told = _is_hearsay(reading, unit, clause)
    if not told and not any(reading.tokens[i].verbform == "Inf" for i in clause.verbs):
        return None
    subject = subject_of(reading, unit, clause, None)
    named = subject is not None and any(
        reading.tokens[k].ner in ("PER", "ORG") or reading.tokens[k].pos == "PROPN" for k in range(*subject)
    )
    return subject if named or told else None


def _start(reading: Reading, clause: Clause) -> int:
    return clause.first + (clause.joined and reading.tokens[clause.first].pos == "CCONJ")


def _is_hearsay(reading: Reading, unit: Unit, clause: Clause) -> bool:
    words = reading.lexicon.words["evidential"]
    finite = reading.tokens[clause.finite]
    lows, adverbs = reading.lows, words["strong_adverbs"]
    for i in clause.tokens():
        if lows[i] in adverbs and i not in unit.opaque and _adverbial(reading, i):
            return True
    if finite.mood == "Sub" or finite.text.lower() not in words["forms"]:
        return False
    own = [i for i in clause.tokens() if i not in unit.opaque]
    if any(lows[i] in words["aims"] for i in own):
        return False
    if any(reading.low(i) in words["states"] and i != clause.finite and reading.low(i - 1) not in words["obliged"] for i in own[-2:]):
        return finite.text.lower() in words["hearsay"]
    if reading.low(own[-1]) in words["being"] and any(lows[i] == reading.lexicon.words["pronouns"]["expletive"] for i in own):
        return finite.text.lower() in words["hearsay"]
    perfect = any(reading.low(i) in words["claim_infinitives"] and i != clause.finite for i in own)
    participle = any(reading.tokens[i].verbform == "Part" for i in clause.verbs)
    return perfect and participle and not _passive_present(reading, own)


def _passive_present(reading: Reading, own: list[int]) -> bool:
    """`soll gebaut werden` is a plan, no hearsay: the infinitive is `werden` and no `haben` or `sein` follows."""
    lows = {reading.low(i) for i in own}
    words = reading.lexicon.words["evidential"]
    return words["passive_plan"] in lows and not lows & frozenset(words["perfect"])


def _adverbial(reading: Reading, i: int) -> bool:
    """Tell an adverb from an attribute: no adjective ending, no noun behind."""
    following = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    return following is None or following.pos not in ("NOUN", "ADJ")


def continued(reading: Reading, unit: Unit, number: int, covered: list[Span], before: Draft | None) -> list[Draft]:
    """Return main clauses that go on after an earlier frame, in the subjunctive or as the narrator's own voice."""
    found: list[Draft] = []
    if before is None:
        return found
    taken = list(covered)
    for clause in unit.clauses:
        if clause.kind != "main" or clause.finite < 0:
            continue
        rule = _goes_on(reading, unit, clause, number, before)
        subjunctive = reading.tokens[clause.finite].mood == "Sub"
        if not rule and not _may_go_on(reading, clause, number, before):
            continue
        first, last = _start(reading, clause), _tail(reading, unit, clause)
        first = min(first, prefield(unit.clauses, clause))
        quote = trimmed(reading.parse, first, last)
        if quote is None or any(overlaps(quote, c) for c in taken):
            continue
        signs = partial(continuation_features, reading, unit, number, clause, before)
        if reading.judge.accepts("continuation", quote, signs, rule):
            taken.append(quote)
            found.append(Draft("IndirectFreeIndirect" if subjunctive else "FreeIndirect", [quote], number, source=before))
    return found


def _may_go_on(reading: Reading, clause: Clause, number: int, before: Draft) -> bool:
    """Tell whether a clause that the rule leaves out is put to the model."""
    if not reading.judge.knows("continuation") or number - before.unit > _REACH:
        return False
    return reading.tokens[clause.finite].mood == "Sub" or not _modal(reading, clause)


def _goes_on(reading: Reading, unit: Unit, clause: Clause, number: int, before: Draft) -> bool:
    finite = reading.tokens[clause.finite]
    if finite.mood != "Sub":
        return False
    words = reading.lexicon.words["evidential"]
    gap = number - before.unit
    if finite.text.lower() in words["conditional"]:
        return gap <= 1 and not (gap and unit.paragraph) and before.type != "Reported"
    return gap <= _REACH


def _tail(reading: Reading, unit: Unit, clause: Clause) -> int:
    """Return the end of the sentence as far as it stays in the subjunctive or subordinate."""
    end = unit.end_with_subordinates(clause, _STOPS)
    inside = {clause.index}
    for c in unit.clauses:
        if c.index <= clause.index:
            continue
        subjunctive = c.finite >= 0 and reading.tokens[c.finite].mood == "Sub"
        shared = c.kind == "main" and c.joined and c.finite < 0
        if (c.parent in inside and c.kind != "main") or (c.kind == "main" and subjunctive) or shared:
            inside.add(c.index)
            end = max(end, c.last)
        else:
            break
    return end
