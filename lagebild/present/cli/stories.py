"""`lagebild stories`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, flush, print_json, print_rest, print_table
from lagebild.present.cli.options import iso_time
from lagebild.present.cli.query import limited, open_view, print_records
from lagebild.present.text import clip, counted, days, safe, short

if TYPE_CHECKING:
    from lagebild.store.records import Story, StoryDocument

WIDE = 110
"""Columns from which on a terminal has room for a story's words, and how well its documents fit."""


def stories(
    story: Annotated[str | None, typer.Argument(metavar="[STORY]", help="Show one story (id or its beginning) with its documents.")] = None,
    case: Path | None = CASE_OPTION,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="That went on then or later (2024, 2024-11 …).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="That began then or earlier.")] = None,
    min_documents: Annotated[int, typer.Option("--min-documents", metavar="N", min=1, help="With N documents or more.")] = 1,
    words: Annotated[str | None, typer.Option("--words", metavar="TEXT", help="With a title that holds this.")] = None,
    doc: Annotated[str | None, typer.Option("--doc", metavar="DOC", help="With this document (id, its beginning, or file name).")] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List the stories that reports tell, the largest first; or show one with its documents, and why each is in it."""
    since, until = iso_time("--since", since), iso_time("--until", until)
    with open_view(case) as view:
        if story is not None:
            found = view.story(story)
            if json:
                print_json(asdict(found))
                return flush()
            return show_story(found, limit)
        listed = view.stories(since=since, until=until, min_documents=min_documents, words=words, document=doc, limit=limit or None)
        if json:
            return print_records(listed)
        _list(listed, console().width >= WIDE)


def _list(found: Iterable[Story], wide: bool) -> None:
    columns = ("story", "title", "days", "documents", *(("words",) if wide else ()))
    rows = (
        [s.id[:8], clip(s.title, 200), days(s) or "undated", str(s.documents), *([clip(", ".join(s.terms[:8]), 90)] if wide else [])]
        for s in found
    )
    print_table("Stories", columns, rows, wide=("title", "words"))


def show_story(found: Story, limit: int = 0) -> None:
    """Print a story and its documents, oldest first, with why each is in it."""
    from rich.text import Text

    out = console()
    out.print(Text(f"{found.id}  ", style="dim").append(clip(found.title, 300), style="bold not dim"))
    outlets = len({m.outlet for m in found.members if m.outlet})
    told = [days(found) or "undated", counted(found.documents, "document"), counted(outlets, "outlet")]
    out.print(Text(" · ".join(told), style="dim"))
    if found.terms:
        out.print(Text("words: " + safe(", ".join(found.terms)), style="dim"))
    out.print()
    wide = out.width >= WIDE

    def row(m: StoryDocument) -> list[object]:
        fits = [f"{m.score:.2f}"] if wide else []
        return [
            short(m.document),
            m.published or "undated",
            clip(m.outlet or "?", 40),
            clip(m.title or "", 200),
            *fits,
            clip(m.reason, 300),
        ]

    columns = ("document", "published", "outlet", "title", *(("fits",) if wide else ()), "why")
    print_table("Documents", columns, map(row, limited(found.members, limit)), wide=("title", "why"))
    print_rest(len(found.members), limit)
