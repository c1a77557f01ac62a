"""Report the subjects of verbs of saying as the statement stage finds them, on the held-out fifth: raw text in, predicted parses.

    python -m training.subjects ../shared [--model PATH] [--all-verbs]

A subject is right where its head is the gold subject's, or a part of the same name. Verbs that share a subject with the verb that they
are coordinated with count with that subject; expletive *es* without a gold subject counts neither way.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lagebild.lang.pack import load_pack
from lagebild.parse.base import Parse
from lagebild.parse.chunks import subject_head
from lagebild.parse.clauses import clauses
from lagebild.parse.spacy_engine import load_parser
from training import data
from training.evaluate import Gold, blocks, document, reporting_verbs

SUBJECTS = ("nsubj", "nsubj:pass")
NAME_PARTS = ("flat", "appos", "det", "nummod")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--model", default="builtin")
    arguments.add_argument("--all-verbs", action="store_true")
    args = arguments.parse_args()
    pack = load_pack("de")
    parser = load_parser(pack, args.model, selective=False)
    verbs = frozenset() if args.all_verbs else reporting_verbs(pack)
    total: Counter[str] = Counter()
    for name, (_, held) in data.trees(args.shared / "data/treebank").items():
        counts: Counter[str] = Counter()
        for text, golds, _ in blocks(held):
            parse = parser.parse(document(text))
            counts.update(count(golds, parse, subject_heads(parse, {g.start for g in golds if g.word.pos == "VERB"}), verbs))
        total += counts
        print(row(name, counts), flush=True)
    print(row("all", total))


def subject_heads(parse: Parse, starts: set[int]) -> dict[int, int]:
    """Return the offset of the subject's head for each verb that begins at one of `starts` and gets a subject."""
    pack = load_pack("de")
    out: dict[int, int] = {}
    for sentence in parse.sentences:
        found = clauses(parse, sentence, pack)
        for token in parse.tokens_of(sentence):
            head = subject_head(parse, token.i, pack, found) if token.start in starts else None
            if head is not None:
                out[token.start] = parse.tokens[head].start
    return out


def count(golds: Sequence[Gold], parse: Parse, heads: dict[int, int], verbs: frozenset[str]) -> Counter[str]:
    """Count gold, found and right subjects of one text."""
    by_start = {g.start: g for g in golds}
    subjects = {g.head: g.start for g in reversed(golds) if g.word.dep in SUBJECTS}
    infinitives = {g.head for g in golds if g.word.tag == "PTKZU"}
    counts: Counter[str] = Counter()
    for gold in golds:
        if gold.word.pos != "VERB" or gold.word.dep == "amod" or (verbs and gold.lemma not in verbs):
            continue
        wanted = subjects.get(gold.start, subjects.get(gold.head) if gold.word.dep == "conj" else None)
        guess = heads.get(gold.start) if gold.start not in infinitives else None
        expletive = wanted is None and guess is not None and by_start.get(guess) is not None and by_start[guess].lemma == "es"
        counts["gold"] += wanted is not None
        counts["found"] += guess is not None and not expletive
        counts["right"] += guess is not None and wanted is not None and _same(by_start, guess, wanted)
    return counts


def _same(by_start: dict[int, Gold], guess: int, wanted: int) -> bool:
    if guess == wanted:
        return True
    a, b = by_start.get(guess), by_start[wanted]
    return (a is not None and a.head == wanted and a.word.dep in NAME_PARTS) or (b.head == guess and b.word.dep in NAME_PARTS)


def row(name: str, counts: Counter[str]) -> str:
    precision, recall = 100 * counts["right"] / max(1, counts["found"]), 100 * counts["right"] / max(1, counts["gold"])
    return f"{name:20s} gold {counts['gold']:4d}  precision {precision:5.1f}  recall {recall:5.1f}"


if __name__ == "__main__":
    main()
