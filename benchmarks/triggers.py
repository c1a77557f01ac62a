"""How many annotated triggers of events the lexicon knows: any word of one is a candidate, of the right type or of another."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.data import SHARED
from lagebild.extract.triggers import Candidate, TriggerLexicon, candidates
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region
from lagebild.parse import make_parser
from lagebild.parse.base import Parse, Parser

GOLD = SHARED / "gold"
# Annotated events, the folder of their texts, and whether figures by word class are shown: of the gold only the total may be read.
SETS = (("train-events.jsonl", "train-texts", True), ("events.jsonl", "texts", False))
# A trigger of several words counts with the first of these word classes that it holds.
ORDER = ("VERB", "NOUN", "ADJ")


def run() -> None:
    """Print a line for each set of events, and for the training set one for each word class."""
    pack = load_pack("de")
    parser = make_parser(pack, "builtin")
    for events, texts, split in SETS:
        counts = count(pack, parser, GOLD / events, GOLD / texts)
        print_line(events, counts.values())
        if split:
            for kind in (*ORDER, "other"):
                print_line(f"{events}, {kind}", [counts[kind]] if kind in counts else [])


def print_line(name: str, counts: Iterable[Counter[str]]) -> None:
    total: Counter[str] = sum(counts, Counter())
    known = total["right"] + total["other"]
    every = max(1, total.total())
    print(f"triggers known, {name}: {known} of {total.total()} ({known / every:.1%}), of the annotated type {total['right'] / every:.1%}")


def count(pack: Pack, parser: Parser, events: Path, texts: Path) -> dict[str, Counter[str]]:
    """Return for each word class how many triggers have a reading of the right type, of another type, or none."""
    lexicon = pack.get(TriggerLexicon.from_pack)
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in events.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        gold[event["doc"]].append(event)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, listed in gold.items():
        text = json.loads((texts / f"{name}.json").read_text(encoding="utf-8"))["text"]
        parse = parser.parse(Document(name, text, pack.lang, "", regions=(Region((0, len(text)), "body"),)))
        found = {c.i: c for c in candidates(parse, lexicon)}
        for event in listed:
            tokens = parse.at((event["trigger"]["start"], event["trigger"]["end"]))
            met = [found[i] for i in tokens if i in found]
            counts[word_class(parse, tokens)][verdict(met, event["type"])] += 1
    return counts


def word_class(parse: Parse, tokens: range) -> str:
    classes = {"VERB" if parse.tokens[i].pos == "AUX" else parse.tokens[i].pos for i in tokens}
    return next((c for c in ORDER if c in classes), "other")


def verdict(met: list[Candidate], kind: str) -> str:
    if not met:
        return "none"
    return "right" if any(r.type == kind for c in met for r in c.readings) else "other"
