"""Saying within quotations: what the one quoted passes on of others (`„Er hat uns versprochen, dass …“, sagte X`)."""

from __future__ import annotations

from functools import partial

from lagebild.extract.clausal import Clause, ClauseWords, clauses_of
from lagebild.extract.direct import is_name
from lagebild.extract.drafts import Cue, Draft, Quoted, Reading, Unit, spans_of, trimmed
from lagebild.extract.frames import verb_cue
from lagebild.extract.indirect import indirect_after
from lagebild.extract.judge_features import paraphrase_features
from lagebild.extract.phrases import Range
from lagebild.extract.speakers import addressee_of, span_of, speaker_of
from lagebild.extract.subjects import can_speak
from lagebild.model import overlaps

_SHORTEST = 6
_PLAIN = 3


def nested_sayings(reading: Reading, number: int) -> list[Draft]:
    """Return the paraphrases and inner quotations within the quotations of a unit that others than the one quoted have said."""
    found: list[Draft] = []
    for quoted in reading.units[number].quotes:
        if quoted.last - quoted.first >= _SHORTEST:
            for sentence in _sentences(reading, quoted):
                found.extend(_sayings(reading, number, sentence))
    return found


def _sentences(reading: Reading, quoted: Quoted) -> list[Unit]:
    """Return the sentences within a quotation's marks, the quotations inside as single words."""
    first, last = quoted.first + (quoted.mark.open[0] < quoted.mark.open[1]), quoted.last - (quoted.mark.close is not None)
    ends = [s.last for s in (reading.parse.sentence_of(i) for i in range(first, last, _SHORTEST))]
    words = reading.pack.get(ClauseWords.from_pack)
    found: list[Unit] = []
    for end in sorted({min(e, last) for e in ends} | {last}):
        if end > first:
            inner = [q for q in quoted.inner if first <= q.first and q.last <= end]
            opaque = frozenset(i for q in inner for i in range(q.first, q.last))
            found.append(Unit(first, end, clauses_of(reading.parse, first, end, opaque, words), inner, opaque))
            first = end
    return found


def _sayings(reading: Reading, number: int, unit: Unit) -> list[Draft]:
    found: list[Draft] = []
    for clause in unit.clauses:
        cue = verb_cue(reading, unit, clause)
        speaker = speaker_of(reading, unit, cue) if cue is not None else None
        if cue is None or speaker is None or cue.negated or not _others(reading, cue, speaker):
            continue
        spoken = [d for q in unit.quotes if (d := _spoken(reading, number, unit, cue, q)) is not None]
        plain = not spoken and cue.entry is not None and cue.entry.strength >= _PLAIN
        draft = indirect_after(reading, unit, number, cue) if plain else None
        if draft is not None and _is_told(reading, unit, draft, cue):
            spoken = [draft]
        for said in spoken:
            addressee = addressee_of(reading, unit, cue, speaker)
            said.speaker = [span_of(reading, speaker)]
            said.addressee = [span_of(reading, addressee)] if addressee is not None else []
            if not any(overlaps(said.hull, s) for s in (*said.speaker, *said.addressee)):
                found.append(said)
    return found


def _is_told(reading: Reading, unit: Unit, draft: Draft, cue: Cue) -> bool:
    return reading.judge.accepts("paraphrase", draft.hull, partial(paraphrase_features, reading, unit, draft, cue), True)


def _others(reading: Reading, cue: Cue, speaker: Range) -> bool:
    """Tell whether a verb of saying in the indicative has a speaker of its own: a noun or name, not `ich`, `man` or `Sie`."""
    if cue.entry is None or cue.clause.finite < 0 or cue.clause.kind == "infinitive":
        return False
    if cue.phrase or not can_speak(reading, cue.clause, speaker):
        return False
    finite = reading.tokens[cue.clause.finite]
    return (
        finite.mood != "Sub"
        and finite.person not in ("1", "2")
        and any(reading.tokens[k].pos in ("NOUN", "PROPN") for k in range(*speaker))
    )


def _spoken(reading: Reading, number: int, unit: Unit, cue: Cue, quoted: Quoted) -> Draft | None:
    """Return an inner quotation that a clause frames: it stands in the clause, or behind its colon or comma."""
    clause = cue.clause
    if cue.entry is None or not cue.entry.takes("q") or cue.entry.takes("x", "n") or is_name(reading, unit, quoted):
        return None
    if not (clause.holds(quoted.first) or quoted.first == clause.last + 1):
        return None
    frame = _round(reading, clause, quoted)
    return Draft("Direct", [quoted.mark.span], number, cue, spans_of(reading.parse, list(cue.tokens)), frame)


def _round(reading: Reading, clause: Clause, quoted: Quoted) -> list[tuple[int, int]]:
    head = trimmed(reading.parse, clause.first, min(quoted.first, clause.last))
    tail = trimmed(reading.parse, quoted.last, clause.last)
    return [s for s in (head, tail) if s is not None]
