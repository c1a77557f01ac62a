"""What a description without a name refers to: its holder, an earlier fuller name, or the passage's own country's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lagebild.extract.descriptions import Described
from lagebild.extract.gazetteer import Hit
from lagebild.extract.home import Home
from lagebild.extract.nouns import NounForm
from lagebild.extract.people import People
from lagebild.extract.state_groups import Told
from lagebild.extract.usage import UsageWords, entity_id
from lagebild.model import Mention, MentionKind, Span, content_id
from lagebild.parse.base import Parse

_LOOK_BACK = 12


class Resolver:
    """Turns the descriptions of one document into mentions, in text order.

    `states`: code → printed name; `bodies`: (token, lemma, mention) of known bodies that a later bare noun may mean;
    `told`: token of a noun → the state or states that it stands for.
    """

    def __init__(
        self, parse: Parse, people: People, home: Home, words: UsageWords, states: dict[str, str], told: Mapping[int, Told]
    ) -> None:
        self._parse, self._people, self._home, self._words, self._states, self._told = parse, people, home, words, states, told
        self._earlier: list[tuple[int, str, Mention]] = []

    def mentions(self, described: Iterable[Described], bodies: Iterable[tuple[int, str, Mention]]) -> list[Mention]:
        """Return the mentions of offices, groups and bodies, and of unknown names that a noun introduces."""
        found: list[Mention] = []
        phrases = list(described)
        rows: list[tuple[int, Described | None, str, Mention | None]] = [(d.head, d, "", None) for d in phrases]
        rows += [(at, None, lemma, mention) for at, lemma, mention in bodies]
        for at, d, lemma, mention in sorted(rows, key=lambda row: row[0]):
            if d is None and mention is not None:
                self._earlier.append((at, lemma.casefold(), mention))
            elif d is not None:
                found += self._resolve(d)
        heads = {d.head for d in phrases}
        return [*found, *(m for head, t in self._told.items() if head not in heads for m in self._states_told(t, t.span, "", "group"))]

    def _states_told(self, told: Told, span: Span, role: str, kind: MentionKind) -> list[Mention]:
        """Return the mention of a description that stands for a state or several; none for one of which that is open."""
        words = role or self._parse.text[span[0] : span[1]]
        if told.country is not None and told.country in self._states:
            return [Mention(span, "state", self._states[told.country], entity_id("state", told.country), told.country, words)]
        if told.members:
            names = [self._states.get(code) or code.removeprefix("IGO:") for code in told.members]
            name = f" {self._words.joint} ".join((", ".join(names[:-1]), names[-1]))
            return [Mention(span, kind, name, content_id("states", told.members), None, words, told.members)]
        return []

    def _resolve(self, d: Described) -> list[Mention]:
        told = self._told.get(d.head)
        words = d.form.plural if told is not None and told.members else d.role
        meant = self._states_told(told, told.span if told.members else d.span, words, d.kind) if told is not None else []
        if meant:
            return meant
        if d.introduces is not None:
            return self._introduce(d, *d.introduces)
        if d.form.lemma in self._words.own_land and d.definite and d.bare and not (d.plural or d.foreign or d.owner or d.country):
            home = self._home.dominant
            if home in self._states:
                return [Mention(d.span, "state", self._states[home], entity_id("state", home), home, d.role)]
        if d.form.lemma in self._words.seats_of and d.owner and d.owner.printed and not d.owner.described and d.owner.last > d.head:
            return [Mention(d.span, "place", d.owner.printed, entity_id("place", d.owner.printed), d.owner.country or d.country, d.role)]
        mention = self._mention(d)
        if (d.country or d.owner) and mention.country:
            self._earlier.append((d.head, d.role.casefold(), mention))
        return [mention]

    def _introduce(self, d: Described, span: Span, hit: Hit | None) -> list[Mention]:
        """The noun only introduces a name: known names are mentions already; later bare nouns of the kind mean them."""
        if hit is not None and not hit.coined:
            entry = hit.entry
            known = Mention(span, entry.kind, entry.name, entity_id(entry.kind, entry.name), entry.country, entry.role)
            self._earlier.append((d.head, d.role.casefold(), known))
            return []
        country = self._country(d) if d.country or d.form.noun.speaks == "state" else None
        name = self._parse.text[span[0] : span[1]] if hit is None else hit.entry.name
        unknown = Mention(span, "organization", name, entity_id("organization", name), country, d.role)
        self._earlier.append((d.head, d.role.casefold(), unknown))
        return [unknown, replace(unknown, span=d.span)]

    def _mention(self, d: Described) -> Mention:
        one = d.kind == "person" and d.form.noun.kind in ("office", "person")
        holder = d.owner is None or d.owner.person is None
        person = (
            self._people.of(d.name) if d.name else self._people.in_office(d) if one and d.definite and not d.foreign and holder else None
        )
        if person is not None and person.country is None and d.owner is not None and d.form.noun.speaks in ("state", "body"):
            person.country = self._owners(d)
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
        return Mention(d.span, d.kind, name, entity_id(d.kind, name, country), country, d.role)

    def _antecedent(self, d: Described) -> Mention | None:
        """The last fuller mention of the same kind of body: "das Gericht" after "Bundesverfassungsgericht", "die Agentur" after "dpa"."""
        if not d.definite or d.plural or not d.bare or d.owner or d.country or d.foreign or d.kind != "organization":
            return None
        lemma, codes = d.role.casefold(), self._words.general.get(d.role, frozenset())
        for _, kind, mention in self._earlier[: -_LOOK_BACK - 1 : -1]:
            if (kind and kind.endswith(lemma)) or mention.country in codes:
                return mention
        return self._meant(d)

    def _meant(self, d: Described) -> Mention | None:
        """The body of a union that is named shortly before: "die Kommission" after "EU"."""
        for code, name in self._words.meant.get(d.role, {}).items():
            if any(mention.country == code for _, _, mention in self._earlier[-_LOOK_BACK:]):
                return Mention(d.span, "organization", name, entity_id("organization", name), code, None)
        return None

    def _country(self, d: Described) -> str | None:
        """Return the state of an office: its own, its owner's, else the passage's where it speaks for one."""
        noun = d.form.noun
        if noun.lemma in self._words.codes:
            return self._words.codes[noun.lemma]
        if noun.speaks == "never" or d.role.casefold().startswith(self._words.stateless):
            return None
        if d.country:
            return d.country
        if d.owner is not None:
            return self._owners(d)
        if noun.speaks == "none" or d.foreign or (d.plural and noun.lemma in self._words.one_a_state):
            return None
        there = self._home.near(d.span) if d.bearing == "there" else self._home.dominant
        return self._words.federation(there) if d.form.lemma.startswith(self._words.federal) else there

    def _owners(self, d: Described) -> str | None:
        owner = d.owner
        if owner is None or owner.country:
            return owner.country if owner else None
        if owner.person is not None:
            return self._people.of(owner.person).country
        if owner.described is not None:
            inner = owner.described
            told = self._told.get(inner.head)
            if told is not None and told.country is not None:
                return told.country
            if inner.form.lemma in self._words.own_land and inner.definite:
                return self._home.dominant
            before = self._antecedent(inner)
            return before.country if before else self._country(inner)
        return None


def bodies(hits: Sequence[Hit], nouns: Sequence[NounForm | None]) -> list[tuple[int, str, Mention]]:
    """Return the known bodies whose own name ends in a noun of a kind ("Bundesverfassungsgericht", "Europäische Kommission"), and those of
    several states."""
    found = []
    for h in hits:
        if h.entry.kind != "organization" or not h.whole:
            continue
        form, entry = nouns[h.last - 1] or nouns[h.first], h.entry
        if form is not None or (entry.country or "").startswith("IGO:"):
            mention = Mention(h.span, entry.kind, entry.name, entity_id(entry.kind, entry.name), entry.country, entry.role)
            found.append((h.first, form.lemma if form is not None else "", mention))
    return found
