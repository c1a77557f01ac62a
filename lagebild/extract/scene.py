"""What is known of one document when its events are drawn: the parse with mentions, times and statements laid over its tokens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from lagebild.extract.home import Home
from lagebild.extract.relations import PhraseWords, function
from lagebild.lang.pack import Pack
from lagebild.model import Document, Mention, Quantity, Span, Statement, Time, hull
from lagebild.parse.base import Parse
from lagebild.parse.phrases import noun_phrase

LOCAL_KINDS = frozenset({"place", "state", "facility"})
PARTY_KINDS = frozenset({"person", "state", "organization", "group", "media"})


@dataclass(frozen=True)
class Scene:
    """All earlier records of one document, and which of them lie over a token.

    `type_at`: the likeliest event type of each candidate trigger, filled in when candidates are known. `marks_at`: the sorts of things
    that the arguments of a word name, of those words that were asked about (`lagebild.extract.marks`).
    """

    document: Document
    parse: Parse
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    words: PhraseWords
    pack: Pack
    type_at: dict[int, str] = field(default_factory=dict)
    marks_at: dict[int, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def mention_at(self) -> dict[int, Mention]:
        """The longest mention over each token; over a state's name inside a group (*Caracas 5.000 Soldaten*) that state."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.span[1] - m.span[0]):
            for i in self.parse.at(mention.span):
                inner = found.get(i)
                named = inner is not None and inner.kind == "state" and self.parse.tokens[i].pos == "PROPN"
                if not (named and mention.kind == "group"):
                    found[i] = mention
        return found

    @cached_property
    def offices(self) -> dict[str, str]:
        """The office that some mention tells of each person, by entity."""
        return {m.entity: m.role for m in reversed(self.mentions) if m.entity and m.role}

    @cached_property
    def place_at(self) -> dict[int, Mention]:
        """The shortest mention of a place, state or facility over each token, also inside another (*Soldaten in Mali*)."""
        local = sorted((m for m in self.mentions if m.kind in LOCAL_KINDS), key=lambda m: m.span[0] - m.span[1])
        return {i: mention for mention in local for i in self.parse.at(mention.span)}

    @cached_property
    def quantity_at(self) -> dict[int, Quantity]:
        """The quantity over each token, or whose counted noun stands there; the first of several."""
        found: dict[int, Quantity] = {}
        for quantity in self.quantities:
            for i in (*self.parse.at(quantity.span), *(self.parse.at(quantity.of) if quantity.of else ())):
                found.setdefault(i, quantity)
        return found

    @cached_property
    def timed(self) -> frozenset[int]:
        """Tokens inside a time expression."""
        return frozenset(i for t in self.times for i in self.parse.at(t.span))

    @cached_property
    def time_at(self) -> dict[int, Time]:
        """The time expression over each token."""
        return {i: t for t in self.times for i in self.parse.at(t.span)}

    @cached_property
    def first_told(self) -> dict[str, int]:
        """The first token of each lemma that stands in no statement."""
        found: dict[str, int] = {}
        for token in self.parse.tokens:
            if token.i not in self.statement_at:
                found.setdefault(token.lemma.lower(), token.i)
        return found

    @cached_property
    def statement_at(self) -> dict[int, Statement]:
        """The innermost (shortest) statement whose quote holds each token."""
        found: dict[int, Statement] = {}
        for statement in sorted(self.statements, key=lambda s: _length(s), reverse=True):
            for piece in statement.quote:
                for i in self.parse.at(piece):
                    found[i] = statement
        return found

    @cached_property
    def told_by(self) -> dict[int, tuple[Span, ...]]:
        """The speakers of all statements whose words each token stands in, outside the tokens of their frames."""
        found: dict[int, tuple[Span, ...]] = {}
        for statement in self.statements:
            if statement.type != "Reported" and statement.speaker:
                for i in (i for piece in statement.quote for i in self.parse.at(piece)):
                    found[i] = (*found.get(i, ()), statement.speaker[0])
        return found

    @cached_property
    def frame_at(self) -> dict[int, Statement]:
        """The statement whose frame holds each token, the shortest of several."""
        found: dict[int, Statement] = {}
        for statement in sorted(self.statements, key=lambda s: _length(s), reverse=True):
            found.update({i: statement for piece in statement.frame for i in self.parse.at(piece)})
        return found

    @cached_property
    def framed(self) -> frozenset[int]:
        """Tokens inside a statement's frame."""
        return frozenset(self.frame_at)

    @cached_property
    def state_ranks(self) -> dict[str, int]:
        """The states and bodies of the document by how often it mentions them: 0 for the one named most."""
        counts = Counter(m.country for m in self.mentions if m.country)
        return {code: n for n, (code, _) in enumerate(counts.most_common())}

    @cached_property
    def home(self) -> Home:
        """Which country the document and its passages are about."""
        return Home.of(self.mentions, None)

    def phrase_of(self, i: int) -> Span:
        """Return the span of the noun phrase of word `i`, without its preposition and without what is coordinated with it."""
        tokens = self.parse.tokens
        first, last = noun_phrase(self.parse, i, self.pack)
        for child in self.parse.children(i):
            if child.dep == "conj" and i < child.i < last:
                last = min(last, next((k for k in range(child.i - 1, i, -1) if tokens[k].dep == "cc" or tokens[k].text == ","), last))
        if tokens[i].dep == "conj" and first <= tokens[i].head < i:
            first = next((k + 1 for k in range(i - 1, tokens[i].head, -1) if tokens[k].dep == "cc" or tokens[k].text == ","), first)
        return self.parse.span_of(min(first, i), max(last, i + 1))

    @cached_property
    def counts(self) -> tuple[list[int], list[int]]:
        """How many finite verbs, and how many commas, stand before each token."""
        tokens = self.parse.tokens
        verbs = list(accumulate([t.verbform == "Fin" for t in tokens], initial=0))
        return verbs, list(accumulate([t.text == "," for t in tokens], initial=0))

    def mentions_in_phrase(self, i: int) -> list[Mention]:
        """Return the mentions that tell whose the noun phrase of word `i` is: over the word itself first, then over its attributes.

        Adjectives, appositions, genitives and phrases of origin or place count; what the noun is for or against does not.
        """
        found: list[Mention] = []
        waiting = [i]
        for k in waiting:
            mention = self.mention_at.get(k)
            if mention and mention not in found:
                found.append(mention)
            for child in self.parse.children(k):
                link = function(self.parse, child.i, self.words)
                # An odd parse may hold a circle of words.
                if (link in self.words.owning or child.dep in ("flat", "compound")) and child.i not in waiting:
                    waiting.append(child.i)
        return found


def make_scene(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    times: tuple[Time, ...],
    quantities: tuple[Quantity, ...],
    statements: tuple[Statement, ...],
    pack: Pack,
) -> Scene:
    """Lay the earlier records of a document over its tokens."""
    return Scene(document, parse, mentions, times, quantities, statements, pack.get(PhraseWords.from_pack), pack)


def _length(statement: Statement) -> int:
    start, end = hull(statement.quote) if statement.quote else (0, 0)
    return end - start
