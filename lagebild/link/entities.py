"""Entities across documents: by name, office and country.

Mentions are first taken as their document groups them, then grouped over the case: states by their code, persons by the sound of first
and last name, all else by name. What is left, lone surnames and offices, joins a full name only where the case holds one such.
Groups are sorted on disk by what could make them one (the sound of the last name, else kind and name), so that only those of one such key
are in memory at a time, with the states and the offices, which are few.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Final

from lagebild.link.compare.countries import compare_countries
from lagebild.link.compare.names import compare_names, compare_surname, sounds
from lagebild.link.compare.offices import compare_offices
from lagebild.link.records import PLACE_BITS, Entity, MentionIn, Reason
from lagebild.link.spool import Spool
from lagebild.link.words import normal
from lagebild.model import content_id

_CODED: Final = frozenset({"state"})
_MOST_REASONS: Final = 24
_MANY: Final = 4
_OUTVOTED: Final = 4


@dataclass(slots=True)
class _Group:
    """Mentions that are one entity so far."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    members: array[int] = field(default_factory=lambda: array("q"))
    reasons: dict[str, Reason] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that stands for the group: of a person the fullest, else the most frequent."""
        if self.kind == "person":
            return max(self.names, key=lambda n: (min(len(n.split()), 3), self.names[n], -len(n), n))
        return max(self.names, key=lambda n: (self.names[n], -len(n), n))

    @property
    def country(self) -> str | None:
        return max(self.countries, key=lambda c: (self.countries[c], c)) if self.countries else None

    def take(self, other: _Group, reason: Reason | None) -> None:
        self.names += other.names
        self.countries += other.countries
        self.roles += other.roles
        self.members.extend(other.members)
        self.reasons |= other.reasons
        if reason is not None:
            self.reasons.setdefault(reason.text, reason)


def _is_office(mention: MentionIn) -> bool:
    """Tell whether a person's mention is a description by office rather than a name."""
    if mention.kind != "person" or not mention.role:
        return False
    return normal(mention.name).endswith(normal(mention.role)) or normal(mention.name) == normal(mention.role)


def _key(mention: MentionIn) -> tuple[object, ...]:
    if mention.kind in _CODED and mention.country:
        return ("code", mention.kind, mention.country)
    if mention.kind == "person":
        return ("name", mention.doc, mention.kind, mention.local or normal(mention.name))
    return ("name", mention.kind, normal(mention.name), mention.country)


Coded = dict[str, _Group]
Offices = dict[tuple[str, str | None], _Group]


def _add(group: _Group, m: MentionIn) -> None:
    group.members.append(m.doc << PLACE_BITS | m.ord)
    if not _is_office(m):
        group.names[m.name] += 1
    if m.country:
        group.countries[m.country] += 1
    if m.role and m.kind == "person":
        group.roles[m.role] += 1


def _top_role(group: _Group) -> str:
    return max(group.roles, key=lambda r: (group.roles[r], r))


def _grouped(mentions: Iterable[MentionIn], coded: Coded, offices: Offices) -> Iterator[tuple[str, _Group]]:
    """Yield the groups of each document with the key to sort them by; states go to `coded`, those known by an office to `offices`."""
    for _, of_document in groupby(mentions, key=attrgetter("doc")):
        local: dict[tuple[object, ...], _Group] = {}
        for m in of_document:
            key = _key(m)
            _add(coded.setdefault(m.country or "", _Group(m.kind)) if key[0] == "code" else local.setdefault(key, _Group(m.kind)), m)
        for group in local.values():
            if group.names:
                yield _sort_key(group), group
            else:
                offices.setdefault((normal(_top_role(group)), group.country), _Group("person")).take(group, None)


def _sort_key(group: _Group) -> str:
    """Return what groups that may be one have in common."""
    if group.kind != "person":
        return f"{group.kind} {normal(group.name)}"
    return f"person {_surname(group) or group.name}"


def _signature(group: _Group) -> tuple[object, ...]:
    if group.kind != "person":
        return (group.country,)
    return (frozenset(group.names), frozenset(group.countries), frozenset(group.roles))


def _gathered(window: Iterable[_Group]) -> list[_Group]:
    """Make groups of the same names, countries and roles one: it is how most documents name those whom all know."""
    found: dict[tuple[object, ...], _Group] = {}
    for group in window:
        found.setdefault(_signature(group), _Group(group.kind)).take(group, None)
    return list(found.values())


def _block(group: _Group) -> tuple[object, ...]:
    if group.kind != "person":
        return (group.kind, normal(group.name))
    parts = sounds(group.name)
    if not parts:
        return ("mark", group.name)
    return ("person", parts[0], parts[-1]) if len(parts) > 1 else ("surname", *parts)


def _surname(group: _Group) -> str:
    return (sounds(group.name) or ("",))[-1]


def _by_country(groups: list[_Group]) -> list[list[_Group]]:
    """Split groups of one name by country; those without one go to the only one, or stay apart.

    A country that few mentions give against many is an error of reading rather than a namesake.
    """
    known: dict[str | None, list[_Group]] = defaultdict(list)
    for group in groups:
        known[group.country].append(group)
    unknown = known.pop(None, [])
    votes = {country: sum(len(g.members) for g in groups) for country, groups in known.items()}
    most = max(votes.values(), default=0)
    if most >= _MANY:
        best = max(known, key=lambda c: (votes[c], c or ""))
        for country in [c for c in known if c != best and votes[c] * _OUTVOTED <= most]:
            known[best] += known.pop(country)
    if len(known) == 1:
        return [[*next(iter(known.values())), *unknown]]
    return [*known.values(), *([unknown] if unknown else [])]


def _by_middle(groups: list[_Group]) -> list[list[_Group]]:
    """Split persons of one first and last name by what stands between; those without anything go to the only such, or stay apart."""
    known: dict[tuple[str, ...], list[_Group]] = defaultdict(list)
    for group in groups:
        known[sounds(group.name)[1:-1]].append(group)
    plain = known.pop((), [])
    if len(known) == 1:
        return [[*plain, *next(iter(known.values()))]]
    return [*known.values(), *([plain] if plain else [])]


def _merged(groups: list[_Group]) -> _Group:
    """Make one group of many; each further spelling gets its reason."""
    groups = sorted(groups, key=lambda g: (-sum(g.names.values()), g.name, g.country or ""))
    first = _Group(groups[0].kind)
    first.take(groups[0], None)
    for group in groups[1:]:
        named = compare_names(groups[0].name, group.name) or Reason(0.9, f"“{groups[0].name}” and “{group.name}” are one name")
        country = compare_countries(groups[0].country, group.country) or Reason(0.7, f"{group.country} is outvoted by {groups[0].country}")
        first.take(group, Reason(round(named.score * country.score, 3), f"{named.text}; {country.text}"))
    return first


def _blocks(groups: Iterable[_Group]) -> dict[tuple[object, ...], list[_Group]]:
    found: dict[tuple[object, ...], list[_Group]] = defaultdict(list)
    for group in groups:
        found[_block(group)].append(group)
    return found


def _join_places(coded: dict[str, _Group], named: list[_Group]) -> list[_Group]:
    """Join places that bear a state's name to that state; return all others."""
    left = []
    for group in named:
        state = coded.get(group.country or "") if group.kind == "place" else None
        if state is not None and normal(group.name) in {normal(n) for n in state.names}:
            state.take(group, Reason(0.95, f"“{group.name}” is the state as a place"))
        else:
            left.append(group)
    return left


def _named_entities(groups: list[_Group]) -> tuple[list[_Group], list[_Group]]:
    """Return (entities by full name, lone surnames)."""
    full: list[_Group] = []
    surnames: list[_Group] = []
    for key, block in _blocks(groups).items():
        for same_country in _by_country(block):
            if key[0] == "surname":
                surnames.append(_merged(same_country))
                continue
            parts = _by_middle(same_country) if key[0] == "person" else [same_country]
            full.extend(_merged(part) for part in parts)
    return full, surnames


def _join_surnames(full: list[_Group], surnames: list[_Group]) -> list[_Group]:
    """Join each lone surname to the only bearer of it; return those left over."""
    bearers: dict[str, list[_Group]] = defaultdict(list)
    for group in full:
        if group.kind == "person":
            bearers[_surname(group)].append(group)
    left = []
    for group in sorted(surnames, key=lambda g: (g.country is None, -len(g.members), g.name, g.country or "", min(g.members))):
        fitting = [b for b in bearers.get(_surname(group), ()) if compare_countries(b.country, group.country)]
        reason = compare_surname(group.name, fitting[0].name) if len(fitting) == 1 else None
        if reason is None:
            left.append(group)
        else:
            fitting[0].take(group, reason)
    return left


def _join_offices(persons: list[_Group], offices: Offices) -> list[_Group]:
    """Join each office to its only named holder; return the others, one an office and country."""
    holders: dict[tuple[str, str | None], list[_Group]] = defaultdict(list)
    for person in persons:
        for role in {normal(r) for r in person.roles}:
            holders[role, person.country].append(person)
    left = []
    for key, group in sorted(offices.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        role, found = _top_role(group), holders.get(key, [])
        reason = compare_offices(role, group.country, found[0].name, tuple(found[0].roles), found[0].country) if len(found) == 1 else None
        if reason is not None:
            found[0].take(group, reason)
            continue
        group.names[role] += len(group.members)
        if len(group.members) > 1:
            same = Reason(0.6, f"the same office: “{role}” ({group.country or 'country unknown'})")
            group.reasons[same.text] = same
        left.append(group)
    return left


def _entity(group: _Group, sort: str = "entity") -> Entity:
    names = tuple(sorted(group.names.items(), key=lambda item: (-item[1], item[0])))
    roles = tuple(role for role, _ in sorted(group.roles.items(), key=lambda item: (-item[1], item[0])))
    key = group.country if group.kind in _CODED and group.country else (*_block(group), group.country, sounds(group.name)[1:-1])
    reasons = sorted(group.reasons.values(), key=lambda r: (-r.score, r.text))[:_MOST_REASONS]
    return Entity(
        id=content_id(sort, group.kind, key), kind=group.kind, name=group.name, country=group.country, names=names, roles=roles,
        packed=array("q", sorted(group.members)), reasons=tuple(reasons),
    )  # fmt: skip


def _state(code: str, group: _Group) -> Entity:
    if len(group.names) > 1:
        others = ", ".join(f"“{n}”" for n in sorted(group.names) if n != group.name)
        text = f"{others} stand for {code} as “{group.name}” does"
        group.reasons[text] = Reason(0.95, text)
    return _entity(group)


@dataclass(slots=True)
class _Held:
    """Persons who may hold one of the `wanted` offices (role, country), with their ids."""

    wanted: frozenset[tuple[str, str | None]]
    persons: list[tuple[str, _Group]] = field(default_factory=list)

    def wants(self, group: _Group) -> bool:
        return group.kind == "person" and any((normal(role), group.country) in self.wanted for role in group.roles)


def _in_window(window: Iterable[_Group], coded: Coded, held: _Held) -> Iterator[Entity]:
    """Yield the entities of one key, by id; persons who may hold an office are held back instead."""
    full, surnames = _named_entities(_join_places(coded, _gathered(window)))
    for entity, group in _one_an_id([*full, *_join_surnames(full, surnames)]):
        if held.wants(group):
            held.persons.append((entity.id, group))
        else:
            yield entity


def link_entities(mentions: Iterable[MentionIn]) -> Iterator[Entity]:
    """Yield the entities of a case, each once, states last. Every mention belongs to one; the mentions of a document come together."""
    seen: set[str] = set()
    for entity in _linked(mentions):
        # Names of different windows may sound alike (or a name like a state's code) without being one: each keeps an id of its own.
        unique = entity.id if entity.id not in seen else content_id(entity.id, entity.names, len(seen))
        seen.add(unique)
        yield entity if unique == entity.id else replace(entity, id=unique)


def _linked(mentions: Iterable[MentionIn]) -> Iterator[Entity]:
    coded: Coded = {}
    offices: Offices = {}
    spool: Spool[_Group] = Spool()
    try:
        spool.extend(_grouped(mentions, coded, offices))
        held = _Held(frozenset(offices))
        for window in spool.windows():
            yield from _in_window(window, coded, held)
    finally:
        spool.close()
    unheld = _join_offices([g for _, g in held.persons if len(sounds(g.name)) > 1], offices)
    yield from (replace(_entity(g), id=entity_id) for entity_id, g in held.persons)
    yield from (_entity(g, "office") for g in unheld)
    yield from (_state(code, group) for code, group in sorted(coded.items()))


def _one_an_id(groups: list[_Group]) -> list[tuple[Entity, _Group]]:
    """Return groups with their entities, by id; those that would share one (a mark and a surname alike) get ids of their own."""
    found: dict[str, tuple[Entity, _Group]] = {}
    for e, group in sorted(((_entity(g), g) for g in groups), key=lambda item: (item[0].id, item[0].name, item[0].names)):
        unique = e.id if e.id not in found else content_id(e.id, e.names, len(found))
        found[unique] = replace(e, id=unique), group
    return sorted(found.values(), key=lambda item: item[0].id)
