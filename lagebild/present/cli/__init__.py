"""The command line: one file a command. Heavy things are imported inside the commands, so that `--help` is instant."""

from __future__ import annotations

import os
import sys

import typer

from lagebild.errors import LagebildError
from lagebild.present.cli import (
    actors,
    add,
    brief,
    claims,
    config,
    demo,
    errors,
    events,
    explain,
    export,
    extract,
    judge,
    link,
    search,
    show,
    sources,
    statements,
    stories,
    timeline,
    version,
)
from lagebild.present.text import safe

COMMANDS = (
    demo.demo, add.add, extract.extract, show.show, statements.statements, claims.claims, explain.explain, events.events,
    timeline.timeline, actors.actors, stories.stories, sources.sources, search.search, brief.brief, export.export, judge.judge,
    link.link, errors.errors, config.config, version.version,
)  # fmt: skip


def make_app() -> typer.Typer:
    """Return the command-line application with all its commands."""
    app = typer.Typer(
        name="lagebild",
        help="Who says what, on whose word, who denies it: an evidence-linked picture of piles of news reports.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for command in COMMANDS:
        app.command()(command)
    return app


def main() -> None:
    """Run the command line; a LagebildError becomes one line and exit status 2, a closed pipe ends quietly."""
    # One thread for matrices, unless the user says otherwise: they are small, and `--jobs` shares the cores by document. Their
    # library reads this once, when it is first imported.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    try:
        make_app()()
    except LagebildError as e:
        print(f"lagebild: {safe(e)}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except KeyboardInterrupt:
        print("lagebild: stopped; what was added so far is kept", file=sys.stderr)
        sys.exit(130)
