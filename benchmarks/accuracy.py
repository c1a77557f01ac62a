"""Accuracy: what `lagebild extract` prints, judged by the scorers beside the data, and held against the gate."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.data import SCORERS, SHARED, gold, quotes, timex, write
from benchmarks.gate import fallen, floors

LAGEBILD = [sys.executable, "-m", "lagebild"]


def extract(documents: Path, jobs: int = 2) -> Path:
    """Run `lagebild extract` on a file of documents; returns the file of its output."""
    output = documents.with_suffix(".extracted.jsonl")
    with output.open("wb") as out:
        subprocess.run([*LAGEBILD, "extract", "--jobs", str(jobs), str(documents)], stdout=out, check=True)
    return output


def score(title: str, script: str, *arguments: Path | str) -> str:
    """Print what a scorer says, under a title, and return it."""
    done = subprocess.run([sys.executable, SCORERS / script, *arguments], check=True, capture_output=True, text=True)
    print(f"\n## {title}\n\n{done.stdout}", flush=True)
    return done.stdout


def run(work: Path) -> bool:
    """Print the accuracy tables; return False where a figure fell below its floor."""
    printed = {}
    found = extract(write(quotes("dev"), work / "quotes-dev.jsonl"))
    title = "Quotations, dev split (published rule system: joint 38.9)"
    printed["quotes"] = score(title, "score_quotes.py", found, SHARED / "data" / "quotes" / "dev.jsonl")
    found = extract(write(gold("texts"), work / "gold.jsonl"))
    folder = SHARED / "gold"
    printed["statements"] = score("Statements, gold", "score_statements.py", found, folder / "texts", folder / "statements.jsonl")
    printed["events"] = score("Events and disputes, gold", "score_events.py", found, folder / "events.jsonl", folder / "disputes.jsonl")
    found = extract(write(timex(), work / "timex.jsonl"))
    title = "Times (HeidelTime: strict 70.0, relaxed 80.7, value 64.2)"
    printed["times"] = score(title, "score_times.py", found, SHARED / "data" / "timex")
    below = [line for measure, text in printed.items() for line in fallen(measure, text, floors())]
    print("\n".join(below) if below else "The gate holds: no figure below its floor.", flush=True)
    return not below
