"""Adding a document: which pairs it makes, and which earlier ones it undoes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from lagebild.link.reuse.compare import compare_documents
from lagebild.link.reuse.index import SketchIndex
from lagebild.link.reuse.records import ReuseEdge, ReuseText


class Change(NamedTuple):
    """A pair of documents and its edge as seen from `doc`; None where it has none any more."""

    doc: int
    other: int
    edge: ReuseEdge | None


def add_document(
    index: SketchIndex,
    doc: int,
    text: ReuseText,
    read: Callable[[int], ReuseText],
    linked: Callable[[Collection[int]], Iterable[tuple[int, int]]],
) -> list[Change]:
    """Add a document to the index; returns its edges, and those of earlier pairs that a stretch of boilerplate, now known, changes.

    `read` gives the text of a document in the index; `linked` the pairs with an edge of which one or both are among some documents.
    Adding documents one by one, in whatever order, gives the edges that all of them at once give: an edge depends on its two texts and on
    what is boilerplate in the end, and what is boilerplate only grows.
    """

    def judged(one: ReuseText, other: ReuseText) -> ReuseEdge | None:
        return compare_documents(one, other, index.recurring(one.sketch, other.sketch))

    turned = index.add(doc, text.outlet, text.sketch)
    others = [c.doc for c in index.candidates(text.sketch, text.outlet) if c.doc != doc]
    found = [Change(doc, other, edge) for other in others if (edge := judged(text, read(other))) is not None]
    if turned:
        found += [Change(a, b, judged(read(a), read(b))) for a, b in linked(index.holders(turned)) if doc not in (a, b)]
    return found
