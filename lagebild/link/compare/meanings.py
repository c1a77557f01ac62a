"""Words of two sentences that mean nearly the same, whether or not they are the same words."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.link.told import Told

_ONE: Final = np.float32(1 / 127**2)  # vectors have a length of 127: their products are whole numbers, exact in any order
_NEAR: Final = 0.3  # squared cosine from which on two words are told to be near
_SAME: Final = 0.9
_WEIGHTY: Final = 3.0
_SHOWN: Final = 3
_NOTHING: Final = dict.fromkeys(("near_more", "near_less", "near_mean", "central_more", "central_less"), 0.0)


def _squares(a: Told, b: Told) -> NDArray[np.float32]:
    """Return the squared cosines of the words of two sentences, 0 where they are negative."""
    cosines = (a.words.kinds.rows @ b.words.kinds.rows.T) * _ONE
    np.maximum(cosines, 0.0, out=cosines)
    found: NDArray[np.float32] = cosines * cosines
    return found


def compare_meanings(a: Told, b: Told) -> dict[str, float]:
    """Return what of each sentence has a word near to it in the other, by weight (more: of the one of which more has, less: of the other),
    the cosine of the means, and how near each is to what the other's document is about."""
    one, two = a.words.kinds, b.words.kinds
    if not one.terms or not two.terms:
        return _NOTHING
    squares = _squares(a, b)
    left, right = squares.max(1), squares.max(0)
    x, y = float(left @ one.own) / max(one.total, 1e-6), float(right @ two.own) / max(two.total, 1e-6)
    p, q = float(one.mean @ two.about), float(two.mean @ one.about)
    return {
        "near_more": max(x, y), "near_less": min(x, y), "near_mean": float(one.mean @ two.mean),
        "central_more": max(p, q), "central_less": min(p, q),
    }  # fmt: skip


def near_words(a: Told, b: Told) -> str:
    """Return which weighty words of two sentences are near in meaning without being the same; "" where none are."""
    one, two = a.words.kinds, b.words.kinds
    if not one.terms or not two.terms:
        return ""
    squares = _squares(a, b)
    mine, theirs = dict(a.telling.written), dict(b.telling.written)
    shared = set(one.terms) & set(two.terms)
    found = []
    for i, term in enumerate(one.terms):
        j = int(squares[i].argmax())
        other, near, weight = two.terms[j], float(squares[i, j]), float(min(one.own[i], two.own[j]))
        mutual = int(squares[:, j].argmax()) == i
        if mutual and _NEAR <= near < _SAME and weight >= _WEIGHTY and not {term, other} & shared:
            pair = sorted((mine.get(term, term), theirs.get(other, other)))
            found.append((-near * weight, f"“{pair[0]}” is near to “{pair[1]}”"))
    return ", ".join(text for _, text in sorted(found)[:_SHOWN])
