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

from lagebild.extract.gazetteer import Hit
from lagebild.extract.nouns import NounForm
from lagebild.lang.pack import Pack
from lagebild.model import Span
from lagebild.parse.base import Parse, Token

_MAX_NAME = 7
_PAIR = 2
_REMEMBERED = 20_000
_TITLE_NEAR = 3
_PARTS = re.compile(r"[\s\-]+")
_INITIALS = re.compile(r"(?:[A-ZÄÖÜ]\.)*[A-ZÄÖÜ]\.?")
_NOT_NAMES = frozenset({"VERB", "AUX", "ADJ", "DET", "ADP", "ADV"})


@dataclass(frozen=True)
class NameParts:
    """What the pack's names.toml and people.tsv know of personal names. `known`: key → (printed name, state); `alone`: surname → key."""

    given: frozenset[str]
    women: frozenset[str]
    family_first: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    prepositions: frozenset[str]
    joined: tuple[str, ...]
    marks: frozenset[str]
    academic: frozenset[str]
    address: frozenset[str]
    known: dict[str, tuple[str, str | None]]
    alone: dict[str, str]
    bare: Callable[[str], tuple[str, ...]]

    @classmethod
    def from_pack(cls, pack: Pack) -> NameParts:
        data = pack.toml("names.toml")
        known, alone = _known(pack, frozenset(data["surname_starts"]), frozenset(data["family_first_states"]))
        return cls(
            given=frozenset(data["male"]) | frozenset(data["female"]),
            women=frozenset(data["female"]) - frozenset(data["male"]),
            **{k: frozenset(data[k]) for k in ("family_first", "particles", "leading", "prepositions", "marks", "academic", "address")},
            joined=tuple(data["joined"]),
            known=known,
            alone=alone,
            bare=lru_cache(maxsize=_REMEMBERED)(pack.rules("naming").bare_names),
        )

    def is_given(self, word: str) -> bool:
        """Tell whether `word` is a given name, or two of them joined by a hyphen."""
        return word in self.given or ("-" in word and all(part in self.given for part in word.split("-")))


def _known(pack: Pack, starts: frozenset[str], either_order: frozenset[str]) -> tuple[dict[str, tuple[str, str | None]], dict[str, str]]:
    known: dict[str, tuple[str, str | None]] = {}
    alone: dict[str, str] = {}
    for row in pack.table("people.tsv"):
        spellings = [row["name"], *(s for s in row["aliases"].split("|") if s)]
        for spelling in spellings:
            key = person_key(spelling)
            for spelled in (key, " ".join(reversed(key.split()))) if row["code"] in either_order else (key,):
                known.setdefault(spelled, (row["name"], row["code"] or None))
            if row["alone"] == "yes":
                alone.setdefault(_surname(spelling, starts), person_key(row["name"]))
    return known, alone


def _surname(name: str, starts: frozenset[str]) -> str:
    words = name.split()
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


def person_key(name: str) -> str:
    """Return the key of a person: the first and the last part of the name, middle names aside."""
    pieces = [p for p in _PARTS.split(name) if p]
    return name_key(pieces[0]) + " " + name_key(pieces[-1]) if len(pieces) > 1 else name_key(name)


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
        proper = (t.text for t in parse.tokens if t.pos != "NOUN" and t.text[:1].isupper())
        self._proper = Counter(bare for text in proper for bare in parts.bare(text))

    def find(self) -> list[PersonName]:
        """Return full names, titled surnames and tagged names in text order."""
        found: list[PersonName] = []
        skip, leading = 0, self._parts.leading
        for t in self._tokens:
            plain = not t.text[:1].isupper() and "-" not in t.text and t.text not in leading
            if plain or t.i < skip or not self._may_start(t):
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
        if paired and (self._parts.is_given(t.text) or self._is_initial(t.text)):
            return end
        if paired and t.pos == "PROPN" and (t.text in self._parts.family_first or self._recurs(i, end)):
            return end
        if paired and self._before_title(end):
            return end
        if self._after_title(i) and (t.pos == "PROPN" or paired or self._parts.bare(t.text)[-1] in self._parts.alone):
            return end
        return None

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
        """Does the last word of the run, which no tag calls something else, stand alone elsewhere?"""
        inner = self._tokens[i:end]
        return not any(t.ner for t in inner) and self._proper[self._parts.bare(inner[-1].text)[-1]] > 1

    def _may_start(self, t: Token) -> bool:
        if not t.text[:1].isupper():
            if "-" in t.text:
                return t.text.startswith(self._parts.joined) and t.pos == "PROPN"
            return t.text in self._parts.leading and self._named(t.i + 1) and not self._parts.is_given(self._tokens[t.i + 1].text) \
                and (t.text not in self._parts.prepositions or self._after_title(t.i))  # fmt: skip
        return (
            t.i not in self._taken
            and self._capital(t)
            and t.text not in self._parts.marks
            and (t.pos not in _NOT_NAMES or self._parts.is_given(t.text) or self._after_title(t.i))
        )

    def _is_initial(self, word: str) -> bool:
        return _INITIALS.fullmatch(word) is not None and "." in word

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
        if not (self._capital(t) or self._is_initial(t.text)):
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


def surname_index(names: Sequence[PersonName], parts: NameParts) -> dict[str, list[PersonName]]:
    """Return surname → the full names that it can stand for, in text order."""
    index: dict[str, list[PersonName]] = {}
    for name in names:
        words = name.words
        if len(words) < _PAIR:
            continue
        for word in _surnames(words, parts):
            index.setdefault(word, []).append(name)
    return index


def _surnames(words: list[str], parts: NameParts) -> list[str]:
    if words[0] in parts.family_first and not parts.is_given(words[0]):
        return [words[0], words[-1]] if len(words) == _PAIR else [words[0]]
    found = [words[-1]]
    if not parts.is_given(words[0]) and words[0] not in parts.marks and not words[0].endswith("."):
        found.append(words[0])
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


def bare_surnames(
    parse: Parse, names: Sequence[PersonName], parts: NameParts, nouns: Sequence[NounForm | None], taken: set[int]
) -> list[PersonName]:
    """Return the surnames that stand alone: of persons whose full name the document gives, or of one known person."""
    index = surname_index(names, parts)
    short = {n.name for n in names if len(n.words) == 1} | set(index)
    used = {i for n in names for i in range(n.first, n.last)} | taken
    found: list[PersonName] = []
    for t in parse.tokens:
        if not (t.text[:1].isupper() or t.text.startswith(parts.joined)) or t.i in used or nouns[t.i] is not None:
            continue
        bare = next((b for b in _spellings(t.text, parts) if b in short or b in parts.alone), None)
        if bare is not None and not _is_common(t, parse, bare in short, bare != t.text):
            found.append(PersonName(t.i, t.i + 1, t.span, bare))
    return found


def _spellings(word: str, parts: NameParts) -> tuple[str, ...]:
    """Return what a surname may be in the middle of a sentence: without its genitive ending, its article in lower case."""
    lower = word[0].lower() + word[1:]
    return parts.bare(word) + parts.bare(lower) if lower.startswith(parts.joined) else parts.bare(word)


def _is_common(t: Token, parse: Parse, told: bool, genitive: bool) -> bool:
    """Is the word here a common noun or the first word of a sentence rather than a surname? `told`: the document gives the full name."""
    if told and genitive:
        return False
    if not told and t.pos == "NOUN" and t.i and parse.tokens[t.i - 1].pos == "DET":
        return True
    if t.pos not in _NOT_NAMES:
        return False
    following = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else None
    return not told or (t.pos in ("ADJ", "DET") and following is not None and following.text[:1].isupper())
