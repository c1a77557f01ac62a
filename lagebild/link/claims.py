"""Claims: what statements and events in several documents share, with supporters, deniers and independent origins."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.denials import Claimed
from lagebild.link.events import compare_events, join_events
from lagebild.link.groups import NumberGroups
from lagebild.link.origins import Provenance, find_origins
from lagebild.link.records import ClaimOut, Reason, Unit
from lagebild.link.sayings import Bands, attach_sayings, compare_sayings, join_sayings
from lagebild.model import content_id

_MOST_REASONS: Final = 24
_SIDE: Final = 32  # of one side, so many of the latest denials are compared with
_HEADLINE: Final = range(40, 221)


def _quality(unit: Unit) -> tuple[int, ...]:
    """Return what makes a unit's words fit to stand for a claim: a whole proposition with parties, an event and a figure."""
    return (
        unit.side == "supports",
        unit.told,
        unit.whole + (unit.length in _HEADLINE) + bool(unit.actors) + bool(unit.recipients) + (unit.quantity is not None),
        unit.type is not None,
        unit.statement is not None,
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
    if all(u.side == "denies" and not u.told for u in members):
        return False
    told = any(u.type is not None for u in members) or len({u.doc for u in members}) > 1
    return told or any(u.side == "denies" for u in members)


def _turned(members: list[Unit]) -> list[Unit]:
    """Take what is told in the negative, and claimed by nobody, for the claim that it is."""
    if all(u.status == "negated" for u in members):
        return [u._replace(side="supports") for u in members]
    return members


def _why(a: Unit, b: Unit, weights: Weights) -> Reason | None:
    """Say again why two units were taken as one: cheaper than to keep all reasons of a large case."""
    both = a.type is not None and a.type == b.type
    return (compare_events(a, b, weights) if both else None) or compare_sayings(a, b, weights)


def link_claims(units: Sequence[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of a case. `units` are sorted by `Unit.order`; few of them are held at a time."""
    weights, bands = Weights(units), Bands(units)
    events, sayings, denials = array("q"), array("q"), array("q")
    for k, unit in enumerate(units):
        (events if unit.type is not None else sayings if unit.side == "supports" else denials).append(k)
    groups = NumberGroups(len(units))
    merges = array("q")
    for pair in join_events(units, events, weights, groups):
        merges.extend(pair)
    for pair in join_sayings(units, sayings, bands, weights, groups):
        merges.extend(pair)
    for pair in attach_sayings(units, events, sayings, bands, weights, groups):
        merges.extend(pair)
    contesting = sorted((*denials, *_unmet(units, events, groups)))
    left_out, denied = _deny(units, contesting, bands, weights, groups, merges)
    because = _by_group(merges, groups)
    is_saying = bytearray(len(units))
    for k in sayings:
        is_saying[k] = 1
    for places in groups.groups():
        if len(places) == 1 and is_saying[places[0]]:
            continue
        members = _turned([units[k] for k in places if k not in left_out])
        if members and _worth(members):
            pairs = because.get(places[0], array("q"))[: 2 * _MOST_REASONS]
            merged = (_why(units[a], units[b], weights) for a, b in zip(pairs[::2], pairs[1::2], strict=True))
            reasons = [*(denied[k] for k in places if k in denied), *(r for r in merged if r is not None)]
            yield _claim(members, reasons, known)


def _repeated(units: Sequence[Unit], lone: Sequence[int], claimed: Claimed, groups: NumberGroups) -> Iterator[tuple[int, int]]:
    """Join the denials without a claim in which one side denies one thing; yield for each merge the older place and the younger."""
    by_side: dict[str, deque[int]] = {}
    for k in lone:
        side = by_side.setdefault(units[k].home or units[k].who or "", deque(maxlen=_SIDE))
        older = next((o for o in side if claimed.is_repeated(o, k)), None)
        if older is None:
            side.append(k)
        elif groups.join(older, k):
            yield older, k


def _unmet(units: Sequence[Unit], events: Sequence[int], groups: NumberGroups) -> list[int]:
    """Return the denied events that no telling of the same met: their words may lead to what they deny."""
    told = {groups.find(k) for k in events if units[k].side == "supports"}
    return [k for k in events if units[k].side == "denies" and groups.find(k) not in told and units[k].status != "negated"]


def _by_group(merges: Sequence[int], groups: NumberGroups) -> dict[int, array[int]]:
    """Return the merges (older place, younger place, ...) of each group, by the place that stands for it."""
    found: dict[int, array[int]] = {}
    for n in range(0, len(merges), 2):
        found.setdefault(groups.find(merges[n]), array("q")).extend(merges[n : n + 2])
    return found


def _deny(
    units: Sequence[Unit], denials: Sequence[int], bands: Bands, weights: Weights, groups: NumberGroups, merges: array[int]
) -> tuple[set[int], dict[int, Reason]]:
    """Join each denial with the claim that it denies, or, where there is none, with others like it.

    Returns those left out (told already by the statement that a dispute stands in, or what its own speaker would contest), and why
    the others were joined.
    """
    claimed = Claimed(units, denials, weights)
    left_out: set[int] = set()
    reasons: dict[int, Reason] = {}
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
            reasons[k] = found[1]
    by_doc: dict[int, array[int]] = {}
    for k in alone:
        same = by_doc.setdefault(units[k].doc, array("q"))
        if any(claimed.is_same(other, k) for other in same):
            left_out.add(k)
        else:
            same.append(k)
    lone = [k for k in alone if k not in left_out]
    for pair in join_sayings(units, lone, bands, weights, groups):
        merges.extend(pair)
    for pair in _repeated(units, lone, claimed, groups):
        merges.extend(pair)
    return left_out, reasons
