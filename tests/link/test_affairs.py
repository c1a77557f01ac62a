"""Which sentences are worth a comparison."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link import affairs
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


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(0, 2**31), st.integers(1, 40))
def test_however_many_are_multiplied_at_once_the_same_are_near(sizes: list[int], seed: int, products: int) -> None:
    random = np.random.default_rng(seed)
    one, *others = (Outline("d", None, (), random.integers(-20, 90, (n, 64)).astype(np.float32), ((1, 2),) * n) for n in (3, *sizes))
    found = set(near(one, others))
    assert {n for _, n, _ in found} == set(range(len(others)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(affairs, "_PRODUCTS", products)
        assert set(near(one, others)) == found
    assert all({(b, a) for a, _, b in near(one, [other])} == {(a, b) for a, _, b in near(other, [one])} for other in others)


def test_of_another_report_only_the_nearest_are_compared() -> None:
    one, other = outline(1.0, (7, 9)), Outline("e", None, (), np.zeros((4, 64), np.float32), ((7, 9),) * 4)
    other.vectors[:, 0], other.vectors[:, 1] = 100, (10, 20, 30, 40)
    assert [b for _, _, b in near(one, [other])] == [0, 1, 2, 3]  # to each of these the one is the nearest
    two = one._replace(vectors=np.concatenate([one.vectors, one.vectors, one.vectors]), holds=one.holds * 3)
    assert {(a, b) for a, _, b in near(two, [other])} == {(a, b) for a in (0, 1, 2) for b in (0, 1)} | {
        (a, b) for a in (0, 1) for b in (2, 3)
    }
