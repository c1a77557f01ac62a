"""The written cases of quantities keep their format, and the share of them that comes out wholly right does not fall."""

from __future__ import annotations

import pytest

from benchmarks.judge_cases import read_cases, share, verdicts
from benchmarks.quantities import KIND

FLOOR = 0.97


@pytest.mark.slow
def test_share_right() -> None:
    assert share(verdicts(KIND, read_cases(KIND))) >= FLOOR


def test_there_are_many_and_each_once() -> None:
    texts = [c.text for c in [*read_cases(KIND), *read_cases(KIND, kept_back=True)]]
    assert len(texts) == len(set(texts)) >= 300
