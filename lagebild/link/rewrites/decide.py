"""Whether two documents tell one report in other words: an edge where it is sure, a candidate with its score where it is not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from math import exp
from pathlib import Path
from typing import Final

from lagebild.link.rarity import Rarity
from lagebild.link.records import Edge, LineageKind, Reason
from lagebild.link.rewrites.align import Pairs, pair
from lagebild.link.rewrites.facts import Fact, FactList
from lagebild.link.rewrites.features import FEATURES, Case, Feature, hours_apart, is_translation
from lagebild.model import Spans

WEIGHTS: Final = Path(__file__).resolve().parent / "weights.toml"
_WEEK: Final = 7
_FIGURES: Final = 6  # the weightiest of a document, from which its keys are made
_NAMES: Final = 8
_KEY_FIGURE: Final = 1.6
_KEY_NAME: Final = 4.0
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


def keys(facts: FactList) -> Iterator[tuple[str, str, int]]:
    """Yield what documents must share to be compared: a rare figure with a rare name or word, or two of these, in one stretch of time.

    A stretch is two weeks, a new one begins every week: documents less than a week apart always share one.
    """
    figures = _heaviest([f for f in facts.facts if f.kind in ("figure", "date") and f.weight >= _KEY_FIGURE], _FIGURES)
    names = _heaviest([f for f in facts.facts if f.kind in ("name", "word") and f.weight >= _KEY_NAME], _NAMES)
    pairs = [(f"{x.kind} {x.key}", f"{y.kind} {y.key}") for x in figures for y in names]
    pairs += [(f"{x.kind} {x.key}", f"{y.kind} {y.key}") for x, y in combinations(names, 2)]
    week = _week(facts.published)
    for one, two in pairs:
        first, second = sorted((one, two))
        yield from ((first, second, w) for w in (week, week + 1)) if week >= 0 else ((first, second, -1),)


def _heaviest(facts: list[Fact], count: int) -> list[Fact]:
    return sorted(facts, key=lambda f: (-f.weight, f.kind, f.key))[:count]


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
    pairs = pair(a, b)
    if pairs.weight < load_weights().least:
        return None
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
