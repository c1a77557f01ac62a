"""Outlets, and who takes from whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, func, or_, select

from lagebild.store import schema
from lagebild.store.queries.common import spans, stream
from lagebild.store.queries.documents import documents
from lagebild.store.records import LineageEdge, Outlet, Sources, StoredCredit

TEXT_KINDS: Final = ("copy", "passage", "rewrite", "translation")
"""Edges between texts; the others lead to whom a text credits or cites."""


def outlets(connection: Connection) -> list[Outlet]:
    """Return outlets, those with most documents first; `copies` counts documents that copy, `copied` those that were copied."""
    d, s, x = schema.documents.c, schema.statements.c, schema.lineage.c
    name = func.coalesce(d.outlet, "").label("name")
    copying = select(func.count(x.doc.distinct())).where(x.kind.in_(TEXT_KINDS), x.certain)
    copies, copied = {}, {}
    for row in connection.execute(copying.join_from(schema.lineage, schema.documents, x.doc == d.pk).add_columns(name).group_by(name)):
        copies[row.name] = row[0]
    for row in connection.execute(
        copying.join_from(schema.lineage, schema.documents, x.origin_doc == d.pk).add_columns(name).group_by(name)
    ):
        copied[row.name] = row[0]
    said = select(name, func.count()).select_from(schema.statements.join(schema.documents, s.doc == d.pk)).where(d.current).group_by(name)
    statements = {row.name: row[1] for row in connection.execute(said)}
    listed = select(name, func.count()).where(d.current).group_by(name)
    found = [
        Outlet(row.name, row[1], statements.get(row.name, 0), copies.get(row.name, 0), copied.get(row.name, 0))
        for row in connection.execute(listed)
    ]
    return sorted(found, key=lambda o: (-o.documents, o.name))


def outlet_names(connection: Connection) -> dict[str, str]:
    """Return which name stands for an outlet, by each of its names."""
    o = schema.outlet_names.c
    return {row.name: row.canonical for row in connection.execute(select(o.name, o.canonical))}


def lineage(connection: Connection, document: int | None = None) -> Iterator[LineageEdge]:
    """Yield edges, strongest first; those of one document's row, if given, whichever side it is on."""
    x, d = schema.lineage.c, schema.documents.c
    o = schema.documents.alias("o")
    query = (
        select(*x, d.id.label("document"), o.c.id.label("origin_document"))
        .select_from(schema.lineage.join(schema.documents, x.doc == d.pk).outerjoin(o, x.origin_doc == o.c.pk))
        .order_by(x.certain.desc(), x.score.desc(), d.id, o.c.id, x.origin, x.kind)
    )
    if document is not None:
        query = query.where(or_(x.doc == document, x.origin_doc == document))
    for row in stream(connection, query):
        yield LineageEdge(
            document=row["document"], origin_document=row["origin_document"], origin=row["origin"], kind=row["kind"], score=row["score"],
            reason=row["reason"], spans=spans(row["spans"]), origin_spans=spans(row["origin_spans"]), directed=row["directed"],
            certain=row["certain"], share=row["share"], origin_share=row["origin_share"],
        )  # fmt: skip


def credits(connection: Connection) -> Iterator[StoredCredit]:
    """Yield what documents say of their own origin."""
    c, d = schema.credits.c, schema.documents.c
    query = select(*c, d.id.label("document")).select_from(schema.credits.join(schema.documents)).where(d.current).order_by(d.id, c.ord)
    for row in stream(connection, query):
        yield StoredCredit(row["document"], (row["start"], row["end"]), row["kind"], row["origin"], row["lang"])


def sources(connection: Connection) -> Sources:
    """Return outlets, documents, lineage and credits together."""
    return Sources(
        tuple(outlets(connection)), tuple(documents(connection)), tuple(lineage(connection)), tuple(credits(connection))
    )  # fmt: skip
