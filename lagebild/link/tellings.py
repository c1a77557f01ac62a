"""What one sentence tells, as claims compare it: words, names, figures, times and the stage that a thing has got to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Final, NamedTuple

from lagebild.lang.pack import Pack
from lagebild.lang.spelling import normal, sound
from lagebild.link.lexicon import Concepts, TellingWords, state_names, stem
from lagebild.link.rarity import Rarity, terms
from lagebild.model import Span, Spans

_COMMONEST: Final = 0.8  # weight (idf) below which a word says nothing of what is told
_TOPIC: Final = 2.0  # weight of a word that tells what a sentence is about
_VOICE: Final = 5.5  # weight of a word that tells one source from others
_STATE: Final = 2.5  # weight of a state's name, however it is called
_CONTEXT_LEAST: Final = 2.5  # weight of a word that tells what a document is about
_CONTEXT: Final = 32  # words that tell what a document is about
_MOST_TERMS: Final = 40
_CONTENT: Final = 4  # words that must be left of a sentence without its frame
_TAIL: Final = 6  # letters at the end of a compound that its last part may consist of
_MARKED: Final = r"(?:[^\W\d_][\u0300-\u036f]*)+"  # a letter may be written with its mark as a sign of its own
_WORD: Final = re.compile(_MARKED)
_SPOT: Final = re.compile(rf"\d{{2,}}(?:[.,]\d+)*|{_MARKED}")  # words and numbers
Weighed = tuple[tuple[str, float], ...]


class Figure(NamedTuple):
    """A number of a sentence: its unit, and the term of what is counted ("" where that is open)."""

    value: float
    upper: float | None
    unit: str
    of: str


class Telling(NamedTuple):
    """One sentence.

    terms: words and states, names: persons (`p:`), organizations (`o:`) and places (`l:`), concepts: kinds of things, context: what its
    document is about, each sorted and with its weight; tails: ends of long words; dates: as TIMEX3; types, statuses: of its events;
    stages: how far the thing has got; place: how many sentences of the document come before; topic: its terms outside of names;
    reports: it shows that its outlet heard or saw for itself; written: its terms as it writes them, where that differs.
    """

    span: Span
    terms: Weighed
    names: Weighed = ()
    tails: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    concepts: Weighed = ()
    context: Weighed = ()
    place: int = 0
    negated: bool = False
    topic: tuple[str, ...] = ()
    reports: bool = False
    written: tuple[tuple[str, str], ...] = ()


class Named(NamedTuple):
    """A mention as tellings need it."""

    span: Span
    kind: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a document or a sentence, each by its span: mentions, figures, dates, events (type and status).

    `frames`: words that say whose word something is: cues, frames, speakers.
    """

    named: Sequence[Named] = ()
    figures: Sequence[tuple[Span, Figure]] = ()
    dates: Sequence[tuple[Span, str]] = ()
    events: Sequence[tuple[Span, tuple[str, str]]] = ()
    frames: Sequence[Span] = ()

    def inside(self, sentences: Sequence[Span]) -> list[Marks]:
        """Return what is marked in each of some sentences, which are in order and apart."""
        ends = [end for _, end in sentences]
        found = [Marks([], [], [], [], []) for _ in sentences]

        def put(span: Span, name: str, value: object) -> None:
            n = bisect_left(ends, span[0] + 1)
            while n < len(sentences) and sentences[n][0] < span[1]:
                getattr(found[n], name).append(value)
                n += 1

        for named in sorted(self.named):
            put(named.span, "named", named)
        for name in ("figures", "dates", "events"):
            for item in sorted(getattr(self, name), key=lambda i: i[0]):
                put((item[0][0], item[0][0] + 1), name, item)
        for span in sorted(self.frames):
            put(span, "frames", span)
        return found


@dataclass(frozen=True)
class Teller:
    """Makes tellings in one language."""

    lang: str
    rarity: Rarity
    words: TellingWords
    concepts: Concepts
    states: Mapping[str, str]
    _terms: dict[str, str] = field(default_factory=dict, repr=False)
    _keys: dict[tuple[str, str, str | None], str | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, pack: Pack) -> Teller:
        rarity, words = pack.get(Rarity.from_pack), pack.get(TellingWords.from_pack)
        return cls(pack.lang, rarity, words, pack.get(Concepts.from_pack), pack.get(state_names))

    def key(self, named: Named) -> str | None:
        """Return what names of one person, organization, state or place have in common; None for what is no name."""
        what = (named.kind, named.name, named.country)
        if what not in self._keys:
            words = normal(named.name).split()
            code = self.states.get(" ".join(words))
            self._keys[what] = None if set(words) & self.words.joining else f"s:{code}" if code else name_key(named)
        return self._keys[what]

    def term(self, word: str) -> str:
        """Return the term of a word; a noun made of a verb has the verb's."""
        found = self._terms.get(word)
        if found is None:
            found = stem(word, self.lang)
            for ending in self.words.nominal:
                if len(found) > len(ending) + 3 and found.endswith(ending):
                    found = stem(found[: -len(ending)], self.lang)
                    break
            self._terms[word] = found
        return found

    def weight(self, term: str) -> float:
        return round(self.rarity.of(term), 2)

    def tell(self, text: str, span: Span, marks: Marks, context: Weighed = (), place: int = 0) -> Telling:
        """Return what the sentence at `span` tells; `marks` are those of the sentence."""
        inside = self._content(text, span, marks.frames)
        named = [(n, key) for n in marks.named if _within(n.span, inside) and (key := self.key(n))]
        spots = [(m.start() + a, m.group()) for a, b in inside for m in _SPOT.finditer(text[a:b])]
        states = [n.span for n, key in named if key.startswith("s:")]
        words = [w for k, w in spots if not any(a <= k < b for a, b in states)]
        plain = {self.term(w) for k, w in spots if not any(n.span[0] <= k < n.span[1] for n, _ in named)}
        found = {t: self.weight(t) for t in {self.term(w) for w in words} if len(t) > 2 or t.isdigit()}
        names = {key: self.name_weight(key, n.name) for n, key in named}
        found = {t: w for t, w in found.items() if w >= _COMMONEST} | {k: w for k, w in names.items() if k.startswith("s:")}
        kept = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TERMS]
        small, content = text[slice(*span)].lower(), " ".join(text[a:b] for a, b in inside).lower()
        return Telling(
            span, tuple(sorted(kept)), tuple(sorted((k, w) for k, w in names.items() if not k.startswith("s:"))), _tails(words),
            figures=tuple(sorted({self._figure(f) for s, f in marks.figures if _within(s, inside)}, key=str)),
            dates=tuple(sorted({d for s, d in marks.dates if _within(s, inside)})),
            types=tuple(sorted({kind for _, (kind, _) in marks.events})),
            statuses=tuple(sorted({status for _, (_, status) in marks.events})),
            stages=self.words.stages_of(small), concepts=self.concepts.told([stem(w, self.lang) for w in words], small), context=context,
            place=place, negated=self.words.negation.search(content) is not None,
            topic=tuple(sorted(t for t, w in kept if t in plain and w >= _TOPIC)), reports=self.words.reporting.search(small) is not None,
            written=tuple(sorted({t: w for w in words if (t := self.term(w)) in found and t != w}.items())),
        )  # fmt: skip

    def _content(self, text: str, span: Span, frames: Iterable[Span]) -> list[Span]:
        """Return the parts of a sentence outside of the words that say whose word it is; all of it where little else is left."""
        found, start = [], span[0]
        for a, b in sorted((max(a, span[0]), min(b, span[1])) for a, b in frames):
            if start < a:
                found.append((start, a))
            start = max(start, b)
        if start < span[1]:
            found.append((start, span[1]))
        words = sum(len(_WORD.findall(text[a:b])) for a, b in found)
        return found if words >= _CONTENT else [span]

    def voice(self, words: str, home: str | None) -> tuple[str, ...]:
        """Return what tells who speaks, of the words that name him: rare names and nouns, and the kind of office with its state."""
        nouns = [w for w in _WORD.findall(words) if w[:1].isupper()]
        rare = {normal(w) for w in nouns if len(w) > 2 and self.weight(self.term(w)) >= _VOICE}
        offices = {f"{c}/{home}" for w in nouns for c in self.concepts.of(stem(w, self.lang)) if c in self.words.offices and home}
        return tuple(sorted(rare | offices))

    def _figure(self, figure: Figure) -> Figure:
        """Return a figure with the term of what is counted: the last noun of the words that name it."""
        nouns = [w for w in _WORD.findall(figure.of) if w[:1].isupper()]
        return figure._replace(of=self.term(nouns[-1]) if nouns else "")

    def name_weight(self, key: str, name: str) -> float:
        if key.startswith("s:"):
            return _STATE
        return round(max((self.rarity.of(t) for t in terms(name, self.lang)), default=_STATE), 2)

    def context(self, text: str, parts: Spans, title: str | None, named: Iterable[Named]) -> Weighed:
        """Return what a document is about: its terms that are rare in the language, and states, by weight and number."""
        counts = Counter(self.term(w) for a, b in parts for w in _WORD.findall(text[a:b]))
        counts.update({self.term(w) for w in _WORD.findall(title or "")} - counts.keys())
        weighed = {t: self.weight(t) for t in counts}
        for key in (self.key(n) for n in named):
            if key is not None and key.startswith("s:"):
                counts[key] += 1
                weighed[key] = _STATE
        ranked = {t: round(w * sqrt(counts[t]), 2) for t, w in weighed.items() if w >= _CONTEXT_LEAST and len(t) > 2}
        return tuple(sorted(sorted(ranked.items(), key=lambda item: (-item[1], item[0]))[:_CONTEXT]))


def name_key(named: Named) -> str | None:
    """Return the key of a name by its kind: a person's surname as it sounds, an organization's words, a state's code, a place."""
    words = normal(named.name).split()
    if not words:
        return None
    if named.kind == "person":
        return None if "(" in named.name else f"p:{sound(words[-1])}"
    if named.country and named.kind in ("state", "office", "group"):
        return f"s:{named.country}"
    if named.kind in ("organization", "media"):
        return f"o:{' '.join(words)}"
    return f"l:{sound(' '.join(words))}" if named.kind in ("place", "facility") else None


def _within(span: Span, parts: Iterable[Span]) -> bool:
    return any(a <= span[0] < b for a, b in parts)


def _tails(words: Iterable[str]) -> tuple[str, ...]:
    """Return the ends of longer nouns and of words that may be their last part."""
    return tuple(sorted({w.lower()[-_TAIL:] for w in words if len(w) > _TAIL and w[:1].isupper()}))
