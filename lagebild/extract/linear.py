"""Linear models over named features: a table of weights, a sum, a softmax. Trained by `training/events.py`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import PackError
from lagebild.lang.pack import Pack

Vector = NDArray[np.float32]
_FARTHEST = 700.0


@dataclass(frozen=True)
class LinearModel:
    """Multinomial logistic regression: `weights[rows[feature]]` holds one weight for each of `classes`; the last row is all zeros."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]

    @property
    def zero(self) -> int:
        """The row of no feature."""
        return len(self.weights) - 1

    def probabilities(self, features: Iterable[str]) -> Vector:
        """Return the probability of each class; features that the model does not know count nothing."""
        shares: Vector = self.many([features])[0]
        return shares

    def margins(self, yes: str, no: str) -> dict[str, float]:
        """Return for each feature by how much its weight for one of two classes exceeds that for the other.

        One decision between two classes is faster by a sum over these (`share_of`) than by `probabilities`.
        """
        gains: list[float] = (self.weights[:, self.classes.index(yes)] - self.weights[:, self.classes.index(no)]).tolist()
        return {feature: gains[row] for feature, row in self.rows.items()}

    def many(self, lists: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return `probabilities` of several lists of features, one row each, in one pass."""
        scores = self.scores(lists)
        if not lists:
            return scores
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
        return shares

    def scores(self, lists: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return the sums of the weights of several lists of features, one row each."""
        if not lists:
            return np.zeros((0, len(self.classes)), dtype=np.float32)
        row_of = self.rows.get
        flat: list[int] = []
        starts: list[int] = []
        for features in lists:
            starts.append(len(flat))
            flat.extend([row for f in features if (row := row_of(f)) is not None])
            flat.append(self.zero)
        sums: NDArray[np.float32] = np.add.reduceat(self.weights[flat], starts, axis=0)
        return sums


def share_of(margin: float) -> float:
    """Return the probability of the first of two classes whose score exceeds the other's by `margin`."""
    return 1.0 / (1.0 + math.exp(min(-margin, _FARTHEST)))


def read_model(pack: Pack, name: str) -> LinearModel:
    """Read a table of weights: first the column `feature`, then one column a class; an empty cell is 0. Raises PackError."""
    header, rows = pack.cells(name)
    if not rows:
        raise PackError(f"{pack.folder / name}: no weights; reinstall lagebild")
    classes = tuple(header[1:])
    numbers = (float(cell) if cell else 0.0 for row in rows for cell in row[1:])
    weights = np.zeros((len(rows) + 1, len(classes)), dtype=np.float32)
    try:
        weights[:-1] = np.fromiter(numbers, dtype=np.float32).reshape(len(rows), len(classes))
    except ValueError as e:
        raise PackError(f"{pack.folder / name}: {e}; reinstall lagebild") from e
    return LinearModel(classes, {row[0]: k for k, row in enumerate(rows)}, weights)
