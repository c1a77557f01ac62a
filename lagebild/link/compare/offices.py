"""Offices that stand for persons."""

from __future__ import annotations

from lagebild.link.records import Reason
from lagebild.link.words import normal


def compare_offices(office: str, country: str | None, name: str, roles: tuple[str, ...], other: str | None) -> Reason | None:
    """Compare a description by office to a person of the case who is said to hold it, given that nobody else does."""
    if not country or country != other or normal(office) not in {normal(r) for r in roles}:
        return None
    return Reason(0.7, f"“{office}” ({country}) can only be “{name}”: the case names no other holder of that office")
