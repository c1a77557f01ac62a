"""Logistic regression with a ridge, small enough to be read."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float64]
_STEPS, _ENOUGH, _SMALLEST = 30, 1e-3, 1e-4


def fit(x: Vector, y: Vector, weight: Vector, ridge: float) -> Vector:
    """Return weights, the first of them the bias, by a damped Newton's method; features are scaled to a deviation of 1 for the ridge."""
    scale = x.std(0) + 1e-6
    z = np.hstack([np.ones((len(x), 1)), x / scale])
    w, penalty = np.zeros(z.shape[1]), np.full(z.shape[1], ridge)
    penalty[0] = 0.01

    def loss(v: Vector) -> float:
        m = z @ v
        return float((weight * (np.logaddexp(0, m) - y * m)).sum() + (penalty * v * v).sum() / 2)

    before = loss(w)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(penalty), z.T @ (weight * (p - y)) + penalty * w)
        size = 1.0
        while (after := loss(w - size * step)) > before and size > _SMALLEST:
            size /= 2
        w = w - size * step
        if before - after < _ENOUGH:
            break
        before = after
    return np.hstack([w[:1], w[1:] / scale])


def predict(w: Vector, x: Vector) -> Vector:
    """Return how likely each row is, 0 to 1."""
    found: Vector = 1 / (1 + np.exp(-np.clip(w[0] + x @ w[1:], -30, 30)))
    return found
