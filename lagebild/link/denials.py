"""Which claim a denial denies: one told beside it in the same document, else the one that its words fit."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.compare.times import days_between
from lagebild.link.groups import NumberGroups
from lagebild.link.records import Reason, Unit
from lagebild.link.words import normal
from lagebild.model import overlaps

_ALIKE: Final = 0.6
_LATER: Final = 1  # days: what was first said later than so much is not what was denied
_NEAR: Final = 0.5  # in the same document two common words do
_REPEATED: Final = 0.6
_RARE: Final = 200  # a word that more units hold leads to no claim
_CANDIDATES: Final = 24
_COMMON: Final = 3  # rarer words
_FEWEST: Final = 4  # words that a denial must have to lead beyond its document
_LONGEST: Final = 90  # days between a claim and a denial elsewhere
_BEFORE: Final = 260  # characters
_FAR: Final = 900  # characters that a denial points back over where it is known of whom


def _own_words(denial: Unit, unit: Unit) -> bool:
    """Tell whether a denial would contest what its own side says there: an error of reading, or the same words."""
    same = denial.speaker == unit.speaker if denial.speaker and unit.speaker else normal(denial.who or "") == normal(unit.who or "")
    return (same and bool(denial.who)) or (denial.home is not None and denial.home == unit.home)


def _touch(a: Unit, b: Unit) -> bool:
    return any(overlaps(x, y) for x in a.spans for y in b.spans)


def _shares_party(a: Unit, b: Unit) -> bool:
    return bool({*a.actors, *a.recipients, *a.named} & {*b.actors, *b.recipients, *b.named})


def _near_in_time(a: Unit, b: Unit) -> bool:
    apart = days_between(a.published, b.published)
    return apart is None or apart <= _LONGEST


class Claimed:
    """What denials may be about: events and supporting statements, found by document and by the rarer words of denials."""

    def __init__(self, units: Sequence[Unit], denials: Sequence[int], weights: Weights) -> None:
        self._units, self._weights = units, weights
        self._denials = set(denials)
        docs, words = {units[k].doc for k in denials}, {stem for k in denials for stem in units[k].stems}
        rare = {stem for stem in words if weights.counts.get(stem, 0) <= _RARE}
        self._by_doc: dict[int, array[int]] = {}
        self._by_stem: dict[int, array[int]] = {}
        for k, unit in enumerate(units):
            if unit.doc in docs:
                self._by_doc.setdefault(unit.doc, array("q")).append(k)
            if k not in self._denials:
                for stem in rare.intersection(unit.stems):
                    self._by_stem.setdefault(stem, array("q")).append(k)

    def _beside(self, denial: Unit) -> list[int]:
        return [k for k in self._by_doc.get(denial.doc, ()) if k not in self._denials]

    def find(self, denial: Unit) -> tuple[int, Reason] | None:
        """Return the place of a unit whose claim a denial is about, and why; None where there is none."""
        if denial.pointing:
            return self._just_before(denial)
        return self._in_document(denial) or self._by_words(denial)

    def is_own(self, denial: Unit) -> bool:
        """Tell whether a denial would contest what its own speaker says at that place: an error of reading."""
        return any(self._units[k].side == "supports" and _own_words(denial, self._units[k]) and _touch(denial, self._units[k])
                   for k in self._beside(denial))  # fmt: skip

    def is_same(self, a: int, b: int) -> bool:
        """Tell whether two denials of one document are one, by their statement or their place."""
        one, other = self._units[a], self._units[b]
        return (one.statement is not None and one.statement == other.statement) or _touch(one, other)

    def is_told(self, k: int, target: int, groups: NumberGroups) -> bool:
        """Tell whether a denial is in the group of `target` already, as another record of the same words."""
        root = groups.find(target)
        return any(
            other != k and self._units[other].side == "denies" and groups.find(other) == root and self.is_same(other, k)
            for other in self._by_doc.get(self._units[k].doc, ())
        )

    def _in_document(self, denial: Unit) -> tuple[int, Reason] | None:
        ranked = []
        for k in self._beside(denial):
            unit = self._units[k]
            if unit.side == "supports" and _own_words(denial, unit):
                continue
            words = self._weights.overlap(denial.stems, unit.stems)
            inside = _touch(denial, unit)
            if inside or (words >= _NEAR and _shares_party(denial, unit)):
                ranked.append((inside, round(words, 6), -k))
        if not ranked:
            return None
        inside, words, place = max(ranked)
        why = "the denial names it" if inside else f"told in the same document, {words:.0%} of the rarer words in common"
        return -place, Reason(0.9 if inside else round(words, 3), f"denial by {_who(denial)}: {why}")

    def _by_words(self, denial: Unit) -> tuple[int, Reason] | None:
        if len(denial.stems) < _FEWEST:
            return None
        votes: Counter[int] = Counter()
        for stem in denial.stems:
            votes.update(self._by_stem.get(stem, ()))
        ranked = sorted(((k, n) for k, n in votes.items() if n >= _COMMON), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        fitting = [k for k, _ in ranked if self._fits(denial, self._units[k])]
        scored = [(self._share(denial, k), -k) for k in fitting]
        words, place = max(scored, default=(0.0, 0))
        if words < _ALIKE:
            return None
        return -place, Reason(round(words, 3), f"denial by {_who(denial)}: {words:.0%} of its words, weighed, and a party in common")

    def _share(self, denial: Unit, k: int) -> float:
        """Return how much of the denied words a unit has, too: the mean of their share by number and by weight (0 to 1)."""
        common = sorted(set(denial.stems).intersection(self._units[k].stems))
        if len(common) < _COMMON:
            return 0.0
        weight = self._weights.total(common) / max(self._weights.total(denial.stems), 1e-9)
        return (weight + len(common) / len(denial.stems)) / 2

    def is_repeated(self, a: int, b: int) -> bool:
        """Tell whether two denials without a claim to join are one side's denial of one thing."""
        one, other = self._units[a], self._units[b]
        same = one.home == other.home if one.home else normal(one.who or "") == normal(other.who or "")
        return same and _near_in_time(one, other) and self._weights.overlap(one.stems, other.stems) >= _REPEATED

    def _just_before(self, denial: Unit) -> tuple[int, Reason] | None:
        """Find what a denial that only points back (`called it baseless`) can mean: the last thing said before of the side that denies.

        Where it is not known which side that is, what is told right before it. Nothing else: a wrong link is worse than none.
        """
        near = []
        for k in self._beside(denial):
            unit = self._units[k]
            if unit.side != "supports" or _own_words(denial, unit) or unit.start > denial.start:
                continue
            touched, apart = _touch(denial, unit), denial.start - unit.start
            of_denier = denial.home is not None and denial.home in {*unit.named, *unit.actors, *unit.recipients}
            if (of_denier and (touched or apart <= _FAR)) or (denial.home is None and (touched or apart <= _BEFORE)):
                near.append((touched, unit.whole or not touched, unit.start, -k))
        if not near:
            return None
        touched, _, _, place = max(near)
        why = "it points back to it" if touched else "without words of its own: told before it of the side that denies"
        return -place, Reason(0.7 if touched else 0.5, f"denial by {_who(denial)}: {why}")

    @staticmethod
    def _fits(denial: Unit, unit: Unit) -> bool:
        later = (unit.published or "") > (denial.published or "") and (days_between(denial.published, unit.published) or 0) > _LATER
        return not later and _near_in_time(denial, unit) and _shares_party(denial, unit) and not _own_words(denial, unit)


def _who(denial: Unit) -> str:
    return f"“{denial.who or denial.outlet or 'unknown'}”"
