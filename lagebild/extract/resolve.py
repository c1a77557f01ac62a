"""From the parts of a time expression and its anchor to a TIMEX3 value.

`parts` hold what the pattern of a rule caught, already normalised by the language pack: `day`, `month`, `year` as digits,
`weekday` 1 to 7, `rel` as a signed offset, `unit` D W M Q Y E C H N S, `part` MO MI AF EV NI, `n` a number or X.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lagebild.extract.calendar import SEASON_MIDDLE, TIME_UNITS, add_days, first_day, period, safe_date, shifted_value, week
from lagebild.extract.feasts import feast_days, feast_value
from lagebild.model import TimeKind

Parts: TypeAlias = Mapping[str, str]
Value: TypeAlias = tuple[str, TimeKind] | tuple[str, TimeKind, str | None]

AGAINST = 12.0  # how much farther a day against the clause's tense seems than one with it
CLOCKED = frozenset({"clock", "onward", "before", "after", "each", "until_now", "since"})
UNSURE = 1.5  # how much farther a day to come seems than a past one, where the tense tells nothing: news tells of what was


@dataclass(frozen=True)
class Anchor:
    """What an expression is resolved against.

    `today`: the publication date; `last`: the start of the time that the text named last, `last_day` of the last that was a day;
    `near`: the day named in this sentence or the one before; `tense` of the clause: past, present, future or "";
    `left`: the role of the word before it: before, within, since, from, for, over, after, until_now, onward, clock, each, det or "";
    `story_year`: a past year that the passage tells of; `beside`: the day just named that this stands in apposition to.
    """

    today: date | None = None
    last: date | None = None
    last_day: date | None = None
    near: str = ""
    tense: str = ""
    left: str = ""
    story_year: int | None = None
    beside: str = ""

    def base(self, unit: str) -> date | None:
        """Return what the text's own *one `unit` later* counts from."""
        return (self.last_day if unit == "D" else self.last) or self.today


def pick(candidates: Mapping[str, date | None], anchor: Anchor) -> str | None:
    """Return the name of the candidate that lies nearest to today, days against the tense counting more; None without a date to go by."""
    if anchor.today is None:
        return None
    past, ahead = {"past": (1.0, AGAINST), "future": (AGAINST, 1.0)}.get(anchor.tense, (1.0, UNSURE))
    today = anchor.today
    costs = {name: (day - today).days * ahead if day > today else (today - day).days * past for name, day in candidates.items() if day}
    return min(costs, key=lambda name: costs[name], default=None)


def year_of(month: int, day: int, anchor: Anchor) -> str:
    """Return the year that a day or month without one belongs to, as four digits, or XXXX."""
    if anchor.story_year is not None and anchor.tense != "future":
        return str(anchor.story_year)
    if anchor.today is None:
        return str(anchor.last.year) if anchor.last else "XXXX"
    around = range(anchor.today.year - 1, anchor.today.year + 2)
    return pick({str(y): safe_date(y, month, day) for y in around}, anchor) or "XXXX"


def full_year(p: Parts, anchor: Anchor) -> str | None:
    """Return the year that the expression names itself (by digits or as *letztes Jahr*), or None."""
    if "year2" in p:
        return ("20" if int(p["year2"]) < 50 else "19") + p["year2"]
    if "year" in p:
        return p["year"].zfill(4)
    if p.get("unit") == "Y" and "rel" in p and anchor.today:
        return str(anchor.today.year + int(p["rel"]))
    return None


def with_part(value: str | None, p: Parts) -> Value | None:
    part = p.get("lowpart") or p.get("part")
    if value is None:
        return None
    return (f"{value}T{part}", "TIME") if part else (value, "DATE")


def on_date(p: Parts, a: Anchor) -> Value | None:
    month, day = int(p.get("month") or p["monthnum"]), int(p.get("day") or p["ordinal"])
    if safe_date(2000, month, day) is None:
        return None
    year = full_year(p, a) or year_of(month, day, a)
    return with_part(f"{year}-{month:02d}-{day:02d}", p)


def in_month(p: Parts, a: Anchor) -> Value | None:
    month = int(p["month"])
    year = full_year(p, a)
    if year is None and "rel" in p and a.today and p.get("unit", "") == "":
        step = int(p["rel"])
        passed = a.today.month > month if step < 0 else a.today.month < month
        year = str(a.today.year + (0 if step == 0 or passed else step))
    return f"{year or year_of(month, 15, a)}-{month:02d}", "DATE"


def in_year(p: Parts, a: Anchor) -> Value | None:
    return (p.get("year") or p["anyyear"]).zfill(4), "DATE"


def in_decade(p: Parts, a: Anchor) -> Value | None:
    tens = p.get("tens") or p["decade"]
    return (f"19{tens[0]}" if len(tens) == 2 else tens[:3]), "DATE"


def in_century(p: Parts, a: Anchor) -> Value | None:
    return f"{int(p['ord']) - 1:02d}", "DATE"


def on_weekday(p: Parts, a: Anchor) -> Value | None:
    if "weekday" not in p:
        return None
    if a.today is None:
        return with_part(f"XXXX-WXX-{p['weekday']}", p)
    beside = first_day(a.beside)
    if beside and beside.isoweekday() == int(p["weekday"]):
        return with_part(a.beside, p)
    gap = int(p["weekday"]) - a.today.isoweekday()
    ahead = a.left == "for" or (a.tense in ("future", "present") and a.left != "from")
    rel = int(p["rel"]) if "rel" in p else None
    if rel == 0:
        step = gap
    elif rel is None:
        step = gap % 7 if ahead else -(-gap % 7)
    else:
        step = (-((-gap - 1) % 7 + 1) if rel < 0 else (gap - 1) % 7 + 1) + 7 * (rel + 1 if rel < 0 else rel - 1)
    day = add_days(a.today, step)
    return with_part(day.isoformat() if day else None, p)


def weekday_of(p: Parts, a: Anchor) -> Value | None:
    """*Freitag vergangener Woche*: the day of that week."""
    if a.today is None:
        return f"XXXX-WXX-{p['weekday']}", "DATE"
    day = add_days(a.today, int(p["weekday"]) - a.today.isoweekday() + 7 * int(p["rel"]))
    return (day.isoformat(), "DATE") if day else None


def on_weekend(p: Parts, a: Anchor) -> Value | None:
    if a.today is None:
        return "XXXX-WXX-WE", "DATE"
    ahead = (a.tense in ("future", "present") and a.left != "from") or a.today.isoweekday() >= 6
    rel = int(p["rel"]) if "rel" in p else (0 if ahead else -1)
    if rel > 0 and a.today.isoweekday() < 6:
        rel -= 1  # the one that comes next is that of this week
    number = week(add_days(a.today, 7 * rel))
    return (f"{number}-WE", "DATE") if number else None


def in_season(p: Parts, a: Anchor) -> Value | None:
    year = full_year(p, a)
    if year is None and "rel" in p and a.today:
        year = str(a.today.year + int(p["rel"]))
    return f"{year or year_of(SEASON_MIDDLE[p['season']], 15, a)}-{p['season']}", "DATE"


def relative(p: Parts, a: Anchor) -> Value | None:
    unit = p.get("unit") or p.get("century") or p["millennium"]
    if unit in TIME_UNITS:
        return None
    rel = int(p["rel"])
    base = a.base("D") if unit == "D" else a.today
    if base is None:
        return ("PRESENT_REF" if rel == 0 else "PAST_REF" if rel < 0 else "FUTURE_REF"), "DATE"
    value = shifted_value(base, unit, rel)
    return (value, "DATE") if value else None


def current(p: Parts, a: Anchor) -> Value | None:
    """*Ende der Woche*, *Anfang des Jahres*: of the current one."""
    if "weekend" in p:
        return on_weekend(p, a)
    return relative({"unit": p.get("unit") or p["turn"], "rel": "0"}, a) if p.get("unit", "Y") in "WMY" else None


def duration(p: Parts, a: Anchor) -> Value | None:
    """A length of time; after *vor* with the date in the past that it leads to, after *in* with a clause of the future the one ahead."""
    n, unit = ("X" if "vague" in p else p["n"]), p.get("units") or p["unit"]
    sign = -1 if a.left == "before" else 1 if a.left == "within" and a.tense == "future" else 0
    counted = sign and n != "X" and unit not in TIME_UNITS and abs(float(n)) < 10000
    if a.today is None or not counted:
        return period(n, unit), "DURATION"
    if unit == "Y" and float(n) != int(float(n)):
        return period(n, unit), "DURATION", shifted_value(a.today, "M", sign * round(12 * float(n)))
    return period(n, unit), "DURATION", shifted_value(a.today, unit, sign * round(float(n)))


def one_unit(p: Parts, a: Anchor) -> Value | None:
    if p["unit"] == "D" and "half" not in p and a.left == "":
        return "P1D", "DURATION"
    return duration({**p, "n": "0.5" if "half" in p else "1"}, a)


def one_weekend(p: Parts, a: Anchor) -> Value | None:
    return "P1WE", "DURATION"


def bare_units(p: Parts, a: Anchor) -> Value | None:
    """*seit Jahren*, *vor Monaten*: an unknown number of them; nothing without such a word before."""
    return duration({**p, "vague": "X"}, a) if a.left in ("before", "since", "over", "after") else None


def relative_span(p: Parts, a: Anchor) -> Value | None:
    unit = p["units"]
    return period("X" if "vague" in p or "n" not in p else p["n"], unit), "DURATION"


def shifted(p: Parts, a: Anchor) -> Value | None:
    """*zwei Jahre später*, *drei Tage zuvor*: from the day that the text named last."""
    n, unit = p.get("n", "X"), p.get("units") or p["unit"]
    base = a.last_day if unit in "DW" else a.last
    if n == "X" or unit in TIME_UNITS or base is None or base == a.today or float(n) >= 10000:
        return period("X" if n == "X" else n, unit), "DURATION"
    value = shifted_value(base, unit, int(p["after"]) * round(float(n)))
    return (value, "DATE") if value else None


def shift_one(p: Parts, a: Anchor) -> Value | None:
    base = a.base(p["unit"])
    if base is None or p["unit"] in TIME_UNITS:
        return None
    value = shifted_value(base, p["unit"], int(p["after"]))
    return (value, "DATE") if value else None


def follow(p: Parts, a: Anchor) -> Value | None:
    """*am folgenden Tag*, *im selben Jahr*: beside the day that the text named last."""
    step = p.get("follow") or p.get("same") or "0"
    return shift_one({"unit": p["unit"], "after": step}, a)


def previous(unit: str) -> Callable[[Parts, Anchor], Value | None]:
    """Return the rule for *Vorjahr*, *Vormonat*, *Vorwoche* (from today) and *Vortag* (from the day named last)."""

    def rule(p: Parts, a: Anchor) -> Value | None:
        base = a.base("D") if unit == "D" else a.today
        value = shifted_value(base, unit, -1) if base else None
        return (value or "PAST_REF"), "DATE"

    return rule


def holiday(p: Parts, a: Anchor) -> Value | None:
    """A named day, by its specification; the nearest by the tense where no year is named; of a span, its first or last day if so told."""
    spec = p.get("holiday") or p["feast"]
    if spec[0] == "=":
        return spec[1:], "DATE"
    if "/" in spec and "mod" in p:
        spec = spec.split("/")[p["mod"] == "END"]
    first = spec.split("/")[0]
    year = full_year(p, a) or (str(a.story_year) if a.story_year and a.tense != "future" else None)
    if year is not None:
        day = next(iter(feast_days(first, int(year))), None)
    elif a.today:
        step = int(p["rel"]) if "rel" in p else 0
        tense = "past" if step < 0 else "future" if step > 0 else a.tense
        around = {d.isoformat(): d for y in range(a.today.year - 1, a.today.year + 2) for d in feast_days(first, y)}
        name = pick(around, Anchor(today=a.today, tense=tense))
        day = around[name] if name else None
    else:
        day = None
    if day is None:
        return (f"XXXX-{first}" if first[0].isdigit() else "XXXX-XX-XX"), "DATE"
    return feast_value(spec, day), "DATE"


def jubilee(p: Parts, a: Anchor) -> Value | None:
    """*zweiter Jahrestag*: the day where it is known what happened when (`of`), else the year that the text is of."""
    n = p.get("ordinal") or p.get("nth")
    if "of" not in p:
        return (str(a.today.year) if a.today else "XXXX-XX-XX"), "DATE"
    month, day = p["of"][5:7], p["of"][8:10]
    year = str(int(p["of"][:4]) + int(n)) if n else year_of(int(month), int(day), a)
    return f"{year}-{month}-{day}", "DATE"


def day_part(p: Parts, a: Anchor) -> Value | None:
    """*am Abend*: of the day that this passage named last, else of today."""
    if p.get("rel", "0") != "0" and a.today:
        day = add_days(a.today, int(p["rel"]))
        return with_part(day.isoformat() if day else None, p)
    base = a.near or (a.today.isoformat() if a.today else "")
    return with_part(base[:10] if base else "XXXX-XX-XX", p)


def eve(p: Parts, a: Anchor) -> Value | None:
    """*in der Nacht zum Sonntag*: the night that began the day before."""
    found = on_weekday({"weekday": p["weekday"]}, a)
    day = first_day(found[0]) if found and not found[0].startswith("X") else None
    before = add_days(day, -1) if day and p["part"] == "NI" else day
    return with_part(before.isoformat() if before else found[0] if found else None, p)


def part_of(p: Parts, a: Anchor) -> Value | None:
    return on_date(p, a) if "day" in p else on_weekday(p, a)


def deictic(p: Parts, a: Anchor) -> Value | None:
    step = int(p.get("deictic") or p.get("dayafter") or p["dayadj"])
    if a.today is None:
        return ("PRESENT_REF" if step == 0 else "PAST_REF" if step < 0 else "FUTURE_REF"), "DATE"
    day = add_days(a.today, step)
    return with_part(day.isoformat() if day else None, p)


def this_year(p: Parts, a: Anchor) -> Value | None:
    return (f"{a.today.year:04d}" if a.today else "PRESENT_REF"), "DATE"


def every(p: Parts, a: Anchor) -> Value | None:
    if "weekday" in p:
        part = f"T{p['lowpart']}" if "lowpart" in p else ""
        return f"XXXX-WXX-{p['weekday']}{part}", "SET"
    if "part" in p:
        return f"XXXX-XX-XXT{p['part']}", "SET"
    if "weekend" in p:
        return "XXXX-WXX-WE", "SET"
    if "season" in p or "month" in p:
        return f"XXXX-{p.get('season') or p['month']}", "SET"
    return period(p.get("n") or p.get("ordword") or ("X" if "units" in p else "1"), p.get("units") or p["unit"]), "SET"


def repeated(p: Parts, a: Anchor) -> Value | None:
    """*dreimal täglich*, *einmal im Jahr*: the set's period."""
    return (p["set"] if "set" in p else period("1", p["unit"])), "SET"


def lengthy(p: Parts, a: Anchor) -> Value | None:
    """*dreitägig*, *48-stündig*."""
    return period(p["n"], p["lengthy"]), "DURATION"


def clock(p: Parts, a: Anchor) -> Value | None:
    hour, minute = float(p.get("hour") or p["n"]), int(p.get("minute", "0"))
    if not (0 <= hour <= 24 and hour == int(hour)):
        return None
    return f"{a.near[:10] if a.left != 'each' else ''}T{int(hour):02d}:{minute:02d}", "TIME"


def maybe_clock(p: Parts, a: Anchor) -> Value | None:
    return clock(p, a) if a.left in CLOCKED or a.left == "within" else None


def half_clock(p: Parts, a: Anchor) -> Value | None:
    """*halb neun*: half past eight."""
    hour = float(p["n"])
    whole = a.left in CLOCKED and 1 <= hour <= 12 and hour == int(hour)
    return (f"{a.near[:10]}T{int(hour) - 1:02d}:30", "TIME") if whole else None


def in_share(letter: str, months: int) -> Callable[[Parts, Anchor], Value | None]:
    """Return the rule for quarters (`Q`, 3 months) and half-years (`H`, 6)."""

    def rule(p: Parts, a: Anchor) -> Value | None:
        number = int(p.get("ordword") or p["ord"])
        if not 1 <= number <= 12 // months:
            return None
        year = full_year(p, a) or year_of(min(number * months, 12), 1, a)
        return f"{year}-{letter}{number}", "DATE"

    return rule


def reference(name: str) -> Callable[[Parts, Anchor], Value | None]:
    return lambda p, a: (p[name], "DATE")


# fmt: off
OPS: Mapping[str, Callable[[Parts, Anchor], Value | None]] = {
    "date": on_date, "shortdate": on_date, "month": in_month, "year": in_year, "bareyear": in_year, "decade": in_decade,
    "century": in_century, "weekday": on_weekday, "weekdayof": weekday_of,
    "weekend": on_weekend, "season": in_season, "relative": relative, "current": current,
    "duration": duration, "oneunit": one_unit, "oneweekend": one_weekend, "bareunits": bare_units,
    "relativespan": relative_span, "shifted": shifted, "shiftone": shift_one,
    "follow": follow, "prevday": previous("D"), "prevweek": previous("W"), "prevmonth": previous("M"),
    "prevyear": previous("Y"), "holiday": holiday, "jubilee": jubilee, "part": day_part, "eve": eve, "partof": part_of, "deictic": deictic,
    "thisyear": this_year,
    "every": every, "repeated": repeated, "lengthy": lengthy, "clock": clock,
    "maybeclock": maybe_clock, "halfclock": half_clock,
    "quarter": in_share("Q", 3), "halfyear": in_share("H", 6), "ref": reference("ref"), "refnoun": reference("refnoun"),
    "phrase": reference("phrase"), "set": lambda p, a: (p["set"], "SET"),
    "recurring": lambda p, a: (p["recurring"], "SET"), "long": lambda p, a: (p["long"], "DURATION"),
}
"""What the rules of a language pack may name as `op`."""
# fmt: on
