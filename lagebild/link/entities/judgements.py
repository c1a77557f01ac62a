"""What an analyst decides of entities: that two are one, or are not. Judgements are appended and undone, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.link.entities.local import LocalEntity


@dataclass(frozen=True, slots=True)
class Side:
    """One entity, named so that linking anew does not lose it: by its spellings, kind and country, and where `doc_id` is set by one of
    its mentions (`mention`: its place in that document)."""

    names: tuple[str, ...]
    kind: str
    country: str | None = None
    doc_id: str | None = None
    mention: int | None = None

    def fits(self, local: LocalEntity) -> bool:
        """Tell whether a local entity may be meant: the one that holds the mention, or one of those names, kind and country."""
        if self.anchors(local):
            return True
        named = local.kind == self.kind and any(name in self.names for name, _ in local.names)
        return named and (self.country is None or local.country in (None, self.country))

    def anchors(self, local: LocalEntity) -> bool:
        """Tell whether a local entity holds the mention that the side names."""
        return self.doc_id is not None and local.doc_id == self.doc_id and self.mention in local.ords

    def chosen(self, locals_: Sequence[LocalEntity]) -> list[LocalEntity]:
        """Return those that are meant: the holder of the mention, or where it is gone, all of the names."""
        anchored = [x for x in locals_ if self.anchors(x)]
        return anchored or [x for x in locals_ if self.fits(x)]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`a` and `b` are one (same) or two (different), as `author` decided `at` a time (ISO); `undone`: when it was taken back."""

    kind: Literal["same", "different"]
    a: Side
    b: Side
    at: str = ""
    author: str = ""
    note: str = ""
    undone: str | None = None

    @property
    def holds(self) -> bool:
        return self.undone is None

    @property
    def reason(self) -> str:
        """Say it in words, as a reason of an entity."""
        decided = f"{self.author or 'an analyst'} decided{' on ' + self.at[:10] if self.at else ''}"
        names = f"“{_first(self.a)}” and “{_first(self.b)}” are {'one' if self.kind == 'same' else 'two'}"
        return f"{decided}: {names}" + (f" ({self.note})" if self.note else "")


def _first(side: Side) -> str:
    return side.names[0] if side.names else f"mention {side.mention} of {side.doc_id}"


@dataclass(frozen=True, slots=True)
class Bound:
    """Judgements over the local entities of one component, by their refs: pairs that must be one, pairs that must not."""

    same: tuple[tuple[tuple[str, int], tuple[str, int], str], ...] = ()
    different: tuple[tuple[frozenset[tuple[str, int]], frozenset[tuple[str, int]], str], ...] = ()

    @classmethod
    def of(cls, judgements: Iterable[Judgement], locals_: Sequence[LocalEntity]) -> Bound:
        """Return what the judgements that hold say of these local entities."""
        same: list[tuple[tuple[str, int], tuple[str, int], str]] = []
        different = []
        for j in judgements:
            if not j.holds:
                continue
            one, other = [x.ref for x in j.a.chosen(locals_)], [x.ref for x in j.b.chosen(locals_)]
            if one and other and j.kind == "same":
                same += [(one[0], ref, j.reason) for ref in (*one[1:], *other)]
            elif one and other:
                different.append((frozenset(one), frozenset(other) - frozenset(one), j.reason))
        return cls(tuple(same), tuple(different))

    def marks(self, ref: tuple[str, int]) -> tuple[tuple[int, str], ...]:
        """Return on which sides of which judgements a local entity stands: those of different marks are not taken together unasked."""
        found = [(n, "s") for n, (a, b, _) in enumerate(self.same) if ref in (a, b)]
        for n, (one, other, _) in enumerate(self.different):
            found += [(n, "a")] * (ref in one) + [(n, "b")] * (ref in other)
        return tuple(found)

    def apart(self, a: Iterable[tuple[str, int]], b: Iterable[tuple[str, int]]) -> str | None:
        """Return the judgement that keeps two groups apart, in words."""
        one, other = frozenset(a), frozenset(b)
        return next((why for x, y, why in self.different if (x & one and y & other) or (x & other and y & one)), None)

    def pairs(self) -> Iterator[tuple[tuple[str, int], tuple[str, int], str]]:
        yield from self.same
