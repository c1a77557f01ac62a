"""States: entities that only add up (`fold`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lagebild.link.entities.fold import fold_state, folded, state_id
from lagebild.link.records import Entity

__all__ = ["fold_state", "state_entity", "state_id"]


def state_entity(code: str, names: Counter[str], members: Iterable[int]) -> Entity:
    """Return a state's entity from its counted names and its packed members."""
    return folded(("state", code), names, members, country=code)
