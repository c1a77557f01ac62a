"""Who takes from whom, made ready for tables, trees and pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lagebild.store.records import LineageEdge
    from lagebild.store.view import View

VERBATIM: Final = ("copy", "passage")
"""Ties of the same words."""
TEXT_KINDS: Final = (*VERBATIM, "rewrite", "translation")
"""Ties by which text went from one report into another, or may have."""
KINDS: Final = (*TEXT_KINDS, "credits", "cites")
FAMILY: Final = 500
"""So many documents at most are followed from one to those that share its text."""
_OUTLET: Final = "outlet "  # begins the key of an outlet's node: no document's id holds a space
_CREDITING: Final = ("credits", "cites")


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet by what its documents take: all counts are of documents, and of ties that are certain.

    `taken`: share text with another outlet's that is known to be the origin; `original`: neither do that nor credit another for their
    text, as far as is known; `given`: their text stands in others' documents; `crediting` name another outlet as their source, in
    `credited` others name this one. An outlet may be credited that has no document in the case.
    """

    name: str
    documents: int
    original: int
    taken: int
    given: int
    crediting: int
    credited: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ties to gather: those of a document's family, with an outlet whose name holds a text, of some kinds, uncertain ones too."""

    document: str | None = None
    outlet: str | None = None
    kinds: tuple[str, ...] | None = None
    candidates: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A document, or an outlet that documents name as a source (`document` is None then)."""

    key: str
    outlet: str
    document: str | None = None
    title: str = ""
    published: str | None = None
    lang: str | None = None

    @property
    def order(self) -> tuple[bool, bool, str, str]:
        """What sorts nodes: outlets first, then documents by publication."""
        return (self.document is not None, self.published is None, self.published or "", self.key)


@dataclass(frozen=True, slots=True)
class Tie:
    """`taker` has something from `giver` (keys of nodes); where it is not `directed`, it may be the other way round."""

    giver: str
    taker: str
    kind: str
    score: float
    share: float | None
    directed: bool
    certain: bool
    reason: str

    @property
    def names(self) -> bool:
        """Whether the taker names the giver as its source; else text went over, or may have."""
        return self.kind not in TEXT_KINDS


@dataclass(frozen=True, slots=True)
class Lineage:
    """Nodes by key, and the ties between them, strongest first."""

    nodes: Mapping[str, Node]
    ties: tuple[Tie, ...]


def main_ties(lineage: Lineage) -> dict[str, Tie]:
    """Return, for each report that has text from others, the tie to the one that it has it from most surely and most of; of
    several alike the oldest."""
    found: dict[str, tuple[tuple[bool, bool, float], Tie]] = {}
    for t in sorted((t for t in lineage.ties if not t.names), key=lambda t: lineage.nodes[t.giver].order):
        strength = (t.certain, t.directed, round(t.share if t.share is not None else t.score, 1))
        if t.taker not in found or strength > found[t.taker][0]:
            found[t.taker] = strength, t
    return {taker: t for taker, (_, t) in found.items()}


def _namer(view: View) -> Callable[[str | None], str]:
    names = view.outlet_names()
    return lambda name: names.get(name, name) if name else ""


def outlet_rows(view: View, outlet: str | None = None) -> list[OutletRow]:
    """Return who originates, takes and credits, the most taken and credited first; of outlets whose name holds `outlet`, if given.

    Memory grows with the number of documents, not with their texts.
    """
    named = _namer(view)
    outlet_of, documents = {}, Counter[str]()
    for d in view.documents(all_versions=True):
        outlet_of[d.id] = named(d.outlet)
        documents[outlet_of[d.id]] += d.current
    sets: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for e in view.lineage():
        taker = outlet_of.get(e.document)
        if taker is not None and e.certain and e.directed:
            _count(sets, e, taker, named(e.origin) if e.origin_document is None else outlet_of.get(e.origin_document, ""))
    wanted = (name for name in {*documents, *sets} if outlet is None or outlet.casefold() in name.casefold())
    rows = [_row(name, documents[name], sets[name]) for name in sorted(wanted)]
    return sorted(rows, key=lambda r: (-(r.given + r.credited), -r.documents, r.name))


def _count(sets: dict[str, dict[str, set[str]]], e: LineageEdge, taker: str, giver: str) -> None:
    if giver == taker:  # an outlet's own earlier report
        return
    if e.kind in _CREDITING:
        sets[taker]["crediting"].add(e.document)
        sets[giver]["credited"].add(e.document)
    if e.kind in TEXT_KINDS:
        sets[taker]["taken"].add(e.document)
        sets[giver]["given"].add(e.origin_document or e.document)
    if e.kind != "cites":
        sets[taker]["derived"].add(e.document)


def _row(name: str, documents: int, found: Mapping[str, set[str]]) -> OutletRow:
    sizes = {key: len(value) for key, value in found.items()}
    return OutletRow(
        name, documents, documents - sizes.get("derived", 0), sizes.get("taken", 0), sizes.get("given", 0), sizes.get("crediting", 0),
        sizes.get("credited", 0),
    )  # fmt: skip


def gather(view: View, wanted: Wanted) -> Lineage:
    """Return who takes from whom."""
    named = _namer(view)
    ties = [_tie(e, named) for e in _chosen(view, wanted)]
    used = {key for t in ties for key in (t.giver, t.taker)}
    nodes = {key: Node(key, key.removeprefix(_OUTLET)) for key in used if key.startswith(_OUTLET)}
    for d in view.documents(all_versions=True):
        if d.id in used:
            nodes[d.id] = Node(d.id, named(d.outlet), d.id, d.title or d.name, d.published, d.lang)
    if wanted.outlet is not None:
        words = wanted.outlet.casefold()
        ties = [t for t in ties if any(words in nodes[key].outlet.casefold() for key in (t.giver, t.taker))]
        used = {key for t in ties for key in (t.giver, t.taker)}
    return Lineage({key: node for key, node in nodes.items() if key in used}, tuple(_oriented(t, nodes) for t in ties))


def edges(view: View, wanted: Wanted, found: Lineage) -> Iterator[LineageEdge]:
    """Yield, with their passages, the edges that were gathered as `found`."""
    named = _namer(view)
    told = {(frozenset((t.giver, t.taker)), t.kind) for t in found.ties}
    for e in _chosen(view, wanted):
        t = _tie(e, named)
        if (frozenset((t.giver, t.taker)), t.kind) in told:
            yield e


def _chosen(view: View, wanted: Wanted) -> Iterator[LineageEdge]:
    kinds = wanted.kinds if wanted.kinds is not None else KINDS
    for e in view.lineage() if wanted.document is None else _family(view, wanted.document, wanted.candidates):
        if e.kind in kinds and (e.certain or wanted.candidates):
            yield e


def _family(view: View, document: str, candidates: bool) -> Iterator[LineageEdge]:
    """Yield the edges of a document, and of all that share text with it, step by step."""
    waiting = [view.document(document).info.id]
    seen, told = set(waiting), set()
    while waiting:
        for e in view.lineage(waiting.pop()):
            mark = (e.document, e.origin_document, e.origin, e.kind)
            if mark not in told:
                told.add(mark)
                yield e
            if e.kind in TEXT_KINDS and (e.certain or candidates) and len(seen) < FAMILY:
                fresh = [d for d in (e.document, e.origin_document) if d is not None and d not in seen]
                seen.update(fresh)
                waiting.extend(fresh)


def _tie(e: LineageEdge, named: Callable[[str | None], str]) -> Tie:
    giver = e.origin_document or _OUTLET + named(e.origin)
    return Tie(giver, e.document, e.kind, e.score, e.share, e.directed, e.certain, e.reason)


def _oriented(t: Tie, nodes: Mapping[str, Node]) -> Tie:
    """Of two that share text, with no telling who took it, the older stands first."""
    if t.directed or nodes[t.giver].order <= nodes[t.taker].order:
        return t
    return Tie(t.taker, t.giver, t.kind, t.score, None, False, t.certain, t.reason)
