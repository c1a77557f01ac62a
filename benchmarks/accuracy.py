"""Accuracy: what `lagebild extract` prints, judged by the scorers beside the data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.data import SCORERS, SHARED, gold, quotes, timex, write

LAGEBILD = [sys.executable, "-m", "lagebild"]


def extract(documents: Path, jobs: int = 2) -> Path:
    """Run `lagebild extract` on a file of documents; returns the file of its output."""
    output = documents.with_suffix(".extracted.jsonl")
    with output.open("wb") as out:
        subprocess.run([*LAGEBILD, "extract", "--jobs", str(jobs), str(documents)], stdout=out, check=True)
    return output


def score(title: str, script: str, *arguments: Path | str) -> None:
    print(f"\n## {title}\n", flush=True)
    subprocess.run([sys.executable, SCORERS / script, *arguments], check=True)


def run(work: Path) -> None:
    """Print the accuracy tables."""
    found = extract(write(quotes("dev"), work / "quotes-dev.jsonl"))
    score("Quotations, dev split (published rule system: joint 38.9)", "score_quotes.py", found, SHARED / "data" / "quotes" / "dev.jsonl")
    found = extract(write(gold("texts"), work / "gold.jsonl"))
    folder = SHARED / "gold"
    score("Statements, gold", "score_statements.py", found, folder / "texts", folder / "statements.jsonl")
    score("Events and disputes, gold", "score_events.py", found, folder / "events.jsonl", folder / "disputes.jsonl")
    found = extract(write(timex(), work / "timex.jsonl"))
    score("Times (HeidelTime: strict 70.0, relaxed 80.7, value 64.2)", "score_times.py", found, SHARED / "data" / "timex")
