"""The entities of one component: a pure function of its local entities and of the judgements over them."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from lagebild.link.compare.names import skeleton
from lagebild.link.compare.weights import Feature, Weights, weights
from lagebild.link.entities.fold import fold
from lagebild.link.entities.judgements import Bound, Judgement
from lagebild.link.entities.keys import BODIES, Key, fold_key, keys
from lagebild.link.entities.local import LocalEntity
from lagebild.link.entities.lone import place_misread, place_somebody, place_surnames
from lagebild.link.entities.profile import Compare, Near, Profile, Score, compare_bodies, compare_persons, two_bodies
from lagebild.link.entities.sums import Sum, is_bare
from lagebild.link.records import PLACE_BITS, Entity, Reason
from lagebild.link.words import sound
from lagebild.model import content_id

_MOST_REASONS: Final = 24
_FEW: Final = 40  # groups of one cell up to which all pairs are looked at again


def resolve(
    locals_: Iterable[LocalEntity],
    judgements: Sequence[Judgement] = (),
    near: Near = frozenset(),
    w: Weights | None = None,
    sums: Sequence[Sum] = (),
) -> tuple[Entity, ...]:
    """Return the entities of one component, each mention in one of them, sorted by id.

    `locals_`: all that `keys` connect, in any order (what only adds up may be among them); judgements: those over them. near: pairs of
    fields between which people change (of the language pack). What stays open says so among its reasons. sums: more local entities, added
    up, none of which a judgement means; of each only the first is among the members of its entity.
    """
    w = w or weights()
    items = sorted(locals_, key=lambda x: x.ref)
    bound = Bound.of(judgements, items)
    groups: dict[str, list[LocalEntity]] = defaultdict(list)
    for x in items:
        groups[_sort(x)].append(x)
    added_up: dict[str, list[Sum]] = defaultdict(list)
    for s in sums:
        added_up[_sort(s.first)].append(s)
    barred = two_bodies(groups["body"], added_up["body"])
    bodies = _clustered(groups["body"], partial(compare_bodies, w=w, barred=barred), bound, w, added_up["body"])
    sure = {s.first.words for s in added_up["name"]}
    taken = place_misread((x for sort in ("name", "surname", "place") for x in groups[sort]), bodies, bound, w, sure)
    left = {sort: [x for x in groups[sort] if x.ref not in taken] for sort in ("name", "surname", "place")}
    full = _clustered(left["name"], partial(compare_persons, w=w, near=near), bound, w, added_up["name"])
    made = bodies + place_surnames(full, left["surname"], bound, w, near)
    made += _clustered(left["place"], partial(compare_bodies, w=w), bound, w)
    made += place_somebody(groups["somebody"], bound, w)
    told: dict[Key, list[LocalEntity]] = defaultdict(list)
    for x in groups["told"]:
        told[fold_key(x) or ()].append(x)
    added = [fold(key, same) for key, same in told.items()]
    return tuple(sorted((*_entities(_judged(made, bound)), *added), key=lambda e: e.id))


def _sort(x: LocalEntity) -> str:
    if fold_key(x) is not None:
        return "told"
    if x.form == "description":
        return "somebody"
    if x.kind == "person":
        return x.form
    return "body" if x.kind in BODIES else "place"


def _signature(x: LocalEntity, bound: Bound) -> tuple[object, ...]:
    """Return what local entities share that are one without looking further: name, country and offices, where they tell something."""
    alone = x.ref if is_bare(x) else None
    return (x.kind, x.given, x.family, x.legal, x.short, x.country or "", x.offices, alone, bound.marks(x.ref))


def _buckets(items: Sequence[LocalEntity], bound: Bound, w: Weights, sums: Sequence[Sum] = ()) -> list[Profile]:
    found: dict[tuple[object, ...], tuple[list[LocalEntity], list[Sum]]] = defaultdict(lambda: ([], []))
    for x in items:
        found[_signature(x, bound)][0].append(x)
    for s in sums:
        found[_signature(s.first, bound)][1].append(s)
    made = [_agreeing(Profile.of(group, added_up), w) for group, added_up in found.values()]
    return sorted(made, key=lambda p: (not p.locals[0].country, -p.size, len(p.locals[0].given) == 0, p.locals[0].ref))


def _agreeing(found: Profile, w: Weights) -> Profile:
    """Return a group of local entities that agree in all they tell, with what that says."""
    first = found.locals[0]
    if found.size > 1:
        same = w.name["same"] if first.kind == "person" else w.body["same"]
        features = [Feature("name", same, f"one name in {found.size} reports")]
        features += [Feature("country", w.country["same"], f"all {first.country}")] if first.country else []
        features += [Feature("office", w.office["same"], f"the same office: {first.offices[0]}")] if first.offices else []
        score = Score(w.decide["prior"] + sum(f.bits for f in features), tuple(features))
        reason = score.reason(" and ".join(f"“{n}”" for n in sorted(found.names)))
        found.reasons[reason.text] = reason
    return found


def _cell(profile: Profile) -> str:
    """Return what groups share that may be one: of persons how the given name begins in any spelling; of others nothing."""
    given = profile.form.given
    return skeleton(given[0])[:1] if given else ""


def _clustered(items: Sequence[LocalEntity], compared: Compare, bound: Bound, w: Weights, sums: Sequence[Sum] = ()) -> list[Profile]:
    """Group items by best score: the largest buckets first, each to the group that it fits best by a margin, else on its own."""
    cells: dict[str, list[Profile]] = defaultdict(list)
    for bucket in _buckets(items, bound, w, sums):
        cells[_cell(bucket)].append(bucket)
    found: list[Profile] = []
    for _, cell in sorted(cells.items()):
        compare = _remembered(compared)
        placed = _placed(cell, compare, bound, w)
        if 1 < len(placed) <= _FEW:
            placed = _again(placed, compare, bound, w)
            for group in placed:
                group.open = _candidates(group, _ranked(group, placed, compare, bound), w)
        found += placed
    return found


def _remembered(compare: Compare) -> Compare:
    """Return a comparison that looks once at two groups while neither grows; they live as long as it does."""
    known: dict[tuple[int, int, int, int], Score | None] = {}

    def remembered(a: Profile, b: Profile) -> Score | None:
        key = (id(a), a.size, id(b), b.size)
        if key not in known:
            known[key] = compare(a, b)
        return known[key]

    return remembered


def _placed(buckets: Sequence[Profile], compare: Compare, bound: Bound, w: Weights) -> list[Profile]:
    found: list[Profile] = []
    for bucket in buckets:
        ranked = _ranked(bucket, found, compare, bound)
        best = _best(ranked, w)
        if best is None:
            found.append(bucket)
        else:
            score, group = best
            group.take(bucket, score.reason(f"“{_name(bucket)}” is “{_name(group)}”"))
    return found


def _ranked(one: Profile, others: Sequence[Profile], compare: Compare, bound: Bound) -> list[tuple[Score, Profile]]:
    """Return the groups that may be one with `one`, the best score first."""
    scored = []
    for k, other in enumerate(others):
        if other is one or (bound.different and bound.apart((x.ref for x in one.locals), (x.ref for x in other.locals))):
            continue
        score = compare(one, other)
        if score is not None:
            scored.append((-score.bits, -other.size, k, score, other))
    return [(score, other) for *_, score, other in sorted(scored, key=lambda row: row[:3])]


def _best(ranked: Sequence[tuple[Score, Profile]], w: Weights) -> tuple[Score, Profile] | None:
    """Return the best group where it is good enough and leads the next by the margin."""
    if not ranked or ranked[0][0].bits < w.decide["join"]:
        return None
    if len(ranked) > 1 and ranked[0][0].bits - ranked[1][0].bits < w.decide["margin"] and ranked[1][0].bits >= w.decide["join"]:
        return None
    return ranked[0]


def _candidates(group: Profile, ranked: Sequence[tuple[Score, Profile]], w: Weights) -> tuple[Reason, ...]:
    """Return who a group may be besides: what stays open."""
    near = [(score, other) for score, other in ranked[:2] if score.bits >= w.decide["candidate"]]
    return tuple(score.reason(f"open: “{_name(group)}” may be “{_name(other)}”") for score, other in near)


def _again(groups: list[Profile], compare: Compare, bound: Bound, w: Weights) -> list[Profile]:
    """Look at all pairs of groups once more: what came early may fit what grew later."""
    for _ in range(len(groups)):
        best: tuple[float, int, int, Score] | None = None
        for i, one in enumerate(groups):
            ranked = _ranked(one, groups, compare, bound)
            chosen = _best(ranked, w)
            if chosen is not None:
                j = next(k for k, g in enumerate(groups) if g is chosen[1])
                row = (-chosen[0].bits, min(i, j), max(i, j), chosen[0])
                best = row if best is None or row[:3] < best[:3] else best
        if best is None:
            return groups
        _, i, j, score = best
        groups[i].take(groups[j], score.reason(f"“{_name(groups[j])}” is “{_name(groups[i])}”"))
        groups = groups[:j] + groups[j + 1 :]
    return groups


def _judged(groups: list[Profile], bound: Bound) -> list[Profile]:
    """Join what a judgement takes for one, but for what another keeps apart."""
    for a, b, why in bound.pairs():
        one = next((g for g in groups if any(x.ref == a for x in g.locals)), None)
        other = next((g for g in groups if any(x.ref == b for x in g.locals)), None)
        if one is None or other is None or one is other:
            continue
        if bound.apart((x.ref for x in one.locals), (x.ref for x in other.locals)) is None:
            first, second = (one, other) if one.size >= other.size else (other, one)
            first.take(second, Reason(1.0, why))
            groups = [g for g in groups if g is not second]
    for one_side, other_side, why in bound.different:
        for g in groups:
            if any(x.ref in one_side or x.ref in other_side for x in g.locals):
                g.reasons.setdefault(why, Reason(1.0, why))
    return groups


def _name(group: Profile) -> str:
    """Return the name that stands for a group: of a person the fullest, else the most frequent."""
    first, names = group.locals[0], group.names
    if first.kind == "person":
        return max(names, key=lambda n: (min(len(n.split()), 3), names[n], -len(n), n))
    return max(names, key=lambda n: (names[n], -len(n), n))


def _entities(groups: Sequence[Profile]) -> tuple[Entity, ...]:
    """Return the entities of groups; those that would share an id are told apart by their first report."""
    seen: set[str] = set()
    found = []
    for group in sorted(groups, key=lambda g: (-g.size, g.locals[0].ref)):
        own = _identity(group)
        if own in seen:
            own = content_id(own, min(x.ref for x in group.locals))
        seen.add(own)
        found.append(_entity(group, own))
    return tuple(sorted(found, key=lambda e: e.id))


def _identity(group: Profile) -> str:
    """Return an id that spellings and further reports leave as it is: of the key of the group's commonest name and its sound."""
    named = [x for x in group.locals if x.form == "name"] or group.locals
    counts: Counter[tuple[tuple[str, ...], str]] = Counter()
    for x, count in _counted(group, named):
        counts[x.given[:1], x.family] += count
    given, family = max(counts, key=lambda f: (counts[f], f))
    first = min((x for x in named if (x.given[:1], x.family) == (given, family)), key=lambda x: x.ref)
    return content_id("entity", next(keys(first)), tuple(map(sound, given)), tuple(map(sound, family.split())))


def _counted(group: Profile, locals_: Iterable[LocalEntity]) -> Iterator[tuple[LocalEntity, int]]:
    """Yield local entities of a group with how many each stands for."""
    for x in locals_:
        added_up = group.sums.get(x.ref) if group.sums else None
        yield x, added_up.count if added_up is not None else 1


def _entity(group: Profile, own: str) -> Entity:
    kinds: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for x, count in _counted(group, group.locals):
        kinds[x.kind] += count
        roles.update(group.sums[x.ref].roles if x.ref in group.sums else dict(x.roles))
    country = max(group.countries, key=lambda c: (group.countries[c], c)) if group.countries else None
    members = sorted(x.doc << PLACE_BITS | ord for x in group.locals for ord in x.ords)
    return Entity(
        id=own, kind=max(kinds, key=lambda k: (kinds[k], k)), name=_name(group), country=country,
        names=tuple(sorted(group.names.items(), key=lambda item: (-item[1], item[0]))),
        roles=tuple(role for role, _ in sorted(roles.items(), key=lambda item: (-item[1], item[0]))), packed=array("q", members),
        reasons=(*sorted(group.reasons.values(), key=lambda r: (-r.score, r.text))[:_MOST_REASONS], *group.open),
    )  # fmt: skip
