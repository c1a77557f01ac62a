"""Calendar arithmetic: days, weeks, quarters, seasons and their ISO 8601 values as TIMEX3 writes them."""

from __future__ import annotations

from datetime import date, timedelta

TIME_UNITS = {"H": "H", "N": "M", "S": "S"}
SEASON_MIDDLE = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
LONG_UNITS = {"Y": (1, 4), "E": (10, 3), "C": (100, 2), "L": (1000, 1)}  # unit: its years, and the digits that name it


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, n: int) -> date | None:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return None


def add_months(day: date, n: int) -> date | None:
    index = day.year * 12 + day.month - 1 + n
    return safe_date(index // 12, index % 12 + 1, 1)


def first_day(value: str) -> date | None:
    """Return the first day of a resolved value (`2024`, `2024-10`, `2024-W46`, `2024-Q3`, `2024-11-16T14:30`), or None."""
    try:
        if value[5:6] == "W":
            return date.fromisocalendar(int(value[:4]), int(value[6:8]), 6 if value.endswith("WE") else 1)
        if value[5:6] == "Q":
            return date(int(value[:4]), int(value[6]) * 3 - 2, 1)
        if value[5:7] in SEASON_MIDDLE:
            return date(int(value[:4]), SEASON_MIDDLE[value[5:7]], 1)
        numbers = [int(x) for x in value[:10].split("T")[0].split("-")]
        return date(*[*numbers, 1, 1][:3]) if len(value) >= 4 else None
    except ValueError:
        return None


def week(day: date | None) -> str | None:
    if day is None:
        return None
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def shifted_value(base: date, unit: str, n: int) -> str | None:
    """Return the day, week, month, quarter, year, decade or century that lies `n` units from the one that holds `base`."""
    if unit == "D":
        day = add_days(base, n)
        return day.isoformat() if day else None
    if unit == "W":
        return week(add_days(base, 7 * n))
    if unit in ("M", "Q"):
        day = add_months(base, n * (3 if unit == "Q" else 1))
        if day is None:
            return None
        return f"{day.year:04d}-{day.month:02d}" if unit == "M" else f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit not in LONG_UNITS:
        return None
    years, digits = LONG_UNITS[unit]
    year = base.year + n * years
    return f"{year:04d}"[:digits] if 0 < year < 10000 else None


def period(n: str, unit: str) -> str:
    """Return an ISO duration: ``period("2", "H") == "PT2H"``; decades count as ten years."""
    if unit in TIME_UNITS:
        return f"PT{n}{TIME_UNITS[unit]}"
    if unit == "Q":
        return f"P{n if n == 'X' else int(float(n) * 3)}M"
    years = LONG_UNITS.get(unit, (1, 4))[0]
    if years > 1:
        return f"PX{unit}" if n == "X" else f"P{int(float(n) * years)}Y"
    return f"P{n}{unit}"
