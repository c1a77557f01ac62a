"""`lagebild add` of the whole news set, everything included, and of a hundred articles more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.data import news, write
from benchmarks.speed import single_threaded

MORE: Final = 100
JOBS: Final = 2


def add(case: Path, pile: Path) -> tuple[dict[str, Any], float, float]:
    """Run `lagebild add`; return what it prints, its seconds, and the largest resident set of it or any of its children, in MB."""
    command = [sys.executable, "-m", "lagebild", "add", "--case", str(case), "--jobs", str(JOBS), "--json", str(pile)]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(command, stdout=printed)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise subprocess.CalledProcessError(status, command)
        printed.seek(0)
        counts = json.loads(printed.read())
    return counts, time.perf_counter() - start, usage.ru_maxrss / 1024


def _show(title: str, counts: dict[str, Any], seconds: float, peak: float) -> None:
    linked = counts["linked"]
    each = 1000 * seconds / max(counts["added"], 1)
    print(f"\n{title}: {seconds:.1f} s with {JOBS} processes, {each:.0f} ms a document, peak {peak:.0f} MB")
    parts = {"read to extract, and stored": seconds - sum(linked["seconds"].values()), **linked["seconds"]}
    for name, part in parts.items():
        print(f"  {name:28}{part:9.1f} s {100 * part / seconds:5.1f} %")
    print("  linked: " + ", ".join(f"{linked[name]} {name}" for name in ("entities", "lineage", "stories", "claims")))


def run(work: Path, size: int | None = None) -> None:
    """Print time, shares and peak memory; `size` takes the first articles only."""
    single_threaded()
    records: Iterable[dict[str, Any]] = news()
    pile = write(islice(records, (size or sum(1 for _ in news())) - MORE), work / "pile.jsonl")
    more = write(islice(records, MORE), work / "more.jsonl")
    case = work / "case.db"
    print("\n## `lagebild add` of the news set, and of a hundred more\n", flush=True)
    _show("all but the last hundred", *add(case, pile))
    print(f"  the case is {case.stat().st_size / 1e6:.0f} MB", flush=True)
    _show("a hundred more", *add(case, more))
