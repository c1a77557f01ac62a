"""Candidates: which texts may share a passage, by an inverted index of sketches that grows text by text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import Final, NamedTuple, Protocol

import numpy as np

from lagebild.link.reuse.boilerplate import TEXTS, recurs
from lagebild.link.reuse.sketch import Sketch

HOLDERS: Final = 32  # of all texts that hold a shingle, so many (the first) are looked at
_SHORT: Final = 16  # shingles of a sketch of a hundred words: there, one in common is enough, else two
_HALF: Final = 0.3  # of the smaller sketch, boilerplate or not: may be half of the text, so that is looked at


class Candidate(NamedTuple):
    """A text that may share a passage: how many shingles of the sketches are in common, and how many of these are no boilerplate."""

    doc: int
    common: int
    fresh: int


class SketchIndex(Protocol):
    """Sketches by document; whichever of two documents is added first, the later one finds it."""

    def add(self, doc: int, outlet: str | None, sketch: Sketch) -> Sequence[int]:
        """Add a document; returns the shingles that are boilerplate from now on."""

    def candidates(self, sketch: Sketch, outlet: str | None = None) -> list[Candidate]:
        """Return the documents that are worth a comparison, most in common first."""

    def recurring(self, *sketches: Sketch) -> frozenset[int]:
        """Return those shingles of some sketches that are boilerplate of some outlet."""

    def holders(self, keys: Sequence[int]) -> set[int]:
        """Return the documents that hold one of some shingles."""


def likely(found: Candidate, smaller: int, same_outlet: bool) -> bool:
    """Tell whether two texts are worth a comparison; `smaller` is the size of the smaller sketch. Versions only, within an outlet."""
    if found.common >= _HALF * smaller:
        return True
    return not same_outlet and found.fresh >= (1 if smaller <= _SHORT else 2)


def worth_comparing(one: Sketch, other: Sketch, boilerplate: Set[int], same_outlet: bool) -> bool:
    """Tell by their sketches alone whether two texts are worth a comparison, as `candidates` does."""
    common = np.intersect1d(one, other, assume_unique=True).tolist()
    found = Candidate(-1, len(common), sum(key not in boilerplate for key in common))
    return found.common > 0 and likely(found, min(len(one), len(other)), same_outlet)


def tally(holders: Iterable[tuple[bool, Sequence[int]]]) -> list[Candidate]:
    """Count documents over the shingles of a sketch, each given as (is it boilerplate, the documents that hold it)."""
    fresh: list[Sequence[int]] = []
    stale: list[Sequence[int]] = []
    for recurring, documents in holders:
        (stale if recurring else fresh).append(documents[:HOLDERS])
    counts = Counter(chain.from_iterable(fresh))
    all_counts = counts + Counter(chain.from_iterable(stale)) if stale else counts
    found = [Candidate(doc, n, counts.get(doc, 0)) for doc, n in all_counts.items()]
    return sorted(found, key=lambda c: (-c.fresh, -c.common, c.doc))


class MemoryIndex:
    """A `SketchIndex` in memory: for tests, measures and piles that are not stored."""

    def __init__(self) -> None:
        self._holders: dict[int, list[int]] = {}
        self._sketches: dict[int, Sketch] = {}
        self._outlets: dict[int, str | None] = {}
        self._recurring: set[int] = set()

    def add(self, doc: int, outlet: str | None, sketch: Sketch) -> Sequence[int]:
        """Add a document; returns the shingles that are boilerplate from now on."""
        self._sketches[doc], self._outlets[doc] = sketch, outlet
        suspects: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for key in sketch.tolist():
            holders = self._holders.setdefault(key, [])
            holders.append(doc)
            if outlet is not None and len(holders) >= TEXTS and key not in self._recurring:
                own = tuple(d for d in holders if self._outlets[d] == outlet)
                if len(own) >= TEXTS:
                    suspects[own].append(key)
        turned = [key for own, found in suspects.items() if recurs([self._sketches[d] for d in own]) for key in found]
        self._recurring.update(turned)
        return turned

    def candidates(self, sketch: Sketch, outlet: str | None = None) -> list[Candidate]:
        """Return the documents that are worth a comparison, most in common first."""
        held = ((key in self._recurring, self._holders[key]) for key in sketch.tolist() if key in self._holders)
        size, sizes, outlets = len(sketch), self._sketches, self._outlets
        return [
            c for c in tally(held) if likely(c, min(size, len(sizes[c.doc])), outlet is not None and outlets[c.doc] == outlet)
        ]  # fmt: skip

    def recurring(self, *sketches: Sketch) -> frozenset[int]:
        """Return those shingles of some sketches that are boilerplate of some outlet."""
        return frozenset(key for key in np.concatenate(sketches).tolist() if key in self._recurring)

    def holders(self, keys: Sequence[int]) -> set[int]:
        """Return the documents that hold one of some shingles."""
        return {doc for key in keys for doc in self._holders.get(key, ())}
