"""Train the learned decisions of the statement stage: is this a report, does this go on, is this paraphrase
anybody's?

    python -m training.reports            held-out figures by five folds
    python -m training.reports --write    train on all and write the tables of the pack

Reads ``../shared/gold/train-*``. A candidate is a clause that the stage asks `Judge` about; it is a yes where an annotated statement of a
fitting type has half its characters or more in common with it. While samples are taken the annotation answers, so that what is asked
later depends on no model. Train again when the parser or the lexica of saying change.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lagebild.extract.judge import NO, QUESTIONS, RULE, YES, Judge, Question, table_of
from lagebild.extract.linear import LinearModel
from lagebild.extract.statements import find_drafts
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region, Span
from lagebild.parse import make_parser
from lagebild.parse.base import Parse
from training.softmax import folds, train, write

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
FITTING: dict[Question, tuple[str, ...]] = {
    "report": ("Reported",),
    "continuation": ("IndirectFreeIndirect", "FreeIndirect", "Indirect"),
    "paraphrase": ("Indirect", "IndirectFreeIndirect", "FreeIndirect", "Direct"),
}
L2: dict[Question, float] = {"report": 15.0, "continuation": 15.0, "paraphrase": 6.0}
LEAST = 0.5
Gold = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """One question that the stage asked: the signs, the rule's answer, the annotation's."""

    question: Question
    features: tuple[str, ...]
    rule: bool
    right: bool


@dataclass(frozen=True)
class Oracle(Judge):
    """A judge that answers by the annotation of one document and keeps the questions."""

    gold: Sequence[Gold] = ()
    samples: list[Sample] = field(default_factory=list)

    def knows(self, question: Question) -> bool:
        return True

    def accepts(self, question: Question, quote: Span, features: Callable[[], Iterable[str]], rule: bool) -> bool:
        right = any(g["type"] in FITTING[question] and _overlap(quote, g) >= LEAST for g in self.gold)
        self.samples.append(Sample(question, (*features(), RULE[rule]), rule, right))
        return right


def _overlap(quote: Span, gold: Gold) -> float:
    """Return the F1 of the characters of a quote and an annotated one."""
    pieces = [(p["start"], p["end"]) for p in gold["quote"]]
    both: int = sum(max(0, min(quote[1], end) - max(quote[0], start)) for start, end in pieces)
    length: int = sum(end - start for start, end in pieces)
    return 2.0 * both / (quote[1] - quote[0] + length)


def samples_of(parse: Parse, gold: Sequence[Gold], pack: Pack) -> list[Sample]:
    """Return the questions that the stage asks of a document, answered by its annotation."""
    oracle = Oracle(gold=gold)
    find_drafts(parse, pack, oracle)
    return oracle.samples


def fit(samples: Iterable[Sample], question: Question) -> LinearModel:
    """Train the model of one question."""
    pairs = [(s.features, YES if s.right else NO) for s in samples if s.question == question]
    return train(pairs, (NO, YES), L2[question])


def documents() -> Iterator[tuple[str, Parse, list[Gold]]]:
    """Yield id, parse and annotated statements of the training texts."""
    pack = load_pack("de")
    parser = make_parser(pack, "builtin")
    rows: dict[str, list[Gold]] = defaultdict(list)
    for line in (SHARED / "train-statements.jsonl").read_text(encoding="utf-8").splitlines():
        statement = json.loads(line)
        rows[statement["doc"]].append(statement)
    for path in sorted((SHARED / "train-texts").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        region = Region((0, len(text["text"])), "body")
        document = Document(id=text["id"], text=text["text"], lang="de", raw_sha256="", published=text["date"], regions=(region,))
        yield text["id"], parser.parse(document), rows[text["id"]]


def held_out(samples: dict[str, list[Sample]], question: Question) -> Iterator[tuple[Sample, float]]:
    """Yield each sample with the probability that a model of the other documents gives it."""
    for part in folds(samples):
        model = fit((s for name in samples if name not in part for s in samples[name]), question)
        for sample in (s for name in part for s in samples[name] if s.question == question):
            yield sample, float(model.probabilities(sample.features)[model.classes.index(YES)])


def report(samples: dict[str, list[Sample]], question: Question, bars: tuple[float, float]) -> str:
    """Return precision, recall and F1 of rule and model on documents that the model has not seen."""
    counts: dict[str, Counter[str]] = {"rule": Counter(), "model": Counter()}
    for sample, share in held_out(samples, question):
        for way, answer in (("rule", sample.rule), ("model", share >= bars[sample.rule])):
            counts[way].update(asked=1, yes=answer, right=answer and sample.right, gold=sample.right)
    cells = []
    for way, c in counts.items():
        p, r = c["right"] / max(1, c["yes"]), c["right"] / max(1, c["gold"])
        cells.append(f"{way} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f}")
    return f"{question:13s} asked {counts['rule']['asked']:5d}  yes {counts['rule']['gold']:4d}  " + "  ".join(cells)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="train on all texts and write the tables")
    args = arguments.parse_args()
    pack = load_pack("de")
    samples = {name: samples_of(parse, gold, pack) for name, parse, gold in documents()}
    bars = pack.get(Judge.from_pack).bars
    for question in QUESTIONS:
        print(report(samples, question, bars[question]))
        if args.write:
            comment = f"weights of the decision {question!r}, made by training/reports.py from gold/train-statements (CC BY 4.0)"
            write(fit((s for part in samples.values() for s in part), question), pack.folder / table_of(question), comment)


if __name__ == "__main__":
    main()
