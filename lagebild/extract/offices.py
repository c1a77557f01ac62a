"""What a description without a name refers to: its holder, an earlier fuller description, or the passage's own country's."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.extract.descriptions import Described
from lagebild.extract.home import Home
from lagebild.extract.people import People
from lagebild.extract.usage import UsageWords
from lagebild.model import Mention, content_id


def descriptions(described: Iterable[Described], people: People, home: Home, words: UsageWords) -> list[Mention]:
    """Return the mentions of offices, groups and bodies; what only introduces a known name is none.

    An office whose holder the document names becomes that person's mention; a body named before with its state keeps it.
    """
    found: list[Mention] = []
    earlier: dict[str, Mention] = {}
    for d in described:
        if d.apposed is not None:
            continue
        mention = _mention(d, people, home, words, earlier)
        if mention.country and (d.country or d.body):
            earlier[d.form.noun.lemma] = mention
        found.append(mention)
    return found


def _mention(d: Described, people: People, home: Home, words: UsageWords, earlier: dict[str, Mention]) -> Mention:
    one = d.kind == "person" and d.form.noun.kind in ("office", "person")
    person = people.of(d.name) if d.name else people.in_office(d) if one and d.definite and not d.foreign else None
    if person is not None:
        return Mention(d.span, "person", person.name, person.entity, d.country or person.country, d.role)
    before = earlier.get(d.form.noun.lemma)
    if before and d.definite and not d.plural and not (d.country or d.body or d.foreign) and before.kind == d.kind:
        return Mention(d.span, d.kind, before.name, before.entity, before.country, d.role)
    country = _country(d, home, words)
    owner = d.body or country
    printed = d.form.plural if d.plural else d.role
    name = f"{printed} ({owner})" if owner else printed
    return Mention(d.span, d.kind, name, content_id(d.kind, name), country, d.role)


def _country(d: Described, home: Home, words: UsageWords) -> str | None:
    """Return the state of an office: its own, else the passage's where it speaks for one; a federal office's is a federation."""
    if d.form.noun.speaks != "state" or d.body is not None or d.foreign:
        return d.country
    there = home.at(d.span)
    if d.form.lemma.startswith(words.federal):
        return there if there in words.federations else d.country
    return d.country or there
