"""The measuring sets as documents in the product's own form: one JSON object a line."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORERS = SHARED / "bench"


def require_shared() -> None:
    """Exit with a clear message where the measuring sets are absent."""
    if not SCORERS.is_dir():
        sys.exit(f"the measuring sets are not here ({SHARED}); without them only `python -m benchmarks startup cases` can run")


def quotes(split: str = "dev") -> Iterator[dict[str, Any]]:
    with (SHARED / "data" / "quotes" / f"{split}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield {"id": record["documentName"], "text": record["originalText"], "lang": "de"}


def gold(folder: str = "texts") -> Iterator[dict[str, Any]]:
    for path in sorted((SHARED / "gold" / folder).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        yield {"id": record["id"], "text": record["text"], "published": record["date"], "lang": "de"}


def timex() -> Iterator[dict[str, Any]]:
    found = subprocess.run(
        [sys.executable, SCORERS / "score_times.py", "--documents", SHARED / "data" / "timex"], check=True, capture_output=True, text=True
    )
    for line in found.stdout.splitlines():
        yield json.loads(line)


def news(year: str = "") -> Iterator[dict[str, Any]]:
    """Yield news articles, all or those of a year."""
    for path in sorted((SHARED / "data" / "news").glob(f"articles-{year}*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def write(records: Iterator[dict[str, Any]], path: Path) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path
