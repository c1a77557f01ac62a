"""Reuse among all documents of a pile in memory, by the functions that linking uses: for tests of what they give together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

from lagebild.link.records import DocumentIn, Edge, LineageKind
from lagebild.link.reuse.compare import COPY
from lagebild.link.reuse.index import MemoryIndex
from lagebild.link.reuse.records import ReuseEdge, ReuseText
from lagebild.link.reuse.update import add_document
from lagebild.model import Spans

REWRITE: Final = 0.25  # of a text: less is a passage, which does not make two texts one
_EDGES: Final = 3
_TEXTS: Final = 64  # held at a time


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

    @lru_cache(maxsize=_TEXTS)
    def read(place: int) -> ReuseText:
        document = documents[place]
        return ReuseText.of(document, text_of(document.doc), quotes_of(document.doc))

    pairs: dict[int, dict[int, ReuseEdge]] = defaultdict(dict)

    def linked(places: Collection[int]) -> list[tuple[int, int]]:
        return [(one, other) for one, others in pairs.items() for other in others if one in places or other in places]

    for place in range(len(documents)):
        for one, other, edge in add_document(index, place, read(place), read, linked):
            if edge is None:
                del pairs[one][other]
            else:
                pairs[one][other] = edge
    found: dict[int, list[Edge]] = defaultdict(list)
    for one, edges_of_one in pairs.items():
        for other, reuse in edges_of_one.items():
            edge_of_two = _edge(documents[one], documents[other], reuse)
            if edge_of_two is not None:
                found[edge_of_two.doc].append(edge_of_two)
    places = {d.doc: place for place, d in enumerate(documents)}
    for edges in found.values():
        edges.sort(key=lambda e: (-e.reason.score, places[e.origin_doc] if e.origin_doc is not None else -1))
        yield from edges[:_EDGES]
