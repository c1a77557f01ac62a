"""Names of bodies that no table knows, by what the document tells of them: "der Chemiekonzern Rheinstoff", later "Rheinstoff".

A name is taken for a body's where one place in the document says so: a word for a firm or group stands before it, a legal form behind
it, its first part stands in a compound ("Rheinstoff-Aktie"), it is owned as only firms are ("Aktionäre von Rheinstoff"), or its shape
says so (capitals inside, ends of firms' names). All places of the name in the document are then that body, but those where a
given name or an office before it tells a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from lagebild.extract.gazetteer import Entry, Hit, put_in
from lagebild.extract.nouns import NounForm
from lagebild.extract.persons import NameParts
from lagebild.extract.unknown import KnownWords
from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token

_LONGEST = 4
_REMEMBERED = 1 << 14
_SHORTEST = 4
_NAMES = frozenset(("PROPN", "X", ""))
_SHAPES = ("firm", "shaped")
_SHAPED = _NAMES | {"NOUN"}
_CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{1,4}[A-ZÄÖÜ][a-zäöüß]+")


@dataclass(frozen=True)
class CoinedWords:
    """`cue`: what a word tells: "head" (a firm or group, whose name follows), "owned" (only bodies have it: one of `links` and the name
    follow), "near" (a firm or a person, whose name follows), "firm" (by its shape a firm's name), "shaped" (one if it is a proper
    noun) or ""; `parts`: second parts of compounds whose first is a firm; `joints`: words between two names; `legal`: legal forms;
    `locative`: prepositions of place; `opening`: quotation marks."""

    cue: Callable[[str], str]
    parts: re.Pattern[str]
    links: frozenset[str]
    joints: frozenset[str]
    legal: frozenset[str]
    locative: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> CoinedWords:
        data = pack.toml("mentions.toml")
        words = data["coined"]
        endings = "(?:" + "|".join(words["endings"]) + ")?"
        return cls(
            cue=_cues(words, endings),
            parts=re.compile(rf"(?:{'|'.join(words['parts'])}){endings}$", re.IGNORECASE),
            links=frozenset(words["links"]),
            joints=frozenset(words["joints"]),
            legal=frozenset(data["companies"]["legal"]),
            locative=frozenset(words["locative"]),
            opening=frozenset(data["opening_quotes"]),
            closing=frozenset(data["closing_quotes"]),
        )


def _cues(words: Mapping[str, Sequence[str]], endings: str) -> Callable[[str], str]:
    """Return what tells the cue of a word, remembered: words come again."""
    head, owned, near = (re.compile(rf"(?:{'|'.join(words[kind])}){endings}$") for kind in ("heads", "owned", "near"))
    regional = re.compile(rf"(?:{'|'.join(words['starts'])})(?:{'|'.join(words['ends'])})")
    shaped = re.compile(rf"\w{{2,}}(?:{'|'.join(words['shapes'])})")
    spelled = tuple(words["spelled"])

    @lru_cache(maxsize=_REMEMBERED)
    def cue(word: str) -> str:
        low = word.casefold()
        if head.search(low):
            return "head"
        if owned.search(low):
            return "owned"
        if near.search(low):
            return "near"
        if regional.fullmatch(word) or (_CAMEL.fullmatch(word) and not word.startswith(spelled)):
            return "firm"
        return "shaped" if shaped.fullmatch(word) else ""

    return cue


@dataclass
class _Names:
    """What is gathered from one document: names of bodies as tuples of words, where a cue itself names one, and which names
    only compounds tell."""

    told: dict[tuple[str, ...], str] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    parts: set[tuple[str, ...]] = field(default_factory=set)
    towns: set[int] = field(default_factory=set)


class CoinedFinder:
    """Finds the names of unknown bodies in one parse; `hits` are the known names."""

    def __init__(
        self, parse: Parse, hits: Sequence[Hit], nouns: Sequence[NounForm | None], parts: NameParts, words: CoinedWords, known: KnownWords
    ) -> None:
        self._known = known
        self._tokens, self._parse, self._nouns, self._parts, self._words = parse.tokens, parse, nouns, parts, words
        self._held = {i for h in hits for i in range(h.first, h.last)}
        self._named_whole = {i for h in hits if h.whole for i in range(h.first, h.last)}
        self._hits = hits
        towns = (h for h in hits if h.entry.kind == "place" and h.entry.form == "name" and h.whole)
        self._towns = {h.first: h.last for h in towns}
        self._located = {after.text for t, after in pairwise(parse.tokens) if t.text in words.locative}
        self._proper = {t.text for t in parse.tokens if t.text[:1].isupper() and (t.pos in _NAMES or t.ner or self._is_odd(t))}
        self._proper |= {t.text for t in parse.tokens if t.pos == "NOUN" and self._is_unknown(t)}
        self._named = {t.text for t in parse.tokens if t.pos == "PROPN"}

    def _is_odd(self, t: Token) -> bool:
        """Is the token capitalised within a sentence, though it is tagged as an adverb? The tagger knows no such word."""
        return t.pos == "ADV" and t.i > self._parse.sentence_of(t.i).first and self._tokens[t.i - 1].pos != "PUNCT"

    def _is_unknown(self, t: Token) -> bool:
        """Is the word, though tagged as a noun, none of the language's?"""
        return len(t.text) >= _SHORTEST and t.text.isalpha() and self._nouns[t.i] is None and not self._known.known(t.text)

    def find(self) -> list[Hit]:
        """Return the hits of all places, in text order."""
        names = self._gather()
        if not names.told:
            return []
        return sorted(self._everywhere(names), key=lambda h: h.first)

    def _gather(self) -> _Names:
        names, words = _Names(), self._words
        for t in self._tokens:
            if not t.text[:1].isupper() or t.i in self._named_whole:
                continue
            cue = words.cue(t.text)
            if t.i in self._held and cue != "head":
                continue
            first, hyphen, second = t.text.rpartition("-")
            if hyphen and words.parts.match(second) and self._is_coined(first) and first not in self._located:
                names.parts |= {(first,)} - names.told.keys()
                names.told.setdefault((first,), first)
            elif cue == "head":
                self._behind(t.i + 1, names)
            elif self._is_tagged(t) or (t.i and self._is_led(t)):
                self._tell(names, t.i, self._run_end(t.i))
            elif cue == "owned" and self._text(t.i + 1) in words.links:
                self._behind(t.i + 2, names, False)
            elif cue == "near" and not self._may_be_a_person(t.i + 1):
                self._behind(t.i + 1, names, False)
            elif self._shaped(t, cue):
                self._tell(names, t.i, self._run_end(t.i))
        for h in self._hits:
            last = self._tokens[h.last - 1]
            if h.entry.kind == "organization" and h.entry.country is None and last.text in words.legal and h.last - h.first == 2:
                name = self._tokens[h.first].text
                if self._is_coined(name):
                    names.told.setdefault((name,), h.entry.name)
        return names

    def _is_tagged(self, t: Token) -> bool:
        """Does a tagged name of a body begin with a common noun: "Händlerbund Digital"?"""
        begins = t.ner == "ORG" and t.ner_begin and t.pos == "NOUN" and t.case != "Gen" and self._nouns[t.i] is None  # no "Typs Shahed"
        return begins and self._run_end(t.i) > t.i + 1

    def _is_led(self, t: Token) -> bool:
        """Does an article lead a name of two words, the first no word of the language: "die Katiba Nour"?"""
        before = self._tokens[t.i - 1]
        if before.pos == "ADJ" and t.i > 1:
            before = self._tokens[t.i - 2]
        if before.pos != "DET" and before.tag != "APPRART":
            return False
        if t.ner == "PER" or self._parts.is_given(t.text) or self._nouns[t.i] is not None or not (t.pos == "PROPN" or self._is_unknown(t)):
            return False
        last = self._run_end(t.i)
        return last > t.i + 1 and not self._known.known(t.text) and not any(k.ner in ("PER", "LOC") for k in self._tokens[t.i : last])

    def _may_be_a_person(self, i: int) -> bool:
        """May a person's name begin at token `i`: by its tag, or as it has two words?"""
        return i < len(self._tokens) and (self._tokens[i].ner == "PER" or self._tokens[i].pos != "PROPN" or self._run_end(i) > i + 1)

    def _text(self, i: int) -> str:
        return self._tokens[i].text if i < len(self._tokens) else ""

    def _behind(self, i: int, names: _Names, head: bool = True) -> None:
        """Take the name that stands at token `i` behind a cue, and one joined to it; a town may end the name behind a `head`."""
        if head and self._text(i) in self._words.opening:
            i += 1
            end = next((k for k in range(i + 1, min(i + 1 + _LONGEST, len(self._tokens))) if self._text(k) in self._words.closing), None)
            if end is not None and all(t.text[:1].isupper() for t in self._tokens[i:end]) and i not in self._held:
                self._tell(names, i, end)
                return
        while self._starts(i) and (head or self._tokens[i].text not in self._located):
            last = self._run_end(i)
            if head and last in self._towns and self._tokens[last].pos == "PROPN" and self._same(i, last):
                names.towns.add(last)
                last = self._towns[last]
            self._tell(names, i, last)
            if self._text(last) not in self._words.joints:
                return
            i = last + 1

    def _starts(self, i: int) -> bool:
        if i >= len(self._tokens) or i in self._held or self._nouns[i] is not None:
            return False
        t = self._tokens[i]
        if not t.text[:1].isupper() or len(t.text) < _SHORTEST or self._parts.is_given(t.text) or t.text in self._parts.marks:
            return False
        if "-" in t.text and (self._words.parts.match(t.text.rpartition("-")[2]) or self._known.simple(t.text)):
            return False
        return t.pos in _NAMES or self._is_coined(t.text) or "-" in t.text

    def _run_end(self, i: int) -> int:
        """Return the end of the run of names from token `i`."""
        end = i + 1
        while end < len(self._tokens) and end - i < _LONGEST and end not in self._held and self._nouns[end] is None:
            t = self._tokens[end]
            goes_on = t.pos in _NAMES or (t.ner and not t.ner_begin)
            if not (goes_on and t.text[:1].isupper() and t.text.isalpha() and self._same(i, end)):
                break
            end += 1
        return end

    def _same(self, i: int, j: int) -> bool:
        return self._parse.sentence_number(i) == self._parse.sentence_number(j)

    def _tell(self, names: _Names, first: int, last: int) -> None:
        if last - first > 2 and self._tokens[first].pos == "ADJ":  # "Dubaier" before a name
            first += 1
        words = [t.text for t in self._tokens[first:last]]
        bare = self._parts.bare(words[-1])
        words[-1] = next((b for b in reversed(bare) if b in self._proper), words[-1])
        names.told.setdefault(tuple(words), " ".join(words))
        names.parts.discard(tuple(words))
        names.places[first] = last

    def _shaped(self, t: Token, cue: str) -> bool:
        """Is the word by its shape the name of a firm: "MediaSoft", "Elbpharma", "Nordbahn"?"""
        named = t.pos in _SHAPED or self._is_odd(t)
        if cue not in _SHAPES or not named or len(t.text) < _SHORTEST or t.text in self._located or self._is_person(t.i):
            return False
        goes_on = t.i and self._tokens[t.i - 1].pos == "PROPN" and t.i - 1 not in self._held
        return cue == "firm" or (not goes_on and (t.pos == "PROPN" or t.ner == "ORG"))

    def _is_coined(self, word: str) -> bool:
        """Is a word no common noun: a name at some place in the document, or shaped like a firm's?"""
        if len(word) < _SHORTEST or not word[:1].isupper() or self._parts.is_given(word):
            return False
        return word in self._proper or self._words.cue(word) == "firm"

    def _is_person(self, i: int) -> bool:
        """Does a given name or an office stand right before token `i`?"""
        if not i:
            return False
        before, form = self._tokens[i - 1], self._nouns[i - 1]
        if self._parts.is_given(before.text) or before.text in self._parts.address:
            return True
        return form is not None and form.noun.kind in ("office", "person", "title") and i not in self._held

    def _everywhere(self, names: _Names) -> Iterator[Hit]:
        """Yield the hits of all places of the names, the longest first at each."""
        names.told |= self._shorter(names.told, names.parts)
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for told in names.told:
            by_first.setdefault(told[0], []).append(told)
        for rows in by_first.values():
            rows.sort(key=len, reverse=True)
        skip = 0
        for t in self._tokens:
            if t.i < skip or t.i in self._held or not t.text[:1].isupper():
                continue
            hit = self._at(t, by_first, names)
            if hit is not None:
                yield hit
                skip = hit.last

    def _at(self, t: Token, by_first: dict[str, list[tuple[str, ...]]], names: _Names) -> Hit | None:
        tokens = self._tokens
        first, hyphen, _ = t.text.rpartition("-")
        if hyphen and (first,) in names.told:
            return Hit((t.start, t.start + len(first)), t.i, t.i + 1, _entry(names.told[first,]), False, True)
        for bare in reversed(self._parts.bare(t.text)):
            for told in by_first.get(bare, ()):
                last = t.i + len(told)
                if (
                    last > len(tokens)
                    or (len(told) > 1 and not self._spelled(t.i, told))
                    or any(k in self._held and k not in names.towns for k in range(t.i, last))
                ):
                    continue
                if t.i not in names.places and self._is_person(t.i):
                    return None
                longer = self._run_end(t.i) if t.i not in names.places else last
                if longer > last and not self._parts.is_given(tokens[last].text):
                    span = self._parse.span_of(t.i, longer)
                    return Hit(span, t.i, longer, _entry(self._parse.text[slice(*span)]), True, True)
                return Hit((t.start, tokens[last - 1].end), t.i, last, _entry(names.told[told]), True, True)
        return None

    def _shorter(self, told: dict[tuple[str, ...], str], parts: set[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
        """Return the beginnings of longer names that mean one of them only, with its name: "Rheinstoff" for "Rheinstoff Capital"."""
        bearers: dict[tuple[str, ...], set[str]] = {}
        for words, name in told.items():
            for k in range(1, len(words)):
                bearers.setdefault(words[:k], set()).add(name)
        return {
            words: next(iter(names))
            for words, names in bearers.items()
            if len(names) == 1 and (words not in told or words in parts) and words[-1] in self._named and len(words[-1]) > _SHORTEST
        }

    def _spelled(self, i: int, told: tuple[str, ...]) -> bool:
        words = [t.text for t in self._tokens[i : i + len(told)]]
        return words[:-1] == list(told[:-1]) and told[-1] in self._parts.bare(words[-1])


def _entry(name: str) -> Entry:
    return Entry("organization", name, None)


def with_coined(
    parse: Parse, hits: Sequence[Hit], nouns: Sequence[NounForm | None], parts: NameParts, words: CoinedWords, known: KnownWords
) -> list[Hit]:
    """Return the known names with those of unknown bodies put in."""
    return put_in(hits, CoinedFinder(parse, hits, nouns, parts, words, known).find())
