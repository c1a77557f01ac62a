"""Actors and their relations as a picture: a circle of parties, arrows by what they do to each other; plain SVG, no library."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from lagebild.scales import quad_of
from lagebild.store.records import Relation

MAX_NODES = 14
WIDTH, HEIGHT = 900.0, 520.0
RX, RY = 250.0, 190.0

# The style of an arrow by quad class.
STYLES = {
    "verbal_cooperation": "verbal-good", "material_cooperation": "deed-good",
    "verbal_conflict": "verbal-bad", "material_conflict": "deed-bad",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    x: float
    y: float
    r: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow; `path` is SVG path data, `firm` is false where no report tells it as fact."""

    actor: str
    recipient: str
    quad: str
    types: str
    count: int
    firm: bool
    width: float
    path: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def relation_key(actor: str, recipient: str) -> str:
    """Return the page anchor of a pair of parties."""
    from lagebild.model import content_id

    return "rel-" + content_id(actor, recipient)


def _curve(a: Node, b: Node, bend: float) -> str:
    """Return a quadratic curve from `a` to the rim of `b`, bent towards the middle so that both directions show."""
    mx, my = (a.x + b.x) / 2, (a.y + b.y) / 2
    dx, dy = b.x - a.x, b.y - a.y
    length = math.hypot(dx, dy) or 1.0
    cx, cy = mx - dy / length * bend, my + dx / length * bend
    ex, ey = b.x - cx, b.y - cy
    rim = math.hypot(ex, ey) or 1.0
    back = b.r + 6
    return f"M{a.x:.1f},{a.y:.1f} Q{cx:.1f},{cy:.1f} {b.x - ex / rim * back:.1f},{b.y - ey / rim * back:.1f}"


def _order(weight: dict[str, int], pairs: dict[tuple[str, str, str], list[Relation]]) -> list[str]:
    """Return the heaviest parties so that each stands beside the one it has most to do with (a greedy walk)."""
    names = sorted(weight, key=lambda n: (-weight[n], n))[:MAX_NODES]
    tie: dict[tuple[str, str], int] = defaultdict(int)
    for (a, b, _), relations in pairs.items():
        tie[a, b] += sum(r.count for r in relations)
        tie[b, a] += sum(r.count for r in relations)
    order, rest = names[:1], names[1:]
    while rest:
        nearest = max(rest, key=lambda n: (tie[order[-1], n], weight[n], n))
        order.append(nearest)
        rest.remove(nearest)
    return order


def layout(relations: tuple[Relation, ...]) -> Graph:
    """Place the parties of `relations` on an ellipse and join them; the same relations give the same picture."""
    pairs: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    weight: dict[str, int] = defaultdict(int)
    for r in relations:
        if r.actor and r.recipient and r.actor != r.recipient:
            pairs[r.actor, r.recipient, STYLES[quad_of(r.type)]].append(r)
            weight[r.actor] += r.count
            weight[r.recipient] += r.count
    order = _order(weight, pairs)
    nodes: dict[str, Node] = {}
    for k, name in enumerate(order):
        angle = 2 * math.pi * k / max(1, len(order)) - math.pi / 2
        c, s = math.cos(angle), math.sin(angle)
        size = 7 + 3 * math.sqrt(min(weight[name], 36))
        anchor = "middle" if abs(c) < 0.25 else "start" if c > 0 else "end"
        x, y = WIDTH / 2 + RX * c, HEIGHT / 2 + RY * s
        nodes[name] = Node(name, x, y, size, x + (size + 7) * c, y + (size + 14) * s + 4, anchor)
    edges = []
    for (actor, recipient, quad), group in sorted(pairs.items()):
        if actor in nodes and recipient in nodes:
            count = sum(r.count for r in group)
            firm = any(status == "asserted" for r in group for status, _ in r.statuses)
            bend = 28.0 + 16.0 * sorted({q for a, b, q in pairs if (a, b) == (actor, recipient)}).index(quad)
            types = ", ".join(f"{r.type} {r.count}" for r in sorted(group, key=lambda r: -r.count))
            path = _curve(nodes[actor], nodes[recipient], bend)
            edges.append(
                Edge(actor, recipient, quad, types, count, firm, 1.2 + 1.1 * math.log2(count + 1), path, relation_key(actor, recipient))
            )
    return Graph(WIDTH, HEIGHT, tuple(nodes.values()), tuple(edges))
