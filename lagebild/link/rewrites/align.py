"""Which facts two lists tell in common, in which sentences, and how much of that in the same order."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import Final, NamedTuple

from lagebild.link.rewrites.facts import Fact, FactList
from lagebild.model import Span

SENTENCE_SHARE: Final = 0.25  # of a sentence's facts by weight, told in one sentence of the other document: both tell the same
SENTENCE_FACTS: Final = 2
_HEARD: Final = 0.4
_MOST: Final = 80  # facts in common whose order is compared, the heaviest


class Both(NamedTuple):
    """A fact that both tell: as the first has it, as the second has it, its weight, and the number of its sentence in either."""

    a: Fact
    b: Fact
    weight: float
    here: int
    there: int


class Match(NamedTuple):
    """A sentence of the first document and the one of the second that tells most of it; `share` of the facts of the poorer of both."""

    a: Span
    b: Span
    share: float
    weight: float
    facts: tuple[Both, ...]


class Pairs(NamedTuple):
    """Facts in common in the order of the first document, and the sentences that tell the same."""

    common: tuple[Both, ...]
    matches: tuple[Match, ...]

    @property
    def weight(self) -> float:
        """Return the weight of all facts in common."""
        return sum(x.weight for x in self.common)


def pair(a: FactList, b: FactList, common: tuple[Both, ...] | None = None) -> Pairs:
    """Pair the facts of two documents (`common`, where known: what `both` gives), and the sentences in which they stand."""
    common = both(a, b) if common is None else common
    return Pairs(common, tuple(_matches(a, b, common)))


def both(a: FactList, b: FactList) -> tuple[Both, ...]:
    """Return the facts that two documents tell, in the order of the first."""
    there = {(f.kind, f.key): f for f in b.facts}
    starts_a, starts_b = [s for s, _ in a.sentences], [s for s, _ in b.sentences]
    return tuple(
        Both(f, g, _weight(f, g, a, b), bisect_right(starts_a, f.start) - 1, bisect_right(starts_b, g.start) - 1)
        for f in a.facts
        if (g := there.get((f.kind, f.key))) is not None
    )


def _weight(f: Fact, g: Fact, a: FactList, b: FactList) -> float:
    """Return what it weighs that both tell a fact; little within a quotation of both, for many hear a public speech."""
    heard = quoted(f, a) and quoted(g, b)
    return min(f.weight, g.weight) * (_HEARD if heard else 1.0)


def quoted(f: Fact, x: FactList) -> bool:
    """Tell whether a fact stands in a quotation."""
    return any(q.start <= f.start < q.end for q in x.quotes)


def _matches(a: FactList, b: FactList, common: tuple[Both, ...]) -> list[Match]:
    """Return the best one-to-one matches of sentences, heaviest first chosen, in the order of the first document."""
    weights_a, weights_b = sentence_weights(a), sentence_weights(b)
    held: dict[tuple[int, int], list[Both]] = defaultdict(list)
    for x in common:
        held[x.here, x.there].append(x)
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found: list[tuple[int, Match]] = []
    for (i, j), facts in sorted(held.items(), key=lambda kv: (-sum(x.weight for x in kv[1]), kv[0])):
        weight = sum(x.weight for x in facts)
        share = weight / max(min(weights_a.get(i, 0.0), weights_b.get(j, 0.0)), weight)
        if i < 0 or j < 0 or i in taken_a or j in taken_b or share < SENTENCE_SHARE or len(facts) < SENTENCE_FACTS:
            continue
        taken_a.add(i)
        taken_b.add(j)
        found.append((i, Match(a.sentences[i], b.sentences[j], share, weight, tuple(facts))))
    return [m for _, m in sorted(found, key=lambda f: f[0])]


def sentence_weights(x: FactList) -> dict[int, float]:
    """Return the weight of the facts that each sentence is the first to tell."""
    starts = [s for s, _ in x.sentences]
    weights: dict[int, float] = defaultdict(float)
    for f in x.facts:
        weights[bisect_right(starts, f.start) - 1] += f.weight
    return weights


def concordance(common: tuple[Both, ...]) -> tuple[float, int]:
    """Return which share of the pairs of facts, by weight, that stand in different sentences of both documents come in one order in both,
    and how many such pairs there are: Kendall's measure, 0.5 where order is chance."""
    heaviest = sorted(common, key=lambda x: (-x.weight, x.a.start))[:_MOST]
    same = other = 0.0
    count = 0
    for k, x in enumerate(heaviest):
        for y in heaviest[k + 1 :]:
            sign = (x.here - y.here) * (x.there - y.there)
            if sign:
                count += 1
                if sign > 0:
                    same += x.weight * y.weight
                else:
                    other += x.weight * y.weight
    return (same / (same + other) if count else 0.5), count
