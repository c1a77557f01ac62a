"""Claims with what stands behind and against them, and the timeline that they make."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, String, and_, exists, func, or_, select

from lagebild.errors import StoreError
from lagebild.store import schema
from lagebild.store.queries.common import contains, one_of, public_ids, spans, stream, touching
from lagebild.store.queries.events import conditions
from lagebild.store.records import Claim, ClaimDetail, ClaimQuantity, EventFilter, Merge, Origin, Support, TimelineEntry


def _quantity(q: dict[str, Any], ids: dict[int, str]) -> ClaimQuantity:
    start, end = q["span"]
    return ClaimQuantity(q["value"], q["upper"], q["unit"], q["hedge"], ids.get(q["doc"], ""), (start, end), q["published"])


def _claim(row: RowMapping, ids: dict[int, str]) -> Claim:
    quantities = tuple(_quantity(q, ids) for q in row["quantities"])
    return Claim(
        id=row["id"], type=row["type"], headline=row["headline"], document=row["document"], spans=spans(row["spans"]),
        actors=tuple(row["actors"]), recipients=tuple(row["recipients"]), object_kind=row["object_kind"], date=row["date"],
        quantities=quantities, supporters=row["supporters"], deniers=row["deniers"], documents=row["documents"], origins=row["origins"],
        origins_most=row["origins_most"], would_change=tuple(row["would_change"]),
    )  # fmt: skip


def _quantity_docs(row: RowMapping) -> list[int]:
    return [q["doc"] for q in row["quantities"]]


def claims(
    connection: Connection,
    *,
    type: str | Collection[str] | None = None,
    contested: bool | None = None,
    min_origins: int = 0,
    document: int | None = None,
    words: str | None = None,
    limit: int | None = None,
) -> Iterator[Claim]:
    """Yield claims: contested and widely told ones first; every filter narrows."""
    c, s = schema.claims.c, schema.claim_support.c
    query = select(*c, schema.documents.c.id.label("document")).select_from(schema.claims.join(schema.documents))
    tests: list[ColumnElement[bool]] = [c.origins >= min_origins] if min_origins else []
    if type is not None:
        tests.append(one_of(c.type, type))
    if contested is not None:
        tests.append(c.deniers > 0 if contested else c.deniers == 0)
    if document is not None:
        tests.append(exists().where(s.claim == c.id, s.doc == document))
    if words is not None:
        tests.append(or_(contains(c.headline, words), contains(func.cast(c.actors, String), words)))
    order = ((c.deniers > 0).desc(), c.origins.desc(), c.documents.desc(), c.supporters.desc(), c.id)
    for row in stream(connection, query.where(*tests).order_by(*order).limit(limit)):
        yield _claim(row, public_ids(connection, _quantity_docs(row)))


def claim(connection: Connection, wanted: str) -> ClaimDetail:
    """Return a claim by its id or the start of it. Raises StoreError where there is none, or several."""
    c = schema.claims.c
    query = select(*c, schema.documents.c.id.label("document")).select_from(schema.claims.join(schema.documents))
    found = connection.execute(query.where(c.id.startswith(wanted, autoescape=True)).order_by(c.id).limit(2)).mappings().all()
    if len(found) != 1 and not (found and found[0]["id"] == wanted):
        several = f"{wanted!r} begins several claims; give more of the id"
        raise StoreError(several if found else f"no claim {wanted!r} in this case; `lagebild claims` lists them")
    row = found[0]
    support = tuple(_support(connection, row["id"]))
    return ClaimDetail(
        claim=_claim(row, public_ids(connection, _quantity_docs(row))),
        supporters=tuple(s for s in support if s.side == "supports"),
        deniers=tuple(s for s in support if s.side == "denies"),
        origins=tuple(_origins(connection, row["id"])),
        reasons=tuple(_reasons(connection, row["id"])),
    )


def _support(connection: Connection, claim_id: str) -> Iterator[Support]:
    s, d, st, e = schema.claim_support.c, schema.documents.c, schema.statements.c, schema.events.c
    joined = (
        schema.claim_support.join(schema.documents)
        .outerjoin(schema.statements, and_(st.doc == s.doc, st.ord == s.statement))
        .outerjoin(schema.events, and_(e.doc == s.doc, e.ord == s.event))
    )
    columns: list[Any] = [
        s.side, s.spans, s.who, s.source_class, s.chain, s.stance, s.status, s.origin, d.id.label("document"), d.outlet, d.published,
        d.text, st.id.label("statement"), e.id.label("event"),
    ]  # fmt: skip
    for row in stream(connection, select(*columns).select_from(joined).where(s.claim == claim_id).order_by(s.ord)):
        where = spans(row["spans"])
        yield Support(
            side=row["side"], document=row["document"], outlet=row["outlet"], published=row["published"], statement=row["statement"],
            event=row["event"], spans=where, text=" … ".join(row["text"][a:b] for a, b in where), who=row["who"],
            source_class=row["source_class"], chain=tuple(row["chain"]), stance=row["stance"], status=row["status"], origin=row["origin"],
        )  # fmt: skip


def _origins(connection: Connection, claim_id: str) -> Iterator[Origin]:
    o = schema.claim_origins.c
    for row in connection.execute(select(o.origin, o.name, o.reasons).where(o.claim == claim_id).order_by(o.origin)):
        yield Origin(row.origin, row.name, tuple(row.reasons))


def _reasons(connection: Connection, claim_id: str) -> Iterator[Merge]:
    m = schema.merges.c
    query = select(m.score, m.reason).where(m.kind == "claim", m.target == claim_id).order_by(m.ord)
    for row in connection.execute(query):
        yield Merge(row.score, row.reason)


def timeline(connection: Connection, document: int | None = None, wanted: EventFilter | None = None) -> Iterator[TimelineEntry]:
    """Yield claims that tell of an event as `wanted`, by when it happened, else by when its first document was published.

    `since` and `until` are of that date; the evidence is of such events alone.
    """
    c, d, s, e = schema.claims.c, schema.documents.c, schema.claim_support.c, schema.events.c
    wanted = wanted if wanted is not None else {}
    tests = [*conditions(wanted), *([d.pk == document] if document is not None else [])]
    joined = schema.claim_support.join(schema.documents).join(schema.events, and_(e.doc == s.doc, e.ord == s.event))
    when = func.coalesce(c.date, d.published)
    query = select(c.id, c.type, c.headline, c.date, c.documents, d.published, when.label("at")).join_from(schema.claims, schema.documents)
    query = query.where(c.type.is_not(None), when.is_not(None), *touching(when, wanted.get("since"), wanted.get("until")))
    if tests:
        query = query.where(c.id.in_(select(s.claim).select_from(joined).where(*tests)))
    for row in stream(connection, query.order_by(when, c.id)):
        found = select(d.id, e.start, e.end, e.status).select_from(joined).where(s.claim == row["id"], *tests)
        evidence = connection.execute(found.order_by(s.ord)).all()
        yield TimelineEntry(
            date=row["at"], basis="happened" if row["date"] else "published", type=row["type"], text=row["headline"], claim=row["id"],
            status=evidence[0].status if evidence else "asserted", documents=row["documents"],
            evidence=tuple((x.id, (x.start, x.end)) for x in evidence),
        )  # fmt: skip
