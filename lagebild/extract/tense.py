"""The tense of the clause around a token: does it tell of what was, or of what is to come?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lagebild.parse.base import Parse, Token

REACH = 60  # tokens looked at on either side, so that a sentence without end costs no more
BREAKS = frozenset(',;:–—()"„“”»«')


@dataclass(frozen=True)
class Tenses:
    """Verbs (lemmas) that mark the tense, and words that tell of plans."""

    future: frozenset[str]
    modal: frozenset[str]
    perfect: frozenset[str]
    planned: frozenset[str]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Tenses:
        lists = (data["future_lemmas"], data["modal_lemmas"], data["perfect_lemmas"], data["planned"])
        return cls(*(frozenset(words) for words in lists))


def clause(parse: Parse, i: int) -> tuple[Token, ...]:
    """Return the tokens between the clause marks around token `i`; the whole sentence where no finite verb stands between them."""
    sentence = parse.sentence_of(i)
    low, high = max(sentence.first, i - REACH), min(sentence.last, i + REACH)
    first, last = i, i + 1
    while first > low and parse.tokens[first - 1].text not in BREAKS:
        first -= 1
    while last < high and parse.tokens[last].text not in BREAKS:
        last += 1
    tokens = parse.tokens[first:last]
    return tokens if any(t.verbform == "Fin" for t in tokens) else parse.tokens[low:high]


def clause_tense(parse: Parse, i: int, tenses: Tenses) -> str:
    """Return past, present, future, or "" where nothing tells, for the clause that holds token `i`."""
    tokens = clause(parse, i)
    finite = [t for t in tokens if t.verbform == "Fin"]
    if not finite:
        return "future" if any(t.text.lower() in tenses.planned for t in tokens) else ""
    participle = any(t.verbform == "Part" and t.pos in ("VERB", "AUX") for t in tokens)
    infinitives = [t for t in tokens if t.verbform == "Inf"]
    verb = min(finite, key=lambda t: abs(t.i - i))
    unreal = verb.mood == "Sub" and verb.tense == "Past"
    if verb.lemma in tenses.perfect and participle:
        return "" if unreal else "past"
    if verb.lemma in tenses.modal:
        told = participle and any(t.lemma in tenses.perfect for t in infinitives)
        return "past" if told or (verb.tense == "Past" and not unreal) else "future"
    if verb.lemma in tenses.future and (verb.tense != "Past" or unreal):
        return "future"
    if verb.tense == "Past" and not unreal:
        return "past"
    if verb.mood == "Sub":
        return ""
    return "present" if verb.tense == "Pres" else ""
