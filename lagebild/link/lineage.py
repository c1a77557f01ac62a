"""Who takes from whom: copies and rewrites by shared passages, and what documents say of their own origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lagebild.link.records import CreditIn, DocumentIn, Edge, LineageKind, Reason
from lagebild.link.reuse import link_reuse

_CREDIT_KINDS: Final[dict[str, LineageKind]] = {
    "agency": "credits", "republished_from": "credits", "translated_from": "translation", "first_reported_by": "cites", "cites": "cites",
}  # fmt: skip


def _age(document: DocumentIn) -> tuple[bool, str, str]:
    """Return what sorts documents from the oldest; a day without an hour counts as its beginning."""
    return (document.published is None, document.published or "", document.id)


def _credit_edge(document: DocumentIn, credits: list[CreditIn]) -> Edge:
    first = credits[0]
    kind = _CREDIT_KINDS.get(first.kind, "credits")
    foreign = next((c.lang for c in credits if c.lang and c.lang != document.lang), None)
    if kind == "credits" and first.kind == "republished_from" and foreign:
        kind = "translation"
    words = {"translation": "names as its original, in another language", "credits": "credits", "cites": "cites"}[kind]
    spans = tuple(sorted({c.span for c in credits}))
    return Edge(document.doc, None, first.origin, kind, Reason(1.0, f"the document {words}: “{first.origin}”"), spans)


def _credited(document: DocumentIn) -> Iterator[Edge]:
    grouped: dict[tuple[str, str], list[CreditIn]] = defaultdict(list)
    for credit in document.credits:
        if credit.origin != document.outlet:
            grouped[_CREDIT_KINDS.get(credit.kind, "credits"), credit.origin].append(credit)
    for credits in grouped.values():
        yield _credit_edge(document, credits)


def link_lineage(documents: Sequence[DocumentIn], text_of: Callable[[int], str]) -> list[Edge]:
    """Return all edges, strongest first. `text_of` gives a document's text; few texts are held at a time."""
    ordered = sorted(documents, key=_age)
    edges = [*link_reuse(ordered, text_of), *(edge for d in ordered for edge in _credited(d))]
    ids = {d.doc: d.id for d in ordered}
    return sorted(edges, key=lambda e: (-e.reason.score, ids[e.doc], ids.get(e.origin_doc or -1, ""), e.origin or "", e.kind))


def same_text_groups(edges: Sequence[Edge]) -> list[tuple[int, int, Edge]]:
    """Return the pairs of documents that count as one voice: copy, rewrite or translation of one another."""
    return [(e.doc, e.origin_doc, e) for e in edges if e.origin_doc is not None and e.kind in ("copy", "rewrite", "translation")]
