"""Mentions, events and disputes, with their documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, exists, or_, select

from lagebild.store import schema
from lagebild.store.queries.common import about_document, chunks, claim_ids, contains, span, split_ids, stream
from lagebild.store.records import StoredDispute, StoredEvent, StoredMention, StoredParty, StoredQuantity


def mentions(connection: Connection, doc: int, public_id: str) -> Iterator[StoredMention]:
    """Yield the mentions of one document, in order."""
    m, em = schema.mentions.c, schema.entity_mentions.c
    joined = schema.mentions.outerjoin(schema.entity_mentions, and_(em.doc == m.doc, em.mention == m.ord))
    query = select(m.start, m.end, m.kind, m.name, m.country, m.role, em.entity).select_from(joined).where(m.doc == doc).order_by(m.ord)
    for row in stream(connection, query):
        yield StoredMention(
            public_id, (row["start"], row["end"]), row["kind"], row["name"], row["country"], row["role"], row["entity"]
        )  # fmt: skip


def _quantity(value: dict[str, Any] | None) -> StoredQuantity | None:
    if value is None:
        return None
    start, end = value["span"]
    return StoredQuantity((start, end), value["value"], value["upper"], value["unit"], value["hedge"])


def _event(row: RowMapping, parties: dict[tuple[int, int, str], list[StoredParty]]) -> StoredEvent:
    place = row["place"] or {}
    return StoredEvent(
        document=row["document"], id=row["id"], type=row["type"], mode=row["mode"], trigger=(row["start"], row["end"]),
        trigger_text=row["trigger"], status=row["status"], actor=tuple(parties.get((row["doc"], row["ord"], "actor"), ())),
        recipient=tuple(parties.get((row["doc"], row["ord"], "recipient"), ())), object=span(row["object"]),
        object_text=row["object_text"], object_kind=row["object_kind"], quantity=_quantity(row["quantity"]), place=place.get("name"),
        place_country=place.get("country"), place_span=span(place.get("span")), date=row["date"], statement=row["statement"],
        published=row["published"], outlet=row["outlet"], claims=split_ids(row["claims"]),
        details=row["details"], evidence={key: (start, end) for key, (start, end) in row["evidence"].items()},
    )  # fmt: skip


def _parties(connection: Connection, docs: set[int]) -> dict[tuple[int, int, str], list[StoredParty]]:
    p = schema.event_parties.c
    found: dict[tuple[int, int, str], list[StoredParty]] = defaultdict(list)
    for row in connection.execute(select(schema.event_parties).where(p.doc.in_(docs)).order_by(p.doc, p.event, p.side, p.ord)):
        found[row.doc, row.event, row.side].append(StoredParty((row.start, row.end), row.name, row.code))
    return found


def events(
    connection: Connection,
    *,
    document: int | None = None,
    type: str | None = None,
    status: str | None = None,
    party: str | None = None,
    claim: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[StoredEvent]:
    """Yield events, by publication, then place; `party` is a code (`PRK`), or part of a party's name."""
    e, d, p, support = schema.events.c, schema.documents.c, schema.event_parties.c, schema.claim_support.c
    claims = claim_ids(e.doc, support.event, e.ord).label("claims")
    columns: list[Any] = [*e, d.id.label("document"), d.published, d.outlet, claims]
    query = select(*columns).select_from(schema.events.join(schema.documents))
    query = about_document(query, document, since, until)
    for column, wanted in ((e.type, type), (e.status, status)):
        query = query.where(column == wanted) if wanted is not None else query
    if party is not None:
        query = query.where(exists().where(p.doc == e.doc, p.event == e.ord, or_(p.code == party, contains(p.name, party))))
    if claim is not None:
        query = query.where(exists().where(support.claim == claim, support.doc == e.doc, support.event == e.ord))
    for chunk in chunks(stream(connection, query.order_by(d.published.is_(None), d.published, d.id, e.start, e.ord))):
        parties = _parties(connection, {row["doc"] for row in chunk})
        for row in chunk:
            yield _event(row, parties)


def disputes(connection: Connection, *, document: int | None = None) -> Iterator[StoredDispute]:
    """Yield who contests what, by publication, then place."""
    p, d = schema.disputes.c, schema.documents.c
    columns: list[Any] = [*p, d.id.label("document")]
    query = select(*columns).select_from(schema.disputes.join(schema.documents))
    query = about_document(query, document, None, None).order_by(d.published.is_(None), d.published, d.id, p.ord)
    for row in stream(connection, query):
        yield StoredDispute(
            document=row["document"], kind=row["kind"], denier=(row["denier"][0], row["denier"][1]), denier_text=row["denier_text"],
            denial=(row["denial"][0], row["denial"][1]), denial_text=row["denial_text"], claim=span(row["claim"]),
            claim_text=row["claim_text"], statement=row["statement"],
        )  # fmt: skip
