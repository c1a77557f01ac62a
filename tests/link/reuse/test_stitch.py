from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.reuse.stitch import stitched
from lagebild.model import Spans

SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(1, 60)).map(lambda t: (t[0], min(100, t[0] + t[1]))), max_size=4).map(tuple)


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        ([("a", ((0, 40),)), ("b", ((50, 90),))], (("a", 0.4), ("b", 0.4))),
        ([("a", ((0, 40),)), ("b", ((50, 95),))], (("b", 0.45), ("a", 0.4))),
        ([("a", ((0, 40),)), ("b", ((0, 40),))], None),
        ([("a", ((0, 40),)), ("b", ((30, 50),))], None),
        ([("a", ((0, 82),)), ("b", ((83, 100),))], None),
        ([("a", ((0, 30),)), ("b", ((25, 60),)), ("c", ((60, 100),))], (("c", 0.4), ("b", 0.35), ("a", 0.25))),
        ([("a", ((0, 90),))], None),
        ([], None),
    ],
)
def test_what_takes_from_several(shared: list[tuple[str, Spans]], expected: tuple[tuple[str, float], ...] | None) -> None:
    found = stitched(100, shared)
    assert (found.parts if found else None) == expected


@given(st.dictionaries(st.integers(0, 5), SPANS, max_size=4))
def test_order_does_not_matter_and_no_character_counts_twice(shared: dict[int, Spans]) -> None:
    found = stitched(100, list(shared.items()))
    assert found == stitched(100, list(reversed(shared.items())))
    assert found is None or found.share <= 1.0000001
