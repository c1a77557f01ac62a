"""Which documents may be of one affair, and which of their sentences are near in meaning: no others are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
NEAR: Final = 0.4  # cosine of two sentences' vectors below which they tell nothing in common
NEARER: Final = 0.6  # and below which they do not where they hold no word, name, kind of thing or figure in common
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


def compare_outlines(a: Outline, b: Outline) -> float:
    """Return the cosine of what two documents are about (0 to 1)."""
    norms = (sqrt(sum(w * w for _, w in x.context)) for x in (a, b))
    return cosine(dict(a.context), dict(b.context), *norms)


def of_one_affair(a: Outline, b: Outline) -> bool:
    """Tell whether two documents may be of one affair: the further apart in time, the more they must be about the same."""
    days = days_between(a.published, b.published)
    return compare_outlines(a, b) >= (_AFFAIR if days is None or days <= _DAYS else _AGAIN)


def near(one: Outline, others: Sequence[Outline]) -> Iterator[tuple[int, int, int]]:
    """Yield (sentence of `one`, place of another document in `others`, sentence of that) of sentences that are near in meaning."""
    if not others or not len(one.vectors):
        return
    owner = np.repeat(np.arange(len(others)), [len(o.vectors) for o in others])
    place = np.concatenate([np.arange(len(o.vectors)) for o in others])
    if not len(owner):
        return
    theirs = np.concatenate([o.vectors for o in others])
    products = one.vectors @ theirs.T
    full = np.outer(_lengths(one.vectors), _lengths(theirs))
    holders = _holders(one)
    shared: dict[int, frozenset[int]] = {}
    found = np.argwhere((products > 0) & (products >= NEAR * full))
    nearer = (products >= NEARER * full)[found[:, 0], found[:, 1]]
    for (k, n), sure in zip(found.tolist(), nearer.tolist(), strict=True):
        other, there = int(owner[n]), int(place[n])
        if not sure and n not in shared:
            shared[n] = frozenset(m for number in others[other].holds[there] for m in holders.get(number, ()))
        if sure or k in shared[n]:
            yield k, other, there


def _holders(one: Outline) -> dict[int, list[int]]:
    """Return which sentences hold each word, name, kind of thing and figure."""
    found: dict[int, list[int]] = {}
    for k, numbers in enumerate(one.holds):
        for number in numbers:
            found.setdefault(number, []).append(k)
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
    yield from (pair for pair in sorted(pairs) if of_one_affair(outlines[pair[0]], outlines[pair[1]]))
