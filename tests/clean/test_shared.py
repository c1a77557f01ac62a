"""Reports without rubble come out nearly wholly as body: false rubble is worse than missed rubble."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.clean.helpers import clean_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the benchmark data does not lie beside the project"),
]


def texts(name: str) -> Iterator[str]:
    if name == "news":
        for path in sorted((SHARED / "data" / "news").glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in islice(lines, 60))
    elif name == "quotes":
        with (SHARED / "data" / "quotes" / "dev.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line)["originalText"] for line in islice(lines, 60))
    else:
        for path in sorted((SHARED / "gold" / "train-texts").glob("*.json"))[:60]:
            yield json.loads(path.read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize(("name", "floor"), [("news", 0.97), ("quotes", 0.99), ("train-texts", 0.99)])
def test_reports_are_body(name: str, floor: float) -> None:
    body = total = 0
    for text in texts(name):
        document = clean_text(text, lang="de")
        assert document.text == text
        sizes = [(r.kind, r.span[1] - r.span[0]) for r in document.regions]
        total += sum(n for _, n in sizes)
        body += sum(n for k, n in sizes if k in ("body", "dateline"))
    assert body / total >= floor


def test_the_samples_lose_their_rubble() -> None:
    expected = [
        {"headline", "body", "teaser", "comment"},
        {"body", "caption", "ad", "credit", "comment"},
        {"headline", "body", "teaser", "boilerplate", "credit", "author_bio", "related"},
        {"headline", "body", "teaser", "boilerplate", "comment"},
        {"headline", "body", "byline", "dateline", "boilerplate"},
    ]
    for path, kinds in zip(sorted((SHARED / "samples").glob("*.txt")), expected, strict=True):
        document = clean_text(path.read_text(encoding="utf-8"))
        assert {r.kind for r in document.regions} == kinds, path.name
