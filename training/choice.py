"""Conditional logit on sparse named features: of each group of options the right ones are learnt, for several roles at once.

The loss is the negative logarithm of the chance that falls on the right options together; batch Adam with an L2 penalty, in numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.extract.linear import LinearModel

STEPS = 70
RATE = 0.06
NEVER = -1e9

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Choice:
    """One group: the options' features; `allowed` and `right`, shape (options, roles). A role without a right option teaches nothing."""

    options: tuple[Sequence[str], ...]
    allowed: Flags
    right: Flags


@dataclass(frozen=True)
class _Table:
    """All options in one list: `flat` holds the rows of their features, `starts` where each option begins, `groups` where each group."""

    rows: dict[str, int]
    flat: Numbers
    starts: Numbers
    groups: Numbers
    group_of: Numbers

    @property
    def option_of(self) -> Numbers:
        """The option of each entry of `flat`."""
        return np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.flat))))


def train(choices: Sequence[Choice], classes: tuple[str, ...], l2: float, min_count: int) -> LinearModel:
    """Fit one weight a role to each feature seen `min_count` times or more. Deterministic."""
    table = _table(choices, min_count)
    allowed, right = (np.concatenate([getattr(c, name) for c in choices]) for name in ("allowed", "right"))
    right &= allowed
    free, good = (np.where(flags, 0.0, NEVER).astype(np.float32) for flags in (allowed, right))
    teaches = np.logical_or.reduceat(right, table.groups, axis=0)[table.group_of]
    weights = np.zeros((len(table.rows) + 1, len(classes)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    order = np.argsort(table.flat, kind="stable")
    option_of, row_starts = table.option_of[order], np.searchsorted(table.flat[order], np.arange(len(weights)))
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[table.flat], table.starts, axis=0)
        error = np.where(teaches, _shares(scores + free, table) - _shares(scores + good, table), 0).astype(np.float32)
        slope = np.add.reduceat(error[option_of], row_starts, axis=0) + l2 * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * (1 if step < STEPS * 0.7 else 0.3)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights[-1] = 0
    return LinearModel(classes, table.rows, weights)


def _table(choices: Sequence[Choice], min_count: int) -> _Table:
    """Number the features; the last row, that of no feature, ends every option's list so that none is empty."""
    options = [frozenset(o) for c in choices for o in c.options]
    counts = Counter(f for o in options for f in o)
    rows = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= min_count))}
    lists = [[*sorted(rows[f] for f in o if f in rows), len(rows)] for o in options]
    sizes = [len(c.options) for c in choices]
    starts = np.cumsum([0, *(len(x) for x in lists)])[:-1]
    groups = np.cumsum([0, *sizes])[:-1]
    return _Table(rows, np.array([k for x in lists for k in x]), starts, groups, np.repeat(np.arange(len(sizes)), sizes))


def _shares(scores: Floats, table: _Table) -> Floats:
    """Return the softmax over each group; where all of a group is `NEVER`, equal shares."""
    highest = np.maximum.reduceat(scores, table.groups, axis=0)[table.group_of]
    raised = np.exp(scores - highest)
    return (raised / np.add.reduceat(raised, table.groups, axis=0)[table.group_of]).astype(np.float32)
