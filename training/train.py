"""Train the shipped pipeline: gold trees, names, invented sentences, and raw news that the teachers annotated.

    python -m training.train ../shared vectors.npz out --minutes 20 [--silver silver.jsonl.gz] [--resume folder]

The learning rate falls to nothing over the given minutes of CPU time. Held-out fifths are never touched (see `data.split`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vectors import Vectors
from thinc.api import Adam, fix_random_seed

from lagebild.lang.de import konjunktiv
from lagebild.lang.de.lemmas import Lemmatizer
from lagebild.parse.base import Token
from training import data, silver
from training.ner import Named
from training.templates import QUOTES, Maker
from training.tokenizer import set_tokenizer
from training.treebank import Tree, Word

WORDS = 30_000
RATE = 0.0025
MARKS = frozenset('"„“”»«‚‘’‹›')
WIDTH, DEPTH, PARSER_HIDDEN, NER_HIDDEN = 96, 4, 64, 48


def build(vectors: Path) -> Language:
    """Return the untrained pipeline: one shared encoder, tagger, morphologizer, names, parser."""
    nlp = spacy.blank("de")
    set_tokenizer(nlp)
    found = np.load(vectors)
    words = [str(w) for w in found["words"][:WORDS]]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=found["table"][:WORDS].astype(np.float32), keys=words, name="news")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 3000, 500], "include_static_vectors": True,
    }  # fmt: skip
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": DEPTH, "window_size": 1, "maxout_pieces": 3}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    transition = {"@architectures": "spacy.TransitionBasedParser.v2", "maxout_pieces": 2, "use_upper": True, "tok2vec": listener}
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("ner", config={"model": {**transition, "state_type": "ner", "extra_state_tokens": False, "hidden_width": NER_HIDDEN}})
    nlp.add_pipe(
        "parser",
        config={
            "model": {**transition, "state_type": "parser", "extra_state_tokens": True, "hidden_width": PARSER_HIDDEN},
            "min_action_freq": 10,
        },
    )
    return nlp


def vary_quotes(tree: Tree, rng: random.Random) -> Tree:
    """Give a tree's quotation marks another style, at times."""
    places = [i for i, w in enumerate(tree) if w.form in MARKS]
    if not places or rng.random() < 0.3:
        return tree
    style = rng.choice(QUOTES)
    words: list[Word] = list(tree)
    for k, i in enumerate(places):
        words[i] = replace(words[i], form=style[k % 2], lemma=style[k % 2])
    return tuple(words)


def read_silver(path: Path, lemmatizer: Lemmatizer) -> list[dict[str, Any]]:
    """Return the annotated sentences of which the teachers were sure; the closed rule decides the mood of their verbs."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        found = [json.loads(row) for row in rows]
    sure = [r for r in found if r["sure"] > silver.SURE and r["deps"].count("ROOT") == 1]
    for row in sure:
        row["tags"] = mood_by_rule(row["words"], row["tags"], lemmatizer)
    return sure


def mood_by_rule(words: Sequence[str], tags: Sequence[tuple[str, str, str]], lemmatizer: Lemmatizer) -> list[tuple[str, str, str]]:
    """Return (tag, pos, feats) with mood and tense as `lang.de.konjunktiv` has them: teachers see too few subjunctives."""
    feats = [dict(p.split("=") for p in f.split("|") if p) for _, _, f in tags]
    tokens = [
        Token(i, i, i + 1, w, lemmatizer.lemma(w, pos), pos, tag,
              mood=f.get("Mood", ""), person=f.get("Person", ""), number=f.get("Number", ""),
              verbform=f.get("VerbForm", ""), tense=f.get("Tense", ""), case=f.get("Case", ""))
        for i, (w, (tag, pos, _), f) in enumerate(zip(words, tags, feats, strict=True))
    ]  # fmt: skip
    for f, (mood, tense) in zip(feats, konjunktiv.mood(tokens), strict=True):
        if mood and f.get("VerbForm") == "Fin":
            f |= {"Mood": mood, "Tense": tense or f.get("Tense", "Pres")}
    return [(tag, pos, "|".join(f"{k}={v}" for k, v in sorted(f.items()))) for (tag, pos, _), f in zip(tags, feats, strict=True)]


def silver_example(nlp: Language, row: dict[str, Any]) -> Example:
    """Return an example with everything a teacher said."""
    words = row["words"]
    tags, pos, feats = (list(x) for x in zip(*row["tags"], strict=True))
    n = len(words)
    reference = Doc(
        nlp.vocab, words=words, tags=tags, pos=pos, morphs=feats, heads=row["heads"], deps=row["deps"],
        ents=row["names"], sent_starts=[i == 0 for i in range(n)],
    )  # fmt: skip
    return Example(Doc(nlp.vocab, words=words), reference)


class Mixture:
    """Draws batches from the sources in fixed proportions, each source shuffled and run through again and again."""

    def __init__(self, nlp: Language, trees: Sequence[Tree], names: Sequence[Named], rows: Sequence[dict[str, Any]], seed: int) -> None:
        self._nlp, self._rng = nlp, random.Random(seed)
        self._sources = {"tree": self._cycle(trees), "name": self._cycle(names), "silver": self._cycle(rows)}
        self._invented = self._cycle(Maker(seed).sentences(4000))
        self._counts = {"tree": 10, "name": 12, "silver": 14} if rows else {"tree": 20, "name": 10}
        self._templates = 3 if rows else 5

    def _cycle(self, items: Sequence[Any]) -> Iterator[Any]:
        items = list(items)
        while items:
            self._rng.shuffle(items)
            yield from items

    def batch(self) -> list[Example]:
        out = [data.tree_example(self._nlp, next(self._invented)) for _ in range(self._templates)]
        for kind, count in self._counts.items():
            for _ in range(count):
                item = next(self._sources[kind])
                if kind == "tree":
                    out.append(data.tree_example(self._nlp, vary_quotes(item, self._rng)))
                else:
                    out.append(data.name_example(self._nlp, item) if kind == "name" else silver_example(self._nlp, item))
        return out


def run(nlp: Language, mixture: Mixture, minutes: float, rate: float, save: Path, drop: float) -> None:
    """Train for `minutes` of CPU time; write the pipeline at every tenth part and at the end."""
    sgd = Adam(rate, L2=0.01, grad_clip=1.0, use_averages=False)
    begun, part, step, losses = time.process_time(), 0, 0, {}  # type: ignore[var-annotated]
    while (done := (time.process_time() - begun) / (60 * minutes)) < 1:
        sgd.learn_rate = rate * min(1.0, (step + 1) / 50, 0.02 + 1.3 * (1 - done))
        nlp.update(mixture.batch(), drop=drop, sgd=sgd, losses=losses)
        step += 1
        if int(done * 10) > part:
            part = int(done * 10)
            print(step, f"{done:.2f}", {k: round(float(v) / step, 1) for k, v in losses.items()}, flush=True)
            nlp.to_disk(save)
    nlp.to_disk(save)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "vectors", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--drop", type=float, default=0.2)
    parser.add_argument("--silver", type=Path, help="needs --lemmas")
    parser.add_argument("--lemmas", type=Path, help="lemmas.tsv, from training.lemmas")
    parser.add_argument("--resume", type=Path)
    args = parser.parse_args()
    fix_random_seed(0)
    nlp = spacy.load(args.resume) if args.resume else build(args.vectors)
    trees = [t for a, _ in data.trees(args.shared / "data/treebank").values() for t in a]
    names, _ = silver.name_sets(args.shared / "data/ner")
    if not args.resume:
        sample = [data.tree_example(nlp, t) for t in [*trees, *Maker(0).sentences(1000)]] + [
            data.name_example(nlp, x) for x in names[:1500]
        ]
        nlp.initialize(lambda: sample)
    mixture = Mixture(nlp, trees, names, read_silver(args.silver, Lemmatizer.load(args.lemmas)) if args.silver else [], seed=1)
    run(nlp, mixture, args.minutes, args.rate, args.out, args.drop)


if __name__ == "__main__":
    main()
