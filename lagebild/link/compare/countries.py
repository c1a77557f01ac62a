"""Countries of two records."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.link.compare.weights import Feature, Table

_BODY = "IGO:"
_MANY, _OUTVOTED = 4, 4


def most(counts: Mapping[str, int]) -> str | None:
    """Return the country that most reports give."""
    return max(counts, key=lambda c: (counts[c], c)) if counts else None


def compare_countries(a: Mapping[str, int], b: Mapping[str, int], weights: Table) -> Feature | None:
    """Compare counted countries (reports that give each); None where one is unknown."""
    one, other = most(a), most(b)
    if one is None or other is None:
        return None
    if one == other:
        return Feature("country", weights["same"], f"both belong to {one}")
    if one.startswith(_BODY) != other.startswith(_BODY):
        return Feature("country", weights["body"], f"{one} and {other}")
    if a.get(other) or b.get(one):
        return Feature("country", 0.0, f"both are given {other if a.get(other) else one} too")
    few, many = sorted((sum(a.values()), sum(b.values())))
    if many >= _MANY and few * _OUTVOTED <= many:
        return Feature("country", weights["outvoted"], f"{one} against {other}, which few reports in many give")
    return Feature("country", weights["other"], f"{one} against {other}")
