"""Documents as linking sees them, outlets under the names that stand for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from lagebild.link.outlets import OutletNames
from lagebild.link.records import CreditIn, DocumentIn
from lagebild.model import Span, Spans
from lagebild.store import schema
from lagebild.store.linking.state import CHUNK
from lagebild.store.queries.common import chunks, spans

_BODY: Final = ("headline", "body", "dateline", "caption")
_GAP: Final = 2  # characters between regions, a line end


def documents_in(connection: Connection, pks: Sequence[int], names: OutletNames) -> list[DocumentIn]:
    """Return documents by their rows."""
    return [found for some in chunks(pks, CHUNK) for found in _some(connection, some, names)]


def _some(connection: Connection, pks: Sequence[int], names: OutletNames) -> Iterator[DocumentIn]:
    d, r, c = schema.documents.c, schema.regions.c, schema.credits.c
    bodies: dict[int, list[Span]] = defaultdict(list)
    query = select(r.doc, r.start, r.end).where(r.doc.in_(pks), r.kind.in_(_BODY)).order_by(r.doc, r.start)
    for doc, start, end in connection.execute(query):
        before = bodies[doc]
        if before and start <= before[-1][1] + _GAP:
            before[-1] = (before[-1][0], max(before[-1][1], end))
        else:
            before.append((start, end))
    credits: dict[int, list[CreditIn]] = defaultdict(list)
    for row in connection.execute(select(schema.credits).where(c.doc.in_(pks)).order_by(c.doc, c.ord)):
        credits[row.doc].append(CreditIn(row.kind, row.origin, row.lang, (row.start, row.end)))
    for row in connection.execute(select(d.pk, d.id, d.outlet, d.published, d.lang).where(d.pk.in_(pks)).order_by(d.pk)):
        found = DocumentIn(row.pk, row.id, row.outlet, row.published, row.lang, tuple(bodies[row.pk]), tuple(credits[row.pk]))
        yield _named(found, names)


def _named(document: DocumentIn, names: OutletNames) -> DocumentIn:
    """Give outlets the names that stand for them."""
    credits = tuple(c._replace(origin=names.of(c.origin) or c.origin) for c in document.credits)
    return replace(document, outlet=names.of(document.outlet), credits=credits)


def names_of_outlets(connection: Connection) -> tuple[OutletNames, list[str]]:
    """Return which names of outlets are one outlet's, and all names that occur, sorted."""
    d, c = schema.documents.c, schema.credits.c
    found = set(connection.execute(select(d.outlet).where(d.outlet.is_not(None)).distinct()).scalars())
    found |= set(connection.execute(select(c.origin).distinct()).scalars())
    return OutletNames(DocumentIn(0, "", name, None, "", ()) for name in sorted(found)), sorted(found)


def outlet_names(connection: Connection) -> tuple[OutletNames, set[str]]:
    """Return which names of outlets are one outlet's, and those that stand for another since the last time; write them."""
    o = schema.outlet_names.c
    names, found = names_of_outlets(connection)
    before = {row.name: row.canonical for row in connection.execute(select(o.name, o.canonical))}
    now = {name: names.of(name) or name for name in found}
    changed = {name for name, canonical in before.items() if now.get(name, canonical) != canonical}
    if now != before:
        connection.execute(delete(schema.outlet_names))
        connection.execute(insert(schema.outlet_names), [{"name": n, "canonical": x} for n, x in now.items()])
    return names, changed


def documents_of_outlets(connection: Connection, names: set[str]) -> list[int]:
    """Return the rows of the documents that some outlets published, or that credit them."""
    d, c = schema.documents.c, schema.credits.c
    found: set[int] = set()
    for some in chunks(sorted(names), CHUNK):
        found.update(connection.execute(select(d.pk).where(d.outlet.in_(some))).scalars())
        found.update(connection.execute(select(c.doc).where(c.origin.in_(some))).scalars())
    return sorted(found)


def quotes_of(connection: Connection, docs: Sequence[int]) -> dict[int, Spans]:
    """Return where documents quote word for word."""
    s = schema.statements.c
    found: dict[int, list[Span]] = defaultdict(list)
    for some in chunks(docs, CHUNK):
        for doc, quote in connection.execute(select(s.doc, s.quote).where(s.doc.in_(some), s.type == "Direct")):
            found[doc] += spans(quote)
    return {doc: tuple(sorted(where)) for doc, where in found.items()}
