from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from lagebild.errors import OptionError
from lagebild.model import Stance
from lagebild.present.cli.options import chosen, iso_time


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (None, None),
        ([], None),
        (["denies"], ("denies",)),
        (["denies,warns", "accuses"], ("denies", "warns", "accuses")),
        (["Denies , declines-comment,"], ("denies", "declines_comment")),
        (["warns", "warns"], ("warns",)),
    ],
)
def test_values_are_listed_or_repeated(values: list[str] | None, found: tuple[str, ...] | None) -> None:
    assert chosen("--stance", values, get_args(Stance)) == found


def test_a_wrong_value_names_the_right_ones() -> None:
    with pytest.raises(OptionError, match=r"--stance: 'deny' is none of asserts, denies,"):
        chosen("--stance", ["denies,deny"], get_args(Stance))


@pytest.mark.parametrize("value", ["2024", "2024-11", "2024-11-16", " 2024-11 "])
def test_days_months_and_years_are_times(value: str) -> None:
    assert iso_time("--since", value) == value.strip()


@pytest.mark.parametrize("value", ["", "heute", "2024-13", "2024-02-30", "16.11.2024", "2024-1", "20241116", "0000", "२०२४"])
def test_anything_else_is_none(value: str) -> None:
    with pytest.raises(OptionError, match="--since"):
        iso_time("--since", value)


@pytest.mark.parametrize("arguments", [("--stance", "deny"), ("--type", "direkt"), ("--class", "x"), ("--said-until", "gestern")])
def test_commands_check_their_options(arguments: tuple[str, str], case_path: Path, lagebild: Callable[..., tuple[int, str]]) -> None:
    with pytest.raises(OptionError, match=arguments[0]):
        lagebild("statements", "--case", str(case_path), *arguments)
