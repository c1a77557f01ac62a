"""Whether two documents tell one report in other words: an edge where it is sure, a candidate with its score where it is not."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Final

from lagebild.link.rarity import Rarity
from lagebild.link.records import Edge, LineageKind, Reason
from lagebild.link.rewrites.align import Pairs, both, pair
from lagebild.link.rewrites.facts import Fact, FactList
from lagebild.link.rewrites.features import FEATURES, Case, Feature, hours_apart, is_translation
from lagebild.model import Spans

WEIGHTS: Final = Path(__file__).resolve().parent / "weights.toml"
_WEEK: Final = 7
_ALONE: Final = 16  # keys of one fact, at most
_RARE: Final = 6.0  # weight from which one fact is a key
_PAIRED: Final = 3.5  # weight from which a name or word is a key with another fact of its sentence
_FIGURE: Final = 1.6  # the same of a figure or a date
_SOON: Final = 0.25  # hours: published within them, neither is the later


@dataclass(frozen=True, slots=True)
class Weights:
    """`weights.toml`: what each feature weighs, and from which score two documents are one origin."""

    bias: float
    weights: dict[str, float]
    sure: float
    candidate: float
    days: float
    least: float


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the weights that ship with the package."""
    return Weights(**tomllib.loads(WEIGHTS.read_text(encoding="utf-8")))


def keys(facts: FactList) -> Iterator[tuple[str, ...]]:
    """Yield what documents must share to be compared: a very rare fact in one stretch of time, or the two rarest of a sentence.

    A stretch is two weeks, a new one begins every week: documents less than a week apart always share one.
    """
    week = _week(facts.published)
    rare = [f for f in facts.facts if f.weight >= _RARE]
    for f in sorted(rare, key=lambda f: (-f.weight, f.kind, f.key))[:_ALONE]:
        yield from ((f.kind, f.key, str(w)) for w in ((week, week + 1) if week >= 0 else (-1,)))
    by_sentence: dict[int, list[Fact]] = defaultdict(list)
    starts = [s for s, _ in facts.sentences]
    for f in facts.facts:
        if f.weight >= (_FIGURE if f.kind in ("figure", "date") else _PAIRED):
            by_sentence[bisect_right(starts, f.start)].append(f)
    for held in by_sentence.values():
        two = sorted(sorted(held, key=lambda f: (-f.weight, f.kind, f.key))[:2], key=lambda f: (f.kind, f.key))
        if len(two) > 1:
            yield two[0].kind, two[0].key, two[1].kind, two[1].key


def _week(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal() // _WEEK
    except ValueError:
        return -1


def compare(a: FactList, b: FactList) -> Edge | None:
    """Return the edge between two documents (`certain` false for a candidate), or None; the same edge whichever comes first.

    `directed` is false where neither time nor a credit tells who took from whom; then the one with the smaller id stands as origin.
    """
    a, b = sorted((a, b), key=lambda x: (x.id, x.doc))
    hours = hours_apart(a.published, b.published)
    if a.doc == b.doc or (hours is not None and hours > 24 * load_weights().days):
        return None
    common = both(a, b)
    if sum(x.weight for x in common) < load_weights().least:
        return None
    pairs = pair(a, b, common)
    features = judge(a, b, pairs)
    score = score_of(features)
    return _edge(a, b, pairs, features, score) if score >= load_weights().candidate else None


def judge(a: FactList, b: FactList, pairs: Pairs) -> tuple[Feature, ...]:
    """Return all features of a pair, each with its reason."""
    case = Case(a, b, pairs, Rarity.load(a.lang))
    return tuple(feature(case) for feature in FEATURES)


def score_of(features: tuple[Feature, ...]) -> float:
    """Return the score from 0 to 1."""
    known = load_weights()
    z = known.bias + sum(known.weights[f.name] * f.value for f in features)
    return 1 / (1 + exp(-z))


def _edge(a: FactList, b: FactList, pairs: Pairs, features: tuple[Feature, ...], score: float) -> Edge:
    weights = load_weights().weights
    told = sorted((f for f in features if f.reason), key=lambda f: (-weights[f.name] * f.value, f.name))
    taker, origin, directed, why = _direction(a, b)
    reason = Reason(round(score, 3), "; ".join([f.reason for f in told] + [why]))
    spans, others = tuple(m.a for m in pairs.matches), tuple(m.b for m in pairs.matches)
    shares = [round(min(pairs.weight / max(sum(f.weight for f in x.facts), 1e-9), 1.0), 3) for x in (a, b)]
    if taker is b:
        spans, others = _by_first(others, spans)
        shares.reverse()
    certain = score >= load_weights().sure
    return Edge(
        taker.doc, origin.doc, origin.name or None, _kind(taker, origin), reason, spans, others, directed, certain, shares[0], shares[1]
    )  # fmt: skip


def _by_first(spans: Spans, others: Spans) -> tuple[Spans, Spans]:
    """Return aligned spans in the order of the first."""
    order = sorted(range(len(spans)), key=lambda k: spans[k])
    return tuple(spans[k] for k in order), tuple(others[k] for k in order)


def _direction(a: FactList, b: FactList) -> tuple[FactList, FactList, bool, str]:
    """Return who takes from whom, whether that is known, and why: by who credits the other, else by time."""
    credits_b, credits_a = _credits(a, b), _credits(b, a)
    if credits_a != credits_b:
        taker, origin = (a, b) if credits_b else (b, a)
        return taker, origin, True, f"{taker.id} credits the other"
    hours = hours_apart(a.published, b.published)
    same_day = (a.published or "")[:10] == (b.published or "")[:10]
    exact = min(len(a.published or ""), len(b.published or "")) > len("2000-01-01")
    if hours is None or hours < _SOON or (same_day and not exact):
        return b, a, False, "which came first is not known"
    later = hours_apart("1000-01-01", a.published) or 0.0
    earlier = hours_apart("1000-01-01", b.published) or 0.0
    taker, origin = (a, b) if later > earlier else (b, a)
    return taker, origin, True, f"{taker.id} came later"


def _credits(taker: FactList, origin: FactList) -> bool:
    return bool(origin.outlet) and any(key == origin.outlet for _, key in taker.credited)


def _kind(taker: FactList, origin: FactList) -> LineageKind:
    return "translation" if taker.lang != origin.lang or (is_translation(taker) and _credits(taker, origin)) else "rewrite"
