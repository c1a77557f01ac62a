"""Who is who in one document: full names gathered, surnames and offices led back to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lagebild.extract.descriptions import Described
from lagebild.extract.home import Home
from lagebild.extract.persons import NameParts, PersonName, name_key, person_key, surname_index
from lagebild.model import Mention, content_id


@dataclass
class Person:
    """One person of one document, as it is gathered; `offices` are the nouns that the document describes it by.

    `known`: the printed name of the known person that it is; it makes the entity, whatever the document's spelling. `official`: an
    office names it that speaks for a state; such a person without a state of its own belongs to the passage's.
    """

    name: str
    woman: bool | None = None
    country: str | None = None
    role: str | None = None
    official: bool = False
    known: str | None = None
    offices: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)

    @property
    def entity(self) -> str:
        return content_id("person", name_key(self.known or self.name))


class People:
    """The persons of one parse. Built once, then only read."""

    def __init__(self, names: Sequence[PersonName], described: Iterable[Described], parts: NameParts) -> None:
        self._parts = parts
        self._persons: dict[str, Person] = {}
        self._index = surname_index(names, parts)
        self._firsts = {surname: [n.first for n in full] for surname, full in self._index.items()}
        self._mentions: list[tuple[PersonName, Person]] = []
        for name in names:
            person = self._person(name)
            person.seen.append(name.first)
            self._mentions.append((name, person))
        self._holders: defaultdict[str, list[Person]] = defaultdict(list)
        for d in described:
            if d.name is not None:
                self._hold_office(self._person(d.name), d)
        for key, person in self._persons.items():
            self._recognise(key, person)

    def _person(self, name: PersonName) -> Person:
        full = self._nearest(name)
        key = person_key((full or name).name)
        if full is None and len(name.words) == 1:
            key = self._parts.alone.get(name.name, key)
        person = self._persons.get(key)
        if person is None:
            first = (full or name).words[0]
            woman = True if first in self._parts.women else False if self._parts.is_given(first) else None
            person = self._persons[key] = Person((full or name).name, woman)
        elif len(name.words) > len(person.name.split()):
            person.name = name.name
        return person

    def _nearest(self, name: PersonName) -> PersonName | None:
        """Return the full name that a surname stands for: the last one before it, else the first one in the document."""
        full = self._index.get(name.name)
        if not full:
            return None
        before = bisect_right(self._firsts[name.name], name.first)
        return full[max(0, before - 1)]

    def _recognise(self, key: str, person: Person) -> None:
        """Give a known person its printed name, and the state that it is known for where the document names none."""
        known = self._parts.known.get(key)
        if known is not None:
            person.known = known[0]
            person.country = person.country or known[1]
            if len(person.name.split()) == 1:
                person.name = known[0]

    def _hold_office(self, person: Person, d: Described) -> None:
        lemma = d.form.noun.lemma
        if lemma not in person.offices:
            person.offices.add(lemma)
            self._holders[lemma].append(person)
        person.country = person.country or d.state
        person.role = person.role or d.role
        person.official = person.official or (d.form.noun.speaks in ("state", "body") and d.owner is None)

    def of(self, name: PersonName) -> Person:
        """Return the person that `name` stands for."""
        return self._person(name)

    def in_office(self, d: Described) -> Person | None:
        """Return who a definite office without a name is: its last holder named before it, else the only one in the document."""
        holders = [p for p in self._holders[d.form.noun.lemma] if d.state in (None, p.country)]
        if d.form.feminine:
            holders = [p for p in holders if p.woman is not False]
        before = [(p.seen[k - 1], p) for p in holders if (k := bisect_left(p.seen, d.head))]
        if before:
            return max(before, key=lambda row: row[0])[1]
        return holders[0] if len(holders) == 1 else None

    def settle(self, home: Home) -> None:
        """Give officials without a state the document's own."""
        for p in self._persons.values():
            if p.country is None and p.official:
                p.country = home.dominant

    def mentions(self) -> list[Mention]:
        """Return the mentions by name."""
        return [Mention(n.span, "person", p.name, p.entity, p.country, p.role) for n, p in self._mentions]
