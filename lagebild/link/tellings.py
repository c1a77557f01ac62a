"""What one sentence tells, as claims compare it: words, names, figures, times and the stage that a thing has got to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from typing import Final, NamedTuple

from lagebild.lang.pack import Pack
from lagebild.lang.spelling import normal, sound
from lagebild.link.rarity import Rarity, terms
from lagebild.model import Span

_COMMONEST: Final = 0.8  # idf below which a word says nothing of what is told
_TOPIC: Final = 2.0  # weight of a word that tells what a sentence is about
_MOST_TERMS: Final = 40
_CONTEXT: Final = 32
_CONTEXT_LEAST: Final = 2.5
_STATE: Final = 2.5  # weight of a state's name, however it is called
_TAIL: Final = 6  # letters at the end of a compound that its last part may consist of
_CONTENT: Final = 4  # words that must be left of a sentence without its frame
_LIGHTEST: Final = 0.3  # weight of a concept at the least
_PART: Final = 5  # letters of a part of a compound
_COMPOUND: Final = 8
_WORD: Final = re.compile(r"[^\W\d_]+")


class Figure(NamedTuple):
    """A number of a sentence: its unit, and the term of what is counted ("" where that is open)."""

    value: float
    upper: float | None
    unit: str
    of: str


class Telling(NamedTuple):
    """One sentence. `terms`: (key, weight) of words and states, sorted; `names`: of persons, organizations and places;
    `tails`: ends of long words; `context`: what its document
    is about, as terms with weights; `concepts`: kinds of things; `place`: how many sentences of the document come before;
    `topic`: its terms outside of names.

    Keys of names begin with their kind: `p:` person, `o:` organization, `s:` state, `l:` place; words stand as terms.
    """

    span: Span
    terms: tuple[tuple[str, float], ...]
    names: tuple[tuple[str, float], ...]
    tails: tuple[str, ...]
    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    types: tuple[str, ...]
    stages: tuple[str, ...]
    statuses: tuple[str, ...]
    context: tuple[tuple[str, float], ...]
    concepts: tuple[tuple[str, float], ...] = ()
    place: int = 0
    negated: bool = False
    topic: tuple[str, ...] = ()


class Named(NamedTuple):
    """A mention as tellings need it."""

    span: Span
    kind: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a document, each by its span."""

    named: Sequence[Named] = ()
    figures: Sequence[tuple[Span, Figure]] = ()
    dates: Sequence[tuple[Span, str]] = ()
    events: Sequence[tuple[Span, str, str]] = ()
    """Trigger, type, status."""
    frames: Sequence[Span] = ()
    """Words that say whose word something is: cues, frames, speakers."""


@dataclass(frozen=True, slots=True)
class _Stage:
    name: str
    pattern: re.Pattern[str]
    over: frozenset[str]


@dataclass(frozen=True, slots=True)
class StageWords:
    """The words that tell how far a thing has got."""

    stages: tuple[_Stage, ...]
    nominal: tuple[str, ...]
    joining: frozenset[str]
    negation: re.Pattern[str]
    compatible: frozenset[frozenset[str]]

    @classmethod
    def from_pack(cls, pack: Pack) -> StageWords:
        """Read `claims.toml`."""
        data = pack.toml("claims.toml")
        stages = []
        for stage in data["stages"]:
            parts = [rf"\b(?:{w})\b" for w in stage.get("words", ())] + [rf"\b(?:{p})" for p in stage.get("phrases", ())]
            stages.append(_Stage(stage["name"], re.compile("|".join(parts)), frozenset(stage.get("over", ()))))
        return cls(tuple(stages), tuple(data["nominal"]), frozenset(data["joining"]), re.compile(data["negation"]), frozenset(frozenset(p) for p in data["compatible"]["pairs"]))

    def negates(self, sentence: str) -> bool:
        """Tell whether a sentence says that something is not so."""
        return self.negation.search(sentence.lower()) is not None

    def of(self, sentence: str) -> tuple[str, ...]:
        """Return the stages that a sentence tells of, without those that give way to others."""
        small = sentence.lower()
        found = [s for s in self.stages if s.pattern.search(small)]
        given_way = frozenset[str]().union(*(s.over for s in found))
        return tuple(s.name for s in found if s.name not in given_way)


@dataclass(frozen=True)
class Concepts:
    """Words that tell the same kind of thing, by their stems; the parts of a compound count."""

    by_stem: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    phrases: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def from_pack(cls, pack: Pack) -> Concepts:
        """Read `concepts.tsv`."""
        found: dict[str, set[str]] = {}
        phrases = []
        for row in pack.table("concepts.tsv"):
            for word in row["words"].split():
                found.setdefault(_terms(word, pack.lang), set()).add(row["concept"])
            if row["phrases"]:
                phrases.append((re.compile(row["phrases"]), row["concept"]))
        by_stem = {stem: tuple(sorted(names)) for stem, names in found.items()}
        return cls(by_stem, {stem: names for stem, names in by_stem.items() if len(stem) >= _PART}, tuple(phrases))

    def weights(self, rarity: Rarity) -> dict[str, float]:
        """Return how rare each concept is: as rare as a term that stands wherever one of its words does, at the least."""
        shares: dict[str, float] = {}
        for stem, names in self.by_stem.items():
            for name in names:
                shares[name] = shares.get(name, 0.0) + exp(-rarity.of(stem))
        return {name: round(max(-log(min(share, 1.0)), _LIGHTEST), 2) for name, share in shares.items()}

    def in_words(self, terms: Iterable[str], sentence: str) -> tuple[str, ...]:
        """Return the concepts of a sentence and its terms."""
        small = sentence.lower()
        found = {c for t in terms for c in self.of(t)} | {c for pattern, c in self.phrases if pattern.search(small)}
        return tuple(sorted(found))

    def of(self, term: str) -> tuple[str, ...]:
        """Return the concepts of a term: its own, else those of its last and its first part."""
        if (own := self.by_stem.get(term)) is not None:
            return own
        if len(term) < _COMPOUND:
            return ()
        last = next((self.heads[term[k:]] for k in range(2, len(term) - _PART + 1) if term[k:] in self.heads), ())
        first = next((self.heads[term[:k]] for k in range(len(term) - 2, _PART - 1, -1) if term[:k] in self.heads), ())
        return tuple(sorted({*last, *first}))


@dataclass(frozen=True)
class Teller:
    """Makes tellings in one language."""

    lang: str
    rarity: Rarity
    stages: StageWords
    concepts: Concepts
    states: Mapping[str, str]

    concept_weights: Mapping[str, float]

    @classmethod
    def of(cls, pack: Pack) -> Teller:
        rarity, concepts = Rarity.from_pack(pack), pack.get(Concepts.from_pack)
        weights = concepts.weights(rarity)
        return cls(pack.lang, rarity, pack.get(StageWords.from_pack), concepts, pack.get(_state_names), weights)

    def key(self, named: Named) -> str | None:
        """Return what names of one person, organization, state or place have in common; None for what is no name."""
        words = normal(named.name).split()
        if set(words) & self.stages.joining:
            return None
        code = self.states.get(" ".join(words))
        return f"s:{code}" if code else name_key(named)

    def term(self, word: str) -> str:
        """Return the term of a word; a noun made of a verb has the verb's."""
        found = _terms(word, self.lang)
        for ending in self.stages.nominal:
            if len(found) > len(ending) + 3 and found.endswith(ending):
                return _terms(found[: -len(ending)], self.lang)
        return found

    def weight(self, term: str) -> float:
        return round(self.rarity.of(term), 2)

    def tell(self, text: str, span: Span, marks: Marks, context: tuple[tuple[str, float], ...] = (), place: int = 0) -> Telling:
        """Return what the sentence at `span` tells."""
        inside = self._content(text, span, marks.frames)
        named = [n for n in marks.named if any(a <= n.span[0] < b for a, b in inside)]
        states = [n.span for n in named if (self.key(n) or "").startswith("s:")]
        spots = [(m.start() + a, m.group()) for a, b in inside for m in _WORD.finditer(text[a:b])]
        words = [w for k, w in spots if not any(a <= k < b for a, b in states)]
        plain = {self.term(w) for k, w in spots if not any(n.span[0] <= k < n.span[1] for n in named if self.key(n))}
        found = {t: self.weight(t) for t in map(self.term, words)}
        found = {t: w for t, w in found.items() if w >= _COMMONEST and len(t) > 2}
        names = {key: self.name_weight(key, n.name) for n in named if (key := self.key(n))}
        found |= {key: weight for key, weight in names.items() if key.startswith("s:")}
        kept = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TERMS]
        return Telling(
            span, tuple(sorted(kept)), tuple(sorted((k, w) for k, w in names.items() if not k.startswith("s:"))), _tails(words),
            tuple(sorted({self._figure(f) for s, f in marks.figures if _within(s, inside)}, key=str)),
            tuple(sorted({d for s, d in marks.dates if _within(s, inside)})),
            tuple(sorted({kind for s, kind, _ in marks.events if span[0] <= s[0] < span[1]})),
            self.stages.of(text[slice(*span)]),
            tuple(sorted({status for s, _, status in marks.events if span[0] <= s[0] < span[1]})),
            context,
            tuple((c, self.concept_weights[c]) for c in self.concepts.in_words([_terms(w, self.lang) for w in words], text[slice(*span)])),
            place, self.stages.negates(" ".join(text[a:b] for a, b in inside)),
            tuple(sorted(t for t, w in kept if t in plain and w >= _TOPIC)),
        )  # fmt: skip

    def _content(self, text: str, span: Span, frames: Iterable[Span]) -> list[Span]:
        """Return the parts of a sentence outside of the words that say whose word it is; all of it where little else is left."""
        found, start = [], span[0]
        for a, b in sorted((max(a, span[0]), min(b, span[1])) for a, b in frames if a < span[1] and span[0] < b):
            if start < a:
                found.append((start, a))
            start = max(start, b)
        if start < span[1]:
            found.append((start, span[1]))
        words = sum(len(_WORD.findall(text[a:b])) for a, b in found)
        return found if words >= _CONTENT else [span]

    def _figure(self, figure: Figure) -> Figure:
        """Return a figure with the term of what is counted: the last noun of the words that name it."""
        nouns = [w for w in _WORD.findall(figure.of) if w[:1].isupper()]
        return figure._replace(of=self.term(nouns[-1]) if nouns else "")

    def name_weight(self, key: str, name: str) -> float:
        if key.startswith("s:"):
            return _STATE
        return round(max((self.rarity.of(t) for t in terms(name, self.lang)), default=_STATE), 2)

    def context(self, text: str, parts: Iterable[Span], title: str | None, named: Iterable[Named]) -> tuple[tuple[str, float], ...]:
        """Return what a document is about: its terms that are rare in the language, and names, by weight and number."""
        counts = Counter(self.term(w) for a, b in parts for w in _WORD.findall(text[a:b]))
        counts.update({self.term(w) for w in _WORD.findall(title or "")} - counts.keys())
        weighed = {t: self.weight(t) for t in counts}
        for key in (self.key(n) for n in named):
            if key is not None and key.startswith("s:"):
                counts[key] += 1
                weighed[key] = _STATE
        ranked = {t: round(w * sqrt(counts[t]), 2) for t, w in weighed.items() if w >= _CONTEXT_LEAST and len(t) > 2}
        return tuple(sorted(sorted(ranked.items(), key=lambda item: (-item[1], item[0]))[:_CONTEXT]))


def _state_names(pack: Pack) -> dict[str, str]:
    """Return codes of states by their names, and by their capitals: who writes `Bern` means Switzerland as often as not."""
    found = {}
    for row in pack.table("states.tsv"):
        for name in (row["name"], *row["aliases"].split("|"), *row["capitals"].split("|")):
            if name:
                found[normal(name.replace("~", ""))] = row["code"]
    return found


def name_key(named: Named) -> str | None:
    """Return what names of one person, organization, state or place have in common; None for what is no name."""
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


@lru_cache(maxsize=65536)
def _terms(word: str, lang: str) -> str:
    found = terms(word, lang)
    return found[0] if found else word.lower()
