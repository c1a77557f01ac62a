"""New moons, and the days of lunar calendars that hang on them.

New moon: J. Meeus, *Astronomical Algorithms*, chapter 49, with its largest terms: a few minutes off between 1900 and 2100.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin

EPOCH = datetime(2000, 1, 1, 12)  # Julian day 2451545.0
FIRST_MOON = 5.09766  # days from it to the mean new moon of January 2000
MONTH = 29.530588861
MONTH_OF_FIRST = 1420 * 12 + 9  # months of the Islamic calendar, counted from 0, to the one that this moon began
SEEN = timedelta(hours=9, minutes=30)  # a moon that is new later than 14:30 UTC sets before the sun in Mecca: the month waits a day
BEIJING = timedelta(hours=8)
_TERMS = (  # size in days, then multiples of the sun's anomaly, the moon's anomaly, the moon's argument of latitude
    (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0), (-0.00514, 1, 1, 0),
    (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2),
    (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0),
)  # fmt: skip


def new_moon(k: int) -> datetime:
    """Return the time (universal, to a few minutes) of the new moon `k` months after that of 6 January 2000."""
    sun, moon, latitude = 2.5534 + 29.10535670 * k, 201.5643 + 385.81693528 * k, 160.7108 + 390.67050284 * k
    shift = sum(size * sin(radians(a * sun + b * moon + c * latitude)) for size, a, b, c in _TERMS)
    return EPOCH + timedelta(days=FIRST_MOON + MONTH * k + shift)


def islamic_day(year: int, month: int, day: int) -> date:
    """Return a day of the Islamic calendar as Umm al-Qura reckons it, nearly: by the moon over Mecca. Sightings may move it by a day."""
    moon = new_moon(year * 12 + month - 1 - MONTH_OF_FIRST)
    return (moon + SEEN).date() + timedelta(days=day)


def chinese_new_year(year: int) -> date:
    """Return the first day of the Chinese year that begins in `year`: two new moons after that at or before the winter solstice.

    Leap months between the two, as in 2033, are left out of account.
    """
    solstice = date(year - 1, 12, 22)
    k = int((solstice - EPOCH.date()).days // MONTH) + 1
    while _in_beijing(k) > solstice:
        k -= 1
    return _in_beijing(k + 2)


def _in_beijing(k: int) -> date:
    return (new_moon(k) + BEIJING).date()
