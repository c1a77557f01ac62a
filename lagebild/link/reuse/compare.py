"""The comparison of two texts, exactly: what they share, of what sort it is, and what follows."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.link.records import Reason
from lagebild.link.reuse.align import Passage, align
from lagebild.link.reuse.direction import direction
from lagebild.link.reuse.index import worth_comparing
from lagebild.link.reuse.records import ReuseEdge, ReuseKind, ReuseText
from lagebild.link.reuse.sketch import SHINGLE, keys
from lagebild.link.reuse.words import Hashes, covered, distinct, edges, shingles

MEASURE: Final = 8  # words of the sequences by which containment is told
COPY: Final = 0.8  # of a text's words in the other: nearly all of it
VERSION: Final = 0.5  # within an outlet less than that is its own prose used again, not reuse of another's
_PROSE: Final = 24  # shared words, outside quotation marks and boilerplate, of the smallest reuse
_SHORT_PROSE: Final = 16  # the same where they are a large part of a short text
_RUN: Final = 10  # words in a row, once at least: many short stretches are phrases of the trade
_SHARE: Final = 0.4
_STALE: Final = 2
_NONE: Final = np.empty(0, dtype=np.int8)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, before any judgement: words of each sort, and containment as `ReuseEdge` has it.

    `own`: the words of either text that are no boilerplate.
    """

    passages: tuple[Passage, ...]
    containment: float
    words: int
    quoted: int
    recurring: int
    prose: int
    longest_prose: int
    own: tuple[int, int]

    @property
    def shares(self) -> tuple[float, float]:
        """How much of either text is shared, boilerplate left aside."""
        shared = self.words - self.recurring
        return shared / max(self.own[0], shared, 1), shared / max(self.own[1], shared, 1)


def containment(a: Hashes, b: Hashes) -> float:
    """Return how much of the smaller set of eight-word sequences stands in the larger."""
    one, two = distinct(shingles(a, MEASURE)), distinct(shingles(b, MEASURE))
    smaller = min(len(one), len(two))
    return len(np.intersect1d(one, two, assume_unique=True)) / smaller if smaller else 0.0


def _signs(text: ReuseText, other: ReuseText, boilerplate: Set[int]) -> NDArray[np.int8]:
    """Return for each shingle of a text whether it is in one of the sketches (1), and boilerplate (2)."""
    found = keys(shingles(text.words.hashes, SHINGLE))
    signs = np.isin(found, np.concatenate((text.sketch, other.sketch))).astype(np.int8)
    signs[np.isin(found, np.fromiter(boilerplate, dtype=np.uint32, count=len(boilerplate)))] = _STALE
    return signs


def _stale(signs: NDArray[np.int8], first: int, length: int) -> NDArray[np.bool_]:
    """Return which of some words in a row are boilerplate: those nearer to a shingle of a sketch that is than to one that is not."""
    here = signs[first : max(first, first + length - SHINGLE + 1)]
    known = np.flatnonzero(here)
    if not (here == _STALE).any():
        return np.zeros(length, dtype=np.bool_)
    words = np.arange(length) - (SHINGLE - 1) / 2  # the middle of the shingle that begins there
    after = np.minimum(np.searchsorted(known, words), len(known) - 1)
    before = np.maximum(after - 1, 0)
    nearest = np.where(np.abs(known[after] - words) < np.abs(known[before] - words), known[after], known[before])
    found: NDArray[np.bool_] = here[nearest] == _STALE
    return found


def overlap(one: ReuseText, other: ReuseText, boilerplate: Set[int] = frozenset()) -> Overlap | None:
    """Measure what two texts share; None if that is next to nothing."""
    a, b = one.words, other.words
    passages = tuple(align(a.hashes, b.hashes))
    if sum(p.words for p in passages) < _SHORT_PROSE:
        return None
    in_quotes_a, in_quotes_b = covered(a, one.quotes), covered(b, other.quotes)
    signs, turned = (_signs(one, other, boilerplate), _signs(other, one, boilerplate)) if boilerplate else (_NONE, _NONE)
    words = quoted = recurring = prose = longest = 0
    for passage in passages:
        for t in passage.tiles:
            speech = in_quotes_a[t.a : t.a + t.length] | in_quotes_b[t.b : t.b + t.length]
            stale = _stale(signs, t.a, t.length) & ~speech
            left = ~(speech | stale)
            words, quoted, recurring = words + t.length, quoted + int(speech.sum()), recurring + int(stale.sum())
            prose, longest = prose + int(left.sum()), max(longest, _longest(left))
    own = len(a) - int(_stale(signs, 0, len(a)).sum()), len(b) - int(_stale(turned, 0, len(b)).sum())
    return Overlap(passages, containment(a.hashes, b.hashes), words, quoted, recurring, prose, longest, own)


def _longest(mask: NDArray[np.bool_]) -> int:
    borders = edges(mask)
    return int((borders[1::2] - borders[::2]).max()) if len(borders) else 0


def _is_reuse(found: Overlap, same_outlet: bool) -> bool:
    """Tell whether what two texts share is reuse."""
    smaller = min(found.own)
    if same_outlet and found.prose < VERSION * smaller:
        return False
    if found.prose >= _SHARE * smaller:
        return found.prose >= _SHORT_PROSE
    return found.prose >= _PROSE and found.longest_prose >= _RUN


def _kind(shares: tuple[float, float]) -> ReuseKind:
    if min(shares) >= COPY:
        return "copy"
    return "trimmed" if max(shares) >= COPY else "passages"


def _reason(kind: ReuseKind, shares: tuple[float, float], found: Overlap, why: str) -> Reason:
    what = {"copy": "copy", "trimmed": "trimmed copy", "passages": "shared passages"}[kind]
    aside = [
        f"{count / found.words:.0%} of that {name}"
        for count, name in ((found.quoted, "in quotation marks"), (found.recurring, "boilerplate")) if count >= found.words / 20
    ]  # fmt: skip
    text = f"{what}: {max(shares):.0%} of the shorter text stands in the other"
    return Reason(round(max(shares), 3), "; ".join([", ".join([text, *aside]), why]))


def compare_documents(one: ReuseText, other: ReuseText, boilerplate: Set[int] = frozenset()) -> ReuseEdge | None:
    """Return how two documents share text, as seen from `one`; None where they share no prose to speak of.

    What stands in quotation marks, and what recurs in an outlet's other texts (`boilerplate`: shingles as `SketchIndex.recurring` gives
    them), makes no edge by itself: several reporters hear one speech. Symmetric: turning the edge gives that of the turned pair.
    """
    if other.id < one.id:
        edge = compare_documents(other, one, boilerplate)
        return edge.turned() if edge else None
    same_outlet = one.outlet is not None and one.outlet == other.outlet
    if not worth_comparing(one.sketch, other.sketch, boilerplate, same_outlet):
        return None
    found = overlap(one, other, boilerplate)
    if found is None or not _is_reuse(found, same_outlet):
        return None
    shares = found.shares
    kind = _kind(shares)
    takes, why = direction(one, other, shares)
    return ReuseEdge(
        kind, takes, why, found.containment, shares[0], shares[1], found.quoted / found.words, found.recurring / found.words,
        tuple(one.words.span(*p.first) for p in found.passages), tuple(other.words.span(*p.second) for p in found.passages),
        _reason(kind, shares, found, why),
    )  # fmt: skip
