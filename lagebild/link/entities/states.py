"""States: one entity a code, by adding up; no pair is compared."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

from lagebild.link.entities.local import LocalEntity
from lagebild.link.records import PLACE_BITS, Entity, Reason
from lagebild.model import content_id


def state_id(code: str) -> str:
    """Return the id of a state's entity."""
    return content_id("entity", "state", code)


def fold_state(code: str, added: Iterable[LocalEntity], before: Entity | None = None, removed: Iterable[LocalEntity] = ()) -> Entity:
    """Return a state's entity with local entities added to (and removed from) what it was: the same as of all at once.

    `before` may come without members (`packed` empty, as read from a case): then the entity holds the added ones only.
    """
    names: Counter[str] = Counter(dict(before.names)) if before else Counter()
    members = set(before.packed) if before else set()
    for x in added:
        names.update(dict(x.names))
        members.update(_packed(x))
    for x in removed:
        names.subtract(dict(x.names))
        members.difference_update(_packed(x))
    return state_entity(code, names, members)


def state_entity(code: str, names: Counter[str], members: Iterable[int]) -> Entity:
    """Return a state's entity from its counted names and its packed members."""
    counted = tuple(sorted(((n, k) for n, k in names.items() if k > 0), key=lambda item: (-item[1], item[0])))
    name = counted[0][0] if counted else code
    others = ", ".join(f"“{n}”" for n, _ in sorted(counted) if n != name)
    reasons = (Reason(0.95, f"{others} stand for {code} as “{name}” does"),) if others else ()
    return Entity(state_id(code), "state", name, code, counted, (), array("q", sorted(members)), reasons)


def _packed(x: LocalEntity) -> list[int]:
    return [x.doc << PLACE_BITS | ord for ord in x.ords]
