"""Learn the weights of `lagebild/link/alike.toml`: when two sentences tell one thing.

    python -m training.claims [--pile FOLDER] [--write]

From the open part of the gold pile: pairs of sentences of one affair, of which one at least tells a gold claim. Prints, held out by affair
(all reports that claims or lineage connect), precision and recall of pairs that tell gold claims, and the weights; `--write` replaces them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from benchmarks import pile
from benchmarks.extracted import add_reports
from lagebild.link.alike import FILE, features
from lagebild.link.claims import sentences_of
from lagebild.link.compare.content import compare_contexts, compare_words
from lagebild.link.groups import Groups
from lagebild.link.told import Told
from lagebild.model import overlaps
from lagebild.store import schema
from lagebild.store.case import Case
from lagebild.store.sqlite import make_engine
from lagebild.store.units import Places, read_units

AFFAIR, WORDED, UNSURE = 0.08, 0.55, 0.6  # least in common to be a pair; words in common of which nobody knows whether they tell the claim
SPARE: Final = 0.3  # weight of a pair of which one sentence tells no gold claim
RIDGE: Final = 1.0
HEAD: Final = """# Weights of the features that tell whether two sentences tell one thing: logistic regression on the open part of
# the gold pile, written by training/claims.py. Each feature is explained in lagebild/link/compare.
[weights]
"""
Vector = NDArray[np.float64]


def sentences(folder: Path) -> list[Told]:
    """Return the sentences of a pile, prepared for comparing."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "pile.db"
        with Case.open(path) as case:
            add_reports(case, folder / "reports.jsonl")
        engine = make_engine(path, write=False)
        with engine.connect() as connection:
            docs = list(connection.execute(select(schema.documents.c.pk).where(schema.documents.c.current)).scalars())
            units = [unit for _, found in read_units(connection, Places(connection), docs) for unit in found]
        engine.dispose()
    return sentences_of(units)[0]


def affairs(gold: pile.Gold) -> dict[str, str]:
    """Return for each report a key of its affair."""
    groups: Groups[str] = Groups(gold.outlets)
    for item in gold.items:
        groups.join(f"claim {item.claim}", item.doc)
    for a, b in gold.related:
        if b in gold.outlets:
            groups.join(a, b)
    return {doc: groups.find(doc) for doc in gold.outlets}


def examples(told: Sequence[Told], gold: pile.Gold) -> Iterator[tuple[dict[str, float], bool, bool, str]]:
    """Yield features, whether a pair tells one claim, whether both tell some, and its affair."""
    home = affairs(gold)
    tells = [frozenset(i.claim for i in gold.items if i.doc == t.first.doc_id and overlaps(i.span, t.telling.span)) for t in told]
    for a, b in combinations(range(len(told)), 2):
        one, two = told[a], told[b]
        words = compare_words(one, two).score
        known = bool(tells[a]) + bool(tells[b])
        if not known or (known == 1 and words > UNSURE) or (compare_contexts(one, two) < AFFAIR and words < WORDED):
            continue
        yield features(one, two)[0], bool(tells[a] & tells[b]), known > 1, home[one.first.doc_id]


def fit(x: Vector, y: Vector, weight: Vector) -> Vector:
    """Return the weights of a logistic regression with a ridge, the first of them the bias (Newton's method)."""
    z = np.hstack([np.ones((len(x), 1)), x])
    w, ridge = np.zeros(z.shape[1]), np.eye(z.shape[1]) * RIDGE
    ridge[0, 0] = 0.01
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ w))
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + ridge, z.T @ (weight * (p - y)) + ridge @ w)
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    found: Vector = w
    return found


def predict(w: Vector, x: Vector) -> Vector:
    found: Vector = 1 / (1 + np.exp(-(w[0] + x @ w[1:])))
    return found


def report(title: str, p: Vector, y: Vector) -> None:
    for least in (0.3, 0.5, 0.7):
        told = p >= least
        right = float((told & (y > 0)).sum())
        print(f"{title} from {least}: precision {right / max(told.sum(), 1):.1%}  recall {right / max(y.sum(), 1):.1%}")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="training.claims", description=__doc__)
    arguments.add_argument("--pile", type=Path, default=pile.HERE / "open", metavar="FOLDER")
    arguments.add_argument("--write", action="store_true")
    chosen = arguments.parse_args()
    rows = list(examples(sentences(chosen.pile), pile.read_gold(chosen.pile)))
    names = list(rows[0][0])
    x, y = np.array([[r[0][n] for n in names] for r in rows]), np.array([float(r[1]) for r in rows])
    both, home = np.array([r[2] for r in rows]), np.array([r[3] for r in rows])
    weight = np.where(both, 1.0, SPARE)
    held_out = np.zeros(len(y))
    for affair in sorted(set(home.tolist())):
        rest = home != affair
        held_out[~rest] = predict(fit(x[rest], y[rest], weight[rest]), x[~rest])
    print(f"{len(y)} pairs, {int(y.sum())} of which tell one claim, of {len(set(home.tolist()))} affairs")
    report("held out by affair", held_out[both], y[both])
    w = fit(x, y, weight)
    text = "".join(f"{name} = {value:.2f}\n" for name, value in zip(("bias", *names), w, strict=True))
    print(text)
    if chosen.write:
        FILE.write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
