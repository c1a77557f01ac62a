from __future__ import annotations

from datetime import date

import pytest

from lagebild.extract.feasts import feast_days, feast_value
from lagebild.extract.moon import new_moon


@pytest.mark.parametrize(
    ("spec", "days"),
    [
        ("05-01", ["2024-05-01"]),
        ("02-29", []),
        ("E+0", ["2023-04-09"]),
        ("E+50", ["2023-05-29"]),
        ("O+0", ["2023-04-16"]),
        ("A-21", ["2023-12-03"]),
        ("A-32", ["2023-11-22"]),
        ("W:11,4,4", ["2023-11-23"]),
        ("W:5,-1,1", ["2023-05-29"]),
        ("W:12,-1,7", ["2023-12-31"]),
        ("J+0", ["2023-09-16"]),
        ("J+83", ["2023-12-08"]),
        ("J-163", ["2023-04-06"]),
        ("I:10-01", ["2023-04-21"]),
        ("C", ["2023-01-22"]),
    ],
)
def test_days_of_2023(spec: str, days: list[str]) -> None:
    year = 2024 if spec == "05-01" else 2023
    assert [d.isoformat() for d in feast_days(spec, year)] == days


@pytest.mark.parametrize(("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (1961, "1961-04-02"), (2000, "2000-04-23")])
def test_easter(year: int, day: str) -> None:
    assert [d.isoformat() for d in feast_days("E+0", year)] == [day]


@pytest.mark.parametrize("day", ["2022-09-26", "2024-10-03", "2025-09-23"])
def test_jewish_new_year(day: str) -> None:
    assert [d.isoformat() for d in feast_days("J+0", int(day[:4]))] == [day]


@pytest.mark.parametrize(("year", "day"), [(2020, "2020-12-11"), (2021, "2021-11-29"), (2022, "2022-12-19"), (2024, "2024-12-26")])
def test_the_second_jewish_month_changes_its_length(year: int, day: str) -> None:
    assert [d.isoformat() for d in feast_days("J+83", year)] == [day]


@pytest.mark.parametrize("day", ["2008-09-01", "2022-04-02", "2023-03-23", "2024-03-11", "2025-03-01"])
def test_ramadan_begins(day: str) -> None:
    assert [d.isoformat() for d in feast_days("I:09-01", int(day[:4]))] == [day]


def test_an_islamic_day_may_come_twice_a_year_or_not_at_all() -> None:
    assert [d.isoformat() for d in feast_days("I:09-01", 2030)] == ["2030-01-05", "2030-12-26"]
    assert sum(len(feast_days("I:10-01", year)) for year in range(1950, 2050)) == 103


@pytest.mark.parametrize("day", ["1966-01-21", "1985-02-20", "2007-02-18", "2012-01-23", "2020-01-25", "2024-02-10", "2025-01-29"])
def test_chinese_new_year(day: str) -> None:
    assert [d.isoformat() for d in feast_days("C", int(day[:4]))] == [day]


def test_spans_of_days() -> None:
    assert feast_value("E-2/E+1", date(2023, 4, 7)) == "2023-04-07/2023-04-10"
    assert feast_value("12-25/01-06", date(2023, 12, 25)) == "2023-12-25/2024-01-06"
    assert feast_value("E+0", date(2023, 4, 9)) == "2023-04-09"


@pytest.mark.parametrize("year", [1, 1582, 4099, 9999])
@pytest.mark.parametrize("spec", ["E+0", "J+0", "I:09-01", "C", "W:12,-1,7"])
def test_no_days_beyond_the_reckonings(spec: str, year: int) -> None:
    assert feast_days(spec, year) == []


def test_new_moon() -> None:
    assert new_moon(0).strftime("%Y-%m-%d %H") == "2000-01-06 18"
