"""Statements, narrowed by who says them, how, through whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, or_, select

from lagebild.store import schema
from lagebild.store.queries.common import (
    about_document,
    any_contains,
    claim_ids,
    contains,
    one_of,
    optional_spans,
    spans,
    split_ids,
    stream,
    touching,
)
from lagebild.store.records import StatementFilter, StoredStatement


def _statement(row: RowMapping) -> StoredStatement:
    return StoredStatement(
        document=row["document"], id=row["id"], type=row["type"], medium=row["medium"], stance=row["stance"], content=row["content"],
        quote=spans(row["quote"]), cue=spans(row["cue"]), frame=spans(row["frame"]), speaker=spans(row["speaker"]),
        addressee=spans(row["addressee"]), speaker_name=row["speaker_name"], speaker_entity=row["entity"],
        source_class=row["source_class"], chain=tuple(row["chain"]), chain_spans=optional_spans(row["chain_spans"]),
        parent=row["parent"], said=row["said"], published=row["published"], outlet=row["outlet"], claims=split_ids(row["claims"]),
    )  # fmt: skip


def _spoken(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on who speaks, and through whom."""
    s, d, sp, e = schema.statements.c, schema.documents.c, schema.speakers.c, schema.entities.c
    if (speaker := wanted.get("speaker")) is not None:
        named = exists().where(e.id == sp.entity, or_(e.id == speaker, contains(e.name, speaker)))
        yield or_(contains(s.speaker_name, speaker), named)
    if (chain := wanted.get("chain")) is not None:
        yield any_contains(s.chain, chain)
    if (outlet := wanted.get("outlet")) is not None:
        yield contains(d.outlet, outlet)
    if (unknown := wanted.get("unknown_speaker")) is not None:
        yield s.speaker_name.is_(None) if unknown else s.speaker_name.is_not(None)


def _conditions(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    s, support = schema.statements.c, schema.claim_support.c
    yield from _spoken(wanted)
    yield from touching(s.said, wanted.get("said_since"), wanted.get("said_until"))
    listed = ((s.stance, wanted.get("stance")), (s.type, wanted.get("type")), (s.source_class, wanted.get("source_class")))
    yield from (one_of(column, values) for column, values in listed if values is not None)
    if (nested := wanted.get("nested")) is not None:
        yield s.parent.is_not(None) if nested else s.parent.is_(None)
    if (claim := wanted.get("claim")) is not None:
        yield exists().where(support.claim == claim, support.doc == s.doc, support.statement == s.ord)


def statements(connection: Connection, document: int | None = None, wanted: StatementFilter | None = None) -> Iterator[StoredStatement]:
    """Yield statements, by publication, then place; `document` is a row, and takes the place of what `wanted` says of it."""
    s, d, sp, support = schema.statements.c, schema.documents.c, schema.speakers.c, schema.claim_support.c
    wanted = wanted if wanted is not None else {}
    joined = schema.statements.join(schema.documents).outerjoin(schema.speakers, and_(sp.doc == s.doc, sp.ord == s.ord))
    columns: list[Any] = [c for c in s if c.name not in ("doc", "ord", "start", "end", "speaker_local")]
    columns += [d.id.label("document"), d.published, d.outlet, sp.entity, claim_ids(s.doc, support.statement, s.ord).label("claims")]
    query = about_document(select(*columns).select_from(joined), document, wanted.get("since"), wanted.get("until"))
    query = query.where(*_conditions(wanted))
    for row in stream(connection, query.order_by(d.published.is_(None), d.published, d.id, s.start, s.ord)):
        yield _statement(row)
