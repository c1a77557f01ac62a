"""Dates of two events, as precise as their texts are."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from lagebild.link.records import Reason, Unit

_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NEAR: Final = 45  # days between publications within which undated events may be one


def date_prefix(value: str | None) -> str | None:
    """Return the year, month or day that a TIMEX3 value or interval begins with; None where it gives none."""
    found = _DATE.match(value or "")
    return found.group() if found else None


def days_between(a: str | None, b: str | None) -> int | None:
    """Return how many days two ISO dates lie apart; None where one is not known to the day."""
    if not a or not b:
        return None
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return None


def compare_times(a: Unit, b: Unit) -> Reason | None:
    """Compare dates (up to 0.2): same day, neighbouring days, same month, or unknown. None where they differ."""
    one, two = date_prefix(a.date), date_prefix(b.date)
    if one is None or two is None:
        apart = days_between(a.published, b.published)
        return Reason(0.0, "the date of one is unknown") if apart is None or apart <= _NEAR else None
    if one == two and len(one) == 10:
        return Reason(0.2, f"same day: {one}")
    if one.startswith(two) or two.startswith(one):
        return Reason(0.12 if min(len(one), len(two)) > 4 else 0.05, f"same time: {min(one, two, key=len)}")
    apart = days_between(one, two) if len(one) == len(two) == 10 else None
    if apart == 1:
        return Reason(0.1, f"neighbouring days: {one}, {two}")
    return Reason(0.03, f"same month: {one[:7]}") if len(one) > 4 and one[:7] == two[:7] else None
