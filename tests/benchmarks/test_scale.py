"""What the benchmark of size measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.scale import Watch

HOLD = "import time; held = b'x' * 150_000_000; time.sleep(3)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}])"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads what Linux tells of processes")
def test_the_memory_of_what_a_process_started_counts() -> None:
    process = subprocess.Popen([sys.executable, "-c", CHILD])
    watch = Watch(process.pid)
    process.wait()
    assert 140 < watch.close() < 400
