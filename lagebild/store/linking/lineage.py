"""Who takes from whom: reuse of text, rewrites, and what documents say of their own origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, insert, or_, select

from lagebild.link.outlets import OutletNames
from lagebild.link.records import Edge
from lagebild.link.rewrites import FactList
from lagebild.store import schema
from lagebild.store.linking.cites import link_cites
from lagebild.store.linking.edges import edge_row
from lagebild.store.linking.reuse import link_reuse
from lagebild.store.linking.rewrites import link_rewrites
from lagebild.store.linking.state import CHUNK, delete_by
from lagebild.store.queries.common import chunks


def write_edges(connection: Connection, edges: Iterable[Edge]) -> tuple[int, set[int]]:
    """Write edges; returns how many, and the documents at their ends."""
    count, ends = 0, set[int]()
    for some in chunks(edges, CHUNK):
        connection.execute(insert(schema.lineage), [edge_row(e) for e in some])
        count += len(some)
        ends |= set(_ends(some))
    return count, ends


def _ends(edges: Iterable[Edge]) -> Iterator[int]:
    for e in edges:
        yield e.doc
        if e.origin_doc is not None:
            yield e.origin_doc


def link_lineage(
    connection: Connection, fresh: Sequence[int], facts: Iterable[FactList], gone: Sequence[int], names: OutletNames
) -> tuple[int, set[int]]:
    """Find what new documents, which tell these facts, have to do with all others; returns how many edges were written, and the documents
    whose edges changed."""
    touched = _remove(connection, gone)
    count, ends = link_reuse(connection, fresh, gone, names)
    more, others = write_edges(connection, _unlike(connection, link_rewrites(connection, facts, gone)))
    touched |= ends | others
    cited, led = write_edges(connection, link_cites(connection, {*fresh, *touched}, names))
    return count + more + cited, touched | led


def _unlike(connection: Connection, edges: Iterable[Edge]) -> Iterator[Edge]:
    """Leave out the rewrites that are copies: the text says it better."""
    x = schema.lineage.c
    for some in chunks(edges, CHUNK):
        docs = {e.doc for e in some} | {e.origin_doc for e in some if e.origin_doc is not None}
        copies = connection.execute(select(x.doc, x.origin_doc).where(x.doc.in_(docs), x.kind == "copy")).all()
        known = {frozenset(row) for row in copies}
        yield from (e for e in some if frozenset((e.doc, e.origin_doc)) not in known)


def _remove(connection: Connection, gone: Sequence[int]) -> set[int]:
    """Remove the edges of documents that are gone; returns who was at their other ends."""
    x = schema.lineage.c
    touched: set[int] = set()
    for some in chunks(gone, CHUNK):
        found = connection.execute(select(x.doc, x.origin_doc).where(or_(x.doc.in_(some), x.origin_doc.in_(some))))
        touched.update(doc for row in found for doc in row if doc is not None)
    delete_by(connection, x.doc, gone)
    delete_by(connection, x.origin_doc, gone)
    return touched - set(gone)
