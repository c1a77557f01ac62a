from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.rewrites.align import Both, concordance
from lagebild.link.rewrites.facts import Fact, date_weight, facts, figure_key, figure_weight
from lagebild.link.words import sentences
from tests.link.rewrites.invented import CRANE, CRANE_REWRITTEN, told


def test_rare_figures_weigh_more() -> None:
    rising = [3, 10, 47, 370, 2_914, 12_347]
    weights = [figure_weight(n) for n in rising]
    assert weights == sorted(weights) and weights[-1] > 3 * weights[0]
    assert figure_weight(10_000) < figure_weight(12_347) and figure_weight(1e30) > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((1000, "containers"), (1000, "items"), True),
        ((5, "percent"), (5, "persons"), False),
        ((8.4e6, "EUR"), (8.4e6, "USD"), False),
    ],
)
def test_one_figure_in_other_words(one: tuple[float, str], other: tuple[float, str], same: bool) -> None:
    assert (figure_key(*one) == figure_key(*other)) is same


@pytest.mark.parametrize(
    ("value", "weight"),
    [("2031-03-10", 0.7), ("2031-03-05", 2.0), ("2031-01-12", 4.0), ("2031-01", 1.0), ("P1M", 0.0), ("PRESENT_REF", 0.0)],
)
def test_dates_far_from_the_publication_weigh_more(value: str, weight: float) -> None:
    assert date_weight(value, "2031-03-11") == weight


def test_facts_stand_once_in_the_order_of_the_text() -> None:
    found = facts(told(1, CRANE + " " + CRANE))
    assert [f.start for f in found.facts] == sorted(f.start for f in found.facts)
    assert len({(f.kind, f.key) for f in found.facts}) == len(found.facts)
    held = {(f.kind, f.key) for f in found.facts}
    assert {("figure", "370"), ("figure", "68"), ("figure", "2900"), ("date", "2031-01-12"), ("person", "x")} - held == {("person", "x")}
    assert any(f.kind == "name" and f.key.startswith("person") for f in found.facts)


def test_number_words_are_figures() -> None:
    assert any(f.kind == "figure" and f.key == "4" for f in facts(told(1, CRANE_REWRITTEN)).facts)


def fact(start: int) -> Fact:
    return Fact("word", str(start), 5.0, start, start + 1)


@given(st.permutations(range(8)))
def test_concordance_of_an_order_and_its_reverse_add_to_one(order: list[int]) -> None:
    def both(places: list[int]) -> tuple[Both, ...]:
        return tuple(Both(fact(k), fact(place), 5.0, k, place) for k, place in enumerate(places))

    forth, count = concordance(both(order))
    back, _ = concordance(both(order[::-1]))
    assert forth + back == pytest.approx(1.0) and count == 28
    assert concordance(both(sorted(order)))[0] == 1.0


@given(st.text(alphabet="ab .!\n“", max_size=60))
def test_sentences_cover_all_but_blanks(text: str) -> None:
    found = list(sentences(text, 0, len(text)))
    assert all(a < b and not text[a].isspace() and not text[b - 1].isspace() for a, b in found)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
