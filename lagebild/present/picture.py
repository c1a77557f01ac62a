"""Lineage as a picture: a row for each outlet, reports along the time, arrows from origins to those that took from them; plain SVG."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from lagebild.link.groups import Groups
from lagebild.present.brief.words import language, load_labels
from lagebild.present.lineage import KINDS, VERBATIM, Lineage, Node, Tie, main_ties
from lagebild.present.text import clip, percent

MAX_DOCUMENTS: Final = 120
MAX_LANES: Final = 32
MAX_TIES: Final = 80
"""Of more ties than these, a report's text is tied only to the one that it has most from."""
MAX_TOLD: Final = 120
"""So many ties are told in words beside the picture, for those who do not see it."""
WIDTH: Final = 1000.0
_LEFT, _RIGHT, _TOP, _ROW, _LINE = 205.0, 56.0, 24.0, 34.0, 24.0
_RADIUS: Final = 6.0
_STEP: Final = 13.0  # between reports of one outlet on one day
_TICK: Final = 82.0  # the least room for a date
_LETTER: Final = 6.6  # the mean width of a letter of the legend


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    label: str
    x: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A report (a dot), or an outlet named as a source (a square); `document` is an id, for links."""

    document: str | None
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A tie; `path` is SVG path data, `label` tells it in words."""

    kind: str
    certain: bool
    directed: bool
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the legend: `kind` is a kind of tie, `candidate`, `undirected` or `source`."""

    kind: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    axis: float
    title: str
    description: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]
    legend: tuple[Mark, ...]


def layout(lineage: Lineage, lang: str | None = None) -> Picture:
    """Place reports by outlet and day, and tie them; the same lineage gives the same picture. The largest families are drawn first."""
    words = load_labels(language(lang, _spoken(lineage.nodes.values())))
    nodes, ties = _kept(lineage)
    lanes = _lanes(nodes, ties)
    columns, ticks = _columns(nodes, lanes, words["picture"]["undated"])
    axis = _TOP + _ROW * len(lanes)
    places = {key: (columns[key], lanes[node.outlet]) for key, node in nodes.items()}
    labels = {key: _name(node, words) for key, node in nodes.items()}
    arrows = tuple(
        Arrow(t.kind, t.certain, t.directed, _path(places[t.giver], places[t.taker], t.directed), _told(t, labels, words))
        for t in reversed(ties)
    )
    spots = tuple(
        Spot(n.document, f"{labels[key]}: {clip(n.title, 90)}" if n.document else labels[key], *places[key]) for key, n in nodes.items()
    )
    legend = tuple(_legend(nodes.values(), ties, words, axis + 46))
    return Picture(
        WIDTH, (max((m.y for m in legend), default=axis) + 18), axis, words["picture"]["title"],
        _described(lineage, nodes, ties, [a.label for a in reversed(arrows)], words),
        tuple(Lane(clip(name or words["unknown"], 24), y) for name, y in lanes.items()), ticks, spots, arrows, legend,
    )  # fmt: skip


def picture_svg(lineage: Lineage, lang: str | None = None, linked: frozenset[str] | None = None) -> str:
    """Return the picture as SVG: one file that loads nothing and runs nothing, all text of reports escaped.

    `linked` are the documents whose dots lead to `#doc-ID` in the page that the picture becomes part of; None for a file of its own.
    """
    import jinja2

    here = Path(__file__).resolve().parent
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(here), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.get_template("picture.svg.jinja")
    svg = template.render(picture=layout(lineage, lang), kinds=KINDS, left=_LEFT, alone=linked is None, linked=linked or frozenset())
    return svg.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")  # XML has no place for these two


def _spoken(nodes: Iterable[Node]) -> str | None:
    found = Counter(n.lang for n in nodes if n.lang is not None)
    return max(found, key=lambda lang: (found[lang], lang)) if found else None


def _kept(lineage: Lineage) -> tuple[dict[str, Node], list[Tie]]:
    """Return what a picture has room for: the largest families of reports whole, as far as it goes."""
    reports = sorted((key for key, n in lineage.nodes.items() if n.document), key=lambda k: lineage.nodes[k].order)
    families: Groups[str] = Groups(reports)
    for t in lineage.ties:
        if not t.names:
            families.join(t.giver, t.taker)
    kept: set[str] = set()
    for family in sorted(map(sorted, families.groups()), key=lambda f: (-len(f), f)):
        kept.update(family[: MAX_DOCUMENTS - len(kept)])
    kept.update(t.giver for t in lineage.ties if t.taker in kept and not lineage.nodes[t.giver].document)
    ties = [t for t in lineage.ties if t.giver in kept and t.taker in kept]
    if len(ties) > MAX_TIES:
        main = main_ties(lineage)
        ties = [t for t in ties if t.names or main[t.taker] == t]
    busy = Counter(lineage.nodes[key].outlet for t in ties for key in (t.giver, t.taker))
    outlets = set(sorted(busy, key=lambda name: (-busy[name], name))[:MAX_LANES])
    ties = [t for t in ties if {lineage.nodes[t.giver].outlet, lineage.nodes[t.taker].outlet} <= outlets]
    used = {key for t in ties for key in (t.giver, t.taker)}
    nodes = sorted((lineage.nodes[key] for key in used), key=lambda n: n.order)
    return {n.key: n for n in nodes}, ties


def _lanes(nodes: Mapping[str, Node], ties: Sequence[Tie]) -> dict[str, float]:
    """Return the heights of the outlets' rows: those that give more than they take stand above."""
    balance: Counter[str] = Counter({n.outlet: 0 for n in nodes.values()})
    for t in ties:
        if t.directed:
            balance[nodes[t.giver].outlet] += 1
            balance[nodes[t.taker].outlet] -= 1
    first: dict[str, str] = {}
    for n in nodes.values():
        first.setdefault(n.outlet, n.published or "")
    order = sorted(balance, key=lambda name: (-balance[name], first[name], name))
    return {name: _TOP + _ROW * (k + 0.5) for k, name in enumerate(order)}


def _day(published: str | None) -> str:
    return (published or "")[:10]


def _gap(a: str, b: str) -> float:
    """Return how far two days stand apart: a long time takes more room than a short one, but not in proportion."""
    try:
        days = (date.fromisoformat(f"{b}-01-01"[:10]) - date.fromisoformat(f"{a}-01-01"[:10])).days
    except ValueError:
        days = 1
    return 1 + math.log2(max(1, days))


def _columns(nodes: Mapping[str, Node], lanes: Mapping[str, float], undated: str) -> tuple[dict[str, float], tuple[Tick, ...]]:
    """Return where each node stands along the time, and the days; those of one outlet on one day stand side by side."""
    spread: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, n in nodes.items():
        if n.document:
            spread[_day(n.published), n.outlet].append(key)
    days = sorted({day for day, _ in spread}, key=lambda day: (not day, day))
    widths = {day: _STEP * max(len(keys) - 1 for (d, _), keys in spread.items() if d == day) for day in days}
    gaps = [_gap(a, b) if b else 3.0 for a, b in pairwise(days)]
    room = WIDTH - _LEFT - _RIGHT - 40
    step = _STEP if sum(widths.values()) < room / 2 else _STEP * room / 2 / sum(widths.values())
    widths = {day: width * step / _STEP for day, width in widths.items()}
    unit = min(170.0, (room - sum(widths.values())) / sum(gaps)) if gaps else 0.0
    starts, at = {}, _LEFT + 40
    for day, gap in zip(days, [*gaps, 0.0], strict=True):
        starts[day] = at
        at += widths[day] + unit * gap
    columns = {key: starts[day] + step * k for (day, _), keys in spread.items() for k, key in enumerate(keys)}
    columns.update({key: _LEFT + 14 for key, n in nodes.items() if not n.document})
    return columns, tuple(_ticks(days, starts, undated))


def _ticks(days: Sequence[str], starts: Mapping[str, float], undated: str) -> Iterable[Tick]:
    last = -math.inf
    for day in days:
        shown = starts[day] - last >= _TICK
        last = starts[day] if shown else last
        yield Tick(day or undated, starts[day], shown)


def _path(a: tuple[float, float], b: tuple[float, float], headed: bool) -> str:
    """Return a curve from `a` to the rim of `b`: forward in time from the left, else round by the right, in one row over the top."""
    (x1, y1), (x2, y2) = a, b
    rim = _RADIUS + 3 * headed
    if y1 == y2:
        up = 10 + min(14.0, abs(x2 - x1) / 8)
        return f"M{x1:.1f},{y1:.1f} C{x1:.1f},{y1 - up:.1f} {x2:.1f},{y2 - up - 6:.1f} {x2:.1f},{y2 - rim:.1f}"
    if x2 - x1 > 24:
        middle = (x1 + x2) / 2
        return f"M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2 - rim:.1f},{y2:.1f}"
    bulge = max(x1, x2) + 18 + min(26.0, abs(y2 - y1) / 5)
    return f"M{x1:.1f},{y1:.1f} C{bulge:.1f},{y1:.1f} {bulge:.1f},{y2:.1f} {x2 + rim:.1f},{y2:.1f}"


def _name(node: Node, words: Mapping[str, Any]) -> str:
    outlet = clip(node.outlet or words["unknown"], 40)
    return f"{outlet}, {_day(node.published) or words['picture']['undated']}" if node.document else outlet


def _told(t: Tie, labels: Mapping[str, str], words: Mapping[str, Any]) -> str:
    verb = words["lineage"][t.kind] if t.directed else words["picture"]["shares" if t.kind in VERBATIM else "alike"]
    share = f" ({percent(t.share)})" if t.share is not None and t.kind in VERBATIM else ""
    likely = "" if t.certain else f" ({words['picture']['likely']}, {percent(t.score)})"
    return f"{labels[t.taker]} {verb} {labels[t.giver]}{share}{likely}"


def _described(lineage: Lineage, nodes: Mapping[str, Node], ties: Sequence[Tie], told: Sequence[str], words: Mapping[str, Any]) -> str:
    p = words["picture"]
    documents, outlets = sum(n.document is not None for n in nodes.values()), len({n.outlet for n in nodes.values()})
    found = [p["described"].format(documents=documents, outlets=outlets), p["gaps"]]
    if len(lineage.ties) > len(ties):
        found.append(p["left_out"].format(n=len(lineage.ties) - len(ties)))
    found += [f"{line}." for line in told[:MAX_TOLD]]
    return " ".join(found) + (" …" if len(told) > MAX_TOLD else "")


def _legend(nodes: Iterable[Node], ties: Sequence[Tie], words: Mapping[str, Any], y: float) -> Iterable[Mark]:
    """Yield what the picture's signs mean, only of those it has, in lines that fit."""
    p, kinds = words["picture"], {t.kind for t in ties}
    entries: list[tuple[str, str]] = [(kind, str(p["kind"][kind])) for kind in KINDS if kind in kinds]
    entries += [("source", p["source"])] if any(n.document is None for n in nodes) else []
    entries += [("candidate", p["candidate"])] if not all(t.certain for t in ties) else []
    entries += [("undirected", p["undirected"])] if not all(t.directed for t in ties) else []
    x = 14.0
    for kind, label in entries:
        width = 46 + _LETTER * len(label) + 22
        if x > 14 and x + width > WIDTH:
            x, y = 14.0, y + _LINE
        yield Mark(kind, label, x, y)
        x += width
