"""The words of a text as numbers: what shingles, sketches and alignments are made of, without a Python step for each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from lagebild.model import Span, Spans

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]
_T = TypeVar("_T", np.uint32, np.uint64)

_BASE: Final = 0x9E3779B97F4A7C15
_STEP: Final = np.uint64(0x100000001B3)
_MIX: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # the multipliers of SplitMix64
_POWERS: Final = 0x10000  # characters for which powers are kept at hand
_PLANE: Final = 0x10000
_HIDDEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen and other marks that a reader does not see: within a word


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of some regions of a text, in order: `hashes[k]` (64 bits, case does not count) stands at `starts[k]` to `ends[k]`."""

    hashes: Hashes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, after: int) -> Span:
        """Return the characters from word `first` to before word `after`."""
        return int(self.starts[first]), int(self.ends[after - 1])


@lru_cache(maxsize=1)
def _letters() -> Hashes:
    """Return for each character code the code of its letter in lower case; 0 for what is no letter, digit or `_`."""
    found = np.zeros(_PLANE, dtype=np.uint64)
    for code in range(_PLANE - 1):
        letter = chr(code)
        if letter.isalnum() or letter == "_":
            lower = letter.lower()
            found[code] = ord(lower) if len(lower) == 1 else code
    return found


def _powers_to(length: int) -> tuple[Hashes, Hashes]:
    return tuple(np.multiply.accumulate(np.full(length, base, dtype=np.uint64)) for base in (_BASE, pow(_BASE, -1, 1 << 64)))  # type: ignore[return-value]


_kept_powers = lru_cache(maxsize=1)(_powers_to)


def _powers(length: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse (modulo 2**64), of as many characters or more."""
    return _kept_powers(_POWERS) if length <= _POWERS else _powers_to(length)


def mixed(values: Hashes, turn: int = 0) -> Hashes:
    """Spread values over all 64 bits, in place (a finisher of SplitMix64)."""
    values ^= values >> np.uint64(30)
    values *= _MIX[turn]
    values ^= values >> np.uint64(31)
    return values


def edges(mask: NDArray[np.bool_]) -> Places:
    """Return where stretches of true values begin and end, by turns."""
    turns = np.zeros(len(mask) + 1, dtype=np.bool_)
    turns[:-1] = mask
    turns[1:] ^= mask
    return np.flatnonzero(turns)


def inside(length: int, spans: Spans) -> NDArray[np.bool_]:
    """Return for each of `length` characters whether it lies in one of the spans."""
    mask = np.zeros(length, dtype=np.bool_)
    for start, end in spans:
        mask[start:end] = True
    return mask


def words_of(text: str, regions: Spans | None = None) -> Words:
    """Return the words (stretches of letters, digits and `_`) of some regions of a text, or of all of it."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = _letters().take(raw, mode="clip")
    if regions is not None:
        codes *= inside(len(codes), regions)
    kept: Places | None = None
    if any(mark in text for mark in _HIDDEN):
        kept = np.flatnonzero(~np.isin(raw, [ord(mark) for mark in _HIDDEN]))
        codes = codes[kept]
    borders = edges(codes != 0)
    starts, ends = borders[::2], borders[1::2]
    if not len(starts):
        return Words(np.empty(0, dtype=np.uint64), starts, ends)
    powers, inverse = _powers(len(codes))
    codes *= powers[: len(codes)]
    hashes = np.add.reduceat(codes, starts)  # up to the next word: what is between words adds nothing
    hashes *= inverse[starts]
    if kept is not None:
        starts, ends = kept[starts], kept[ends - 1] + 1
    return Words(mixed(hashes), starts, ends)


def shingles(words: Hashes, size: int) -> Hashes:
    """Return the hash of each stretch of `size` words, by its first word; none where the text is shorter."""
    count = len(words) - size + 1
    if count <= 0:
        return words[:0]
    rolled = words[:count].copy()
    for k in range(1, size):
        rolled *= _STEP
        rolled += words[k : k + count]
    return mixed(rolled, 1)


def distinct(values: NDArray[_T]) -> NDArray[_T]:
    """Return the values sorted, each once; the array is sorted in place."""
    values.sort()
    first = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return values[first]


def covered(words: Words, spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Return for each word whether it begins in one of the spans."""
    mask = np.zeros(len(words), dtype=np.bool_)
    for start, end in spans:
        mask[np.searchsorted(words.starts, start) : np.searchsorted(words.starts, end)] = True
    return mask
