"""Parties of two events: who acts, and on whom."""

from __future__ import annotations

from typing import Final

from lagebild.link.records import Reason, Unit

_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_HALF: Final = 0.25


def _side(a: tuple[str, ...], b: tuple[str, ...]) -> float | None:
    if a and b:
        return _HALF if set(a) & set(b) else None
    return _HALF / 2


def compare_parties(a: Unit, b: Unit) -> Reason | None:
    """Compare actors and recipients (up to 0.5); a side that one leaves open fits any. None where a side differs."""
    if a.type in _MUTUAL:
        return _compare_mutual(a, b)
    actors, recipients = _side(a.actors, b.actors), _side(a.recipients, b.recipients)
    if actors is None or recipients is None:
        return None
    shared = [name for name, one, two in (("actor", a.actors, b.actors), ("recipient", a.recipients, b.recipients)) if set(one) & set(two)]
    return Reason(actors + recipients, f"same {' and '.join(shared)}" if shared else "no party in common") if shared else None


def _compare_mutual(a: Unit, b: Unit) -> Reason | None:
    """Compare parties who act on each other, so that it does not matter which is named first."""
    one, two = {*a.actors, *a.recipients}, {*b.actors, *b.recipients}
    common = one & two
    if not common or (len(common) < 2 and len(one) > 1 and len(two) > 1):
        return None
    return Reason(2 * _HALF if len(common) > 1 else 1.5 * _HALF, "same parties" if len(common) > 1 else "one party in common")
