"""Read the NER sets as (text, spans of PER, LOC, ORG, MISC)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

Named = tuple[str, list[tuple[int, int, str]]]
GERMEVAL = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
SMARTDATA = {
    "location": "LOC", "location-city": "LOC", "location-stop": "LOC", "location-street": "LOC", "location-route": "LOC",
    "organization": "ORG", "organization-company": "ORG", "person": "PER",
}  # fmt: skip


def read_germeval(path: Path) -> list[Named]:
    """Return sentences with their outer names; derived forms and parts of words (`deutsche`, `EU-Politik`) are no names."""
    out: list[Named] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#\t")]
        rows = [r for r in rows if len(r) >= 3]
        if rows:
            out.append(_sentence([(r[1], r[2]) for r in rows]))
    return out


def _sentence(rows: list[tuple[str, str]]) -> Named:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for word, label in rows:
        glue = not text or word in ",.;:!?)“" or text.endswith(("(", "„"))
        text += ("" if glue else " ") + word
        kind = GERMEVAL.get(label[2:])
        start = len(text) - len(word)
        if kind and label.startswith("I-") and spans and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], len(text), kind)
        elif kind:
            spans.append((start, len(text), kind))
    return text, spans


def read_smartdata(path: Path) -> list[Named]:
    """Return paragraphs of the news and tweets with their names. Bare common nouns (`Gruppe`) are no names."""
    out: list[Named] = []
    decoder = json.JSONDecoder()
    data = gzip.decompress(path.read_bytes()).decode("utf-8")
    at = 0
    while at < len(data):
        record, end = decoder.raw_decode(data, at)
        at = end + len(data[end:]) - len(data[end:].lstrip()) if end < len(data) and data[end].isspace() else end
        text = record["text"]["string"]
        mentions = (record.get("conceptMentions") or {}).get("array") or []
        spans = [(m["span"]["start"], m["span"]["end"], SMARTDATA[m["type"]]) for m in mentions if m["type"] in SMARTDATA]
        out += _paragraphs(text, sorted(spans))
    return out


def _paragraphs(text: str, spans: list[tuple[int, int, str]]) -> list[Named]:
    out: list[Named] = []
    start = 0
    for line in text.split("\n"):
        inner = [(s - start, e - start, k) for s, e, k in spans if start <= s and e <= start + len(line)]
        if len(line.split()) > 3:
            out.append((line, inner))
        start += len(line) + 1
    return out
