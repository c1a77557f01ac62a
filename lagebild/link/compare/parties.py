"""Names in two sentences: persons, organizations, places and states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lagebild.link.records import Compared
from lagebild.link.told import Told

_MUCH: Final = 2  # words
_FULL: Final = 12.0  # weight of common names that is as good as any more


def compare_names(a: Told, b: Told) -> Compared:
    """Return the weight of common names of persons, organizations and places, 0 to 1; −1 where both name some and none is common."""
    one, two = a.words.names, b.words.names
    common = sorted(one.keys() & two.keys())
    if common:
        score = min(sum(one[k] for k in common) / _FULL, 1.0)
        return Compared(score, lambda: "both name " + ", ".join(f"“{k[2:]}”" for k in common[:4]))
    apart = one and two and not _within(one, b) and not _within(two, a)
    return Compared(-1.0, lambda: "they name others") if apart else Compared()


def _within(names: Iterable[str], other: Told) -> bool:
    """Tell whether a part of a name stands among the words of another sentence: forms that differ in length."""
    have = other.words.name_words
    return any(word in have for name in names for word in name[2:].split())


def compare_states(a: Told, b: Told) -> Compared:
    """Return the share of common states in those of the poorer sentence (0 to 1); −1 where none is common."""
    one, two = a.words.states, b.words.states
    if not one or not two:
        return Compared()
    common = sorted(one & two)
    if not common:
        return Compared(-1.0, lambda: "they name other states")
    return Compared(len(common) / min(len(one), len(two)), lambda: "both name " + ", ".join(k[2:] for k in common))


def names_apart(a: Told, b: Told) -> float:
    """Return the share of the words of names that only one of two sentences has, where both name much (0 to 1)."""
    one, two = a.words.name_words, b.words.name_words
    if min(len(one), len(two)) < _MUCH:
        return 0.0
    return 1.0 - len(one & two) / min(len(one), len(two))


def compare_speakers(a: Told, b: Told) -> float:
    """Return 1 where the same somebody says both, −1 where two do, else 0."""
    if not a.parts.who.isdisjoint(b.parts.who) or not a.parts.voice.isdisjoint(b.parts.voice):
        return 1.0
    return -1.0 if a.parts.voice and b.parts.voice else 0.0
