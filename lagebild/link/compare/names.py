"""Names of persons."""

from __future__ import annotations

from lagebild.link.records import Reason
from lagebild.link.words import normal, sound


def sounds(name: str) -> tuple[str, ...]:
    """Return the words of a name, each as it may be spelled in any romanisation."""
    return tuple(sound(word) for word in normal(name).split())


def compare_names(a: str, b: str) -> Reason | None:
    """Compare two full names: equal, spelled otherwise, or with more given names; None where they are two."""
    if a == b:
        return Reason(1.0, f"the name is the same: “{a}”")
    if normal(a) == normal(b):
        return Reason(0.98, f"“{a}” and “{b}” differ in marks only")
    one, other = sounds(a), sounds(b)
    if one == other:
        return Reason(0.92, f"“{a}” and “{b}” are spellings of one name")
    if len(one) > 1 and len(other) > 1 and (one[0], one[-1]) == (other[0], other[-1]) and (len(one) == 2 or len(other) == 2):
        return Reason(0.88, f"“{a}” and “{b}” share first and last name")
    return None


def compare_surname(surname: str, full: str) -> Reason | None:
    """Compare a lone surname to a full name, given that no other full name of the case has it."""
    if sounds(surname) != sounds(full)[-len(sounds(surname)) :]:
        return None
    return Reason(0.8, f"“{surname}” can only be “{full}”: nobody else in the case bears that surname")
