"""A pile of documents read and compared as a case would: text reuse, rewrites, and whom each credits and cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from lagebild.link.citations import Saying, citations, leads_to
from lagebild.link.outlets import OutletNames
from lagebild.link.records import DocumentIn, Edge
from lagebild.link.reuse import MemoryIndex, ReuseText, Sketch, compare_documents, sketch
from lagebild.link.rewrites import FactList, Told, compare, facts, keys, told_of
from lagebild.model import Extraction, Span, overlaps

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """A document as comparison takes it, with its extraction's sayings."""

    told: Told
    facts: FactList
    sayings: tuple[Saying, ...]

    @property
    def document(self) -> DocumentIn:
        t = self.told
        return DocumentIn(t.doc, t.id, t.outlet, t.published, t.lang, t.body, t.credits)


class Found(NamedTuple):
    """What comparing a pile gave: text reuse, sure rewrites and candidates, by pair of documents (the smaller number first)."""

    reuse: dict[Pair, Edge]
    sure: dict[Pair, Edge]
    candidates: dict[Pair, Edge]


def read(found: Extraction, doc: int, hide: bool = False) -> Read:
    told = told_of(found, doc)
    if hide:
        told = _hidden(told, found)
    sayings = tuple(Saying(s.chain, s.chain_spans, s.source_class, s.quote[0]) for s in found.statements if s.quote)
    return Read(told, facts(told), sayings)


def _hidden(told: Told, found: Extraction) -> Told:
    """Cut the lines that credit, and the datelines, out of text and records; no credit is left."""
    lines = [r.span for r in found.document.regions if r.kind in ("credit", "dateline")]
    lines += [c.span for c in told.credits if c.kind == "agency"]
    text = list(told.text)
    for a, b in lines:
        text[a:b] = " " * (b - a)

    def kept(span: Span) -> bool:
        return not any(overlaps(span, line) for line in lines)

    body: list[Span] = []
    for span in told.body:
        body += _without(span, sorted(lines))
    return told._replace(
        text="".join(text), body=tuple(body), credits=(), names=tuple(n for n in told.names if kept(n.span)),
        figures=tuple(f for f in told.figures if kept(f.span)), times=tuple(t for t in told.times if kept(t.span)),
        quotes=tuple(q for q in told.quotes if kept(q)),
    )  # fmt: skip


def _without(span: Span, holes: list[Span]) -> Iterator[Span]:
    start, end = span
    for a, b in holes:
        if a < end and b > start:
            if start < a:
                yield start, a
            start = max(start, b)
    if start < end:
        yield start, end


def related(pile: Mapping[int, Read]) -> Found:
    """Compare a pile as a case would: text reuse by sketches, rewrites by keys; each pair once."""
    reuse = dict(_reused(pile))
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for doc, r in pile.items():
        for key in set(keys(r.facts)):
            by_key[key].append(doc)
    pairs = {p for held in by_key.values() for p in combinations(sorted(held), 2)} | set(reuse)
    compared = [((a, b), e) for a, b in sorted(pairs) if (e := compare(pile[a].facts, pile[b].facts)) is not None]
    return Found(reuse, {p: e for p, e in compared if e.certain}, {p: e for p, e in compared if not e.certain})


def _reused(pile: Mapping[int, Read]) -> Iterator[tuple[Pair, Edge]]:
    """Yield the pairs that share text, each as an edge from the one that takes."""
    index, sketches = MemoryIndex(), dict[int, Sketch]()
    for doc, r in pile.items():
        sketches[doc] = sketch(r.told.text, r.told.body)
        index.add(doc, r.told.outlet, sketches[doc])
    texts = {doc: ReuseText.of(r.document, r.told.text, r.told.quotes) for doc, r in pile.items()}
    pairs = {(min(doc, c.doc), max(doc, c.doc)) for doc, r in pile.items() for c in index.candidates(sketches[doc], r.told.outlet)}
    for a, b in sorted(p for p in pairs if p[0] != p[1]):
        found = compare_documents(texts[a], texts[b], index.recurring(sketches[a], sketches[b]))
        if found is None:
            continue
        edge = Edge(a, b, texts[b].outlet, "copy", found.reason, found.spans, found.other_spans, found.direction is not None)
        if found.direction == "to_other":
            edge = Edge(b, a, texts[a].outlet, "copy", found.reason, found.other_spans, found.spans)
        yield (a, b), edge


def cited(pile: Mapping[int, Read], found: Found) -> list[Edge]:
    """Return the edges to outlets; where the pile holds an article of theirs that tells the same, the edge leads there."""
    names = OutletNames([r.document for r in pile.values()])
    relations: dict[int, list[tuple[int, Edge]]] = defaultdict(list)
    for (a, b), edge in {**found.candidates, **found.sure, **found.reuse}.items():
        relations[a].append((b, edge))
        relations[b].append((a, edge))
    edges = []
    for doc, r in pile.items():
        for edge in citations(r.document, r.sayings, names):
            led = [leads_to(edge, pile[other].document, rel, r.told.published, names) for other, rel in relations[doc]]
            edges.append(max((e for e in led if e is not None), key=lambda e: (e.certain, e.reason.score), default=edge))
    return edges
