"""Passages of a document that stand in others too: gathered, so that each partner or group of partners is marked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from lagebild.present.lineage import TEXT_KINDS
from lagebild.present.text import clip, percent, short

if TYPE_CHECKING:
    from lagebild.model import Spans
    from lagebild.store.records import DocumentInfo, LineageEdge
    from lagebild.store.view import View

MOST: Final = 9
"""So many groups of passages are marked in a text: those that share most of it."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other side of an edge: `way` is "from" where the shown document takes from it, "to" where it is taken from, else "?"."""

    document: str
    outlet: str | None
    published: str | None
    kind: str
    way: str
    share: float | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """Passages shared with `partners`, all of which have just these; numbered from 1, the certain before the uncertain."""

    number: int
    spans: Spans
    certain: bool
    partners: tuple[Partner, ...]

    @property
    def label(self) -> str:
        return f"k{self.number}" + ("" if self.certain else "?")


def reuse_of(document: str, edges: Iterable[LineageEdge], info_of: Callable[[str], DocumentInfo | None]) -> list[Reuse]:
    """Return the passages of `document` that edges tie to other documents, those with most of the text first."""
    groups: dict[tuple[bool, Spans], list[Partner]] = {}
    for e in edges:
        if e.kind in TEXT_KINDS and e.origin_document is not None:
            mine = e.document == document
            spans = e.spans if mine else e.origin_spans
            partner = _partner(e, e.origin_document if mine else e.document, mine, info_of)
            groups.setdefault((e.certain, tuple(sorted(spans))), []).append(partner)
    order = sorted(groups.items(), key=lambda x: (not x[0][0], -_length(x[0][1]), x[1][0].document))
    return [Reuse(n, spans, certain, tuple(sorted(found, key=_age))) for n, ((certain, spans), found) in enumerate(order, 1)]


def named_info(view: View, document: str) -> DocumentInfo | None:
    """Return a document by its full id, its outlet under the name that stands for it."""
    info = next((d for d in view.versions(document) if d.id == document), None)
    return replace(info, outlet=view.outlet_names().get(info.outlet, info.outlet)) if info is not None and info.outlet else info


def _length(spans: Spans) -> int:
    return sum(b - a for a, b in spans)


def _age(p: Partner) -> tuple[bool, str, str]:
    return (p.published is None, p.published or "", p.document)


def _partner(e: LineageEdge, other: str, mine: bool, info_of: Callable[[str], DocumentInfo | None]) -> Partner:
    info = info_of(other)
    way = "?" if not e.directed else "from" if mine else "to"
    share = e.share if mine else e.origin_share
    return Partner(other, info.outlet if info else None, info.published if info else None, e.kind, way, share, e.score, e.reason)


def partner_text(p: Partner, certain: bool) -> str:
    """Return `Elbkurier 2024-03-05, copy, 84 %`, the share being that of the shown document's text."""
    how_much = percent(p.share) if p.share is not None and certain else "" if certain else f"likely {percent(p.score)}"
    named = f"{clip(p.outlet or 'outlet unknown', 40)} {p.published or 'undated'}"
    return ", ".join(x for x in (named, p.kind, how_much) if x) + f" · {short(p.document)}"
