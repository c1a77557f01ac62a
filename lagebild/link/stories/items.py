"""What a document is for stories: the weighted terms of its title and of the beginning of its text, and its day.

Weights are whole numbers, so that sums are exact in every order and the same pile gives the same stories on every machine.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from math import exp, log, sqrt
from typing import Final, TypeAlias

from lagebild.lang import FIRST
from lagebild.link.rarity import Rarity, written_terms

__all__ = ["Key", "StoryItem", "cosine", "faded", "keys", "make_item", "related"]

UNIT: Final = 1024  # the length of a document's vector
RELATED: Final = 0.08  # faded cosine from which two documents may tell of one affair
SHARED: Final = 20.0  # rarity of the rarest terms that they share, together: many a topic has one rare word, an affair has several
HEADLINED: Final = 0.1  # of the rarity of either title, how much the other document tells of, on average
WINDOW: Final = 14  # days; documents further apart are not compared
FADING: Final = 8.0  # days in which likeness falls to 1/e
_TITLE: Final = 1.5  # a term of the title weighs so many times more
_TERMS: Final = 250  # of the beginning of the text: what a report is about stands there
_CHARACTERS: Final = 12 * _TERMS  # more than the terms take, so that no long text is read to its end
_LONGEST_TITLE: Final = 160  # characters
_SENTENCE: Final = re.compile(r".{30,}?[.!?](?=\s|$)")
_LEAST: Final = 0.5  # rarity below which a term tells nothing
_KEYS: Final = 14  # heaviest terms that documents are found by
_KEY_LEAST: Final = 2.5  # rarity of a term that documents are found by: 1 in 12 documents holds it
_BUCKET: Final = 10  # days
_WORDS: Final = 8
_RAREST: Final = 5  # shared terms whose rarity counts
_OPENING: Final = 12  # terms that stand for a title where there is none
_HEAD_LEAST: Final = 1.0  # rarity of a term of a title that tells something

Key: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A document as stories compare it; `weights` of its terms make a vector of length UNIT.

    `day` counts days (proleptic ordinal), None where the date is not known; `found_by` are the terms that it is looked up by, heaviest
    first; `words` tell how the heaviest terms are written: (term, word); `root` is the document that this one is a near copy of;
    `head` are the terms of its title, or of its first words where it has none; `lang` is the language whose rarity they have.
    """

    doc: str
    day: int | None
    title: str
    weights: Mapping[str, int] = field(hash=False)
    found_by: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    root: str | None = None
    head: tuple[str, ...] = ()
    lang: str = FIRST

    @property
    def original(self) -> str:
        """The document whose text this one has: its own id where it is no copy."""
        return self.root or self.doc

    @property
    def order(self) -> tuple[bool, int, str]:
        """What sorts documents from the oldest, those without a day last."""
        return self.day is None, self.day or 0, self.doc


def make_item(doc: str, published: str | None, title: str, bodies: Sequence[str], lang: str, root: str | None = None) -> StoryItem:
    """Return the item of a document, from its title and the running text of its regions; `published` is an ISO 8601 date or time.

    Where there is no title, the first sentence is shown for it.
    """
    rarity = Rarity.load(lang)
    head = written_terms(title, lang)
    body = list(islice((pair for text in bodies for pair in written_terms(text[:_CHARACTERS], lang)), _TERMS))
    weights = _weights({term for term, _ in head}, Counter(term for term, _ in [*body, *head]), rarity)
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))
    found_by = tuple(islice((term for term in heaviest if rarity.of(term) >= _KEY_LEAST), _KEYS))
    written = dict(reversed([*head, *body]))
    shown = " ".join((title or _first_sentence(bodies)).split())
    opening = tuple(dict.fromkeys(term for term, _ in head or body[:_OPENING] if rarity.of(term) >= _HEAD_LEAST))
    words = tuple((t, written[t]) for t in heaviest[:_WORDS])
    return StoryItem(doc, _day(published), shown, weights, found_by, words, root, opening, lang)


def _first_sentence(bodies: Sequence[str]) -> str:
    text = next((text.lstrip() for text in bodies if text.strip()), "")[:_LONGEST_TITLE]
    found = _SENTENCE.match(text)
    return found[0] if found else text.rsplit(" ", 1)[0]


def _day(published: str | None) -> int | None:
    """Return the day of a date as a number; None where there is none, or only a month."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _weights(head: set[str], counts: Counter[str], rarity: Rarity) -> dict[str, int]:
    """Return the weights of terms: (1 + ln frequency) times rarity, more in the title, to the length UNIT."""
    found = {}
    for term in sorted(counts):
        rare = rarity.of(term)
        if rare >= _LEAST:
            found[term] = (1 + log(counts[term])) * rare * (_TITLE if term in head else 1.0)
    norm = sqrt(sum(w * w for w in found.values())) or 1.0
    return {term: weight for term, w in found.items() if (weight := round(UNIT * w / norm))}


def keys(item: StoryItem) -> Iterator[Key]:
    """Yield what an item is looked up by: each of its heaviest terms in its stretch of days and the next, and what it is a copy of.

    Items of up to ten days apart share a stretch. Documents without a day meet only one another.
    """
    yield f"={item.original}", 0
    stretch = 0 if item.day is None else 1 + item.day // _BUCKET
    for term in item.found_by:
        yield term, stretch
        if item.day is not None:
            yield term, stretch + 1


def cosine(a: Mapping[str, int], b: Mapping[str, int]) -> int:
    """Return the product of two vectors: UNIT squared for the same document; exact."""
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[term] for term, w in a.items() if term in b)


def faded(product: float, days: float) -> float:
    """Return a product of vectors as a likeness between 0 and 1 that fades with the days between them."""
    return product / (UNIT * UNIT) * exp(-days / FADING)


def related(a: StoryItem, b: StoryItem) -> bool:
    """Tell whether two documents may tell of one affair: one text, or much in common within few days.

    Much is a cosine, several rare terms, and that each tells of what the title of the other says.
    """
    if a.original == b.original:
        return True
    if a.day is None or b.day is None:
        days = 0
        if a.day is not b.day:
            return False
    else:
        days = abs(a.day - b.day)
    if days > WINDOW or faded(cosine(a.weights, b.weights), days) < RELATED:
        return False
    return (_shared(a, b) + _shared(b, a)) / 2 >= SHARED and (_told(a, b) + _told(b, a)) / 2 >= HEADLINED


def _shared(a: StoryItem, b: StoryItem) -> float:
    """Return the rarity of the rarest terms that two documents share, in the language of the first."""
    of = Rarity.load(a.lang).of
    return sum(heapq.nlargest(_RAREST, (of(term) for term in a.weights.keys() & b.weights.keys())))


def _told(a: StoryItem, b: StoryItem) -> float:
    """Return how much of what the title of the first says stands in the second (0 to 1, by rarity); 1 where it says nothing."""
    of = Rarity.load(a.lang).of
    whole = sum(map(of, a.head))
    return sum(of(term) for term in a.head if term in b.weights) / whole if whole else 1.0
