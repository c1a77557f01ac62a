"""Reuse of text over a case: sketches in a table, likely pairs from it, each compared exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from lagebild.link.outlets import OutletNames
from lagebild.link.records import Edge, LineageKind, Reason
from lagebild.link.reuse.boilerplate import TEXTS, recurs
from lagebild.link.reuse.index import Candidate, likely, tally
from lagebild.link.reuse.records import ReuseEdge, ReuseText
from lagebild.link.reuse.sketch import Sketch
from lagebild.link.reuse.update import add_document
from lagebild.store import schema
from lagebild.store.linking.documents import documents_in, quotes_of
from lagebild.store.linking.edges import edge_row
from lagebild.store.linking.state import CHUNK, delete_by, insert_plain
from lagebild.store.queries.common import chunks
from lagebild.store.queries.documents import text_of

_TEXTS: Final = 64  # held, ready to be compared
_SKETCHES: Final = 4096
_KINDS: Final = ("copy", "passage")


class CaseIndex:
    """The sketches of a case: a `SketchIndex` in its tables."""

    def __init__(self, connection: Connection, names: OutletNames) -> None:
        d, b = schema.documents.c, schema.boilerplate.c
        self._connection = connection
        self._outlets = {row.pk: names.of(row.outlet) for row in connection.execute(select(d.pk, d.outlet).where(d.outlet.is_not(None)))}
        self._recurring = set(connection.execute(select(b.hash)).scalars())
        self._sketch = lru_cache(maxsize=_SKETCHES)(self._read)

    def _read(self, doc: int) -> Sketch:
        s = schema.sketches.c
        data = self._connection.execute(select(s.hashes).where(s.doc == doc)).scalar()
        return np.frombuffer(data or b"", dtype="<u4")

    def _held(self, keys: Sequence[int]) -> dict[int, list[int]]:
        """Return the documents that hold each of some shingles, in the order in which they came."""
        s = schema.shingles.c
        found: dict[int, list[int]] = defaultdict(list)
        for some in chunks(keys, CHUNK):
            for value, doc in self._connection.execute(select(s.hash, s.doc).where(s.hash.in_(some)).order_by(s.hash, s.doc)):
                found[value].append(doc)
        return found

    def add(self, doc: int, outlet: str | None, sketch: Sketch) -> Sequence[int]:
        """Add a document; returns the shingles that are boilerplate from now on."""
        self._connection.execute(insert(schema.sketches), {"doc": doc, "hashes": sketch.astype("<u4").tobytes()})
        insert_plain(self._connection, schema.shingles, [(key, doc) for key in sketch.tolist()])
        if outlet is None:
            return []
        suspects: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for key, held in self._held([k for k in sketch.tolist() if k not in self._recurring]).items():
            own = tuple(d for d in held if self._outlets.get(d) == outlet) if len(held) >= TEXTS else ()
            if len(own) >= TEXTS:
                suspects[own].append(key)
        turned = [key for own, found in suspects.items() if recurs([self._sketch(d) for d in own]) for key in found]
        insert_plain(self._connection, schema.boilerplate, [(key,) for key in turned])
        self._recurring.update(turned)
        return turned

    def candidates(self, sketch: Sketch, outlet: str | None = None) -> list[Candidate]:
        """Return the documents that are worth a comparison, most in common first."""
        held = ((key in self._recurring, docs) for key, docs in self._held(sketch.tolist()).items())
        return [
            c for c in tally(held)
            if likely(c, min(len(sketch), len(self._sketch(c.doc))), outlet is not None and self._outlets.get(c.doc) == outlet)
        ]  # fmt: skip

    def recurring(self, *sketches: Sketch) -> frozenset[int]:
        """Return those shingles of some sketches that are boilerplate of some outlet."""
        return frozenset(key for key in np.concatenate(sketches).tolist() if key in self._recurring)

    def holders(self, keys: Sequence[int]) -> set[int]:
        """Return the documents that hold one of some shingles."""
        return {doc for docs in self._held(keys).values() for doc in docs}


def link_reuse(connection: Connection, fresh: Sequence[int], gone: Sequence[int], names: OutletNames) -> tuple[int, set[int]]:
    """Write the edges of new documents, and anew those that rest on what turned out to be boilerplate.

    Returns how many were written, and the documents at the ends of all that changed. What was boilerplate stays so when its documents go.
    """
    _remove(connection, gone)
    index = CaseIndex(connection, names)

    @lru_cache(maxsize=_TEXTS)
    def read(doc: int) -> ReuseText:
        quotes = quotes_of(connection, [doc]).get(doc, ())
        return ReuseText.of(documents_in(connection, [doc], names)[0], text_of(connection, doc), quotes)

    def linked(docs: Collection[int]) -> list[tuple[int, int]]:
        return list(_linked(connection, docs))

    count, ends = 0, set[int]()
    for doc in fresh:
        changes = add_document(index, doc, read(doc), read, linked)
        x = schema.lineage.c
        for change in changes:
            ends.update((change.doc, change.other))
            if doc not in (change.doc, change.other):
                pair = (x.doc.in_((change.doc, change.other)), x.origin_doc.in_((change.doc, change.other)))
                connection.execute(delete(schema.lineage).where(*pair, x.kind.in_(_KINDS)))
        edges = [_edge(c.edge, c.doc, c.other, read(c.doc), read(c.other)) for c in changes if c.edge is not None]
        if edges:
            connection.execute(insert(schema.lineage), [edge_row(e) for e in edges])
            count += len(edges)
    return count, ends


def _linked(connection: Connection, docs: Collection[int]) -> Iterator[tuple[int, int]]:
    x = schema.lineage.c
    seen: set[tuple[int, int]] = set()
    for some in chunks(sorted(docs), CHUNK):
        query = select(x.doc, x.origin_doc).where(x.kind.in_(_KINDS), or_(x.doc.in_(some), x.origin_doc.in_(some)))
        for doc, origin in connection.execute(query).all():
            if (doc, origin) not in seen:
                seen.add((doc, origin))
                yield doc, origin


def _remove(connection: Connection, gone: Sequence[int]) -> None:
    s, x = schema.sketches.c, schema.shingles.c
    for doc in gone:
        data = connection.execute(select(s.hashes).where(s.doc == doc)).scalar()
        rows = [{"h": h, "d": doc} for h in np.frombuffer(data or b"", dtype="<u4").tolist()]
        if rows:
            connection.execute(delete(schema.shingles).where(x.hash == bindparam("h"), x.doc == bindparam("d")), rows)
    delete_by(connection, s.doc, gone)


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
