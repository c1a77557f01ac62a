"""Learn the weights of `lagebild/link/shared.toml`: how likely two supporters of a claim rest on one origin.

    python -m training.origins [--write] [PILE ...]

From the training piles (`training/piles`): for each claim, the sentences that the pile says tell it, and which of its supporters have one
origin. Prints, each pile held out, how many pairs are right; with claims as the pile has them, by the weights there are, the mean error of
the count and how often two origins and more are counted where there is one; then new weights. `--write` replaces them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, select

from benchmarks import pile
from benchmarks.extracted import add_reports
from lagebild.link.origins import find_origins
from lagebild.link.outlets import OutletNames
from lagebild.link.records import DocumentIn, Unit
from lagebild.link.shared import FILE, features
from lagebild.link.supports import Provenance, supports_of
from lagebild.model import overlaps
from lagebild.store import schema
from lagebild.store.case import Case
from lagebild.store.linking.claims import provenance_of
from lagebild.store.sqlite import make_engine
from lagebild.store.units import read_units
from training.logistic import Vector, fit, predict

RIDGE = 1.0
PILES = Path(__file__).resolve().parent / "piles"
HEAD = """# Weights of what tells that two supporters of a claim rest on one origin: logistic regression on the training piles,
# written by training/origins.py. Each feature is explained in lagebild/link/shared.py.
[weights]
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two supporters of a claim: the values of their features, and whether they have one origin."""

    values: dict[str, float]
    same: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a pile: its pairs, and the count of its origins, as the pile has it and as found."""

    pairs: tuple[Pair, ...]
    origins: tuple[int, int]
    found: tuple[int, int]


def units_of(connection: Connection) -> tuple[list[Unit], Provenance]:
    """Return the units of a linked case, and what is known of its documents' origins."""
    docs = list(connection.execute(select(schema.documents.c.pk).where(schema.documents.c.current)).scalars())
    o = schema.outlet_names.c
    names = OutletNames(DocumentIn(0, "", name, None, "", ()) for name in connection.execute(select(o.name).order_by(o.name)).scalars())
    return [u for _, found in read_units(connection, docs) for u in found], provenance_of(connection, set(docs), names)


def claims(folder: Path) -> Iterator[Judged]:
    """Yield the claims of a pile that sentences of its reports support."""
    gold = pile.read_gold(folder)
    rows = {claim["id"]: claim for claim in pile.lines(folder / "claims.jsonl")}
    with tempfile.TemporaryDirectory() as work:
        with Case.open(Path(work) / "pile.db") as case:
            add_reports(case, folder / "reports.jsonl")
            case.relink()
        engine = make_engine(Path(work) / "pile.db", write=False)
        with engine.connect() as connection:
            units, known = units_of(connection)
        engine.dispose()
    for claim, origins in gold.origins.items():
        items = [i for i in gold.items if i.claim == claim and not i.denies]
        told = [u for u in units if u.sentence and any(u.doc_id == i.doc and overlaps(i.span, u.sentence) for i in items)]
        labels: dict[str, set[str]] = {}
        for item in rows[claim]["items"]:
            if item["side"] == "supports":
                labels.setdefault(item["doc"], set()).add(item["origin"])
        if told:
            yield _told(sorted((u._replace(side="supports") for u in told), key=lambda u: u.order), labels, origins, known)


def _told(units: Sequence[Unit], labels: dict[str, set[str]], origins: tuple[int, int], known: Provenance) -> Judged:
    pairs = []
    for a, b in combinations(supports_of(units, known), 2):
        if a.doc == b.doc:
            continue
        same = bool(labels[units[a.units[0]].doc_id] & labels[units[b.units[0]].doc_id])
        pairs.append(Pair({name: value for name, (value, _) in features(a, b, units, known).items()}, same))
    counted = find_origins(units, known)
    return Judged(tuple(pairs), origins, (len(counted.origins), counted.most))


def arrays(told: Sequence[Judged]) -> tuple[Vector, Vector, Vector]:
    """Return the pairs of claims whose count is sure: features, whether they are one, and weights, so that no large claim outweighs all."""
    sure = [t for t in told if t.origins[0] == t.origins[1]]
    x = np.array([list(p.values.values()) for t in sure for p in t.pairs])
    weight = np.array([len(t.pairs) ** -0.5 for t in sure for _ in t.pairs])
    return x, np.array([float(p.same) for t in sure for p in t.pairs]), weight


def report(name: str, told: Sequence[Judged]) -> None:
    error = sum(abs(t.found[0] - t.origins[0]) + abs(t.found[1] - t.origins[1]) for t in told) / 2 / len(told)
    lone = [t for t in told if t.origins[0] == 1]
    false = sum(t.found[0] > 1 for t in lone)
    print(f"{name:14} {len(told)} claims, mean error of the count {error:.3f}, two or more for one {false} of {len(lone)}")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="training.origins", description=__doc__)
    arguments.add_argument("piles", nargs="*", type=Path, metavar="PILE", default=sorted(PILES.iterdir()) if PILES.exists() else [])
    arguments.add_argument("--write", action="store_true")
    chosen = arguments.parse_args()
    told = {folder.name: list(claims(folder)) for folder in chosen.piles if folder.is_dir()}
    for name, found in told.items():
        x, y, w = arrays([t for other, some in told.items() if other != name for t in some])
        held, truth, _ = arrays(found)
        right = ((predict(fit(x, y, w, RIDGE), held) >= 0.5) == (truth > 0)).mean()
        print(f"{name:14} {len(truth)} pairs, {right:.1%} right when held out")
        report(name, found)
    weights = fit(*arrays([t for some in told.values() for t in some]), RIDGE)
    names = next(list(p.values) for some in told.values() for t in some for p in t.pairs)
    text = "".join(f"{name} = {value:.2f}\n" for name, value in zip(("bias", *names), weights, strict=True))
    print(text)
    if chosen.write:
        FILE.write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
