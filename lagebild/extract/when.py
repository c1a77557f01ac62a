"""When an event happens: the time of its clause, or one that the text has carried over from the sentences before.

A time belongs to what it hangs on in the tree. On the way from the time up to the word where the ways of time and trigger meet, and from
there down to the trigger, each step into another clause makes it less likely that the time is the event's: *gestern veröffentlicht* dates
the publishing, not what the report then demands. A date of publication is used only where the text itself says *heute*, *seit Montag*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.extract.relations import ancestors, finite, governor, preposition
from lagebild.extract.scene import Scene
from lagebild.lang.pack import Pack
from lagebild.model import Span, Time
from lagebild.parse.base import Parse, Token

DAY = re.compile(r"\d{4}-\d\d-\d\d")
CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
SHARE = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
# First month and number of months.
SHARES = {"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6)} | {
    "SP": (3, 3),
    "SU": (6, 3),
    "FA": (9, 3),
    "WI": (12, 3),
}
CLAUSES = {"ccomp": "C", "csubj": "C", "xcomp": "X", "advcl": "A", "acl": "R", "relcl": "R", "parataxis": "P"}
# What a step costs on the way up from the time, and on the way down to the trigger.
RISE = {"n": 2.0, "v": 1.0, "C": 8.0, "X": 6.0, "A": 4.0, "R": 6.0, "P": 4.0, "J": 6.0, "M": 2.0}
FALL = {"n": 0.5, "v": 0.5, "C": 6.0, "X": 4.0, "A": 2.0, "R": 2.5, "P": 3.0, "J": 1.5, "M": 1.0}
PER_TOKEN = 0.03
LIMIT = 4.0
REACH = 120  # tokens on either side beyond which no time is an event's
FRESH = 3  # days before publication of which a text tells as news
TOLD = 8  # times looked back at
# What people do with their hands on some day, and the text goes on to tell: the day lasts from sentence to sentence.
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
DONE = frozenset({"asserted", "attributed"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A time of a sentence that names a day, month, year or interval: its value, and the token that it hangs by."""

    value: str
    k: int


@dataclass(frozen=True)
class DateWords:
    """Words of the pack's `times.toml`: prepositions that open or close a span, or put an event beside a time; joints of two days."""

    since: frozenset[str]
    until: frozenset[str]
    beside: frozenset[str]
    joint: re.Pattern[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DateWords:
        data = pack.toml("times.toml")["when"]
        joint = re.compile(rf"\s*(?:{'|'.join(data['joints'])})\s*")
        return cls(frozenset(data["since"]), frozenset(data["until"]), frozenset(data["beside"]), joint)


def event_date(scene: Scene, i: int) -> str | None:
    """Return when the event at token `i` happens, as day, month, year or interval; None where the text does not tell."""
    parse = scene.parse
    found = dated_in(scene, _around(parse, i))
    best = min(((distance(parse, t.k, i) + PER_TOKEN * abs(t.k - i), n) for n, t in enumerate(found)), default=(LIMIT + 1, 0))
    return found[best[1]].value if best[0] <= LIMIT else None


def carried_date(scene: Scene, i: int, kind: str, status: str) -> str | None:
    """Return the day of a deed told in the past whose sentence names none: the day that the news tells of, named last before.

    It must lie in the days before publication and stand in the same paragraph, or be the only date told so far.
    """
    parse = scene.parse
    start, end = _around(parse, i)
    first = _first(scene.times, start)
    times = scene.times[max(0, first - TOLD) : first]
    if kind not in DEEDS or status not in DONE or not _past(parse, i) or dated_in(scene, (start, end)):
        return None
    told = [(value, t.span[1]) for t in times if (value := calendar_value(t))]
    if not told or not DAY.fullmatch(told[-1][0]) or not _fresh(told[-1][0], scene.document.published):
        return None
    only = first <= TOLD and len({value for value, _ in told}) == 1
    return told[-1][0] if only or "\n" not in parse.text[told[-1][1] : start] else None


def _around(parse: Parse, i: int) -> Span:
    """Return the sentence of token `i`, of one without end what stands near."""
    sentence = parse.sentence_of(i)
    return parse.span_of(max(sentence.first, i - REACH), min(sentence.last, i + REACH))


def _past(parse: Parse, i: int) -> bool:
    """Tell whether the clause of token `i` does not tell of the present."""
    verb = governor(parse, i)
    form = finite(parse, verb) if verb >= 0 else None
    return form is None or form.tense != "Pres" or form.mood == "Sub"


def _fresh(day: str, published: str | None) -> bool:
    try:
        return 0 <= (date.fromisoformat((published or "")[:10]) - date.fromisoformat(day)).days <= FRESH
    except ValueError:
        return False


def dated_in(scene: Scene, within: Span) -> list[Dated]:
    """Return the dates of a sentence; two that are joined (*vom 3. bis zum 5. Mai*, *am Montag und Dienstag*) as one interval."""
    parse, words = scene.parse, scene.pack.get(DateWords.from_pack)
    found: list[Dated] = []
    last: Time | None = None
    for time in scene.times[_first(scene.times, within[0]) :]:
        if time.span[1] > within[1]:
            break
        value = calendar_value(time)
        if value is None:
            continue
        k = head_of(parse, time)
        if last and found and words.joint.fullmatch(parse.text, last.span[1], time.span[0]) and (span := _interval(found[-1].value, value)):
            found[-1] = Dated(span, found[-1].k)
        else:
            value = _opened(scene, k, value, words) if time.date is None else value
            if value:
                found.append(Dated(value, k))
        last = time
    return found


def _first(times: tuple[Time, ...], start: int) -> int:
    return bisect_left(times, start, key=lambda t: t.span[0])


def _interval(first: str, last: str) -> str | None:
    """Return the interval between two values of one grain, None where they make none."""
    return f"{first}/{last}" if len(first) == len(last) and first < last and "/" not in first + last else None


def _opened(scene: Scene, k: int, value: str, words: DateWords) -> str | None:
    """Return the value of a time with its preposition: *seit Montag* up to publication, *bis Montag* from it; *vor Montag* is no date."""
    link = preposition(scene.parse, k, scene.words)
    if link in words.beside:
        return None
    today = (scene.document.published or "")[: len(value)]
    if "/" in value or not today:
        return value
    return (
        f"{value}/{today}"
        if link in words.since and value < today
        else f"{today}/{value}"
        if link in words.until and value > today
        else value
    )


def head_of(parse: Parse, time: Time) -> int:
    """Return the token of a time that hangs on a word outside it."""
    at = parse.at(time.span)
    return next((k for k in at if parse.tokens[k].head not in at or parse.tokens[k].head == k), at.start)


def distance(parse: Parse, k: int, i: int) -> float:
    """Return what the way from the time at `k` to the trigger at `i` costs; infinite where there is none."""
    up, down = ancestors(parse, k), ancestors(parse, i)
    meet = next((a for a in up if a in down), None)
    if meet is None:
        return float("inf")
    rising, falling = up[1 : up.index(meet)], down[: down.index(meet)]
    return sum(RISE.get(_step(parse.tokens[t]), 0.0) for t in rising) + sum(FALL.get(_step(parse.tokens[t]), 0.0) for t in falling)


def _step(token: Token) -> str:
    if token.dep in CLAUSES:
        return CLAUSES[token.dep]
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        return "J"
    if token.dep == "amod":
        return "M"
    return "n" if token.pos in ("NOUN", "PROPN", "PRON") else "v" if token.pos in ("VERB", "AUX") else ""


def calendar_value(time: Time) -> str | None:
    """Return a time's value as day, month, year or interval; None for what names none (``PRESENT_REF``, ``P3D``)."""
    value = time.date or time.value
    if time.kind in ("DURATION", "SET") and not time.date:
        return None
    if week := WEEK.match(value):
        return _days_of_week(int(week[1]), int(week[2]), bool(week[3]))
    if share := SHARE.match(value):
        year, (month, length) = int(share[1]), SHARES[share[2]]
        last = year * 12 + month + length - 2
        return f"{year:04d}-{month:02d}/{last // 12:04d}-{last % 12 + 1:02d}"
    if len(value) == 3 and value.isdigit():
        return f"{value}0/{value}9"
    if time.kind == "TIME":
        day = DAY.match(value)
        return day[0] if day else None
    return value if CALENDAR.match(value) else None


def _days_of_week(year: int, week: int, weekend: bool) -> str | None:
    try:
        first = date.fromisocalendar(year, week, 6 if weekend else 1)
    except ValueError:
        return None
    return f"{first.isoformat()}/{(first + timedelta(days=1 if weekend else 6)).isoformat()}"
