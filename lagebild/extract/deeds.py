"""An event with its trigger, parties and object laid over the parse: what the readers of its details look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lagebild.extract.relations import preposition
from lagebild.extract.scene import Scene
from lagebild.extract.triggers import TriggerLexicon, fold
from lagebild.extract.vocabulary import MIN_TAIL, Vocabulary
from lagebild.model import EventObject, Party, Span, within
from lagebild.parse.base import Token

# Relations that lead into another clause.
OTHER_CLAUSE = frozenset({"acl", "relcl", "advcl", "ccomp", "parataxis", "csubj", "discourse"})
# Functions in which a noun trigger shares the clause of the verb above it.
ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "iobj", "obl", "root"})
NOMINAL = frozenset({"NOUN", "PROPN", "X"})
PREDICATES = frozenset({"VERB", "AUX"})
# Tokens beyond which a word of the same clause says nothing of the act.
FARTHEST = 20
# A value with the characters that it is read from, by key.
Detail = tuple[str, Span]
Details = dict[str, Detail]


@dataclass(frozen=True, slots=True)
class Deed:
    """`lemma`: the trigger's own, `head`: that of the lexicon's entry, which may be the last member of it; `clause`: see `clause_of`."""

    scene: Scene
    i: int
    verb: int
    lemma: str
    head: str
    type: str
    mode: str
    status: str
    negated: bool
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    object: EventObject | None
    clause: tuple[int, ...]

    @property
    def trigger(self) -> Token:
        return self.scene.parse.tokens[self.i]

    def tokens(self, span: Span | None) -> list[Token]:
        """Return the tokens of a span, none for None."""
        return [self.scene.parse.tokens[k] for k in self.scene.parse.at(span)] if span else []

    def near(self) -> list[Token]:
        """Return the tokens of the clause, nearest to the trigger first, the trigger itself left out."""
        return [self.scene.parse.tokens[k] for k in self.clause if k != self.i]


def clause_of(scene: Scene, i: int, verb: int) -> tuple[int, ...]:
    """Return the tokens of the trigger's own clause, nearest first: what hangs on it, and on the verb of which it is an argument."""
    found = _under(scene, i)
    token = scene.parse.tokens[i]
    if verb >= 0 and verb != i and (token.pos in PREDICATES or token.dep in ARGUMENTS or token.head == verb):
        found |= _under(scene, verb)
    return tuple(sorted((k for k in found if abs(k - i) <= FARTHEST), key=lambda k: (abs(k - i), k)))


def _under(scene: Scene, i: int) -> set[int]:
    found, stack = {i}, [i]
    while stack:
        at = stack.pop()
        for child in scene.parse.children(at):
            if child.i not in found and not _leaves(child):
                found.add(child.i)
                stack.append(child.i)
    return found


def _leaves(child: Token) -> bool:
    """Tell whether a dependent opens a clause of its own; a participle before its noun does not."""
    if child.dep in OTHER_CLAUSE:
        return child.i > child.head or child.verbform == "Fin"
    return child.dep == "conj" and child.pos in PREDICATES


def modifier(deed: Deed) -> str:
    """Return the first members of a compound trigger, folded (*waffen* of Waffenlieferung); "" where it is no compound."""
    form = fold(deed.trigger.text)
    if deed.trigger.pos not in NOMINAL:
        return ""
    heads = deed.scene.pack.get(TriggerLexicon.from_pack).heads
    return next((form[:at].rstrip("-") for at in range(2, len(form) - MIN_TAIL) if form[at:] in heads), "")


def words(deed: Deed, i: int) -> Detail:
    """Return the noun phrase of a token: its words, and where they stand."""
    return quoted(deed, deed.scene.phrase_of(i))


def quoted(deed: Deed, span: Span) -> Detail:
    """Return a span's words, blanks made single, and the span."""
    return " ".join(deed.scene.document.text[slice(*span)].split()), span


def behind(deed: Deed, prepositions: frozenset[str]) -> list[Token]:
    """Return the nouns of the clause that stand behind one of these prepositions, nearest to the trigger first."""
    scene = deed.scene
    return [t for t in deed.near() if t.pos in NOMINAL and preposition(scene.parse, t.i, scene.words) in prepositions]


def value_of(vocabulary: Vocabulary, tokens: Iterable[Token], accept: Callable[[Token], bool] = lambda _: True) -> Detail | None:
    """Return what the first token that the vocabulary knows stands for, and where it is."""
    for token in tokens:
        value = vocabulary.of_token(token) if accept(token) else None
        if value:
            return value, token.span
    return None


def trigger_value(deed: Deed, vocabulary: Vocabulary) -> Detail | None:
    """Return what the trigger itself stands for: by its form, its lemma, or that of its entry in the lexicon."""
    token = deed.trigger
    value = vocabulary.of_token(token)
    if value is None and token.pos not in NOMINAL:
        value = vocabulary.others.get(deed.lemma) or vocabulary.others.get(deed.head)
    return (value, token.span) if value else None


def party_tokens(deed: Deed, parties: tuple[Party, ...]) -> list[Token]:
    """Return the tokens of parties' phrases."""
    return [t for p in parties for t in deed.tokens(p.span)]


def inside_party(deed: Deed, token: Token) -> bool:
    """Tell whether a token belongs to an actor or recipient."""
    return any(within(token.span, p.span) for p in (*deed.actor, *deed.recipient))
