"""What ties two sentences: that they tell one thing, or that one denies what the other tells."""

from __future__ import annotations

from typing import Final, NamedTuple

from lagebild.link.alike import alike
from lagebild.link.compare.content import SHARED, compare_contexts, compare_topics
from lagebild.link.compare.stages import compare_stages
from lagebild.link.compare.times import OLD, compare_dates, near_in_time
from lagebild.link.told import Told

RELATED: Final = 0.22  # score from which two sentences are decided upon together
DENIED: Final = 8.0  # weight of what a denial has of the sentence that it is decided upon with
NEGATED: Final = 9.0  # weight of what a saying in the negative must share with what it is against
_KEPT: Final = 0.1  # score below which two sentences have nothing to do with each other
_SAME_AFFAIR: Final = 0.2  # what documents must have in common for one to deny the other
_OTHER_STAGE: Final = -0.9


class Tie(NamedTuple):
    """How likely two sentences tell one thing (0 to 1); whether they tell of other stages or times; the weight of what one has of the other
    that it denies."""

    score: float
    apart: bool = False
    denied: float = 0.0

    @property
    def binds(self) -> bool:
        """Tell whether two sentences are decided upon together."""
        return self.score >= RELATED or self.denied >= DENIED


OWN: Final = Tie(0.0, denied=DENIED)
"""What ties a denial to the sentences of its document that it may be about."""


def tie(a: Told, b: Told) -> Tie | None:
    """Return what ties two sentences; None where they have nothing to do with each other."""
    score = round(alike(a, b).score, 4)
    denied = _denied(a, b)
    if score < _KEPT and not denied:
        return None
    return Tie(score, are_apart(a, b), denied)


def _denied(a: Told, b: Told) -> float:
    if a.contrary == b.contrary or a.first.doc_id == b.first.doc_id or not near_in_time(a, b) or compare_contexts(a, b) < _SAME_AFFAIR:
        return 0.0
    no, yes = (a, b) if a.contrary else (b, a)
    shared = compare_topics(no.telling, yes.telling)
    return shared if shared >= (SHARED if no.denies else NEGATED) else 0.0


def are_apart(a: Told, b: Told) -> bool:
    """Tell whether two sentences tell of other stages, or one of a time long before what the other tells as news."""
    return compare_stages(a, b).score <= _OTHER_STAGE or compare_dates(a, b).score == -OLD
