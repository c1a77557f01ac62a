"""The written cases of disputes: readable, of every kind, and compared by the words that spans share."""

from __future__ import annotations

from typing import get_args

import pytest

from benchmarks.disputes import KIND, same
from benchmarks.judge_cases import read_cases
from lagebild.model import DisputeKind


def test_the_cases_are_well_formed_and_show_every_kind() -> None:
    cases = read_cases(KIND)
    kinds = {fields["kind"] for case in cases for fields in case.expect}
    assert kinds == set(get_args(DisputeKind))
    assert sum(not case.expect for case in cases) >= 10


@pytest.mark.parametrize(
    ("want", "have", "alike"),
    [
        ("Quito", "Quito", True),
        ("der Minister", "Der Minister Otto Rau", True),
        ("Quito", "Lima", False),
        ("", "", True),
        ("", "Lima", False),
    ],
)
def test_spans_are_alike_by_half_of_their_words(want: str, have: str, alike: bool) -> None:
    assert same(want, have) is alike
