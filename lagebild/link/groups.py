"""Union-find: what is one with what."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

K = TypeVar("K", bound=Hashable)


class Groups(Generic[K]):
    """Disjoint groups of keys, grown by `join`."""

    def __init__(self, keys: Iterable[K] = ()) -> None:
        self._parent: dict[K, K] = {key: key for key in keys}

    def find(self, key: K) -> K:
        """Return the key that stands for the group of `key`."""
        parent = self._parent
        parent.setdefault(key, key)
        root = key
        while parent[root] != root:
            root = parent[root]
        while parent[key] != root:
            parent[key], key = root, parent[key]
        return root

    def join(self, a: K, b: K) -> bool:
        """Make two groups one; returns whether they were two."""
        first, second = self.find(a), self.find(b)
        if first == second:
            return False
        self._parent[second] = first
        return True

    def groups(self) -> list[list[K]]:
        """Return the members of each group, in the order in which keys came."""
        found: dict[K, list[K]] = {}
        for key in self._parent:
            found.setdefault(self.find(key), []).append(key)
        return list(found.values())


def stretches(values: NDArray[Any], shortest: int = 2) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of each stretch of `shortest` or more equal values in a sorted array."""
    borders = np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1, [len(values)]))
    long = np.flatnonzero(np.diff(borders) >= max(shortest, 1))
    yield from zip(borders[long].tolist(), borders[long + 1].tolist(), strict=True)


class NumberGroups:
    """Disjoint groups of the numbers below `count`, eight bytes each; the smallest number stands for its group."""

    def __init__(self, count: int) -> None:
        self._parent = array("q", range(count))

    def find(self, k: int) -> int:
        """Return the number that stands for the group of `k`."""
        parent, root = self._parent, k
        while parent[root] != root:
            root = parent[root]
        while parent[k] != root:
            parent[k], k = root, parent[k]
        return root

    def join(self, a: int, b: int) -> bool:
        """Make two groups one; returns whether they were two."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first
        return first != second

    def groups(self) -> Iterator[list[int]]:
        """Yield the members of each group, sorted, by the smallest."""
        roots = np.fromiter((self.find(k) for k in range(len(self._parent))), dtype=np.int64, count=len(self._parent))
        order = np.argsort(roots, kind="stable")
        for part in np.split(order, np.flatnonzero(np.diff(roots[order])) + 1) if len(order) else ():
            yield part.tolist()
