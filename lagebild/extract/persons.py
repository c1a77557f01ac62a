"""Personal names: where they stand in the text.

A name is seen by a given name, by an office or form of address before it, by a family name that stands first, by the table of known
people, or by the parser's entity tags; the rest of it are the proper nouns that follow. A surname alone counts where the document
gives the full name, or where it is that of one known person.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from lagebild.extract.gazetteer import Hit
from lagebild.extract.nouns import NounForm
from lagebild.lang.pack import Pack
from lagebild.lang.spelling import normal, sound
from lagebild.model import Span
from lagebild.parse.base import Parse, Token

_MAX_NAME = 7
_PAIR = 2
_REMEMBERED = 20_000
_TITLE_NEAR = 3
_PARTS = re.compile(r"[\s\-]+")
_INITIALS = re.compile(r"(?:[A-ZÄÖÜ]\.)*[A-ZÄÖÜ]\.?")
_SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")
_LONG_ENOUGH = 5
NOT_NAMES = frozenset({"VERB", "AUX", "ADJ", "DET", "ADP", "ADV"})
_SETS = ("family_first", "called_by_given", "particles", "leading", "prepositions", "marks", "academic", "address", "women_addressed")


@dataclass(frozen=True)
class NameParts:
    """What the pack's names.toml and people.tsv know of personal names.

    `known`: key → (printed name, state); `alone`: surname → key; `romanised`: the sounds of such surnames that are written in other
    letters at home → key.
    """

    given: frozenset[str]
    women: frozenset[str]
    family_first: frozenset[str]
    called_by_given: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    prepositions: frozenset[str]
    joined: tuple[str, ...]
    surname_ends: tuple[str, ...]
    marks: frozenset[str]
    academic: frozenset[str]
    address: frozenset[str]
    women_addressed: frozenset[str]
    known: dict[str, tuple[str, str | None]]
    alone: dict[str, str]
    romanised: dict[str, str]
    bare: Callable[[str], tuple[str, ...]]

    @classmethod
    def from_pack(cls, pack: Pack) -> NameParts:
        data = pack.toml("names.toml")
        sets = {k: frozenset(data[k]) for k in _SETS}
        known, alone, romanised = _known(pack, sets["family_first"], data)
        return cls(
            given=frozenset(data["male"]) | frozenset(data["female"]),
            women=frozenset(data["female"]) - frozenset(data["male"]),
            **sets,
            joined=tuple(data["joined"]),
            surname_ends=tuple(data["surname_ends"]),
            known=known,
            alone=alone,
            romanised=romanised,
            bare=lru_cache(maxsize=_REMEMBERED)(pack.rules("naming").bare_names),
        )

    def is_given(self, word: str) -> bool:
        """Tell whether `word` is a given name, or two of them joined by a hyphen."""
        return word in self.given or ("-" in word and all(part in self.given for part in word.split("-")))


_Known: TypeAlias = tuple[dict[str, tuple[str, str | None]], dict[str, str], dict[str, str]]


def _known(pack: Pack, family_first: frozenset[str], data: dict[str, Any]) -> _Known:
    known: dict[str, tuple[str, str | None]] = {}
    alone: dict[str, str] = {}
    romanised: dict[str, str] = {}
    for row in pack.table("people.tsv"):
        either = row["code"] in data["family_first_states"]
        for spelling in (row["name"], *(s for s in row["aliases"].split("|") if s)):
            key = person_key(spelling)
            for spelled in (key, " ".join(reversed(key.split()))) if either else (key,):
                known.setdefault(spelled, (row["name"], row["code"] or None))
            if row["alone"] == "yes":
                surname = _surname(spelling, data["surname_starts"], family_first if either else frozenset())
                for form in (surname, surname.split()[-1]) if surname.split()[0] in data["noble"] else (surname,):
                    alone.setdefault(form, person_key(row["name"]))
                if row["code"] in data["romanised_states"] and len(surname) >= _LONG_ENOUGH:
                    romanised.setdefault(sound_key(surname), person_key(row["name"]))
    return known, alone, romanised


def _surname(name: str, starts: Sequence[str], family_first: frozenset[str]) -> str:
    words = name.split()
    if words[0] in family_first:
        return words[0]
    at = next((k for k, w in enumerate(words) if k and w in starts), len(words) - 1)
    return " ".join(words[at:])


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


def sound_key(name: str) -> str:
    """Return what the romanisations of a name share ("Schoigu", "Shoigu"): its words by their sound, joined."""
    return "".join(sound(word) for word in normal(name).split()) or name_key(name)


def person_key(name: str) -> str:
    """Return the key of a person: the first and the last part of the name by their sound, middle names aside."""
    pieces = [p for p in _PARTS.split(name) if p]
    return sound_key(pieces[0]) + " " + sound_key(pieces[-1]) if len(pieces) > 1 else sound_key(name)


def known_names(hits: Sequence[Hit], parse: Parse, parts: NameParts) -> list[PersonName]:
    """Return the names among the gazetteer's hits, genitive endings off."""
    found = []
    for h in hits:
        words = parse.text[h.span[0] : h.span[1]]
        name = next((b for b in reversed(parts.bare(words)) if person_key(b) in parts.known), words)
        found.append(PersonName(h.first, h.last, h.span, name))
    return found


class NameFinder:
    """Finds personal names in one parse; `taken` are token indices that other names hold, `nouns` what each token names by itself."""

    def __init__(self, parse: Parse, parts: NameParts, nouns: Sequence[NounForm | None], taken: set[int]) -> None:
        self._tokens = parse.tokens
        self._sentence = parse.sentence_number
        self._parts = parts
        self._nouns = nouns
        self._taken = taken
        self._words = {t.text for t in parse.tokens}
        self._sentence_starts = {s.first for s in parse.sentences}
        self._pairs = {t.i for t in parse.tokens if t.text in parts.family_first and self._before_syllables(t.i)}
        proper = (t.text for t in parse.tokens if t.pos != "NOUN" and t.text[:1].isupper())
        self._proper = Counter(bare for text in proper for bare in parts.bare(text))

    def find(self) -> list[PersonName]:
        """Return full names, titled surnames and tagged names in text order."""
        found: list[PersonName] = []
        skip, leading = 0, self._parts.leading
        for t in self._tokens:
            plain = not t.text[:1].isupper() and "-" not in t.text and t.text not in leading
            office = t.pos == "NOUN" and not t.ner and self._nouns[t.i] is not None and t.text not in self._parts.given
            if plain or office or t.i < skip or not self._may_start(t):
                continue
            last = self._name_end(t.i)
            if last:
                found.append(self._name(t.i, last))
                skip = last
        return found

    def _name(self, first: int, last: int) -> PersonName:
        words = [t.text for t in self._tokens[first:last]]
        words[-1] = self._bare_last(self._tokens[last - 1])
        span = (self._tokens[first].start, self._tokens[last - 1].end)
        return PersonName(first, last, span, " ".join(words).replace(" . ", ". "))

    def _bare_last(self, token: Token) -> str:
        """The last word without a genitive ending: by its other uses in the document, else by the parser's case and lemma."""
        forms = self._parts.bare(token.text)
        if len(forms) == 1:
            return token.text
        if not token.text.endswith("s"):
            return forms[1]
        if forms[1] in self._parts.alone or self._proper[forms[1]] > self._proper[token.text]:
            return forms[1]
        return forms[1] if token.case == "Gen" and token.lemma == forms[1] and not self._parts.is_given(forms[1]) else token.text

    def _name_end(self, i: int) -> int | None:
        """Return the index behind a name that starts at token `i`, or None."""
        t, end = self._tokens[i], self._run_end(i)
        paired = end - i >= _PAIR
        if t.ner == "PER" and (paired or (self._nouns[i] is None and t.pos != "NOUN")):
            return end
        if paired and (self._parts.is_given(t.text) or ("." in t.text and self._is_initial(t)) or i in self._pairs):
            return end
        if paired and t.pos == "PROPN" and (t.text in self._parts.family_first or self._recurs(i, end)):
            return end
        if paired and (self._before_title(end) or self._is_plain_pair(i, end)):
            return end
        if self._after_title(i) and (t.pos == "PROPN" or paired or self._parts.bare(t.text)[-1] in self._parts.alone):
            return end
        return None

    def _is_plain_pair(self, i: int, end: int) -> bool:
        """Are two proper nouns without a tag a name: joined to a person ("Ada Holm und Saimumin Jatimow"), or by the end of the surname?"""
        run = self._tokens[i:end]
        if len(run) != _PAIR or self._nouns[i] is not None or not all(t.pos == "PROPN" and not t.ner for t in run):
            return False
        if i > 1 and self._tokens[i - 1].pos == "CCONJ" and self._tokens[i - 2].ner == "PER":
            return True
        return run[-1].text.endswith(self._parts.surname_ends)

    def _before_title(self, end: int) -> bool:
        """Does an office follow behind a comma ("Ada Holm, die Sprecherin der …")?"""
        if end >= len(self._tokens) or self._tokens[end].text != ",":
            return False
        for t in self._tokens[end + 1 : end + 1 + _TITLE_NEAR]:
            form = self._nouns[t.i]
            if form is not None:
                return form.noun.kind in ("office", "person") and form.number != "Plur"
            if t.pos not in ("DET", "ADJ"):
                return False
        return False

    def _recurs(self, i: int, end: int) -> bool:
        """Does the last word of the run, which no tag or noun before it calls something else, stand alone elsewhere?"""
        inner = self._tokens[i:end]
        before = self._nouns[i - 1] if i else None
        body = before is not None and before.noun.kind == "organization"
        return not body and not any(t.ner for t in inner) and self._proper[self._parts.bare(inner[-1].text)[-1]] > 1

    def _may_start(self, t: Token) -> bool:
        if not t.text[:1].isupper():
            if "-" in t.text:
                return t.text.startswith(self._parts.joined) and t.pos == "PROPN"
            named = t.text in self._parts.leading and self._named(t.i + 1) and not self._parts.is_given(self._tokens[t.i + 1].text)
            return named and (t.text not in self._parts.prepositions or (self._after_title(t.i) and self._is_noble(t.i)))
        if t.i in self._taken or not self._capital(t) or t.text in self._parts.marks:
            return False
        if t.pos not in NOT_NAMES and not (t.i in self._sentence_starts and t.text.lower() in self._words):
            return True
        return t.i in self._pairs or self._parts.is_given(t.text) or self._after_title(t.i)

    def _is_noble(self, i: int) -> bool:
        """Does a preposition begin a surname ("Minister von Hagen") rather than bring in a place ("Bürgermeister von Hagen")?"""
        following = self._tokens[i + 1]
        return following.ner == "PER" or following.text in self._parts.particles or self._tokens[i - 1].text in self._parts.address

    def _before_syllables(self, i: int) -> bool:
        """Does a given name of two syllables follow, as behind a family name ("Ri Song-min")?"""
        return i + 1 < len(self._tokens) and _SYLLABLES.fullmatch(self._tokens[i + 1].text) is not None

    def _is_initial(self, t: Token) -> bool:
        """Is the token an initial, its full stop within it or the next token?"""
        stop = len(t.text) == 1 and t.i + 1 < len(self._tokens) and self._tokens[t.i + 1].text == "."
        return _INITIALS.fullmatch(t.text) is not None and ("." in t.text or stop)

    def _capital(self, t: Token) -> bool:
        """Does the token look like a name: "Merkel", "de-Luca", "M.", and not like an abbreviation or a number?"""
        text = t.text
        return (
            text[0].isupper()
            and len(text) > 1
            and (text[1:].islower() or any(c.islower() or c == "." for c in text[1:]))
            and not text[-1].isdigit()
        )

    def _named(self, i: int) -> bool:
        """May token `i` go on with a name?"""
        if i >= len(self._tokens) or i in self._taken:
            return False
        t = self._tokens[i]
        if t.text.startswith(self._parts.joined) and "-" in t.text:
            return True
        if i - 1 in self._pairs:
            return True
        if not (self._capital(t) or self._is_initial(t)):
            return False
        if self._nouns[i] is not None and not (t.ner == "PER" and not t.ner_begin):
            return False
        return t.pos == "PROPN" or t.ner == "PER" or t.pos in ("", "X") or self._parts.is_given(t.text)

    def _run_end(self, i: int) -> int:
        """Return the index behind the longest run of name words from token `i`; the word after a given name needs no tag."""
        tokens, end = self._tokens, i + 1
        while end < len(tokens) and end - i < _MAX_NAME and self._sentence(end) == self._sentence(i):
            given = self._parts.is_given(tokens[end - 1].text)
            if not given and (self._new_name(end) or self._owns(end - 1)):
                break
            if self._named(end) or (given and self._loose(end)):
                end += 1
            elif tokens[end].text == "." and _INITIALS.fullmatch(tokens[end - 1].text) and (self._named(end + 1) or self._loose(end + 1)):
                end += 2
            elif tokens[end].text in self._parts.particles and self._particle_leads(end):
                end += 2 if self._named(end + 1) or self._loose(end + 1) else 3
            else:
                break
        return end

    def _new_name(self, i: int) -> bool:
        return self._tokens[i].ner_begin and self._tokens[i].ner == "PER" and self._tokens[i - 1].ner == "PER"

    def _owns(self, i: int) -> bool:
        """Is token `i` a surname in the genitive, so that what follows is owned ("Merkels Vorgänger")?"""
        forms = self._parts.bare(self._tokens[i].text)
        return len(forms) > 1 and (forms[1] in self._parts.alone or self._proper[forms[1]] > 1) and forms[0] not in self._parts.given

    def _particle_leads(self, i: int) -> bool:
        if self._named(i + 1) or (self._loose(i + 1) and self._tokens[i].text in self._parts.leading):
            return True
        return i + 2 < len(self._tokens) and self._tokens[i + 1].text in self._parts.particles and self._named(i + 2)

    def _loose(self, i: int) -> bool:
        """A capitalised word that names no office: a surname, whatever the tagger took it for."""
        if i >= len(self._tokens) or i in self._taken or self._nouns[i] is not None:
            return False
        return self._capital(self._tokens[i]) and self._tokens[i].text not in self._parts.marks

    def _after_title(self, i: int) -> bool:
        """Does an office or a form of address stand right before token `i`?"""
        j = i - 1
        while j >= 0 and self._tokens[j].text in self._parts.academic:
            return True
        while j >= 0 and self._tokens[j].text in self._parts.marks and self._tokens[j].text not in self._parts.address:
            j -= 1
        if j < 0 or self._sentence(j) != self._sentence(i):
            return False
        if self._tokens[j].text in self._parts.address:
            return True
        form = self._nouns[j]
        return form is not None and form.noun.kind in ("office", "person", "title") and form.number != "Plur"
