"""What a language pack knows of how things are told: kinds of things, and how far they have got."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log
from typing import Final

from lagebild.lang.pack import Pack
from lagebild.lang.spelling import normal
from lagebild.link.rarity import Rarity, terms

PART: Final = 5  # letters of a part of a compound
COMPOUND: Final = 8  # letters of a word that may be a compound
LIGHTEST: Final = 0.3  # weight of a kind of things at the least


@lru_cache(maxsize=65_536)
def stem(word: str, lang: str) -> str:
    """Return the index term of one word."""
    found = terms(word, lang)
    return found[0] if found else word.lower()


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a thing has got, by the words that tell it; it gives way to none, those in `over` give way to it."""

    name: str
    pattern: re.Pattern[str]
    over: frozenset[str]


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The words of `claims.toml`: stages, negation, an outlet's own reporting, endings of nouns made of verbs, offices of a state."""

    stages: tuple[Stage, ...]
    compatible: frozenset[frozenset[str]]
    nominal: tuple[str, ...]
    joining: frozenset[str]
    negation: re.Pattern[str]
    reporting: re.Pattern[str]
    offices: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> TellingWords:
        """Read `claims.toml`."""
        data = pack.toml("claims.toml")
        stages = []
        for stage in data["stages"]:
            parts = [rf"\b(?:{w})\b" for w in stage.get("words", ())] + [rf"\b(?:{p})" for p in stage.get("phrases", ())]
            stages.append(Stage(stage["name"], re.compile("|".join(parts)), frozenset(stage.get("over", ()))))
        return cls(
            tuple(stages), frozenset(frozenset(p) for p in data["compatible"]["pairs"]), tuple(data["nominal"]), frozenset(data["joining"]),
            re.compile(data["negation"]), re.compile(data["own_reporting"]), frozenset(data["offices"]),
        )  # fmt: skip

    def stages_of(self, sentence: str) -> tuple[str, ...]:
        """Return the stages that a sentence (in small letters) tells of, without those that give way to others."""
        found = [s for s in self.stages if s.pattern.search(sentence)]
        given_way = frozenset[str]().union(*(s.over for s in found))
        return tuple(s.name for s in found if s.name not in given_way)


@dataclass(frozen=True)
class Concepts:
    """Words that tell the same kind of thing, by their stems; the parts of a compound count."""

    by_stem: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    weights: Mapping[str, float]
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def from_pack(cls, pack: Pack) -> Concepts:
        """Read `concepts.tsv`; a kind of things is as rare as a term that stands wherever one of its words does, at the least."""
        found: dict[str, set[str]] = {}
        phrases = []
        for row in pack.table("concepts.tsv"):
            for word in row["words"].split():
                found.setdefault(stem(word, pack.lang), set()).add(row["concept"])
            if row["phrases"]:
                phrases.append((re.compile(row["phrases"]), row["concept"]))
        by_stem = {key: tuple(sorted(names)) for key, names in found.items()}
        rarity = pack.get(Rarity.from_pack)
        shares: dict[str, float] = {}
        for key, names in by_stem.items():
            for name in names:
                shares[name] = shares.get(name, 0.0) + exp(-rarity.of(key))
        weights = {name: round(max(-log(min(share, 1.0)), LIGHTEST), 2) for name, share in shares.items()}
        return cls(by_stem, {key: names for key, names in by_stem.items() if len(key) >= PART}, tuple(phrases), weights)

    def of(self, term: str) -> tuple[str, ...]:
        """Return the kinds of things of a term: its own, else those of its last and its first part."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._look_up(term)
        return known

    def _look_up(self, term: str) -> tuple[str, ...]:
        if (own := self.by_stem.get(term)) is not None:
            return own
        if len(term) < COMPOUND:
            return ()
        last = next((self.heads[term[k:]] for k in range(2, len(term) - PART + 1) if term[k:] in self.heads), ())
        first = next((self.heads[term[:k]] for k in range(len(term) - 2, PART - 1, -1) if term[:k] in self.heads), ())
        return tuple(sorted({*last, *first}))

    def told(self, stems: Iterable[str], sentence: str) -> tuple[tuple[str, float], ...]:
        """Return the kinds of things in a sentence (in small letters), of which the stems are given, with their weights."""
        found = {c for t in stems for c in self.of(t)} | {c for pattern, c in self.phrases if pattern.search(sentence)}
        return tuple((c, self.weights.get(c, LIGHTEST)) for c in sorted(found))


def state_names(pack: Pack) -> dict[str, str]:
    """Return codes of states by their names, and by their capitals: who writes of a capital means its state as often as not."""
    found = {}
    for row in pack.table("states.tsv"):
        for name in (row["name"], *row["aliases"].split("|"), *row["capitals"].split("|")):
            if name:
                found[normal(name.replace("~", ""))] = row["code"]
    return found
