"""`lagebild add` of the whole news set, everything included, and of a hundred articles more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.data import news, write
from benchmarks.speed import single_threaded

MORE: Final = 100
JOBS: Final = 2


class Watch:
    """Looks every second for the largest resident set of a process and all that it started, in MB.

    What `wait4` tells leaves out workers that another process forked.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._end = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._end.wait(1):
            self._peak = max([self._peak, *(_peak_of(pid) for pid in _family(self._pid))])

    def close(self) -> float:
        """Stop looking; return the largest found."""
        self._end.set()
        self._thread.join()
        return self._peak


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # it has ended, or this is no Linux
        return {}
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def _family(first: int) -> set[int]:
    """Return a process and all that it, or one of them, started."""
    parents = {int(path.name): int(_status(int(path.name)).get("PPid", 0)) for path in Path("/proc").glob("[0-9]*")}
    found = {first}
    while new := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= new
    return found


def _peak_of(pid: int) -> float:
    return int(_status(pid).get("VmHWM", "0 kB").split()[0]) / 1024


def add(case: Path, pile: Path) -> tuple[dict[str, Any], float, float]:
    """Run `lagebild add`; return what it prints, its seconds, and the largest resident set of any of its processes, in MB."""
    command = [sys.executable, "-m", "lagebild", "add", "--case", str(case), "--jobs", str(JOBS), "--json", str(pile)]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(command, stdout=printed)
        watch = Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        peak = max(usage.ru_maxrss / 1024, watch.close())
        if status:
            raise subprocess.CalledProcessError(status, command)
        printed.seek(0)
        counts = json.loads(printed.read())
    return counts, time.perf_counter() - start, peak


def _show(title: str, counts: dict[str, Any], seconds: float, peak: float) -> None:
    linked = counts["linked"]
    each = 1000 * seconds / max(counts["added"], 1)
    print(f"\n{title}: {seconds:.1f} s with {JOBS} processes, {each:.0f} ms a document, peak of any process {peak:.0f} MB")
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
