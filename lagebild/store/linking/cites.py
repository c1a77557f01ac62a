"""Whom documents credit and cite, over a case: outlets, and their articles where the case holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, and_, delete, or_, select

from lagebild.link.citations import Saying, citations, leads_to
from lagebild.link.outlets import OutletNames
from lagebild.link.records import DocumentIn, Edge
from lagebild.model import hull
from lagebild.store import schema
from lagebild.store.linking.documents import documents_in
from lagebild.store.linking.edges import edge_of
from lagebild.store.linking.state import CHUNK
from lagebild.store.queries.common import chunks, optional_spans, spans


def link_cites(connection: Connection, docs: Iterable[int], names: OutletNames) -> Iterator[Edge]:
    """Yield the credits and citations of documents anew; earlier ones are removed, for their articles may have come since."""
    x = schema.lineage.c
    for some in chunks(sorted(docs), CHUNK):
        connection.execute(delete(schema.lineage).where(x.doc.in_(some), x.share.is_(None)))
        relations = _relations(connection, some)
        articles = _articles(connection, relations, names)
        sayings = _sayings(connection, some)
        for document in documents_in(connection, some, names):
            for edge in citations(document, sayings[document.doc], names):
                found = _led(edge, document, relations[document.doc], articles, names)
                yield found or edge


def _led(edge: Edge, document: DocumentIn, relations: Sequence[Edge], articles: dict[int, DocumentIn], names: OutletNames) -> Edge | None:
    """Return the edge with the article that it leads to, the likeliest of several."""
    led = []
    for relation in relations:
        other = relation.origin_doc if relation.doc == document.doc else relation.doc
        found = leads_to(edge, articles[other], relation, document.published, names) if other in articles else None
        if found is not None:
            led.append(found)
    return max(led, key=lambda e: (e.certain, e.reason.score, -(e.origin_doc or 0)), default=None)


def _relations(connection: Connection, docs: Sequence[int]) -> dict[int, list[Edge]]:
    """Return how the texts of documents are related to others."""
    x = schema.lineage.c
    found: dict[int, list[Edge]] = defaultdict(list)
    wanted = set(docs)
    query = select(schema.lineage).where(and_(x.share.is_not(None), or_(x.doc.in_(docs), x.origin_doc.in_(docs))))
    for row in connection.execute(query).mappings():
        edge = edge_of(row)
        for doc in {edge.doc, edge.origin_doc} & wanted:
            found[doc or 0].append(edge)
    return found


def _articles(connection: Connection, relations: dict[int, list[Edge]], names: OutletNames) -> dict[int, DocumentIn]:
    docs = {doc for edges in relations.values() for e in edges for doc in (e.doc, e.origin_doc) if doc is not None}
    return {x.doc: x for x in documents_in(connection, sorted(docs), names)}


def _sayings(connection: Connection, docs: Sequence[int]) -> dict[int, list[Saying]]:
    s = schema.statements.c
    found: dict[int, list[Saying]] = defaultdict(list)
    query = select(s.doc, s.chain, s.chain_spans, s.source_class, s.quote, s.start, s.end).where(s.doc.in_(docs)).order_by(s.doc, s.ord)
    for row in connection.execute(query):
        if row.chain:
            where = hull(spans(row.quote)) if row.quote else (row.start, row.end)
            found[row.doc].append(Saying(tuple(row.chain), optional_spans(row.chain_spans), row.source_class, where))
    return found
