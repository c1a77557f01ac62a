"""Stitched texts: what takes its parts from several others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np

from lagebild.link.reuse.words import inside
from lagebild.model import Spans

K = TypeVar("K", int, str)

PART: Final = 0.15  # of the text, that an other must add to what is covered already
_ALONE: Final = 0.8  # of the text: from here on it is a copy of the one


@dataclass(frozen=True, slots=True)
class Stitch(Generic[K]):
    """Where a stitched text is from: others with the share of the text that each adds, the largest first."""

    parts: tuple[tuple[K, float], ...]

    @property
    def share(self) -> float:
        """How much of the text stands in the others, taken together."""
        return sum(share for _, share in self.parts)


def stitched(length: int, shared: Sequence[tuple[K, Spans]]) -> Stitch[K] | None:
    """Tell whether a text of `length` characters is stitched, by what it shares with each of some others; None if it is not.

    Each part counts for what it adds: of two others that print the same words one is named (of equals the one with the smaller key).
    """
    masks = {key: inside(length, spans) for key, spans in shared}
    covered = np.zeros(length, dtype=np.bool_)
    parts: list[tuple[K, float]] = []
    while masks:
        gains = {key: int((mask & ~covered).sum()) for key, mask in masks.items()}
        key = min(gains, key=lambda k: (-gains[k], k))
        if gains[key] < PART * length:
            break
        parts.append((key, gains[key] / length))
        covered |= masks.pop(key)
    return Stitch(tuple(parts)) if len(parts) > 1 and parts[0][1] < _ALONE else None
