from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.reuse.boilerplate import PLENTY, recurs
from lagebild.link.reuse.index import HOLDERS, Candidate, MemoryIndex, likely, tally
from lagebild.link.reuse.sketch import sketch
from tests.link.reuse.written import prose, text

BIO = "Unsere Kolumnistin lebt in Flensburg und schreibt hier jeden zweiten Sonntag über Deiche, Fähren und die Menschen am Wasser."


def pile() -> dict[int, tuple[str, str]]:
    """Return outlet and text by number: two copies of different length, a short notice and what has it inside, and what is alone."""
    one, short = prose(1), prose(2, 4)
    return {
        0: ("Nordblatt", " ".join(one)),
        1: ("Südpost", " ".join(one[4:12])),
        2: ("Westkurier", " ".join(short)),
        3: ("Ostbote", " ".join([*prose(3, 30), *short[1:3], *prose(4, 30)])),
        4: ("Nordblatt", text(5)),
    }


@given(st.permutations(range(5)))
def test_whichever_comes_first_the_pair_is_found(order: list[int]) -> None:
    index, found, texts = MemoryIndex(), set(), pile()
    for n in order:
        outlet, words = texts[n]
        found |= {frozenset((n, c.doc)) for c in index.candidates(sketch(words), outlet)}
        index.add(n, outlet, sketch(words))
    assert found == {frozenset((0, 1)), frozenset((2, 3))}


@given(st.permutations(range(6)))
@settings(max_examples=30)
def test_what_recurs_in_unlike_texts_of_an_outlet_is_boilerplate_in_any_order(order: list[int]) -> None:
    index, bio = MemoryIndex(), set(sketch(BIO).tolist())
    turned: set[int] = set()
    for n in order:
        outlet = "Förde-Echo" if n < 4 else "Anderswo"
        turned |= set(index.add(n, outlet, sketch(f"{text(n + 50)} {BIO}" if n != 3 else text(53))))
    assert len(bio & turned) >= len(bio) - 1  # the sketch of a text alone also has a shingle from its edge
    assert index.recurring(sketch(BIO), sketch(text(50))) <= turned | bio
    assert not index.recurring(sketch(text(53)))


@pytest.mark.parametrize("outlets", [["Förde-Echo"] * 3, ["A", "B", "C"], ["A", "A", "B"], [None] * 3])
def test_versions_of_one_report_and_copies_elsewhere_are_no_boilerplate(outlets: list[str | None]) -> None:
    index, report = MemoryIndex(), prose(7, 30)
    for n, outlet in enumerate(outlets):
        assert not index.add(n, outlet, sketch(" ".join([*report[: 26 + n], BIO])))


def test_texts_of_unknown_outlets_have_no_boilerplate() -> None:
    index = MemoryIndex()
    assert not [key for n in range(5) for key in index.add(n, None, sketch(f"{text(n)} {BIO}"))]


@given(st.randoms())
@settings(max_examples=20)
def test_recurrence_once_seen_stays_and_order_does_not_matter(chance: random.Random) -> None:
    kinds = [sketch(text(chance.choice((1, 1, 1, 2, 3)), 12)) for _ in range(6)]
    shuffled = chance.sample(kinds, len(kinds))
    assert recurs(kinds) == recurs(shuffled)
    assert recurs(kinds) or not recurs(kinds[:4])
    assert recurs([kinds[0]] * PLENTY)


@pytest.mark.parametrize(
    ("common", "fresh", "smaller", "same", "expected"),
    [
        (2, 2, 100, False, True),
        (1, 1, 100, False, False),
        (3, 1, 100, False, False),
        (1, 1, 5, False, True),
        (1, 0, 5, False, False),
        (40, 0, 100, False, True),
        (20, 20, 100, True, False),
        (40, 40, 100, True, True),
        (1, 1, 25, False, False),
    ],
)
def test_what_is_worth_a_comparison(common: int, fresh: int, smaller: int, same: bool, expected: bool) -> None:
    assert likely(Candidate(1, common, fresh), smaller, same) is expected


def test_of_what_very_many_hold_the_first_are_looked_at() -> None:
    many = list(range(1000))
    assert len(tally([(True, many), (False, [5])])) == HOLDERS
    assert tally([(True, many), (False, [5])])[0] == Candidate(5, 2, 1)
