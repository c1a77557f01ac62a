"""What a description without a name refers to: its holder, an earlier fuller name, or the passage's own country's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lagebild.extract.descriptions import Described
from lagebild.extract.gazetteer import Hit
from lagebild.extract.home import Home
from lagebild.extract.nouns import NounForm
from lagebild.extract.people import People
from lagebild.extract.usage import UsageWords
from lagebild.model import Mention, Span, content_id
from lagebild.parse.base import Parse

_LOOK_BACK = 12


class Resolver:
    """Turns the descriptions of one document into mentions, in text order.

    `states`: code → printed name; `bodies`: (token, lemma, mention) of known bodies that a later bare noun may mean.
    """

    def __init__(self, parse: Parse, people: People, home: Home, words: UsageWords, states: dict[str, str]) -> None:
        self._parse, self._people, self._home, self._words, self._states = parse, people, home, words, states
        self._earlier: list[tuple[int, str, Mention]] = []

    def mentions(self, described: Iterable[Described], bodies: Iterable[tuple[int, str, Mention]]) -> list[Mention]:
        """Return the mentions of offices, groups and bodies, and of unknown names that a noun introduces."""
        found: list[Mention] = []
        rows: list[tuple[int, Described | None, str, Mention | None]] = [(d.head, d, "", None) for d in described]
        rows += [(at, None, lemma, mention) for at, lemma, mention in bodies]
        for at, d, lemma, mention in sorted(rows, key=lambda row: row[0]):
            if d is None and mention is not None:
                self._earlier.append((at, lemma.casefold(), mention))
            elif d is not None:
                found += self._resolve(d)
        return found

    def _resolve(self, d: Described) -> list[Mention]:
        if d.introduces is not None:
            return self._introduce(d, *d.introduces)
        if d.form.lemma in self._words.own_land and d.definite and d.bare and not (d.plural or d.foreign or d.owner or d.country):
            home = self._home.dominant
            if home in self._states:
                return [Mention(d.span, "state", self._states[home], content_id("state", home), home, d.role)]
        if d.form.lemma in self._words.seats_of and d.owner and d.owner.printed and not d.owner.described and d.owner.last > d.head:
            return [Mention(d.span, "place", d.owner.printed, content_id("place", d.owner.printed), d.owner.country or d.country, d.role)]
        mention = self._mention(d)
        if (d.country or d.owner) and mention.country:
            self._earlier.append((d.head, d.role.casefold(), mention))
        return [mention]

    def _introduce(self, d: Described, span: Span, hit: Hit | None) -> list[Mention]:
        """The noun only introduces a name: known names are mentions already; later bare nouns of the kind mean them."""
        if hit is not None:
            entry = hit.entry
            known = Mention(span, entry.kind, entry.name, content_id(entry.kind, entry.name), entry.country, entry.role)
            self._earlier.append((d.head, d.role.casefold(), known))
            return []
        country = self._country(d) if d.country or d.form.noun.speaks == "state" else None
        name = self._parse.text[span[0] : span[1]]
        unknown = Mention(span, "organization", name, content_id("organization", name), country, d.role)
        self._earlier.append((d.head, d.role.casefold(), unknown))
        return [unknown, replace(unknown, span=d.span)]

    def _mention(self, d: Described) -> Mention:
        one = d.kind == "person" and d.form.noun.kind in ("office", "person")
        holder = d.owner is None or d.owner.person is None
        person = (
            self._people.of(d.name) if d.name else self._people.in_office(d) if one and d.definite and not d.foreign and holder else None
        )
        if person is not None:
            return Mention(d.span, "person", person.name, person.entity, d.country or person.country, d.role)
        before = self._antecedent(d)
        if before is not None:
            return replace(before, span=d.span, role=before.role if before.kind == "media" else d.role)
        country = self._country(d)
        elsewhere = d.country and d.owner and d.owner.country and d.owner.country != d.country
        owner = d.owner.printed if d.owner and d.owner.printed and not elsewhere else country
        words = d.form.plural if d.plural else d.role
        name = f"{words} ({owner})" if owner else words
        return Mention(d.span, d.kind, name, content_id(d.kind, name, country), country, d.role)

    def _antecedent(self, d: Described) -> Mention | None:
        """The last fuller mention of the same kind of body: "das Gericht" after "Bundesverfassungsgericht", "die Agentur" after "dpa"."""
        if not d.definite or d.plural or not d.bare or d.owner or d.country or d.foreign or d.kind != "organization":
            return None
        lemma = d.role.casefold()
        for _, kind, mention in self._earlier[: -_LOOK_BACK - 1 : -1]:
            if kind.endswith(lemma):
                return mention
        return None

    def _country(self, d: Described) -> str | None:
        """Return the state of an office: its own, its owner's, else the passage's where it speaks for one."""
        noun = d.form.noun
        if noun.lemma in self._words.codes:
            return self._words.codes[noun.lemma]
        if noun.speaks == "never":
            return None
        if d.country:
            return d.country
        if d.owner is not None:
            return self._owners(d)
        if noun.speaks == "none" or d.foreign or (d.plural and noun.lemma in self._words.one_a_state):
            return None
        there = self._home.near(d.span) if d.bearing == "there" else self._home.dominant
        if d.form.lemma.startswith(self._words.federal):
            return there if there in self._words.federations else self._words.federations[0]
        return there

    def _owners(self, d: Described) -> str | None:
        owner = d.owner
        if owner is None or owner.country:
            return owner.country if owner else None
        if owner.person is not None:
            return self._people.of(owner.person).country
        if owner.described is not None:
            inner = owner.described
            if inner.form.lemma in self._words.own_land and inner.definite:
                return self._home.dominant
            before = self._antecedent(inner)
            return before.country if before else self._country(inner)
        return None


def bodies(hits: Sequence[Hit], nouns: Sequence[NounForm | None]) -> list[tuple[int, str, Mention]]:
    """Return the known bodies whose own name ends in a noun of a kind ("Bundesverfassungsgericht", "Europäische Kommission")."""
    found = []
    for h in hits:
        if h.entry.kind != "organization" or not h.whole:
            continue
        form = nouns[h.last - 1] or nouns[h.first]
        if form is not None:
            entry = h.entry
            mention = Mention(h.span, entry.kind, entry.name, content_id(entry.kind, entry.name), entry.country, entry.role)
            found.append((h.first, form.lemma, mention))
    return found
