"""Train the model of stances on the annotated statements of the training articles and on sentences of our own.

    python -m training.stance            held-out figures by five folds of documents, by kind of cue and amount of learning
    python -m training.stance --write    train on all and write the table of the pack

Reads ``../shared/gold/train-*`` and ``training/stance_sentences.tsv``. The model sees what the earlier stages find, so train again when
the parser, the reporting lexica or the search for statements change. One to three minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from lagebild.extract.drafts import Draft, Reading
from lagebild.extract.linear import LinearModel
from lagebild.extract.stance import WEIGHTS, StanceModel, chosen, features_of
from lagebild.extract.stance_rules import lexicon_stance, rule_stance
from lagebild.extract.statements import find_drafts
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region, Span, Stance
from lagebild.parse import make_parser
from lagebild.parse.base import Parser
from training.softmax import folds, train, write

CLASSES: tuple[str, ...] = get_args(Stance)
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared" / "gold"
SENTENCES = Path(__file__).with_name("stance_sentences.tsv")
L2 = 6.0
STEPS = 80
ALIKE = 0.5
Gold = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """A statement of a document: what the lexicon and the rules make of it, its features, and the annotated stance ("": not annotated)."""

    draft: Draft
    told: Stance
    rule: Stance
    features: tuple[str, ...]
    stance: str


def samples_of(reading: Reading, drafts: list[Draft], stances: Sequence[str]) -> list[Sample]:
    """Return the statements of one document as samples."""
    told, rules = [lexicon_stance(d) for d in drafts], [rule_stance(reading, d) for d in drafts]
    features = features_of(reading, drafts, told, rules)
    return [Sample(*each) for each in zip(drafts, told, rules, map(tuple, features), stances, strict=True)]


def read_text(key: str, text: str, published: str | None, parser: Parser, pack: Pack) -> tuple[Reading, list[Draft]]:
    """Return a text as the statement stage reads it, and its statements."""
    document = Document(key, text, pack.lang, "", published=published, regions=(Region((0, len(text)), "body"),))
    return find_drafts(parser.parse(document), pack)


def annotated(folder: Path, parser: Parser, pack: Pack) -> dict[str, list[Sample]]:
    """Return the statements found in each training article; those that share half of their words with an annotated one have its stance."""
    gold: dict[str, list[Gold]] = defaultdict(list)
    for line in (folder / "train-statements.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["doc"]].append(row)
    found = {}
    for path in sorted((folder / "train-texts").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        reading, drafts = read_text(row["id"], row["text"], row["date"], parser, pack)
        stances = matched(reading, drafts, gold[row["id"]])
        found[row["id"]] = samples_of(reading, drafts, stances)
    return found


def matched(reading: Reading, drafts: Sequence[Draft], gold: Sequence[Gold]) -> list[str]:
    """Return the annotated stance of each statement, or "": pairs by the share of tokens that both quotes hold, greatest first."""
    mine = [tokens_of(reading, d.quote) for d in drafts]
    theirs = [tokens_of(reading, [(p["start"], p["end"]) for p in g["quote"]]) for g in gold]
    pairs = [(2 * len(a & b) / (len(a) + len(b)), j, k) for j, a in enumerate(mine) for k, b in enumerate(theirs) if a & b]
    stances, used = [""] * len(drafts), set()
    for share, j, k in sorted(pairs, reverse=True):
        if share >= ALIKE and not stances[j] and k not in used:
            stances[j] = gold[k]["stance"]
            used.add(k)
    return stances


def tokens_of(reading: Reading, spans: Iterable[Span]) -> set[int]:
    return {i for s in spans for i in reading.parse.at(s)}


def written(path: Path, parser: Parser, pack: Pack) -> list[Sample]:
    """Return the statements of our own sentences, but those whose cue has another stance than the sentence was written for."""
    samples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "stance\t")):
            continue
        stance, text = line.split("\t")
        reading, drafts = read_text("own", text, None, parser, pack)
        samples += [s for s in samples_of(reading, drafts, [stance] * len(drafts)) if s.told in ("asserts", stance)]
    return samples


def fit(samples: Iterable[Sample]) -> LinearModel:
    """Train the model."""
    return train([(s.features, s.stance) for s in samples if s.stance], CLASSES, l2=L2, steps=STEPS)


def judged(model: StanceModel, samples: Sequence[Sample]) -> list[Stance]:
    """Return the stances that the model gives the statements of one document."""
    told, rules = [s.told for s in samples], [s.rule for s in samples]
    return chosen(model, [s.draft for s in samples], told, rules, [s.features for s in samples])


def held_out(documents: dict[str, list[Sample]], own: list[Sample], near: dict[str, frozenset[str]], every: int = 1) -> Counter[str]:
    """Count right stances over all annotated statements: by rule, and by models that have not seen the statement's document.

    `every`: learn from each so-manieth of the other documents only; cues with a stance of their own are counted apart from plain saying.
    """
    right: Counter[str] = Counter()
    for held in folds(documents):
        rest = [s for name in [n for n in documents if n not in held][::every] for s in documents[name]]
        model = StanceModel(fit([*rest, *own]), near)
        bare = StanceModel(fit(rest), near)
        for name in held:
            samples = documents[name]
            for s, ours, less in zip(samples, judged(model, samples), judged(bare, samples), strict=True):
                kind = "plain" if s.told == "asserts" else "explicit"
                for group in ("", f" ({kind} cue)") if s.stance else ():
                    right["all" + group] += 1
                    right["rules" + group] += s.stance == s.rule
                    right["model" + group] += s.stance == ours
                    right["model without our sentences" + group] += s.stance == less
    return right


def main() -> None:
    """Train, and write or measure."""
    options = argparse.ArgumentParser(description="Train the model of stances.")
    options.add_argument("--write", action="store_true", help="write the table of the language pack")
    arguments = options.parse_args()
    pack = load_pack("de")
    parser = make_parser(pack, "builtin")
    documents, own = annotated(SHARED, parser, pack), written(SENTENCES, parser, pack)
    if arguments.write:
        model = fit([*(s for samples in documents.values() for s in samples), *own])
        write(model, pack.folder / WEIGHTS, "Weights of the model of stances; written by training/stance.py.", least=0.03)
        return
    near = pack.get(StanceModel.from_pack).near
    for every in (4, 2, 1):
        right = held_out(documents, own, near, every)
        print(f"\nlearned from one article in {every} of the other folds" if every > 1 else "\nlearned from all of the other folds")
        for group in ("", " (explicit cue)", " (plain cue)"):
            for name in ("rules", "model without our sentences", "model"):
                hits, asked = right[name + group], right["all" + group]
                print(f"{name}{group}: {hits} of {asked} right, {hits / asked:.1%}")


if __name__ == "__main__":
    main()
