"""Offices without a name (*the chancellor*): whose they are is decided by who holds them in the case, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from lagebild.link.entities import Holder, LocalEntity, fold, folded_id, place_offices
from lagebild.link.entities.offices import Office, holder_of, of_office
from lagebild.link.records import Entity, Reason
from lagebild.store import schema
from lagebild.store.linking.merges import delete_merges, merge_rows
from lagebild.store.linking.spaces import Item, Space
from lagebild.store.linking.state import CHUNK, delete_by, rows_by, write
from lagebild.store.queries.common import chunks
from lagebild.store.rows import Row

Moved = tuple[Item[LocalEntity], str]


def office_key(office: Office) -> str:
    """Return an office with its state as it is stored."""
    return "|".join(office)


def move(connection: Connection, space: Space[LocalEntity], found: Iterable[Moved]) -> set[int]:
    """Write which entity the mentions of local entities name, where that is new or another; returns the documents."""
    changed = [(x, outcome) for x, outcome in found if outcome != x.outcome]
    space.became((x.item, outcome) for x, outcome in changed)
    em = schema.entity_mentions.c
    moved = [{"d": x.doc, "m": ord, "e": outcome} for x, outcome in changed if x.outcome is not None for ord in x.value.ords]
    if moved:
        query = update(schema.entity_mentions).where(em.doc == bindparam("d"), em.mention == bindparam("m"))
        connection.execute(query.values(entity=bindparam("e")), moved)
    rows = [{"doc": x.doc, "mention": ord, "entity": outcome} for x, outcome in changed if x.outcome is None for ord in x.value.ords]
    if rows:
        connection.execute(insert(schema.entity_mentions), rows)
    return {x.doc for x, _ in changed}


class _Given(NamedTuple):
    """A local entity with an office: the item that it is, and what that became the last time."""

    doc: int
    ord: int
    item: int
    outcome: str | None
    family: str


def _given(connection: Connection, space: Space[LocalEntity], office: str, wanted: bool) -> list[_Given]:
    """Return who has an office, or what stands for it without a name; by document.

    By an outer join, for a database that has not counted its rows joins them the wrong way round and reads all items for each office.
    """
    o, i = schema.offices.c, schema.items.c
    item = and_(i.space == space.kind.space, i.doc == o.doc, i.ord == o.ord)
    query = select(o.doc, o.ord, i.item, i.outcome, o.family).join_from(schema.offices, schema.items, item, isouter=True)
    rows = connection.execute(query.where(o.office == office, o.wanted == wanted))
    return sorted(_Given(*row) for row in rows if row.item is not None)


def _waiting(connection: Connection, space: Space[LocalEntity], office: str) -> list[Item[LocalEntity]]:
    """Return the mentions of an office without a name."""
    given = _given(connection, space, office, wanted=True)
    values = (value for some in chunks(given, CHUNK) for value in space.fetch([x.item for x in some]))
    return [Item(x.item, x.doc, x.ord, value, x.outcome) for x, value in zip(given, values, strict=True)]


def _holders(connection: Connection, space: Space[LocalEntity], office: str) -> list[Holder]:
    """Return the entities to whom reports give an office."""
    d = schema.documents.c
    given = [x for x in _given(connection, space, office, wanted=False) if x.outcome is not None]
    days: dict[int, str | None] = {}
    for some in chunks(sorted({x.doc for x in given}), CHUNK):
        days.update(connection.execute(select(d.pk, d.published).where(d.pk.in_(some))).all())
    by_entity: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for x in given:
        by_entity[x.outcome or ""].append((x.family, days[x.doc]))
    names = known_entities(connection, by_entity)
    return [holder_of(entity, names[entity], giving) for entity, giving in sorted(by_entity.items())]


Gained = dict[str, dict[str, Reason]]
"""Entity → the reasons for which it was given mentions of an office, by their text."""


def losing(connection: Connection, space: Space[LocalEntity], docs: Sequence[int]) -> set[str]:
    """Return the entities to which mentions of an office in some documents were given."""
    o, i = schema.offices.c, schema.items.c
    item = and_(i.space == space.kind.space, i.doc == o.doc, i.ord == o.ord)
    query = select(i.outcome).join_from(schema.offices, schema.items, item, isouter=True)
    return {row.outcome for row in rows_by(connection, query.where(o.wanted), o.doc, docs) if row.outcome is not None}


def place(
    connection: Connection, space: Space[LocalEntity], offices: set[str], written: Set[str] = frozenset(), lost: Set[str] = frozenset()
) -> set[int]:
    """Give each mention of some offices to its holder, or to the office itself where that is open; returns the documents that changed.

    `written`: entities that were written anew, without what they hold by office; that is added to them again. `lost`: entities whose
    mentions by office have gone with their documents.
    """
    changed: set[int] = set()
    touched: set[str] = set(lost)
    vacant: set[str] = set()
    gained: dict[str, Gained] = {}
    for key in sorted(offices):
        name, _, country = key.rpartition("|")
        own = folded_id(("office", name, country))
        waiting = _waiting(connection, space, key)
        found, gained[key] = _placed(connection, space, key, own, waiting)
        _write_own(connection, name, country, [x.value for x, entity in found if entity == own])
        touched |= ({x.outcome for x in waiting if x.outcome} | {entity for _, entity in found}) - {own}
        changed |= move(connection, space, found)
        if all(entity != own for _, entity in found):
            vacant.add(own)
    drop_entities(connection, vacant)
    given = _given_to(connection, space)
    holders = touched | {entity for entities in given.values() for entity in entities & written}
    for key in sorted(key for key, entities in given.items() if key not in gained and entities & holders):
        gained[key] = _placed(connection, space, key, "", _waiting(connection, space, key))[1]
    _write_reasons(connection, holders, gained)
    recount(connection, holders)
    return changed


def _placed(
    connection: Connection, space: Space[LocalEntity], office: str, own: str, waiting: Sequence[Item[LocalEntity]]
) -> tuple[list[Moved], Gained]:
    """Return the entity of each mention of an office (`own` where its holder is open), and what entities gain by that."""
    by_ref = {x.value.ref: x for x in waiting}
    found: list[Moved] = []
    gained: Gained = defaultdict(dict)
    for local, entity, reason in place_offices([x.value for x in waiting], _holders(connection, space, office) if waiting else ()):
        found.append((by_ref[local.ref], entity or own))
        if entity is not None and reason is not None:
            gained[entity][reason.text] = reason
    return found, gained


def _given_to(connection: Connection, space: Space[LocalEntity]) -> dict[str, set[str]]:
    """Return which entities mentions of each office are given to, of all offices: a case mentions few without a name."""
    o, i = schema.offices.c, schema.items.c
    item = and_(i.space == space.kind.space, i.doc == o.doc, i.ord == o.ord)
    query = select(o.office, i.outcome).join_from(schema.offices, schema.items, item, isouter=True).where(o.wanted).distinct()
    found: dict[str, set[str]] = defaultdict(set)
    for office, outcome in connection.execute(query):
        if outcome is not None:
            found[office].add(outcome)
    return found


def _write_own(connection: Connection, name: str, country: str, left: Sequence[LocalEntity]) -> None:
    """Write the office as an entity of its own, for the mentions whose holder is open."""
    if not left:
        return
    made = fold(("office", name, country), left)
    row = {**entity_row(made, 0), "component": None}
    if known_entities(connection, [made.id]):
        connection.execute(update(schema.entities).where(schema.entities.c.id == made.id).values(row))
    else:
        connection.execute(insert(schema.entities), row)
    delete_merges(connection, "entity", [made.id])
    write(connection, merge_rows("entity", made.id, made.reasons))


def drop_entities(connection: Connection, ids: set[str]) -> None:
    """Drop entities that are no more; who spoke and acted in their documents is told anew with the claims."""
    for table in (schema.speakers, schema.party_entities):
        delete_by(connection, table.c.entity, ids)
    delete_merges(connection, "entity", ids)
    delete_by(connection, schema.entities.c.id, ids)


def known_entities(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return which of some entities the case holds, with their names."""
    e = schema.entities.c
    return {x: name for some in chunks(sorted(ids), CHUNK) for x, name in connection.execute(select(e.id, e.name).where(e.id.in_(some)))}


def entity_row(e: Entity, component: int) -> Row:
    """Return an entity as it is stored."""
    return {
        "id": e.id, "kind": e.kind, "name": e.name, "country": e.country, "names": [list(n) for n in e.names], "roles": list(e.roles),
        "mentions": len(e.packed), "documents": len({doc for doc, _ in e.members}), "component": component,
    }  # fmt: skip


def _write_reasons(connection: Connection, holders: Set[str], gained: dict[str, Gained]) -> None:
    """Write what holders gain by all their offices behind their own reasons, in place of what stood there."""
    m = schema.merges.c
    for some in chunks(sorted(holders), CHUNK):
        own: Counter[str] = Counter()
        query = select(m.target, m.ord, m.reason).where(m.kind == "entity", m.target.in_(some))
        for entity, place, reason in connection.execute(query):
            own[entity] = own[entity] if of_office(reason) else max(own[entity], place + 1)
        for entity in some:
            connection.execute(delete(schema.merges).where(m.kind == "entity", m.target == entity, m.ord >= own[entity]))
            reasons = {text: told for _, by in sorted(gained.items()) for text, told in sorted(by.get(entity, {}).items())}
            write(connection, merge_rows("entity", entity, reasons.values(), own[entity]))


def recount(connection: Connection, entities: Iterable[str]) -> None:
    """Count mentions and documents of entities anew, as their mentions stand in the case."""
    em, e = schema.entity_mentions.c, schema.entities.c
    for some in chunks(sorted(entities), CHUNK):
        query = select(em.entity, func.count(), func.count(em.doc.distinct())).where(em.entity.in_(some)).group_by(em.entity)
        counts = {entity: (mentions, docs) for entity, mentions, docs in connection.execute(query)}
        rows = [{"i": x, "m": counts.get(x, (0, 0))[0], "d": counts.get(x, (0, 0))[1]} for x in some]
        connection.execute(
            update(schema.entities).where(e.id == bindparam("i")).values(mentions=bindparam("m"), documents=bindparam("d")), rows
        )
