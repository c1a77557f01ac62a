"""Claims: what statements and events in several documents share, with supporters, deniers and independent origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from lagebild.link.compare.content import Weights
from lagebild.link.denials import Claimed
from lagebild.link.events import group_events
from lagebild.link.origins import Provenance, find_origins
from lagebild.link.records import ClaimOut, Reason, Unit
from lagebild.link.sayings import attach_sayings, group_sayings
from lagebild.model import content_id, overlaps

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
    ordered = tuple(sorted(units, key=lambda u: u.order))
    first = ordered[0]
    numbers, origins = find_origins(ordered, known)
    kept = sorted(set(reasons), key=lambda r: (-r.score, r.text))[:_MOST_REASONS]
    kind = next((u.type for u in ordered if u.type), None)
    claim_id = content_id("claim", first.doc_id, first.event, first.statement, first.dispute)
    return ClaimOut(claim_id, kind, _best(ordered), ordered, numbers, origins, tuple(kept))


def _is_told(unit: Unit, units: Sequence[Unit]) -> bool:
    """Tell whether a denial is among units already, by its statement or its place."""
    return any(
        u.doc == unit.doc
        and u.side == "denies"
        and ((unit.statement is not None and u.statement == unit.statement) or any(overlaps(a, b) for a in unit.spans for b in u.spans))
        for u in units
    )


def _worth(members: Sequence[Unit]) -> bool:
    """Tell whether statements without an event make a claim: told in two documents, or contested."""
    return len({u.doc for u in members}) > 1 or any(u.side == "denies" for u in members)


def link_claims(units: Sequence[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of a case, in an order that does not depend on that of the documents."""
    ordered = sorted(units, key=lambda u: u.order)
    weights = Weights(ordered)
    events = [u for u in ordered if u.type is not None]
    sayings = [u for u in ordered if u.type is None and u.side == "supports"]
    denials = [u for u in ordered if u.type is None and u.side == "denies"]
    groups, reasons = _named(group_events(events, weights), events)
    said, why_said = _named(group_sayings(sayings, weights), sayings)
    for n, found in enumerate(attach_sayings(said, groups, weights)):
        if found is None:
            groups.append(said[n])
            reasons.append(why_said[n])
        else:
            groups[found[0]] += said[n]
            reasons[found[0]] += [*why_said[n], found[1]]
    _deny(denials, groups, reasons, weights)
    for group, because in zip(groups, reasons, strict=True):
        if group[0].type is not None or _worth(group):
            yield _claim(group, because, known)


def _named(found: list[tuple[list[int], list[Reason]]], units: Sequence[Unit]) -> tuple[list[list[Unit]], list[list[Reason]]]:
    """Return groups with their units in place of numbers, and the reasons."""
    return [[units[k] for k in members] for members, _ in found], [why for _, why in found]


def _deny(denials: Sequence[Unit], groups: list[list[Unit]], reasons: list[list[Reason]], weights: Weights) -> None:
    """Add each denial to the claim that it denies, or, where there is none, make it a claim of its own that nobody supports here."""
    numbered = [(unit, n) for n, members in enumerate(groups) for unit in members]
    numbered.sort(key=lambda item: item[0].order)
    claimed = Claimed([unit for unit, _ in numbered], [n for _, n in numbered], weights)
    alone: dict[int, list[Unit]] = defaultdict(list)
    for denial in denials:
        if claimed.is_own(denial):
            continue
        found = claimed.find(denial)
        if found is None:
            if not _is_told(denial, alone[denial.doc]):
                alone[denial.doc].append(denial)
            continue
        number, reason = found
        if not _is_told(denial, groups[number]):
            groups[number].append(denial)
            reasons[number].append(reason)
    unclaimed = sorted((u for members in alone.values() for u in members), key=lambda u: u.order)
    for members, why in group_sayings(unclaimed, weights):
        groups.append([unclaimed[k] for k in members])
        reasons.append(why)
