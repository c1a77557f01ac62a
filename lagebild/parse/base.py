"""What a parse is, whichever engine made it: tokens, sentences, and walks over the tree.

Labels are Universal Dependencies (UPOS tags, UD v2 relations without subtypes except `nsubj:pass` and `aux:pass`).
Engines that speak TIGER or STTS are translated before they get here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from lagebild.model import Document, Span


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word or mark; treat it as frozen (it is not, as there is one for every word and a guarded one takes nine times as long to make).

    `head` is a token index in the parse (its own index at the root, or where no tree was built).

    mood: Ind Sub Imp or ""; case: Nom Gen Dat Acc or ""; number: Sing Plur or ""; gender: Masc Fem Neut or "";
    person: 1 2 3 or ""; verbform: Fin Inf Part or ""; tense: Pres Past or "". ner: PER LOC ORG MISC or ""; ner_begin: first
    token of a name. pos is UPOS. dep is "" where the sentence was not parsed.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str = ""
    mood: str = ""
    case: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    verbform: str = ""
    tense: str = ""
    head: int = -1
    dep: str = ""
    ner: str = ""
    ner_begin: bool = False

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(slots=True, frozen=True)
class Sentence:
    """Tokens `[first, last)`; `parsed` tells whether heads and deps were predicted for it."""

    first: int
    last: int
    parsed: bool


@dataclass(frozen=True)
class Parse:
    """The tokens and sentences of a document's readable regions, in text order. Rubble has no tokens."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.dep and t.head != t.i and t.head >= 0:
                children[t.head].append(t.i)
        return children

    @cached_property
    def _sentence_index(self) -> list[int]:
        index = [0] * len(self.tokens)
        for k, s in enumerate(self.sentences):
            index[s.first : s.last] = [k] * (s.last - s.first)
        return index

    @cached_property
    def _dependents(self) -> list[tuple[Token, ...]]:
        tokens = self.tokens
        return [tuple([tokens[j] for j in found]) if found else () for found in self._children]

    def children(self, i: int) -> tuple[Token, ...]:
        """Return the direct dependents of token `i`, in text order."""
        return self._dependents[i]

    def subtree(self, i: int) -> list[int]:
        """Return the indices of token `i` and everything under it, sorted."""
        found, stack = {i}, [i]
        while stack:
            for j in self._children[stack.pop()]:
                if j not in found:
                    found.add(j)
                    stack.append(j)
        return sorted(found)

    def sentence_of(self, i: int) -> Sentence:
        """Return the sentence that holds token `i`."""
        return self.sentences[self._sentence_index[i]]

    def sentence_number(self, i: int) -> int:
        """Return the index in `sentences` of the sentence that holds token `i`."""
        return self._sentence_index[i]

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def at(self, span: Span) -> range:
        """Return the range of indices of tokens that overlap the character span."""
        first = bisect_right(self.starts, span[0]) - 1
        if first < 0 or self.tokens[first].end <= span[0]:
            first += 1
        return range(first, max(first, bisect_left(self.starts, span[1])))

    def span_of(self, first: int, last: int) -> Span:
        """Return the character span of tokens `[first, last)` (at least one token)."""
        return self.tokens[first].start, self.tokens[last - 1].end


class Parser(Protocol):
    """A parsing engine."""

    name: str

    def parse(self, document: Document) -> Parse:
        """Parse the readable regions of `document` (headline, dateline, body, caption, teaser)."""
        ...
