"""`lagebild show`: a document with its statements marked, and beside each on whose word it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, console, flush, print_json
from lagebild.present.cli.marked import lines_of, marked
from lagebild.present.cli.query import open_view, parties
from lagebild.present.cli.style import STANCE, STATUS
from lagebild.present.text import amount, chain_text, clip, safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from lagebild.store.records import StoredDocument, StoredStatement

NOTE_WIDTH = 42
WIDE = 100
"""Columns from which on the notes stand beside the text; below, they stand under each paragraph."""
LEGEND = "[¹…¹] statement 1 · 2 ⊂ 1: it lies in statement 1 · → on whose word · ? nobody named"


def show(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document: id, its beginning, or file name.")],
    case: Path | None = CASE_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """Show a document, its statements in numbered brackets coloured by stance, and who stands behind each; rubble is dimmed."""
    with open_view(case) as view:
        found = view.document(document)
        if json:
            print_json(asdict(found))
            return flush()
        _print(found, console())


def _print(found: StoredDocument, out: Console) -> None:
    from rich.text import Text

    info = found.info
    date = f"{info.published} ({info.published_basis})" if info.published else "date unknown"
    out.print(Text(safe(info.title or info.name), style="bold"))
    out.print(Text(safe(f"{info.outlet or 'outlet unknown'} · {date} · {info.id} · version {info.version}"), style="dim"))
    for credit in found.credits:
        out.print(Text(safe(f"{credit.kind}: {credit.origin}"), style="dim"))
    if found.statements:
        out.print(Text(LEGEND, style="dim"))
    out.print()
    numbers = {s.id: n for n, s in enumerate(found.statements, 1)}
    depths = _depths(found.statements)
    for line in lines_of(found):
        notes = [_note(n + 1, found.statements[n], numbers, depths[n]) for n in line.begun]
        _paragraph(marked(found, line), notes, out)
    _events(found, out)
    for problem in found.problems:
        out.print(Text(safe(f"problem: {problem}"), style="yellow"))


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
