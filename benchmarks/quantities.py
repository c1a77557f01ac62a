"""How well quantities are read: our own cases, and against the objects of the training events.

    python -m benchmarks quantities [--phenomenon NAME] [--show] [--kept-back]

The cases stand in `benchmarks/quantities/*.toml`; `benchmarks/quantities/README.md` tells their format. Of the training events' objects
with a quantity those count as found where a quantity of the same value overlaps. Lengths of time (the gold has sentences of prison as
quantities) and numbers that no word of the object gives are counted apart. *Extra*: objects without a quantity in the gold in which one
was found, as a share of those objects.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import judge_cases
from benchmarks.data import SHARED
from benchmarks.judge_cases import Case, Item, Kind, Mates, differs, engine, words
from lagebild.extract.quantities import find_quantities
from lagebild.extract.times import find_times
from lagebild.model import Document, Quantity, Region

FOLDER = Path(__file__).resolve().parent / "quantities"
GOLD = SHARED / "gold"
ARTICLES = frozenset(["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"])
SLACK = 20  # characters before an object in which its number may stand
PRECISION = 0.01  # of a value
ROUNDED = 0.005  # of a part of a whole: 0.67 is right for two thirds
BY_WORDS = re.compile(r"\d|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzend|million")
LENGTH = re.compile(r"jahre|monate")


def quantities_of(document: Document) -> tuple[Quantity, ...]:
    """Return a document's quantities, with no stage run but those that they need."""
    pack, parser = engine()
    parse = parser.parse(document)
    return find_quantities(document, parse, find_times(document, parse, pack), pack)


def _items(case: Case) -> list[Item]:
    return [Item(q.span, q) for q in quantities_of(case.document())]


def _compare(case: Case, name: str, want: Any, item: Item, mates: Mates) -> str | None:
    """Compare one field: spans word by word, values to a hundredth, the others plainly."""
    found: Quantity = item.record
    if name in ("text", "of"):
        span = found.span if name == "text" else found.of
        have = case.text[slice(*span)] if span else ""
        same = any(_words(w) == _words(have) for w in judge_cases.accepted(want))
        return None if same else f"{name}: {want!r}, not {have!r}"
    if name in ("value", "upper"):
        have_value = found.value if name == "value" else found.upper
        same = any(_near(w, have_value) for w in judge_cases.accepted(want))
        return None if same else f"{name}: {want!r}, not {have_value!r}"
    return differs(name, want, getattr(found, name))


def _words(text: str) -> list[str]:
    found = words(text)
    return found[1:] if found and found[0] in ARTICLES else found


def _near(want: Any, have: float | None) -> bool:
    return not want if have is None else want != "" and abs(want - have) <= max(PRECISION * abs(want), ROUNDED * (abs(want) < 1))


KIND = Kind("Quantities", FOLDER, "text", frozenset(("value", "upper", "unit", "hedge", "of")), _items, _compare, ordered=True, closed=True)


def objects(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the distinct objects of each document, by their spans."""
    found: dict[str, dict[tuple[int, int], dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if (thing := event["object"]) is not None:
            found.setdefault(event["doc"], {}).setdefault((thing["start"], thing["end"]), thing)
    return {doc: list(things.values()) for doc, things in found.items()}


def _documents() -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    for doc, things in sorted(objects(GOLD / "train-events.jsonl").items()):
        row = json.loads((GOLD / "train-texts" / f"{doc}.json").read_text(encoding="utf-8"))
        text = row["text"]
        yield Document(doc, text, "de", "", published=row["date"], regions=(Region((0, len(text)), "body"),)), things


def _count(counts: Counter[str], thing: dict[str, Any], found: tuple[Quantity, ...]) -> None:
    within = [q for q in found if q.span[0] < thing["end"] and thing["start"] < q.span[1]]
    if thing["quantity"] is None:
        counts["without"] += 1
        counts["extra"] += bool(within)
        return
    if not BY_WORDS.search(thing["text"].lower()) or LENGTH.search(thing["text"].lower()):
        counts["implicit"] += 1
        return
    before = [q for q in found if thing["start"] - SLACK <= q.span[0] < thing["start"] and q not in within]
    right = [q for q in [*within, *before] if thing["quantity"] in (q.value, q.upper)]
    counts["objects"] += 1
    counts["value"] += bool(right)
    counts["hedge"] += any(q.hedge == thing["hedge"] for q in right)


def against_objects() -> None:
    """Print how many quantities of the training events' objects are found."""
    counts: Counter[str] = Counter()
    for document, things in _documents():
        found = quantities_of(document)
        for thing in things:
            _count(counts, thing, found)
    n = max(1, counts["objects"])
    print(f"\n## Quantities of the training events' objects: {n} by words ({counts['implicit']} more: lengths of time, no number)\n")
    print(f"value {100 * counts['value'] / n:.1f} %, value and hedge {100 * counts['hedge'] / n:.1f} %; ", end="")
    print(f"extra in {counts['extra']} of {counts['without']} objects without a quantity")


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the tables; the objects' where the data are there and nothing is singled out."""
    judge_cases.run(KIND, phenomenon, show, kept_back)
    if GOLD.is_dir() and not (phenomenon or show or kept_back):
        against_objects()
