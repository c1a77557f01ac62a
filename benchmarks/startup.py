"""Time of `lagebild --help`: the best of ten, for what a user waits when nothing else runs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


def run() -> None:
    """Print the time of `--help`."""
    command = [str(Path(sys.executable).with_name("lagebild")), "--help"]
    times = []
    for _ in range(10):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    print(f"\n## `lagebild --help`: best of 10 {min(times):.2f} s, median {sorted(times)[5]:.2f} s (limit 0.3 s)")
