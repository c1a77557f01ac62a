"""Countries of two mentions."""

from __future__ import annotations

from lagebild.link.records import Reason


def compare_countries(a: str | None, b: str | None) -> Reason | None:
    """Compare countries; an unknown one fits any. None where they differ."""
    if a and b:
        return Reason(1.0, f"both belong to {a}") if a == b else None
    return Reason(0.95, "the country of one is unknown") if a or b else Reason(0.9, "no country is known of either")
