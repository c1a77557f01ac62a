"""Figures that a claim was told with, as a series in the order of their publication: who gave which, and how they move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from lagebild.model import Span
    from lagebild.store.records import ClaimDetail, ClaimQuantity, Support

Trend: TypeAlias = Literal["steady", "grows", "falls", "varies"]
_BARS: Final = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure with who gave it: the last source of its chain, else the outlet; null where neither is known."""

    figure: ClaimQuantity
    who: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one unit, oldest publication first; `low` and `high` are the points with the lowest and the highest figure."""

    unit: str
    points: tuple[Point, ...]
    low: Point
    high: Point
    trend: Trend

    @property
    def bars(self) -> str:
        """The series as a line of bars, one a point, the lowest figure the lowest bar."""
        low, high = _top(self.low.figure), max(_top(p.figure) for p in self.points)
        if high <= low:
            return _BARS[3] * len(self.points)
        last = len(_BARS) - 1
        return "".join(_BARS[round((_top(p.figure) - low) / (high - low) * last)] for p in self.points)


def series_of(detail: ClaimDetail) -> list[Series]:
    """Return the figures of a claim by unit, those given most often first; a unit's figures stand in order of publication."""
    by_unit: dict[str, list[Point]] = {}
    for q in sorted(detail.claim.quantities, key=lambda q: (q.published is None, q.published or "", q.document, q.span)):
        by_unit.setdefault(q.unit, []).append(_point(q, (*detail.supporters, *detail.deniers)))
    return [_series(unit, points) for unit, points in sorted(by_unit.items(), key=lambda x: (-len(x[1]), x[0]))]


def _series(unit: str, points: Sequence[Point]) -> Series:
    low = min(points, key=lambda p: (p.figure.value, _top(p.figure)))
    high = max(points, key=lambda p: (_top(p.figure), p.figure.value))
    return Series(unit, tuple(points), low, high, _trend([p.figure for p in points]))


def _top(q: ClaimQuantity) -> float:
    return q.upper if q.upper is not None else q.value


def _trend(figures: Sequence[ClaimQuantity]) -> Trend:
    """Tell how figures move that were published one after the other; those of one day tell no direction between themselves."""
    days: dict[str, list[float]] = {}
    for q in figures:
        days.setdefault((q.published or "")[:10], []).append(_top(q))
    if len({value for values in days.values() for value in values}) == 1:
        return "steady"
    if "" in days or len(days) == 1 or any(len(set(values)) > 1 for values in days.values()):
        return "varies"
    ordered = [values[0] for _, values in sorted(days.items())]
    if ordered == sorted(ordered):
        return "grows"
    return "falls" if ordered == sorted(ordered, reverse=True) else "varies"


def _point(q: ClaimQuantity, records: Iterable[Support]) -> Point:
    here = [s for s in records if s.document == q.document]
    said = [s for s in here if _covers(s, q.span)] or here[:1]
    nearest = min(said, key=lambda s: sum(b - a for a, b in s.spans), default=None)
    if nearest is None:
        return Point(q, None, None)
    return Point(q, nearest.chain[-1] if nearest.chain else nearest.who, nearest.outlet)


def _covers(s: Support, span: Span) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in s.spans)
