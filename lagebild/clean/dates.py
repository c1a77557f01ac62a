"""The date of publication: given, in the page's metadata, visible, in its address, or implied by the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise

from lagebild.clean.hosts import path_of
from lagebild.lang.pack import Pack
from lagebild.model import PublishedBasis, Region, Span

EARLIEST = 1900
_SENTENCE = 120
_EARLY = 300
_NEAR_DAYS = 45
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LOOSE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_URL_DATES = (
    re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$|-)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.](\d{2})[-_.](\d{2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"),
)
_YEAR = re.compile(r"(?<![\d.,/:-])(?:19|20)\d{2}(?![\d/:]|[.,]\d|-\d)")


@dataclass(frozen=True, slots=True)
class Published:
    value: str
    basis: PublishedBasis
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """`full` finds day, month and year; `day_month` a day and month without year."""

    months: dict[str, int]
    full: re.Pattern[str]
    day_month: re.Pattern[str]
    marker: re.Pattern[str]
    changed: re.Pattern[str]
    anniversary: re.Pattern[str]
    ordinals: dict[str, int]
    apart: re.Pattern[str]
    weekday: re.Pattern[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DateLexicon:
        """Compile the pack's `page-dates.toml`."""
        data = pack.toml("page-dates.toml")
        months = "|".join(re.escape(m) for m in sorted(data["months"], key=len, reverse=True))
        visible, ordinals = data["visible"], data["anniversary"]["ordinals"]
        day = r"(?<![\d.])(?P<day>\d{1,2})\."
        words = "|".join(data["anniversary"]["words"])
        return cls(
            months=data["months"],
            full=re.compile(
                rf"{day}\s?(?:(?P<name>{months})\.?\s|(?P<month>\d{{1,2}})\.\s?)(?P<year>(?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
            ),
            day_month=re.compile(rf"{day}\s(?P<name>{months})\b(?!\.?\s\d{{4}})", re.IGNORECASE),
            marker=re.compile(rf"(?:{'|'.join(visible['markers'])})\b[^.\n]{{0,25}}\Z", re.IGNORECASE),
            changed=re.compile(rf"(?:{'|'.join(visible['changed'])})\b[^.\n]{{0,25}}\Z", re.IGNORECASE),
            anniversary=re.compile(rf"\b(?P<ordinal>{'|'.join(ordinals)})[nrs]?\s(?:{words})\b(?P<of>.{{0,60}})", re.IGNORECASE),
            ordinals=ordinals,
            apart=re.compile(rf"\b(?:{'|'.join(data['apart']['words'])})\b", re.IGNORECASE),
            weekday=re.compile(rf"\b(?:{'|'.join(data['weekdays']['words'])})\b[^.!?]{{0,12}}\Z", re.IGNORECASE),
        )


def read_date(value: str, today: date) -> tuple[str | None, str | None]:
    """Return the ISO date that a machine-readable `value` starts with, or None and the reason why it is refused."""
    m = _LOOSE.match(value.strip()) or _COMPACT.match(value.strip()[:8]) or _DOTTED.fullmatch(value.strip())
    if m is not None and m.re is _DOTTED:
        return _checked(int(m[3]), int(m[2]), int(m[1]), today, value[:40])
    if m is None:
        return None, f"date {value[:40]!r} is not of the form YYYY-MM-DD"
    return _checked(int(m[1]), int(m[2]), int(m[3]), today, value[:40])


def _checked(year: int, month: int, day: int, today: date, shown: str) -> tuple[str | None, str | None]:
    try:
        found = date(year, month, day)
    except ValueError:
        return None, f"date {shown!r} is not in the calendar"
    if year < EARLIEST:
        return None, f"date {shown!r} lies before {EARLIEST}"
    if found > today + timedelta(days=1):
        return None, f"date {shown!r} lies in the future"
    return found.isoformat(), None


def date_in_url(url: str, today: date) -> str | None:
    """Return the date in a web address's path, None where there is none that can be."""
    path = path_of(url)[:2000]
    for pattern in _URL_DATES:
        for m in pattern.finditer(path):
            value, _ = _checked(int(m[1]), int(m[2]), int(m[3]), today, m.group())
            if value is not None:
                return value
    return None


def _value(m: re.Match[str], lexicon: DateLexicon, today: date) -> str | None:
    month = lexicon.months[m["name"].lower()] if m["name"] else int(m["month"])
    return _checked(int(m["year"]), month, int(m["day"]), today, m.group())[0]


def visible_date(text: str, regions: Iterable[Region], dateline: Span | None, lexicon: DateLexicon, today: date) -> Published | None:
    """Return the date that the page shows as its own: beside "Stand", alone on a line, or in the dateline."""
    ranked: list[tuple[int, int, Published]] = []
    for region in regions:
        if region.kind not in ("byline", "boilerplate", "dateline", "credit"):
            continue
        for m in _dates(text, region.span, lexicon):
            value = _iso_or_named(m, lexicon, today)
            if value is not None:
                rank = _rank(text, region, m, lexicon)
                if rank is not None:
                    ranked.append((rank, m.start(), Published(value, "visible", m.span())))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _dates(text: str, span: Span, lexicon: DateLexicon) -> list[re.Match[str]]:
    return [*lexicon.full.finditer(text, *span), *_ISO.finditer(text, *span)]


def _iso_or_named(m: re.Match[str], lexicon: DateLexicon, today: date) -> str | None:
    if m.re is _ISO:
        return _checked(int(m[1]), int(m[2]), int(m[3]), today, m.group())[0]
    return _value(m, lexicon, today)


def _rank(text: str, region: Region, m: re.Match[str], lexicon: DateLexicon) -> int | None:
    """Return how surely a date is the page's own: 0 marked as published, then dateline, alone, changed."""
    before = text[max(region.span[0], m.start() - 50) : m.start()]
    if lexicon.changed.search(before):
        return 3
    if lexicon.marker.search(before):
        return 0
    if region.kind == "dateline":
        return 1
    return 2 if region.kind == "byline" else None


def inferred_date(text: str, regions: Iterable[Region], lexicon: DateLexicon, today: date) -> Published | None:
    """Return the latest date that the report implies: written out with its year, or day and month in a year that it names.

    A year counts for a bare day and month where a date in full names it, or an anniversary gives it ("the second
    anniversary of the invasion … the invasion in 2022" → 2024). Where the text names a later year than the date's, the date
    is history, not news: None.
    """
    spans = [r.span for r in regions if r.kind in ("body", "caption", "headline", "dateline")]
    if not spans:
        return None
    found = [(v, m.span()) for m in _matches(text, spans, lexicon.full) if (v := _value(m, lexicon, today)) and _present(text, m, lexicon)]
    anniversary = _anniversary_year(text, spans, lexicon, today)
    year = max([anniversary, *(int(v[:4]) for v, _ in found)])
    if not year or year < _latest_year(text, spans, lexicon, today):
        return None
    for m in _matches(text, spans, lexicon.day_month):
        value, _ = _checked(year, lexicon.months[m["name"].lower()], int(m["day"]), today, m.group())
        if value is not None and _present(text, m, lexicon):
            found.append((value, m.span()))
    news = found if year == anniversary else _news(text, found, spans[0][0], lexicon)
    if not news:
        return None
    value, evidence = max(news, key=lambda f: (f[0], -f[1][0]))
    return Published(value, "inferred", evidence)


def _news(text: str, found: list[tuple[str, Span]], start: int, lexicon: DateLexicon) -> list[tuple[str, Span]]:
    """Return the dates that are news, by their place: early in the report, beside a day of the week, or near another date."""
    days = sorted(date.fromisoformat(v) for v, _ in found)
    near = {b for a, b in pairwise(days) if 0 < (b - a).days <= _NEAR_DAYS}
    return [
        (value, span)
        for value, span in found
        if span[0] < start + _EARLY
        or date.fromisoformat(value) in near
        or lexicon.weekday.search(text, max(0, span[0] - 40), span[0]) is not None
    ]


def _matches(text: str, spans: list[Span], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for span in spans:
        yield from pattern.finditer(text, *span)


def _present(text: str, m: re.Match[str], lexicon: DateLexicon) -> bool:
    """Tell whether nothing in the sentence around a date takes it out of the report's present."""
    start = max(m.start() - _SENTENCE, *(text.rfind(c, max(0, m.start() - _SENTENCE), m.start()) for c in ".!?\n"), 0)
    ends = [e for c in ".!?\n" if (e := text.find(c, m.end(), m.end() + _SENTENCE)) >= 0]
    sentence = text[start : min(ends, default=m.end() + _SENTENCE)]
    return lexicon.apart.search(sentence) is None


def _latest_year(text: str, spans: list[Span], lexicon: DateLexicon, today: date) -> int:
    """Return the latest year that the text names and does not put into the future."""
    years = (int(m.group()) for m in _matches(text, spans, _YEAR) if _present(text, m, lexicon))
    return max((y for y in years if y <= today.year), default=0)


def _anniversary_year(text: str, spans: list[Span], lexicon: DateLexicon, today: date) -> int:
    """Return the year of an anniversary whose event the text dates, 0 where there is none."""
    best = 0
    for span in spans:
        for m in islice(lexicon.anniversary.finditer(text, *span), 5):
            nouns = [w for w in re.findall(r"\w{5,}", m["of"]) if w[0].isupper()]
            if nouns:
                base = _year_beside(text, spans, nouns[0], m.span())
                year = base + lexicon.ordinals[m["ordinal"].lower()] if base else 0
                best = max(best, year if year <= today.year else 0)
    return best


def _year_beside(text: str, spans: list[Span], noun: str, apart: Span) -> int:
    """Return the year that stands within 60 characters of `noun`, elsewhere than at `apart`; 0 where none or several do."""
    years = set()
    for start, end in spans:
        for m in islice(re.compile(re.escape(noun)).finditer(text, start, end), 20):
            at = m.start()
            if apart[0] <= at < apart[1]:
                continue
            years |= {int(y.group()) for y in _YEAR.finditer(text, max(start, at - 60), min(end, at + 60))}
    return years.pop() if len(years) == 1 else 0
