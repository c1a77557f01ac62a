"""Known names: states, seats, organizations, media and places, found by looking up runs of words in one table.

Names are kept by their first piece (a run of letters and digits, or one mark); so hyphenated compounds ("US-Präsident") and
every tokenizer's habits are met alike, and a look-up costs the same however many names there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lagebild.lang.countries import country_names
from lagebild.lang.pack import Pack
from lagebild.model import MentionKind, Span, content_id
from lagebild.parse.base import Token

Form: TypeAlias = Literal["name", "adjective", "people", "capital"]
_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans("’‘`´ŞşŢţ", "''''ȘșȚț")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. `state` is the country's printed name for a capital; `role`: a medium's class, a place's kind, or "seat".

    `speaks_for`: the body that a capital stands for where it is not its own state. `cue`: also an everyday word.
    """

    kind: MentionKind
    name: str
    country: str | None
    form: Form = "name"
    role: str | None = None
    cue: bool = False
    speaks_for: str | None = None
    plural: bool = False
    singular: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text: `first` and `last` (exclusive) are token indices; `whole`: it starts and ends with its tokens.

    `coined`: no table knows it, the document tells that it is a body's."""

    span: Span
    first: int
    last: int
    entry: Entry
    whole: bool
    coined: bool = False


def put_in(hits: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """Return the hits with further ones, in text order; a hit that begins within one of these gives way."""
    inside = {i for h in found for i in range(h.first, h.last)}
    return sorted([*(h for h in hits if h.first not in inside), *found], key=lambda h: h.first)


@dataclass(frozen=True)
class Gazetteer:
    """`names`: first piece → (further pieces, entry), the longest first. `states`: code → printed name; `wikidata`: entity → its id."""

    names: dict[str, list[tuple[tuple[str, ...], Entry]]]
    states: dict[str, str]
    wikidata: dict[str, str]

    @classmethod
    def from_pack(cls, pack: Pack) -> Gazetteer:
        """Spread the tables of a pack into word forms. Later tables win no name that an earlier one holds."""
        forms: dict[tuple[str, ...], Entry] = {}
        for text, entry in _all_forms(pack):
            if key := _key(text):
                forms.setdefault(key, entry)
        names: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        for key, entry in forms.items():
            names[key[0]].append((key[1:], entry))
        for rows in names.values():
            rows.sort(key=lambda row: -len(row[0]))
        states = {row["code"]: row["name"] for row in pack.table("states.tsv")}
        ids = {(row["key"], row["id"]) for row in pack.table("wikidata.tsv")}
        wikidata = {content_id("state" if key in states else "organization", key): qid for key, qid in ids}
        return cls(dict(names), states, wikidata)

    def lookup(self, text: str) -> Entry | None:
        """Return the entry of a name given by itself, such as a dateline's place."""
        key = _key(text)
        return next((entry for rest, entry in self.names.get(key[0], ()) if rest == key[1:]), None) if key else None

    def hits(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Return the longest known names in text order, none overlapping."""
        texts, places = _pieces(tokens)
        found: list[Hit] = []
        names, skip = self.names, 0
        for i, text in enumerate(texts):
            if i < skip or text not in names:
                continue
            for rest, entry in names[text]:
                if not rest or tuple(texts[i + 1 : i + 1 + len(rest)]) == rest:
                    skip = i + 1 + len(rest)
                    found.append(_hit(tokens, places[i], places[skip - 1], entry))
                    break
        return found


def _key(text: str) -> tuple[str, ...]:
    """Return the pieces of a name."""
    return tuple(_PIECE.findall(text.translate(_APOSTROPHES)))


_Place: TypeAlias = tuple[int, int, int]


def _hit(tokens: tuple[Token, ...], first: _Place, last: _Place, entry: Entry) -> Hit:
    whole = first[1] == tokens[first[0]].start and last[2] == tokens[last[0]].end
    return Hit((first[1], last[2]), first[0], last[0] + 1, entry, whole)


def _pieces(tokens: tuple[Token, ...]) -> tuple[list[str], list[_Place]]:
    """Return the runs of letters and digits and the single marks, and for each its (token, start, end)."""
    texts: list[str] = []
    places: list[_Place] = []
    for t in tokens:
        if t.text.isalnum():
            texts.append(t.text if t.text.isascii() else t.text.translate(_APOSTROPHES))
            places.append((t.i, t.start, t.end))
        elif len(t.text) == 1 and not t.text.isspace():
            texts.append(t.text.translate(_APOSTROPHES))
            places.append((t.i, t.start, t.end))
        else:
            for m in _PIECE.finditer(t.text.translate(_APOSTROPHES)):
                texts.append(m[0])
                places.append((t.i, t.start + m.start(), t.start + m.end()))
    return texts, places


def _all_forms(pack: Pack) -> Iterator[tuple[str, Entry]]:
    yield from _states(pack)
    yield from _seats(pack)
    yield from _organizations(pack)
    yield from _media(pack)
    yield from _territories(pack)
    yield from _places(pack)
    yield from _people_known(pack)


def _states(pack: Pack) -> Iterator[tuple[str, Entry]]:
    rules = pack.rules("naming")
    for row in pack.table("states.tsv"):
        code, name = row["code"], row["name"]
        own = Entry("state", name, code)
        for pattern in [name, *_split(row["aliases"])]:
            for form in rules.pattern_forms(pattern):
                yield form, own
        adjective = Entry("state", name, code, "adjective")
        for stem in _split(row["adjectives"]):
            for form in rules.adjective_forms(stem):
                yield form, adjective
        for person in _split(row["people"]):
            yield from _people(rules.demonym_forms(person), person.removesuffix("~"), code)
        for capital in _split(row["capitals"]):
            city, _, body = capital.partition("=")
            entry = Entry("place", _split(row["capitals"])[0].partition("=")[0], code, "capital", speaks_for=body or None)
            for form in rules.inflect_name(city):
                yield form, entry
            for form in rules.city_adjectives(city):
                yield form, Entry("place", entry.name, code, "adjective")


def _people(forms: tuple[set[str], set[str]], name: str, code: str) -> Iterator[tuple[str, Entry]]:
    singular, plural = forms
    for form in sorted(singular | plural):
        yield form, Entry("group", name, code, "people", plural=form in plural, singular=form in singular)


def _seats(pack: Pack) -> Iterator[tuple[str, Entry]]:
    yield from _patterns(pack, "seats.tsv", "state")


def _organizations(pack: Pack) -> Iterator[tuple[str, Entry]]:
    yield from _patterns(pack, "organizations.tsv", "organization")


def _patterns(pack: Pack, table: str, kind: MentionKind) -> Iterator[tuple[str, Entry]]:
    rules = pack.rules("naming")
    for row in pack.table(table):
        own: MentionKind = "group" if row.get("kind") == "group" else kind
        entry = Entry(own, row["name"], row["code"] or None, role="seat" if table == "seats.tsv" else None)
        for pattern in _split(row["forms"]):
            for form in rules.pattern_forms(pattern):
                yield form, entry


def _media(pack: Pack) -> Iterator[tuple[str, Entry]]:
    rules = pack.rules("naming")
    for row in pack.table("media.tsv"):
        entry = Entry("media", row["name"], row["country"] or None, role=row["class"], cue=row["cue"] == "yes")
        for pattern in _split(row["forms"]):
            for form in rules.pattern_forms(pattern):
                yield form, entry


def _territories(pack: Pack) -> Iterator[tuple[str, Entry]]:
    """The names of CLDR: other names of the states, and the territories that states.tsv leaves out."""
    rules = pack.rules("naming")
    states = {row["code"]: row["name"] for row in pack.table("states.tsv")}
    for code, name in country_names(pack.lang).items():
        entry = Entry("state", states[code], code) if code in states else Entry("place", name, code, role="area")
        for form in {*rules.inflect_name(name), *rules.pattern_forms(rules.with_endings(name))}:
            yield form, entry


def _places(pack: Pack) -> Iterator[tuple[str, Entry]]:
    rules = pack.rules("naming")
    for row in pack.table("places.tsv"):
        names = _split(row["names"])
        own = Entry("place", names[0].replace("~", ""), row["code"] or None, role=row["kind"] or None)
        adjective = Entry("place", own.name, own.country, "adjective")
        for name in names:
            for form in rules.pattern_forms(name) if "~" in name else rules.inflect_name(name):
                yield form, own
            for form in rules.city_adjectives(name) if row["kind"] == "city" else ():
                yield form, adjective
        for stem in _split(row["adjectives"]):
            for form in rules.adjective_forms(stem):
                yield form, adjective


def _people_known(pack: Pack) -> Iterator[tuple[str, Entry]]:
    rules = pack.rules("naming")
    for row in pack.table("people.tsv"):
        entry = Entry("person", row["name"], row["code"] or None)
        for name in [row["name"], *_split(row["aliases"])]:
            if " " in name:
                for form in rules.inflect_name(name):
                    yield form, entry


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
