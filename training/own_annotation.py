"""Our own annotation of events in news articles, by the guidelines of the annotated sets: offsets, types and codes, no text.

The articles are the publishers' and stay in ``../shared/data/news``; each line of ``annotations/news-events.jsonl`` gives an article's
address, how many of its characters were read, a check sum of those, and the events in them. ``annotations/second-reading.jsonl`` is of
training articles, read again by somebody who had not seen their annotation:

    python -m training.own_annotation    how far the second reading agrees with the first, by the scorer of events
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lagebild.model import Document, Region

FOLDER = Path(__file__).with_name("annotations")
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
Gold = dict[str, Any]


def checksum(text: str) -> str:
    """Return eight hexadecimal digits by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def articles(shared: Path = SHARED, lang: str = "de") -> Iterator[tuple[Document, list[Gold]]]:
    """Yield each annotated article, cut where its reader stopped, with its events as the annotated sets have them.

    Articles whose text has changed since are left out.
    """
    rows = {row["url"]: row for row in _lines(FOLDER / "news-events.jsonl")}
    for path in sorted((shared / "data" / "news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                row = rows.pop(record["url"], None)
                text = record["text"][: row["end"]] if row else ""
                if row and checksum(text) == row["sha256"]:
                    document = Document(
                        record["url"], text, lang, "", published=row["published"], regions=(Region((0, len(text)), "body"),)
                    )
                    yield document, [expanded(record["url"], event) for event in row["events"]]


def expanded(doc: str, event: Gold) -> Gold:
    """Return an event in the form of the annotated sets from that of our lines: parties are ``[start, end, code]``."""
    found: Gold = {"doc": doc, "type": event["type"], "status": event["status"], "trigger": _span(event["trigger"])}
    for role in ("actor", "recipient"):
        found[role] = [_span(party) for party in event[role]]
        found[f"{role}_code"] = [party[2] for party in event[role]]
    thing = event["object"]
    return {**found, "object": {**_span(thing), "kind": thing[2]} if thing else None}


def _span(piece: list[Any]) -> dict[str, int]:
    return {"start": piece[0], "end": piece[1]}


def _lines(path: Path) -> Iterator[Gold]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Print how far the second reading agrees with the first."""
    second = {row["doc"]: row["events"] for row in _lines(FOLDER / "second-reading.jsonl")}
    first = [e for e in _lines(SHARED / "gold" / "train-events.jsonl") if e["doc"] in second]
    with tempfile.TemporaryDirectory() as folder:
        gold, read = Path(folder) / "gold.jsonl", Path(folder) / "read.jsonl"
        gold.write_text("".join(json.dumps({**e, "trigger": {**e["trigger"], "text": ""}}) + "\n" for e in first), encoding="utf-8")
        read.write_text(
            "".join(json.dumps({"id": d, "events": [_printed(e) for e in es]}) + "\n" for d, es in second.items()), encoding="utf-8"
        )
        print(f"{len(second)} training articles, read again without sight of their annotation")
        subprocess.run([sys.executable, SHARED / "bench" / "score_events.py", read, gold], check=True)


def _printed(event: Gold) -> Gold:
    """Return an event as `extract` prints it, as far as the scorer looks."""
    parties = {role: [{"span": p[:2], "code": p[2]} for p in event[role]] for role in ("actor", "recipient")}
    return {"type": event["type"], "status": event["status"], "trigger": event["trigger"], **parties}


if __name__ == "__main__":
    main()
