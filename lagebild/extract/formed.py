"""Names of bodies and media by their form: "Landesamt für Denkmalpflege", "Demokratische Mitte", „Hafenspiegel“, "Agentur vqo".

Nothing but the words themselves tells them: a noun for a body with what it is for, an adjective in capitals before a noun, the end of a
paper's name, the small letters of an agency. A medium or agency so told is found at its other places in the document too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.extract.gazetteer import Entry, Hit, put_in
from lagebild.extract.nouns import NounForm
from lagebild.extract.persons import NameParts
from lagebild.extract.unknown import KnownWords
from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token

_LONGEST = 5
_LONGEST_QUOTED = 3
_SHORT = 5  # letters of an agency's name
_ENDING = re.compile(r"(?:e|en|em|er|es)$")


@dataclass(frozen=True)
class FormedWords:
    """`bodies`: ends of nouns for bodies that go on with what they are for; `purposes`: the preposition; `joints`: words between two
    purposes; `heads`: ends of nouns that an adjective in capitals makes a name of; `media`: ends of papers' names; `agencies`: ends of
    words before an agency's; `by`, `told`: words before and behind a medium that is a source; `saying`:
    beginnings of verbs in the sentence of one; `opening`, `closing`: quotation marks."""

    bodies: re.Pattern[str]
    purposes: frozenset[str]
    joints: frozenset[str]
    heads: re.Pattern[str]
    media: re.Pattern[str]
    agencies: tuple[str, ...]
    by: frozenset[str]
    told: tuple[str, ...]
    saying: tuple[str, ...]
    articles: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    canonical: str

    @classmethod
    def from_pack(cls, pack: Pack) -> FormedWords:
        data = pack.toml("mentions.toml")
        words = data["formed"]

        def ends(key: str) -> re.Pattern[str]:
            return re.compile(rf"(?:{'|'.join(words[key])})(?:s|es|n)?$", re.IGNORECASE)

        return cls(
            bodies=ends("bodies"),
            purposes=frozenset(words["purposes"]),
            joints=frozenset(words["joints"]),
            heads=ends("heads"),
            media=ends("media"),
            agencies=tuple(words["agencies"]),
            by=frozenset(words["by"]),
            told=tuple(words["told"]),
            saying=(*words["told"], *words["saying"]),
            articles=frozenset(data["determiners"]) | frozenset(words["articles"]),
            opening=frozenset(data["opening_quotes"]),
            closing=frozenset(data["closing_quotes"]),
            canonical=words["canonical"],
        )


class FormedFinder:
    """Finds them in one parse; `hits` are the known names."""

    def __init__(
        self, parse: Parse, hits: Sequence[Hit], nouns: Sequence[NounForm | None], parts: NameParts, words: FormedWords, known: KnownWords
    ) -> None:
        self._parse, self._tokens, self._nouns, self._parts, self._words, self._known = parse, parse.tokens, nouns, parts, words, known
        self._inside = {i: h for h in hits for i in range(h.first, h.last)}
        self._agencies: set[str] = set()
        self._media: set[str] = set()

    def find(self) -> list[Hit]:
        """Return the hits in text order."""
        found: dict[int, Hit] = {}
        for t in self._tokens:
            for hit in self._at(t):
                found[hit.first] = hit
        for t in self._tokens if self._media or self._agencies else ():
            name = next((b for b in self._parts.bare(t.text) if b in self._media or b in self._agencies), None)
            if name is not None and t.i not in self._inside and not any(h.first <= t.i < h.last for h in found.values()):
                found[t.i] = self._hit(t.i, t.i + 1, name, "media", "agency" if name in self._agencies else "outlet")
        return sorted(found.values(), key=lambda h: h.first)

    def _at(self, t: Token) -> Iterator[Hit]:
        following = self._tokens[t.i + 1] if t.i + 1 < len(self._tokens) else None
        if following is None or self._held(t.i):
            return
        if t.text[:1].isupper():
            if following.text in self._words.purposes and self._is_body(t):
                yield from self._purpose(t)
            elif t.pos in ("ADJ", "PROPN") and following.text[:1].isupper() and not self._held(t.i + 1):
                yield from self._adjective(t, following)
            elif self._words.media.search(t.text) and self._is_paper(t):
                self._media.add(self._parts.bare(t.text)[-1])
            if t.text.endswith(self._words.agencies) and following.text.islower() and self._is_agency(following.text):
                self._agencies.add(following.text)
        elif t.text in self._words.opening:
            yield from self._quoted(t.i)

    def _held(self, i: int) -> bool:
        return i in self._inside

    def _is_body(self, t: Token) -> bool:
        form = self._nouns[t.i]
        if form is not None and form.number == "Plur":
            return False
        return self._words.bodies.search(t.text) is not None

    def _purpose(self, t: Token) -> Iterator[Hit]:
        """A body with what it is for, as far as nouns go on."""
        tokens, last, k = self._tokens, 0, t.i + 2
        while k < len(tokens) and k - t.i <= _LONGEST + 1 and self._parse.sentence_number(k) == self._parse.sentence_number(t.i):
            word = tokens[k]
            if word.pos in ("NOUN", "PROPN") and word.text[:1].isupper() and not word.text.endswith("-"):
                last, k = k + 1, k + 1
                if k + 1 < len(tokens) and tokens[k].text in self._words.joints and tokens[k + 1].text[:1].isupper():
                    k += 1
                    continue
                break
            if word.pos not in ("ADJ", "DET") and not word.text.endswith("-"):
                break
            k += 1
        if last:
            before = self._inside.get(t.i - 1)
            country = before.entry.country if before is not None and before.entry.form == "adjective" else None
            name = f"{t.lemma if t.text.startswith(t.lemma) else t.text} {self._parse.text[tokens[t.i + 1].start : tokens[last - 1].end]}"
            yield self._hit(t.i, last, name, "organization", None, country)

    def _adjective(self, t: Token, following: Token) -> Iterator[Hit]:
        """An adjective in capitals within a sentence, before a noun for a body: "die Nationale Liste"; before a paper's: "Neue Post"."""
        inner = t.i > self._parse.sentence_of(t.i).first
        if not inner or self._parts.is_given(t.text) or not _ENDING.search(t.text) or self._tokens[t.i - 1].text in self._words.opening:
            return
        paper = self._words.media.search(following.text) is not None
        form = self._nouns[following.i]
        if form is not None and form.noun.speaks == "state":  # a description: "Zentrale Wahlkommission" of a state
            return
        if not paper and (t.pos != "ADJ" or self._words.heads.search(following.text) is None or self._by_place(t)):
            return
        first = t.text if t.text.endswith("er") and self._by_place(t) else _ENDING.sub(self._words.canonical, t.text)
        name = f"{first} {self._parts.bare(following.text)[-1] if following.case == 'Gen' else following.text}"
        yield self._hit(t.i, t.i + 2, name, "media" if paper else "organization", "outlet" if paper else None)

    def _by_place(self, t: Token) -> bool:
        """Is it an adjective of a town ("Berliner"), which is written in capitals anyway?"""
        return t.text.endswith("er") and t.lemma.lower() == t.text.lower()  # it has one form only

    def _is_paper(self, t: Token) -> bool:
        """Is a word with a paper's end no word of the language, or in quotation marks as a source?"""
        if self._known.simple(t.text) or self._nouns_of(t):
            return False
        before = self._tokens[t.i - 1].text if t.i else ""
        if "-" in t.text or before in self._words.opening or before in self._words.by:
            return True
        sentence = self._parse.sentence_of(t.i)
        inside = self._tokens[sentence.first : sentence.last]
        return before.lower() in self._words.articles and any(k.text.startswith(self._words.saying) for k in inside)

    def _nouns_of(self, t: Token) -> bool:
        """Is it a kind of paper ("Tageszeitung") rather than the name of one?"""
        return self._nouns[t.i] is not None and "-" not in t.text

    def _is_agency(self, word: str) -> bool:
        return 2 < len(word) <= _SHORT and word.isalpha() and not self._known.simple(word)

    def _quoted(self, i: int) -> Iterator[Hit]:
        """A name in quotation marks that is a source: "laut „Hafenblick24“"."""
        tokens = self._tokens
        end = next((k for k in range(i + 1, min(i + 2 + _LONGEST_QUOTED, len(tokens))) if tokens[k].text in self._words.closing), None)
        if end is None or end == i + 1 or not all(w.text[:1].isupper() for w in tokens[i + 1 : end]) or self._held(i + 1):
            return
        before = tokens[i - 1].text if i else ""
        after = tokens[end + 1].text if end + 1 < len(tokens) else ""
        if before in self._words.by or after.startswith(self._words.told):
            name = self._parse.text[tokens[i + 1].start : tokens[end - 1].end]
            yield self._hit(i + 1, end, name, "media", "outlet")

    def _hit(self, first: int, last: int, name: str, kind: str, role: str | None, country: str | None = None) -> Hit:
        span = self._parse.span_of(first, last)
        entry = Entry("media" if kind == "media" else "organization", name, country, role=role)
        return Hit(span, first, last, entry, True, kind != "media")


def with_formed(
    parse: Parse, hits: Sequence[Hit], nouns: Sequence[NounForm | None], parts: NameParts, words: FormedWords, known: KnownWords
) -> list[Hit]:
    """Return the known names with those told by their form put in."""
    return put_in(hits, FormedFinder(parse, hits, nouns, parts, words, known).find())
