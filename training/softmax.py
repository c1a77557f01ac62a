"""Multinomial logistic regression on sparse named features: batch Adam with an L2 penalty, in numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from lagebild.extract.linear import LinearModel

STEPS = 110
RATE = 0.06


def train(
    samples: Sequence[tuple[Sequence[str], str]], classes: tuple[str, ...], l2: float = 1.0, min_count: int = 2, steps: int = STEPS
) -> LinearModel:
    """Fit weights to (features, class) pairs; features seen less than `min_count` times are left out. Deterministic."""
    counts = Counter(f for features, _ in samples for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= min_count)
    rows = {f: k for k, f in enumerate(names)}
    lists = [[rows[f] for f in set(features) if f in rows] for features, _ in samples]
    sample_of = np.repeat(np.arange(len(lists)), [len(x) for x in lists])
    flat = np.array([k for x in lists for k in x], dtype=np.int64)
    target = np.zeros((len(lists), len(classes)), dtype=np.float32)
    target[np.arange(len(lists)), [classes.index(c) for _, c in samples]] = 1
    order = np.argsort(flat, kind="stable")
    feature_starts = np.searchsorted(flat[order], np.arange(len(names)))
    starts = np.concatenate([[0], np.cumsum([len(x) for x in lists])[:-1]])
    weights = np.zeros((len(names), len(classes)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = np.add.reduceat(weights[flat], starts)
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        slope = np.add.reduceat((shares - target)[sample_of[order]], feature_starts) + l2 * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * (1 if step < steps * 0.7 else 0.3)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return LinearModel(classes, rows, np.vstack([weights, np.zeros((1, len(classes)), dtype=np.float32)]))


def write(model: LinearModel, path: Path, comment: str, least: float = 0.02) -> None:
    """Write a model as a table that `lagebild.extract.linear.read_model` reads; weights below `least` are left out."""
    lines = [f"# {comment}", "\t".join(("feature", *model.classes))]
    for name, row in model.rows.items():
        cells = [f"{w:.2f}" if abs(w) >= least else "" for w in model.weights[row]]
        if any(cells):
            lines.append("\t".join((name, *cells)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def folds(names: Iterable[str], count: int = 5) -> list[list[str]]:
    """Split names into `count` lists that do not depend on their order."""
    ordered = sorted(set(names))
    return [ordered[k::count] for k in range(count)]
