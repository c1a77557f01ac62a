"""Where quotations are lost: each pair of the dev split put down to its first error, by type, with counts.

Causes told by machine only: a cue that the lexicon lacks, a border, a wrong or missing speaker. What a border is owed to (parser,
convention) takes a reader.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.accuracy import extract
from benchmarks.data import SCORERS, SHARED, quotes, write
from lagebild.extract.cues import SpeechLexicon
from lagebild.lang.pack import load_pack

Group = dict[str, Any]
CAUSES = (
    "right", "not found: cue not in the lexicon", "not found: cue known", "not found: no cue", "found by less than half",
    "border of the quote", "type", "speaker missing", "speaker is another",
    "border of the speaker", "speaker where none is", "cue or frame",
)  # fmt: skip


def cause(gold: Group, ours: Group, known: Callable[[list[int]], bool]) -> str:
    """Return the first thing that is wrong with our statement for a gold one (`ours` may be empty); `known` judges a cue's tokens."""
    quote, said = set(gold["quote"]), set(ours["quote"])
    share = 2 * len(quote & said) / (len(quote) + len(said)) if quote or said else 0.0
    if not share:
        if not gold["cue"]:
            return "not found: no cue"
        return "not found: cue known" if known(gold["cue"]) else "not found: cue not in the lexicon"
    if share < 0.5:
        return "found by less than half"
    if share < 0.9:
        return "border of the quote"
    if gold["type"] != ours["type"]:
        return "type"
    wanted, given = set(gold["speaker"]), set(ours["speaker"])
    if wanted != given:
        if not given:
            return "speaker missing"
        if not wanted:
            return "speaker where none is"
        return "border of the speaker" if wanted & given else "speaker is another"
    return "right" if gold["cue"] == ours["cue"] and gold["frame"] == ours["frame"] else "cue or frame"


def known_by(lexicon: SpeechLexicon, document: dict[str, Any]) -> Callable[[list[int]], bool]:
    """Return what tells whether one of a cue's words is in the lexicon: a verb's form, a noun, an adposition."""

    def known(cue: list[int]) -> bool:
        words = [document["tokens"][i]["text"] for i in cue]
        return any(
            w.lower() in lexicon.verbs.whole or w.lower() in lexicon.verbs.split or w.lower() in lexicon.attributing or lexicon.noun(w)
            for w in words
        )

    return known


def tables(gold: list[dict[str, Any]], pairs: list[tuple[dict[str, Any], Group, Group]]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Return (counts of causes by the gold's type, our statements without a partner by their type)."""
    lexicon = load_pack("de").get(SpeechLexicon.from_pack)
    judges = {d["documentName"]: known_by(lexicon, d) for d in gold}
    found: dict[str, Counter[str]] = {}
    extra: Counter[str] = Counter()
    for document, a, b in pairs:
        if a["type"] is None:
            extra[b["type"]] += 1
        else:
            found.setdefault(a["type"], Counter())[cause(a, b, judges[document["documentName"]])] += 1
    return found, extra


def run(work: Path) -> None:
    """Print the losses on the dev split of the quotations."""
    sys.path.insert(0, str(SCORERS))
    from score_quotes import read, score  # type: ignore[import-not-found]  # the scorers lie outside the project

    gold = read(SHARED / "data" / "quotes" / "dev.jsonl")
    _, pairs = score(read(extract(write(quotes("dev"), work / "quotes-dev.jsonl"))), gold)
    found, extra = tables(gold, pairs)
    kinds = sorted(found, key=lambda kind: -sum(found[kind].values()))
    print("\n## Where the quotations of the dev split are lost\n")
    print(f"{'':34}" + "".join(f"{kind[:12]:>14}" for kind in kinds) + f"{'all':>8}")
    for name in CAUSES:
        row = [found[kind][name] for kind in kinds]
        print(f"{name:34}" + "".join(f"{n:14}" for n in row) + f"{sum(row):8}")
    print(f"{'ours without a partner':34}" + "".join(f"{extra[kind]:14}" for kind in kinds) + f"{sum(extra.values()):8}")
