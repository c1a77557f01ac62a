"""Which statements without an event inside say the same: by their words, whoever speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.link.compare.content import Weights
from lagebild.link.groups import Groups
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


def _signature(stems: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the bands of a MinHash signature (Broder 1997; banding: Leskovec, Rajaraman, Ullman, ch. 3)."""
    factors, shifts = _hashes()
    values = (np.array(stems, dtype=np.int64)[None, :] % (1 << 31) * factors + shifts) % _PRIME
    return tuple(tuple(row) for row in values.min(axis=1).reshape(_BANDS, _ROWS).tolist())


def _pairs(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield likely pairs, older first: each unit with the oldest few of each of its bands; linear in the pile."""
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for k, unit in enumerate(units):
        if len(unit.stems) < _FEWEST:
            continue
        seen: set[int] = set()
        for n, band in enumerate(_signature(unit.stems)):
            bucket = buckets[n, band]
            seen.update(bucket)
            if len(bucket) < _FIRST:
                bucket.append(k)
        yield from ((other, k) for other in sorted(seen))


def compare_sayings(a: Unit, b: Unit, weights: Weights) -> Reason | None:
    """Compare two statements by content: alike and naming the same, or nearly equal."""
    alike = weights.likeness(a.stems, b.stems)
    shared = sorted(set(a.named) & set(b.named))
    if alike < (_ALIKE if shared else _ALIKE_UNNAMED):
        return None
    return Reason(round(alike, 3), f"{alike:.0%} of the words in common" + (", the same parties named" if shared else ""))


def attach_sayings(
    sayings: Sequence[Sequence[Unit]], events: Sequence[Sequence[Unit]], weights: Weights
) -> list[tuple[int, Reason] | None]:
    """Return for each group of statements the group of events that its words tell of, too, and why; None where there is none."""
    owner = [(unit, n, True) for n, members in enumerate(events) for unit in members if unit.side == "supports"]
    owner += [(unit, n, False) for n, members in enumerate(sayings) for unit in members]
    owner.sort(key=lambda item: item[0].order)
    best: dict[int, tuple[float, int, Reason]] = {}
    for a, b in _pairs([unit for unit, _, _ in owner]):
        if owner[a][2] == owner[b][2]:
            continue
        (event, n, _), (saying, m, _) = (owner[a], owner[b]) if owner[a][2] else (owner[b], owner[a])
        reason = compare_sayings(event, saying, weights) if event.status not in _OPEN and set(event.named) & set(saying.named) else None
        if reason is not None and (m not in best or (reason.score, -n) > best[m][:2]):
            best[m] = reason.score, -n, reason
    return [(-best[m][1], best[m][2]) if m in best else None for m in range(len(sayings))]


def group_sayings(units: Sequence[Unit], weights: Weights) -> list[tuple[list[int], list[Reason]]]:
    """Return groups of places in `units` (sorted by `Unit.order`), each with the reasons for its merges."""
    groups: Groups[int] = Groups(range(len(units)))
    reasons: list[tuple[int, Reason]] = []
    for a, b in _pairs(units):
        if groups.find(a) != groups.find(b) and (reason := compare_sayings(units[a], units[b], weights)):
            groups.join(a, b)
            reasons.append((b, reason))
    said: dict[int, list[Reason]] = defaultdict(list)
    for k, reason in reasons:
        said[groups.find(k)].append(reason)
    return [(sorted(members), said[groups.find(members[0])]) for members in groups.groups()]
