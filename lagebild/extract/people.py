"""Who is who in one document: full names gathered, surnames and offices led back to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from lagebild.extract.descriptions import Described
from lagebild.extract.persons import NameParts, PersonName, name_key, surname_index
from lagebild.model import Mention, content_id
from lagebild.parse.base import Parse

_PARTS = re.compile(r"[\s\-]+")


@dataclass
class Person:
    """One person of one document, as it is gathered; `offices` are the heads of the descriptions that name an office."""

    name: str
    woman: bool | None = None
    country: str | None = None
    role: str | None = None
    offices: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)

    @property
    def entity(self) -> str:
        return content_id("person", name_key(self.name))


class People:
    """The persons of one parse. Built once, then only read."""

    def __init__(self, parse: Parse, names: list[PersonName], described: list[Described], parts: NameParts, taken: set[int]) -> None:
        self._parse, self._parts = parse, parts
        self._persons: dict[str, Person] = {}
        self._index = surname_index(names, parts)
        self._mentions: list[tuple[PersonName, Person]] = []
        used = {i for n in names for i in range(n.first, n.last)} | taken
        self._short = {w for n in names if len(n.words) == 1 for w in n.words} | set(self._index)
        everything = sorted([*names, *self._later(used, described)], key=lambda n: n.first)
        for name in everything:
            person = self._person(name)
            person.seen.append(name.first)
            self._mentions.append((name, person))
        for d in described:
            if d.name is not None:
                self._hold_office(self._person(d.name), d)

    def _later(self, used: set[int], described: list[Described]) -> list[PersonName]:
        """Return the bare surnames of known persons that the name finder passed over."""
        heads = {d.head for d in described}
        found: list[PersonName] = []
        for t in self._parse.tokens:
            if t.i in used or t.i in heads or not t.text[:1].isupper() or t.pos in ("VERB", "ADJ", "DET", "ADP", "ADV"):
                continue
            for bare in self._parts.bare(t.text):
                if bare in self._short and not (t.pos == "NOUN" and t.i and self._parse.tokens[t.i - 1].pos == "DET"):
                    found.append(PersonName(t.i, t.i + 1, t.span, bare))
                    break
        return found

    def _person(self, name: PersonName) -> Person:
        words = name.words
        if len(words) == 1 or self._is_surname(name.name):
            full = self._nearest(name)
            if full is not None:
                words = full.words
                name = full
        pieces = [p for p in _PARTS.split(name.name) if p]
        key = name_key(pieces[0]) + " " + name_key(pieces[-1]) if len(pieces) > 1 else name_key(name.name)
        person = self._persons.get(key)
        if person is None:
            woman = True if words[0] in self._parts.women else False if self._parts.is_given(words[0]) else None
            person = self._persons[key] = Person(name.name, woman)
        elif len(words) > len(person.name.split()) and len(name.name) > len(person.name):
            person.name = name.name
        return person

    def _is_surname(self, text: str) -> bool:
        return text in self._index

    def _nearest(self, name: PersonName) -> PersonName | None:
        """Return the full name that a surname stands for: the last one before it, else the first one in the document."""
        full = self._index.get(name.name)
        if not full:
            return None
        before = bisect_right([f.first for f in full], name.first)
        return full[max(0, before - 1)]

    def _hold_office(self, person: Person, d: Described) -> None:
        person.offices.add(d.form.noun.lemma)
        if person.country is None and d.country is not None:
            person.country = d.country
        if person.role is None:
            person.role = d.role

    def of(self, name: PersonName) -> Person:
        """Return the person that `name` stands for."""
        return self._person(name)

    def in_office(self, d: Described) -> Person | None:
        """Return who a definite office without a name is: its last holder named before it, else the only one in the document."""
        holders = [
            p for p in self._persons.values() if d.form.noun.lemma in p.offices and (d.country is None or p.country in (None, d.country))
        ]
        if d.form.feminine:
            holders = [p for p in holders if p.woman is not False]
        before = [(max(s for s in p.seen if s < d.head), p) for p in holders if any(s < d.head for s in p.seen)]
        if before:
            return max(before, key=lambda row: row[0])[1]
        return holders[0] if len(holders) == 1 else None

    def mentions(self) -> list[Mention]:
        """Return the mentions by name."""
        return [Mention(n.span, "person", p.name, p.entity, p.country, p.role) for n, p in self._mentions]
