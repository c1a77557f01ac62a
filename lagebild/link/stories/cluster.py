"""Average-link clustering of sparse vectors that fade with time, along given edges: no chains, nothing quadratic.

Clusters are joined while the likeness between their members is on average JOINED or more, the likest first (UPGMA; Sokal and Michener
1958). The average over all pairs comes from the sums of the vectors, so it costs no more than one comparison; how far apart two clusters
are in time is taken between their middle days.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lagebild.link.stories.items import cosine, faded

JOINED: Final = 0.07  # average likeness from which two clusters are one


@dataclass(slots=True)
class Cluster:
    """Members by their places in the given order; `total` is the sum of their vectors, `near` the products with neighbours' sums."""

    members: list[int]
    total: dict[str, int]
    days: int
    near: dict[int, int]

    @property
    def size(self) -> int:
        return len(self.members)


def average_link(vectors: Sequence[Mapping[str, int]], days: Sequence[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the clusters as sorted lists of places, by the smallest; `edges` (each once, a < b) are the pairs that may be neighbours."""
    clusters = {k: Cluster([k], dict(v), day, {}) for k, (v, day) in enumerate(zip(vectors, days, strict=True))}
    for a, b in edges:
        clusters[a].near[b] = clusters[b].near[a] = cosine(vectors[a], vectors[b])
    heap = [(-_likeness(one, clusters[b], p), a, b) for a, one in clusters.items() for b, p in one.near.items() if a < b]
    heap = [entry for entry in heap if -entry[0] >= JOINED]
    heapq.heapify(heap)
    number = len(clusters)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a in clusters and b in clusters:
            clusters[number] = _join(clusters, a, b, number)
            for score, other in _joinable(clusters, number):
                heapq.heappush(heap, (-score, other, number))
            number += 1
    return sorted(sorted(c.members) for c in clusters.values())


def _likeness(a: Cluster, b: Cluster, product: int) -> float:
    apart = abs(a.days / a.size - b.days / b.size)
    return faded(product / (a.size * b.size), apart)


def _joinable(clusters: Mapping[int, Cluster], number: int) -> Iterable[tuple[float, int]]:
    one = clusters[number]
    for other, product in one.near.items():
        score = _likeness(one, clusters[other], product)
        if score >= JOINED:
            yield score, other


def _join(clusters: dict[int, Cluster], a: int, b: int, number: int) -> Cluster:
    """Take two clusters out and return what they make; their neighbours know it by `number`."""
    small, large = sorted((clusters.pop(a), clusters.pop(b)), key=lambda c: len(c.total))
    near: dict[int, int] = {}
    for k in sorted((small.near.keys() | large.near.keys()) - {a, b}):
        other = clusters[k]
        near[k] = sum(c.near[k] if k in c.near else cosine(c.total, other.total) for c in (small, large))
        other.near.pop(a, None)
        other.near.pop(b, None)
        other.near[number] = near[k]
    for term, weight in small.total.items():
        large.total[term] = large.total.get(term, 0) + weight
    return Cluster(large.members + small.members, large.total, large.days + small.days, near)
