"""Definite descriptions: an office, group or body with the adjectives, genitive and name that tell whose it is.

"Der frühere russische Außenminister", "Sprecherin des Nationalen Sicherheitsrates", "US-Beamte", "die Polizei in Paris".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.extract.gazetteer import Hit
from lagebild.extract.nouns import NounForm
from lagebild.extract.persons import NameParts, PersonName
from lagebild.extract.usage import Bearing, UsageWords
from lagebild.model import MentionKind, Span
from lagebild.parse.base import Parse, Token

_MOST_ADJECTIVES = 5
_LONGEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Owner:
    """What a party belongs to, ending before token `last`: a known name (`country`, `printed`), a description, or a person."""

    last: int
    country: str | None = None
    printed: str | None = None
    described: Described | None = None
    person: PersonName | None = None

    @property
    def stateless(self) -> bool:
        """A known body without a state, such as a company."""
        return self.country is None and self.described is None and self.person is None


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase without its article: tokens `[first, last)` with the noun at `head`.

    `country`: the state that its own words name; `owner`: whom it belongs to; `name`: the person that it describes; `definite`: by its
    article; `bare`: no adjectives; `bearing`: an adjective or quantifier tells that it is not, or not simply, the passage's own
    country's; `introduces`: span and known name of the body that the noun only introduces ("Nachrichtenagentur dpa").
    """

    head: int
    first: int
    last: int
    span: Span
    form: NounForm
    country: str | None = None
    owner: Owner | None = None
    name: PersonName | None = None
    definite: bool = False
    plural: bool = False
    bearing: Bearing | None = None
    bare: bool = True
    introduces: tuple[Span, Hit | None] | None = None

    @property
    def kind(self) -> MentionKind:
        if self.form.noun.kind == "organization":
            return "organization"
        return "group" if self.plural or self.form.noun.kind == "group" else "person"

    @property
    def foreign(self) -> bool:
        """Is it kept from being the passage's own country's?"""
        return self.bearing == "foreign" or (self.bearing == "several" and self.kind == "organization")

    @property
    def role(self) -> str:
        return self.form.lemma

    @property
    def state(self) -> str | None:
        """The state that the phrase names, itself or by its owner; none for rebels and companies."""
        if self.form.noun.speaks == "never":
            return None
        return self.country or (self.owner.country if self.owner else None)


class Describer:
    """Builds the descriptions of one parse from right to left, so that a genitive is known before what it belongs to."""

    def __init__(
        self,
        parse: Parse,
        hits: Sequence[Hit],
        names: Sequence[PersonName],
        nouns: Sequence[NounForm | None],
        words: UsageWords,
        parts: NameParts,
    ) -> None:
        self._parse, self._nouns, self._words, self._address = parse, nouns, words, parts.address
        self._hit_at: dict[int, Hit] = {}
        self._inside: dict[int, Hit] = {}
        self._hit_end: dict[int, Hit] = {}
        for h in hits:
            self._hit_at.setdefault(h.first, h)
            self._hit_end[h.last] = h
            for i in range(h.first, h.last):
                self._inside.setdefault(i, h)
        self._name_at = {n.first: n for n in names}
        self._name_end = {n.last: n for n in names}
        self._in_name = {i for n in names for i in range(n.first, n.last)}
        self._starts: dict[int, Described] = {}

    def all(self) -> list[Described]:
        """Return the descriptions in text order."""
        for t in reversed(self._parse.tokens):
            form = self._nouns[t.i]
            found = self._describe(t, form) if form is not None and self._may_describe(t, form) else None
            if found:
                self._starts[found.first] = found
        return sorted(self._starts.values(), key=lambda d: d.head)

    def _may_describe(self, t: Token, form: NounForm) -> bool:
        if t.i in self._in_name or form.noun.kind == "title" or t.pos in ("VERB", "AUX"):
            return False
        if t.text in self._address and t.i + 1 in self._name_at:
            return False
        inside = self._inside.get(t.i)
        return not (inside and inside.whole and inside.entry.form != "adjective")

    def _describe(self, t: Token, form: NounForm) -> Described:
        first, country, bearing = self._left(t.i)
        owner = self._owner(t, first, form)
        introduces = self._introduced(t.i, form)
        last = max(t.i + 1, owner.last if owner else 0)
        article = self._parse.tokens[first - 1].text.lower() if first else ""
        if owner and owner.last <= first:
            first, article = self._start_of(owner, first), next(iter(self._words.definite))
        return Described(
            t.i, first, last, self._parse.span_of(first, last), form, country, owner, None, article in self._words.definite,
            self._plural(t, form, first), bearing, first == t.i, introduces,
        )  # fmt: skip

    def _owner(self, t: Token, first: int, form: NounForm) -> Owner | None:
        """The owner in the compound, before or behind the noun; of a body in the compound and a state behind the state ("UN-Botschafter
        Irans")."""
        own = self._compound(t)
        if own is not None and not (own.country or "").startswith("IGO:"):
            return own
        behind = self._owner_behind(t.i, form) if own is not None and form.noun.kind == "office" else None
        if behind is not None and behind.country and not behind.country.startswith("IGO:") and behind.described is None:
            return behind
        return own or self._owner_before(first) or self._owner_behind(t.i, form)

    def _plural(self, t: Token, form: NounForm, first: int) -> bool:
        """By the form, else by the article or quantifier, else by the parser."""
        if form.number:
            return form.number == "Plur"
        before = {w.text.lower() for w in self._parse.tokens[max(0, first - 1) : t.i]}
        return (not form.feminine and not before.isdisjoint(self._words.plural)) or t.number == "Plur"

    def _left(self, i: int) -> tuple[int, str | None, Bearing | None]:
        """Return (first token of the adjectives before noun `i`, the state that they name, how they bear on whose it is)."""
        first, country, tokens = i, None, self._parse.tokens
        bearing: Bearing | None = None
        sentence = self._parse.sentence_number(i)
        for k in range(i - 1, max(-1, i - 1 - _MOST_ADJECTIVES), -1):
            t = tokens[k]
            hit, demonym = self._inside.get(k), self._is_demonym(k)
            if self._parse.sentence_number(k) != sentence or t.text in self._words.determiners or k in self._in_name:
                break
            bearing = bearing or self._words.bearing(t.text)
            if t.pos == "CCONJ" and first == k + 1 and k and (tokens[k - 1].pos == "ADJ" or self._is_demonym(k - 1)):
                continue
            if not demonym and t.pos not in ("ADJ", "NUM"):
                break
            first = k
            if demonym and hit is not None and country is None:
                country = hit.entry.country
        return first, country, bearing

    def _is_demonym(self, i: int) -> bool:
        hit = self._inside.get(i)
        return hit is not None and hit.entry.form == "adjective"

    def _compound(self, t: Token) -> Owner | None:
        """The first part of a hyphenated compound: "US-Beamte", "CDU-Politiker"."""
        inside = self._inside.get(t.i)
        if inside and not inside.whole and inside.span[0] == t.start:
            return Owner(t.i, inside.entry.country, inside.entry.country or inside.entry.name)
        return None

    def _owner_before(self, first: int) -> Owner | None:
        """A name in the genitive before the phrase: "Putins Regierung", "Frankreichs Präsident"."""
        hit = self._hit_end.get(first)
        if hit and hit.whole and hit.entry.form in ("name", "capital") and self._in_genitive(hit.last - 1):
            return Owner(hit.last, hit.entry.country, printed(hit))
        name = self._name_end.get(first)
        if name and len(self._parse.text[slice(*name.span)]) > len(name.name):
            return Owner(name.last, printed=name.name, person=name)
        return None

    def _in_genitive(self, i: int) -> bool:
        return self._parse.tokens[i].text.endswith("s") and self._parse.tokens[i].text[:-1] != ""

    def _start_of(self, owner: Owner, first: int) -> int:
        name, hit = self._name_end.get(first), self._hit_end.get(first)
        return name.first if owner.person and name else hit.first if hit else first

    def _owner_behind(self, i: int, form: NounForm) -> Owner | None:
        """The genitive, the place or the state behind noun `i`."""
        last = i + 1
        if last >= len(self._parse.tokens):
            return None
        word = self._parse.tokens[last].text
        hit = self._hit_at.get(last)
        if hit and hit.whole and hit.entry.form in ("name", "capital") and hit.entry.kind in ("state", "place"):
            genitive = self._parse.tokens[hit.last - 1].text.endswith("s") or self._parse.tokens[hit.last - 1].case == "Gen"
            if genitive or form.lemma in self._words.seats_of or (form.noun.kind == "organization" and hit.entry.kind == "place"):
                return Owner(hit.last, hit.entry.country, printed(hit))
        sits = (form.noun.kind in ("organization", "group") or form.noun.speaks == "state") and form.lemma not in self._words.lands
        if word in self._words.genitive or (sits and word in self._words.seated):
            return self._owner_from(last + 1, form)
        return None

    def _owner_from(self, k: int, form: NounForm) -> Owner | None:
        """Return the owner whose phrase begins at token `k`; a medium owns its people only ("vom Ministerium von Reuters erbeten")."""
        tokens = self._parse.tokens
        for j in range(k, min(k + _MOST_ADJECTIVES, len(tokens))):
            described = self._starts.get(j)
            if described:
                return Owner(described.last, described.state, described.role, described)
            hit = self._hit_at.get(j)
            if hit and hit.entry.kind == "media" and form.noun.kind == "organization":
                return None
            if hit and hit.entry.form in ("name", "capital") and hit.whole:
                return Owner(hit.last, hit.entry.country, printed(hit))
            if hit and hit.entry.form == "name" and hit.last == j + 1 and hit.span[0] == tokens[j].start:
                return Owner(j + 1, hit.entry.country, tokens[j].lemma)
            if j in self._name_at:
                return Owner(self._name_at[j].last, printed=self._name_at[j].name, person=self._name_at[j])
            if tokens[j].ner == "ORG" or (j > k and tokens[j].pos == "PROPN"):
                end = self._unknown_end(j)
                return Owner(end, printed=self._parse.text[tokens[j].start : tokens[end - 1].end])
            if tokens[j].text not in self._words.determiners and tokens[j].pos != "ADJ":
                break
        return None

    def _unknown_end(self, i: int) -> int:
        tokens, end = self._parse.tokens, i + 1
        while end < len(tokens) and end - i < _LONGEST_TITLE and tokens[end].pos == "PROPN" and end not in self._in_name:
            end += 1
        return end

    def _introduced(self, i: int, form: NounForm) -> tuple[Span, Hit | None] | None:
        """The name of a body right behind its kind, in quotation marks or not: "Fluggesellschaft KLM", "Zeitung „Prawda“"."""
        if form.noun.kind != "organization" or i + 1 >= len(self._parse.tokens):
            return None
        tokens = self._parse.tokens
        quoted = tokens[i + 1].text in self._words.quotes
        j = i + 1 + quoted
        hit = self._hit_at.get(j)
        if hit and hit.whole and hit.entry.form == "name" and hit.entry.kind in ("organization", "media", "group"):
            return hit.span, hit
        if j >= len(tokens) or j in self._in_name or j in self._inside or not tokens[j].text[:1].isupper():
            return None
        if quoted:
            end = next((e for e in range(j, min(j + _LONGEST_TITLE, len(tokens))) if tokens[e].text in self._words.closing), None)
            return (self._parse.span_of(j, end), None) if end and end > j else None
        if tokens[j].pos == "PROPN" and self._nouns[j] is None and form.lemma not in self._words.seats_of:
            return self._parse.span_of(j, self._unknown_end(j)), None
        return None


def printed(hit: Hit) -> str:
    """Return how an owner is printed: a state by its code, else by name."""
    return hit.entry.country or hit.entry.name if hit.entry.kind == "state" and hit.entry.role is None else hit.entry.name
