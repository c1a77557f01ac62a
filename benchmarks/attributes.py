"""How well events' structured attributes are read: our own cases, and objects and places against the training events.

    python -m benchmarks attributes [--phenomenon NAME] [--show] [--kept-back]

The cases stand in `benchmarks/attributes/*.toml`; `benchmarks/attributes/README.md` tells their format. Of the training events those are
compared whose trigger and type the engine has too: is there an object (a place) where the gold has one, do both overlap, is the object's
kind that of the gold. The models have learnt from these articles, so the figures are of objects and places given the right event, no
figures of finding events.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import judge_cases
from benchmarks.data import SHARED
from benchmarks.judge_cases import Case, Fields, Item, Kind, Mates, Verdict, accepted, differs, engine, words
from lagebild.extract import extract
from lagebild.model import Document, Event, Party, Region, overlaps

FOLDER = Path(__file__).resolve().parent / "attributes"
GOLD = SHARED / "gold"
PLAIN = ("type", "status", "mode", "date")
FIELDS = frozenset((*PLAIN, "actor", "recipient", "object", "object_kind", "quantity", "unit", "place", "place_country", "details"))
# Details whose values are the text's own words; all others are words of a closed vocabulary.
QUOTED = frozenset(("paid_with", "from", "to", "treaty", "recognized", "listed", "occasion", "topic"))
CODE = re.compile(r"[A-Z]{3}|IGO:\w+")
# Words that open what hangs on a noun, so that the noun before them heads the phrase.
OPENING = frozenset(
    (
        *("der", "des", "dem", "den", "eines", "einer", "und", "oder", "vom", "im", "am", "zum", "zur"),
        *("von", "in", "an", "auf", "aus", "mit", "zu", "für", "gegen", "über", "zwischen", "bei", "nach", "um"),
    )
)


def events_of(document: Document) -> tuple[Event, ...]:
    """Return a document's events."""
    pack, parser = engine()
    return extract(document, parser.parse(document), pack).events


def _items(case: Case) -> list[Item]:
    return [Item(event.trigger, event) for event in events_of(case.document())]


def _compare(case: Case, name: str, want: Any, item: Item, mates: Mates) -> str | None:
    """Compare one field of an event."""
    event: Event = item.record
    if name == "trigger":
        return None
    if name in ("actor", "recipient"):
        return _parties(name, want, event.actor if name == "actor" else event.recipient)
    if name == "details":
        faults = [f for key, value in want.items() if (f := _detail(key, value, event.details.get(key)))]
        return "; ".join(faults) or None
    have = _have(case, name, event)
    if name in ("object", "place"):
        return None if any(same_head(w, have) for w in accepted(want)) else f"{name}: {want!r}, not {have!r}"
    return differs(name, want, have)


def _have(case: Case, name: str, event: Event) -> Any:
    if name == "object":
        return case.text[slice(*event.object.span)] if event.object else ""
    if name == "place":
        return case.text[slice(*event.place.span)] if event.place else ""
    if name == "place_country":
        return event.place.country if event.place else None
    if name == "object_kind":
        return event.object.kind if event.object else None
    if name in ("quantity", "unit"):
        return getattr(event.quantity, "value" if name == "quantity" else "unit") if event.quantity else None
    return getattr(event, name)


def _parties(name: str, want: list[str], found: tuple[Party, ...]) -> str | None:
    """Compare parties: as many states as expected, and each party without a state by a word of its name."""
    codes = {w for w in want if CODE.fullmatch(w)}
    named = [w for w in want if not CODE.fullmatch(w)]
    have = {p.code for p in found if p.code}
    missing = [w for w in named if not any(set(words(w)) & set(words(p.name)) for p in found)]
    right = codes == have if not named else codes <= have and not missing
    right = right and (bool(want) or not found)
    return None if right else f"{name}: {want!r}, not {[p.code or p.name for p in found]!r}"


def _detail(key: str, want: Any, have: str | None) -> str | None:
    same = any(same_head(w, have or "") for w in accepted(want)) if key in QUOTED else (have or "") in accepted(want)
    return None if same else f"{key}: {want!r}, not {have!r}"


def same_head(want: str, have: str) -> bool:
    """Tell whether two phrases have one head word, endings aside; both may be empty."""
    if not want or not have:
        return not want and not have
    return any(_alike(a, b) for a in heads(want) for b in heads(have))


def heads(phrase: str) -> tuple[str, ...]:
    """Return the words that may head a noun phrase: the first and the last capitalised one before what hangs on them."""
    found: list[str] = []
    for word in re.findall(r"[\w-]+", phrase):
        if found and word.lower() in OPENING:
            break
        if word[:1].isupper() and word.lower() not in OPENING:
            found.append(word.casefold())
    return (found[0], found[-1]) if found else (words(phrase)[-1],)


def _alike(a: str, b: str) -> bool:
    """Tell whether two words, or the last members of hyphenated ones, differ in their endings alone."""
    short, long = sorted((words(a)[-1], words(b)[-1]), key=len)
    return long.startswith(short) and len(long) - len(short) <= 2


KIND = Kind("Attributes of events", FOLDER, "trigger", FIELDS, _items, _compare)


def by_field(rows: Sequence[Verdict]) -> str:
    """Return as a table, for each field and detail: how often it is expected, in how many of these the event is found, and right."""
    asked: Counter[str] = Counter()
    met: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for verdict in rows:
        missing = {fault.removeprefix("missing: ") for fault in verdict.faults if fault.startswith("missing: ")}
        for fields in verdict.case.expect:
            names = [*(set(fields) - {"trigger", "nth", "details"}), *fields.get("details", ())]
            asked.update(names)
            met.update(() if fields["trigger"] in missing else names)
        wrong.update(part.split(":")[0] for fault in verdict.faults for part in fault.split("; "))
    lines = ["| field | expected | of events found | right of these |", "|---|---|---|---|"]
    lines += [f"| {name} | {n} | {met[name]} | {(met[name] - wrong[name]) / max(1, met[name]):.1%} |" for name, n in sorted(asked.items())]
    details = [name for name in asked if name not in FIELDS]
    right, found, n = (sum(c[name] for name in details) for c in (wrong, met, asked))
    return "\n".join([*lines, f"| **details** | {n} | {found} | {(found - right) / max(1, found):.1%} |"])


def _pairs(document: Document, gold: list[Fields]) -> list[tuple[Fields, Event]]:
    """Return the annotated events with ours of the same trigger and type (TRANSFER and COOPERATE count as one)."""
    found = list(events_of(document))
    pairs = []
    for event in gold:
        trigger = event["trigger"]["start"], event["trigger"]["end"]
        kinds = {event["type"], "COOPERATE"} if event["type"] == "TRANSFER" else {event["type"]}
        mate = next((e for e in found if overlaps(e.trigger, trigger) and e.type in kinds), None)
        if mate is not None:
            found.remove(mate)
            pairs.append((event, mate))
    return pairs


def _count(counts: Counter[str], gold: Fields, ours: Event) -> None:
    for name, have in (("object", ours.object), ("place", ours.place)):
        want = gold[name]
        counts[f"{name} gold"] += want is not None
        counts[f"{name} ours"] += have is not None
        if want is not None and have is not None and overlaps(have.span, (want["start"], want["end"])):
            counts[f"{name} overlap"] += 1
            counts["kind"] += name == "object" and ours.object is not None and ours.object.kind == want["kind"]
    counts["place known"] += ours.place is not None and ours.place.country is not None


def against_gold() -> None:
    """Print how objects and places agree with the training events'."""
    gold: dict[str, list[Fields]] = {}
    for line in (GOLD / "train-events.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        gold.setdefault(event["doc"], []).append(event)
    counts: Counter[str] = Counter()
    for doc, events in sorted(gold.items()):
        row = json.loads((GOLD / "train-texts" / f"{doc}.json").read_text(encoding="utf-8"))
        document = Document(doc, row["text"], "de", "", published=row["date"], regions=(Region((0, len(row["text"])), "body"),))
        for pair in _pairs(document, events):
            _count(counts, *pair)
    print(figures(counts))


def figures(counts: Counter[str]) -> str:
    """Return the counts as a table in Markdown."""
    lines = [
        "\n## Objects and places of rightly typed training events\n",
        "| | gold | ours | overlap | precision | recall |",
        "|---|---|---|---|---|---|",
    ]
    for name in ("object", "place"):
        gold, ours, both = (counts[f"{name} {k}"] for k in ("gold", "ours", "overlap"))
        lines.append(f"| {name} | {gold} | {ours} | {both} | {both / max(1, ours):.1%} | {both / max(1, gold):.1%} |")
    lines.append(f"\nkind right of overlapping objects {counts['kind'] / max(1, counts['object overlap']):.1%}; ")
    lines[-1] += f"state known of places {counts['place known'] / max(1, counts['place ours']):.1%}"
    return "\n".join(lines)


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the tables; that of the training events where the data are there and nothing is singled out."""
    rows = judge_cases.verdicts(KIND, [c for c in judge_cases.read_cases(KIND, kept_back) if phenomenon in c.name])
    part = "kept back" if kept_back else "open to the writers of rules"
    print("\n" + judge_cases.table(f"{KIND.title}, our own cases ({part})", rows) + "\n\n" + by_field(rows))
    for verdict in rows if show else ():
        if verdict.faults:
            print(f"\n{verdict.case.name}: {verdict.case.text}\n  " + "\n  ".join(verdict.faults))
    if GOLD.is_dir() and not (phenomenon or show or kept_back):
        against_gold()
