"""The German pipeline on the held-out fifth of the trees, and its subjects of verbs of saying."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.data import ROOT, SHARED


def run() -> None:
    """Print the tables of `training.evaluate` and `training.subjects`."""
    for module in ("training.evaluate", "training.subjects"):
        print(f"\n## python -m {module} ../shared\n", flush=True)
        subprocess.run([sys.executable, "-m", module, str(SHARED)], check=True, cwd=ROOT)
