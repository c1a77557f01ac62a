"""Lineage as a tree on the terminal: origins first, below each who took from it, how much and when."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lagebild.present.cli.style import LINEAGE
from lagebild.present.lineage import Lineage, Node, Tie
from lagebild.present.text import clip, percent, safe

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

TAKEN: Final = {
    "copy": "copied by", "passage": "passage in", "rewrite": "rewritten by", "translation": "translated by", "credits": "credited by",
    "cites": "cited by",
}  # fmt: skip
UNDIRECTED: Final = "shares text with"
_DEEPEST: Final = 12
_WIDEST: Final = 8  # takers of one node, where not all are asked for


@dataclass(slots=True)
class Branch:
    """A node with those that took from it; `above` where its own takers stand elsewhere, under a nearer origin."""

    node: str
    tie: Tie | None = None
    above: bool = False
    takers: list[Branch] = field(default_factory=list)


def branches(lineage: Lineage) -> list[Branch]:
    """Return the origins with all that took from them, those with most takers first; each node's takers stand once.

    A node that took from several stands below each, with its own takers below the one that it has most from.
    """
    taking: dict[str, list[Tie]] = defaultdict(list)
    giving: dict[str, list[Tie]] = defaultdict(list)
    for t in lineage.ties:
        taking[t.taker].append(t)
        giving[t.giver].append(t)
    main = {taker: max(ties, key=lambda t: (t.directed, t.strength, t.giver)) for taker, ties in taking.items()}
    seen: set[str] = set()
    roots = [
        _grown(key, giving, main, lineage.nodes, seen) for key in sorted(giving, key=lambda k: lineage.nodes[k].order) if key not in main
    ]
    for key in sorted(giving, key=lambda k: lineage.nodes[k].order):  # what takes in a circle has no root
        if key not in seen:
            roots.append(_grown(key, giving, main, lineage.nodes, seen))
    return sorted(roots, key=lambda b: (-size(b), lineage.nodes[b.node].order))


def _grown(root: str, giving: Mapping[str, Sequence[Tie]], main: Mapping[str, Tie], nodes: Mapping[str, Node], seen: set[str]) -> Branch:
    found = Branch(root)
    seen.add(root)
    waiting = [found]
    while waiting:
        branch = waiting.pop()
        for t in sorted(giving.get(branch.node, ()), key=lambda t: (nodes[t.taker].order, t.kind)):
            below = Branch(t.taker, t, above=t.taker in giving and (main.get(t.taker) != t or t.taker in seen))
            branch.takers.append(below)
            if not below.above and t.taker not in seen:
                seen.add(t.taker)
                waiting.append(below)
    return found


def size(branch: Branch) -> int:
    """Return how many lines there are below a node."""
    found, waiting = 0, [branch]
    while waiting:
        takers = waiting.pop().takers
        found += len(takers)
        waiting.extend(takers)
    return found


def draw(root: Branch, lineage: Lineage, limit: int) -> Tree:
    """Return a tree to print, level by level: `limit` lines at most, unless it is 0, and few of them of one node."""
    from rich.tree import Tree

    tree = Tree(_label(root, lineage), guide_style="dim", highlight=False)
    waiting, room = deque([(tree, root, 1)]), limit
    while waiting:
        at, branch, depth = waiting.popleft()
        most = (min(room, _WIDEST) if limit else len(branch.takers)) if depth < _DEEPEST else 0
        for below in branch.takers[:most]:
            waiting.append((at.add(_label(below, lineage)), below, depth + 1))
        room -= min(most, len(branch.takers))
        left = len(branch.takers) - most
        if left > 0:
            at.add(_dim(f"… {left} more" + (" (--limit 0 shows all)" if depth < _DEEPEST else ", too deep for a terminal")))
    return tree


def _dim(text: str) -> Text:
    from rich.text import Text

    return Text(text, style="dim")


def _label(branch: Branch, lineage: Lineage) -> Text:
    from rich.text import Text

    node, out = lineage.nodes[branch.node], Text()
    if branch.tie is not None:
        t = branch.tie
        out.append("? " if not t.certain else "")
        out.append(TAKEN[t.kind] if t.directed else UNDIRECTED, style=("dim " if not t.certain else "") + LINEAGE[t.kind])
        out.append(f"{_how_much(t)} ", style="dim")
    out.append(clip(node.outlet or "outlet unknown", 40), style="bold")
    if node.document is None:
        return out.append(" as a source", style="dim")
    out.append(f" {safe(node.published or 'undated')} ")
    out.append(clip(node.title, 60))
    out.append(f" {safe(node.document[:8])}", style="dim")
    return out.append(" ↑ its takers stand elsewhere", style="dim") if branch.above else out


def _how_much(t: Tie) -> str:
    if not t.directed:
        return " (which took it is not known)"
    if not t.certain:
        return f" (likely {percent(t.score)})"
    return f" ({percent(t.share)} of it)" if t.share is not None and t.kind in ("copy", "passage") else ""
