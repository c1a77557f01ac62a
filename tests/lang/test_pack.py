"""Reading the files of a language pack."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from lagebild.clean.credits import CreditLexicon
from lagebild.errors import PackError
from lagebild.extract.linear import read_model
from lagebild.extract.times import TimeLexicon
from lagebild.lang.pack import Pack, load_pack


def pack_of(folder: Path, name: str, text: str) -> Pack:
    (folder / name).write_text(text, encoding="utf-8")
    return Pack("xx", folder)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("# a comment\n\nword\tsort\nHaus\tbuilding\n  \n# another\nBoot\tship\n", [("Haus", "building"), ("Boot", "ship")]),
        ("word\tsort\nHaus\nBoot\t\n", [("Haus", ""), ("Boot", "")]),
        ('word\tsort\n"Haus"\ta "b"\n Boot \t#1\n', [('"Haus"', 'a "b"'), (" Boot ", "#1")]),
        ("word\tsort\n", []),
        ("", []),
    ],
    ids=["comments", "short lines", "marks stay", "a header alone", "nothing"],
)
def test_rows_of_a_table(tmp_path: Path, text: str, rows: list[tuple[str, str]]) -> None:
    assert pack_of(tmp_path, "t.tsv", text).table("t.tsv") == [{"word": word, "sort": sort} for word, sort in rows]


def test_what_is_missing_or_damaged_is_told(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, "t.toml", "a = [")
    for read in (pack.toml, pack.table):
        with pytest.raises(PackError, match="reinstall"):
            read("t.toml" if read == pack.toml else "t.tsv")


def test_weights_are_read_with_empty_cells_as_nothing(tmp_path: Path) -> None:
    model = read_model(pack_of(tmp_path, "w.tsv", "feature\tno\tyes\nwarm\t\t0.5\ncold\t-1.25\n"), "w.tsv")
    assert model.classes == ("no", "yes")
    assert model.weights.tolist() == [[0.0, 0.5], [-1.25, 0.0], [0.0, 0.0]]
    assert [model.rows["warm"], model.rows["cold"], model.zero] == [0, 1, 2]


@pytest.mark.parametrize("text", ["feature\tno\tyes\n", "", "feature\tno\tyes\nwarm\tx\t\n", "feature\tno\tyes\nwarm\t1\t2\t3\n"])
def test_wrong_weights_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError, match="reinstall"):
        read_model(pack_of(tmp_path, "w.tsv", text), "w.tsv")


def test_each_rule_that_is_compiled_late_is_a_pattern() -> None:
    pack = load_pack("de")
    times, credits = pack.get(TimeLexicon.from_pack), pack.get(CreditLexicon.from_pack)
    rules = [*times.digit, *(rule for found in times.by_word.values() for rule in found), *credits.lines, *credits.within]
    assert all(rule.pattern.pattern == rule.source for rule in rules)


def test_garbage_is_looked_for_again_after_a_lexicon_is_built() -> None:
    looked_for: list[bool] = []

    def inner(_pack: Pack) -> None:
        looked_for.append(gc.isenabled())

    def outer(pack: Pack) -> None:
        pack.get(inner)
        looked_for.append(gc.isenabled())
        raise ValueError

    with pytest.raises(ValueError):
        load_pack("de").get(outer)
    assert looked_for == [False, False]
    assert gc.isenabled()
