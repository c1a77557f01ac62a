"""Reuse among all documents of a pile at once, as edges of lineage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from lagebild.link.records import DocumentIn, Edge, LineageKind
from lagebild.link.reuse.compare import COPY, compare_documents
from lagebild.link.reuse.index import MemoryIndex
from lagebild.link.reuse.records import ReuseEdge, ReuseText
from lagebild.link.reuse.sketch import sketch
from lagebild.model import Spans

REWRITE: Final = 0.25  # of a text: less is a passage, which does not make two texts one
_CANDIDATES: Final = 8
_EDGES: Final = 3
_TEXTS: Final = 32  # held at a time


def _edge(document: DocumentIn, other: DocumentIn, found: ReuseEdge) -> Edge | None:
    """Return the edge of lineage from the later of two documents; where neither took from the other for certain, it is undirected."""
    if found.reason.score < REWRITE:
        return None
    if found.direction == "to_other":
        document, other, found = other, document, found.turned()
    kind: LineageKind = "copy" if found.reason.score >= COPY else "rewrite"
    return Edge(
        document.doc, other.doc, other.outlet, kind, found.reason, found.spans, found.other_spans,
        found.direction is not None, True, round(found.share, 3), round(found.other_share, 3),
    )  # fmt: skip


def link_reuse(
    documents: Sequence[DocumentIn], text_of: Callable[[int], str], quotes_of: Callable[[int], Spans] = lambda doc: ()
) -> Iterator[Edge]:
    """Yield the edges of documents given oldest first, at most three a document, the strongest; linear in the pile.

    `text_of` and `quotes_of` give a document's text and its spans of direct speech.
    """
    index = MemoryIndex()
    sketches = [sketch(text_of(d.doc), d.body) for d in documents]
    for place, document in enumerate(documents):
        index.add(place, document.outlet, sketches[place])

    @lru_cache(maxsize=_TEXTS)
    def read(place: int) -> ReuseText:
        document = documents[place]
        return ReuseText.of(document, text_of(document.doc), quotes_of(document.doc))

    found: dict[int, list[Edge]] = defaultdict(list)
    for place, document in enumerate(documents):
        older = [c.doc for c in index.candidates(sketches[place], document.outlet) if c.doc < place]
        for other in older[:_CANDIDATES]:
            reuse = compare_documents(read(place), read(other), index.recurring(sketches[place], sketches[other]))
            edge = _edge(document, documents[other], reuse) if reuse else None
            if edge is not None:
                found[edge.doc].append(edge)
    places = {d.doc: place for place, d in enumerate(documents)}
    for edges in found.values():
        edges.sort(key=lambda e: (-e.reason.score, places[e.origin_doc] if e.origin_doc is not None else -1))
        yield from edges[:_EDGES]
