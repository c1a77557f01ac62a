"""Mentions and disputes, with their documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, select

from lagebild.store import schema
from lagebild.store.queries.common import about_document, span, stream
from lagebild.store.records import StoredDispute, StoredMention


def mentions(connection: Connection, doc: int, public_id: str) -> Iterator[StoredMention]:
    """Yield the mentions of one document, in order."""
    m, em = schema.mentions.c, schema.entity_mentions.c
    joined = schema.mentions.outerjoin(schema.entity_mentions, and_(em.doc == m.doc, em.mention == m.ord))
    query = select(m.start, m.end, m.kind, m.name, m.country, m.role, em.entity).select_from(joined).where(m.doc == doc).order_by(m.ord)
    for row in stream(connection, query):
        yield StoredMention(
            public_id, (row["start"], row["end"]), row["kind"], row["name"], row["country"], row["role"], row["entity"]
        )  # fmt: skip


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
