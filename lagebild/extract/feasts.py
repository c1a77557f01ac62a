"""Days that have a name: their dates in a year, from a short specification in the language pack.

| specification | day |
|---|---|
| `05-01` | that month and day |
| `E+50`, `O+0` | so many days after Easter Sunday; after that of the Eastern churches |
| `A-32` | so many days from the fourth Sunday in Advent |
| `W:11,4,4` | in month 11 the fourth Thursday (day 4 of the week); `-1`: the last |
| `J+9`, `J-163` | so many days from the Jewish new year of that autumn, exact; the feast begins the evening before |
| `I:10-01` | month and day of the Islamic calendar, by the new moon: sightings may move it by a day |
| `C` | new year of the Chinese calendar |
| `=1968` | a date of its own, whatever the year |
| `a/b` | from the first to the second |

Reckonings: Reingold and Dershowitz, *Calendrical Calculations*, for the Jewish calendar; Easter by `dateutil.easter`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from lagebild.extract.calendar import add_days, safe_date
from lagebild.extract.moon import chinese_new_year, islamic_day

FIRST_YEAR = 1583  # of the Gregorian calendar
LAST_YEAR = 4099  # the last for which dateutil knows Easter
HEBREW_EPOCH = -1373427  # proleptic Gregorian ordinals of the first days
HEBREW_OFFSET = 3761
KISLEV = 59  # days from the Jewish new year to the month after the one of changing length, in the shorter case
_OFFSET = re.compile(r"([EOAJ])([+-]\d+)")


def feast_days(spec: str, year: int) -> list[date]:
    """Return the days of a specification without `/` or `=` that lie in a year."""
    if not FIRST_YEAR <= year < LAST_YEAR:
        return []
    if match := _OFFSET.fullmatch(spec):
        day = add_days(_base(match[1], year), int(match[2]))
        if day and match[1] == "J" and int(match[2]) >= KISLEV and _full(year):
            day += timedelta(days=1)
        return [day] if day else []
    if spec.startswith("W:"):
        month, n, weekday = (int(x) for x in spec[2:].split(","))
        return [nth_weekday(year, month, n, weekday)]
    if spec.startswith("I:"):
        around = (year - 622) * 33 // 32
        found = (islamic_day(y, int(spec[2:4]), int(spec[5:7])) for y in range(around - 1, around + 3))
        return [day for day in found if day.year == year]
    if spec == "C":
        return [chinese_new_year(year)]
    day = safe_date(year, int(spec[:2]), int(spec[3:5]))
    return [day] if day else []


def feast_value(spec: str, day: date) -> str:
    """Return the value of a specification whose first day is `day`: that day, or the span of days to the second."""
    if "/" not in spec:
        return day.isoformat()
    last = spec.partition("/")[2]
    ends = (end for year in (day.year, day.year + 1) for end in feast_days(last, year) if end >= day)
    return f"{day.isoformat()}/{next(ends, day).isoformat()}"


def _base(letter: str, year: int) -> date:
    if letter == "A":
        christmas = date(year, 12, 25)
        return christmas - timedelta(days=christmas.isoweekday())
    if letter == "J":
        return date.fromordinal(hebrew_new_year(year + HEBREW_OFFSET))
    found: date = easter(year, EASTER_ORTHODOX if letter == "O" else EASTER_WESTERN)
    return found


def nth_weekday(year: int, month: int, n: int, weekday: int) -> date:
    """Return the n-th (1, 2 …; -1: the last) weekday (1: Monday) of a month."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-n - 1))


def _elapsed(year: int) -> int:
    """Return the days from the epoch to the mean new year of a Hebrew year, put off from a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def hebrew_new_year(year: int) -> int:
    """Return the ordinal (as of `date.toordinal`) of 1 Tishri of a Hebrew year."""
    before, this, after = (_elapsed(y) for y in (year - 1, year, year + 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return HEBREW_EPOCH + this + delay


def _full(year: int) -> bool:
    """Tell whether the Jewish year that begins in this one has the longer second month."""
    length = hebrew_new_year(year + HEBREW_OFFSET + 1) - hebrew_new_year(year + HEBREW_OFFSET)
    return length % 10 == 5
