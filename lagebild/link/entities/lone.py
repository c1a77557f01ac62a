"""Lone surnames: each joins a person named in full only on evidence beyond the name, else it stays its own, with who it may be."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence, Set
from functools import partial
from typing import Final

from lagebild.link.compare.names import compare_words
from lagebild.link.compare.weights import Weights
from lagebild.link.entities.judgements import Bound
from lagebild.link.entities.keys import keys, unsure
from lagebild.link.entities.local import LocalEntity
from lagebild.link.entities.profile import Compare, Near, Profile, Score, compare_kinds, compare_somebody, compare_surnames

_LAST: Final = 5  # of those that share a sign, so many are compared


def place_surnames(full: Sequence[Profile], lone: Sequence[LocalEntity], bound: Bound, w: Weights, near: Near) -> list[Profile]:
    """Return the groups with the lone surnames placed: scored against the persons as full names alone make them, then by themselves."""
    joins: list[tuple[Profile, Profile, Score]] = []
    left: list[Profile] = []
    bearing: dict[str, list[Profile]] = {}
    for x in lone:
        one = Profile.of([x])
        if x.family not in bearing:
            bearing[x.family] = [g for g in full if any(compare_words(x.family, f.family) for f in g.forms)]
        ranked = _ranked(one, bearing[x.family], bound, w, near)
        one.borne = bool(ranked)
        best = _best(ranked, w)
        if best is not None:
            joins.append((best[1], one, best[0]))
            continue
        near_by = [(score, other) for score, other in ranked[:2] if score.bits >= w.decide["candidate"]]
        one.open = tuple(score.reason(f"open: “{_name(one)}” may be “{_name(other)}”") for score, other in near_by)
        left.append(one)
    for group, one, score in joins:
        group.take(one, score.reason(f"“{_name(one)}” is “{_name(group)}”"))
    return [*full, *_among_themselves(left, bound, w, near)]


def place_misread(
    locals_: Iterable[LocalEntity], bodies: Sequence[Profile], bound: Bound, w: Weights, known: Set[str] = frozenset()
) -> set[tuple[str, int]]:
    """Join names that are persons or places only by their reading to the body of that name; returns which were joined. `known`: names of
    more persons that are sure."""
    joins: list[tuple[Profile, Profile, Score]] = []
    bodies = [body for body in bodies if body.size > 1 or any(x.roles or x.legal or x.country for x in body.locals)]
    everyone = list(locals_)
    sure = known | {x.words for x in everyone if not unsure(x)}
    for x in everyone if bodies else ():
        if not unsure(x) or (x.given and x.words in sure):
            continue
        one = Profile.of([x])
        scored = [
            (score, k)
            for k, body in enumerate(bodies)
            if (score := compare_kinds(one, body, w)) and not (bound.different and _apart(bound, one, body))
        ]
        best = max(scored, key=lambda row: (row[0].bits, -row[1]), default=None)
        if best is not None and best[0].bits >= w.decide["join"]:
            joins.append((bodies[best[1]], one, best[0]))
    for body, one, score in joins:
        body.take(one, score.reason(f"“{_name(one)}” is “{_name(body)}”"))
    return {x.ref for _, one, _ in joins for x in one.locals}


def _ranked(one: Profile, full: Sequence[Profile], bound: Bound, w: Weights, near: Near) -> list[tuple[Score, Profile]]:
    bearers = [g for g in full if not (bound.different and _apart(bound, one, g))]
    scored = []
    for k, group in enumerate(bearers):
        score = compare_surnames(one, group, w, near, alone=len(bearers) == 1)
        if score is not None:
            scored.append((-score.bits, -group.size, k, score, group))
    return [(score, group) for *_, score, group in sorted(scored, key=lambda row: row[:3])]


def _apart(bound: Bound, one: Profile, other: Profile) -> str | None:
    return bound.apart((x.ref for x in one.locals), (x.ref for x in other.locals))


def _best(ranked: Sequence[tuple[Score, Profile]], w: Weights) -> tuple[Score, Profile] | None:
    """Return the best bearer where evidence beyond the name speaks for it, and it leads the next by the margin."""
    if not ranked or ranked[0][0].bits < w.decide["surname"] or not ranked[0][0].told_by("office", "company", "country"):
        return None
    if len(ranked) > 1 and ranked[0][0].bits - ranked[1][0].bits < w.decide["margin"]:
        return None
    return ranked[0]


def place_somebody(locals_: Sequence[LocalEntity], bound: Bound, w: Weights) -> list[Profile]:
    """Group descriptions without a name: the same words in the same company, as a copy of a report has both."""
    return _grown([Profile.of([x]) for x in locals_], partial(compare_somebody, w=w), bound, w.decide["join"], _company)


def _among_themselves(left: Sequence[Profile], bound: Bound, w: Weights, near: Near) -> list[Profile]:
    """Join lone surnames to each other on evidence: only those that share an office, a country or company are compared."""

    def compare(a: Profile, b: Profile) -> Score | None:
        return compare_surnames(a, b, w, near, alone=not (a.borne or b.borne))

    return _grown(left, compare, bound, w.decide["surname"], _signs)


def _grown(
    left: Sequence[Profile], compare: Compare, bound: Bound, least: float, signs: Callable[[Profile], Iterable[str]]
) -> list[Profile]:
    """Join each to the group of the earlier one that it fits best, of the last few that share a sign with it; else it begins a group.

    One is compared with one, never with a group: a group keeps the company of all its reports and would draw in ever more.
    """
    group_of: list[Profile] = []
    by_sign: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_LAST))
    for n, one in enumerate(left):
        own = tuple(signs(one))
        others = sorted({k for sign in own for k in by_sign[sign]})
        ranked = [
            (score, k) for k in others if (score := compare(one, left[k])) and not (bound.different and _apart(bound, one, group_of[k]))
        ]
        best = max(ranked, key=lambda row: (row[0].bits, row[1]), default=None)
        group = Profile()
        if best is not None and best[0].bits >= least:
            group = group_of[best[1]]
            group.take(one, best[0].reason(f"“{_name(one)}” is one in both"))
        else:
            group.take(one)
            group.open = one.open
        group_of.append(group)
        for sign in own:
            by_sign[sign].append(n)
    return list({id(group): group for group in group_of}.values())


def _company(one: Profile) -> Iterable[str]:
    """Return the keys of somebody without a name: what shares none is never one, whether it is resolved together or apart."""
    return ("\n".join(key) for key in keys(one.locals[0]))


def _signs(one: Profile) -> Iterable[str]:
    yield from (f"office {office}" for office in one.offices)
    yield from one.company
    yield from (f"country {country}" for country in one.countries)


def _name(group: Profile) -> str:
    return max(group.names, key=lambda n: (len(n.split()), n))
