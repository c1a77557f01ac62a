"""`lagebild show`: a document with its statements marked, and beside each on whose word it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, console, flush, print_json
from lagebild.present.cli.marked import lines_of, marked
from lagebild.present.cli.query import open_view, parties
from lagebild.present.cli.style import REUSED, STANCE, STATUS
from lagebild.present.reuse import MOST, Reuse, named_info, partner_text, reuse_of
from lagebild.present.text import amount, chain_text, clip, safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from lagebild.store.records import StoredDocument, StoredStatement
    from lagebild.store.view import View

NOTE_WIDTH = 42
WIDE = 100
"""Columns from which on the notes stand beside the text; below, they stand under each paragraph."""
PARTNERS: Final = 6
"""So many documents that have the same passages are named beside them."""
WAYS: Final = {"from": "from", "to": "taken by", "?": "also in"}
REUSE_LEGEND: Final = (
    "⟦k1 … k1⟧ passage shared with k1 · from: taken from it · taken by: it took this · also in: which took it is not known"
)
UNCERTAIN_LEGEND: Final = " · k2? ≈ likely, not certain"
LEGEND: Final = "[¹…¹] statement 1 · 2 ⊂ 1: it lies in statement 1 · → on whose word · ? nobody named"


def show(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document: id, its beginning, or file name.")],
    case: Path | None = CASE_OPTION,
    plain: Annotated[bool, typer.Option("--plain", help="Do not mark what stands in other reports too.")] = False,
    json: bool = JSON_OPTION,
) -> None:
    """Show a document, its statements in numbered brackets coloured by stance, and who stands behind each; rubble is dimmed.

    Passages that it has from other reports, or others from it, stand in brackets of their own.
    """
    with open_view(case) as view:
        found = view.document(document)
        reuse = [] if plain else _reuse(view, found.info.id)
    if json:
        print_json({**asdict(found), **({} if plain else {"reuse": [asdict(r) for r in reuse]})})
        return flush()
    _print(found, reuse, console())


def _reuse(view: View, document: str) -> list[Reuse]:
    return reuse_of(document, view.lineage(document), lambda other: named_info(view, other))


def _print(found: StoredDocument, reuse: Sequence[Reuse], out: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    shown = [r for r in reuse if r.spans][:MOST]

    info = found.info
    date = f"{info.published} ({info.published_basis})" if info.published else "date unknown"
    out.print(Text(safe(info.title or info.name), style="bold"))
    out.print(Text(safe(f"{info.outlet or 'outlet unknown'} · {date} · {info.id} · version {info.version}"), style="dim"))
    for credit in found.credits:
        out.print(Text(safe(f"{credit.kind}: {credit.origin}"), style="dim"))
    if found.statements:
        out.print(Text(LEGEND, style="dim"))
    if shown:
        out.print(Text(REUSE_LEGEND + (UNCERTAIN_LEGEND if not all(r.certain for r in shown) else ""), style="dim"))
    for r in reuse if len(reuse) > len(shown) else ():
        if r not in shown:
            out.print(Padding(_reuse_note(r, marked=False), (0, 0, 0, 2)))
    out.print()
    numbers = {s.id: n for n, s in enumerate(found.statements, 1)}
    depths = _depths(found.statements)
    for line in lines_of(found, shown):
        notes = [Padding(_reuse_note(shown[n])) for n in line.reused]
        notes += [_note(n + 1, found.statements[n], numbers, depths[n]) for n in line.begun]
        _paragraph(marked(found, line, shown), notes, out)
    _events(found, out)
    for problem in found.problems:
        out.print(Text(safe(f"problem: {problem}"), style="yellow"))


def _reuse_note(r: Reuse, marked: bool = True) -> Text:
    """Return `= k1 copied from Elbkurier 2024-03-05, copy, 84 %`, a line for each document that has just these passages."""
    from rich.text import Text

    sign = "=" if r.certain else "≈"
    out = Text()
    for n, p in enumerate(r.partners[:PARTNERS]):
        out.append("\n" if n else "")
        out.append(f"{sign} {r.label} " if marked else f"{sign} ", style=REUSED[r.certain])
        out.append(f"{WAYS[p.way]} ", style="dim")
        out.append(partner_text(p, r.certain))
    if len(r.partners) > PARTNERS:
        out.append(f"\n  … and {len(r.partners) - PARTNERS} more", style="dim")
    return out


def _depths(statements: Sequence[StoredStatement]) -> list[int]:
    """Return in how many other statements each one lies."""
    places = {s.id: n for n, s in enumerate(statements)}
    depths: list[int] = []
    for s in statements:
        depth, seen, parent = 0, {s.id}, s.parent
        while parent is not None and parent in places and parent not in seen:
            seen.add(parent)
            depth, parent = depth + 1, statements[places[parent]].parent
        depths.append(depth)
    return depths


def _paragraph(text: Text, notes: Sequence[Padding], out: Console) -> None:
    """Print a line of the document with its notes, on its right or, where that is too narrow, below it."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table

    if notes and out.width >= WIDE:
        grid = Table.grid(padding=(0, 2), expand=True)
        grid.add_column(ratio=1)
        grid.add_column(width=NOTE_WIDTH)
        grid.add_row(text, Group(*notes))
        out.print(grid)
    else:
        out.print(text)
        for note in notes:
            out.print(Padding(note, (0, 0, 0, 4), expand=False))
    out.print()


def _note(number: int, s: StoredStatement, numbers: dict[str, int], depth: int) -> Padding:
    """Return `3 ⊂ 2 → Reuters → Diplomaten: confirms (Indirect)`, set in by how deep the statement is nested."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    inside = f" ⊂ {numbers[s.parent]}" if s.parent in numbers else ""
    note = Text(chain_text(s.chain, s.speaker_name, None) + ": ")
    note.append(s.stance, style=STANCE.get(s.stance, "blue"))
    said = f", said {s.said}" if s.said else ""
    note.append(safe(f" ({s.type}{said})"), style="dim")
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(Text(f"{number}{inside}", style="bold"), note)
    return Padding(grid, (0, 0, 0, 2 * min(depth, 4)))


def _events(found: StoredDocument, out: Console) -> None:
    from rich.text import Text

    for e in found.events:
        quantity = amount(e.quantity.value, e.quantity.upper, e.quantity.unit, e.quantity.hedge) if e.quantity else ""
        line = " · ".join(x for x in (e.date or "", e.type, parties(e), e.object_text or "", quantity, e.place or "") if x)
        out.print(Text(f"{clip(line, 160)} ", end="").append(f"[{e.status}]", style=STATUS.get(e.status, "")))
