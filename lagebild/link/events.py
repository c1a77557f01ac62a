"""Which events in several documents are one: type, parties, object, time, place and words."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.compare.objects import compare_objects, compare_places, compare_quantities
from lagebild.link.compare.parties import compare_parties
from lagebild.link.compare.times import compare_times
from lagebild.link.groups import NumberGroups
from lagebild.link.records import Reason, Unit

_SAME: Final = 0.6
_LEADERS: Final = 32  # of one block, so many of the latest first tellings are compared with: what bounds the work
_WORDS: Final = 0.3
_VERBAL: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "COOPERATE"})
_VERBAL_WORDS: Final = 0.15  # parties say many things to each other: without common words two sayings are two
_WORDED: Final = 5  # words that tell an event from others
_OPEN: Final = frozenset({"planned", "possible"})
_CONTESTED: Final = frozenset({"denied", "negated"})


def compare_events(a: Unit, b: Unit, weights: Weights) -> Reason | None:
    """Compare two events of one type; None where they are not one, else a score and what speaks for it."""
    if (a.status in _OPEN) != (b.status in _OPEN) and a.status not in _CONTESTED and b.status not in _CONTESTED:
        return None  # what is said to be done, and what may come, are two claims; a denial may be of either
    parties = compare_parties(a, b)
    objects = compare_objects(a, b) if parties is not None else None
    times = compare_times(a, b) if objects is not None else None
    if parties is None or times is None or objects is None:
        return None
    features = [parties, times, objects, compare_quantities(a, b), compare_places(a, b)]
    known = sum(f.score for f in features)
    if known + _WORDS < _SAME:
        return None
    words = weights.overlap(a.stems, b.stems)
    if known + _WORDS * words < _SAME or (a.type in _VERBAL and words < _VERBAL_WORDS):
        return None
    said = [f.text for f in features if f.score > 0] + ([f"{words:.0%} of the rarer words in common"] if words else [])
    return Reason(round(min(known + _WORDS * words, 1.0), 3), f"{a.type}: " + ", ".join(said))


def _blocks(units: Sequence[Unit], events: Sequence[int]) -> dict[tuple[str, str], array[int]]:
    found: dict[tuple[str, str], array[int]] = {}
    for k in events:
        unit = units[k]
        for party in {*unit.actors, *unit.recipients}:
            found.setdefault((unit.type or "", party), array("q")).append(k)
    return found


def _join_equal(units: Sequence[Unit], events: Sequence[int], groups: NumberGroups) -> Iterator[tuple[int, int]]:
    """Join events of one type without parties that are told in the same words, as copies do."""
    first: dict[tuple[str | None, str, int], int] = {}
    for k in events:
        unit = units[k]
        if len(unit.stems) < _WORDED or unit.actors or unit.recipients:
            continue
        older = first.setdefault((unit.type, unit.side, hash(unit.stems)), k)
        if older != k and units[older].stems == unit.stems and compare_times(units[older], unit) and groups.join(older, k):
            yield older, k


def join_events(units: Sequence[Unit], events: Sequence[int], weights: Weights, groups: NumberGroups) -> Iterator[tuple[int, int]]:
    """Join the `events` (places in `units`, sorted) that are one; yield for each merge the older place and the younger.

    In each block (type and one party) a unit is compared with the first tellings so far, and joins the most alike.
    """
    yield from _join_equal(units, events, groups)
    for _, block in sorted(_blocks(units, events).items()):
        leaders: deque[tuple[int, Unit]] = deque(maxlen=_LEADERS)
        for k in block:
            unit = units[k]
            scored = [(r.score, -other) for other, leader in leaders if (r := compare_events(leader, unit, weights))]
            if not scored:
                leaders.append((k, unit))
            elif groups.join(-max(scored)[1], k):
                yield -max(scored)[1], k
