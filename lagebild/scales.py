"""How friendly or hostile an event is: its quad class and a number in the spirit of Goldstein's scale, from one table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from lagebild.model import Event

QuadClass: TypeAlias = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
_TABLE = Path(__file__).with_name("event_scales.toml")


@dataclass(frozen=True)
class Scales:
    """`quads`: class by event type; `scale`: -10 to 10 by type and mode (`any` for the rest); `weight`: 0 to 1 by status."""

    quads: dict[str, QuadClass]
    scale: dict[str, dict[str, float]]
    weight: dict[str, float]


@cache
def scales() -> Scales:
    """Return the table that ships with the package."""
    data = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return Scales({kind: quad for quad, kinds in data["quads"].items() for kind in kinds}, data["scale"], data["weight"])


def quad_of(kind: str) -> QuadClass:
    """Return the quad class of an event type: words or deeds, for or against. Raises KeyError for no event type."""
    return scales().quads[kind]


def quad_class(event: Event) -> QuadClass:
    """Return the quad class of an event."""
    return quad_of(event.type)


def goldstein(event: Event) -> float:
    """Return how friendly (up to 10) or hostile (down to -10) an event is; less where it is planned, 0 where it did not happen."""
    return goldstein_of(event.type, event.mode, event.status)


def goldstein_of(kind: str, mode: str | None, status: str) -> float:
    """Return the number of `goldstein` for a type, mode and status. Raises KeyError for no event type or status."""
    table = scales()
    modes = table.scale[kind]
    return round(modes.get(mode or "any", modes["any"]) * table.weight[status], 2)
