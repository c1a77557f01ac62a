"""A sentence prepared for comparing, and all that is compared of two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.lang import FIRST
from lagebild.lang.pack import load_pack
from lagebild.link.meaning import DIM, Meaning, as_int8
from lagebild.link.records import Unit
from lagebild.link.tellings import Telling, Weighed

_DOCUMENTS: Final = 4096


@dataclass(frozen=True, slots=True)
class Words:
    """The words and names of a telling, by weight."""

    all: Mapping[str, float]
    total: float
    norm: float
    names: Mapping[str, float]
    name_words: frozenset[str]
    states: frozenset[str]
    tails: frozenset[str]
    context: Mapping[str, float]
    context_norm: float
    concepts: Mapping[str, float]
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the terms of a telling mean: their vectors (whole numbers below 128, shape (n, 64)), with their weights beside what the document
    is about.

    A term that the document says over and over tells little of the one sentence: `own` weighs it by its rarity over the root of how often
    it stands there. mean: the weighted mean, about: that of what the document is about, both of length 1 (or 0).
    """

    terms: tuple[str, ...]
    rows: NDArray[np.float32]
    own: NDArray[np.float32]
    total: float
    mean: NDArray[np.float32]
    about: NDArray[np.float32]


@lru_cache(maxsize=1)
def _meaning() -> Meaning:
    return load_pack(FIRST).get(Meaning.from_pack)


def _mean(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    total = weights @ rows if weights.size else np.zeros(DIM, np.float32)
    found: NDArray[np.float32] = total / max(float(np.sqrt(total @ total)), 1e-6)
    return found


@lru_cache(maxsize=_DOCUMENTS)
def _about(context: Weighed) -> NDArray[np.float32]:
    rows = _meaning().rows([t for t, _ in context]).astype(np.float32)
    about = as_int8(_mean(rows, np.array([w for _, w in context], np.float32))).astype(np.float32)
    found: NDArray[np.float32] = about / max(float(np.sqrt(about @ about)), 1e-6)
    return found


def _kinds(telling: Telling, context: Mapping[str, float]) -> Kinds:
    terms = tuple(t for t, _ in telling.terms)
    rows = _meaning().rows(terms).astype(np.float32)
    own = np.array([min(w * w / context.get(t, w), w) for t, w in telling.terms], np.float32)
    return Kinds(terms, rows, own, float(own.sum()), _mean(rows, own), _about(telling.context))


@lru_cache(maxsize=_DOCUMENTS)
def _context(context: Weighed) -> tuple[Mapping[str, float], float]:
    """Return what a document is about, and how long that is as a vector; all its sentences share it."""
    return dict(context), sqrt(sum(w * w for _, w in context))


def meaning_of(telling: Telling) -> Kinds:
    """Return what the terms of a telling mean."""
    return _kinds(telling, _context(telling.context)[0])


def words_of(telling: Telling) -> Words:
    """Return the words of a telling, prepared."""
    found = dict(telling.terms)
    context, norm = _context(telling.context)
    return Words(
        found, sum(found.values()), sqrt(sum(w * w for w in found.values())),
        dict(telling.names), frozenset(w for key, _ in telling.names for w in key[2:].split()),
        frozenset(k for k in found if k[:2] == "s:"),
        frozenset(telling.tails), context, norm, dict(telling.concepts), _kinds(telling, context),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """Who says what in a sentence, and how, over all its units."""

    who: frozenset[str]
    voice: frozenset[str]
    statuses: frozenset[str]
    stances: frozenset[str]

    @classmethod
    def of(cls, units: tuple[Unit, ...]) -> Parts:
        return cls(
            frozenset(u.who for u in units if u.who), frozenset(v for u in units for v in u.voice),
            frozenset(u.status for u in units if u.status),
            frozenset(u.stance for u in units if u.stance),
        )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A sentence with the units in it, the first of which holds its telling; prepared as far as it is compared, which most are not."""

    units: tuple[Unit, ...]
    telling: Telling

    @classmethod
    def of(cls, units: tuple[Unit, ...]) -> Told:
        return cls(units, next(u.telling for u in units if u.telling is not None))

    @cached_property
    def words(self) -> Words:
        return words_of(self.telling)

    @cached_property
    def parts(self) -> Parts:
        return Parts.of(self.units)

    @property
    def first(self) -> Unit:
        return self.units[0]

    @cached_property
    def denies(self) -> bool:
        return any(u.side == "denies" for u in self.units)

    @cached_property
    def contrary(self) -> bool:
        """Tell whether it says that something is not so: a denial, or what somebody says in the negative."""
        return self.denies or (self.telling.negated and any(u.who for u in self.units))
