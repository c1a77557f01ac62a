"""Who is who in one document: full names gathered, surnames and offices led back to them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lagebild.extract.descriptions import Described
from lagebild.extract.home import Home
from lagebild.extract.persons import NameParts, PersonName, name_key, person_key, sound_key
from lagebild.extract.surnames import Surnames
from lagebild.extract.usage import UsageWords, entity_id
from lagebild.model import Mention
from lagebild.parse.base import Parse


@dataclass
class Person:
    """One person of one document, as it is gathered; `offices` are the nouns that the document describes it by.

    `known`: the printed name of the known person that it is; it makes the entity, whatever the document's spelling. `official`: an
    office names it that speaks for a state; such a person without a state of its own belongs to the passage's (`guessed`).
    """

    name: str
    woman: bool | None = None
    country: str | None = None
    role: str | None = None
    official: bool = False
    known: str | None = None
    guessed: bool = False
    offices: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)

    @property
    def entity(self) -> str:
        return entity_id("person", name_key(self.known or self.name))


class People:
    """The persons of one parse. Built once, then only read."""

    def __init__(
        self, parse: Parse, names: Sequence[PersonName], described: Iterable[Described], parts: NameParts, words: UsageWords
    ) -> None:
        self._parts, self._words = parts, words
        self._persons: dict[str, Person] = {}
        self._surnames = Surnames(names, parts)
        self._lone: dict[str, str] = {}
        offices = [d for d in described if d.name is not None]
        sexes = {n.first: sex for n in names if (sex := _addressed(parse, n, parts)) is not None}
        sexes |= {d.name.first: d.form.feminine for d in offices if d.name is not None and (d.form.feminine or d.form.noun.has_feminine)}
        self._of: dict[int, Person] = {}
        for name in names:
            person = self._of[name.first] = self._person(name, sexes.get(name.first))
            person.seen.append(name.first)
        self._mentions = [(n, self._of[n.first]) for n in names]
        self._holders: defaultdict[str, list[Person]] = defaultdict(list)
        for d in offices:
            self._hold_office(d)
        for key, person in self._persons.items():
            self._recognise(key, person)

    def _person(self, name: PersonName, woman: bool | None) -> Person:
        """Return the person that a name stands for, of a title that tells whether it is a woman."""
        full = self._bearer(name, woman)
        key = full if isinstance(full, str) else self._key((full or name).name)
        if full is None and len(name.words) == 1:
            key = self._parts.alone.get(name.name) or self._parts.romanised.get(sound_key(name.name), key)
            if self._surnames.bearers(name.name):
                self._lone[name.name] = key
        person = self._persons.get(key)
        if person is None:
            known = (name if full is None or isinstance(full, str) else full).name
            sex = self._sex(known)
            person = self._persons[key] = Person(known, woman if sex is None else sex)
        elif len(name.words) > len(person.name.split()):
            person.name = name.name
        return person

    def _key(self, name: str) -> str:
        """The key of a full name; of one given in either order the earlier one's."""
        key = person_key(name)
        turned = " ".join(reversed(key.split()))
        return turned if key not in self._persons and turned in self._persons else key

    def _sex(self, name: str) -> bool | None:
        first = name.split()[0]
        return True if first in self._parts.women else False if self._parts.is_given(first) else None

    def _bearer(self, name: PersonName, woman: bool | None) -> PersonName | str | None:
        """Return the full name (or the key of a person known by surname only) that a surname stands for: of those whose sex fits the title,
        the one named last, else the first in the document."""
        full = self._surnames.bearers(name.name)
        if woman is not None:
            full = [f for f in full if self._sex(f.name) in (None, woman)]
        seen = [(p.seen[-1], f) for f in full if (p := self._persons.get(self._key(f.name))) is not None and p.seen]
        last = max(seen, key=lambda row: row[0], default=None)
        lone = self._lone.get(name.name)
        if lone is not None and (last is None or self._persons[lone].seen[-1] > last[0]) and woman in (None, self._persons[lone].woman):
            return lone
        return last[1] if last is not None else full[0] if full else None

    def _recognise(self, key: str, person: Person) -> None:
        """Give a known person its printed name, and the state that it is known for where the document names none."""
        known = self._parts.known.get(key)
        if known is not None:
            person.known = known[0]
            person.country = person.country or known[1]
            if len(person.name.split()) == 1:
                person.name = known[0]

    def _hold_office(self, d: Described) -> None:
        assert d.name is not None
        person, noun = self._of[d.name.first], d.form.noun
        if noun.lemma not in person.offices:
            person.offices.add(noun.lemma)
            for lemma in {noun.lemma, *self._words.wider.get(noun.lemma, ())}:
                self._holders[lemma].append(person)
        person.country = person.country or d.state
        person.role = person.role or d.role
        apart = d.bearing == "several" and noun.lemma in self._words.one_a_state  # "die Präsidenten NAME und NAME"
        person.official = person.official or (noun.speaks in ("state", "body") and d.owner is None and not apart)

    def of(self, name: PersonName) -> Person:
        """Return the person that `name` stands for."""
        return self._of[name.first]

    def in_office(self, d: Described) -> Person | None:
        """Return who a definite office without a name is: its last holder named before it, else the only one in the document.

        A wider word (Minister after Außenminister) means the last holder only.
        """
        lemma = d.form.noun.lemma
        holders = [p for p in self._holders[lemma] if d.state is None or (p.country == d.state and not p.guessed)]
        if d.form.feminine or d.form.noun.has_feminine:
            holders = [p for p in holders if p.woman is None or p.woman == d.form.feminine]
        before = [(p.seen[k - 1], p) for p in holders if (k := bisect_left(p.seen, d.head))]
        if before:
            return max(before, key=lambda row: row[0])[1]
        return holders[0] if len(holders) == 1 and lemma in holders[0].offices else None

    def settle(self, home: Home) -> None:
        """Give officials without a state the document's own; those of the federation, the federation."""
        for p in self._persons.values():
            if p.country is None and p.official:
                federal = (p.role or "").startswith(self._words.federal)
                p.country = self._words.federation(home.dominant) if federal else home.dominant
                p.guessed = True

    def mentions(self) -> list[Mention]:
        """Return the mentions by name."""
        return [Mention(n.span, "person", p.name, p.entity, p.country, p.role) for n, p in self._mentions]


def _addressed(parse: Parse, name: PersonName, parts: NameParts) -> bool | None:
    """Does a form of address before a name tell a woman?"""
    before = parse.tokens[name.first - 1].text if name.first else ""
    return before in parts.women_addressed if before in parts.address else None
