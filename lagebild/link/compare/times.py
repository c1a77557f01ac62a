"""Dates of two sentences, as precise as their texts are, and of their publication."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from lagebild.link.records import Compared
from lagebild.link.told import Told

_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FAR: Final = 60  # days
_DAY: Final = 10  # characters
OLD: Final = 0.5  # what counts against two sentences of which one tells of a time long before its publication
_NEWS: Final = 35  # days between what happens and a report of it as news


def date_prefix(value: str | None) -> str | None:
    """Return the year, month or day that a TIMEX3 value or interval begins with; None where it gives none."""
    found = _DATE.match(value or "")
    return found.group() if found else None


@lru_cache(maxsize=8192)
def _day(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:_DAY]).toordinal()
    except ValueError:
        return None


def days_between(a: str | None, b: str | None) -> int | None:
    """Return how many days two ISO dates lie apart; None where one is not known to the day."""
    one, two = _day(a) if a else None, _day(b) if b else None
    return abs(one - two) if one is not None and two is not None else None


def compare_dates(a: Told, b: Told) -> Compared:
    """Return 1 for a common day, 0.5 for a common month or days next to each other, −1 where all that both tell differ; else 0.

    Who tells no date is taken to tell what is new: −0.5 where the other tells of another time than that.
    """
    one, two = dates_of(a.telling.dates), dates_of(b.telling.dates)
    if not one and not two:
        return Compared()
    if not one or not two:
        told, published = (one, b.first.published) if one else (two, a.first.published)
        fits = published is None or any(_about(d, published) for d in told)
        return Compared() if fits else Compared(-OLD, lambda: f"one is about {told[0]}")
    days = sorted(d for d in set(one) & set(two) if len(d) == _DAY)
    if days:
        return Compared(1.0, lambda: f"same day: {days[0]}")
    fit = [tuple(sorted((x, y))) for x in one for y in two if x.startswith(y) or y.startswith(x) or (days_between(x, y) or 0) == 1]
    if fit:
        precise = any(len(x) > 4 and len(y) > 4 for x, y in fit)
        return Compared(0.5 if precise else 0.2, lambda: f"dates that fit: {', '.join(min(fit))}")
    return Compared(-1.0, lambda: "other dates: " + ", ".join(sorted((one[0], two[0]))))


@lru_cache(maxsize=8192)
def dates_of(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the years, months and days that TIMEX3 values tell, sorted."""
    return tuple(d for d in map(date_prefix, values) if d is not None)


def _about(value: str, published: str) -> bool:
    """Tell whether a date may be that of news of a day."""
    if len(value) == _DAY:
        return (days_between(value, published) or 0) <= _NEWS
    return published.startswith(value) or (len(value) > 4 and (days_between(f"{value}-15", published) or 0) <= _NEWS)


def apart(a: Told, b: Told) -> float:
    """Return how far the publications of two sentences lie apart: 0 for the same day to 1 for two months and more; 0.3 if unknown."""
    days = days_between(a.first.published, b.first.published)
    return 0.3 if days is None else min(days, _FAR) / _FAR


def near_in_time(a: Told, b: Told) -> bool:
    """Tell whether two sentences were published near enough for the one to answer the other."""
    days = days_between(a.first.published, b.first.published)
    return days is None or days <= _FAR
