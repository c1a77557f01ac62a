"""Union-find: what is one with what."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

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
