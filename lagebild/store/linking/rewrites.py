"""Rewrites and translations over a case: lists of facts with their keys in tables, each likely pair compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, select

from lagebild.link.outlets import OutletNames
from lagebild.link.records import Edge
from lagebild.link.rewrites import FactList, Figure, Name, Told, When, compare, facts, keys
from lagebild.store import schema
from lagebild.store.linking.documents import documents_in, quotes_of
from lagebild.store.linking.spaces import Kind, Space
from lagebild.store.queries.common import chunks
from lagebild.store.queries.documents import text_of

_DOCUMENTS: Final = 64
FACTS: Final[Kind[FactList]] = Kind("facts", FactList.as_json, FactList.from_json, keys)


def told(connection: Connection, docs: Sequence[int], names: OutletNames) -> Iterator[Told]:
    """Yield what some documents (a few dozen) tell, by their stored records."""
    m, q, t, d = schema.mentions.c, schema.quantities.c, schema.times.c, schema.documents.c
    named, figures, times = defaultdict(list), defaultdict(list), defaultdict(list)
    for m_row in connection.execute(select(m.doc, m.start, m.end, m.kind, m.name, m.country).where(m.doc.in_(docs)).order_by(m.doc, m.ord)):
        named[m_row.doc].append(Name((m_row.start, m_row.end), m_row.kind, m_row.name, m_row.country))
    for q_row in connection.execute(select(q.doc, q.start, q.end, q.value, q.upper, q.unit).where(q.doc.in_(docs)).order_by(q.doc, q.ord)):
        figures[q_row.doc].append(Figure((q_row.start, q_row.end), q_row.value, q_row.upper, q_row.unit))
    for t_row in connection.execute(select(t.doc, t.start, t.end, t.value, t.kind).where(t.doc.in_(docs)).order_by(t.doc, t.ord)):
        times[t_row.doc].append(When((t_row.start, t_row.end), t_row.value, t_row.kind))
    titles = {row.pk: row.title or "" for row in connection.execute(select(d.pk, d.title).where(d.pk.in_(docs)))}
    quotes = quotes_of(connection, docs)
    for x in documents_in(connection, docs, names):
        yield Told(
            x.doc, x.id, x.outlet, x.published, x.lang, titles[x.doc], text_of(connection, x.doc), x.body, x.credits, tuple(named[x.doc]),
            tuple(figures[x.doc]), tuple(times[x.doc]), quotes.get(x.doc, ()),
        )  # fmt: skip


def facts_of(connection: Connection, docs: Sequence[int], names: OutletNames) -> list[FactList]:
    """Return the facts that some documents (a few dozen) tell."""
    return [facts(x) for x in told(connection, docs, names)]


def link_rewrites(connection: Connection, found: Iterable[FactList], gone: Sequence[int]) -> Iterator[Edge]:
    """Yield the rewrites and translations that documents with these facts, new ones, are of others, or others of them; candidates, too."""
    space = Space(connection, FACTS)
    space.remove(gone)
    for some in chunks(found, _DOCUMENTS):
        for one, other in space.pairs([(x.doc, 0, x) for x in some]):
            edge = compare(one, other)
            if edge is not None:
                yield edge
        space.settle()
