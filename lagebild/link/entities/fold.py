"""What only adds up: states by their code, descriptions of several and of institutions, offices without a name, places and things.

No two of these are compared, so that an entity that thousands of reports name costs no more to add to than a rare one.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Final

from lagebild.link.entities.keys import Key
from lagebild.link.entities.local import LocalEntity
from lagebild.link.records import PLACE_BITS, Entity, Reason
from lagebild.model import content_id

_KEYED: Final = frozenset({"words", "thing"})  # their keys hold the kind


def folded_id(key: Key) -> str:
    """Return the id of the entity of a `fold_key`."""
    return content_id("entity", *key)


def fold(key: Key, added: Iterable[LocalEntity], before: Entity | None = None, removed: Iterable[LocalEntity] = ()) -> Entity:
    """Return the entity of a `fold_key` with local entities added to (and removed from) what it was: the same as of all at once.

    `before` may come without members (`packed` empty, as read from a case): then the entity holds the added ones only. Its roles and
    country grow only: they are those of all that it ever held.
    """
    names: Counter[str] = Counter(dict(before.names)) if before else Counter()
    members = set(before.packed) if before else set()
    roles = set(before.roles) if before else set()
    countries = [before.country] if before and before.country else []
    for x in added:
        names.update(dict(x.names))
        members.update(packed(x))
        roles.update(role for role, _ in x.roles)
        countries += [x.country] if x.country else []
    for x in removed:
        names.subtract(dict(x.names))
        members.difference_update(packed(x))
    return folded(key, names, members, tuple(sorted(roles)), min(countries, default=None))


def folded(key: Key, names: Counter[str], members: Iterable[int], roles: tuple[str, ...] = (), country: str | None = None) -> Entity:
    """Return the entity of a key from its counted names and its packed members."""
    counted = tuple(sorted(((n, k) for n, k in names.items() if k > 0), key=lambda item: (-item[1], item[0])))
    name = counted[0][0] if counted else key[-1]
    name = name.partition(" (")[0] if key[0] == "office" else name
    return Entity(
        id=folded_id(key), kind=key[1] if key[0] in _KEYED else "state" if key[0] == "state" else "person", name=name, country=country,
        names=counted, roles=roles, packed=array("q", sorted(members)), reasons=_reasons(key, name, counted),
    )  # fmt: skip


def _reasons(key: Key, name: str, counted: tuple[tuple[str, int], ...]) -> tuple[Reason, ...]:
    if key[0] == "state":
        others = ", ".join(f"“{n}”" for n, _ in sorted(counted) if n != name)
        return (Reason(0.95, f"{others} stand for {key[1]} as “{name}” does"),) if others else ()
    if sum(k for _, k in counted) < 2:
        return ()
    if key[0] == "thing":
        return (Reason(0.9, f"one name and country: “{name}” ({key[-1] or 'country unknown'})"),)
    return (Reason(0.6, f"the same {'office' if key[0] == 'office' else 'words'}: “{name}” ({key[-1] or 'country unknown'})"),)


def packed(x: LocalEntity) -> list[int]:
    """Return the mentions of a local entity as numbers: document, then the mention's place."""
    return [x.doc << PLACE_BITS | ord for ord in x.ords]


def state_id(code: str) -> str:
    """Return the id of a state's entity."""
    return folded_id(("state", code))


def fold_state(code: str, added: Iterable[LocalEntity], before: Entity | None = None, removed: Iterable[LocalEntity] = ()) -> Entity:
    """Return a state's entity: `fold` by its code."""
    return fold(("state", code), added, before, removed)
