"""Clustering of sparse vectors that fade with time, along given edges: no chains, nothing quadratic.

Clusters are joined while they are as like one another as JOINED or more, the likest first. How like: the average over all pairs of their
members (UPGMA; Sokal and Michener 1958), seen against how like anything is to them at all:

- A document whose nearest neighbours are hardly like it counts as nearer to all (local scaling; Zelnik-Manor and Perona 2004): what is
  written of an affair once a day is less alike than what agencies send by the hour.
- A loose cluster takes a looser one in (towards the cosine of the centres), a close one does not.
- Two that are both large have to be more alike than a report and a story.

The average comes from the sums of the vectors, so it costs no more than one comparison; how far apart two clusters are in time is taken
between their middle days.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lagebild.link.stories.items import UNIT, cosine, faded

JOINED: Final = 0.07  # likeness from which two clusters are one
_NEIGHBOURS: Final = 3  # nearest ones that tell how like others a document is
_USUAL: Final = 0.2  # average likeness of the nearest neighbours: a document with such ones keeps its vector
_FEWEST: Final = 0.1  # likeness taken where a neighbour is missing
_LOCAL: Final = 0.3  # how much the nearest neighbours count: 0 nothing, 0.5 in proportion
_LOOSE: Final = 0.3  # 0: average of pairs; 1: cosine of the centres
_LARGE: Final = 0.2  # power of the size of the smaller cluster


@dataclass(slots=True)
class Cluster:
    """Members by their places in the given order; `total` is the sum of their vectors, `square` its product with itself, `near` the
    products with neighbours' sums."""

    members: list[int]
    total: dict[str, int]
    square: int
    days: int
    near: dict[int, int]

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def closeness(self) -> float:
        """How like the members are to one another on average, each to itself included."""
        return self.square / (self.size * self.size * UNIT * UNIT)


def average_link(vectors: Sequence[Mapping[str, int]], days: Sequence[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the clusters as sorted lists of places, by the smallest; `edges` (each once, a < b) are the pairs that may be neighbours."""
    pairs = list(edges)
    scaled = _scaled(vectors, days, pairs)
    clusters = {k: Cluster([k], dict(v), cosine(v, v), day, {}) for k, (v, day) in enumerate(zip(scaled, days, strict=True))}
    for a, b in pairs:
        clusters[a].near[b] = clusters[b].near[a] = cosine(scaled[a], scaled[b])
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


def _scaled(vectors: Sequence[Mapping[str, int]], days: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[Mapping[str, int]]:
    """Return the vectors, longer where the nearest neighbours of a document are hardly like it, shorter where they are very like it."""
    near: dict[int, list[float]] = defaultdict(list)
    for a, b in pairs:
        likeness = faded(cosine(vectors[a], vectors[b]), abs(days[a] - days[b]))
        near[a].append(likeness)
        near[b].append(likeness)
    found: list[Mapping[str, int]] = []
    for k, vector in enumerate(vectors):
        nearest = heapq.nlargest(_NEIGHBOURS, near[k]) if k in near else []
        average = (sum(nearest) + _FEWEST * (_NEIGHBOURS - len(nearest))) / _NEIGHBOURS
        factor = float((average / _USUAL) ** -_LOCAL)
        found.append({term: round(weight * factor) for term, weight in vector.items()})
    return found


def _likeness(a: Cluster, b: Cluster, product: int) -> float:
    apart = abs(a.days / a.size - b.days / b.size)
    loose = (a.closeness * b.closeness) ** (_LOOSE / 2) * min(a.size, b.size) ** _LARGE
    return faded(product / (a.size * b.size), apart) / loose if loose else 0.0


def _joinable(clusters: Mapping[int, Cluster], number: int) -> Iterable[tuple[float, int]]:
    one = clusters[number]
    for other, product in one.near.items():
        score = _likeness(one, clusters[other], product)
        if score >= JOINED:
            yield score, other


def _join(clusters: dict[int, Cluster], a: int, b: int, number: int) -> Cluster:
    """Take two clusters out and return what they make; their neighbours know it by `number`."""
    square = clusters[a].square + clusters[b].square + 2 * clusters[a].near[b]
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
    return Cluster(large.members + small.members, large.total, square, large.days + small.days, near)
