"""Claims: what sentences of several documents tell alike, with supporters, deniers and independent origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lagebild.link.clusters import Clusters, Ties
from lagebild.link.origins import find_origins
from lagebild.link.records import ClaimOut, Reason, Unit
from lagebild.link.supports import Provenance
from lagebild.link.told import Told
from lagebild.model import content_id

_MOST_REASONS: Final = 24
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
    found = find_origins(units, known)
    kept = sorted(set(reasons), key=lambda r: (-r.score, r.text))[:_MOST_REASONS]
    kind = next((u.type for u in units if u.type), None)
    claim_id = content_id("claim", first.doc_id, first.start, first.event, first.statement, first.dispute)
    return ClaimOut(
        claim_id, kind, _best(units), tuple(units), found.numbers, found.origins, tuple(kept), found.most, found.changes
    )  # fmt: skip


def _worth(members: Sequence[Unit]) -> bool:
    """Tell whether units make a claim: an event does, and a figure somebody gives; others where two documents tell them, or contested."""
    if all(u.side == "denies" and not u.told for u in members):
        return False
    drawn = any(u.type is not None or (u.quantity is not None and u.statement is not None and bool(u.who)) for u in members)
    return drawn or len({u.doc for u in members}) > 1 or any(u.side == "denies" for u in members)


def _turned(members: list[Unit]) -> list[Unit]:
    """Take what is told in the negative, and claimed by nobody, for the claim that it is."""
    if all(u.status == "negated" for u in members):
        return [u._replace(side="supports") for u in members]
    return members


def sentences_of(units: Iterable[Unit]) -> tuple[list[tuple[Unit, ...]], list[Unit]]:
    """Group units by their sentence, oldest first; also return those without one."""
    by_place: dict[tuple[str, int], list[Unit]] = {}
    lone = []
    for unit in sorted(units, key=lambda u: u.order):
        if unit.sentence is None:
            lone.append(unit)
        else:
            by_place.setdefault((unit.doc_id, unit.sentence[0]), []).append(unit)
    for key, members in list(by_place.items()):
        if all(u.telling is None for u in members):
            lone += by_place.pop(key)
    return [tuple(members) for members in by_place.values()], lone


def _contesting(one: Told) -> tuple[Unit, ...]:
    """Return the units of a sentence that is found to deny a claim, all of them against it but what it says of others' words."""
    deniers = {u.who for u in one.units if u.side == "denies"} or {u.who for u in one.units}
    return tuple(u if u.who not in deniers and u.who else u._replace(side="denies") for u in one.units)


def resolve(told: Sequence[Told], ties: Ties, known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of sentences that have to do with each other, by what ties them; `told` are in order (`Unit.order` of their first).

    A pure function; over a whole case, the claims are those of its components.
    """
    clusters = Clusters(told, ties)
    clusters.cluster()
    denied = clusters.denied()
    units = [t.units for t in told]
    for root, (target, reason) in denied.items():
        for k in clusters.members[clusters.groups.find(root)]:
            units[k] = _contesting(told[k])
        clusters.join(target, root, reason)
    for root, places in sorted(clusters.members.items()):
        members = _turned(sorted((u for k in places for u in units[k]), key=lambda u: u.order))
        if _worth(members):
            yield _claim(members, clusters.reasons.get(root, []), known)


def resolve_alone(units: Sequence[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claim of units that nothing is compared with."""
    if _worth(members := _turned(list(units))):
        yield _claim(members, [], known)
