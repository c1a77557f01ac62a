"""When something was said: the day, span of days, month or year that the frame names, or that the speaker's words before name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.extract.drafts import Draft, Reading
from lagebild.extract.names import Name
from lagebild.extract.times import point
from lagebild.lang.pack import Pack
from lagebild.model import Document, Span, Time

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}$")
_YEAR = re.compile(r"\d{4}$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_SOURCES = 4


@dataclass(frozen=True)
class SayingWords:
    """Words of sources.toml: prepositions with which a time is when something happens, and how far a day goes on for one speaker."""

    on: frozenset[str]
    reach: int

    @classmethod
    def from_pack(cls, pack: Pack) -> SayingWords:
        data = pack.toml("sources.toml")["saying"]
        return cls(frozenset(data["on"]), data["reach"])


class Occasions:
    """Gives the statements of one document their time of saying; asked in text order."""

    def __init__(self, reading: Reading, document: Document, times: tuple[Time, ...]) -> None:
        self._reading = reading
        self._published = (document.published or "")[:10]
        self._times = tuple(t for t in times if point(t))
        self._words = reading.pack.get(SayingWords.from_pack)
        self._last: dict[str, tuple[str, int]] = {}

    def of(self, draft: Draft, name: Name) -> str | None:
        """Return an ISO date, month, year or interval, None where the text tells none."""
        told = self._told(draft)
        if name.name is None:
            return told
        if told is None and name.name in self._last and draft.unit - self._last[name.name][1] <= self._words.reach:
            told = self._last[name.name][0]
        if told is not None:
            self._last[name.name] = told, draft.unit
        return told

    def _told(self, draft: Draft) -> str | None:
        at: Draft | None = draft
        for _ in range(_SOURCES):
            if at is None:
                return None
            if at.cue is not None and at.cue.kind != "so":
                for span in frame_spans(self._reading, at):
                    for time in self._within(span):
                        value = iso(point(time))
                        if value is not None and self._when(time, value, at):
                            return value
            at = at.source
        return None

    def _within(self, span: Span) -> list[Time]:
        first = bisect_left(self._times, span[0], key=lambda t: t.span[0])
        last = bisect_left(self._times, span[1], key=lambda t: t.span[0])
        return [t for t in self._times[first:last] if t.span[1] <= span[1]]

    def _when(self, time: Time, value: str, draft: Draft) -> bool:
        """Tell whether a time in the frame is when it was said: past, and no attribute or aim (`für Montag`, `vom 3. Mai`)."""
        if self._published and value[: len(self._published)] > self._published[: len(value)]:
            return False
        if draft.type == "Reported" and _YEAR.match(value):
            return False
        at = self._reading.parse.at(time.span)
        k = at[0] - 1 if len(at) else -1
        while k >= 0 and self._reading.tokens[k].pos in ("DET", "ADJ") and k > at[0] - 3:
            k -= 1
        return k < 0 or self._reading.tokens[k].pos != "ADP" or self._reading.low(k) in self._words.on


def frame_spans(reading: Reading, draft: Draft) -> list[Span]:
    """Return the frame of a statement, for one summed up its whole clause."""
    if draft.frame:
        return draft.frame
    if draft.cue is None:
        return []
    return [(reading.tokens[a].start, reading.tokens[b - 1].end) for a, b in draft.cue.clause.parts]


def iso(value: str) -> str | None:
    """Return a TIMEX3 value as ISO day, month, year or interval of days; None for what names no such time."""
    day = _DAY.match(value)
    if day is not None:
        return day.group()
    week = _WEEK.match(value)
    if week is not None:
        try:
            first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        except ValueError:
            return None
        return f"{first.isoformat()}/{(first + timedelta(days=1 if week[3] else 6)).isoformat()}"
    return value if _MONTH.match(value) or _YEAR.match(value) else None
