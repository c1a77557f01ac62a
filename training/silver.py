"""Train the teachers, report them on the held-out fifth, and annotate raw news with what they say.

    python -m training.silver ../shared corpus.txt vectors.npz silver.jsonl.gz --sentences 40000

Needs `jax` and `optax` (training only). The silver file holds running text of publishers: it is an intermediate, never shipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from training import data, lexicon, ner, teacher
from training.ner import Named
from training.teacher import Params, Sample, Vocabulary, WordTable
from training.tokenizer import set_tokenizer
from training.treebank import Tree

SURE = -0.35
REPORTING = re.compile(
    r"\b(sag|erklär|teilt|berichte|beton|beschuldig|warf|wies|weist|dementier|bestätig|warn|droh|forder|laut|zufolge|hieß|Angaben|behaupt|kündig)"
)


def tree_sample(tree: Tree) -> Sample:
    return Sample(tuple(w.form for w in tree), tree=tree)


def name_sample(nlp: Language, named: Named) -> Sample:
    """Return words with BIO labels."""
    doc = data.name_example(nlp, named).reference
    labels = tuple(t.ent_iob_ if t.ent_iob_ == "O" else f"{t.ent_iob_}-{t.ent_type_}" for t in doc)
    return Sample(tuple(t.text for t in doc), names=labels)


def name_sets(folder: Path) -> tuple[list[Named], list[Named]]:
    """Return (four fifths, one fifth) of both sets."""
    smart = [s for s in ner.read_smartdata(folder / "smartdata-train.json.gz") if len(s[0]) < 900]
    pairs = [data.split(ner.read_germeval(folder / "germeval2014-dev.tsv")), data.split(smart)]
    return [x for a, _ in pairs for x in a], [x for _, b in pairs for x in b]


def word_table(samples: Sequence[Sample], raw: Sequence[Sample], vectors: Path, dictionary: Path) -> WordTable:
    words = sorted({w for s in (*samples, *raw) for w in s.words})
    found = np.load(vectors)
    table = {str(w): v for w, v in zip(found["words"], found["table"], strict=True)}
    features, _ = lexicon.matrix(lexicon.analyses(dictionary, words), words)
    return WordTable(words, table, (words, features), found["table"].shape[1])


def report(models: Sequence[Params], held: Sequence[Sample], vocab: Vocabulary, table: WordTable) -> dict[str, float]:
    """Return accuracies of the teachers on held-out trees, gold tokens, punctuation left out of UAS and LAS."""
    n = tag = pos = case = mood_tp = mood_p = mood_g = words = uas = las = 0
    for i, found in teacher.annotate(models, held, vocab, table):
        tree = held[i].tree
        if tree is None:
            continue
        for w, (t, p, f), h, d in zip(tree, found.tags, found.heads, found.deps, strict=True):
            n, tag, pos = n + 1, tag + (t == w.tag), pos + (p == w.pos)
            gold, guess = teacher.split_feats(w.feats), teacher.split_feats(f)
            case += gold.get("Case") == guess.get("Case")
            mood_tp += gold.get("Mood") == guess.get("Mood") == "Sub"
            mood_g, mood_p = mood_g + (gold.get("Mood") == "Sub"), mood_p + (guess.get("Mood") == "Sub")
            if w.pos != "PUNCT":
                words, uas, las = words + 1, uas + (h == w.head), las + (h == w.head and d == w.dep)
    return {
        "tag": tag / n,
        "pos": pos / n,
        "case": case / n,
        "mood_f": 2 * mood_tp / max(1, mood_g + mood_p),
        "uas": uas / words,
        "las": las / words,
    }


def report_names(models: Sequence[Params], held: Sequence[Sample], vocab: Vocabulary, table: WordTable) -> float:
    """Return the F-score of whole names."""
    tp = gold = guess = 0
    for i, found in teacher.annotate(models, held, vocab, table):
        if held[i].names is not None:
            a, b = spans(held[i].names or ()), spans(found.names)
            tp, gold, guess = tp + len(a & b), gold + len(a), guess + len(b)
    return 2 * tp / max(1, gold + guess)


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (first, end, kind) of the names in BIO labels."""
    out, start = set(), -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            out.add((start, i, labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = i
    return out


def choose(corpus: Path, count: int, seed: int) -> list[Sample]:
    """Return sentences of 4 to 44 words, half of them with a word of reporting."""
    rng = random.Random(seed)
    plain: list[list[str]] = []
    reporting: list[list[str]] = []
    for line in corpus.read_text(encoding="utf-8").splitlines():
        words = line.split(" ")
        if 4 <= len(words) <= 44 and words[-1] in '.!?:“"«' and sum(w.isalpha() for w in words) > 0.6 * len(words):
            (reporting if REPORTING.search(line) else plain).append(words)
    chosen = rng.sample(plain, min(len(plain), count // 2)) + rng.sample(reporting, min(len(reporting), count - count // 2))
    return [Sample(tuple(w)) for w in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "corpus", "vectors", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--sentences", type=int, default=40_000)
    parser.add_argument("--epochs", type=int, default=22)
    parser.add_argument("--teachers", type=int, default=2)
    args = parser.parse_args()
    nlp = spacy.blank("de")
    set_tokenizer(nlp)
    banks = data.trees(args.shared / "data/treebank")
    train_trees = [t for a, _ in banks.values() for t in a]
    named, named_held = name_sets(args.shared / "data/ner")
    samples = [tree_sample(t) for t in train_trees] + [name_sample(nlp, x) for x in named]
    held = {name: [tree_sample(t) for t in b] for name, (_, b) in banks.items()}
    held_names = [name_sample(nlp, x) for x in named_held]
    raw = choose(args.corpus, args.sentences, seed=1)
    everything = [*samples, *held_names, *(s for b in held.values() for s in b)]
    table = word_table(everything, raw, args.vectors, args.shared / "data/lexicon/german-pos-dict.tsv.gz")
    vocab = Vocabulary.of(train_trees)
    models = []
    for seed in range(args.teachers):
        models.append(teacher.train(samples, vocab, table, args.epochs, seed, log=lambda line: print(line, flush=True)))
        for name, part in held.items():
            print(seed, name, {k: round(v, 4) for k, v in report(models, part, vocab, table).items()}, flush=True)
        print(seed, "names", round(report_names(models, held_names, vocab, table), 4), flush=True)
    teacher.save(args.out.with_suffix(".teachers"), models, vocab)
    write(args.out, models, raw, vocab, table)


def write(path: Path, models: Sequence[Params], raw: Sequence[Sample], vocab: Vocabulary, table: WordTable) -> None:
    """Annotate `raw` and write one JSON object a sentence."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for i, a in teacher.annotate(models, raw, vocab, table):
            row = {
                "words": raw[i].words,
                "tags": a.tags,
                "heads": a.heads,
                "deps": a.deps,
                "names": a.names,
                "sure": a.sure,
                "agree": a.agree,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
