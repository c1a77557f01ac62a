"""Groups of sentences that tell one thing, and which of them a denial is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum, log
from typing import Final

from lagebild.link.alike import alike
from lagebild.link.compare.content import SHARED, compare_topics, compare_words
from lagebild.link.groups import NumberGroups
from lagebild.link.records import Reason
from lagebild.link.ties import RELATED, Tie, are_apart, tie
from lagebild.link.told import Told

Ties = Mapping[tuple[int, int], Tie]
_MEAN: Final = -1.3  # mean log-odds of all pairs of two groups that become one
_LEAST, _MOST = -3.5, 1.0  # log-odds that a pair counts for: no pair outweighs several
_TOPIC: Final = 10.0  # weight of what a denial shares with a sentence from which it is surely about that
_POINTED: Final = 0.7  # score of a denial that its document leads from to what it denies
_BESIDE: Final = 0.2  # and of one that says for itself what it is about, to what only stands near it
_APART: Final = 0.2  # share of pairs that may tell of another stage: a word may mislead
_NONE: Final = Tie(0.0)


def _odds(score: float) -> float:
    """Return the log-odds that a score stands for, within bounds: what speaks for and against two sentences adds up."""
    return min(max(log(score / (1.0 - score)), _LEAST), _MOST) if 0.0 < score < 1.0 else (_LEAST if score <= 0.0 else _MOST)


class Clusters:
    """Sentences that become claims: two groups become one where the mean log-odds of all their pairs allow it.

    `told` are in order; `ties` hold for places in it, the smaller first.
    """

    def __init__(self, told: Sequence[Told], ties: Ties) -> None:
        self.told = told
        self.ties = ties
        self.groups = NumberGroups(len(told))
        self.members: dict[int, list[int]] = {k: [k] for k in range(len(told))}
        self.reasons: dict[int, list[Reason]] = {}
        self._inside: dict[tuple[int, int], Tie] = {}
        self._refused: set[tuple[int, int, int, int]] = set()

    def cluster(self) -> None:
        """Join sentences of one polarity, the most alike first."""
        ranked = sorted((-known.score, a, b) for (a, b), known in self.ties.items() if known.score >= RELATED)
        for _, a, b in ranked:
            one, two = self.groups.find(a), self.groups.find(b)
            if one != two and self.told[a].contrary == self.told[b].contrary and self._fit(one, two):
                self.join(one, two, alike(self.told[a], self.told[b]).reason)

    def _fit(self, one: int, two: int) -> bool:
        """Tell whether two groups may become one; as they were refused, so they are again, until one of them has grown."""
        state = (one, two, len(self.members[one]), len(self.members[two]))
        if state not in self._refused and not self._fits(one, two):
            self._refused.add(state)
        return state not in self._refused

    def _fits(self, one: int, two: int) -> bool:
        pairs = [(min(a, b), max(a, b)) for a in self.members[one] for b in self.members[two]]
        ties = [self._tie(*pair) for pair in pairs]
        if fsum(_odds(t.score) for t in ties) < _MEAN * len(ties):
            return False
        apart = (t.apart if t is not _NONE else are_apart(self.told[a], self.told[b]) for t, (a, b) in zip(ties, pairs, strict=True))
        return sum(apart) <= _APART * len(ties)

    def _tie(self, a: int, b: int) -> Tie:
        """Return what ties two sentences; those of one document are compared here only, where others have led to both."""
        if self.told[a].first.doc_id != self.told[b].first.doc_id:
            return self.ties.get((a, b), _NONE)
        if (a, b) not in self._inside:
            self._inside[a, b] = tie(self.told[a], self.told[b]) or _NONE
        return self._inside[a, b]

    def join(self, a: int, b: int, reason: Reason) -> None:
        """Make the groups of two sentences one."""
        one, two = sorted((self.groups.find(a), self.groups.find(b)))
        if self.groups.join(one, two):
            self.members[one] = sorted(self.members[one] + self.members.pop(two))
            self.reasons[one] = [*self.reasons.get(one, ()), *self.reasons.pop(two, ()), reason]

    def denied(self) -> dict[int, tuple[int, Reason]]:
        """Return which claim, by one of its sentences, each group of contrary sentences is about, and why."""
        places = {(t.first.doc_id, t.telling.span[0]): k for k, t in enumerate(self.told)}
        against = self._against()
        found: dict[int, tuple[int, Reason]] = {}
        for root, members in self.members.items():
            ranked = [r for k in members for r in self._targets(k, places, against)] if self.told[root].contrary else []
            if ranked:
                score, target, text = max(ranked)
                found[root] = -target, Reason(round(min(score, 1.0), 3), text)
        return found

    def _against(self) -> dict[int, list[tuple[int, float]]]:
        """Return for each contrary sentence those that it may deny, each with the weight of what it has of them."""
        found: dict[int, list[tuple[int, float]]] = {}
        for (a, b), known in self.ties.items():
            if known.denied and known.binds and self.told[a].contrary != self.told[b].contrary:
                no, yes = (a, b) if self.told[a].contrary else (b, a)
                if self.told[no].first.doc_id != self.told[yes].first.doc_id:
                    found.setdefault(no, []).append((yes, known.denied))
        return found

    def _targets(self, k: int, places: Mapping[tuple[str, int], int], against: Mapping[int, list[tuple[int, float]]]) -> Iterator[
        tuple[float, int, str]
    ]:  # fmt: skip
        """Yield what a denial may be about: a score, the sentence (negative, so that the older comes first), and why."""
        one, told = self.told[k], self.told
        who = f"denial by “{next((u.who for u in one.units if u.who), None) or one.first.outlet or 'unknown'}”: "
        for unit in one.units:
            for n, start in enumerate(unit.denies):
                target = places.get((unit.doc_id, start))
                if target is not None and not told[target].contrary:
                    shared = compare_topics(one.telling, told[target].telling)
                    elsewhere = len({told[m].first.doc for m in self.members[self.groups.find(target)]}) > 1
                    base = _POINTED if unit.pointing or not unit.told else _BESIDE
                    yield base + (shared >= SHARED) + elsewhere / 2 - n / 10, -target, who + "its document tells there what it is about"
        for n, shared in against.get(k, ()):
            yield min(shared / _TOPIC, 1.0), -n, who + compare_words(one, told[n]).text
