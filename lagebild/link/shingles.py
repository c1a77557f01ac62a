"""Word shingles: what two texts share, and where.

Candidates come from a FracMinHash sketch (Irber and others 2022): the shingles whose hash falls under a fixed fraction, the same for
every text, so that containment (a copy inside a longer page) can be estimated, which plain MinHash of fixed size cannot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lagebild.model import Span, Spans

SIZE: Final = 5
FRACTION: Final = 8  # one shingle in so many is in the sketch
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shingled:
    """The shingles of a text, in order: `hashes[k]` is of the words `k` to `k + SIZE`, whose spans are in `words`."""

    hashes: tuple[int, ...]
    words: tuple[Span, ...]


def _rolled(forms: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hashes of all stretches of SIZE words, by those of the words (a polynomial over them, mixed)."""
    words = np.fromiter((crc32(f.encode("utf-8", "replace")) for f in forms), dtype=np.uint64, count=len(forms))
    if len(words) < SIZE:
        return np.empty(0, dtype=np.uint32)
    count = len(words) - SIZE + 1
    rolled = words[:count].copy()
    for k in range(1, SIZE):
        rolled = rolled * np.uint64(0x100000001B3) + words[k : k + count]
    return ((rolled * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)).astype(np.uint32)


def shingle(text: str, regions: Spans) -> Shingled:
    """Return the shingles of some regions of a text; case and marks do not count."""
    words = [(m.start(), m.end()) for start, end in regions for m in _WORD.finditer(text, start, end)]
    return Shingled(tuple(_rolled([text[a:b].lower() for a, b in words]).tolist()), tuple(words))


def sketch(text: str, regions: Spans) -> NDArray[np.uint32]:
    """Return the sampled shingle hashes of a text, sorted, each once."""
    hashes = _rolled([w for start, end in regions for w in _WORD.findall(text[start:end].lower())])
    return np.unique(hashes[hashes < np.uint32((1 << 32) // FRACTION)])


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: counts of distinct shingles, and the longest common passages in either."""

    share_of_shorter: float
    share_of_first: float
    common: int
    spans: Spans
    other_spans: Spans


def compare(a: Shingled, b: Shingled, passages: int = 3) -> Shared:
    """Compare two texts exactly, by all their shingles."""
    first, second = set(a.hashes), set(b.hashes)
    common = first & second
    shorter = min(len(first), len(second)) or 1
    runs = _runs(a.hashes, b.hashes, common)[:passages]
    runs.sort()
    spans = tuple(_hull(a.words, start, length) for start, _, length in runs)
    other = tuple(_hull(b.words, start, length) for _, start, length in runs)
    return Shared(len(common) / shorter, len(common) / (len(first) or 1), len(common), spans, other)


def _runs(a: Sequence[int], b: Sequence[int], common: set[int]) -> list[tuple[int, int, int]]:
    """Return stretches of shingles common to both as (place in a, place in b, length), longest first."""
    place: dict[int, int] = {}
    for k, value in enumerate(b):
        place.setdefault(value, k)
    found, k = [], 0
    while k < len(a):
        if a[k] not in common:
            k += 1
            continue
        start = place[a[k]]
        length = 1
        while k + length < len(a) and start + length < len(b) and a[k + length] == b[start + length]:
            length += 1
        found.append((k, start, length))
        k += length
    return sorted(found, key=lambda run: (-run[2], run[0]))


def _hull(words: Sequence[Span], start: int, shingles: int) -> Span:
    return words[start][0], words[start + shingles + SIZE - 2][1]
