"""Claims: what sentences of several documents tell alike, with supporters, deniers and independent origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from lagebild.link.alike import Alike, alike
from lagebild.link.compare.content import SHARED, compare_topics, compare_words
from lagebild.link.compare.stages import compare_stages
from lagebild.link.compare.times import OLD, compare_dates, near_in_time
from lagebild.link.groups import NumberGroups
from lagebild.link.keys import Key, are_related, keys, of_one_affair, telling_keys
from lagebild.link.origins import Provenance, find_origins
from lagebild.link.records import ClaimOut, FigureOut, Reason, Unit
from lagebild.link.told import Told
from lagebild.model import content_id

_ONE: Final = 0.3
_MEAN: Final = 0.25  # of all pairs of two groups that become one
_UNLIKE: Final = 0.1  # score of two sentences that have nothing to do with each other
_FEW_UNLIKE: Final = 0.25  # share of such pairs in what becomes one
_NEGATED: Final = 7.0  # weight of what a saying in the negative must share with what it is against
_TOPIC: Final = 10.0  # weight of what a denial shares with a sentence from which it is surely about that
_POINTED: Final = 0.7  # score of a denial that its document leads from to what it denies
_BESIDE: Final = 0.2  # and of one that says for itself what it is about, to what only stands near it
_OTHER_STAGE: Final = -0.9
_APART: Final = 0.2  # share of pairs that may tell of another stage: a word may mislead
_ALL: Final = 150  # sentences of a component in which all are compared
_MOST_REASONS: Final = 24
_HEADLINE: Final = range(40, 221)


def _quality(unit: Unit) -> tuple[int, ...]:
    """Return what makes a unit's words fit to stand for a claim: a whole proposition with parties, an event and a figure."""
    return (
        unit.side == "supports",
        unit.told,
        unit.whole + (unit.length in _HEADLINE) + bool(unit.actors) + bool(unit.recipients) + (unit.quantity is not None),
        unit.type is not None,
        unit.statement is not None,
    )


def _best(units: Sequence[Unit]) -> Unit:
    return max(enumerate(units), key=lambda item: (_quality(item[1]), -item[0]))[1]


def _claim(units: Sequence[Unit], reasons: Sequence[Reason], known: Provenance) -> ClaimOut:
    """Make a claim of units, whose oldest gives it its id: so it keeps it when younger ones come."""
    first = units[0]
    found = find_origins(units, known)
    kept = sorted(set(reasons), key=lambda r: (-r.score, r.text))[:_MOST_REASONS]
    kind = next((u.type for u in units if u.type), None)
    claim_id = content_id("claim", first.doc_id, first.start, first.event, first.statement, first.dispute)
    return ClaimOut(
        claim_id, kind, _best(units), tuple(units), found.numbers, found.origins, tuple(kept), found.most, found.changes,
        figure_series(units),
    )  # fmt: skip


def figure_series(units: Sequence[Unit]) -> tuple[FigureOut, ...]:
    """Return the figures of the unit that most supporters give, by publication; none where they all are one."""
    told = [(u, q) for u in units if (q := u.quantity) is not None and u.side == "supports"]
    counts = Counter(q.unit for _, q in told)
    if not counts:
        return ()
    kind = min(counts, key=lambda unit: (-counts[unit], unit))
    found = {FigureOut(u.published, u.doc, q.value, q.upper, q.unit, q.hedge, q.span) for u, q in told if q.unit == kind}
    if len({f.value for f in found}) < 2:
        return ()
    return tuple(sorted(found, key=lambda f: (f.published is None, f.published or "", f.value, f.doc, f.span)))


def _worth(members: Sequence[Unit]) -> bool:
    """Tell whether units make a claim: an event or a saying does; other sentences where they are told in two documents, or contested."""
    if all(u.side == "denies" and not u.told for u in members):
        return False
    drawn = any(u.type is not None for u in members)
    return drawn or len({u.doc for u in members}) > 1 or any(u.side == "denies" for u in members)


def _turned(members: list[Unit]) -> list[Unit]:
    """Take what is told in the negative, and claimed by nobody, for the claim that it is."""
    if all(u.status == "negated" for u in members):
        return [u._replace(side="supports") for u in members]
    return members


def sentences_of(units: Iterable[Unit]) -> tuple[list[Told], list[Unit]]:
    """Group units by their sentence, oldest first; also return those without one."""
    by_place: dict[tuple[str, int], list[Unit]] = {}
    lone = []
    for unit in sorted(units, key=lambda u: u.order):
        if unit.sentence is None:
            lone.append(unit)
        else:
            by_place.setdefault((unit.doc_id, unit.sentence[0]), []).append(unit)
    for key, members in list(by_place.items()):
        if all(u.telling is None for u in members):
            lone += by_place.pop(key)
    return [Told.of(tuple(members)) for members in by_place.values()], lone


def components(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Yield the sentences that have to do with each other, directly or through others."""
    groups = NumberGroups(len(told))
    by_key: dict[Key, list[int]] = {}
    for k, one in enumerate(told):
        for key in {key for unit in one.units for key in keys(unit)}:
            by_key.setdefault(key, []).append(k)
    for key, places in by_key.items():
        sure = key[0] == "sentence"
        for n, b in enumerate(places):
            for a in places[:n]:
                if groups.find(a) != groups.find(b) and (sure or are_related(told[a], told[b])):
                    groups.join(a, b)
    for places in groups.groups():
        yield [told[k] for k in places]


def _pairs(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a component to compare: all with all, in a large one those that share a key."""
    if len(told) <= _ALL:
        yield from combinations(range(len(told)), 2)
        return
    by_key: dict[Key, list[int]] = {}
    for k, one in enumerate(told):
        for key in set(telling_keys(one.telling)):
            by_key.setdefault(key, []).append(k)
    yield from sorted({pair for places in by_key.values() for pair in combinations(places, 2)})


def _are_apart(a: Told, b: Told) -> bool:
    """Tell whether two sentences tell of other stages, or one of a time long before what the other tells as news."""
    if compare_stages(a, b).score <= _OTHER_STAGE:
        return True
    return compare_dates(a, b).score == -OLD


class _Clusters:
    """Sentences that become claims: two groups become one where the mean of all their pairs allows it."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.told = told
        self.groups = NumberGroups(len(told))
        self.members: dict[int, list[int]] = {k: [k] for k in range(len(told))}
        self.reasons: dict[int, list[Reason]] = {}
        self.scores: dict[tuple[int, int], Alike] = {}
        for a, b in _pairs(told):
            if of_one_affair(told[a], told[b]):
                self.scores[a, b] = alike(told[a], told[b])

    def score(self, a: int, b: int) -> float:
        found = self.scores.get((min(a, b), max(a, b)))
        return found.score if found is not None else 0.0

    def cluster(self) -> None:
        """Join sentences of one polarity, the most alike first."""
        ranked = sorted((-x.score, a, b) for (a, b), x in self.scores.items() if x.score >= _ONE)
        for _, a, b in ranked:
            one, two = self.groups.find(a), self.groups.find(b)
            if one != two and self.told[a].contrary == self.told[b].contrary and self._fit(one, two):
                self.join(one, two, self.scores[a, b].reason)

    def _fit(self, one: int, two: int) -> bool:
        pairs = [(a, b) for a in self.members[one] for b in self.members[two]]
        scores = [self.score(a, b) for a, b in pairs]
        if sum(scores) < _MEAN * len(pairs) or sum(s < _UNLIKE for s in scores) > _FEW_UNLIKE * len(pairs):
            return False
        return sum(_are_apart(self.told[a], self.told[b]) for a, b in pairs) <= _APART * len(pairs)

    def join(self, a: int, b: int, reason: Reason) -> None:
        one, two = sorted((self.groups.find(a), self.groups.find(b)))
        if self.groups.join(one, two):
            self.members[one] = sorted(self.members[one] + self.members.pop(two))
            self.reasons[one] = [*self.reasons.get(one, ()), *self.reasons.pop(two, ()), reason]


def _denied(clusters: _Clusters) -> dict[int, tuple[int, Reason]]:
    """Return which claim, by one of its sentences, each group of contrary sentences is about, and why."""
    told = clusters.told
    places = {(t.first.doc_id, t.telling.span[0]): k for k, t in enumerate(told)}
    found: dict[int, tuple[int, Reason]] = {}
    for root, members in clusters.members.items():
        ranked = [r for k in members for r in _targets(clusters, k, places)] if told[root].contrary else []
        if ranked:
            score, target, text = max(ranked)
            found[root] = -target, Reason(round(min(score, 1.0), 3), text)
    return found


def _targets(clusters: _Clusters, k: int, places: dict[tuple[str, int], int]) -> Iterator[tuple[float, int, str]]:
    """Yield what a denial may be about: a score, the sentence (negative, so that the older comes first), and why."""
    one, told = clusters.told[k], clusters.told
    who = f"denial by “{next((u.who for u in one.units if u.who), None) or one.first.outlet or 'unknown'}”: "
    for unit in one.units:
        for n, start in enumerate(unit.denies):
            target = places.get((unit.doc_id, start))
            if target is not None and not told[target].contrary:
                shared = compare_topics(one.telling, told[target].telling)
                elsewhere = len({told[m].first.doc for m in clusters.members[clusters.groups.find(target)]}) > 1
                base = _POINTED if unit.pointing or not unit.told else _BESIDE
                yield base + (shared >= SHARED) + elsewhere / 2 - n / 10, -target, who + "its document tells there what it is about"
    least = SHARED if one.denies else _NEGATED
    for n, other in enumerate(told):
        if not other.contrary and other.first.doc != one.first.doc and near_in_time(one, other) and of_one_affair(one, other):
            shared = compare_topics(one.telling, other.telling)
            if shared >= least:
                yield min(shared / _TOPIC, 1.0), -n, who + compare_words(one, other).text


def _contesting(one: Told) -> tuple[Unit, ...]:
    """Return the units of a sentence that is found to deny a claim, all of them against it but what it says of others' words."""
    deniers = {u.who for u in one.units if u.side == "denies"} or {u.who for u in one.units}
    return tuple(u if u.who not in deniers and u.who else u._replace(side="denies") for u in one.units)


def _claims(told: Sequence[Told], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of one component."""
    clusters = _Clusters(told)
    clusters.cluster()
    denied = _denied(clusters)
    units = [t.units for t in told]
    for root, (target, reason) in denied.items():
        for k in clusters.members[clusters.groups.find(root)]:
            units[k] = _contesting(told[k])
        clusters.join(target, root, reason)
    for root, places in sorted(clusters.members.items()):
        members = _turned(sorted((u for k in places for u in units[k]), key=lambda u: u.order))
        if _worth(members):
            yield _claim(members, clusters.reasons.get(root, []), known)


def resolve(units: Iterable[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of units: a pure function of them, whatever their order; over a whole case, the union of its components'."""
    told, lone = sentences_of(units)
    for part in components(told):
        yield from _claims(part, known)
    for unit in lone:
        if _worth([unit]):
            yield _claim([unit], [], known)


def link_claims(units: Sequence[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of a case, component by component."""
    yield from resolve(units, known)


__all__ = ["keys", "link_claims", "resolve"]
