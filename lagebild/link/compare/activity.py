"""When two were active, as far as the dates of the reports that name them tell (days since year 1, sorted)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from lagebild.link.compare.weights import Feature, Table


@lru_cache(maxsize=8192)
def day(published: str | None) -> int | None:
    """Return the day of an ISO date as a number; None where there is none that can be read."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def apart(a: Sequence[int], b: Sequence[int]) -> int | None:
    """Return the fewest days between a day of one and a day of the other, both sorted."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    if not few:
        return None
    found = []
    for d in few:
        k = bisect_left(many, d)
        found += [abs(d - other) for other in many[max(k - 1, 0) : k + 1]]
    return min(found)


def compare_activity(a: Sequence[int], b: Sequence[int], weights: Table) -> Feature | None:
    """Compare when two are reported on; None where that tells nothing."""
    days = apart(a, b)
    if days is None:
        return None
    if days <= weights["near_days"]:
        return Feature("time", weights["near"], f"reports {days} days apart" if days else "reports of one day")
    return Feature("time", weights["far"], f"reports {days} days apart") if days > weights["far_days"] else None
