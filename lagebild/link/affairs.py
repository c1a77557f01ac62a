"""Which documents may be of one affair, and which of their sentences are near in meaning: no others are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import sqrt
from typing import Final, NamedTuple, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lagebild.link.compare.content import cosine
from lagebild.link.compare.times import days_between
from lagebild.link.tellings import Telling, Weighed

Key: TypeAlias = tuple[str | int, ...]
Vectors: TypeAlias = NDArray[np.float32]
Places: TypeAlias = NDArray[np.int64]
NEAR: Final = (0.6, 0.45, 0.4)  # cosine of two sentences' vectors from which they are compared that hold nothing, one thing, more in common
_NEAREST: Final = 2  # sentences of another document that one is compared with, and those that are as near to these
_PRODUCTS: Final = 4_000_000  # pairs of sentences whose vectors are multiplied at once
_SMALL: Final = 3  # figures up to here stand in many sentences
_AFFAIR: Final = 0.08  # cosine of what two documents of about one time are about, from which they may be of one affair
_AGAIN: Final = 0.15  # and of two documents of any times
_DAYS: Final = 14  # that two documents of one affair lie apart
_ALONE: Final = 20  # terms of what a document is about that lead to others of its time,
_TOGETHER: Final = 8  # and those of which two lead to others of any time


class Outline(NamedTuple):
    """A document as its sentences are compared by: what it is about, a vector of whole numbers below 128 for each sentence, and numbers
    for the words, names, kinds of things and figures that each holds.

    So small, their products are exact in any order: which sentences are near does not depend on how many are compared at once.
    """

    doc_id: str
    published: str | None
    context: Weighed
    vectors: Vectors
    holds: tuple[tuple[int, ...], ...]

    @property
    def about(self) -> About:
        return About.of(self.context, self.published)


def held_by(telling: Telling) -> tuple[int, ...]:
    """Return a number of 32 bits for each word, name, kind of thing and larger figure of a sentence."""
    found = [key for pairs in (telling.terms, telling.names, telling.concepts) for key, _ in pairs]
    found += [f"{figure.value:g}" for figure in telling.figures if figure.value > _SMALL]
    return tuple(sorted({crc32(key.encode("utf-8", "surrogatepass")) for key in found}))


def keys(outline: Outline) -> Iterator[Key]:
    """Yield what leads from a document to others of its affair: what it is about, with its time, and pairs of that."""
    heaviest = [term for term, _ in sorted(outline.context, key=lambda item: (-item[1], item[0]))]
    for period in _periods(outline.published):
        for term in heaviest[:_ALONE]:
            yield "about", term, period
    for one, two in combinations(sorted(heaviest[:_TOGETHER]), 2):
        yield "about", one, two


def _periods(published: str | None) -> tuple[int, ...]:
    """Return two stretches of time of which two days share one where they lie no more than `_DAYS` apart."""
    try:
        day = date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return ()
    return day // _DAYS, day // _DAYS + 1


class About(NamedTuple):
    """What a document is about: its terms by weight, their length as a vector, and when it was published."""

    terms: Mapping[str, float]
    norm: float
    published: str | None

    @classmethod
    def of(cls, context: Weighed, published: str | None) -> About:
        return cls(dict(context), sqrt(sum(w * w for _, w in context)), published)


def compare_abouts(a: About, b: About) -> float:
    """Return the cosine of what two documents are about (0 to 1)."""
    return cosine(a.terms, b.terms, a.norm, b.norm)


def of_one_affair(a: About, b: About) -> float:
    """Return how much two documents are about the same (above 0 to 1) where they may be of one affair, else 0: the further apart in time,
    the more they must."""
    days, found = days_between(a.published, b.published), compare_abouts(a, b)
    return found if found >= (_AFFAIR if days is None or days <= _DAYS else _AGAIN) else 0.0


def near(one: Outline, others: Sequence[Outline]) -> Iterator[tuple[int, int, int]]:
    """Yield (sentence of `one`, place of another document in `others`, sentence of that) of sentences that are near in meaning, of each
    with the nearest of the other document."""
    start = 0
    while start < len(others) and len(one.vectors):
        some: list[Outline] = []
        while start < len(others) and (not some or len(one.vectors) * sum(len(o.vectors) for o in some) < _PRODUCTS):
            some.append(others[start])
            start += 1
        yield from ((a, start - len(some) + n, b) for a, n, b in _near(one, some))


def _near(one: Outline, others: Sequence[Outline]) -> Iterator[tuple[int, int, int]]:
    owner = np.repeat(np.arange(len(others)), [len(o.vectors) for o in others])
    place = np.concatenate([np.arange(len(o.vectors)) for o in others])
    theirs = np.concatenate([o.vectors for o in others])
    products = one.vectors @ theirs.T
    full = np.outer(_lengths(one.vectors), _lengths(theirs))
    k, n = np.nonzero((products > 0) & (products >= NEAR[-1] * full))
    cosines = products[k, n] / full[k, n]
    held = cosines >= _needed(one, others, k, owner[n], place[n], cosines)
    k, n, cosines = k[held], n[held], cosines[held]
    nearest = _first(k * len(others) + owner[n], cosines, place[n]) | _first(n, cosines, k)
    yield from zip(k[nearest].tolist(), owner[n[nearest]].tolist(), place[n[nearest]].tolist(), strict=True)


def _needed(one: Outline, others: Sequence[Outline], k: Places, owner: Places, place: Places, cosines: Vectors) -> Vectors:
    """Return the cosine from which on each two sentences are compared, by what they hold in common: words, names, kinds of things, figures.

    All that the poorer sentence holds is as good as more.
    """
    mine = [frozenset(numbers) for numbers in one.holds]
    theirs: dict[tuple[int, int], frozenset[int]] = {}
    found = np.full(len(k), NEAR[-1], np.float32)
    for at in np.flatnonzero(cosines < NEAR[0]).tolist():
        there = int(owner[at]), int(place[at])
        if there not in theirs:
            theirs[there] = frozenset(others[there[0]].holds[there[1]])
        a, b = mine[int(k[at])], theirs[there]
        common = len(a & b)
        found[at] = NEAR[-1] if common and common == min(len(a), len(b)) else NEAR[min(common, len(NEAR) - 1)]
    return found


def _first(groups: Places, cosines: Vectors, places: Places) -> NDArray[np.bool_]:
    """Tell of each whether it is among the nearest of its group, the first in place where two are as near."""
    order = np.lexsort((places, -cosines, groups))
    ordered = groups[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    found = np.zeros(len(order), dtype=np.bool_)
    found[order[rank < _NEAREST]] = True
    return found


def _lengths(vectors: Vectors) -> Vectors:
    found: Vectors = np.sqrt((vectors * vectors).sum(1))
    return found


def whole(outlines: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of some documents, by their places, that keys lead to and that may be of one affair."""
    by_key: dict[Key, list[int]] = {}
    for n, outline in enumerate(outlines):
        for key in keys(outline):
            by_key.setdefault(key, []).append(n)
    pairs: Iterable[tuple[int, int]] = {pair for places in by_key.values() for pair in combinations(places, 2)}
    abouts = [outline.about for outline in outlines]
    yield from (pair for pair in sorted(pairs) if of_one_affair(abouts[pair[0]], abouts[pair[1]]))
