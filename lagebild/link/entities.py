"""Entities across documents: by name, office and country.

Mentions are first taken as their document groups them, then grouped over the case: states by their code, persons by the sound of first
and last name, all else by name. What is left, lone surnames and offices, joins a full name only where the case holds one such.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lagebild.link.compare.countries import compare_countries
from lagebild.link.compare.names import compare_names, compare_surname, sounds
from lagebild.link.compare.offices import compare_offices
from lagebild.link.records import PLACE_BITS, Entity, MentionIn, Reason
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


def _grouped(mentions: Iterable[MentionIn]) -> tuple[dict[str, _Group], list[_Group], list[_Group]]:
    """Return groups: states by code; all else by name (persons within one document), and those known by an office alone."""
    coded: dict[str, _Group] = {}
    local: dict[tuple[object, ...], _Group] = {}
    for m in mentions:
        key = _key(m)
        group = coded.setdefault(m.country or "", _Group(m.kind)) if key[0] == "code" else local.setdefault(key, _Group(m.kind))
        group.members.append(m.doc << PLACE_BITS | m.ord)
        if not _is_office(m):
            group.names[m.name] += 1
        if m.country:
            group.countries[m.country] += 1
        if m.role and m.kind == "person":
            group.roles[m.role] += 1
    named = [g for g in local.values() if g.names]
    return coded, named, [g for g in local.values() if not g.names]


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
    names = {code: {normal(n) for n in state.names} for code, state in coded.items()}
    for group in named:
        state = coded.get(group.country or "")
        if group.kind == "place" and state is not None and normal(group.name) in names[group.country or ""]:
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
    for group in surnames:
        fitting = [b for b in bearers.get(_surname(group), ()) if compare_countries(b.country, group.country)]
        reason = compare_surname(group.name, fitting[0].name) if len(fitting) == 1 else None
        if reason is None:
            left.append(group)
        else:
            fitting[0].take(group, reason)
    return left


def _join_offices(persons: list[_Group], offices: list[_Group]) -> list[_Group]:
    """Join each office to its only named holder; return the others, one an office and country."""
    holders: dict[tuple[str, str | None], list[_Group]] = defaultdict(list)
    for person in persons:
        for role in {normal(r) for r in person.roles}:
            holders[role, person.country].append(person)
    left: dict[tuple[str, str | None], _Group] = {}
    for group in offices:
        role = max(group.roles, key=lambda r: (group.roles[r], r))
        found = holders.get((normal(role), group.country), [])
        reason = compare_offices(role, group.country, found[0].name, tuple(found[0].roles), found[0].country) if len(found) == 1 else None
        if reason is not None:
            found[0].take(group, reason)
            continue
        group.names[role] += len(group.members)
        same = left.setdefault((normal(role), group.country), _Group("person"))
        same.take(group, Reason(0.6, f"the same office: “{role}” ({group.country or 'country unknown'})") if same.members else None)
    return list(left.values())


def _entity(group: _Group) -> Entity:
    names = tuple(sorted(group.names.items(), key=lambda item: (-item[1], item[0])))
    roles = tuple(role for role, _ in sorted(group.roles.items(), key=lambda item: (-item[1], item[0])))
    key = group.country if group.kind in _CODED and group.country else (*_block(group), group.country, sounds(group.name)[1:-1])
    reasons = sorted(group.reasons.values(), key=lambda r: (-r.score, r.text))[:_MOST_REASONS]
    return Entity(
        id=content_id("entity", group.kind, key), kind=group.kind, name=group.name, country=group.country, names=names, roles=roles,
        packed=array("q", sorted(group.members)), reasons=tuple(reasons),
    )  # fmt: skip


def link_entities(mentions: Iterable[MentionIn]) -> list[Entity]:
    """Return the entities of a case, sorted by id. Every mention belongs to one."""
    coded, named, offices = _grouped(mentions)
    full, surnames = _named_entities(_join_places(coded, named))
    left = _join_surnames(full, surnames)
    persons = [g for g in full if g.kind == "person"]
    unheld = _join_offices(persons, offices)
    for code, group in coded.items():
        if len(group.names) > 1:
            others = ", ".join(f"“{n}”" for n in sorted(group.names) if n != group.name)
            text = f"{others} stand for {code} as “{group.name}” does"
            group.reasons[text] = Reason(0.95, text)
    entities = [_entity(g) for g in (*coded.values(), *full, *left, *unheld)]
    return _one_an_id(entities)


def _one_an_id(entities: list[Entity]) -> list[Entity]:
    """Give entities that would share an id (an office and a surname alike) ids of their own."""
    found: dict[str, Entity] = {}
    for e in sorted(entities, key=lambda e: (e.id, e.name, e.names)):
        unique = e.id if e.id not in found else content_id(e.id, e.names, len(found))
        found[unique] = Entity(unique, e.kind, e.name, e.country, e.names, e.roles, e.packed, e.reasons)
    return sorted(found.values(), key=lambda e: e.id)
