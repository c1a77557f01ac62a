"""Offices and callings of two persons."""

from __future__ import annotations

from collections.abc import Collection, Set

from lagebild.link.compare.weights import Feature, Table


def compare_offices(a: Set[str], b: Set[str], weights: Table) -> Feature | None:
    """Compare the offices that two are said to hold; None where they share none or one has none."""
    shared = sorted(a & b)
    return Feature("office", weights["same"], f"the same office: {', '.join(shared[:2])}") if shared else None


def compare_fields(a: Set[str], b: Set[str], near: Collection[frozenset[str]], weights: Table) -> Feature | None:
    """Compare the fields of two persons' offices: one field, fields that people change between, or fields apart; None where open."""
    if not a or not b:
        return None
    shared = sorted(a & b)
    if shared:
        return Feature("office", weights["field"], f"offices of one field: {shared[0]}")
    if any(frozenset((x, y)) in near for x in a for y in b):
        return Feature("office", 0.0, f"offices of neighbouring fields: {min(a)}, {min(b)}")
    return Feature("office", weights["other"], f"offices of fields apart: {min(a)} against {min(b)}")


def compare_single(a: Set[tuple[str, str]], b: Set[tuple[str, str]], weights: Table) -> Feature | None:
    """Compare offices (office, state) that have one holder each: those of two states are two persons' unless one held both."""
    if not a or not b or a & b:
        return None
    one = {state for _, state in a}
    other = {state for _, state in b}
    if one & other:
        return None
    return Feature("single", weights["single"], f"{min(a)[0]} of {min(one)} against {min(b)[0]} of {min(other)}")
