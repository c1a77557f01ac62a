"""Peak memory of `lagebild add` for 1,000, 4,000 and 8,000 real articles: flat means within 20 %."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from benchmarks.data import news, write

SIZES = (1_000, 4_000, 8_000)


def peak_mb(command: list[str]) -> float:
    """Run `command`; return the largest resident set of it or any of its children, in MB (Linux reports kB)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return usage.ru_maxrss / 1024


def run(work: Path) -> None:
    """Print peak memory and documents a second for each size."""
    print("\n## Peak memory of `lagebild add --jobs 1`, case linked\n", flush=True)
    print(f"{'articles':>10}{'peak MB':>10}{'seconds':>10}{'case MB':>10}", flush=True)
    peaks = []
    for size in SIZES:
        pile = write(islice(news(), size), work / f"pile-{size}.jsonl")
        case = work / f"pile-{size}.db"
        start = time.perf_counter()
        peaks.append(peak_mb([sys.executable, "-m", "lagebild", "add", "--case", str(case), "--jobs", "1", str(pile)]))
        seconds = time.perf_counter() - start
        print(f"{size:10}{peaks[-1]:10.0f}{seconds:10.1f}{case.stat().st_size / 1e6:10.1f}", flush=True)
    for size, peak in list(zip(SIZES, peaks, strict=True))[1:]:
        print(f"{size} articles take {100 * (peak / peaks[0] - 1):+.1f} % against {SIZES[0]}")
