"""Reuse of text over a case: sketches in a table, likely pairs from it, each compared exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select

from lagebild.link.outlets import OutletNames
from lagebild.link.records import Edge, LineageKind, Reason
from lagebild.link.reuse.boilerplate import TEXTS, recurs
from lagebild.link.reuse.compare import compare_documents
from lagebild.link.reuse.index import likely, tally
from lagebild.link.reuse.records import ReuseEdge, ReuseText
from lagebild.link.reuse.sketch import Sketch, sketch
from lagebild.store import schema
from lagebild.store.linking.documents import documents_in, quotes_of
from lagebild.store.linking.edges import edge_row
from lagebild.store.linking.state import CHUNK, delete_by, insert_plain
from lagebild.store.queries.common import chunks
from lagebild.store.queries.documents import text_of

_TEXTS: Final = 64  # held, ready to be compared
_SKETCHES: Final = 4096


class _Index:
    """The sketches of a case: a `SketchIndex` in its tables."""

    def __init__(self, connection: Connection, names: OutletNames) -> None:
        d = schema.documents.c
        self._connection = connection
        self._outlets = {row.pk: names.of(row.outlet) for row in connection.execute(select(d.pk, d.outlet).where(d.outlet.is_not(None)))}
        self._recurring: dict[int, bool] = {}
        self.sketch = lru_cache(maxsize=_SKETCHES)(self._sketch)

    def outlet(self, doc: int) -> str | None:
        return self._outlets.get(doc)

    def _sketch(self, doc: int) -> Sketch:
        s = schema.sketches.c
        data = self._connection.execute(select(s.hashes).where(s.doc == doc)).scalar()
        return np.frombuffer(data or b"", dtype="<u4")

    def holders(self, hashes: Sequence[int]) -> dict[int, list[int]]:
        """Return the documents that hold each of some hashes, in the order in which they came."""
        s = schema.shingles.c
        found: dict[int, list[int]] = defaultdict(list)
        for some in chunks(hashes, CHUNK):
            for value, doc in self._connection.execute(select(s.hash, s.doc).where(s.hash.in_(some)).order_by(s.hash, s.doc)):
                found[value].append(doc)
        return found

    def recurring(self, hashes: Sequence[int]) -> frozenset[int]:
        """Return which hashes are boilerplate."""
        unknown = [h for h in hashes if h not in self._recurring]
        b = schema.boilerplate.c
        for some in chunks(unknown, CHUNK):
            known = set(self._connection.execute(select(b.hash).where(b.hash.in_(some))).scalars())
            self._recurring.update((h, h in known) for h in some)
        found = frozenset(h for h in hashes if self._recurring[h])
        if len(self._recurring) > 50_000:
            self._recurring.clear()
        return found

    def turned(self, doc: int) -> set[int]:
        """Return the hashes of a document that are boilerplate of its outlet from now on."""
        outlet = self.outlet(doc)
        if outlet is None:
            return set()
        hashes = self.sketch(doc).tolist()
        known = self.recurring(hashes)
        suspects: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for value, held in self.holders([h for h in hashes if h not in known]).items():
            own = tuple(d for d in held if self.outlet(d) == outlet) if len(held) >= TEXTS else ()
            if len(own) >= TEXTS:
                suspects[own].append(value)
        return {value for own, values in suspects.items() if recurs([self.sketch(d) for d in own]) for value in values}

    def mark(self, hashes: set[int]) -> None:
        """Write that hashes are boilerplate."""
        if hashes:
            self._connection.execute(insert(schema.boilerplate), [{"hash": h} for h in sorted(hashes)])
            self._recurring.update((h, True) for h in hashes)

    def candidates(self, doc: int) -> list[int]:
        """Return the documents worth a comparison with one."""
        own = self.sketch(doc)
        hashes = own.tolist()
        known, outlet = self.recurring(hashes), self.outlet(doc)
        held = ((h in known, [d for d in docs if d != doc]) for h, docs in self.holders(hashes).items())
        return [
            c.doc for c in tally(held)
            if likely(c, min(len(own), len(self.sketch(c.doc))), outlet is not None and self.outlet(c.doc) == outlet)
        ]  # fmt: skip


def link_reuse(connection: Connection, fresh: Sequence[int], gone: Sequence[int], names: OutletNames, touched: set[int]) -> Iterator[Edge]:
    """Yield the edges of new documents. Edges that do not hold any more, because what they rest on turned out to be boilerplate, are
    removed, and the documents at their ends added to `touched`."""
    _remove(connection, gone)
    index = _Index(connection, names)
    for docs in chunks(fresh, CHUNK):
        _store(connection, docs, names)
    turned: set[int] = set()
    for doc in fresh:
        found = index.turned(doc)
        index.mark(found)
        turned |= found
    texts = _Texts(connection, names)
    _again(connection, index, texts, turned, set(fresh), touched)
    new = set(fresh)
    for doc in fresh:
        for other in index.candidates(doc):
            if other not in new or other < doc:  # of two new ones, once
                edge = _compared(index, texts, doc, other)
                if edge is not None:
                    yield edge


def _remove(connection: Connection, gone: Sequence[int]) -> None:
    s, x = schema.sketches.c, schema.shingles.c
    for doc in gone:
        data = connection.execute(select(s.hashes).where(s.doc == doc)).scalar()
        rows = [{"h": h, "d": doc} for h in np.frombuffer(data or b"", dtype="<u4").tolist()]
        if rows:
            connection.execute(delete(schema.shingles).where(x.hash == bindparam("h"), x.doc == bindparam("d")), rows)
    delete_by(connection, s.doc, gone)


def _store(connection: Connection, docs: Sequence[int], names: OutletNames) -> None:
    rows, kept = [], []
    for document in documents_in(connection, docs, names):
        found = sketch(text_of(connection, document.doc), document.body)
        kept.append({"doc": document.doc, "hashes": found.astype("<u4").tobytes()})
        rows += [(h, document.doc) for h in found.tolist()]
    if kept:
        connection.execute(insert(schema.sketches), kept)
    insert_plain(connection, schema.shingles, sorted(rows))


class _Texts:
    """Texts ready to be compared; few are held."""

    def __init__(self, connection: Connection, names: OutletNames) -> None:
        self._connection, self._names = connection, names
        self.of = lru_cache(maxsize=_TEXTS)(self._of)

    def _of(self, doc: int) -> ReuseText:
        document = documents_in(self._connection, [doc], self._names)[0]
        quotes = quotes_of(self._connection, [doc]).get(doc, ())
        return ReuseText.of(document, text_of(self._connection, doc), quotes)


def _compared(index: _Index, texts: _Texts, doc: int, other: int) -> Edge | None:
    one, two = texts.of(doc), texts.of(other)
    stale = index.recurring([*one.sketch.tolist(), *two.sketch.tolist()])
    found = compare_documents(one, two, stale)
    return _edge(found, doc, other, one, two) if found is not None else None


def _edge(found: ReuseEdge, doc: int, other: int, one: ReuseText, two: ReuseText) -> Edge:
    """Return the edge from who takes; where that is not known, from the one whose id comes later."""
    if found.direction == "to_other" or (found.direction is None and two.id > one.id):
        found, doc, other, two = found.turned(), other, doc, one
    day = f" of {two.published[:10]}" if two.published else ""
    told = found.told(f"{two.outlet or 'document'}{day} ({two.id[:12]})")
    kind: LineageKind = "passage" if found.kind == "passages" else "copy"
    return Edge(
        doc, other, two.outlet, kind, Reason(found.reason.score, told), found.spans, found.other_spans, found.direction is not None,
        share=round(found.share, 4), origin_share=round(found.other_share, 4),
    )  # fmt: skip


def _again(connection: Connection, index: _Index, texts: _Texts, turned: set[int], fresh: set[int], touched: set[int]) -> None:
    """Compare older pairs anew that share what turned out to be boilerplate."""
    x = schema.lineage.c
    docs = {d for held in index.holders(sorted(turned)).values() for d in held} - fresh
    for some in chunks(sorted(docs), CHUNK):
        query = select(x.edge, x.doc, x.origin_doc).where(x.doc.in_(some), x.kind.in_(("copy", "passage")), x.share.is_not(None))
        for row in connection.execute(query).all():
            if row.origin_doc not in docs:
                continue
            connection.execute(delete(schema.lineage).where(x.edge == row.edge))
            edge = _compared(index, texts, row.doc, row.origin_doc)
            if edge is not None:
                connection.execute(insert(schema.lineage), edge_row(edge))
            touched.update((row.doc, row.origin_doc))
