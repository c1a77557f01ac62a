"""`lagebild show`: a document with its statements coloured and the chain beside each."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, console, flush, print_json
from lagebild.present.cli.query import open_view, parties
from lagebild.present.cli.style import STANCE, STATUS
from lagebild.present.text import amount, clip, safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from lagebild.store.records import StoredDocument, StoredStatement

NOTE_WIDTH = 38
READABLE = frozenset({"headline", "dateline", "byline", "body", "caption", "credit"})


def show(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document: id, its beginning, or file name.")],
    case: Path | None = CASE_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """Show a document, its statements coloured by stance, the chain of sources beside each; rubble is dimmed."""
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
    out.print()
    numbers = {s.id: n for n, s in enumerate(found.statements, 1)}
    for start, end, readable in _paragraphs(found):
        _paragraph(found, start, end, readable, numbers, out)
    _events(found, out)
    for problem in found.problems:
        out.print(Text(safe(f"problem: {problem}"), style="yellow"))


def _paragraphs(found: StoredDocument) -> list[tuple[int, int, bool]]:
    """Return (start, end, readable) of each non-empty line of the text, by the region that it lies in."""
    lines, at = [], 0
    regions = found.regions
    k = 0
    for line in found.text.split("\n"):
        end = at + len(line)
        if line.strip():
            while k + 1 < len(regions) and regions[k].span[1] <= at:
                k += 1
            readable = not regions or regions[k].kind in READABLE
            lines.append((at, end, readable))
        at = end + 1
    return lines


def _paragraph(found: StoredDocument, start: int, end: int, readable: bool, numbers: dict[str, int], out: Console) -> None:
    """Print one line of the document with the notes of the statements that begin in it, on its right."""
    from rich.table import Table
    from rich.text import Text

    here = [s for s in found.statements if any(a < end and start < b for a, b in s.quote)]
    text = Text(safe(found.text[start:end]), style="" if readable else "dim")
    for s in here:
        for a, b in s.quote:
            text.stylize(STANCE.get(s.stance, "blue"), max(0, a - start), max(0, b - start))
        for a, b in (*s.speaker, *s.cue):
            text.stylize("underline", max(0, a - start), max(0, b - start))
    notes = Text()
    for s in here:
        if start <= s.quote[0][0] < end:
            notes.append_text(_note(s, numbers))
    narrow = shutil.get_terminal_size().columns < 2 * NOTE_WIDTH + 4
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=1)
    if not narrow:
        grid.add_column(width=NOTE_WIDTH)
        grid.add_row(text, notes)
    else:
        grid.add_row(text)
        if notes:
            grid.add_row(notes)
    out.print(grid)
    out.print()


def _note(s: StoredStatement, numbers: dict[str, int]) -> Text:
    from rich.text import Text

    who = " ← ".join(s.chain) or s.speaker_name or "somebody"
    inside = f" (in {numbers[s.parent]})" if s.parent in numbers else ""
    return Text(safe(f"{numbers[s.id]} {who}: {s.stance}{inside}\n"), style=STANCE.get(s.stance, "blue"))


def _events(found: StoredDocument, out: Console) -> None:
    from rich.text import Text

    for e in found.events:
        quantity = amount(e.quantity.value, e.quantity.upper, e.quantity.unit, e.quantity.hedge) if e.quantity else ""
        line = " · ".join(x for x in (e.date or "", e.type, parties(e), e.object_text or "", quantity, e.place or "") if x)
        out.print(Text(f"{clip(line, 160)} ", end="").append(f"[{e.status}]", style=STATUS.get(e.status, "")))
