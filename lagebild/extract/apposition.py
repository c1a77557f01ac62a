"""Names in apposition: which description tells who a named person is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lagebild.extract.descriptions import Described
from lagebild.extract.persons import NameParts, PersonName
from lagebild.extract.usage import UsageWords
from lagebild.parse.base import Parse

_WIDEST_GAP = 12
_WIDEST_START = 4
_LONGEST_CHARGE = 7  # "Kommissar für Energie NAME": words from the preposition to the name
_CLAUSE = ("VERB", "AUX")
_SHORT_CHARGE = 4  # so many may hold a comma, and any preposition


class Appositions:
    """Finds for each name the description before it, before a comma, or behind it."""

    def __init__(self, parse: Parse, described: Sequence[Described], words: UsageWords, parts: NameParts) -> None:
        self._parse, self._words, self._marks = parse, words, parts.marks
        self._found = list(described)
        self._by_last: dict[int, list[int]] = defaultdict(list)
        self._by_first: dict[int, int] = {}
        for k, d in enumerate(self._found):
            self._by_last[d.last].append(k)
            if d.last != d.head + 1:
                self._by_last[d.head + 1].append(k)
            self._by_first[d.first] = k

    def join(self, names: Sequence[PersonName]) -> list[Described]:
        """Return the descriptions, each with the name that stands in apposition to it."""
        for name in names:
            k = self._title_of(name)
            if k is not None:
                d = self._found[k]
                self._found[k] = replace(d, name=name, plural=False, bearing="several" if d.plural else d.bearing)
        return self._found

    def _title_of(self, name: PersonName) -> int | None:
        tokens, before = self._parse.tokens, name.first
        while before and tokens[before - 1].text in self._marks and not self._by_last.get(before):
            before -= 1
        for k in self._by_last.get(before, ()):
            if self._open(k):
                return k
        for gap in range(2, _LONGEST_CHARGE + 1):
            if before < gap or tokens[before - gap].pos in _CLAUSE or (gap > _SHORT_CHARGE and tokens[before - gap].pos == "PUNCT"):
                break
            if (
                before > gap
                and tokens[before - gap].pos == "ADP"
                and (gap <= _SHORT_CHARGE or tokens[before - gap].text in self._words.charge)
            ):
                charged = next((k for k in self._by_last.get(before - gap, ()) if self._open(k)), None)
                if charged is not None:
                    return charged
        if before and tokens[before - 1].text == ",":
            found = self._before_comma(before - 1)
            if found is not None:
                return found
        return self._behind(name)

    def _open(self, k: int) -> bool:
        """May the description be of one person? The form decides where it tells; the parser's number is no proof beside a name."""
        d = self._found[k]
        return d.name is None and (d.kind == "person" or (d.form.number == "" and d.form.noun.kind in ("office", "person")))

    def _before_comma(self, comma: int) -> int | None:
        """Return the description that ends at most twelve words before the comma, in its sentence, no verb or comma between."""
        for end in range(comma, max(0, comma - _WIDEST_GAP), -1):
            for k in self._by_last.get(end, ()):
                if self._open(k) and self._parse.sentence_number(self._found[k].head) == self._parse.sentence_number(comma):
                    return k
            if self._parse.tokens[end - 1].pos in _CLAUSE or self._parse.tokens[end - 1].text == ",":
                return None
        return None

    def _behind(self, name: PersonName) -> int | None:
        """Return the description behind "NAME," or "NAME (…),": articles and stray words before it are passed over."""
        tokens, at = self._parse.tokens, name.last
        if at < len(tokens) and tokens[at].text == "(":
            close = next((j for j in range(at, min(at + 5, len(tokens))) if tokens[j].text == ")"), None)
            at = close + 1 if close else at
        if at >= len(tokens) or tokens[at].text != ",":
            return None
        for j in range(at + 1, min(at + 1 + _WIDEST_START, len(tokens))):
            k = self._by_first.get(j)
            if k is not None:
                return k if self._open(k) and not self._directly_named(k, name) else None
            if tokens[j].pos not in ("DET", "ADJ", "PROPN", "NUM", "PRON") and tokens[j].text not in self._words.determiners:
                return None
        return None

    def _directly_named(self, k: int, name: PersonName) -> bool:
        """Does another name follow the description itself ("X, Präsident Y und …")?"""
        last = self._found[k].last
        following = self._parse.tokens[last] if last < len(self._parse.tokens) else None
        return following is not None and following.ner == "PER" and following.i != name.first
