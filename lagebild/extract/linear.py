"""Linear models over named features: a table of weights, a sum, a softmax. Trained by `training/events.py`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import PackError
from lagebild.lang.pack import Pack

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """Multinomial logistic regression: `weights[rows[feature]]` holds one weight for each of `classes`."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]

    def probabilities(self, features: Iterable[str]) -> Vector:
        """Return the probability of each class; features that the model does not know count nothing."""
        rows = self.rows
        known = [rows[f] for f in features if f in rows]
        scores = self.weights[known].sum(axis=0)
        raised: Vector = np.exp(scores - scores.max())
        shares: Vector = raised / raised.sum()
        return shares


def read_model(pack: Pack, name: str) -> LinearModel:
    """Read a table of weights: the column `feature`, then one column a class; an empty cell is 0. Raises PackError."""
    table = pack.table(name)
    if not table:
        raise PackError(f"{pack.folder / name}: no weights; reinstall lagebild")
    classes = tuple(k for k in table[0] if k != "feature")
    try:
        weights = np.array([[float(row[c] or 0) for c in classes] for row in table], dtype=np.float32)
    except ValueError as e:
        raise PackError(f"{pack.folder / name}: {e}; reinstall lagebild") from e
    return LinearModel(classes, {row["feature"]: k for k, row in enumerate(table)}, weights)
