"""The tense of the clause around a token: does it tell of what was, or of what is to come?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lagebild.parse.base import Parse, Token

REACH = 60  # tokens looked at on either side, so that a sentence without end costs no more
STEPS = 3
NEAR = 6
BREAKS = frozenset(',;:–—()"„“”»«')


@dataclass(frozen=True)
class Tenses:
    """Verbs (lemmas) that mark the tense or a state (*ist geplant*), words that tell of plans, endings of present participles (lemmas)."""

    future: frozenset[str]
    modal: frozenset[str]
    perfect: frozenset[str]
    state: frozenset[str]
    planned: frozenset[str]
    ongoing: tuple[str, ...]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Tenses:
        future, modal, perfect, state = (frozenset(data[f"{n}_lemmas"]) for n in ("future", "modal", "perfect", "state"))
        return cls(future, modal, perfect, state, frozenset(data["planned"]), tuple(data["ongoing_endings"]))


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


def clause_tense(parse: Parse, i: int, tenses: Tenses, *, lasting: bool = False) -> str:
    """Return past, present, future, or "" where nothing tells, for the clause that holds token `i`.

    `lasting`: the time at `i` opens or closes a span (*ab Mittwoch untersagt*), so *sein* with a participle tells of a state.
    """
    tokens = clause(parse, i)
    finite = [t for t in tokens if t.verbform == "Fin"]
    if not finite:
        return "future" if any(t.text.lower() in tenses.planned for t in tokens) else ""
    participle = any(t.verbform == "Part" and t.pos in ("VERB", "AUX") for t in tokens)
    infinitives = [t for t in tokens if t.verbform == "Inf"]
    attribute = _attribute(parse, i)
    if attribute is not None:
        return _attribute_tense(attribute, tenses)
    verb = min(finite, key=lambda t: abs(t.i - i))
    participle = participle or _heads_participle(parse, verb)
    unreal = verb.mood == "Sub" and verb.tense == "Past"
    if verb.lemma in tenses.state and verb.tense == "Pres" and any(t.text.lower() in tenses.planned for t in tokens):
        return "future"
    if lasting and verb.lemma in tenses.state and verb.tense == "Pres":
        return "present"
    if verb.lemma in tenses.perfect and participle:
        return "" if unreal else "past"
    if verb.lemma in tenses.modal:
        told = participle and any(t.lemma in tenses.perfect and t.i != verb.i for t in (*infinitives, *finite))
        return "past" if told or (verb.tense == "Past" and not unreal) else "future"
    if verb.lemma in tenses.future and (verb.tense != "Past" or unreal):
        return "future"
    if verb.tense == "Past" and not unreal:
        return "past"
    if verb.mood == "Sub":
        return ""
    return "present" if verb.tense == "Pres" else ""


def _attribute(parse: Parse, i: int) -> Token | None:
    """Return the participle before a noun that token `i` belongs to, at most `STEPS` heads above it; None if there is none."""
    token = parse.tokens[i]
    if i > 1 and parse.tokens[i - 1].pos == "ADP" and parse.tokens[i - 2].pos == "DET":  # *des am Montag bekannt gewordenen Beschlusses*
        return next((t for t in parse.tokens[i + 1 : i + NEAR] if t.pos == "ADJ" and t.dep == "amod" and t.head > t.i), None)
    for _ in range(STEPS):
        if not token.i < token.head < len(parse.tokens):
            return None
        below, token = token, parse.tokens[token.head]
        if token.dep == "amod" and token.verbform != "Fin":
            return token
        # German has no attribute with a preposition before its noun: what is taken for one belongs to the participle between them.
        between = (c for c in parse.children(token.i) if below.dep == "nmod" and c.dep == "amod" and below.i < c.i < token.i)
        if (participle := next(between, None)) is not None:
            return participle
    return None


def _attribute_tense(attribute: Token, tenses: Tenses) -> str:
    """Return the tense of a participle before a noun: past (*das am Montag abgestürzte Flugzeug*), or future."""
    planned = attribute.text.lower() in tenses.planned or attribute.lemma.endswith(tenses.ongoing)
    return "future" if planned else "past"


def _heads_participle(parse: Parse, verb: Token) -> bool:
    """Tell whether an auxiliary's verb is a participle, beyond commas and brackets too (*hat am Montag – trotz … – stattgefunden*)."""
    if not verb.dep.startswith("aux") or verb.head < 0:
        return False
    head = parse.tokens[verb.head]
    return head.verbform == "Part" and head.pos in ("VERB", "AUX")
