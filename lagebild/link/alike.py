"""Whether two sentences tell one thing: features, each with a reason, weighed by a logistic model that can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Final

from lagebild.link.compare.content import compare_concepts, compare_contexts, compare_rare, compare_share, compare_words
from lagebild.link.compare.meanings import compare_meanings, near_words
from lagebild.link.compare.objects import compare_figures
from lagebild.link.compare.parties import compare_names, compare_speakers, compare_states, names_apart
from lagebild.link.compare.stages import compare_stages, compare_types
from lagebild.link.compare.times import OLD, apart, compare_dates
from lagebild.link.records import Compared, Reason
from lagebild.link.told import Told

FULL: Final = 20.0  # weight of what is rare and common, about the most that three things have
_PLACES: Final = 10  # sentences from which on it makes no difference how far apart two stand
_LONG: Final = 300  # characters
_CASUALTIES: Final = ("die", "injure", "missing")  # concepts of what is counted again from day to day
_SHOWN: Final = 0.1  # score from which on it is told which words are near to each other
FILE: Final = Path(__file__).with_name("alike.toml")


@dataclass(frozen=True, slots=True)
class Alike:
    """How likely two sentences tell one thing (0 to 1), and what speaks for it and against."""

    score: float
    compared: tuple[Compared, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(text for c in self.compared if (text := c.text))

    @property
    def reason(self) -> Reason:
        return Reason(round(self.score, 3), "; ".join(self.reasons))


def features(a: Told, b: Told) -> tuple[dict[str, float], list[Compared]]:
    """Return the features of a pair by name, and what compared them, to tell why."""
    said = {
        "words": compare_words(a, b), "figures": compare_figures(a, b), "names": compare_names(a, b), "states": compare_states(a, b),
        "dates": compare_dates(a, b), "stages": compare_stages(a, b), "concepts": compare_concepts(a, b),
    }  # fmt: skip
    found = {name: max(said[name].score, 0.0) for name in ("words", "figures", "names", "states", "dates")}
    found |= {f"{name}_other": max(-said[name].score, 0.0) for name in ("states", "stages", "dates")}
    found["dates_old"], found["dates_other"] = (1.0, 0.0) if found["dates_other"] == OLD else (0.0, found["dates_other"])
    found |= {
        "share": compare_share(a, b), "context": compare_contexts(a, b), "apart": apart(a, b), "names_apart": names_apart(a, b),
        "types_other": max(-compare_types(a, b), 0.0), "rare": compare_rare(a, b) / FULL,
        "negated_once": float(a.telling.negated != b.telling.negated),
    }  # fmt: skip
    found |= compare_meanings(a, b) | _ways(a, b)
    found["figures_in_context"] = found["figures"] * found["context"]
    found["near_with_figures"] = found["near_less"] * found["figures"]
    return found, list(said.values())


def _ways(a: Told, b: Told) -> dict[str, float]:
    """Return how two sentences tell what they tell: where in their documents, at what length, by whom, of how many."""
    one, two = a.telling, b.telling
    speakers = compare_speakers(a, b)
    counted = bool(one.figures and two.figures)
    return {
        "places_apart": min(abs(one.place - two.place), _PLACES) / _PLACES,
        "length": min(one.span[1] - one.span[0], two.span[1] - two.span[0], _LONG) / _LONG,
        "speakers": max(speakers, 0.0), "speakers_other": max(-speakers, 0.0), "denials": float(a.denies and b.denies),
        "statuses": float(not a.parts.statuses.isdisjoint(b.parts.statuses)),
        "stances": float(not a.parts.stances.isdisjoint(b.parts.stances)), "counted": float(counted),
        "casualties": float(counted and any(c in a.words.concepts and c in b.words.concepts for c in _CASUALTIES)),
    }  # fmt: skip


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weights of the features (`alike.toml`)."""
    return {k: float(v) for k, v in tomllib.loads(FILE.read_text(encoding="utf-8"))["weights"].items()}


def alike(a: Told, b: Told) -> Alike:
    """Return how likely two sentences tell one thing."""
    found, compared = features(a, b)
    known = weights()
    total = known["bias"] + sum([known[name] * value for name, value in found.items()])
    score = 1.0 / (1.0 + exp(-total))
    return Alike(score, (*compared, Compared(score, lambda: near_words(a, b) if score >= _SHOWN else "")))
