from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagebild.model import content_id, hull, overlaps, within

SPAN = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda s: (min(s), max(s) + 1))


def test_ids_are_the_same_on_every_machine() -> None:
    assert content_id("a", 1, (2, 3)) == content_id("a", 1, (2, 3))
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("\ud800")


@given(SPAN, SPAN)
def test_spans(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert overlaps(a, b) == overlaps(b, a) == bool(set(range(*a)) & set(range(*b)))
    assert within(a, b) == (set(range(*a)) <= set(range(*b)))
    assert within(a, hull((a, b)))
    assert within(b, hull((a, b)))
