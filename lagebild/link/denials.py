"""Which claim a denial denies: one told beside it in the same document, else the one that its words fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.records import Reason, Unit
from lagebild.model import overlaps

_ALIKE: Final = 0.4
_NEAR: Final = 0.25  # in the same document fewer common words do
_RARE: Final = 200  # a word that more units hold leads to no claim
_CANDIDATES: Final = 24


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
        return self._in_document(denial) or self._by_words(denial)

    def _in_document(self, denial: Unit) -> tuple[int, Reason] | None:
        ranked = []
        for k in self._by_doc.get(denial.doc, ()):
            unit = self._units[k]
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
        ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        scored = [
            (self._weights.overlap(denial.stems, self._units[k].stems), -k) for k, _ in ranked if self._shares_party(denial, self._units[k])
        ]
        words, k = max(scored, default=(0.0, 0))
        if words < _ALIKE:
            return None
        text = f"denial by “{denial.who or denial.outlet or 'unknown'}”: {words:.0%} of the rarer words and a party in common"
        return self._claim_of[-k], Reason(round(words, 3), text)

    @staticmethod
    def _shares_party(a: Unit, b: Unit) -> bool:
        return bool({*a.actors, *a.recipients, *a.named} & {*b.actors, *b.recipients, *b.named})
