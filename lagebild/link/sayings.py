"""Which statements without an event inside say the same: by their words, whoever speaks."""

from __future__ import annotations

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


def _pairs(units: Sequence[Unit], places: Sequence[int]) -> list[tuple[int, int]]:
    """Return likely pairs among `places`, older first: each with the oldest few of each of its bands; linear in the pile."""
    usable = np.array([k for k in places if len(units[k].stems) >= _FEWEST], dtype=np.int64)
    bands = np.array([_bands(units[k].stems) for k in usable.tolist()], dtype=np.uint32).reshape(len(usable), _BANDS)
    found: set[tuple[int, int]] = set()
    for n in range(_BANDS):
        order = np.argsort(bands[:, n], kind="stable")
        for start, end in stretches(bands[order, n]):
            bucket = usable[order[start:end]].tolist()
            found.update((older, k) for n_th, k in enumerate(bucket) for older in bucket[: min(n_th, _FIRST)])
    return sorted(found)


def compare_sayings(a: Unit, b: Unit, weights: Weights) -> Reason | None:
    """Compare two statements by content: alike and naming the same, or nearly equal."""
    alike = weights.likeness(a.stems, b.stems)
    shared = sorted(set(a.named) & set(b.named))
    if alike < (_ALIKE if shared else _ALIKE_UNNAMED):
        return None
    return Reason(round(alike, 3), f"{alike:.0%} of the words in common" + (", the same parties named" if shared else ""))


def join_sayings(units: Sequence[Unit], places: Sequence[int], weights: Weights, groups: NumberGroups) -> Iterator[tuple[int, Reason]]:
    """Join the statements at `places` in `units` (sorted) that say the same; yield for each merge a member and the reason."""
    for a, b in _pairs(units, places):
        if groups.find(a) != groups.find(b) and (reason := compare_sayings(units[a], units[b], weights)):
            groups.join(a, b)
            yield b, reason


def attach_sayings(
    units: Sequence[Unit], events: Sequence[int], sayings: Sequence[int], weights: Weights, groups: NumberGroups
) -> Iterator[tuple[int, Reason]]:
    """Join groups of statements with the event that their words tell of, too: each with one, so that no two events become one by it."""
    is_event = set(events)
    best: dict[int, tuple[float, int, Reason]] = {}
    for a, b in _pairs(units, sorted((*events, *sayings))):
        if (a in is_event) == (b in is_event):
            continue
        event, saying = (a, b) if a in is_event else (b, a)
        one, other = units[event], units[saying]
        if one.side != "supports" or one.status in _OPEN or not set(one.named) & set(other.named):
            continue
        reason, root = compare_sayings(one, other, weights), groups.find(saying)
        if reason is not None and (root not in best or (reason.score, -event) > best[root][:2]):
            best[root] = reason.score, -event, reason
    for root, (_, event, reason) in sorted(best.items()):
        groups.join(-event, root)
        yield root, reason
