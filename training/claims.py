"""Learn the weights of `lagebild/link/alike.toml`: when two sentences tell one thing.

    python -m training.claims [--write]

From five piles of invented reports (`training/piles`) and sentences of real ones (`training/real`, texts in `../shared/data/news`), in
both of which all sentences were read against each other: pairs of sentences of different documents of one affair. Sentences of real
reports of two stories that have little in common, and are near all the same, teach what is not one claim. Prints how well pairs that tell
one claim are found in each pile by what the others and the real reports teach, in the real reports by what the piles teach, how many pairs
of two stories are taken for one claim, and how well pairs are found in `benchmarks/pile/open`, which teaches nothing; `--write` replaces
the weights by those that all piles and real reports give.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from benchmarks import pile
from benchmarks.data import news
from benchmarks.extracted import add_reports
from lagebild.link.affairs import compare_abouts, near, whole
from lagebild.link.alike import FILE, features
from lagebild.link.claims import sentences_of
from lagebild.link.groups import Groups
from lagebild.link.ties import RELATED
from lagebild.link.together import outline
from lagebild.link.told import Told
from lagebild.model import Span, overlaps
from lagebild.store import schema
from lagebild.store.case import Case
from lagebild.store.sqlite import make_engine
from lagebild.store.units import read_units
from training import logistic
from training.logistic import Vector

HERE: Final = Path(__file__).parent
PILES: Final = ("arms", "business", "accidents", "justice", "diplomacy")
EVERY: Final = 4  # of the pairs that do not tell one claim, one in so many teaches, with so much weight
REAL: Final = 0.5  # weight of a pair of real sentences
STRANGE: Final = 0.2  # cosine of what two documents of other stories are about, below which they tell nothing in common
RIDGE: Final = 2.0
HEAD: Final = """# Weights of the features that tell whether two sentences tell one thing: logistic regression on training/piles and
# training/real, written by training/claims.py. Each feature is explained in lagebild/link/compare and lagebild/link/alike.py.
[weights]
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What annotators read: claims told and denied by span of each document, its affair, and how far it was read (characters)."""

    items: Mapping[str, Sequence[tuple[Span, str, bool]]]
    affairs: Mapping[str, str]
    until: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of sentences: features, whether they tell one claim (1 or 0), how many of the two tell any."""

    x: Vector
    y: Vector
    known: NDArray[np.int64]

    def those(self, which: NDArray[np.bool_]) -> Pairs:
        return Pairs(self.x[which], self.y[which], self.known[which])


def sentences(reports: Path) -> list[Told]:
    """Return the sentences of a file of reports, prepared for comparing."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "pile.db"
        with Case.open(path) as case:
            add_reports(case, reports)
        engine = make_engine(path, write=False)
        with engine.connect() as connection:
            docs = list(connection.execute(select(schema.documents.c.pk).where(schema.documents.c.current)).scalars())
            units = [unit for _, found in read_units(connection, docs) for unit in found]
        engine.dispose()
    return [Told.of(members) for members in sentences_of(units)[0]]


def read_pile(folder: Path) -> Read:
    """Return the annotation of a pile; its affairs are the reports that claims or lineage connect."""
    gold = pile.read_gold(folder)
    groups: Groups[str] = Groups(gold.outlets)
    items: dict[str, list[tuple[Span, str, bool]]] = defaultdict(list)
    for item in gold.items:
        groups.join(f"claim {item.claim}", item.doc)
        items[item.doc].append((item.span, item.claim, item.denies))
    for a, b in gold.related:
        if b in gold.outlets:
            groups.join(a, b)
    return Read(items, {doc: groups.find(doc) for doc in gold.outlets}, {})


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def read_real(folder: Path) -> Read:
    """Return the annotation of real reports, by their addresses."""
    docs = {doc: (story, int(read), url) for doc, story, read, url in rows(folder / "documents.tsv")}
    items: dict[str, list[tuple[Span, str, bool]]] = defaultdict(list)
    for doc, start, end, claim, side in rows(folder / "claims.tsv"):
        story, _, url = docs[doc]
        items[url].append(((int(start), int(end)), f"{story} {claim}", side == "denies"))
    return Read(items, {url: story for story, _, url in docs.values()}, {url: read for _, read, url in docs.values()})


def real_sentences(read: Read) -> list[Told]:
    """Return the sentences of the real reports, the texts of which are in the shared data."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "reports.jsonl"
        found = {a["url"]: a for a in news() if a["url"] in read.affairs}
        lines = (json.dumps({**found[url], "id": url, "lang": "de"}, ensure_ascii=False) for url in read.affairs)
        path.write_text("\n".join(lines), encoding="utf-8")
        return sentences(path)


def examples(told: Sequence[Told], read: Read) -> Iterator[tuple[dict[str, float], bool, int]]:
    """Yield features of pairs, whether they tell one claim, how many of the two tell any; a claim and its denial are no example."""
    by_affair: dict[str, list[tuple[Told, frozenset[str], frozenset[str]]]] = defaultdict(list)
    for one in told:
        doc, span = one.first.doc_id, one.telling.span
        if span[0] < read.until.get(doc, span[1]):
            hits = [(claim, denies) for where, claim, denies in read.items.get(doc, ()) if overlaps(where, span)]
            yes, no = (frozenset(c for c, denies in hits if denies is side) for side in (False, True))
            by_affair[read.affairs[doc]].append((one, yes, no))
    for members in by_affair.values():
        for (a, yes, no), (b, other_yes, other_no) in combinations(members, 2):
            same = bool(yes & other_yes or no & other_no)
            if a.first.doc_id != b.first.doc_id and (same or not (yes & other_no or no & other_yes)):
                yield features(a, b)[0], same, bool(yes or no) + bool(other_yes or other_no)


def pairs(told: Sequence[Told], read: Read) -> tuple[Pairs, list[str]]:
    """Return the pairs and the names of their features."""
    found = list(examples(told, read))
    names = list(found[0][0])
    x = np.array([[f[n] for n in names] for f, _, _ in found])
    return Pairs(x, np.array([float(s) for _, s, _ in found]), np.array([k for _, _, k in found])), names


def strangers(told: Sequence[Told], read: Read) -> Pairs:
    """Return pairs of near sentences of documents that may be of one affair, but are of two stories with little in common."""
    by_document: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_document[one.first.doc_id].append(one)
    documents = list(by_document.values())
    outlines = [outline(members) for members in documents]
    x = []
    for m, n in whole(outlines):
        same = read.affairs[outlines[m].doc_id] == read.affairs[outlines[n].doc_id]
        if not same and compare_abouts(outlines[m].about, outlines[n].about) < STRANGE:
            for a, _, b in near(outlines[m], [outlines[n]]):
                x.append(list(features(documents[m][a], documents[n][b])[0].values()))
    return Pairs(np.array(x), np.zeros(len(x)), np.zeros(len(x), np.int64))


def fit(parts: Sequence[tuple[Pairs, float]]) -> Vector:
    """Return the weights that some pairs teach, each set with its weight."""
    kept = [p.those((p.y > 0) | (np.arange(len(p.y)) % EVERY == 0)) for p, _ in parts]
    x, y = np.vstack([p.x for p in kept]), np.hstack([p.y for p in kept])
    weight = np.hstack([np.where(p.y > 0, share, share * EVERY) for p, (_, share) in zip(kept, parts, strict=True)])
    return logistic.fit(x, y, weight, RIDGE)


def average_precision(p: Vector, y: Vector) -> float:
    """Return the area under precision by recall."""
    told = y[np.argsort(-p, kind="stable")]
    precision = np.cumsum(told) / np.arange(1, len(told) + 1)
    return float((precision * told).sum() / max(told.sum(), 1))


def report(title: str, p: Vector, y: Vector) -> None:
    """Print how well pairs are found."""
    print(f"{title}: {len(y)} pairs, {int(y.sum())} tell one claim; average precision {average_precision(p, y):.1%}")
    for least in (RELATED, 0.3, 0.5):
        told = p >= least
        right = float(y[told].sum())
        precision, recall, f1 = pile.score(int(right), int(told.sum()), int(y.sum()))
        print(f"    from {least}: precision {precision:.1%}  recall {recall:.1%}  F1 {f1:.1%}")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="training.claims", description=__doc__)
    arguments.add_argument("--write", action="store_true")
    chosen = arguments.parse_args()
    read = {name: read_pile(HERE / "piles" / name) for name in PILES}
    sets = {name: pairs(sentences(HERE / "piles" / name / "reports.jsonl"), read[name])[0] for name in PILES}
    found = read_real(HERE / "real")
    told = real_sentences(found)
    real, names = pairs(told, found)
    opened = pairs(sentences(pile.HERE / "open" / "reports.jsonl"), read_pile(pile.HERE / "open"))[0]
    judge(sets, (real, strangers(told, found)), opened, names, chosen.write)


def judge(sets: Mapping[str, Pairs], reals: tuple[Pairs, Pairs], opened: Pairs, names: Sequence[str], write: bool) -> None:
    """Print how well pairs are found, and write the weights if asked for; `reals`: real pairs of one story, and of two."""
    guesses, real = [], [(pairs, REAL) for pairs in reals]
    for name, one in sets.items():
        guesses.append(logistic.predict(fit([*((other, 1.0) for n, other in sets.items() if n != name), *real]), one.x))
        print(f"{name}: average precision {average_precision(guesses[-1], one.y):.1%}")
    report("each pile by the others and real reports", np.hstack(guesses), np.hstack([s.y for s in sets.values()]))
    piles = fit([(s, 1.0) for s in sets.values()])
    report("real reports by the piles", logistic.predict(piles, reals[0].x), reals[0].y)
    w = fit([*((s, 1.0) for s in sets.values()), *real])
    before, after = (int((logistic.predict(v, reals[1].x) >= RELATED).sum()) for v in (piles, w))
    print(f"of {len(reals[1].y)} pairs of two real stories from {RELATED}: {before} by the piles, {after} by all (in-sample)")
    sure = opened.those(opened.known > 1)
    report("open pile, sentences that both tell some claim", logistic.predict(w, sure.x), sure.y)
    text = "".join(f"{name} = {value:.2f}\n" for name, value in zip(("bias", *names), w, strict=True))
    print(text)
    if write:
        FILE.write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
