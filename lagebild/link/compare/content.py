"""Words that two statements or events share, rare ones counting for more."""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import Final

from lagebild.link.records import Unit

_LEAST: Final = 0.05
_TABLE: Final = 4096  # weights of words in so few units are looked up


class Weights:
    """How rare each content word is among the units of a case (inverse document frequency, so 0 for a word of all)."""

    def __init__(self, units: Iterable[Unit]) -> None:
        counts: dict[int, int] = {}
        total = 0
        for unit in units:
            total += 1
            for stem in unit.stems:
                counts[stem] = counts.get(stem, 0) + 1
        self.counts = counts
        self._total = total + 1
        self._known = [max(log(self._total / (n + 0.5)), _LEAST) for n in range(min(self._total, _TABLE) + 1)]

    def of(self, stem: int) -> float:
        """Return the weight of a word; one that is in all units still weighs a little."""
        count = self.counts.get(stem, self._total)
        return self._known[count] if count < len(self._known) else max(log(self._total / (count + 0.5)), _LEAST)

    def total(self, stems: Iterable[int]) -> float:
        return sum(map(self.of, stems))

    def overlap(self, a: tuple[int, ...], b: tuple[int, ...]) -> float:
        """Return the weight of common words over that of the poorer text's (0 to 1); 0 where fewer than two are common."""
        common = set(a).intersection(b)
        if len(common) < 2:
            return 0.0
        return self.total(sorted(common)) / max(min(self.total(a), self.total(b)), 1e-9)

    def likeness(self, a: tuple[int, ...], b: tuple[int, ...]) -> float:
        """Return the weight of common words over that of all words of both (weighted Jaccard, 0 to 1)."""
        common = self.total(sorted(set(a).intersection(b)))
        return common / max(self.total(a) + self.total(b) - common, 1e-9) if common else 0.0
