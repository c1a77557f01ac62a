"""Print the measures: all, or those named."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import accuracy, memory, speed, startup
from benchmarks.data import require_shared

NAMES = ("accuracy", "speed", "startup", "memory")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES, metavar="NAME", help=", ".join(NAMES))
    names = parser.parse_args().names
    if set(names) - {"startup"}:
        require_shared()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        runs: dict[str, Callable[[], None]] = {
            "accuracy": lambda: accuracy.run(work),
            "speed": speed.run,
            "startup": startup.run,
            "memory": lambda: memory.run(work),
        }
        for name in names:
            runs[name]()


if __name__ == "__main__":
    main()
