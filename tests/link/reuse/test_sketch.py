from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.reuse.sketch import CERTAIN, WINDOW, alike, sketch
from tests.link.reuse.written import text


@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 300))
def test_what_is_shared_is_found_for_certain_wherever_it_stands(seed: int, before: int, after: int) -> None:
    passage = " ".join(text(seed, 3).split()[:CERTAIN])
    around = text(seed + 1, 40).split()
    longer = " ".join([*around[:before], passage, *around[before : before + after]])
    assert alike(sketch(passage), sketch(longer)) > 0


def test_a_sketch_is_sorted_small_and_fits_four_bytes() -> None:
    found = sketch(text(1, 46))  # about 500 words
    assert found.tolist() == sorted(set(found.tolist()))
    assert 60 <= len(found) <= 130
    assert int(found.max()) < 2**31


@pytest.mark.parametrize(("words", "most"), [(0, 0), (5, 0), (6, 1), (6 + WINDOW - 1, 1), (6 + WINDOW, 2)])
def test_short_texts(words: int, most: int) -> None:
    found = sketch(" ".join(text(3, 4).split()[:words]))
    assert (len(found) > 0) == (words > 5)
    assert len(found) <= most


def test_only_regions_count() -> None:
    body, rubble = text(4), text(5)
    assert sketch(f"{rubble} {body}", ((len(rubble) + 1, len(rubble) + 1 + len(body)),)).tolist() == sketch(body).tolist()


def test_the_size_does_not_depend_on_the_words() -> None:
    sizes = [len(sketch(text(seed, 50))) for seed in random.Random(1).sample(range(10_000), 50)]
    assert max(sizes) < 1.6 * min(sizes)
