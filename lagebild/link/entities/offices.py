"""Offices without a name (*der russische Außenminister*): led to who is known to hold them at the time.

An office of one holder is an entity of its own until the case names its holder. It is compared with the persons whom reports of that
time give the office, and never connects one holder to another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from lagebild.link.compare.activity import day
from lagebild.link.compare.weights import Weights, weights
from lagebild.link.entities.local import LocalEntity
from lagebild.link.records import Reason

Office: TypeAlias = tuple[str, str]
"""(word for the office, code of the state)."""
_BESIDE: Final = "the report names no other holder of that office"
_SHARE: Final = "that name a holder of that office name this one"


def of_office(reason: str) -> bool:
    """Tell whether a reason is one that `place_offices` gives."""
    return reason.endswith((_BESIDE, _SHARE))


class Holder(NamedTuple):
    """An entity by name that reports of certain days (sorted; of no day: `undated` of them) give the office; `families`: its surnames."""

    entity: str
    name: str
    days: tuple[int, ...]
    undated: int = 0
    families: tuple[str, ...] = ()


def held(local: LocalEntity) -> Iterator[Office]:
    """Yield the offices that a person named in a report holds there."""
    if local.kind == "person" and local.form in ("name", "surname") and local.country:
        yield from ((office, local.country) for office in local.single)


def wanted(local: LocalEntity) -> Office | None:
    """Return the office that a mention without a name stands for."""
    return (local.single[0], local.country) if local.form == "office" and local.country else None


def holder(entity: str, name: str, office: Office, locals_: Iterable[LocalEntity]) -> Holder:
    """Return an entity as a holder of an office, from its local entities."""
    return holder_of(entity, name, [(x.family, x.published) for x in locals_ if office in held(x)])


def holder_of(entity: str, name: str, giving: Sequence[tuple[str, str | None]]) -> Holder:
    """Return an entity as a holder of an office, from the reports that give it that: by which surname, and when they were published."""
    days = [day(published) for _, published in giving]
    known = sorted(d for d in days if d is not None)
    return Holder(entity, name, tuple(known), len(days) - len(known), tuple(sorted({family for family, _ in giving})))


def place_offices(
    offices: Iterable[LocalEntity], holders: Sequence[Holder], w: Weights | None = None
) -> Iterator[tuple[LocalEntity, str | None, Reason | None]]:
    """Yield each mention of an office without a name with the entity that holds it and why; None where that is open.

    All of one (office, state); `holders`: the entities that hold it somewhere in the case.
    """
    w = w or weights()
    ordered = sorted(holders)
    for x in offices:
        counts = _near(ordered, day(x.published), w)
        total = sum(n for n, _ in counts)
        most = max(counts, key=lambda row: (row[0], row[1]), default=None)
        beside = [(n, h) for n, h in counts if any(f"p:{family}" in x.company for family in h.families)]
        if len(beside) == 1 and beside[0][0] and beside[0][0] >= w.offices["beside"] * total:
            yield (
                x,
                beside[0][1].entity,
                Reason(0.7, f"“{x.names[0][0]}” is “{beside[0][1].name}”: {_BESIDE}"),
            )
        elif most is not None and most[0] and most[0] >= w.offices["share"] * total:
            near = "of that time " if x.published else ""
            text = f"“{x.names[0][0]}” is “{most[1].name}”: {most[0]} of {total} reports {near}{_SHARE}"
            yield x, most[1].entity, Reason(round(0.75 * most[0] / total, 3), text)
        else:
            yield x, None, None


def _near(holders: Sequence[Holder], when: int | None, w: Weights) -> list[tuple[int, Holder]]:
    """Return how many reports give each the office, in the narrowest stretch of time that tells enough."""
    counts: list[tuple[int, Holder]] = []
    for window in w.offices["windows_days"]:
        counts = [(_reports(h, when, window), h) for h in holders]
        if sum(n for n, _ in counts) >= w.offices["few"]:
            break
    return counts


def _reports(h: Holder, when: int | None, window: int) -> int:
    """Return how many reports near a day give the holder the office; without a day, how many at all."""
    if when is None:
        return len(h.days) + h.undated
    return bisect_right(h.days, when + window) - bisect_left(h.days, when - window) + h.undated
