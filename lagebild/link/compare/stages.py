"""How far the thing has got that two sentences tell: offered is not delivered, charged is not convicted."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lagebild.lang import FIRST
from lagebild.lang.pack import load_pack
from lagebild.link.lexicon import TellingWords
from lagebild.link.records import Compared
from lagebild.link.told import Told

_OPEN: Final = frozenset({"possible", "planned", "promised", "offered", "demanded", "talks", "proposed"})


@lru_cache(maxsize=1)
def _compatible() -> frozenset[frozenset[str]]:
    return load_pack(FIRST).get(TellingWords.from_pack).compatible


def compare_stages(a: Told, b: Told) -> Compared:
    """Return 1 for a common stage, 0.3 for stages that fit, −1 for others; −0.5 where one is open and the other tells what is done."""
    one, two = set(a.telling.stages), set(b.telling.stages)
    if one and two:
        if common := sorted(one & two):
            return Compared(1.0, lambda: f"both: {', '.join(common)}")
        if any(frozenset((x, y)) in _compatible() for x in one for y in two):
            return Compared(0.3, lambda: "stages that fit")
        return Compared(-1.0, lambda: " is not ".join(sorted((min(one), min(two)))))
    lone = one or two
    if lone & _OPEN:
        return Compared(-0.5, lambda: f"one only: {sorted(lone & _OPEN)[0]}")
    return Compared()


def compare_types(a: Told, b: Told) -> float:
    """Return 1 for a common type of event, −1 where both have some and none is common, else 0."""
    one, two = set(a.telling.types), set(b.telling.types)
    if not one or not two:
        return 0.0
    return 1.0 if one & two else -1.0
