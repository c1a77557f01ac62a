"""What two events are about: kind of object, unit of quantity, place."""

from __future__ import annotations

from typing import Final

from lagebild.link.records import Reason, Unit
from lagebild.link.words import normal

_MANIFOLD: Final = 10  # a figure that is more than so many times another counts something else


def compare_objects(a: Unit, b: Unit) -> Reason | None:
    """Compare kinds of object (0.1 where both are known). None where they differ."""
    one, two = a.object_kind, b.object_kind
    if one and two and one != two and "other" not in (one, two):
        return None
    if one and one == two and one != "other":
        return Reason(0.1, f"same kind of object: {one}")
    return Reason(0.0, "")


def compare_quantities(a: Unit, b: Unit) -> Reason:
    """Compare units of quantity: figures may differ (they are the claim's variants), what is counted may not."""
    if a.quantity is None or b.quantity is None:
        return Reason(0.0, "")
    if a.quantity.unit != b.quantity.unit:
        return Reason(-0.1, "")
    if a.quantity.value == b.quantity.value:
        return Reason(0.08, "same figure")
    if a.object_kind and a.object_kind == b.object_kind and _grows(a, b):
        return Reason(0.08, "a figure that grows from report to report")
    return Reason(0.0, "different figures for the same")


def _grows(a: Unit, b: Unit) -> bool:
    """Tell whether the later of two reports gives the higher figure, as counts of one thing do."""
    one, two = (a, b) if (a.published or "") <= (b.published or "") else (b, a)
    if one.quantity is None or two.quantity is None or not one.published or not two.published:
        return False
    return one.quantity.value < two.quantity.value <= _MANIFOLD * one.quantity.value


def compare_places(a: Unit, b: Unit) -> Reason:
    """Compare places by name; a place and the country around it do not count against each other much."""
    if not a.place or not b.place:
        return Reason(0.0, "")
    return Reason(0.1, f"same place: {a.place}") if normal(a.place) == normal(b.place) else Reason(-0.08, "")
