"""What kind of thing a noun names: troops, arms, money, goods, technology, labour, territory, treaty, person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lagebild.lang.pack import Pack
from lagebild.model import ObjectKind

# Letters that the last member of a compound has at least.
MIN_TAIL = 4


@dataclass(frozen=True)
class ObjectKinds:
    """The kind of what a noun names, by lower-case lemma."""

    kinds: dict[str, ObjectKind]

    @classmethod
    def from_pack(cls, pack: Pack) -> ObjectKinds:
        return cls({row["lemma"]: cast(ObjectKind, row["kind"]) for row in pack.table("object_kinds.tsv")})

    def of(self, lemma: str) -> ObjectKind:
        """Return the kind of a noun, by itself or by the last member of a compound; "other" if unknown."""
        lower = lemma.lower()
        for start in range(max(1, len(lower) - MIN_TAIL + 1)):
            kind = self.kinds.get(lower[start:])
            if kind and (start == 0 or start >= 2):
                return kind
        return "other"
