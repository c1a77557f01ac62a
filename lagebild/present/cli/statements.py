"""`lagebild statements`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from lagebild.model import SourceClass, Stance, StatementType
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, print_table
from lagebild.present.cli.options import chosen, iso_time
from lagebild.present.cli.query import limited, open_view, print_records
from lagebild.present.cli.style import STANCE
from lagebild.present.text import chain_text, clip, said_or_published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lagebild.store.records import StatementFilter, StoredStatement

WIDE = 110
"""Columns from which on a terminal has room for the speaker beside the chain that ends with them."""


_STANCES, _TYPES, _CLASSES = (", ".join(get_args(names)) for names in (Stance, StatementType, SourceClass))


def statements(
    case: Path | None = CASE_OPTION,
    speaker: Annotated[str | None, typer.Option(metavar="TEXT", help="Speakers whose name holds this.")] = None,
    chain: Annotated[str | None, typer.Option(metavar="TEXT", help="Told through a source whose name holds this.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="TEXT", help="Told by an outlet whose name holds this.")] = None,
    stance: Annotated[list[str] | None, typer.Option(metavar="NAME", help=f"One or more, by commas: {_STANCES}.")] = None,
    type: Annotated[list[str] | None, typer.Option(metavar="NAME", help=f"One or more, by commas: {_TYPES}.")] = None,
    source_class: Annotated[list[str] | None, typer.Option("--class", metavar="NAME", help=f"One or more: {_CLASSES}.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published then or later (2024, 2024-11 …).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published then or earlier, or undated.")] = None,
    said_since: Annotated[str | None, typer.Option(metavar="DATE", help="Said then or later, where the text tells.")] = None,
    said_until: Annotated[str | None, typer.Option(metavar="DATE", help="Said then or earlier, where the text tells.")] = None,
    nested: Annotated[bool | None, typer.Option("--nested/--outermost", help="Inside another statement, or not.")] = None,
    unknown_speaker: Annotated[bool | None, typer.Option("--unknown-speaker/--known-speaker", help="Nobody named, or somebody.")] = None,
    doc: Annotated[str | None, typer.Option(metavar="DOC", help="From this document (id, its beginning, or file name).")] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List who says what, on whose word; each option narrows."""
    wanted: StatementFilter = {
        "speaker": speaker,
        "chain": chain,
        "outlet": outlet,
        "stance": chosen("--stance", stance, get_args(Stance)),
        "type": chosen("--type", type, get_args(StatementType)),
        "source_class": chosen("--class", source_class, get_args(SourceClass)),
        "since": iso_time("--since", since),
        "until": iso_time("--until", until),
        "said_since": iso_time("--said-since", said_since),
        "said_until": iso_time("--said-until", said_until),
        "nested": nested,
        "unknown_speaker": unknown_speaker,
        "document": doc,
    }
    with open_view(case) as view:
        found = limited(view.statements(**wanted), limit)
        if json:
            return print_records(found)
        _print(found, console().width >= WIDE)


def _print(found: Iterable[StoredStatement], wide: bool) -> None:
    from rich.text import Text

    def row(s: StoredStatement) -> list[object]:
        through = chain_text(s.chain, s.speaker_name, s.outlet)
        stance = Text(s.stance, style=STANCE.get(s.stance, ""))
        cells: list[object] = [
            said_or_published(s.said, s.published),
            stance,
            through,
            clip(("⊂ " if s.parent else "") + s.content, 160),
            s.document[:8],
        ]
        return [clip(s.speaker_name or "?", 60), *cells] if wide else cells

    columns = ("said", "stance", "chain", "quote", "document")
    print_table("Statements", ("speaker", *columns) if wide else columns, map(row, found), wide=("speaker", "chain", "quote"))
