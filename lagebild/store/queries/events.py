"""Events, narrowed by what happens, who takes part, where, when, how sure the text is of it and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, or_, select

from lagebild.store import schema
from lagebild.store.queries.common import (
    about_document,
    any_contains,
    chunks,
    claim_ids,
    contains,
    one_of,
    span,
    split_ids,
    stream,
    touching,
)
from lagebild.store.records import EventFilter, StoredEvent, StoredParty, StoredQuantity


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
        speaker=row["speaker_name"], chain=tuple(row["chain"] or ()),
    )  # fmt: skip


def _parties(connection: Connection, docs: set[int]) -> dict[tuple[int, int, str], list[StoredParty]]:
    p = schema.event_parties.c
    found: dict[tuple[int, int, str], list[StoredParty]] = defaultdict(list)
    for row in connection.execute(select(schema.event_parties).where(p.doc.in_(docs)).order_by(p.doc, p.event, p.side, p.ord)):
        found[row.doc, row.event, row.side].append(StoredParty((row.start, row.end), row.name, row.code))
    return found


def _takes_part(wanted: str, side: str | None) -> ColumnElement[bool]:
    """Return a test for a party by code or part of its name; `side`: actor, recipient, or None for either."""
    e, p = schema.events.c, schema.event_parties.c
    sides = (p.side == side,) if side is not None else ()
    return exists().where(p.doc == e.doc, p.event == e.ord, *sides, or_(p.code == wanted.upper(), contains(p.name, wanted)))


def _told_by(wanted: str) -> ColumnElement[bool]:
    """Return a test for the statement that holds the event: its speaker, or anybody on the way from the page to the speaker."""
    e, s = schema.events.c, schema.statements.alias("telling").c  # the query around may hold statements of its own
    named = or_(contains(s.speaker_name, wanted), any_contains(s.chain, wanted))
    return exists().where(s.doc == e.doc, s.id == e.statement, named)


def conditions(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a filter on `events` and `documents`, but for those on the document and its publication."""
    e, d, support = schema.events.c, schema.documents.c, schema.claim_support.alias("supporting").c
    listed = ((e.type, wanted.get("type")), (e.status, wanted.get("status")), (e.object_kind, wanted.get("object_kind")))
    yield from (one_of(column, values) for column, values in listed if values is not None)
    sides = (("party", None), ("actor", "actor"), ("recipient", "recipient"))
    yield from (_takes_part(str(name), side) for key, side in sides if (name := wanted.get(key)) is not None)
    if (mode := wanted.get("mode")) is not None:
        yield e.mode == mode
    if (place := wanted.get("place")) is not None:
        yield or_(contains(e.place["name"].as_string(), place), e.place["country"].as_string() == place.upper())
    if (source := wanted.get("source")) is not None:
        yield _told_by(source)
    if (outlet := wanted.get("outlet")) is not None:
        yield contains(d.outlet, outlet)
    if (claim := wanted.get("claim")) is not None:
        yield exists().where(support.claim == claim, support.doc == e.doc, support.event == e.ord)
    yield from touching(e.date, wanted.get("happened_since"), wanted.get("happened_until"))


def events(connection: Connection, document: int | None = None, wanted: EventFilter | None = None) -> Iterator[StoredEvent]:
    """Yield events, by publication, then place; `document` is a row, and takes the place of what `wanted` says of it."""
    e, d, s, support = schema.events.c, schema.documents.c, schema.statements.c, schema.claim_support.c
    wanted = wanted if wanted is not None else {}
    joined = schema.events.join(schema.documents).outerjoin(schema.statements, and_(s.doc == e.doc, s.id == e.statement))
    claims = claim_ids(e.doc, support.event, e.ord).label("claims")
    columns: list[Any] = [*e, d.id.label("document"), d.published, d.outlet, s.speaker_name, s.chain, claims]
    query = about_document(select(*columns).select_from(joined), document, wanted.get("since"), wanted.get("until"))
    query = query.where(*conditions(wanted))
    for chunk in chunks(stream(connection, query.order_by(d.published.is_(None), d.published, d.id, e.start, e.ord))):
        parties = _parties(connection, {row["doc"] for row in chunk})
        for row in chunk:
            yield _event(row, parties)
