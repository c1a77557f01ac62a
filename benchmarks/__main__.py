"""Print the measures: all, or those named. Exit status 1 where a figure has fallen below its floor (`gate.toml`)."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    accuracy,
    attributes,
    cases,
    coverage,
    disputes,
    entities,
    identities,
    losses,
    memory,
    ner,
    parser,
    pile,
    quantities,
    reuse,
    scale,
    speed,
    startup,
    times,
)
from benchmarks.data import require_shared

# One line a measure: its name, what runs it (a False ends the command with status 1), and whether `make bench` runs it unasked.
Measure = tuple[Callable[[Path], bool | None], bool]
MEASURES: dict[str, Measure] = {
    "accuracy": (accuracy.run, True),
    "coverage": (lambda _: coverage.run(), True),
    "losses": (losses.run, False),
    "ner": (lambda _: ner.run(), True),
    "parser": (lambda _: parser.run(), True),
    "reuse": (lambda _: reuse.run(), False),
    "speed": (lambda _: speed.run(), True),
    "startup": (lambda _: startup.run(), True),
    "memory": (memory.run, True),
}
# Written cases by what they are of, run unasked: each takes the part of a phenomenon's name, whether to show faults, whether to judge those
# kept back.
CASES: dict[str, Callable[[str, bool, bool], None]] = {
    "cases": cases.run,
    "disputes": disputes.run,
    "quantities": quantities.run,
    "entities": entities.run,
    "attributes": attributes.run,
    "times": times.run,
}
NEEDS_NOTHING = frozenset({*CASES, "startup", "pile", "identities"})


def _news(limit: int | None) -> None:
    from benchmarks.speed import single_threaded

    single_threaded()
    from benchmarks import news  # late: it imports libraries that start threads

    news.run(limit)


def _stories(kept_back: bool) -> None:
    from benchmarks import stories  # late: it imports the stages

    stories.run(kept_back)


def _lineage(chosen: argparse.Namespace) -> None:
    from benchmarks.speed import single_threaded

    single_threaded()
    from benchmarks import lineage  # late: it imports libraries that start threads

    lineage.run(chosen.limit, chosen.pile, chosen.show)


def _measures(chosen: argparse.Namespace) -> dict[str, Measure]:
    def judged(run: Callable[[str, bool, bool], None]) -> Measure:
        return lambda _: run(chosen.phenomenon, chosen.show, chosen.kept_back), True

    piles: dict[str, Measure] = {
        "identities": (lambda _: identities.run(chosen.pile, chosen.show), True),
        "pile": (lambda work: pile.run(work, chosen.pile, chosen.show, chosen.kept_back), True),
    }
    return {
        **MEASURES,
        **piles,
        **{name: judged(run) for name, run in CASES.items()},
        "news": (lambda _: _news(chosen.limit), False),
        "scale": (lambda folder: scale.run(folder, chosen.limit), False),
        "stories": (lambda _: _stories(chosen.kept_back), False),
        "lineage": (lambda _: _lineage(chosen), False),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    unasked = [*CASES, *(name for name, (_, always) in MEASURES.items() if always)]
<<<<<<< HEAD
    known = [*MEASURES, *CASES, "news", "identities", "pile", "scale", "stories", "lineage"]
=======
    known = [*MEASURES, *CASES, "news", "identities", "pile", "stories", "lineage"]
>>>>>>> main
    arguments.add_argument("names", nargs="*", default=unasked, metavar="NAME", choices=[*known, unasked], help=", ".join(known))
    arguments.add_argument("--limit", type=int, metavar="N", help="news, lineage, scale: only the first N articles")
    arguments.add_argument("--phenomenon", default="", metavar="NAME", help="written cases: only those whose file/phenomenon holds NAME")
    arguments.add_argument("--show", action="store_true", help="written cases: also each fault")
    arguments.add_argument("--kept-back", action="store_true", help="written cases, stories, pile: those kept back from rules")
    arguments.add_argument("--pile", type=Path, metavar="FOLDER", help="pile, identities, lineage: another pile than benchmarks/pile/open")
    chosen = arguments.parse_args()
    names: list[str] = chosen.names
    if set(names) - NEEDS_NOTHING:
        require_shared()
    measures = _measures(chosen)
    with tempfile.TemporaryDirectory() as folder:
        done = [measures[name][0](Path(folder)) for name in names]
    sys.exit(1 if False in done else 0)


if __name__ == "__main__":
    main()
