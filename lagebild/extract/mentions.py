"""Mentions: names, offices, demonyms and definite descriptions of one document, each with the state or body that it speaks for.

What a span holds: a named person's span is the name alone (no title; `role` and `country` carry it); an office, group or body without
a name is its adjectives, noun and genitive without the article ("russische Außenminister", "Sprecher des Weißen Hauses"). Mentions
may nest, never cross. `role` is the office, the describing noun, a medium's class (agency, outlet) or "seat".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lagebild.extract.descriptions import Described, describe
from lagebild.extract.gazetteer import Gazetteer, Hit
from lagebild.extract.home import Home, home_country
from lagebild.extract.nouns import NounLexicon
from lagebild.extract.people import People
from lagebild.extract.persons import NameFinder, NameParts
from lagebild.extract.things import find_things
from lagebild.extract.usage import UsageWords, counts, hit_mention, named_state
from lagebild.lang.pack import Pack
from lagebild.model import Document, Mention, MentionKind, Span, content_id, overlaps, within
from lagebild.parse.base import Parse

__all__ = ["best_name", "find_mentions", "home_country", "mentions_in"]

_HEADS: tuple[MentionKind, ...] = ("person", "organization", "media", "group", "state", "place", "facility", "treaty", "event", "equipment")
_LONGEST = 400


def find_mentions(document: Document, parse: Parse, pack: Pack) -> tuple[Mention, ...]:
    """Return all mentions in the readable regions, by start, the longer first."""
    if not parse.tokens:
        return ()
    gazetteer, nouns, parts = pack.get(Gazetteer.from_pack), pack.get(NounLexicon.from_pack), pack.get(NameParts.from_pack)
    words = pack.get(UsageWords.from_pack)
    hits = [h for h in gazetteer.hits(parse.tokens) if counts(h, parse, words) and not _in_a_name(h, parse, parts)]
    taken = {i for h in hits for i in range(h.first, h.last)}
    names = NameFinder(parse, parts, nouns, taken).find()
    described = describe(parse, hits, names, nouns, words, gazetteer)
    people = People(parse, names, described, parts, taken)
    plain = [named_state(hit_mention(h, parse, words), gazetteer.states) for h in hits]
    dateline = gazetteer.lookup(document.dateline_place) if document.dateline_place else None
    home = Home.of([*plain, *people.mentions()], dateline.country if dateline else None)
    found = [*plain, *people.mentions(), *(_description(d, people, home, words) for d in described)]
    held = {i for m in found for i in parse.at(m.span)}
    return _tidy([*found, *find_things(parse, held, pack)])


def _in_a_name(hit: Hit, parse: Parse, parts: NameParts) -> bool:
    """Is the place or body only a part of a personal name ("Jack London", "Victoria Nuland")?"""
    if hit.entry.form not in ("name", "capital") or hit.last - hit.first != 1 or not hit.whole:
        return False
    tokens = parse.tokens
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if before is not None and parts.is_given(before.text) and before.pos == "PROPN" and hit.entry.kind in ("place", "state"):
        return True
    return parts.is_given(tokens[hit.first].text) and after is not None and after.pos == "PROPN"


def _description(d: Described, people: People, home: Home, words: UsageWords) -> Mention:
    """Return the mention of an office, group or body; one whose holder the document names becomes that person's."""
    one = d.kind == "person" and d.form.noun.kind in ("office", "person")
    person = people.of(d.name) if d.name else people.in_office(d) if one and d.definite else None
    if person is not None:
        return Mention(d.span, "person", person.name, person.entity, d.country or person.country, d.role)
    country = d.country
    federal = d.form.lemma.startswith(words.federal)
    if d.form.noun.speaks == "state" and (country is None or federal) and d.body is None:
        there = home.at(d.span)
        country = there if country is None or there in words.federations else country
    owner = d.body or country
    name = f"{d.role} ({owner})" if owner else d.role
    return Mention(d.span, d.kind, name, content_id(d.kind, name), country, d.role)


def _tidy(found: list[Mention]) -> tuple[Mention, ...]:
    """Sort by start, the longer first; of equal spans keep the first found, and drop what crosses an earlier one."""
    kept: list[Mention] = []
    open_ends: list[Span] = []
    for m in sorted(found, key=lambda m: (m.span[0], -m.span[1], _HEADS.index(m.kind))):
        while open_ends and open_ends[-1][1] <= m.span[0]:
            open_ends.pop()
        if open_ends and (open_ends[-1] == m.span or not within(m.span, open_ends[-1])):
            continue
        open_ends.append(m.span)
        kept.append(m)
    return tuple(kept)


def mentions_in(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """Return the mentions that overlap `span`, in order. `mentions` as `find_mentions` gives them; O(log n + those near)."""
    first = bisect_left(mentions, span[0] - _LONGEST, key=lambda m: m.span[0])
    last = bisect_right(mentions, span[1] - 1, key=lambda m: m.span[0])
    return [m for m in mentions[first:last] if overlaps(m.span, span)]


def best_name(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """Return the mention that names a noun phrase at `span`: a person before a body before a state; of equals the outermost, then the first."""
    near = [m for m in mentions_in(mentions, span) if within(m.span, span)] or mentions_in(mentions, span)
    return min(near, key=lambda m: (_HEADS.index(m.kind), m.span[0] - m.span[1], m.span[0]), default=None)
