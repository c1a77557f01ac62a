"""What the commands share: options, JSON and tables, progress bars, safe text."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from lagebild.present.text import safe

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.config import Settings

T = TypeVar("T")

JSON_OPTION = typer.Option(False, "--json", help="Print JSON lines for machines.")
CASE_OPTION = typer.Option(None, "--case", metavar="PATH", help="The case file (default: ./lagebild.db).")
JOBS_OPTION = typer.Option(None, "--jobs", "-j", metavar="N", min=1, help="Worker processes.")
PARSER_OPTION = typer.Option(None, "--parser", metavar="NAME", help='"builtin", or an installed spaCy pipeline\'s name or path.')
LIMIT_OPTION = typer.Option(50, "--limit", "-n", metavar="N", min=0, help="Show at most N (0: all).")


def settings(case: Path | None = None, jobs: int | None = None, parser: str | None = None) -> Settings:
    """Return the settings with the command line's options on top."""
    from lagebild.config import load_settings

    return load_settings(case=str(case) if case else None, jobs=jobs, parser=parser)


def print_json(record: Any) -> None:
    """Print one JSON object on a line of its own, as UTF-8 whatever the terminal's encoding."""
    line = jsonlib.dumps(record, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")


def flush() -> None:
    sys.stdout.flush()


def write_whole(path: Path, text: str) -> None:
    """Write a text file that appears whole or not at all; its folder is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def console(stderr: bool = False) -> Console:
    """Return a console that highlights nothing by itself: colours here mean something."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], wide: Sequence[str] = ()) -> int:
    """Print a table that fits the terminal; columns named in `wide` take the room that is left. Returns the number of rows."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, ratio=1 if name in wide else None, overflow="fold", no_wrap=False)
    n = 0
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(safe(cell)) for cell in row))
        n += 1
    if n:
        console().print(table)
    else:
        print(f"{title}: nothing found")
    return n


def print_rest(n: int, limit: int) -> None:
    """Say how many of `n` lines a limit has left out, if any."""
    if limit and n > limit:
        print(f"… {n - limit} more (--limit 0 shows all)")


PATIENCE = 2.0
"""Seconds that work may last before a bar appears."""


def progress(
    items: Iterable[T], what: str, total: Callable[[], int | None] = lambda: None, size: Callable[[T], int] = lambda _: 1
) -> Iterator[T]:
    """Yield `items` under a bar with rate and remaining time, on standard error, once the work has lasted two seconds.

    Silent where standard error is no terminal. `total` is asked for the number of documents only where a bar may be shown; `size`
    tells how many of them an item stands for.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeElapsedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console(stderr=True), transient=True)
    task = bar.add_task(what, total=total())
    started = monotonic()
    try:
        for item in items:
            yield item
            bar.advance(task, size(item))
            if monotonic() - started > PATIENCE and not bar.live.is_started:
                bar.start()
    finally:
        bar.stop()


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show `what` with a spinner on standard error while the block runs; silent where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with console(stderr=True).status(what):
        yield
