"""What ties two sentences: that they tell one thing, or that one denies what the other tells."""

from __future__ import annotations

from bisect import bisect_right
from math import exp2
from typing import Final, NamedTuple

from lagebild.link.alike import alike
from lagebild.link.compare.content import SHARED, compare_contexts, compare_topics
from lagebild.link.compare.stages import compare_stages
from lagebild.link.compare.times import OLD, compare_dates, days_between, near_in_time
from lagebild.link.told import Told

RELATED: Final = 0.22  # score from which two sentences are decided upon together
DENIED: Final = 8.0  # weight of what a denial has of the sentence that it is decided upon with
NEGATED: Final = 9.0  # weight of what a saying in the negative must share with what it is against
LEVELS: Final = (RELATED, 0.3, 0.38, 0.46, 0.54, 0.62, 0.7, 0.78, 0.86, 0.94)  # of how close two sentences are
MOST: Final = 300  # sentences decided upon together: of more, those that are closer, as far as there are closer ones
_SURELY: Final = 16.0  # weight of what a denial has of a sentence from which nothing is closer
_HALF: Final = 14.0  # days between two sentences that are half as close as if they were of one day
_KEPT: Final = 0.1  # score below which two sentences have nothing to do with each other
_SAME_AFFAIR: Final = 0.2  # what documents must have in common for one to deny the other
_OTHER_STAGE: Final = -0.9


class Tie(NamedTuple):
    """How likely two sentences tell one thing (0 to 1); whether they tell of other stages or times; the weight of what one has of the other
    that it denies; how close they are (0 to 1), which counts where too many are tied to be decided upon together."""

    score: float
    apart: bool = False
    denied: float = 0.0
    close: float = 0.0

    @property
    def binds(self) -> bool:
        """Tell whether two sentences are decided upon together, as long as these are not too many."""
        return self.score >= RELATED or self.denied >= DENIED

    @property
    def level(self) -> int:
        """Return the highest of `LEVELS` at which two sentences are decided upon together, by its place; −1 where they never are."""
        return max(bisect_right(LEVELS, self.close) - 1, 0) if self.binds else -1


OWN: Final = Tie(0.0, denied=DENIED, close=1.0)
"""What ties a denial to the sentences of its document that it may be about."""


def tie(a: Told, b: Told) -> Tie | None:
    """Return what ties two sentences; None where they have nothing to do with each other."""
    score = round(alike(a, b).score, 4)
    denied = _denied(a, b)
    if score < _KEPT and not denied:
        return None
    return Tie(score, are_apart(a, b), denied, _closeness(a, b, score, denied))


def _closeness(a: Told, b: Told, score: float, denied: float) -> float:
    """Return how close two sentences are: the likelier they tell one thing, or deny each other, and the nearer in time."""
    days = days_between(a.first.published, b.first.published) or 0
    return round(max(score, min(denied / _SURELY, 1.0)) * exp2(-days / _HALF), 4)


def _denied(a: Told, b: Told) -> float:
    if a.contrary == b.contrary or a.first.doc_id == b.first.doc_id or not near_in_time(a, b) or compare_contexts(a, b) < _SAME_AFFAIR:
        return 0.0
    no, yes = (a, b) if a.contrary else (b, a)
    shared = compare_topics(no.telling, yes.telling)
    return shared if shared >= (SHARED if no.denies else NEGATED) else 0.0


def are_apart(a: Told, b: Told) -> bool:
    """Tell whether two sentences tell of other stages, or one of a time long before what the other tells as news."""
    return compare_stages(a, b).score <= _OTHER_STAGE or compare_dates(a, b).score == -OLD
