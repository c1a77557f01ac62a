"""The company that somebody keeps: other names in the same reports. A name is kept as its kind's first letter, a colon and its key."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Final

from lagebild.link.compare.weights import Feature, Table

_KINDS: Final = {"p": "person", "o": "organization", "l": "place", "s": "state"}
_SHOWN: Final = 3


def compare_company(
    a: Mapping[str, int], b: Mapping[str, int], sizes: tuple[int, int], weights: Table, common: bool = False
) -> Feature | None:
    """Compare the names beside which two stand, persons counting for most and states for little; None where that tells nothing.

    `a`, `b`: names with the reports that give each; sizes: of how many reports each is. Who is in many reports has stood beside everybody
    once, so a name counts by the share of reports that give it. common: the name is one that many bear; those in different company are
    likelier two.
    """
    names = a.keys() & b.keys()
    if names:
        shared = {n: weights[_KINDS[n[0]]] * _regular(a[n], sizes[0], weights) * _regular(b[n], sizes[1], weights) for n in names}
        bits = fsum(shared.values())  # whatever the order in which reports came
        shown = sorted(shared, key=lambda n: (-shared[n], n))[:_SHOWN]
        if bits > 0:
            return Feature("company", round(min(bits, weights["most"]), 2), "both beside " + ", ".join(n[2:] for n in shown))
    if min(len(a), len(b)) >= weights["many"]:
        return Feature("company", weights["none_common" if common else "none"], "no name beside both")
    return None


def _regular(count: int, reports: int, weights: Table) -> float:
    return min(1.0, count / (weights["regular"] * reports))
