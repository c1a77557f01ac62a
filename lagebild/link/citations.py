"""Edges from documents to outlets: whom they credit for their text and whom they cite, whether or not its article is in the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from lagebild.link.outlets import OutletNames
from lagebild.link.records import CreditIn, DocumentIn, Edge, LineageKind, Reason
from lagebild.link.rewrites.features import hours_apart
from lagebild.model import Span, Spans

_KINDS: Final[dict[str, LineageKind]] = {
    "agency": "credits", "republished_from": "credits", "translated_from": "translation", "first_reported_by": "cites", "cites": "cites",
}  # fmt: skip
_STRENGTH: Final[dict[str, int]] = {"translation": 3, "credits": 2, "cites": 1}
_WORDS: Final = {
    "translation": "names as its original, in another language, ", "credits": "credits its text to ", "cites": "cites "
}  # fmt: skip
_NAMED: Final = 0.9  # an outlet that a chain of sources names and the pack knows
_LIKELY: Final = 0.8  # the same of one that only the text calls a medium
_MEDIA: Final = frozenset({"outlet", "agency"})
_EARLY: Final = 1.0  # hours by which the cited article may seem the later, for clocks differ
_SOON: Final = 72.0  # hours in which an article that perhaps tells the same is taken for the one that is cited
_LONG: Final = 240.0
_LONGEST: Final = 60


class Saying(NamedTuple):
    """A statement's chain of sources, nearest the reader first, each with its span; `source_class` is the class of the last."""

    chain: tuple[str, ...]
    spans: tuple[Span | None, ...]
    source_class: str | None
    span: Span


class _Named(NamedTuple):
    kind: LineageKind
    name: str
    span: Span
    score: float
    why: str
    lang: str | None = None


def citations(document: DocumentIn, sayings: Iterable[Saying], names: OutletNames) -> list[Edge]:
    """Return the edges of one document to outlets, one an outlet, the strongest kind first; `origin` is the name that stands for it."""
    grouped: dict[str, list[_Named]] = {}
    for found in (*_credited(document, names), *_cited(document, sayings, names)):
        grouped.setdefault(names.key(found.name) if found.name else "", []).append(found)
    edges = [_edge(document, held, names) for _, held in sorted(grouped.items())]
    return sorted(edges, key=lambda e: (-_STRENGTH[e.kind], -e.reason.score, e.origin or ""))


def _own(document: DocumentIn, name: str, names: OutletNames) -> bool:
    return document.outlet is not None and names.same(name, document.outlet)


def _credited(document: DocumentIn, names: OutletNames) -> Iterator[_Named]:
    for credit in document.credits:
        kind = _KINDS.get(credit.kind, "credits")
        foreign = credit.lang is not None and credit.lang != document.lang
        if kind == "credits" and credit.kind == "republished_from" and foreign:
            kind = "translation"
        if names.is_language(credit.origin):
            yield _Named(kind, "", credit.span, 1.0, f"the document says that it is translated from {credit.lang}", credit.lang)
        elif _may_be_outlet(credit, names) and not _own(document, credit.origin, names):
            name = names.of(credit.origin) or credit.origin
            yield _Named(kind, credit.origin, credit.span, 1.0, f"the document {_WORDS[kind]}“{name}”", credit.lang)


def _may_be_outlet(credit: CreditIn, names: OutletNames) -> bool:
    plain = credit.origin.strip()
    return names.is_outlet(plain) and len(plain) <= _LONGEST and any(c.isalpha() for c in plain[:2])


def _cited(document: DocumentIn, sayings: Iterable[Saying], names: OutletNames) -> Iterator[_Named]:
    """Yield the outlets in chains of sources: known ones anywhere, others where the text calls the last source a medium."""
    for saying in sayings:
        for k, name in enumerate(saying.chain):
            last = k == len(saying.chain) - 1
            known = names.known(name)
            medium = known or (last and saying.source_class in _MEDIA)
            if not medium or not names.is_outlet(name) or _own(document, name, names) or len(name) > _LONGEST:
                continue
            at = saying.spans[k] if k < len(saying.spans) else None
            shown = " → ".join(saying.chain[k:])
            yield _Named("cites", name, at or saying.span, _NAMED if known else _LIKELY, f"the document cites “{names.of(name)}”: {shown}")


def _edge(document: DocumentIn, held: Sequence[_Named], names: OutletNames) -> Edge:
    first = max(held, key=lambda n: (_STRENGTH[n.kind], n.score, -n.span[0]))
    spans: Spans = tuple(sorted({n.span for n in held if n.kind == first.kind}))
    return Edge(document.doc, None, names.of(first.name), first.kind, Reason(first.score, first.why), spans)


def leads_to(edge: Edge, article: DocumentIn, relation: Edge | None, published: str | None, names: OutletNames) -> Edge | None:
    """Return the edge with its article: where an outlet that a document credits or cites has one in the case that tells the same.

    `relation` is what comparing the two documents gave (reuse or rewrite, sure or a candidate); `published` is when the document was.
    None where the article is another outlet's, came later, or tells something else.
    """
    if edge.origin is None or article.outlet is None or relation is None or article.doc == edge.doc:
        return None
    if {relation.doc, relation.origin_doc} != {edge.doc, article.doc}:
        return None
    if not names.same(edge.origin, article.outlet):
        return None
    hours = hours_apart(published, article.published)
    later = (article.published or "")[:16] > (published or "")[:16] and len(article.published or "") > len("2000-01-01")
    if hours is not None and (hours > (_EARLY if later else _LONG if relation.certain else _SOON)):
        return None
    taken = relation.doc == edge.doc
    spans, others = (relation.spans, relation.origin_spans) if taken else (relation.origin_spans, relation.spans)
    reason = Reason(
        min(edge.reason.score, relation.reason.score), f"{edge.reason.text}; its article tells the same: {relation.reason.text}"
    )
    return replace(edge, origin_doc=article.doc, reason=reason, spans=spans or edge.spans, origin_spans=others, certain=relation.certain)
