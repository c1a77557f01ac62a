"""Personal names: where they stand, and which mentions in one document are one person.

A name is seen by a given name, by an office or form of address before it, by a family name that stands first, or by the parser's
entity tags; the rest of it are the proper nouns that follow. Later a surname alone leads back to the fullest name in the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from lagebild.extract.nouns import NounLexicon
from lagebild.lang.pack import Pack
from lagebild.model import Span
from lagebild.parse.base import Parse, Token

_MAX_NAME = 7
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class NameParts:
    """What the pack's names.toml knows of personal names."""

    given: frozenset[str]
    women: frozenset[str]
    family_first: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    joined: tuple[str, ...]
    marks: frozenset[str]
    address: frozenset[str]
    bare: Callable[[str], tuple[str, ...]]

    @classmethod
    def from_pack(cls, pack: Pack) -> NameParts:
        data = pack.toml("names.toml")
        return cls(
            given=frozenset(data["male"]) | frozenset(data["female"]),
            women=frozenset(data["female"]) - frozenset(data["male"]),
            family_first=frozenset(data["family_first"]),
            particles=frozenset(data["particles"]),
            leading=frozenset(data["leading"]),
            joined=tuple(data["joined"]),
            marks=frozenset(data["marks"]),
            address=frozenset(data["address"]),
            bare=pack.rules("naming").bare_names,
        )

    def is_given(self, word: str) -> bool:
        return word in self.given or ("-" in word and all(part in self.given for part in word.split("-")))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the text: tokens `[first, last)`; `name` without a genitive ending."""

    first: int
    last: int
    span: Span
    name: str

    @property
    def words(self) -> list[str]:
        return self.name.split()


def name_key(name: str) -> str:
    """Return what the spellings of one name share: case, hyphens, spaces and accents aside ("Kim Jong-un", "KIM JONG UN")."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").casefold())
    return re.sub(r"[^a-z0-9\u0400-\u9fff]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


class NameFinder:
    """Finds personal names in one parse; `taken` are token indices that known other names hold."""

    def __init__(self, parse: Parse, parts: NameParts, nouns: NounLexicon, taken: set[int]) -> None:
        self._tokens = parse.tokens
        self._sentence = parse.sentence_number
        self._parts = parts
        self._nouns = nouns
        self._taken = taken

    def find(self) -> list[PersonName]:
        """Return full names and titled surnames in text order."""
        found: list[PersonName] = []
        i = 0
        while i < len(self._tokens):
            last = self._name_end(i)
            if last:
                found.append(self._name(i, last))
            i = last or i + 1
        return found

    def _name(self, first: int, last: int) -> PersonName:
        words = [t.text for t in self._tokens[first:last]]
        words[-1] = self._bare_last(self._tokens[last - 1])
        span = (self._tokens[first].start, self._tokens[last - 1].end)
        return PersonName(first, last, span, " ".join(words).replace(" - ", "-").replace(" .", "."))

    def _bare_last(self, token: Token) -> str:
        """The last word without a genitive ending, by the parser's case or lemma; without either the form stays."""
        forms = self._parts.bare(token.text)
        if len(forms) == 1:
            return token.text
        if not token.text.endswith("s") or token.case == "Gen" or token.lemma == forms[1]:
            return forms[1]
        return token.text

    def _name_end(self, i: int) -> int | None:
        """Return the index behind a name that starts at token `i`, or None."""
        t = self._tokens[i]
        if i in self._taken or not self._may_start(t):
            return None
        end = self._run_end(i)
        size = end - i
        if t.ner == "PER" and t.text not in self._nouns.forms:
            return end
        if size >= _SHORTEST_NAME and (self._parts.is_given(t.text) or self._is_initial(t.text)):
            return end
        if size >= _SHORTEST_NAME and t.text in self._parts.family_first and t.pos == "PROPN":
            return end
        if self._after_title(i) and (t.pos == "PROPN" or size >= _SHORTEST_NAME):
            return end
        return None

    def _may_start(self, t: Token) -> bool:
        if t.text in self._parts.leading or t.text.startswith(self._parts.joined):
            return self._named(t.i + 1) or "-" in t.text
        return self._capital(t) and t.text not in self._parts.marks

    def _is_initial(self, word: str) -> bool:
        return len(word) == 2 and word[0].isupper() and word[1] == "."

    def _capital(self, t: Token) -> bool:
        return t.text[:1].isupper() and len(t.text) > 1 and any(c.islower() or c == "." for c in t.text[1:]) and not t.text[-1].isdigit()

    def _named(self, i: int) -> bool:
        """May token `i` go on with a name?"""
        if i >= len(self._tokens) or i in self._taken:
            return False
        t = self._tokens[i]
        if t.text.startswith(self._parts.joined) and "-" in t.text:
            return True
        if not (self._capital(t) or self._is_initial(t.text)) or t.text in self._nouns.forms:
            return False
        return t.pos == "PROPN" or t.ner == "PER" or t.pos in ("", "X") or self._parts.is_given(t.text)

    def _run_end(self, i: int) -> int:
        """Return the index behind the longest run of name words from token `i`; the word after a given name needs no tag."""
        tokens, end = self._tokens, i + 1
        while end < len(tokens) and end - i < _MAX_NAME and self._sentence(end) == self._sentence(i):
            if (
                tokens[end].ner_begin
                and tokens[end].ner
                and not self._parts.is_given(tokens[end - 1].text)
                and tokens[end - 1].ner == "PER"
            ):
                break
            if self._named(end) or (self._loose(end) and self._parts.is_given(tokens[end - 1].text)):
                end += 1
            elif tokens[end].text in self._parts.particles and self._particle_leads(end):
                end += 2 if self._named(end + 1) or self._loose(end + 1) else 3
            else:
                break
        return end

    def _particle_leads(self, i: int) -> bool:
        if self._named(i + 1) or (self._loose(i + 1) and self._tokens[i].text in self._parts.leading):
            return True
        return i + 2 < len(self._tokens) and self._tokens[i + 1].text in self._parts.particles and self._named(i + 2)

    def _loose(self, i: int) -> bool:
        """A capitalised word that names no office: a surname that the tagger took for a noun."""
        if i >= len(self._tokens) or i in self._taken:
            return False
        t = self._tokens[i]
        return (
            self._capital(t)
            and t.pos in ("NOUN", "PROPN", "X", "")
            and self._nouns.lookup(t.text) is None
            and t.text not in self._parts.marks
        )

    def _after_title(self, i: int) -> bool:
        """Does an office or a form of address stand right before token `i`?"""
        j = i - 1
        while j >= 0 and self._tokens[j].text in self._parts.marks and self._tokens[j].text not in self._parts.address:
            if self._tokens[j].text in ("Dr.", "Prof.", "Dr", "Prof"):
                return True
            j -= 1
        if j < 0 or self._sentence(j) != self._sentence(i):
            return False
        before = self._tokens[j]
        if before.text in self._parts.address:
            return True
        form = self._nouns.lookup(before.text)
        return form is not None and form.noun.kind in ("office", "person", "title") and form.number != "Plur"


def surname_index(names: list[PersonName], parts: NameParts) -> dict[str, list[PersonName]]:
    """Return surname → the full names that it can stand for, in text order."""
    index: dict[str, list[PersonName]] = {}
    for name in names:
        words = name.words
        if len(words) < _SHORTEST_NAME:
            continue
        for word in _surnames(words, parts):
            index.setdefault(word, []).append(name)
    return index


def _surnames(words: list[str], parts: NameParts) -> list[str]:
    if words[0] in parts.family_first and not parts.is_given(words[0]):
        return [words[0], words[-1]] if len(words) == _SHORTEST_NAME else [words[0]]
    found = [words[-1]]
    for k in range(1, len(words) - 1):
        if words[k] in parts.leading or words[k] in parts.particles:
            found.append(" ".join(words[k:]))
        elif not parts.is_given(words[k]) and not words[k].endswith("."):
            found.append(words[k])
    if "-" in words[-1] and not words[-1].startswith(parts.joined):
        found += [part for part in words[-1].split("-") if part[:1].isupper() and len(part) > 3]
    if words[-1].startswith(parts.joined):
        found.append(words[-1].partition("-")[2])
    return found
