"""On whom a frame leans: `unter Berufung auf Insider`, `…, die sich auf Insider stützt`."""

from __future__ import annotations

from lagebild.extract.clausal import Clause, stretch_end
from lagebild.extract.drafts import Cue, Reading, Unit
from lagebild.extract.phrases import PhraseWords, Range, noun_phrase

_LONGEST_CHAIN = 4


def cited_source(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """Return the last source that the clause leans on: `unter Berufung auf Insider`."""
    return next(reversed(cited_sources(reading, unit, cue)), None)


def cited_sources(reading: Reading, unit: Unit, cue: Cue) -> list[Range]:
    """Return the sources that the clause leans on, each on the next: `unter Berufung auf die Zeitung, die sich auf Insider stützt`."""
    found: list[Range] = []
    first = _cited(reading, unit, cue.clause)
    while first is not None and len(found) < _LONGEST_CHAIN:
        found.append(first)
        first = _leant_on(reading, unit, first[1])
    return found


def _leant_on(reading: Reading, unit: Unit, end: int) -> Range | None:
    """Return whom the relative clause behind a source names as its own source: `…, das sich auf Insider beruft`."""
    words = reading.lexicon.words["leaning"]
    clause = next((c for c in unit.clauses if c.kind == "relative" and end <= c.first <= end + 1), None)
    if clause is None or not any(reading.low(i) in words["verbs"] for i in clause.verbs):
        return None
    own = clause.tokens()
    if not any(reading.low(i) in words["reflexive"] for i in own):
        return None
    at = next((i for i in own if reading.low(i) in words["on"] and i not in unit.opaque), -1)
    phrases = reading.pack.get(PhraseWords.from_pack)
    end = stretch_end(clause, at) if at >= 0 else 0
    return noun_phrase(reading.tokens, at + 1, end, phrases, phrases.attached_postverbal) if 0 <= at < end - 1 else None


def _cited(reading: Reading, unit: Unit, clause: Clause) -> Range | None:
    citing = reading.lexicon.citing
    for i in clause.tokens():
        around = citing.get(reading.tokens[i].text)
        if around is None or i + 2 >= unit.last or i in unit.opaque:
            continue
        if (reading.low(i - 1), reading.low(i + 1)) in around:
            words = reading.pack.get(PhraseWords.from_pack)
            return noun_phrase(reading.tokens, i + 2, stretch_end(clause, i), words, words.attached_postverbal)
    return None
