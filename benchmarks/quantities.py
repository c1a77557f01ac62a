"""How well quantities are read: value and hedge against the objects of the training events.

    python benchmarks/quantities.py [--limit N] [--errors N]

An event's object with a quantity counts as found where a quantity of the same value overlaps it. Lengths of time (the gold has
sentences of prison as quantities) and numbers that no word of the object gives are counted apart. *Extra*: objects without a quantity
in the gold in which one was found, as a share of those objects.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from lagebild.extract.quantities import find_quantities
from lagebild.extract.times import find_times
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Quantity, Region
from lagebild.parse import make_parser

GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
SLACK = 20  # characters before an object in which its number may stand


def objects(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the distinct objects of each document, by their spans."""
    found: dict[str, dict[tuple[int, int], dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if (thing := event["object"]) is not None:
            found.setdefault(event["doc"], {}).setdefault((thing["start"], thing["end"]), thing)
    return {doc: list(things.values()) for doc, things in found.items()}


def quantities_of(doc: str, parser: Any, pack: Any) -> tuple[str, tuple[Quantity, ...]]:
    row = json.loads((GOLD / "train-texts" / f"{doc}.json").read_text(encoding="utf-8"))
    text = row["text"]
    document = Document(doc, text, "de", "", published=row["date"], regions=(Region((0, len(text)), "body"),))
    parse = parser.parse(document)
    return text, find_quantities(document, parse, find_times(document, parse, pack), pack)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--limit", type=int, default=None)
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    pack = load_pack("de")
    parser = make_parser(pack, "builtin")
    counts = dict.fromkeys(("gold", "value", "hedge", "implicit", "without", "extra", "matched", "near"), 0)
    errors: list[str] = []
    for doc, things in sorted(objects(GOLD / "train-events.jsonl").items())[: chosen.limit]:
        text, found = quantities_of(doc, parser, pack)
        for thing in things:
            ours = [q for q in found if q.span[0] < thing["end"] and thing["start"] < q.span[1]]
            want = thing["quantity"]
            if want is None:
                counts["without"] += 1
                counts["extra"] += bool(ours)
                continue
            ours += [q for q in found if thing["start"] - SLACK <= q.span[0] < thing["start"] and q not in ours]
            if not re.search(
                r"\d|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzend|million", thing["text"].lower()
            ) or re.search(r"Jahre|Monate", thing["text"]):
                counts["implicit"] += 1
                continue
            counts["gold"] += 1
            right = [q for q in ours if want in (q.value, q.upper)]
            counts["value"] += bool(right)
            counts["hedge"] += any(q.hedge == thing["hedge"] for q in right)
            counts["near"] += len([q for q in ours if q.span[0] < thing["end"] and thing["start"] < q.span[1]]) > 0
            if not right or not any(q.hedge == thing["hedge"] for q in right):
                shown = [(text[slice(*q.span)], q.value, q.unit, q.hedge) for q in ours]
                errors.append(f"{doc}: {text[thing['start'] - 20 : thing['end'] + 15]!r} gold {want} {thing['hedge']}, ours {shown}")
    gold = max(counts["gold"], 1)
    print(
        f"objects with a quantity by words: {counts['gold']} ({counts['implicit']} more are lengths of time or have no number of their own)"
    )
    print(f"value found            {100 * counts['value'] / gold:6.1f} %")
    print(f"value and hedge found  {100 * counts['hedge'] / gold:6.1f} %")
    print(f"value right where any  {100 * counts['value'] / max(counts['near'], 1):6.1f} %")
    print(f"extra: {counts['extra']} of {counts['without']} objects without a quantity in the gold")
    print("\n".join(errors[: chosen.errors]))


if __name__ == "__main__":
    main()
