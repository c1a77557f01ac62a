from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.reuse.align import GAP, PASSAGE, SEED, align, tiles
from lagebild.link.reuse.words import words_of

NUMBERS = [f"n{k}" for k in range(18)]
FORMS = st.lists(st.sampled_from("abcd"), max_size=80)


def shared(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    found = align(words_of(" ".join(a)).hashes, words_of(" ".join(b)).hashes)
    return [(" ".join(a[slice(*p.first)]), " ".join(b[slice(*p.second)])) for p in found]


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        (NUMBERS, [(0, 18)]),
        (NUMBERS[:9], [(0, 9)]),
        (NUMBERS[:7], []),
        ([*NUMBERS[:8], "anders", *NUMBERS[9:]], [(0, 18)]),
        ([*NUMBERS[:6], "ein", "Wort", *NUMBERS[6:]], [(0, 18)]),
        ([*NUMBERS[:9], "da", "steht", "jetzt", "viel", "mehr", *NUMBERS[9:]], [(0, 9), (9, 18)]),
        ([*NUMBERS[9:], *NUMBERS[:9]], [(0, 9), (9, 18)]),
        ([*NUMBERS[:5], "q", "w", "e", "r", "t", *NUMBERS[8:]], [(8, 18)]),
    ],
)
def test_passages(b: list[str], expected: list[tuple[int, int]]) -> None:
    assert [one.split() for one, _ in shared(NUMBERS, b)] == [NUMBERS[s:e] for s, e in expected]


def test_what_stands_twice_is_aligned_once() -> None:
    assert len(shared(NUMBERS, [*NUMBERS, "und", "noch", "einmal", "ganz", "gleich", *NUMBERS])) == 1


@given(FORMS, FORMS)
def test_tiles_are_equal_words_and_no_word_is_taken_twice(a: list[str], b: list[str]) -> None:
    found = tiles(words_of(" ".join(a)).hashes, words_of(" ".join(b)).hashes)
    assert all(a[t.a : t.a + t.length] == b[t.b : t.b + t.length] and t.length >= SEED for t in found)
    for side in (0, 1):
        taken = [k for t in found for k in range(t[side], t[side] + t.length)]
        assert len(taken) == len(set(taken))


@given(FORMS, FORMS)
def test_passages_are_in_order_and_their_gaps_small(a: list[str], b: list[str]) -> None:
    found = align(words_of(" ".join(a)).hashes, words_of(" ".join(b)).hashes)
    assert [p.first for p in found] == sorted(p.first for p in found)
    for p in found:
        assert p.words >= PASSAGE
        for before, after in zip(p.tiles, p.tiles[1:], strict=False):
            assert 0 <= after.a - before.a - before.length <= GAP and 0 <= after.b - before.b - before.length <= GAP


@pytest.mark.slow
@pytest.mark.parametrize("forms", [["Wort"], ["eins", "zwei"], NUMBERS])
def test_hostile_repetition_takes_no_more_than_linear_time(forms: list[str]) -> None:
    words = words_of(" ".join(forms * (60_000 // len(forms)))).hashes
    start = time.process_time()
    align(words, words[:-7])
    assert time.process_time() - start < 5
