"""Days that everybody knows by what happened on them: which year *the attacks of 11 September* mean, and what an anniversary is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

REACH = 80  # characters before a date in which its event may be named
BLANK = r"[\s]{1,3}"


@dataclass(frozen=True)
class Memorable:
    """For each month and day the patterns of what precedes it, with the year; and the days by what their anniversaries are of."""

    years: dict[tuple[int, int], tuple[tuple[re.Pattern[str], int], ...]]
    anniversaries: tuple[tuple[re.Pattern[str], date], ...]

    @classmethod
    def from_data(cls, rows: list[dict[str, Any]], joints: list[str]) -> Memorable:
        """Compile the pack's `[[memorable]]`; `joints`: the words between an event and its day."""
        years: dict[tuple[int, int], tuple[tuple[re.Pattern[str], int], ...]] = {}
        anniversaries = []
        for row in rows:
            day = date.fromisoformat(row["day"])
            event = rf"(?<!\w)(?:{_either(row['of'])})(?:e?s|e?n)?"
            before = re.compile(rf"{event}{BLANK}(?:[^\W\d][\w-]*{BLANK}){{0,4}}(?:{_either(joints)}){BLANK}$")
            years[day.month, day.day] = (*years.get((day.month, day.day), ()), (before, day.year))
            after = re.compile(rf"{BLANK}(?:(?:[^\W\d_]+){BLANK}){{0,2}}?(?:{_either(row['anniversary'])})(?!\w)")
            anniversaries.append((after, day))
        return cls(years, tuple(anniversaries))

    def year(self, text: str, start: int, month: int, day: int) -> int | None:
        """Return the year of a month and day that stand at `start`, where what is before them tells it."""
        known = self.years.get((month, day), ())
        return next((year for before, year in known if before.search(text, max(0, start - REACH), start)), None)

    def anniversary(self, text: str, end: int, n: int | None, years: Iterable[int]) -> date | None:
        """Return the day that the (n-th) anniversary ending at `end` is of; the n-th must fall into one of `years`."""
        found = (day for after, day in self.anniversaries if after.match(text, end))
        return next((day for day in found if n is None or day.year + n in years), None)


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", BLANK) for w in sorted(words, key=len, reverse=True))
