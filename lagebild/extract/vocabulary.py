"""What words stand for in a closed vocabulary: nouns (also as the end of a compound), verbs, adjectives, designations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lagebild.extract.triggers import TriggerLexicon, fold, noun_forms
from lagebild.lang.pack import Pack
from lagebild.model import Span
from lagebild.parse.base import Token

# Letters that the last member of a compound has at least, and what stands before it.
MIN_TAIL = 4
MIN_FIRST = 2
# Marks in the data: a designation, met as it is spelt; a noun that ends no compound.
DESIGNATION, WHOLE, ADJECTIVAL = "=", "!", "~"
ENDINGS = ("", "e", "en", "er", "es", "em")
REMEMBERED = 20_000  # words whose value is kept at hand
# Letters and digits that may follow a designation: versions (T-72B3), a plural.
VERSION = r"(?:[A-Z\d]*|s)"


@dataclass(frozen=True)
class Vocabulary:
    """`nouns`, `others` (verbs, adjectives), `tails` (nouns that may end a compound): value by folded form; `names`: by designation."""

    nouns: dict[str, str]
    others: dict[str, str]
    tails: dict[str, str]
    names: dict[str, str]
    pattern: re.Pattern[str] | None
    infinitives: dict[str, str]
    longest: int
    known: dict[tuple[str, str, str], str | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, pack: Pack, rows: Iterable[tuple[str, str]]) -> Vocabulary:
        """Build from (word, value) rows; an earlier row wins where two have a form in common."""
        given = list(rows)
        nouns: dict[str, str] = {}
        others: dict[str, str] = {}
        tails: dict[str, str] = {}
        names: dict[str, str] = {}
        for word, value in given:
            bare = word.strip(DESIGNATION + WHOLE + ADJECTIVAL)
            if word.startswith(DESIGNATION):
                names.setdefault(bare, value)
            elif bare[:1].islower():
                for form in _lower_forms(bare):
                    others.setdefault(fold(form), value)
            elif not word.endswith(ADJECTIVAL):
                nouns.setdefault(fold(bare), value)
        for word, value in given:
            if word[:1].isupper():
                for form in _noun_forms(pack, word):
                    nouns.setdefault(form, value)
                    if not word.endswith(WHOLE):
                        tails.setdefault(form, value)
        infinitives = pack.get(TriggerLexicon.from_pack).verb_forms
        return cls(nouns, others, tails, names, _pattern(names), infinitives, max(map(len, tails), default=0))

    def of_token(self, token: Token) -> str | None:
        """Return what a token stands for, None if nothing. Answers are remembered (at most REMEMBERED)."""
        key = token.text, token.lemma, token.pos
        try:
            return self.known[key]
        except KeyError:
            value = self._value(token)
        if len(self.known) < REMEMBERED:
            self.known[key] = value
        return value

    def _value(self, token: Token) -> str | None:
        form, lemma = fold(token.text), fold(token.lemma)
        if token.pos in ("NOUN", "PROPN", "X") or (token.text[:1].isupper() and token.pos in ("ADJ", "ADV")):
            found = self.noun(form) or (self.noun(lemma) if lemma != form else None)
            if found or token.pos == "NOUN":
                return found
        # The form alone tells the verb where the lemmatizer does not: of a separated verb (kündigte … an) it would tell another.
        alone = lemma == form or token.pos == "ADJ"
        return self.others.get(lemma) or (self.others.get(self.infinitives.get(form, form)) if alone else None)

    def noun(self, form: str) -> str | None:
        """Return what a folded noun stands for, by itself or by its last member, the longest first."""
        found = self.nouns.get(form)
        if found is not None:
            return found
        for start in range(max(MIN_FIRST, len(form) - self.longest), len(form) - MIN_TAIL + 1):
            value = self.tails.get(form[start:])
            if value is not None:
                return value
        return None

    def first(self, form: str) -> str | None:
        """Return what the first members of a folded compound stand for, the longest known beginning."""
        for end in range(len(form) - MIN_TAIL, MIN_TAIL - 1, -1):
            value = self.tails.get(form[:end])
            if value is not None:
                return value
        return None

    def designation(self, text: str, span: Span) -> tuple[str, Span] | None:
        """Return the first designation within a span of the text: what it stands for, and where it is."""
        found = self.pattern.search(text, *span) if self.pattern else None
        return (self.names[_spelt(found["name"])], found.span()) if found else None


def _spelt(name: str) -> str:
    return "-".join(name.split())


def _pattern(names: dict[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    ordered = sorted(names, key=lambda n: (-len(n), n))
    listed = "|".join(re.escape(n).replace(r"\-", r"[-\ ]") for n in ordered)
    return re.compile(rf"(?<!\w)(?P<name>{listed}){VERSION}(?!\w)")


def _lower_forms(word: str) -> list[str]:
    """Return a verb's infinitive, or the forms of an adjective."""
    if word.endswith(("en", "ern", "eln", "eien")):
        return [word]
    return [word + ending for ending in ENDINGS]


def _noun_forms(pack: Pack, word: str) -> Iterable[str]:
    """Return the folded forms of a noun; with ~ those of a nominalised adjective."""
    if word.endswith(ADJECTIVAL):
        return [fold(word[:-1] + ending) for ending in ENDINGS[1:]]
    return noun_forms(pack, [fold(word.strip(WHOLE))])


def listed(data: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return (word, value) rows of a table that lists words by value."""
    return [(word, value) for value, words in data.items() for word in words]
