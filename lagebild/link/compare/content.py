"""Words that two sentences share, rare ones counting for more, and the affairs that their documents are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lagebild.link.records import Compared
from lagebild.link.tellings import Telling
from lagebild.link.told import Told

_RAREST: Final = 3
_SHOWN: Final = 4
SHARED: Final = 5.0  # weight of what a denial and a sentence must share for the one to be about the other
_FEW: Final = 3.0
_FIGURE: Final = 4.0  # weight of a common figure
_KINDS: Final = 4.0  # weight of the kinds of things in two sentences that tell enough by them
_TAIL: Final = 4.0  # weight of a common last part of two compounds


def compare_words(a: Told, b: Told) -> Compared:
    """Return the cosine of the weighted words of two sentences (0 to 1)."""
    one, two = a.words.all, b.words.all
    common = one.keys() & two.keys()
    if not common:
        return Compared()
    score = sum(one[k] * two[k] for k in sorted(common)) / max(a.words.norm * b.words.norm, 1e-9)
    return Compared(min(score, 1.0), lambda: _say_words(a, b, common))


def _say_words(a: Told, b: Told, common: Iterable[str]) -> str:
    one, mine, theirs = a.words.all, dict(a.telling.written), dict(b.telling.written)
    shown = sorted(common, key=lambda k: (-one[k], k))[:_SHOWN]
    return "both say " + ", ".join(f"“{k.partition(':')[2] or min(mine.get(k, k), theirs.get(k, k))}”" for k in shown)


def compare_share(a: Told, b: Told) -> float:
    """Return the weight of common words, and of common parts of compounds, over that of the poorer sentence's (0 to 1)."""
    one, two = a.words, b.words
    common = one.all.keys() & two.all.keys()
    tails = one.tails & two.tails
    weight = sum([one.all[k] for k in sorted(common)]) + (_TAIL * len(tails - _tails_of(common)) if tails else 0.0)
    return min(weight / max(min(one.total, two.total), 1e-9), 1.0)


def _tails_of(terms: set[str]) -> frozenset[str]:
    return frozenset(t[-6:] for t in terms)


def cosine(one: Mapping[str, float], two: Mapping[str, float], norm: float, other_norm: float) -> float:
    """Return the cosine of two weighted sets of terms with their norms (0 to 1)."""
    return sum(one[k] * two[k] for k in sorted(one.keys() & two.keys())) / max(norm * other_norm, 1e-9)


def compare_contexts(a: Told, b: Told) -> float:
    """Return the cosine of what the documents of two sentences are about (0 to 1)."""
    return cosine(a.words.context, b.words.context, a.words.context_norm, b.words.context_norm)


def compare_concepts(a: Told, b: Told) -> Compared:
    """Return the weight of common kinds of things in that of all of both (0 to 1)."""
    one, two = a.words.concepts, b.words.concepts
    common = sorted(one.keys() & two.keys())
    if not common:
        return Compared()
    weight = sum(one[c] for c in common)
    score = weight / max(sum(one.values()) + sum(two.values()) - weight, _KINDS)
    return Compared(score, lambda: "both are about " + ", ".join(common))


def compare_topics(a: Telling, b: Telling) -> float:
    """Return the weight of the words, kinds of things and figures that two sentences share: what a denial has of what it denies."""
    terms, kinds = set(a.topic) & set(b.topic), dict(a.concepts)
    words = sum(w for key, w in b.terms if key in terms)
    figures = {f.value for f in a.figures if f.value > _FEW} & {f.value for f in b.figures}
    return round(words + sum(w for key, w in b.concepts if key in kinds) + _FIGURE * bool(figures), 3)


def compare_rare(a: Told, b: Told) -> float:
    """Return the weight of the three rarest things that two sentences share: words, names, kinds of things, figures."""
    one, two = a.words, b.words
    common = one.all.keys() & two.all.keys()
    shared = [one.all[k] for k in common]
    if one.names and two.names:
        shared += [one.names[k] for k in one.names.keys() & two.names.keys()]
    if one.concepts and two.concepts:
        shared += [one.concepts[k] for k in one.concepts.keys() & two.concepts.keys()]
    if a.telling.figures and b.telling.figures:
        numbers = {k for k in common if k.isdigit()}
        figures = {f.value for f in a.telling.figures if f.value > _FEW} & {f.value for f in b.telling.figures}
        shared += [_FIGURE for f in figures if f"{f:g}" not in numbers]
    return sum(sorted(shared, reverse=True)[:_RAREST])
