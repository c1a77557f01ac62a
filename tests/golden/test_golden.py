"""The embedded sample, drawn anew, is what the golden files say; `python -m tests.golden.regenerate` writes them."""

from __future__ import annotations

import pytest

from tests.golden.regenerate import HERE, golden


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return golden()


def test_there_are_as_many_as_reports(fresh: dict[str, str]) -> None:
    assert len(fresh) >= 12
    assert {p.name for p in HERE.glob("*.txt")} == set(fresh)


@pytest.mark.parametrize("name", sorted(p.name for p in HERE.glob("*.txt")))
def test_golden(name: str, fresh: dict[str, str]) -> None:
    assert fresh[name] == (HERE / name).read_text(encoding="utf-8")
