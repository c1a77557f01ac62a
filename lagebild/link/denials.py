"""Which claim a denial denies: one told beside it in the same document, else the one that its words fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.compare.times import days_between
from lagebild.link.records import Reason, Unit
from lagebild.link.words import normal
from lagebild.model import overlaps

_ALIKE: Final = 0.4
_NEAR: Final = 0.35  # in the same document fewer common words do
_RARE: Final = 200  # a word that more units hold leads to no claim
_CANDIDATES: Final = 24
_WORDLESS: Final = 3
_COMMON: Final = 3  # rarer words
_LONGEST: Final = 90  # days between a claim and a denial elsewhere
_BEFORE: Final = 260  # characters


def _own_words(denial: Unit, unit: Unit) -> bool:
    """Tell whether a denial would contest what its own speaker says there: an error of reading, or the same words."""
    same = denial.speaker == unit.speaker if denial.speaker and unit.speaker else normal(denial.who or "") == normal(unit.who or "")
    return same and bool(denial.who)


class Claimed:
    """Supporting units with the number of their claim, found by document and by rare words."""

    def __init__(self, units: Sequence[Unit], claim_of: Sequence[int], weights: Weights) -> None:
        self._units, self._claim_of, self._weights = units, claim_of, weights
        self._by_doc: Mapping[int, list[int]] = defaultdict(list)
        self._by_stem: Mapping[int, list[int]] = defaultdict(list)
        for k, unit in enumerate(units):
            self._by_doc[unit.doc].append(k)
            for stem in unit.stems:
                if weights.counts.get(stem, 0) <= _RARE:
                    self._by_stem[stem].append(k)

    def find(self, denial: Unit) -> tuple[int, Reason] | None:
        """Return the claim that a denial is about, and why; None where there is none."""
        return self._in_document(denial) or self._by_words(denial) or self._just_before(denial)

    def is_own(self, denial: Unit) -> bool:
        """Tell whether a denial would contest what its own speaker says at that place: an error of reading."""
        return any(
            _own_words(denial, unit) and any(overlaps(a, b) for a in denial.spans for b in unit.spans)
            for unit in (self._units[k] for k in self._by_doc.get(denial.doc, ()))
        )

    def _just_before(self, denial: Unit) -> tuple[int, Reason] | None:
        """Find what a denial without words of its own (`called it baseless`) can only point back to."""
        if len(denial.stems) > _WORDLESS:
            return None
        near = [
            (self._units[k].start, -k)
            for k in self._by_doc.get(denial.doc, ())
            if 0 < denial.start - self._units[k].start <= _BEFORE and not _own_words(denial, self._units[k])
        ]
        if not near:
            return None
        text = f"denial by “{denial.who or denial.outlet or 'unknown'}” without words of its own: told just before it"
        return self._claim_of[-max(near)[1]], Reason(0.5, text)

    def _in_document(self, denial: Unit) -> tuple[int, Reason] | None:
        ranked = []
        for k in self._by_doc.get(denial.doc, ()):
            unit = self._units[k]
            if _own_words(denial, unit):
                continue
            inside = any(overlaps(a, b) for a in denial.spans for b in unit.spans)
            words = self._weights.overlap(denial.stems, unit.stems)
            if inside or (words >= _NEAR and self._shares_party(denial, unit)):
                ranked.append((inside, round(words, 6), -k))
        if not ranked:
            return None
        inside, words, k = max(ranked)
        why = "the denial names it" if inside else f"told in the same document, {words:.0%} of the rarer words in common"
        return self._claim_of[-k], Reason(
            0.9 if inside else round(words, 3), f"denial by “{denial.who or denial.outlet or 'unknown'}”: {why}"
        )

    def _by_words(self, denial: Unit) -> tuple[int, Reason] | None:
        votes: Counter[int] = Counter()
        for stem in denial.stems:
            votes.update(self._by_stem.get(stem, ()))
        ranked = sorted(((k, n) for k, n in votes.items() if n >= _COMMON), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        scored = [
            (self._weights.overlap(denial.stems, self._units[k].stems), -k)
            for k, _ in ranked
            if self._near_in_time(denial, self._units[k])
            and self._shares_party(denial, self._units[k])
            and not _own_words(denial, self._units[k])
        ]
        words, k = max(scored, default=(0.0, 0))
        if words < _ALIKE:
            return None
        text = f"denial by “{denial.who or denial.outlet or 'unknown'}”: {words:.0%} of the rarer words and a party in common"
        return self._claim_of[-k], Reason(round(words, 3), text)

    @staticmethod
    def _near_in_time(a: Unit, b: Unit) -> bool:
        apart = days_between(a.published, b.published)
        return apart is None or apart <= _LONGEST

    @staticmethod
    def _shares_party(a: Unit, b: Unit) -> bool:
        return bool({*a.actors, *a.recipients, *a.named} & {*b.actors, *b.recipients, *b.named})
