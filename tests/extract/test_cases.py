"""The written cases of attribution keep their format, and the share of them that comes out wholly right does not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.cases import FOLDER, Case, judge, read_cases, same_name, share, verdicts

FLOOR = 0.95


def case(text: str, *expect: dict[str, object]) -> Case:
    return Case("test", "test", "politics", text, expect)


@pytest.mark.slow
def test_share_right() -> None:
    assert share(list(verdicts(read_cases()))) >= FLOOR


def test_texts_differ() -> None:
    texts = [c.text for c in [*read_cases(), *read_cases(FOLDER / "kept_back")]]
    assert len(texts) == len(set(texts))


RIGHT = {"quote": "dass die Brücke im Mai öffnet", "type": "Indirect", "speaker": "Ministerin", "cue": "sagte", "parent": -1}


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, 0),
        ({"stance": ["asserts", "expects"], "class": "office"}, 0),
        ({"cue": "", "type": "Direct"}, 2),
        ({"quote": "die Brücke im Mai öffnet"}, 1),
        ({"quote": "Die Ministerin sagte"}, 2),
    ],
)
def test_judge(change: dict[str, object], faults: int) -> None:
    verdict = judge(case("Die Ministerin sagte, dass die Brücke im Mai öffnet.", RIGHT | change))
    assert len(verdict.faults) == faults, verdict.faults


@pytest.mark.parametrize(
    ("want", "have", "same"),
    [
        ("Anna Weber", "Weber", True),
        ("", None, True),
        ("", "Weber", False),
        ("Insider (anonymous)", "Quellen (anonymous)", False),
        ("Insider (anonymous)", "Insider", False),
    ],
)
def test_same_name(want: str, have: str | None, same: bool) -> None:
    assert same_name(want, have) == same


@pytest.mark.parametrize(
    "body",
    [
        "none = true\nexpect = [{ quote = 'A', type = 'Direct' }]",
        "",
        "expect = [{ quote = 'B', type = 'Direct' }]",
        "expect = [{ quote = 'A' }]",
    ],
)
def test_broken_format(body: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(f"[[case]]\nphenomenon = 'p'\ntopic = 'sport'\ntext = 'A.'\n{body}\n", "utf-8")
    with pytest.raises(ValueError):
        read_cases(tmp_path)
