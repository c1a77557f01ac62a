"""Actors and what they do to each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, select

from lagebild.errors import StoreError
from lagebild.model import Span
from lagebild.store import schema
from lagebild.store.queries.common import about_document, contains, stream
from lagebild.store.queries.events import conditions
from lagebild.store.records import Actor, Actors, EntityLink, EventFilter, Merge, Relation

_EVIDENCE = 20
_ACTING = frozenset({"person", "state", "organization", "media", "group"})


def entities(
    connection: Connection, kind: str | None = None, limit: int | None = None, test: ColumnElement[bool] | None = None
) -> Iterator[Actor]:
    """Yield entities, most widely named first; `test` narrows them."""
    e, sp, pe = schema.entities.c, schema.speakers.c, schema.party_entities.c
    said = select(func.count()).where(sp.entity == e.id).scalar_subquery().label("said")
    did = select(func.count()).where(pe.entity == e.id).scalar_subquery().label("did")
    query = select(*e, said, did).order_by(e.documents.desc(), e.mentions.desc(), e.id).limit(limit)
    query = query.where(test) if test is not None else query
    for row in stream(connection, query.where(e.kind == kind) if kind is not None else query):
        yield Actor(
            id=row["id"], kind=row["kind"], name=row["name"], country=row["country"], names=tuple((n, k) for n, k in row["names"]),
            roles=tuple(row["roles"]), mentions=row["mentions"], documents=row["documents"], statements=row["said"], events=row["did"],
        )  # fmt: skip


def relations(
    connection: Connection, limit: int | None = None, document: int | None = None, wanted: EventFilter | None = None
) -> list[Relation]:
    """Return edges from actor to recipient, by type of event, most frequent first; `actor` and `recipient` are entity ids."""
    a, r = schema.party_entities.alias("a").c, schema.party_entities.alias("r").c
    e, d = schema.events.c, schema.documents.c
    wanted = wanted if wanted is not None else {}
    query = (
        select(a.entity.label("actor"), r.entity.label("recipient"), e.type, e.status, e.id, e.start, e.end, d.id.label("document"))
        .select_from(schema.events.join(schema.documents))
        .join(a.entity.table, and_(a.doc == e.doc, a.event == e.ord, a.side == "actor"))
        .join(r.entity.table, and_(r.doc == e.doc, r.event == e.ord, r.side == "recipient"))
        .where(a.entity != r.entity, *conditions(wanted))
        .order_by(d.published.is_(None), d.published, d.id, e.start)
    )
    query = about_document(query, document, wanted.get("since"), wanted.get("until"))
    statuses: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    documents: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    evidence: dict[tuple[str, str, str], list[tuple[str, str, Span]]] = defaultdict(list)
    for row in stream(connection, query):
        edge = row["actor"], row["recipient"], row["type"]
        statuses[edge][row["status"]] += 1
        documents[edge].add(row["document"])
        if len(evidence[edge]) < _EVIDENCE:
            evidence[edge].append((row["document"], row["id"], (row["start"], row["end"])))
    found = [
        Relation(*edge, count=counts.total(), documents=len(documents[edge]), statuses=tuple(counts.most_common()),
                 evidence=tuple(evidence[edge]))
        for edge, counts in statuses.items()
    ]  # fmt: skip
    return sorted(found, key=lambda x: (-x.documents, -x.count, x.actor, x.recipient, x.type))[:limit]


def _taking_part(document: int | None, wanted: EventFilter) -> ColumnElement[bool]:
    """Return a test for entities that are a party of an event as wanted."""
    n, p, e = schema.entities.c, schema.party_entities.c, schema.events.c
    joined = schema.party_entities.join(schema.events, and_(e.doc == p.doc, e.ord == p.event)).join(schema.documents)
    query = select(p.entity).select_from(joined).where(*conditions(wanted))
    return n.id.in_(about_document(query, document, wanted.get("since"), wanted.get("until")))


def actors(connection: Connection, kind: str | None = None, document: int | None = None, wanted: EventFilter | None = None) -> Actors:
    """Return who acts (or the entities of one kind), and their relations; with a filter, only who takes part in such events."""
    narrowed = {key: value for key, value in (wanted or {}).items() if value is not None}
    test = _taking_part(document, wanted) if wanted is not None and narrowed else None
    acting = (e for e in entities(connection, kind, test=test) if kind or e.kind in _ACTING)
    return Actors(tuple(acting), tuple(relations(connection, None, document, wanted)))


def entity_reasons(connection: Connection, entity: str) -> list[Merge]:
    """Return why the names of an entity were taken as one."""
    m = schema.merges.c
    query = select(m.score, m.reason).where(m.kind == "entity", m.target == entity).order_by(m.ord)
    return [Merge(row.score, row.reason) for row in connection.execute(query)]


def entity(connection: Connection, wanted: str) -> Actor:
    """Return an entity by id, start of an id, or name. Raises StoreError where there is none, or several of the name."""
    e = schema.entities.c
    tests = (e.id == wanted, func.lower(e.name) == wanted.lower(), e.id.startswith(wanted, autoescape=True), contains(e.name, wanted))
    for test in tests if wanted else ():
        found = list(entities(connection, limit=6, test=test))
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(f"{x.id} {x.name}" + (f" ({x.country})" if x.country else "") for x in found[:5])
            raise StoreError(f"{wanted!r} names several entities: {names}{' …' if len(found) > 5 else ''}; give the id")
    raise StoreError(f"no entity {wanted!r} in this case; `lagebild actors` lists them")


def entity_links(connection: Connection, wanted: str) -> list[EntityLink]:
    """Return the entities that may be the same as one, by its id: candidates, the likeliest first."""
    x, e = schema.entity_links.c, schema.entities.c
    found = []
    for here, there in ((x.a, x.b), (x.b, x.a)):
        query = select(e.id, e.name, x.score, x.reason).select_from(schema.entity_links.join(schema.entities, e.id == there))
        found += [EntityLink(*row) for row in connection.execute(query.where(here == wanted))]
    return sorted(found, key=lambda link: (-link.score, link.entity))
