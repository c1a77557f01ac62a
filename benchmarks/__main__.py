"""Print the measures: all, or those named."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import accuracy, memory, parser, speed, startup
from benchmarks.data import require_shared

NAMES = ("accuracy", "parser", "speed", "startup", "memory")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    arguments.add_argument("names", nargs="*", default=NAMES, metavar="NAME", help=", ".join(NAMES))
    names = arguments.parse_args().names
    if set(names) - {"startup"}:
        require_shared()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        runs: dict[str, Callable[[], None]] = {
            "accuracy": lambda: accuracy.run(work),
            "parser": parser.run,
            "speed": speed.run,
            "startup": startup.run,
            "memory": lambda: memory.run(work),
        }
        for name in names:
            runs[name]()


if __name__ == "__main__":
    main()
