"""A sketch: the few shingles by which a text is found again.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every `WINDOW` shingles in a row the one with the smallest hash is kept. So
whatever two texts share of `SHINGLE + WINDOW - 1` words in a row is found for certain, however long either is, and whichever comes first:
the sketch of a text depends on nothing but its words. A sample by a fixed fraction of hash values gives no such promise for short texts,
a MinHash signature of fixed size none for a short text in a long one.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lagebild.link.reuse.words import Hashes, distinct, shingles, words_of
from lagebild.model import Spans

SHINGLE: Final = 6
WINDOW: Final = 10
CERTAIN: Final = SHINGLE + WINDOW - 1  # words in a row that are found for certain

Sketch: TypeAlias = NDArray[np.uint32]

_KEY: Final = np.uint64(0xD6E8FEB86659FD93)
_BITS: Final = np.uint64(33)  # 31 bits are left: four bytes in a database, signed or not


def keys(hashes: Hashes) -> Sketch:
    """Return what stands for shingles in an index: 31 bits that do not depend on the order by which they were chosen."""
    return ((hashes * _KEY) >> _BITS).astype(np.uint32)


def _lowest(hashes: Hashes) -> Hashes:
    """Return the smallest of every WINDOW in a row; of all, where there are fewer."""
    if len(hashes) <= WINDOW:
        return hashes.min(keepdims=True) if len(hashes) else hashes
    lowest, width = hashes, 1
    while 2 * width <= WINDOW:
        lowest = np.minimum(lowest[:-width], lowest[width:])
        width *= 2
    if width < WINDOW:
        lowest = np.minimum(lowest[: width - WINDOW], lowest[WINDOW - width :])
    return lowest


def sketch_of(words: Hashes) -> Sketch:
    """Return the sketch of a text by the hashes of its words: sorted, each once."""
    lowest = keys(_lowest(shingles(words, SHINGLE)))
    new = np.ones(len(lowest), dtype=np.bool_)
    np.not_equal(lowest[1:], lowest[:-1], out=new[1:])  # neighbours share their lowest: few are left to sort
    return distinct(lowest[new])


def sketch(text: str, regions: Spans | None = None) -> Sketch:
    """Return the sketch of some regions of a text: about a sixth of its words as numbers below 2**31, sorted, each once."""
    return sketch_of(words_of(text, regions).hashes)


def alike(one: Sketch, other: Sketch) -> float:
    """Return how much of the smaller of two sketches stands in the other."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0
