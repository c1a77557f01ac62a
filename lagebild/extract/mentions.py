"""Mentions: names, offices, demonyms and definite descriptions of one document, each with the state or body that it speaks for.

What a span holds: a named person's span is the name alone (no title; `role` and `country` carry it); an office, group or body without
a name is its adjectives, noun and genitive without the article ("russische Außenminister", "Sprecher des Weißen Hauses"). Mentions
may nest, never cross. `role` is the office, the describing noun, a medium's class (agency, outlet), a place's kind (city, region,
area), "seat", or "demonym" (an adjective).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from lagebild.extract.apposition import Appositions
from lagebild.extract.coined import CoinedWords, with_coined
from lagebild.extract.companies import CompanyWords, with_companies
from lagebild.extract.descriptions import Describer
from lagebild.extract.formed import FormedWords, with_formed
from lagebild.extract.gazetteer import Gazetteer, Hit
from lagebild.extract.home import Home, home_country
from lagebild.extract.introductions import introduced, with_abbreviations
from lagebild.extract.lone import lone_names
from lagebild.extract.nouns import NounForm, NounLexicon
from lagebild.extract.offices import Resolver, bodies
from lagebild.extract.people import People
from lagebild.extract.persons import NameFinder, NameParts, PersonName, known_names
from lagebild.extract.state_groups import StateGroups, StateWords
from lagebild.extract.surnames import Surnames, bare_surnames
from lagebild.extract.things import find_things
from lagebild.extract.unknown import KnownWords
from lagebild.extract.usage import DEMONYM, UsageWords, counts, hit_mention, named_state
from lagebild.lang.pack import Pack
from lagebild.model import Document, Mention, MentionKind, Span, overlaps, within
from lagebild.parse.base import Parse

__all__ = ["Home", "best_name", "country_of", "find_mentions", "home_country", "is_named", "mentions_in"]

_HEADS: tuple[MentionKind, ...] = ("person", "organization", "media", "group", "state", "place", "facility", "treaty", "event", "equipment")
_RANK: dict[MentionKind, int] = {kind: rank for rank, kind in enumerate(_HEADS)} | {"organization": 1, "group": 1, "media": 1, "state": 1}
_LONGEST = 400


def find_mentions(document: Document, parse: Parse, pack: Pack) -> tuple[Mention, ...]:
    """Return all mentions in the readable regions, by start, the longer first."""
    if not parse.tokens:
        return ()
    gazetteer, parts, words = pack.get(Gazetteer.from_pack), pack.get(NameParts.from_pack), pack.get(UsageWords.from_pack)
    nouns = pack.get(NounLexicon.from_pack).of(parse.tokens)
    known = gazetteer.hits(parse.tokens)
    hits = [h for h in known if h.entry.kind != "person" and counts(h, parse, words) and not _in_a_name(h, parse, parts, nouns)]
    hits = with_companies(parse, hits, nouns, pack.get(CompanyWords.from_pack))
    common = pack.get(KnownWords.from_pack)
    hits = with_formed(parse, hits, nouns, parts, pack.get(FormedWords.from_pack), common)
    hits = with_coined(parse, hits, nouns, parts, pack.get(CoinedWords.from_pack), common)
    names, hits = _names(parse, [h for h in known if h.entry.kind == "person"], hits, parts, nouns)
    taken = {i for h in hits for i in range(h.first, h.last)} | {i for n in names for i in range(n.first, n.last)}
    names = sorted([*names, *lone_names(parse, parts, nouns, taken, common, words)], key=lambda n: n.first)
    described = Appositions(parse, Describer(parse, hits, names, nouns, words, parts).all(), words, parts).join(names)
    people = People(parse, names, described, parts, words)
    told = {d.introduces[0] for d in described if d.introduces is not None}
    plain = [named_state(hit_mention(h, parse, words), gazetteer.states) for h in hits if not (h.coined and h.span in told)]
    dateline = gazetteer.lookup(document.dateline_place) if document.dateline_place else None
    home = Home.of([*plain, *people.mentions()], dateline.country if dateline else None)
    people.settle(home)
    states = StateGroups(parse, pack.get(StateWords.from_pack), words, gazetteer.states, home).find([*plain, *people.mentions()])
    offices = Resolver(parse, people, home, words, gazetteer.states, states).mentions(described, bodies(hits, nouns))
    found = [*plain, *people.mentions(), *offices]
    held = {i for m in found for i in parse.at(m.span)}
    demonyms = {h.last - 1: h.entry.country for h in hits if h.entry.form == "adjective"}
    found += find_things(parse, held, demonyms, pack)
    pairs = introduced(parse, {i for n in names for i in range(n.first, n.last)}, words)
    found = with_abbreviations(parse, found, pairs, {h.span for h in hits}) if pairs else found
    return tuple(replace(m, wikidata=gazetteer.wikidata[m.entity]) if m.entity in gazetteer.wikidata else m for m in _tidy(found))


def _names(
    parse: Parse, known: list[Hit], hits: list[Hit], parts: NameParts, nouns: list[NounForm | None]
) -> tuple[list[PersonName], list[Hit]]:
    """Return all personal names in text order, and the other names without towns that are the surname of somebody in the document."""
    names = known_names(known, parse, parts)
    taken = {i for h in (*hits, *known) for i in range(h.first, h.last)}
    names += NameFinder(parse, parts, nouns, taken).find()
    names.sort(key=lambda n: n.first)
    surnames = Surnames(names, parts).written
    towns = {h.first for h in hits if h.entry.role == "city" and parse.text[slice(*h.span)] in surnames and not _placed(parse, h)}
    names += bare_surnames(parse, names, parts, nouns, taken - towns)
    return sorted(names, key=lambda n: n.first), [h for h in hits if h.first not in towns]


def _placed(parse: Parse, hit: Hit) -> bool:
    return hit.first > 0 and parse.tokens[hit.first - 1].pos == "ADP"


def _in_a_name(hit: Hit, parse: Parse, parts: NameParts, nouns: list[NounForm | None]) -> bool:
    """Is the place or body only a part of a personal name ("Jack London", "Victoria Nuland")?"""
    if hit.entry.form not in ("name", "capital") or hit.last - hit.first != 1 or not hit.whole:
        return False
    tokens = parse.tokens
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if before is not None and hit.entry.role == "city" and (before.text in parts.address or _is_title(nouns[before.i])):
        return True
    names_place = before is not None and before.pos == "PROPN" and hit.entry.kind in ("place", "state")
    if before is not None and names_place and parts.is_given(before.text):
        return True
    if names_place and hit.first > 1 and parts.is_given(tokens[hit.first - 2].text) and tokens[hit.first].ner == "PER":
        return True
    return parts.is_given(tokens[hit.first].text) and after is not None and after.pos == "PROPN"


def _is_title(form: NounForm | None) -> bool:
    return form is not None and form.number != "Plur" and form.noun.kind in ("office", "title")


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
    """Return the mention that names a noun phrase at `span`: a named person first, then a body, group, state; of equals the first.

    Mentions inside another ("Weißes Haus" in "Sprecher des Weißen Hauses") give way to it; mentions that only overlap count where
    none lies inside.
    """
    near = mentions_in(mentions, span)
    inside = [m for m in near if within(m.span, span)] or near
    outer = [m for m in inside if not any(o is not m and within(m.span, o.span) and o.span != m.span for o in inside)]
    return min(outer, key=lambda m: (not is_named(m), m.role == DEMONYM, _RANK[m.kind], m.span[0]), default=None)


def is_named(mention: Mention) -> bool:
    """Tell whether the mention is of a person whose name the document gives, and not of an office or group only."""
    return mention.kind == "person" and mention.entity is not None and mention.name.partition(" (")[0] != mention.role


def country_of(mentions: Sequence[Mention], span: Span, home: Home | None = None) -> str:
    """Return the code of the state or body that a party at `span` belongs to, "" where to none or open.

    A named person without a state is taken to belong to the document's own, but for the office-holders of a body without a
    state ("Siemens-Vorstand"); `home` spares counting it anew.
    """
    best = best_name(mentions, span)
    if best is None:
        return ""
    if best.country is None and is_named(best) and "-" not in (best.role or ""):
        return (home or Home.of(mentions)).dominant or ""
    return best.country or ""
