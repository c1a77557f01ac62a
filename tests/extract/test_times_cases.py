"""The written cases of times, run by the engine: nearly all are right, and the reader of the files refuses what is not well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.times import judge, read_cases


def test_cases() -> None:
    rows = [judge(c) for c in read_cases()]
    wrong = [f"{v.case.text}: {v.faults}" for v in rows if v.faults]
    assert len(rows) >= 150
    assert len(wrong) <= len(rows) * 0.05, "\n".join(wrong)


@pytest.mark.parametrize(
    "row",
    [
        'expect = [{ text = "Mai", value = "2024-05", kind = "DATE" }]',
        'expect = [{ text = "Juni", value = "2024-06", kind = "DATE", modus = "x" }]',
        "",
        'none = true\nexpect = [{ text = "Juni", value = "2024-06", kind = "DATE" }]',
    ],
)
def test_cases_are_checked(tmp_path: Path, row: str) -> None:
    (tmp_path / "x.toml").write_text(f'[[case]]\nphenomenon = "x"\ntext = "Im Juni regnete es."\n{row}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"text|expect"):
        list(read_cases(tmp_path))
