"""Datelines: place, agency and date before the first sentence of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.model import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """`span` covers the dateline with its dash; the body goes on at `body_start`."""

    span: Span
    body_start: int
    place: str | None
    agencies: tuple[tuple[str, Span], ...] = ()
    date_span: Span | None = None


@dataclass(frozen=True, slots=True)
class DatelineLexicon:
    pattern: re.Pattern[str]
    agency: re.Pattern[str]
    agencies: dict[str, str]
    max_chars: int
    places: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DatelineLexicon:
        """Build from `credits.toml` (agencies), `rubble.toml` (dashes) and `dates.toml` (months)."""
        agencies = {form: name for name, forms in pack.toml("credits.toml")["agencies"].items() for form in forms}
        agency = "|".join(re.escape(a) for a in sorted(agencies, key=len, reverse=True))
        data = pack.toml("rubble.toml")["dateline"]
        months = "|".join(re.escape(m) for m in sorted(pack.toml("page-dates.toml")["months"], key=len, reverse=True))
        pattern = _pattern(agency, months, data["dashes"], "|".join(data["place_particles"]), "|".join(data["date_articles"]))
        return cls(pattern, re.compile(rf"(?<!\w)(?:{agency})(?!\w)"), agencies, int(data["max_chars"]), _places(pack))


def _pattern(agency: str, months: str, dashes: str, particles: str, articles: str) -> re.Pattern[str]:
    word = r"(?:[A-ZÄÖÜÀ-Þ][\w’'.-]*|St\.)"
    place = rf"{word}(?:[ /](?:(?:{particles}) )?{word}){{0,4}}"
    date = rf"(?:\d{{1,2}}\.\s?(?:(?i:{months})\.?|\d{{1,2}}\.)(?:\s?\d{{4}})?)"
    credit = rf"(?:{agency}|[A-Za-z]{{2,5}})(?:\s?/\s?(?:{agency}|[\w-]{{2,20}}|[A-ZÄÖÜ]\w+ \w+))*"
    dash = rf"\s?(?:[{re.escape(dashes)}]+|\.(?=\s))\s?"
    with_agency = rf"(?P<place1>{place})(?:,\s(?P<date1>{date}))?\s?\((?P<agency1>{credit})\)\s?[:]?(?:{dash}|\s)"
    agency_alone = rf"\((?P<agency2>{credit})\)(?:{dash}|\s)"
    country = rf"(?:\s?\({word}(?:[ -]{word}){{0,3}}\))?"
    before_text = rf"(?:\s?[{re.escape(dashes)}]+\s?|\s\s+)"
    with_date = rf"(?P<place3>{place}){country},\s(?:(?:{articles})\s)?(?P<date3>{date})(?:\s?\((?P<agency3>{credit})\))?\s?:?{before_text}"
    capitals = r"(?P<place4>[A-ZÄÖÜ]{4,}(?:[ /-][A-ZÄÖÜ]{3,}){0,3})(?:\s[–—-]\s|\.\s(?=[A-ZÄÖÜ„\"»]))"
    known_place = rf"(?P<place5>{place})\s[{re.escape(dashes)}]\s(?=[A-ZÄÖÜ„\"»])"
    return re.compile("|".join((with_agency, agency_alone, with_date, capitals, known_place)))


def _places(pack: Pack) -> frozenset[str]:
    """Return the names of places and capitals that the pack knows; none where it has no such tables."""
    names: set[str] = set()
    for table, column in (("places.tsv", "names"), ("states.tsv", "capitals")):
        if (pack.folder / table).is_file():
            names.update(name.strip("~ ") for row in pack.table(table) for name in row.get(column, "").split("|"))
    return frozenset(names - {""})


def find_dateline(text: str, start: int, end: int, lexicon: DatelineLexicon, first: bool) -> Dateline | None:
    """Return the dateline at the start of the block `[start, end)`; `first`: no text stands before it.

    A dateline without agency or date counts in the first block only: a place in capitals, or one that the pack knows.
    """
    m = lexicon.pattern.match(text, start, min(end, start + lexicon.max_chars))
    if m is None or m.end() >= end:
        return None
    groups = m.groupdict()
    place = next((groups[g] for g in ("place1", "place3", "place4", "place5") if groups[g]), None)
    agency_group = next((g for g in ("agency1", "agency2", "agency3") if groups[g]), None)
    agencies = _agencies(m, agency_group, lexicon) if agency_group else ()
    if agency_group and not agencies:
        agencies = _unknown_agency(m, agency_group, place, lexicon)
        if not agencies:
            return None
    if (groups["place4"] or groups["place5"]) and not first:
        return None
    if groups["place5"] and not all(part.strip() in lexicon.places for part in groups["place5"].split("/")):
        return None
    date_group = next((g for g in ("date1", "date3") if groups[g]), None)
    if place and place.isupper() and len(place) > 3:
        place = place.title()
    stop = m.start() + len(m.group().rstrip())
    return Dateline((m.start(), stop), m.end(), place, agencies, m.span(date_group) if date_group else None)


def _agencies(m: re.Match[str], group: str, lexicon: DatelineLexicon) -> tuple[tuple[str, Span], ...]:
    offset = m.start(group)
    found = [(lexicon.agencies[a.group()], (offset + a.start(), offset + a.end())) for a in lexicon.agency.finditer(m[group])]
    return tuple(found)


_ABBREVIATION = re.compile(r"[a-z]{2,5}")


def _unknown_agency(m: re.Match[str], group: str, place: str | None, lexicon: DatelineLexicon) -> tuple[tuple[str, Span], ...]:
    """Return an agency that no list knows, by its form: `KIEW (xyz) –`, small letters behind a place, before a dash or full stop."""
    if not place or not (place.isupper() or place in lexicon.places) or not _ABBREVIATION.fullmatch(m[group]):
        return ()
    closed = m.group().rstrip()[-1]
    return () if closed.isalnum() or closed == ")" else ((m[group], m.span(group)),)
