"""The common judge of written cases: places, pairs, fields, unexpected records, and what breaks the format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.judge_cases import Case, Item, Kind, Mates, differs, judge, read_cases, share, table

HEAD = "[[case]]\nphenomenon = 'p'\ntopic = 'war'\ntext = 'Otto traf Anna, Otto sprach.'\n"


def _found(case: Case) -> list[Item]:
    """Find every name, with its count of letters, as if it were an engine."""
    return [Item((at, at + len(w)), w) for w, at in _words(case.text) if w in ("Otto", "Anna")]


def _words(text: str) -> list[tuple[str, int]]:
    rows, at = [], 0
    for word in text.replace(",", " ").split(" "):
        rows.append((word, at))
        at += len(word) + 1
    return rows


def _compare(case: Case, name: str, want: Any, item: Item, mates: Mates) -> str | None:
    if name == "same":
        return None if mates[want].record == item.record else "same"
    return differs(name, want, item.record if name == "name" else len(item.record))


def kind(folder: Path, closed: bool = True) -> Kind:
    return Kind("Names", folder, "name", frozenset(("letters", "same")), _found, _compare, related=frozenset(("same",)), closed=closed)


def case_of(folder: Path, body: str, closed: bool = True) -> tuple[Kind, Case]:
    (folder / "x.toml").write_text(HEAD + body, "utf-8")
    made = kind(folder, closed)
    return made, read_cases(made)[0]


@pytest.mark.parametrize(
    ("body", "faults", "right", "judged"),
    [
        ("expect = [{ name = 'Otto' }, { name = 'Anna' }, { name = 'Otto', nth = 2 }]", 0, 3, 3),
        ("expect = [{ name = 'Otto', letters = 4 }, { name = 'Anna', letters = [3, 4] }]\nmore = true", 0, 4, 4),
        ("expect = [{ name = 'Otto', letters = 5 }, { name = 'Anna' }]", 2, 2, 4),  # a wrong field, and the other Otto
        ("expect = [{ name = 'sprach', letters = 6 }]\nmore = true", 1, 0, 2),
        ("expect = [{ name = 'sprach', none = true }, { name = 'Anna', none = true }]\nmore = true", 1, 1, 2),
        ("expect = [{ name = 'Otto', same = 1 }, { name = 'Otto', nth = 2, same = 0 }]\nmore = true", 0, 4, 4),
        ("none = true", 3, 0, 3),
    ],
)
def test_judge(body: str, faults: int, right: int, judged: int, tmp_path: Path) -> None:
    verdict = judge(*case_of(tmp_path, body))
    assert (len(verdict.faults), verdict.right, verdict.judged) == (faults, right, judged), verdict.faults


def test_records_beyond_those_expected_are_no_fault_of_an_open_kind(tmp_path: Path) -> None:
    assert judge(*case_of(tmp_path, "expect = [{ name = 'Anna' }]", closed=False)).faults == ()


@pytest.mark.parametrize(
    "body",
    ["", "none = true\nexpect = [{ name = 'Otto' }]", "expect = [{ name = 'Ute' }]", "expect = [{ letters = 4 }]",
     "expect = [{ name = 'Otto', nth = 3 }]", "expect = [{ name = 'Otto', colour = 1 }]", "none = true\nfurther = 1"],
)  # fmt: skip
def test_broken_format(body: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        case_of(tmp_path, body)


def test_table_counts_cases_and_fields(tmp_path: Path) -> None:
    made, good = case_of(tmp_path, "expect = [{ name = 'Otto', letters = 4 }]\nmore = true")
    _, bad = case_of(tmp_path, "expect = [{ name = 'Otto', letters = 5 }]\nmore = true")
    rows = [judge(made, good), judge(made, bad)]
    assert share(rows) == 0.5
    assert "| x/p | 2 | 50.0% | 75.0% |" in table("Names", rows)
