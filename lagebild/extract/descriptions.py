"""Definite descriptions: an office, group or body with the adjectives, genitive and name that tell whose it is.

"Der frühere russische Außenminister", "Sprecherin des Nationalen Sicherheitsrates", "US-Beamte", "die Polizei in Paris".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.extract.gazetteer import Hit
from lagebild.extract.nouns import NounForm
from lagebild.extract.persons import PersonName
from lagebild.extract.usage import UsageWords
from lagebild.model import MentionKind, Span
from lagebild.parse.base import Parse, Token

_MOST_ADJECTIVES = 5
_WIDEST_GAP = 12


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase without its article: tokens `[first, last)` with the noun at `head`.

    `body`: printed name of what it belongs to; `name`: the person that it describes; `definite`: by its article; `foreign`: an adjective keeps it
    from being the passage's own country's; `apposed`: the known name that the noun only introduces ("Nachrichtenagentur dpa").
    """

    head: int
    first: int
    last: int
    span: Span
    form: NounForm
    country: str | None = None
    body: str | None = None
    name: PersonName | None = None
    definite: bool = False
    plural: bool = False
    foreign: bool = False
    apposed: Hit | None = None

    @property
    def kind(self) -> MentionKind:
        if self.form.noun.kind == "organization":
            return "organization"
        return "group" if self.plural or self.form.noun.kind == "group" else "person"

    @property
    def role(self) -> str:
        return self.form.lemma


class Describer:
    """Builds the descriptions of one parse from right to left, so that a genitive is known before what it belongs to."""

    def __init__(
        self, parse: Parse, hits: Sequence[Hit], names: Sequence[PersonName], nouns: Sequence[NounForm | None], words: UsageWords
    ) -> None:
        self._parse, self._nouns, self._words = parse, nouns, words
        self._hit_at: dict[int, Hit] = {}
        self._inside: dict[int, Hit] = {}
        for h in hits:
            self._hit_at.setdefault(h.first, h)
            for i in range(h.first, h.last):
                self._inside.setdefault(i, h)
        self._name_at = {n.first: n for n in names}
        self._in_name = {i for n in names for i in range(n.first, n.last)}
        self._starts: dict[int, Described] = {}

    def all(self) -> list[Described]:
        """Return the descriptions in text order."""
        for t in reversed(self._parse.tokens):
            form = self._nouns[t.i]
            found = self._describe(t, form) if form is not None else None
            if found:
                self._starts[found.first] = found
        return sorted(self._starts.values(), key=lambda d: d.head)

    def _describe(self, t: Token, form: NounForm) -> Described | None:
        if t.i in self._in_name or form.noun.kind == "title" or t.pos in ("VERB", "AUX", "ADV"):
            return None
        inside = self._inside.get(t.i)
        if inside and inside.whole and inside.entry.form != "adjective":
            return None
        first, country, foreign = self._left(t.i)
        if inside and not inside.whole and inside.span[0] == t.start:
            country = inside.entry.country or country
        last, right, body, apposed = self._right(t.i, form)
        article = self._parse.tokens[first - 1] if first else None
        plural = form.number == "Plur" or (form.number == "" and t.number == "Plur")
        if country is None and form.lemma.startswith(self._words.federal):
            country = self._words.federations[0]
        country = None if form.noun.speaks == "never" else country or right
        definite = article is not None and article.text.lower() in self._words.definite
        span = self._parse.span_of(first, last)
        return Described(t.i, first, last, span, form, country, body, None, definite, plural, foreign, apposed)

    def _left(self, i: int) -> tuple[int, str | None, bool]:
        """Return (first token of the adjectives before noun `i`, the state that they name, whether they call it foreign)."""
        first, country, foreign, tokens = i, None, False, self._parse.tokens
        sentence = self._parse.sentence_number(i)
        for k in range(i - 1, max(-1, i - 1 - _MOST_ADJECTIVES), -1):
            t = tokens[k]
            hit = self._inside.get(k)
            demonym = hit is not None and hit.entry.form == "adjective"
            if self._parse.sentence_number(k) != sentence or t.text in self._words.determiners:
                break
            foreign = foreign or t.text.casefold().rstrip("nrsme") in self._words.foreign
            if not demonym and t.pos not in ("ADJ", "NUM"):
                break
            first = k
            if demonym and hit is not None and country is None:
                country = hit.entry.country
        return first, country, foreign

    def _right(self, i: int, form: NounForm) -> tuple[int, str | None, str | None, Hit | None]:
        """Return (end of the phrase, state, printed name, name in apposition) by the genitive or name behind noun `i`."""
        last = i + 1
        if last >= len(self._parse.tokens):
            return last, None, None, None
        word = self._parse.tokens[last].text
        hit = self._hit_at.get(last + 1 if word in self._words.quotes else last)
        if hit and hit.whole and hit.entry.form in ("name", "capital") and self._attaches(hit, form):
            apposed = hit if hit.entry.kind in ("organization", "media", "group") else None
            return (last if apposed else hit.last), hit.entry.country, self._printed(hit), apposed
        if word in self._words.genitive or (word in self._words.seated and form.noun.kind in ("organization", "group")):
            return *self._owner(last + 1, last), None
        return last, None, None, None

    def _attaches(self, hit: Hit, form: NounForm) -> bool:
        """A genitive ("Präsident Frankreichs"), or a name in apposition to a body ("Gewerkschaft Verdi", "Nachrichtenagentur dpa")."""
        if hit.entry.kind in ("organization", "media", "group"):
            return form.noun.kind == "organization"
        if form.lemma in self._words.seats_of:
            return True
        text = self._parse.tokens[hit.last - 1].text
        return text.endswith("s") or self._parse.tokens[hit.last - 1].case == "Gen"

    def _owner(self, k: int, last: int) -> tuple[int, str | None, str | None]:
        """Return (end, state, printed name) of the owner whose phrase begins at token `k`; `last` where there is none."""
        tokens = self._parse.tokens
        for j in range(k, min(k + _MOST_ADJECTIVES, len(tokens))):
            described = self._starts.get(j)
            if described:
                return described.last, described.country, described.body or described.role
            hit = self._hit_at.get(j)
            if hit and hit.entry.form in ("name", "capital") and hit.whole:
                return hit.last, hit.entry.country, self._printed(hit)
            if j in self._name_at:
                return self._name_at[j].last, None, self._name_at[j].name
            if tokens[j].ner == "ORG":
                end = j + 1
                while end < len(tokens) and tokens[end].ner == "ORG" and not tokens[end].ner_begin:
                    end += 1
                return end, None, self._parse.text[tokens[j].start : tokens[end - 1].end]
            if tokens[j].text not in self._words.determiners and tokens[j].pos != "ADJ":
                break
        return last, None, None

    def _printed(self, hit: Hit) -> str:
        return hit.entry.country or hit.entry.name if hit.entry.kind == "state" and hit.entry.role is None else hit.entry.name


def describe(
    parse: Parse,
    hits: Sequence[Hit],
    names: Sequence[PersonName],
    nouns: Sequence[NounForm | None],
    words: UsageWords,
    marks: frozenset[str],
) -> list[Described]:
    """Return the descriptions of a parse, each with the name that stands in apposition to it; `marks` may stand before a name."""
    found = Describer(parse, hits, names, nouns, words).all()
    by_last: dict[int, list[int]] = {}
    by_first: dict[int, int] = {}
    for k, d in enumerate(found):
        by_last.setdefault(d.last, []).append(k)
        by_last.setdefault(d.head + 1, []).append(k)
        by_first[d.first] = k
    for name in names:
        k_found = _title_of(name, parse, found, by_last, by_first, words, marks)
        if k_found is not None:
            found[k_found] = replace(found[k_found], name=name)
    return found


def _title_of(
    name: PersonName,
    parse: Parse,
    found: list[Described],
    by_last: dict[int, list[int]],
    by_first: dict[int, int],
    words: UsageWords,
    marks: frozenset[str],
) -> int | None:
    """Return which description `name` stands in apposition to: right before it, before a comma, or behind it."""
    tokens, before = parse.tokens, name.first
    while before and tokens[before - 1].text in marks and before - 1 not in by_first:
        before -= 1
    for k in by_last.get(before, []):
        if _names_one(found[k]):
            return k
    if before and tokens[before - 1].text == ",":
        k_left = _behind_comma(before - 1, parse, found, by_last)
        if k_left is not None:
            return k_left
    at = name.last + 1
    if name.last < len(tokens) and tokens[name.last].text == "," and at < len(tokens):
        at += tokens[at].text in words.determiners
        k_right = by_first.get(at)
        if k_right is not None and found[k_right].name is None and _names_one(found[k_right]):
            return k_right
    return None


def _names_one(d: Described) -> bool:
    return d.kind == "person" and d.name is None


def _behind_comma(comma: int, parse: Parse, found: list[Described], by_last: dict[int, list[int]]) -> int | None:
    """Return the description that ends at most twelve words before the comma, in its sentence, no verb or comma between."""
    for end in range(comma, max(0, comma - _WIDEST_GAP), -1):
        for k in by_last.get(end, []):
            if _names_one(found[k]) and parse.sentence_number(found[k].head) == parse.sentence_number(comma):
                return k
        if parse.tokens[end - 1].pos in ("VERB", "AUX") or parse.tokens[end - 1].text == ",":
            return None
    return None
