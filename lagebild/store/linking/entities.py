"""Mentions of many documents → entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, String, bindparam, func, insert, select, update
from sqlalchemy import Row as SqlRow

from lagebild.errors import PackError
from lagebild.lang import FIRST
from lagebild.lang.pack import load_pack
from lagebild.link.entities import Judgement, LocalEntity, NameWords, Side, fold_key, folded_id, held, keys, local_entities, resolve, wanted
from lagebild.link.entities.fold import folded, packed
from lagebild.link.records import Entity, MentionIn
from lagebild.store import schema
from lagebild.store.linking.merges import delete_merges, merge_rows
from lagebild.store.linking.offices import drop_entities, entity_row, known_entities, losing, move, office_key, place, recount
from lagebild.store.linking.spaces import Kind, Space
from lagebild.store.linking.state import CHUNK, delete_by, rows_by, write
from lagebild.store.linking.sums import SUMS, Component, Kept, Meant, became, read
from lagebild.store.queries.common import chunks, contains
from lagebild.store.queries.judgements import judgements
from lagebild.store.rows import Row
from lagebild.store.writer import set_meta

_DOCUMENTS: Final = 64
_SPACE: Final = "entity"


@lru_cache(maxsize=8)
def name_words(lang: str) -> NameWords:
    """Return what a language pack knows of names; of a language without a pack what the first one knows."""
    try:
        return load_pack(lang).get(NameWords.from_pack)
    except PackError:
        return load_pack(FIRST).get(NameWords.from_pack)


def _encode(local: LocalEntity) -> list[Any]:
    return [local.doc, local.doc_id, local.published, local.as_json()]


def _decode(data: Sequence[Any]) -> LocalEntity:
    return LocalEntity.from_json(data[0], data[1], data[2], data[3])


def _locals(connection: Connection, docs: Sequence[int]) -> Iterator[LocalEntity]:
    """Yield the local entities of documents."""
    m, d = schema.mentions.c, schema.documents.c
    columns: list[Any] = [m.doc, m.ord, m.kind, m.name, m.local, m.country, m.role]
    about = {row.pk: row for row in connection.execute(select(d.pk, d.id, d.published, d.lang).where(d.pk.in_(docs)))}
    rows = connection.execute(select(*columns).where(m.doc.in_(docs)).order_by(m.doc, m.ord))
    for doc, of_document in groupby((MentionIn(*row) for row in rows), key=lambda x: x.doc):
        row = about[doc]
        yield from local_entities(of_document, name_words(row.lang), row.id, row.published)


@dataclass
class _Added:
    """What documents add to an entity that only adds up (or take from it, where they are gone)."""

    names: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    mentions: int = 0
    documents: int = 0

    def count(self, local: LocalEntity, sign: int) -> None:
        for name, n in local.names:
            self.names[name] += sign * n
        self.mentions += sign * len(local.ords)
        self.documents += sign
        if sign > 0:
            self.roles.update(role for role, _ in local.roles)
            self.countries |= {local.country} if local.country else set()


Folds = dict[tuple[str, ...], _Added]
RowAny: TypeAlias = SqlRow[Any]


def _folded(local: LocalEntity) -> tuple[str, ...] | None:
    """Return the key of a local entity that only adds up; an office without a name is placed instead."""
    return fold_key(local) if wanted(local) is None else None


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking names did: how many entities were written, which older documents name other entities now (`moved`), and in which
    documents a state acts that is called otherwise now (`recalled`)."""

    count: int
    moved: list[int]
    recalled: list[int]


def link_entities(connection: Connection, fresh: Sequence[int], gone: Sequence[int]) -> Linked:
    """Link the names of new documents."""
    decided = _judgements(connection)
    space = Space(connection, Kind(_SPACE, _encode, _decode, lambda x: keys(x, decided), None, SUMS))
    _rejudge(connection, space)
    folds: Folds = defaultdict(_Added)
    for docs in chunks(gone, _DOCUMENTS):
        for local in _locals(connection, docs):
            key = _folded(local)
            if key is not None:
                folds[key].count(local, -1)
    vacated, lost = _offices_of(connection, gone), losing(connection, space, gone)
    for table in (schema.entity_mentions, schema.offices):
        delete_by(connection, table.c.doc, gone)
    space.remove(gone)
    for docs in chunks(fresh, _DOCUMENTS):
        found = [(local, _folded(local)) for local in _locals(connection, docs)]
        space.add([(x.doc, x.number, x) for x, key in found if key is None])
        write(connection, ((schema.offices, row) for x, _ in found for row in _office_rows(x)))
        _mention(connection, folds, [(x, key) for x, key in found if key is not None])
        space.settle()
    recalled = _write_folds(connection, folds)
    count, moved = _write_entities(connection, space, decided, vacated, lost)
    return Linked(count, sorted(moved - set(fresh)), _acting(connection, _states(connection, recalled)))


def _states(connection: Connection, entities: Iterable[str]) -> set[str]:
    """Return which of some entities are states: no others are called by their entity's name in claims."""
    e = schema.entities.c
    return {row.id for row in rows_by(connection, select(e.id).where(e.kind == "state"), e.id, entities)}


def _acting(connection: Connection, entities: set[str]) -> list[int]:
    """Return the documents in which some entities act or are acted upon."""
    p = schema.party_entities.c
    docs: set[int] = set()
    for some in chunks(sorted(entities), CHUNK):
        docs.update(connection.execute(select(p.doc).where(p.entity.in_(some)).distinct()).scalars())
    return sorted(docs)


def _office_rows(x: LocalEntity) -> Iterator[Row]:
    row = {"doc": x.doc, "ord": x.number, "family": x.family}
    yield from ({**row, "office": office_key(office), "wanted": False} for office in sorted(set(held(x))))
    office = wanted(x)
    if office is not None:
        yield {**row, "office": office_key(office), "wanted": True}


def _offices_of(connection: Connection, docs: Sequence[int]) -> set[str]:
    o = schema.offices.c
    return {x for some in chunks(docs, CHUNK) for x in connection.execute(select(o.office).where(o.doc.in_(some)).distinct()).scalars()}


def _mention(connection: Connection, folds: Folds, found: Sequence[tuple[LocalEntity, tuple[str, ...]]]) -> None:
    """Count what only adds up, and write which entities it names."""
    for x, key in found:
        folds[key].count(x, 1)
    keys_by_id = {folded_id(key): key for _, key in found}
    known = known_entities(connection, keys_by_id)
    made = [folded(key, Counter(), ()) for own, key in keys_by_id.items() if own not in known]  # counts follow
    write(connection, ((schema.entities, {**entity_row(e, 0), "component": None}) for e in made))
    rows = [{"doc": x.doc, "mention": ord, "entity": folded_id(key)} for x, key in found for ord in x.ords]
    if rows:
        connection.execute(insert(schema.entity_mentions), rows)


def _write_folds(connection: Connection, folds: Folds) -> set[str]:
    """Write what was counted; returns the entities that are called otherwise now."""
    e = schema.entities.c
    recalled: set[str] = set()
    for some in chunks(sorted(folds.items()), CHUNK):
        ids = [folded_id(key) for key, _ in some]
        before = {row.id: row for row in connection.execute(select(schema.entities).where(e.id.in_(ids)))}
        now = [_grown(key, added, before[folded_id(key)]) for key, added in some]
        delete_merges(connection, _SPACE, ids)
        recalled |= _upsert(connection, [row for _, row in now if row["names"]])
        write(connection, (row for entity, _ in now if entity.names for row in merge_rows(_SPACE, entity.id, entity.reasons)))
        drop_entities(connection, {entity.id for entity, _ in now if not entity.names})
    return recalled


def _grown(key: tuple[str, ...], added: _Added, before: RowAny) -> tuple[Entity, Row]:
    """Return an entity that only adds up as it is now, and its row."""
    names = Counter(dict(before.names))
    names.update(added.names)
    countries = added.countries | ({before.country} if before.country else set())
    now = folded(key, names, (), tuple(sorted({*before.roles, *added.roles})), min(countries, default=None))
    counts = {"mentions": before.mentions + added.mentions, "documents": before.documents + added.documents, "component": None}
    return now, {**entity_row(now, 0), **counts}


def _judgements(connection: Connection) -> list[Judgement]:
    def side(value: dict[str, str]) -> Side:
        mention = int(value["mention"]) if value.get("mention") else None
        return Side((value["name"],), value["kind"], value["country"] or None, value.get("doc") or None, mention)

    return [
        Judgement("same" if j.kind == "same" else "different", side(j.a), side(j.b), j.at, j.author, j.note, j.at if j.undone else None)
        for j in judgements(connection)
    ]  # fmt: skip


def _rejudge(connection: Connection, space: Space[LocalEntity]) -> None:
    """Link anew the local entities that new judgements are about; a judgement that takes one back is about the same."""
    j, m, e = schema.judgements.c, schema.meta.c, schema.entities.c
    last = int(connection.execute(select(m.value).where(m.key == "judged")).scalar() or 0)
    found = connection.execute(select(j.ord, j.undoes).where(j.ord > last)).all()
    if not found:
        return
    about = {row.undoes or row.ord for row in found}
    components: set[int] = set()
    for row in connection.execute(select(j.a, j.b).where(j.ord.in_(about))):
        for side in (row.a, row.b):
            named = select(e.names, e.component).where(e.kind == side["kind"], e.component.is_not(None))
            for names, component in connection.execute(named.where(contains(func.cast(e.names, String), side["name"]))):
                if any(name == side["name"] for name, _ in names):
                    components.add(component)
    space.again(components)
    set_meta(connection, "judged", str(max(row.ord for row in found)))


@dataclass
class _Changes:
    """What resolving components changed: entities there are `now`, in which documents mentions `moved`, whose mentions are to be `counted`,
    and which offices are to be placed."""

    offices: set[str]
    now: set[str] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    count: int = 0


def _write_entities(
    connection: Connection, space: Space[LocalEntity], decided: Sequence[Judgement], offices: set[str], lost: set[str]
) -> tuple[int, set[int]]:
    """Resolve what changed, and write the differences; `lost`: entities whose mentions by office have gone."""
    stale = space.stale()
    e = schema.entities.c
    before = {x for some in chunks(sorted(stale), CHUNK) for x in connection.execute(select(e.id).where(e.component.in_(some))).scalars()}
    meant = Meant(connection, _SPACE, decided)
    changes = _Changes(offices)
    for some in chunks(space.changed(), _DOCUMENTS):
        part = list(read(space, some, meant))
        changes.offices |= {row["office"] for c in part for x in c.items if x.outcome is None for row in _office_rows(x.value)}
        _resolve(connection, space, [c for c in part if c.kept or wanted(c.items[0].value) is None], decided, changes)
    changes.moved |= place(connection, space, changes.offices, changes.now, lost)
    recount(connection, changes.counted)
    drop_entities(connection, before - changes.now)
    return changes.count, changes.moved


def _resolve(
    connection: Connection, space: Space[LocalEntity], part: Sequence[Component], decided: Sequence[Judgement], changes: _Changes
) -> None:
    """Resolve components, and write what is another entity now."""
    near = name_words(FIRST).near
    made = [(e, c.number) for c in part for e in resolve((x.value for x in c.items), decided, near, None, [k.value for k in c.kept])]
    called = _upsert(connection, [entity_row(entity, component) for entity, component in made])
    ids = [entity.id for entity, _ in made]
    delete_merges(connection, _SPACE, ids)
    write(connection, (row for entity, _ in made for row in merge_rows(_SPACE, entity.id, entity.reasons)))
    at = {member: entity.id for entity, _ in made for member in entity.packed}
    found = [(x, at[packed(x.value)[0]]) for c in part for x in c.items]
    for k, number in ((k, c.number) for c in part for k in c.kept):
        outcome = at[packed(k.value.first)[0]]
        changes.counted.add(outcome)
        changes.offices |= _sum_offices(k) if outcome in called else set()
        found += [(x, outcome) for x in became(space, k, number, outcome)]
    changes.moved |= move(connection, space, found)
    changes.now.update(ids)
    changes.count += len(made)
    changed = (x.value for x, outcome in found if outcome != x.outcome or outcome in called)
    changes.offices |= {row["office"] for x in changed for row in _office_rows(x)}


def _sum_offices(k: Kept) -> set[str]:
    """Return the offices that the local entities of a sum hold."""
    first = k.value.first
    return {office_key((office, first.country)) for office in k.value.single} if first.country else set()


def _upsert(connection: Connection, rows: Sequence[Row]) -> set[str]:
    """Write entities; returns those that are called otherwise now."""
    known = known_entities(connection, [row["id"] for row in rows])
    new, old = [r for r in rows if r["id"] not in known], [r for r in rows if r["id"] in known]
    if new:
        connection.execute(insert(schema.entities), new)
    if old:
        values: dict[str, Any] = {name: bindparam(f"v_{name}") for name in old[0] if name != "id"}
        query = update(schema.entities).where(schema.entities.c.id == bindparam("wanted")).values(**values)
        connection.execute(query, [{"wanted": r["id"], **{f"v_{k}": v for k, v in r.items() if k != "id"}} for r in old])
    return {r["id"] for r in old if known[r["id"]] != r["name"]}
