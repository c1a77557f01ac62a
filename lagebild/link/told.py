"""A sentence prepared for comparing, and all that is compared of two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Final

from lagebild.link.records import Unit
from lagebild.link.tellings import Telling

_REMEMBERED: Final = 32_768


@dataclass(frozen=True, slots=True)
class Words:
    """The words and names of a telling, by weight."""

    all: Mapping[str, float]
    total: float
    norm: float
    names: Mapping[str, float]
    states: frozenset[str]
    tails: frozenset[str]
    context: Mapping[str, float]
    context_norm: float
    concepts: Mapping[str, float]


@lru_cache(maxsize=_REMEMBERED)
def words_of(telling: Telling) -> Words:
    """Return the words of a telling, prepared."""
    found = dict(telling.terms)
    return Words(
        found, sum(found.values()), sqrt(sum(w * w for w in found.values())),
        dict(telling.names), frozenset(k for k in found if k[:2] == "s:"),
        frozenset(telling.tails), dict(telling.context),
        sqrt(sum(w * w for _, w in telling.context)), dict(telling.concepts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the units in it, the first of which holds its telling."""

    units: tuple[Unit, ...]
    telling: Telling
    words: Words

    @classmethod
    def of(cls, units: tuple[Unit, ...]) -> Told:
        telling = next(u.telling for u in units if u.telling is not None)
        return cls(units, telling, words_of(telling))

    @property
    def first(self) -> Unit:
        return self.units[0]

    @property
    def denies(self) -> bool:
        return any(u.side == "denies" for u in self.units)

    @property
    def contrary(self) -> bool:
        """Tell whether it says that something is not so: a denial, or what somebody says in the negative."""
        return self.denies or (self.telling.negated and any(u.who for u in self.units))
