"""How well quantities are read: our own cases, and against the objects of the training events.

    python -m benchmarks quantities [--phenomenon NAME] [--show] [--kept-back]

The cases stand in `benchmarks/quantities/*.toml`; `benchmarks/quantities/README.md` tells their format. Of the training events' objects
with a quantity those are right in which a quantity of the same value stands; of the events whose trigger is found, those that have it.
Lengths of time (the gold has sentences of prison as quantities) and numbers that no word of the object gives are counted apart. *Extra*:
objects, or events with an object, without a quantity in the gold that have one here.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import judge_cases
from benchmarks.data import SHARED
from benchmarks.judge_cases import Case, Item, Kind, Mates, differs, engine, words
from lagebild.extract import extract
from lagebild.extract.quantities import find_quantities
from lagebild.extract.times import find_times
from lagebild.model import Document, Event, Extraction, Quantity, Region

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


def _by_document() -> Iterator[tuple[Extraction, list[dict[str, Any]]]]:
    """Yield what is drawn from each training text with its events in the gold."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (GOLD / "train-events.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events[row["doc"]].append(row)
    pack, parser = engine()
    for doc, rows in sorted(events.items()):
        record = json.loads((GOLD / "train-texts" / f"{doc}.json").read_text(encoding="utf-8"))
        text = record["text"]
        document = Document(doc, text, "de", "", published=record["date"], regions=(Region((0, len(text)), "body"),))
        yield extract(document, parser.parse(document), pack), rows


def _told(thing: dict[str, Any]) -> bool:
    """Tell whether an object gives its quantity by words, and no length of time."""
    return bool(BY_WORDS.search(thing["text"].lower())) and not LENGTH.search(thing["text"].lower())


def _count(counts: Counter[str], thing: dict[str, Any], found: Sequence[Quantity]) -> None:
    within = [q for q in found if q.span[0] < thing["end"] and thing["start"] < q.span[1]]
    if thing["quantity"] is None:
        counts["without"] += 1
        counts["extra"] += bool(within)
    elif not _told(thing):
        counts["implicit"] += 1
    else:
        before = [q for q in found if thing["start"] - SLACK <= q.span[0] < thing["start"] and q not in within]
        counts["objects"] += 1
        _right(counts, thing, [*within, *before])


def _right(counts: Counter[str], thing: dict[str, Any], found: Sequence[Quantity]) -> None:
    right = [q for q in found if thing["quantity"] in (q.value, q.upper)]
    counts["value"] += bool(right)
    counts["hedge"] += any(q.hedge == thing["hedge"] for q in right)


def _count_event(counts: Counter[str], row: dict[str, Any], found: Sequence[Event]) -> None:
    """Count whether the event found at a trigger has its object's quantity."""
    trigger, thing = row["trigger"], row["object"]
    ours = [e for e in found if e.trigger[0] < trigger["end"] and trigger["start"] < e.trigger[1]]
    if not ours:
        return
    event = min(ours, key=lambda e: e.type != row["type"])
    if thing is None:
        return
    if thing["quantity"] is None:
        counts["without"] += 1
        counts["extra"] += event.quantity is not None
    elif _told(thing):
        counts["objects"] += 1
        counts["any"] += event.quantity is not None
        _right(counts, thing, [event.quantity] if event.quantity else [])


def against_events() -> None:
    """Print how many quantities of the training events' objects are found, and how many of the events found have theirs."""
    objects: Counter[str] = Counter()
    events: Counter[str] = Counter()
    for drawn, rows in _by_document():
        things = {(r["object"]["start"], r["object"]["end"]): r["object"] for r in rows if r["object"]}
        for thing in things.values():
            _count(objects, thing, drawn.quantities)
        for row in rows:
            _count_event(events, row, drawn.events)
    print("\n## Quantities of the training events' objects\n\n| | quantities by words | value right | value and hedge right | extra |")
    print("|---|---|---|---|---|")
    for name, c in (("in the object", objects), ("of the event found", events)):
        n = max(1, c["objects"])
        print(f"| {name} | {c['objects']} | {c['value'] / n:.1%} | {c['hedge'] / n:.1%} | {c['extra']} of {c['without']} without |")
    print(f"\n{objects['implicit']} objects more have a length of time, or a number that no word of theirs gives.")


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the tables; the events' where the data are there and nothing is singled out."""
    judge_cases.run(KIND, phenomenon, show, kept_back)
    if GOLD.is_dir() and not (phenomenon or show or kept_back):
        against_events()
