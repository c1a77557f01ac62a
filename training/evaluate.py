"""Report the parsing engine on the held-out fifth: raw text in, so that errors of tokenization and sentence borders count.

    python -m training.evaluate ../shared [--model PATH] [--bank de_gsd-ud-test]

Prints one row a treebank: tags, morphology, lemmas, trees, sentence borders, the subjunctive, subjects of verbs of saying; then names.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.lang.de.lemmas import Lemmatizer
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region
from lagebild.parse.base import Parse, Parser, Token
from lagebild.parse.chunks import subject_head
from lagebild.parse.spacy_engine import SpacyParser, load_pipeline
from training import data, ner, treebank
from training.subject_counts import count_subjects, figures
from training.treebank import Tree, Word

KEYS = (
    "tokens",
    "upos",
    "tag",
    "morph",
    "case",
    "lemma",
    "uas",
    "las",
    "sentence_f",
    "sub_p",
    "sub_r",
    "sub_f",
    "subject_p",
    "subject_r",
    "voted_p",
    "voted_r",
)
FEATURES = ("case", "number", "gender", "person", "mood", "tense", "verbform")


@dataclass(frozen=True)
class Gold:
    """One gold token with its place in the text; `head` and `start` are character offsets (a root's head is its own start)."""

    word: Word
    start: int
    head: int
    lemma: str


def document(text: str) -> Document:
    return Document(id="x", text=text, lang="de", raw_sha256="", regions=(Region((0, len(text)), "body"),))


def blocks(trees: Sequence[Tree]) -> Iterator[tuple[str, list[Gold], set[int]]]:
    """Yield texts of up to BLOCK sentences with their gold tokens and the offsets at which sentences start."""
    for k in range(0, len(trees), data.BLOCK):
        text, golds, starts = "", [], set()
        for tree in trees[k : k + data.BLOCK]:
            text += " " if text else ""
            starts.add(len(text))
            golds += _golds(tree, len(text))
            text += treebank.text(tree)
        yield text, golds, starts


def _golds(tree: Tree, offset: int) -> list[Gold]:
    starts, at = [], offset
    for w in tree:
        starts.append(at)
        at += len(w.form) + w.space
    particles = {w.head: w.form.lower() for w in tree if w.dep == "compound:prt"}
    joined = [particles[i] + w.lemma if i in particles and not w.lemma.startswith(particles[i]) else w.lemma for i, w in enumerate(tree)]
    return [Gold(w, starts[i], starts[w.head], joined[i]) for i, w in enumerate(tree)]


def score_trees(parser: Parser, trees: Sequence[Tree], verbs: frozenset[str], pack: Pack) -> dict[str, float]:
    """Return percentages by KEYS; "subject": of verbs of saying, by the tree; "voted": by tree and rules (`parse.chunks`)."""
    c: Counter[str] = Counter()
    for text, golds, starts in blocks(trees):
        parse = parser.parse(document(text))
        found = {t.start: t for t in parse.tokens}
        begun = {parse.tokens[s.first].start for s in parse.sentences}
        c.update({"s_tp": len(starts & begun), "s_gold": len(starts), "s_guess": len(begun)})
        for gold in golds:
            token = found.get(gold.start)
            _count(c, gold, token if token is not None and token.text == gold.word.form else None, parse)
        voted = count_subjects(golds, parse, verbs, lambda p, verb: subject_head(p, verb, pack))
        c.update({f"subject {k}": v for k, v in count_subjects(golds, parse, verbs).items()} | {f"voted {k}": v for k, v in voted.items()})
    return _figures(c)


def _count(c: Counter[str], gold: Gold, token: Token | None, parse: Parse) -> None:
    w = gold.word
    feats = dict(p.split("=") for p in w.feats.split("|") if p)
    sub = feats.get("Mood") == "Sub"
    c["n"] += 1
    c["sub_gold"] += sub
    if w.pos != "PUNCT":
        c["words"] += 1
    if token is None:
        return
    c["tokens"] += 1
    c["upos"] += token.pos == w.pos
    c["tag"] += token.tag == w.tag
    c["case"] += token.case == feats.get("Case", "")
    c["lemma"] += token.lemma == gold.lemma
    c["morph"] += all(getattr(token, f) == feats.get({"verbform": "VerbForm"}.get(f, f.capitalize()), "") for f in FEATURES)
    c["sub_tp"] += sub and token.mood == "Sub"
    c["sub_guess"] += token.mood == "Sub"
    if w.pos != "PUNCT":
        right = token.head >= 0 and parse.tokens[token.head].start == gold.head
        c["uas"] += right
        c["las"] += right and token.dep == ("root" if w.dep == "ROOT" else w.dep)


def _figures(c: Counter[str]) -> dict[str, float]:
    def ratio(a: float, b: float) -> float:
        return 100 * a / b if b else 0.0

    out = {k: ratio(c[k], c["n"]) for k in ("tokens", "upos", "tag", "morph", "case", "lemma")}
    out |= {k: ratio(c[k], c["words"]) for k in ("uas", "las")}
    out["sentence_f"] = ratio(2 * c["s_tp"], c["s_gold"] + c["s_guess"])
    out |= {"sub_p": ratio(c["sub_tp"], c["sub_guess"]), "sub_r": ratio(c["sub_tp"], c["sub_gold"])}
    out["sub_f"] = ratio(2 * c["sub_tp"], c["sub_guess"] + c["sub_gold"])
    for name in ("subject", "voted"):
        found = figures(Counter({k: c[f"{name} {k}"] for k in ("gold", "found", "answers", "right")}))
        out |= {f"{name}_p": found["p"], f"{name}_r": found["r"]}
    return out


def score_names(parser: Parser, named: Sequence[ner.Named]) -> dict[str, float]:
    """Return precision, recall and F of whole names (span and kind), each paragraph a text of its own."""
    tp = gold = guess = 0
    for text, spans in named:
        found = names_of(parser.parse(document(text)))
        wanted = set(spans)
        tp, gold, guess = tp + len(found & wanted), gold + len(wanted), guess + len(found)
    return {"p": 100 * tp / max(1, guess), "r": 100 * tp / max(1, gold), "f": 200 * tp / max(1, gold + guess)}


def names_of(parse: Parse) -> set[tuple[int, int, str]]:
    """Return the character spans of the names in a parse."""
    out: list[tuple[int, int, str]] = []
    for t in parse.tokens:
        if t.ner and not t.ner_begin and out and out[-1][2] == t.ner and parse.tokens[t.i - 1].end == out[-1][1]:
            out[-1] = (out[-1][0], t.end, t.ner)
        elif t.ner:
            out.append((t.start, t.end, t.ner))
    return set(out)


def reporting_verbs(pack: Pack, strength: int) -> frozenset[str]:
    """Return the verbs of the pack's table from a strength upwards (3: saying and nothing else, 2: usually, 1: with a content clause)."""
    rows = pack.table("reporting_verbs.tsv")
    return frozenset(row["lemma"] for row in rows if " " not in row["lemma"] and int(row["strength"] or 1) >= strength)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--model", type=Path, help="a pipeline's folder; the shipped one if not given")
    arguments.add_argument("--bank", action="append", choices=data.TREEBANKS)
    arguments.add_argument("--no-names", action="store_true")
    arguments.add_argument("--strength", type=int, default=2, choices=(1, 2, 3), help="of the verbs whose subjects are scored")
    args = arguments.parse_args()
    pack = load_pack("de")
    model = pack.folder / "model" if args.model is None else args.model
    lemmas = Lemmatizer.load(model / "lemmas.tsv") if (model / "lemmas.tsv").is_file() else None
    parser = SpacyParser(load_pipeline(model), pack, str(model), selective=False, lemma=lemmas.lemma if lemmas else None)
    verbs = reporting_verbs(pack, args.strength)
    banks = data.trees(args.shared / "data/treebank")
    held = {name: b for name, (_, b) in banks.items() if not args.bank or name in args.bank}
    held["all"] = [t for b in held.values() for t in b]
    print(f"{'held out':18s}" + "".join(f"{k:>11s}" for k in KEYS))
    for name, trees in held.items():
        figures = score_trees(parser, trees, verbs, pack)
        print(f"{name:18s}" + "".join(f"{figures[k]:11.1f}" for k in KEYS), flush=True)
    if not args.no_names:
        for name, named in (
            ("GermEval", ner.read_germeval(args.shared / "data/ner/germeval2014-dev.tsv")),
            ("SmartData", ner.read_smartdata(args.shared / "data/ner/smartdata-train.json.gz")),
        ):
            print(f"names {name:12s}", {k: round(v, 1) for k, v in score_names(parser, data.split(named)[1]).items()}, flush=True)


if __name__ == "__main__":
    main()
