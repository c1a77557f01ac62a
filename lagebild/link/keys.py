"""What leads from one sentence to others that may tell the same: units that share no key are never compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import Final, TypeAlias

from lagebild.link.alike import alike
from lagebild.link.compare.content import compare_contexts, compare_rare, compare_topics, compare_words, share_figure
from lagebild.link.compare.times import days_between, near_in_time
from lagebild.link.records import Unit
from lagebild.link.tellings import Telling
from lagebild.link.told import Told

Key: TypeAlias = tuple[str | int | float, ...]
RELATED: Final = 0.3
_AFFAIR: Final = 0.1  # what two documents must have in common to be of one affair
_SAME_AFFAIR: Final = 0.2  # what they must have in common for one sentence to deny the other
_DENIED: Final = 8.0  # weight of what a denial shares with what it denies
_COMMON: Final = 20.0  # what two sentences must have in common to be related: the weight of the three rarest things,
_CONTEXT: Final = 20.0  # and this much for all that their documents are about,
_FIGURE: Final = 4.0  # and this much for a figure,
_ALIKE: Final = 5.0  # and this much for a score of 1
_DAYS: Final = 14  # between reports of one affair
_WORDED: Final = 0.55  # or two sentences, whatever their documents
_VERY_RARE: Final = 15.0
_WEEKS: Final = 60  # days
_TERMS: Final = 4
_ABOUT: Final = 3
_KINDS: Final = 2
_FIGURES: Final = 2
_RARE: Final = 2.0
_RARE_KIND: Final = 1.5
_SMALL: Final = 3.0


def keys(unit: Unit) -> Iterator[Key]:
    """Yield the keys of a unit: its sentence, the sentence that it denies, and what its affair and its words lead to."""
    if unit.sentence is not None:
        yield "sentence", unit.doc_id, unit.sentence[0]
        for start in unit.denies:
            yield "sentence", unit.doc_id, start
    if unit.telling is not None:
        yield from telling_keys(unit.telling)


def telling_keys(telling: Telling) -> Iterator[Key]:
    """Yield pairs of what is rarest in a sentence (words, names, kinds of things, figures), and of that with what its document is about."""
    words = [(key, weight) for key, weight in (*telling.terms, *telling.names) if weight >= _RARE]
    rarest = _heaviest(words, _RARE, _TERMS)
    told = [f"c:{kind}" for kind in _heaviest(telling.concepts, _RARE_KIND, _KINDS)]
    told += [f"{value:g}" for value in sorted({f.value for f in telling.figures if f.value > _SMALL})[:_FIGURES]]
    for one, two in combinations(sorted({*rarest, *told}), 2):
        yield "told", one, two
    for about in _heaviest(telling.context, 0.0, _ABOUT):
        for what in dict.fromkeys((*rarest[:_ABOUT], *told)):
            yield "about", about, what


def _heaviest(weighed: Iterable[tuple[str, float]], least: float, most: int) -> list[str]:
    return [key for key, weight in sorted(weighed, key=lambda item: (-item[1], item[0])) if weight >= least][:most]


def of_one_affair(a: Told, b: Told) -> bool:
    """Tell whether two sentences may be of one affair at all: their documents are about the same, or their words nearly equal."""
    days = days_between(a.first.published, b.first.published)
    if (days is None or days <= _DAYS) and compare_contexts(a, b) >= _AFFAIR:
        return True
    if days is not None and days > _WEEKS:
        return False
    return compare_rare(a, b) >= _VERY_RARE or compare_words(a, b).score >= _WORDED


@lru_cache(maxsize=16_384)
def _told(unit: Unit) -> Told:
    return Told.of((unit,))


def related(a: Unit, b: Unit) -> bool:
    """Tell whether two units may have to do with each other: one sentence, a denial and what it denies, or two sentences alike."""
    placed = a.doc_id == b.doc_id and a.sentence is not None and b.sentence is not None
    if placed and (b.sentence[0] in (a.sentence[0], *a.denies) or a.sentence[0] in b.denies):  # type: ignore[index]
        return True
    if a.telling is None or b.telling is None:
        return False
    return are_related(_told(a), _told(b))


def are_related(a: Told, b: Told) -> bool:
    """Tell whether two sentences of one affair are alike, or one may deny the other: the less alike, the surer the affair must be."""
    if a.first.doc == b.first.doc:
        return False
    context = compare_contexts(a, b)
    common = compare_rare(a, b) + _CONTEXT * context + _FIGURE * share_figure(a, b)
    if common + _ALIKE < _COMMON or not of_one_affair(a, b):
        return False
    if a.denies != b.denies and context >= _SAME_AFFAIR and near_in_time(a, b) and compare_topics(a.telling, b.telling) >= _DENIED:
        return True
    score = alike(a, b).score
    return score >= RELATED and common + _ALIKE * score >= _COMMON
