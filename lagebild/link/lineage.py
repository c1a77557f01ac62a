"""Who takes from whom: copies and rewrites by shared passages, and what documents say of their own origin."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.link.groups import stretches
from lagebild.link.records import CreditIn, DocumentIn, Edge, LineageKind, Reason
from lagebild.link.shingles import Shared, Shingled, compare, shingle, sketch

COPY: Final = 0.8
REWRITE: Final = 0.25
_FEWEST: Final = 12  # shared shingles below which two texts share a quotation rather than an origin
_FIRST: Final = 6  # of all documents that hold a shingle, so many (the oldest) are taken for its possible origins
_CANDIDATES: Final = 8
_LIKELY: Final = 0.12  # of the smaller sketch, an estimate, in common: about half of what a rewrite shares
_EDGES: Final = 3
_CREDIT_KINDS: Final[dict[str, LineageKind]] = {
    "agency": "credits", "republished_from": "credits", "translated_from": "translation", "first_reported_by": "cites", "cites": "cites",
}  # fmt: skip


def _age(document: DocumentIn) -> tuple[bool, str, str]:
    """Return what sorts documents from the oldest; a day without an hour counts as its beginning."""
    return (document.published is None, document.published or "", document.id)


def _candidates(sketches: Sequence[NDArray[np.uint32]]) -> Iterator[tuple[int, list[int]]]:
    """Yield documents (by place, oldest first) with the older ones that share most of their sketch; linear in the pile."""
    if not sketches:
        return
    sizes = np.array([len(s) for s in sketches], dtype=np.int64)
    owners = np.repeat(np.arange(len(sketches), dtype=np.uint32), sizes)
    hashes = np.concatenate(list(sketches))
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    votes = array("q")
    for start, end in stretches(hashes):
        holders = owners[start:end].tolist()
        for k, holder in enumerate(holders[1:], 1):
            votes.extend(holder << 32 | older for older in holders[: min(k, _FIRST)])
    pairs, counts = np.unique(np.frombuffer(votes, dtype=np.int64), return_counts=True)
    places, others = pairs >> 32, pairs & 0xFFFFFFFF
    shares = counts / np.maximum(np.minimum(sizes[places], sizes[others]), 1)
    likely = (shares >= _LIKELY) & (counts > 1)
    places, others, counts = places[likely], others[likely], counts[likely]
    order = np.lexsort((others, -counts, places))
    for start, end in stretches(places[order], 1):
        ranked = order[start:end]
        yield int(places[ranked[0]]), others[ranked[:_CANDIDATES]].tolist()


def _credits_outlet(document: DocumentIn, other: DocumentIn) -> bool:
    return other.outlet is not None and any(c.origin == other.outlet for c in document.credits)


def _takes(one: DocumentIn, other: DocumentIn, lengths: tuple[int, int]) -> tuple[bool, str]:
    """Tell whether `one` takes from `other`, and why: by date, else credit, else length (the longer is the origin)."""
    a, b = (one.published or "")[:10], (other.published or "")[:10]
    if a and b and a != b:
        return a > b, f"published {abs_days(a, b)} later"
    if _credits_outlet(one, other) != _credits_outlet(other, one):
        return _credits_outlet(one, other), "it credits the other"
    if one.published and other.published and len(one.published) > 10 < len(other.published) and one.published != other.published:
        return one.published > other.published, "published later that day"
    if lengths[0] != lengths[1]:
        return lengths[0] < lengths[1], "it is the shorter"
    return one.id > other.id, "which came first is not known"


def abs_days(a: str, b: str) -> str:
    """Return how far two ISO dates lie apart, in words."""
    try:
        days = abs(int((np.datetime64(a) - np.datetime64(b)) / np.timedelta64(1, "D")))
    except ValueError:
        return "some time"
    return "one day" if days == 1 else f"{days} days"


def _edge(one: DocumentIn, other: DocumentIn, shared: Shared, lengths: tuple[int, int]) -> Edge | None:
    if shared.common < _FEWEST or shared.share_of_shorter < REWRITE:
        return None
    kind: LineageKind = "copy" if shared.share_of_shorter >= COPY else "rewrite"
    later, why = _takes(one, other, lengths)
    text = f"{shared.share_of_shorter:.0%} of the shorter text's five-word sequences stand in the other; {why}"
    reason = Reason(round(shared.share_of_shorter, 3), text)
    if later:
        return Edge(one.doc, other.doc, other.outlet, kind, reason, shared.spans, shared.other_spans)
    return Edge(other.doc, one.doc, one.outlet, kind, reason, shared.other_spans, shared.spans)


def _copies(documents: Sequence[DocumentIn], text_of: Callable[[int], str]) -> Iterator[Edge]:
    @lru_cache(maxsize=32)
    def shingled(place: int) -> Shingled:
        return shingle(text_of(documents[place].doc), documents[place].body)

    sketches = [sketch(text_of(d.doc), d.body) for d in documents]
    found: dict[int, list[Edge]] = defaultdict(list)
    for place, others in _candidates(sketches):
        for other in others:
            one, two = shingled(place), shingled(other)
            edge = _edge(documents[place], documents[other], compare(one, two), (len(one.hashes), len(two.hashes)))
            if edge is not None:
                found[edge.doc].append(edge)
    ids = {d.doc: _age(d) for d in documents}
    for edges in found.values():
        edges.sort(key=lambda e: (-e.reason.score, ids[e.origin_doc] if e.origin_doc is not None else (True, "", "")))
        yield from edges[:_EDGES]


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
    edges = [*_copies(ordered, text_of), *(edge for d in ordered for edge in _credited(d))]
    ids = {d.doc: d.id for d in ordered}
    return sorted(edges, key=lambda e: (-e.reason.score, ids[e.doc], ids.get(e.origin_doc or -1, ""), e.origin or "", e.kind))


def same_text_groups(edges: Sequence[Edge]) -> list[tuple[int, int, Edge]]:
    """Return the pairs of documents that count as one voice: copy, rewrite or translation of one another."""
    return [(e.doc, e.origin_doc, e) for e in edges if e.origin_doc is not None and e.kind in ("copy", "rewrite", "translation")]
