"""Which sentences are worth a comparison."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.affairs import NEAR, Outline, held_by, near
from lagebild.store.linking.sentences import packed, unpacked
from tests.link.invented import sentence

NUMBERS = st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5).map(tuple), max_size=6).map(tuple)


def outline(angle: float, holds: tuple[int, ...]) -> Outline:
    """Return a document of one sentence, whose vector lies so far from that of another (cosine)."""
    vector = np.zeros((1, 64), np.float32)
    vector[0, :2] = np.rint([127 * angle, 127 * (1 - angle**2) ** 0.5])
    return Outline("d", "2024-11-15", (), vector, (holds,))


@pytest.mark.parametrize(
    ("cosine", "common", "compared"),
    [
        (NEAR[2] - 0.05, 2, False),
        (NEAR[2] + 0.02, 2, True),
        (NEAR[2] + 0.02, 1, False),
        (NEAR[1] + 0.05, 1, True),
        (NEAR[1] + 0.05, 0, False),
        (NEAR[0] + 0.05, 0, True),
    ],
)
def test_sentences_with_less_in_common_must_be_nearer(cosine: float, common: int, compared: bool) -> None:
    one, other = outline(1.0, (7, 9, 11)), outline(cosine, (*(7, 9)[:common], 8, 10))
    assert list(near(one, [outline(0.0, (7,)), other])) == ([(0, 1, 0)] if compared else [])
    assert list(near(other, [one])) == ([(0, 0, 0)] if compared else [])


def test_words_names_and_larger_figures_are_held() -> None:
    found = [sentence(n, text).telling for n, text in enumerate(("Zwei Schleppkähne sanken.", "Der Schleppkahn lag in Lindholm."), 1)]
    one, other = (set(held_by(t)) for t in found if t is not None)
    assert one & other and one - other and other - one


@given(NUMBERS)
def test_numbers_are_stored_and_read(numbers: tuple[tuple[int, ...], ...]) -> None:
    assert unpacked(packed(numbers)) == numbers
