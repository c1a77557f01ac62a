"""Walks over a dependency tree: a noun's grammatical function, its phrase, the way from one word to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.model import Span
from lagebild.parse.base import Parse, Token

MAX_CLIMB = 7
# Dependents that do not belong to a noun's phrase proper.
OUTSIDE = frozenset(
    {"acl", "relcl", "conj", "cc", "parataxis", "advcl", "case", "mark", "cop", "aux", "aux:pass", "nsubj", "nsubj:pass", "advmod", "punct"}
)
KEPT_PUNCT = frozenset('„“"»«‚‘-–()')


@dataclass(frozen=True)
class PhraseWords:
    """Closed words of a language that link phrases: contractions of prepositions, pronouns."""

    contractions: dict[str, str]
    place: frozenset[str]
    inside: frozenset[str]
    around: frozenset[str]
    exchange: frozenset[str]
    returning: frozenset[str]
    owning: frozenset[str]
    relative: frozenset[str]
    possessive: frozenset[str]
    personal: frozenset[str]
    impersonal: frozenset[str]
    reflexive: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> PhraseWords:
        data = pack.toml("event_modifiers.toml")
        groups = {**data["phrases"], **data["prepositions"]}
        names = (
            "place",
            "inside",
            "around",
            "exchange",
            "returning",
            "owning",
            "relative",
            "possessive",
            "personal",
            "impersonal",
            "reflexive",
        )
        return cls(data["contractions"], *(frozenset(groups[name]) for name in names))


def preposition(parse: Parse, i: int, words: PhraseWords) -> str:
    """Return the preposition of noun `i` with contractions resolved, "" if it has none."""
    for child in parse.children(i):
        if child.dep == "case":
            lower = child.text.lower()
            return words.contractions.get(lower, lower)
    return ""


def function(parse: Parse, i: int, words: PhraseWords) -> str:
    """Return the function of word `i` towards its head.

    subj, subjp (of a passive), acc, dat, gen, adj, poss, appos, conj, a preposition, or the bare relation.
    """
    token = parse.tokens[i]
    dep = token.dep
    if dep == "nsubj":
        return "subj"
    if dep == "nsubj:pass":
        return "subjp"
    if dep in ("obj", "iobj", "obl", "nmod"):
        link = preposition(parse, i, words)
        if link:
            return link
        if dep == "nmod":
            return "gen"
        return "dat" if dep == "iobj" or token.case == "Dat" else "acc"
    if dep == "amod":
        return "adj"
    if dep in ("det", "det:poss") and token.text.lower() in words.possessive:
        return "poss"
    return dep or "none"


def ancestors(parse: Parse, i: int) -> list[int]:
    """Return token `i` and its heads, nearest first, up to the root or a bound."""
    chain = [i]
    while len(chain) <= MAX_CLIMB:
        head = parse.tokens[chain[-1]].head
        if head < 0 or head == chain[-1] or not parse.tokens[chain[-1]].dep or head in chain:
            break
        chain.append(head)
    return chain


def path(parse: Parse, up: Sequence[int], down: Sequence[int], words: PhraseWords, label: str) -> str:
    """Return the way from one word up to the lowest common head and down to another: ``subj|``, ``|acl``, ``subj|conj`` …

    `up` and `down` are the `ancestors` of both, `label` is the function of the first word. Steps through coordinated
    nouns are left out at the lower end of `up`. "far" where there is no way within the bound.
    """
    meet = next((a for a in up if a in down), None)
    if meet is None:
        return "far"
    rising = list(up[: up.index(meet)])
    while rising and parse.tokens[rising[0]].dep == "conj" and len(rising) > 1:
        rising = rising[1:]
    falling = list(down[: down.index(meet)])
    if len(rising) > 3 or len(falling) > 3:
        return "far"
    first = label if rising and rising[0] == up[0] else function(parse, rising[0], words) if rising else ""
    steps = [first, *(parse.tokens[k].dep for k in rising[1:])] if rising else []
    return f"{'<'.join(steps)}|{'>'.join(parse.tokens[k].dep for k in reversed(falling))}"


def phrase(parse: Parse, i: int) -> tuple[int, int]:
    """Return the tokens `[first, last)` of the noun phrase of word `i`: article, attributes, names; no clause, no coordinated part."""
    inside = {i}
    stack = [i]
    while stack:
        for child in parse.children(stack.pop()):
            if child.i not in inside and child.dep not in OUTSIDE:
                inside.add(child.i)
                stack.append(child.i)
    first = last = i
    while first - 1 in inside or (first - 2 in inside and _is_kept(parse.tokens[first - 1])):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and _is_kept(parse.tokens[last + 1])):
        last += 1
    return first, last + 1


def _is_kept(token: Token) -> bool:
    return token.pos != "PUNCT" or token.text in KEPT_PUNCT or token.text == ","


def phrase_span(parse: Parse, i: int) -> Span:
    """Return the character span of `phrase`."""
    return parse.span_of(*phrase(parse, i))


def coordinated(parse: Parse, i: int) -> list[int]:
    """Return word `i` and the nouns that are coordinated under it."""
    found = [i]
    for child in parse.children(i):
        if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "PRON", "ADJ"):
            found.extend(coordinated(parse, child.i))
    return found


def governor(parse: Parse, i: int) -> int:
    """Return the verb (or predicate) that governs word `i`; `i` itself for a verb; -1 if there is none."""
    for k in ancestors(parse, i):
        token = parse.tokens[k]
        if token.pos in ("VERB", "AUX") or any(c.dep in ("nsubj", "nsubj:pass", "cop") for c in parse.children(k)):
            return k
    return -1


def auxiliaries(parse: Parse, verb: int) -> list[Token]:
    """Return the auxiliaries, modal verbs and copulas of a predicate."""
    return [c for c in parse.children(verb) if c.dep in ("aux", "aux:pass", "cop")]


def is_passive(parse: Parse, verb: int) -> bool:
    """Tell whether a verb stands in the passive."""
    return any(c.dep in ("aux:pass", "nsubj:pass") for c in parse.children(verb))


def finite(parse: Parse, verb: int) -> Token | None:
    """Return the finite verb of a predicate: one of its auxiliaries (infinitives look finite), else itself."""
    auxiliary = next((a for a in auxiliaries(parse, verb) if a.verbform == "Fin"), None)
    token = parse.tokens[verb]
    return auxiliary or (token if token.verbform == "Fin" else None)
