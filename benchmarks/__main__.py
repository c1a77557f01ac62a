"""Print the measures: all, or those named. Exit status 1 where a figure has fallen below its floor (`gate.toml`)."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import accuracy, cases, coverage, losses, memory, parser, speed, startup
from benchmarks.data import require_shared

# One line a measure: its name, what runs it (a False ends the command with status 1), and whether `make bench` runs it unasked.
Measure = tuple[Callable[[Path], bool | None], bool]
MEASURES: dict[str, Measure] = {
    "accuracy": (accuracy.run, True),
    "cases": (lambda _: cases.run(), True),
    "coverage": (lambda _: coverage.run(), True),
    "losses": (losses.run, False),
    "parser": (lambda _: parser.run(), True),
    "speed": (lambda _: speed.run(), True),
    "startup": (lambda _: startup.run(), True),
    "memory": (memory.run, True),
}
NEEDS_NOTHING = frozenset({"cases", "startup"})


def _news(limit: int | None) -> None:
    from benchmarks.speed import single_threaded

    single_threaded()
    from benchmarks import news  # late: it imports libraries that start threads

    news.run(limit)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    unasked = [name for name, (_, always) in MEASURES.items() if always]
    choices = [*MEASURES, "news", unasked]
    arguments.add_argument("names", nargs="*", default=unasked, metavar="NAME", choices=choices, help=", ".join([*MEASURES, "news"]))
    arguments.add_argument("--limit", type=int, metavar="N", help="news: only the first N articles")
    chosen = arguments.parse_args()
    names: list[str] = chosen.names
    if set(names) - NEEDS_NOTHING:
        require_shared()
    measures: dict[str, Measure] = {**MEASURES, "news": (lambda _: _news(chosen.limit), False)}
    with tempfile.TemporaryDirectory() as folder:
        done = [measures[name][0](Path(folder)) for name in names]
    sys.exit(1 if False in done else 0)


if __name__ == "__main__":
    main()
