"""What each document rests a claim on: the end of its chain of sources, what it credits, or its own outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lagebild.link.outlets import OutletNames
from lagebild.link.records import DocumentIn, Edge, Unit
from lagebild.link.told import Told
from lagebild.link.words import normal
from lagebild.model import overlaps

_TEXT_KINDS: Final = frozenset({"copy", "passage", "rewrite", "translation"})
_HANDED_ON: Final = ("republished_from", "translated_from", "agency")
_CITED: Final = ("first_reported_by", "cites")
_UNNAMED: Final = frozenset({"anonymous"})
_MEDIA: Final = frozenset({"outlet", "agency"})


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of the documents' own origins: verified and likely ties of texts, and whose report a document hands on or cites."""

    edges: Mapping[tuple[int, int], Edge]
    handed_on: Mapping[int, str]
    cites: Mapping[int, tuple[tuple[str, tuple[int, int]], ...]]
    outlet: Mapping[int, str]
    ids: Mapping[int, str]
    names: OutletNames = field(repr=False)

    @classmethod
    def of(cls, documents: Iterable[DocumentIn], edges: Iterable[Edge], names: OutletNames) -> Provenance:
        """Gather it; of two edges between the same documents the surer counts."""
        known = list(documents)
        best: dict[tuple[int, int], Edge] = {}
        for edge in edges:
            if edge.kind in _TEXT_KINDS and edge.origin_doc is not None:
                key = (edge.doc, edge.origin_doc)
                if key not in best or edge.reason.score > best[key].reason.score:
                    best[key] = edge
        handed_on = {d.doc: o for d in known if (o := _handed_on(d))}
        cited = {d.doc: tuple((c.origin, c.span) for c in d.credits if c.kind in _CITED) for d in known}
        outlets = {d.doc: d.outlet for d in known if d.outlet}
        return cls(best, handed_on, cited, outlets, {d.doc: d.id for d in known}, names)

    def between(self, a: int, b: int) -> Edge | None:
        return self.edges.get((a, b)) or self.edges.get((b, a))

    def title(self, doc: int) -> str:
        """Return how a document is called in reasons."""
        return self.outlet.get(doc) or f"document {self.ids.get(doc, doc)}"


def _handed_on(document: DocumentIn) -> str | None:
    """Return the outlet or agency whose report a document says it hands on."""
    for kind in _HANDED_ON:
        for credit in document.credits:
            if credit.kind == kind and credit.origin != document.outlet and not (kind == "translated_from" and credit.lang):
                return credit.origin
    return None


@dataclass(frozen=True, slots=True)
class Support:
    """What one document rests a claim on: a source, with the units that name it. `key` is what equal sources have in common.

    voice: what tells the source from others; told: one of the sentences, with what its document is about; reports: its outlet heard or
    saw for itself; chain: through whom it came; home: the source's state; naming: nouns that name it; source_class: its kind.
    """

    doc: int
    key: tuple[str, ...]
    label: str
    units: tuple[int, ...]
    voice: frozenset[str]
    published: str | None
    told: Told | None
    reports: bool
    chain: frozenset[str]
    home: str | None
    naming: frozenset[str]
    source_class: str | None

    @property
    def kind(self) -> str:
        return self.key[0]

    @property
    def own(self) -> bool:
        return self.kind in ("outlet", "text") and not self.voice and not self.chain


def _source(unit: Unit, known: Provenance) -> tuple[tuple[str, ...], str] | None:
    """Return the source at the end of a unit's chain, and how it is called; None where the document tells it itself."""
    if not unit.chain and not unit.who:
        return None
    end = unit.who or unit.chain[-1]
    label = " → ".join(dict.fromkeys((*unit.chain[:-1], end)))
    if unit.source_class in _MEDIA:
        return ("outlet", known.names.of(end) or end), label
    if unit.source_class in _UNNAMED or (unit.source_class == "group" and not unit.voice):
        return ("unnamed", unit.home or "", normal(end)), label
    return ("named", normal(end)), label


def _own(doc: int, units: Sequence[Unit], known: Provenance) -> tuple[tuple[str, ...], str]:
    """Return what a document rests on where it names nobody: what it cites beside the words, what it hands on, else its outlet."""
    where = [u.sentence for u in units if u.sentence is not None]
    for origin, span in known.cites.get(doc, ()):
        if any(overlaps(span, w) for w in where):
            return ("outlet", origin), origin
    found = known.handed_on.get(doc) or known.outlet.get(doc)
    return (("outlet", found), found) if found else (("text", known.ids.get(doc, str(doc))), known.title(doc))


def supports_of(units: Sequence[Unit], known: Provenance) -> list[Support]:
    """Return what each supporting document rests on; its own voice rests on the source that it names in the claim, if any."""
    by_doc: dict[int, dict[tuple[str, ...], tuple[str, list[int]]]] = {}
    own: dict[int, list[int]] = {}
    for k, unit in enumerate(units):
        if unit.side != "supports":
            continue
        source = _source(unit, known)
        if source is None:
            own.setdefault(unit.doc, []).append(k)
        else:
            by_doc.setdefault(unit.doc, {}).setdefault(source[0], (source[1], []))[1].append(k)
    for doc, places in own.items():
        sources = by_doc.setdefault(doc, {})
        key, label = next(((key, label) for key, (label, _) in sources.items()), None) or _own(doc, [units[k] for k in places], known)
        sources.setdefault(key, (label, []))[1].extend(places)
    found = [
        _support(doc, key, label, sorted(at), units, known.names) for doc, sources in by_doc.items() for key, (label, at) in sources.items()
    ]
    return sorted(found, key=lambda s: s.units)


def _support(doc: int, key: tuple[str, ...], label: str, places: list[int], units: Sequence[Unit], names: OutletNames) -> Support:
    telling = next((units[k] for k in places if units[k].telling is not None), None)
    told = Told.of((telling,)) if telling is not None else None
    voice = frozenset(v for k in places for v in units[k].voice)
    reports = any(t.reports for k in places if (t := units[k].telling) is not None)
    chain = frozenset(names.of(c) or c for k in places for c in (*units[k].chain, units[k].who) if c)
    home = next((units[k].home for k in places if units[k].home), None)
    naming = frozenset(n for k in places for n in units[k].naming)
    kind = next((units[k].source_class for k in places if units[k].source_class), None)
    return Support(doc, key, label, tuple(places), voice, units[places[0]].published, told, reports, chain, home, naming, kind)
