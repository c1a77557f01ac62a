"""Claims: what statements and events in several documents share, with supporters, deniers and independent origins."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.denials import Claimed
from lagebild.link.events import join_events
from lagebild.link.groups import NumberGroups
from lagebild.link.origins import Provenance, find_origins
from lagebild.link.records import ClaimOut, Reason, Unit
from lagebild.link.sayings import attach_sayings, join_sayings
from lagebild.model import content_id

_MOST_REASONS: Final = 24
_HEADLINE: Final = range(40, 221)


def _quality(unit: Unit) -> tuple[int, ...]:
    """Return what makes a unit's words fit to stand for a claim: whole, attributed, with parties and figures."""
    return (
        unit.side == "supports",
        unit.length in _HEADLINE,
        bool(unit.actors) + bool(unit.recipients),
        unit.statement is not None,
        unit.quantity is not None,
    )


def _best(units: Sequence[Unit]) -> Unit:
    return max(enumerate(units), key=lambda item: (_quality(item[1]), -item[0]))[1]


def _claim(units: Sequence[Unit], reasons: Sequence[Reason], known: Provenance) -> ClaimOut:
    """Make a claim of units, whose oldest gives it its id: so it keeps it when younger ones come."""
    first = units[0]
    numbers, origins = find_origins(units, known)
    kept = sorted(set(reasons), key=lambda r: (-r.score, r.text))[:_MOST_REASONS]
    kind = next((u.type for u in units if u.type), None)
    claim_id = content_id("claim", first.doc_id, first.event, first.statement, first.dispute)
    return ClaimOut(claim_id, kind, _best(units), tuple(units), numbers, origins, tuple(kept))


def _worth(members: Sequence[Unit]) -> bool:
    """Tell whether units make a claim: an event does; statements where they are told in two documents, or contested."""
    return (
        any(u.type is not None for u in members) or len({u.doc for u in members}) > 1 or any(u.side == "denies" for u in members)
    )  # fmt: skip


def link_claims(units: Sequence[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of a case. `units` are sorted by `Unit.order`; few of them are held at a time."""
    weights = Weights(units)
    events, sayings, denials = array("q"), array("q"), array("q")
    for k, unit in enumerate(units):
        (events if unit.type is not None else sayings if unit.side == "supports" else denials).append(k)
    groups = NumberGroups(len(units))
    reasons = [
        *join_events(units, events, weights, groups),
        *join_sayings(units, sayings, weights, groups),
        *attach_sayings(units, events, sayings, weights, groups),
    ]
    left_out = _deny(units, denials, weights, groups, reasons)
    because: dict[int, list[Reason]] = defaultdict(list)
    for k, reason in reasons:
        because[groups.find(k)].append(reason)
    is_saying = set(sayings)
    for places in groups.groups():
        if len(places) == 1 and places[0] in is_saying:
            continue
        members = [units[k] for k in places if k not in left_out]
        if members and _worth(members):
            yield _claim(members, because.get(places[0], []), known)


def _deny(
    units: Sequence[Unit], denials: Sequence[int], weights: Weights, groups: NumberGroups, reasons: list[tuple[int, Reason]]
) -> set[int]:
    """Join each denial with the claim that it denies, or, where there is none, with others like it; return those left out.

    Left out is what is told already, by the statement that a dispute stands in, and what its own speaker would contest.
    """
    claimed = Claimed(units, denials, weights)
    left_out: set[int] = set()
    alone = array("q")
    for k in denials:
        if claimed.is_own(units[k]):
            left_out.add(k)
            continue
        found = claimed.find(units[k])
        if found is None:
            alone.append(k)
        elif claimed.is_told(k, found[0], groups):
            left_out.add(k)
        else:
            groups.join(found[0], k)
            reasons.append((k, found[1]))
    for k in alone:
        if any(units[other].doc == units[k].doc and other < k and claimed.is_same(other, k) for other in alone if other not in left_out):
            left_out.add(k)
    reasons += join_sayings(units, [k for k in alone if k not in left_out], weights, groups)
    return left_out
