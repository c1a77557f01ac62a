"""How many independent origins stand behind a claim: 300 republications of one word are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lagebild.link.groups import Groups
from lagebild.link.outlets import OutletNames
from lagebild.link.records import DocumentIn, Edge, OriginOut, Unit
from lagebild.link.words import normal

_TEXT_KINDS: Final = frozenset({"copy", "rewrite", "translation"})
_HANDED_ON: Final = ("republished_from", "translated_from", "agency")
_UNNAMED: Final = frozenset({"anonymous", "group"})
_MOST_REASONS: Final = 12
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of the documents' own origins: `root` stands for all documents of one text, `origin` is an outlet they credit."""

    root: Mapping[int, int]
    origin: Mapping[int, str]
    outlet: Mapping[int, str]
    ids: Mapping[int, str]
    names: OutletNames

    @classmethod
    def of(cls, documents: Iterable[DocumentIn], edges: Iterable[Edge], names: OutletNames) -> Provenance:
        """Gather it; the oldest document of a text stands for it."""
        known = {d.doc: d for d in documents}
        groups: Groups[int] = Groups(known)
        for edge in edges:
            if edge.kind in _TEXT_KINDS and edge.origin_doc is not None:
                groups.join(edge.doc, edge.origin_doc)
        root = {}
        for members in groups.groups():
            first = min(members, key=lambda doc: (known[doc].published is None, known[doc].published or "", known[doc].id))
            root.update(dict.fromkeys(members, first))
        origin = {d.doc: o for d in known.values() if (o := _handed_on(d))}
        outlets = {d.doc: d.outlet for d in known.values() if d.outlet}
        return cls(root, origin, outlets, {d.doc: d.id for d in known.values()}, names)


def _handed_on(document: DocumentIn) -> str | None:
    """Return the outlet or agency whose report a document says it hands on."""
    for kind in _HANDED_ON:
        for credit in document.credits:
            if credit.kind == kind:
                return credit.origin
    return None


def _is_own_voice(unit: Unit) -> bool:
    return not unit.chain and not unit.who


def _own_key(doc: int, known: Provenance) -> Key:
    root = known.root.get(doc, doc)
    outlet = known.origin.get(doc) or known.origin.get(root) or known.outlet.get(root)
    return ("outlet", outlet) if outlet else ("text", known.ids.get(root, str(root)))


def origin_key(unit: Unit, known: Provenance) -> Key:
    """Return what a supporter rests on: the entity, name, or anonymous source at the end of its chain, else its outlet or text."""
    if _is_own_voice(unit):
        return _own_key(unit.doc, known)
    end = unit.who or unit.chain[-1]
    if unit.source_class in _UNNAMED and unit.speaker is None:
        via = known.names.of(unit.chain[-2]) if len(unit.chain) > 1 else None
        return ("via", via, "unnamed") if via else ("unnamed", *_own_key(unit.doc, known))
    if unit.source_class in ("outlet", "agency"):
        return ("outlet", known.names.of(end) or end)
    return ("entity", unit.speaker) if unit.speaker else ("name", normal(end))


def _label(unit: Unit, known: Provenance) -> str:
    if _is_own_voice(unit):
        root = known.root.get(unit.doc, unit.doc)
        return known.origin.get(unit.doc) or known.outlet.get(root) or f"document {known.ids.get(root, root)}"
    return " → ".join(dict.fromkeys((*unit.chain[:-1], unit.who or unit.chain[-1])))


def _why(first: Unit, unit: Unit, known: Provenance) -> str:
    """Say why a supporter counts as one with an earlier one."""
    if first.doc != unit.doc and known.root.get(first.doc) == known.root.get(unit.doc):
        return f"{known.ids.get(unit.doc)} and {known.ids.get(first.doc)} are one text (copy, rewrite or translation)"
    if _is_own_voice(unit) and not _is_own_voice(first):
        return f"{known.ids.get(unit.doc)} tells in its own voice what it has from {_label(first, known)}"
    if first.doc == unit.doc:
        return f"{known.ids.get(unit.doc)} gives the same source twice: {_label(unit, known)}"
    return f"{known.ids.get(unit.doc)} and {known.ids.get(first.doc)} both rest on {_label(first, known)}"


def _groups(units: Sequence[Unit], known: Provenance) -> list[list[int]]:
    """Group supporters by what they rest on; a document's own voice rests on the source that its text names."""
    groups: Groups[int] = Groups(range(len(units)))
    by_key: dict[Key, int] = {}
    attributed: dict[int, int] = {}
    for k, unit in enumerate(units):
        groups.join(by_key.setdefault(origin_key(unit, known), k), k)
        if not _is_own_voice(unit):
            handed_on = ("same text", str(known.root.get(unit.doc, unit.doc)), normal(unit.who or unit.chain[-1]))
            groups.join(by_key.setdefault(handed_on, k), k)
            attributed.setdefault(known.root.get(unit.doc, unit.doc), k)
    for k, unit in enumerate(units):
        source = attributed.get(known.root.get(unit.doc, unit.doc))
        if _is_own_voice(unit) and source is not None:
            groups.join(source, k)
    return groups.groups()


def find_origins(units: Sequence[Unit], known: Provenance) -> tuple[tuple[int, ...], tuple[OriginOut, ...]]:
    """Return the origin's number (from 1; 0 for deniers) of each unit, and the origins. `units` are sorted by `Unit.order`."""
    supporters = [k for k, unit in enumerate(units) if unit.side == "supports"]
    numbers = [0] * len(units)
    origins = []
    grouped = [sorted(supporters[k] for k in group) for group in _groups([units[k] for k in supporters], known)]
    for number, members in enumerate(sorted(grouped), 1):
        first = units[members[0]]
        named = next((units[k] for k in members if not _is_own_voice(units[k])), first)
        reasons: dict[str, None] = {}
        for k in members:
            numbers[k] = number
            if k != members[0]:
                reasons.setdefault(_why(first, units[k], known))
        origins.append(OriginOut(number, _label(named, known), _few(list(reasons))))
    return tuple(numbers), tuple(origins)


def _few(reasons: list[str]) -> tuple[str, ...]:
    if len(reasons) <= _MOST_REASONS:
        return tuple(reasons)
    return (*reasons[:_MOST_REASONS], f"and {len(reasons) - _MOST_REASONS} more of the kind")
