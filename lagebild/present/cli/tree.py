"""Lineage as a tree on the terminal: origins first, below each who took from it, how much and when."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lagebild.present.cli.style import LINEAGE
from lagebild.present.lineage import VERBATIM, Lineage, Tie, main_ties
from lagebild.present.text import clip, percent, safe, short

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

TAKEN: Final = {
    "copy": "copied by", "passage": "passage in", "rewrite": "rewritten by", "translation": "translated by", "credits": "credited by",
    "cites": "cited by",
}  # fmt: skip
UNDIRECTED: Final = "shares text with"
ALIKE: Final = "tells the same as"
LEGEND: Final = (
    "shares text with, tells the same as: which took it is not known · "
    "+2: has it from two more reports too (--json and `explain` tell which)"
)
_DEEPEST: Final = 12
_WIDEST: Final = 8  # takers of one node, where not all are asked for


@dataclass(slots=True)
class Branch:
    """A node with those that have something from it; `further` counts the other reports that its text is from as well."""

    node: str
    tie: Tie | None = None
    further: int = 0
    takers: list[Branch] = field(default_factory=list)


def branches(lineage: Lineage) -> list[Branch]:
    """Return the origins with all that took from them, those with most below them first.

    A report stands once among those that have text from others, below the one that it has most from; beside that, it stands below each
    source that it names.
    """
    main = main_ties(lineage)
    givers = Counter(t.taker for t in lineage.ties if not t.names)
    below: dict[str, list[Tie]] = defaultdict(list)
    for t in sorted(lineage.ties, key=lambda t: (lineage.nodes[t.taker].order, t.kind)):
        if t.names or main[t.taker] == t:
            below[t.giver].append(t)
    order = sorted(below, key=lambda key: lineage.nodes[key].order)
    seen: set[str] = set()
    roots = [_grown(key, below, givers, seen) for key in order if key not in main]
    for key in order:  # those that have text of each other in a circle have no root: the oldest stands for it
        if key not in seen:
            roots.append(_grown(key, below, givers, seen))
    return sorted(roots, key=lambda b: (-size(b), lineage.nodes[b.node].order))


def _grown(root: str, below: Mapping[str, Sequence[Tie]], givers: Mapping[str, int], seen: set[str]) -> Branch:
    found = Branch(root, further=givers.get(root, 0))
    seen.add(root)
    waiting = [found]
    while waiting:
        branch = waiting.pop()
        for t in below.get(branch.node, ()):
            if t.names:
                branch.takers.append(Branch(t.taker, t))
            elif t.taker not in seen:
                seen.add(t.taker)
                branch.takers.append(Branch(t.taker, t, givers[t.taker] - 1))
                waiting.append(branch.takers[-1])
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
        out.append(
            TAKEN[t.kind] if t.directed else UNDIRECTED if t.kind in VERBATIM else ALIKE,
            style=("dim " if not t.certain else "") + LINEAGE[t.kind],
        )
        out.append(f"{_how_much(t)} ", style="dim")
    out.append(clip(node.outlet or "outlet unknown", 40), style="bold")
    if node.document is None:
        return out.append(" as a source", style="dim")
    out.append(f" {safe(node.published or 'undated')} ")
    out.append(clip(node.title, 60))
    out.append(f" {short(node.document)}", style="dim")
    return out.append(f" +{branch.further}", style="dim") if branch.further else out


def _how_much(t: Tie) -> str:
    if not t.certain:
        return f" (likely {percent(t.score)})"
    return f" ({percent(t.share)} of it)" if t.share is not None and t.directed and t.kind in VERBATIM else ""
