"""Figures of two sentences, with their units and what they count."""

from __future__ import annotations

from typing import Final

from lagebild.link.records import Compared
from lagebild.link.tellings import Figure
from lagebild.link.told import Told

_MANIFOLD: Final = 10  # a figure that is more than so many times another counts something else
_PLAIN: Final = frozenset({"items", "persons"})
_SMALL: Final = 3.0  # figures up to here stand in many sentences


def _alike(a: Figure, b: Figure) -> bool:
    """Tell whether two figures may count one thing."""
    if a.unit != b.unit and not {a.unit, b.unit} <= _PLAIN:
        return False
    return not a.of or not b.of or a.of == b.of or a.of[-5:] == b.of[-5:] or (a.unit == b.unit and a.unit not in _PLAIN)


def _same(a: Figure, b: Figure) -> bool:
    return a.value == b.value and (a.unit == b.unit or {a.unit, b.unit} <= _PLAIN)


def compare_figures(a: Told, b: Told) -> Compared:
    """Return 1 for a common figure (less for a small number), −1 for two that leap apart, −0.5 for others; 0 where none is to compare."""
    one, two = a.telling.figures, b.telling.figures
    same = [x for x in one if any(_same(x, y) for y in two)]
    if same:
        best = max(same, key=lambda f: (f.value > _SMALL, f.value))
        return Compared(1.0 if best.value > _SMALL else 0.5, lambda: f"the same figure: {best.value:g} {best.unit}")
    pairs = [(x, y) for x in one for y in two if _alike(x, y)]
    if not pairs:
        return Compared()
    near = any(max(x.value, y.value) <= _MANIFOLD * min(x.value, y.value) for x, y in pairs)
    return Compared(-0.5, lambda: "other figures for the same") if near else Compared(-1.0, lambda: "figures that are far apart")
