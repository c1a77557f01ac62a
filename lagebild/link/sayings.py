"""Which statements without an event inside say the same: by their words, whoever speaks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.link.compare.content import Weights
from lagebild.link.groups import NumberGroups, stretches
from lagebild.link.records import Reason, Unit

_BANDS: Final = 10
_ROWS: Final = 3
_FEWEST: Final = 4
_CHUNK: Final = 8192  # pairs
_ALIKE: Final = 0.55
_ALIKE_UNNAMED: Final = 0.8
_FIRST: Final = 6
_OPEN: Final = frozenset({"planned", "possible"})
_PRIME: Final = (1 << 31) - 1


@lru_cache(maxsize=1)
def _hashes() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the coefficients of the hash functions; fixed, so that the same words give the same bands on every machine."""
    rng = np.random.default_rng(20241116)
    factors = rng.integers(1, _PRIME, (_BANDS * _ROWS, 1), dtype=np.int64)
    return factors, rng.integers(0, _PRIME, (_BANDS * _ROWS, 1), dtype=np.int64)


def _bands(stems: tuple[int, ...]) -> NDArray[np.uint32]:
    """Return a number for each band of a MinHash signature (Broder 1997; banding: Leskovec, Rajaraman, Ullman, ch. 3)."""
    factors, shifts = _hashes()
    values = (np.array(stems, dtype=np.int64)[None, :] % (1 << 31) * factors + shifts) % _PRIME
    rows = values.min(axis=1).reshape(_BANDS, _ROWS)
    mixed = (rows[:, 0] * 31 + rows[:, 1]) * 31 + rows[:, 2]
    found: NDArray[np.uint32] = (mixed % ((1 << 32) - 5)).astype(np.uint32)
    return found


class Bands:
    """The bands of all units with enough words, 40 bytes each."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._bands = np.zeros((len(units), _BANDS), dtype=np.uint32)
        self._usable = np.zeros(len(units), dtype=bool)
        for k, unit in enumerate(units):
            if len(unit.stems) >= _FEWEST:
                self._bands[k], self._usable[k] = _bands(unit.stems), True

    def pairs(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield likely pairs among `places`, older first: each with the oldest few of each of its bands; linear in the pile."""
        usable = np.array(places, dtype=np.int64)
        usable = usable[self._usable[usable]]
        for n in range(_BANDS):
            band = self._bands[usable, n]
            order = np.argsort(band, kind="stable")
            found = array("q")
            for start, end in stretches(band[order]):
                bucket = usable[order[start:end]].tolist()
                found.extend(older << 32 | k for n_th, k in enumerate(bucket) for older in bucket[: min(n_th, _FIRST)])
            yield from self._new(np.frombuffer(found, dtype=np.int64), n)

    def _new(self, pairs: NDArray[np.int64], n: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of band `n` that share no earlier band: those came before."""
        for start in range(0, len(pairs), _CHUNK):
            part = pairs[start : start + _CHUNK]
            a, b = part >> 32, part & 0xFFFFFFFF
            seen = (self._bands[a, :n] == self._bands[b, :n]).any(axis=1)
            yield from zip(a[~seen].tolist(), b[~seen].tolist(), strict=True)


def compare_sayings(a: Unit, b: Unit, weights: Weights) -> Reason | None:
    """Compare two statements by content: alike and naming the same, or nearly equal."""
    alike = weights.likeness(a.stems, b.stems)
    shared = sorted(set(a.named) & set(b.named))
    if alike < (_ALIKE if shared else _ALIKE_UNNAMED):
        return None
    return Reason(round(alike, 3), f"{alike:.0%} of the words in common" + (", the same parties named" if shared else ""))


def join_sayings(
    units: Sequence[Unit], places: Sequence[int], bands: Bands, weights: Weights, groups: NumberGroups
) -> Iterator[tuple[int, int]]:
    """Join the statements at `places` in `units` (sorted) that say the same; yield for each merge the older place and the younger."""
    for a, b in bands.pairs(places):
        if groups.find(a) != groups.find(b) and compare_sayings(units[a], units[b], weights):
            groups.join(a, b)
            yield a, b


def attach_sayings(
    units: Sequence[Unit], events: Sequence[int], sayings: Sequence[int], bands: Bands, weights: Weights, groups: NumberGroups
) -> Iterator[tuple[int, int]]:
    """Join groups of statements with the event that their words tell of, too: each with one, so that no two events become one by it."""
    is_event = bytearray(len(units))
    for k in events:
        is_event[k] = 1
    best: dict[int, tuple[float, int, int]] = {}
    for a, b in bands.pairs(sorted((*events, *sayings))):
        if is_event[a] == is_event[b]:
            continue
        event, saying = (a, b) if is_event[a] else (b, a)
        one, other = units[event], units[saying]
        if one.side != "supports" or one.status in _OPEN or not set(one.named) & set(other.named):
            continue
        reason, root = compare_sayings(one, other, weights), groups.find(saying)
        if reason is not None and (root not in best or (reason.score, -event) > best[root][:2]):
            best[root] = reason.score, -event, saying
    for root, (_, event, saying) in sorted(best.items()):
        groups.join(-event, root)
        yield -event, saying
