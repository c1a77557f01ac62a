"""Which of two texts took from the other: by credits, by order of publication, by a clear trim; else it is not known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from lagebild.link.outlets import may_abbreviate
from lagebild.link.reuse.records import Direction, ReuseText

_DAY: Final = len("2024-11-15")
_THIRD: Final = ("agency", "republished_from", "translated_from")  # credits that name where the text itself is from
_WHOLE: Final = 0.95  # of the shorter text, in the longer: it is a trim of it, or it was written on from
_LONGER: Final = 1.25
_TELLING: Final = 0.2  # of either text: of less, both may have it from a third, whichever was printed first


def _moment(published: str | None) -> datetime | None:
    """Return the moment of a publication; None where only its day is known."""
    if published is None or len(published) <= _DAY:
        return None
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:_DAY])
    except ValueError:
        return None


def _ago(days: int) -> str:
    return "one day" if days == 1 else f"{days} days"


def _by_time(one: ReuseText, other: ReuseText) -> tuple[Direction, str] | None:
    a, b = _moment(one.published), _moment(other.published)
    if a is not None and b is not None and (a.tzinfo is None) == (b.tzinfo is None):
        if a != b:
            days = abs((a - b).days) if a > b else abs((b - a).days)
            why = f"published {_ago(days)} later" if days else f"published later that day, at {max(a, b):%H:%M}"
            return ("from_other" if a > b else "to_other"), why
        return None
    first, second = _day(one.published), _day(other.published)
    if first is None or second is None or first == second:
        return None
    return ("from_other" if first > second else "to_other"), f"published {_ago(abs((first - second).days))} later"


def _is(origin: str, outlet: str | None) -> bool:
    return outlet is not None and (origin == outlet or may_abbreviate(origin, outlet))


def _thirds(text: ReuseText, other: ReuseText) -> set[str]:
    return {c.origin for c in text.credits if c.kind in _THIRD and not _is(c.origin, text.outlet) and not _is(c.origin, other.outlet)}


def _by_credit(one: ReuseText, other: ReuseText) -> tuple[Direction, str] | None:
    takes, gives = any(_is(c.origin, other.outlet) for c in one.credits), any(_is(c.origin, one.outlet) for c in other.credits)
    if takes != gives and one.outlet != other.outlet:
        return ("from_other" if takes else "to_other"), "credits the other"
    both = sorted(_thirds(one, other) & _thirds(other, one))
    return (None, f"both credit {both[0]}") if both else None


def _by_trim(one: ReuseText, other: ReuseText, shares: tuple[float, float]) -> tuple[Direction, str] | None:
    sizes = len(one.words), len(other.words)
    if max(shares) < _WHOLE or max(sizes) < _LONGER * min(sizes):
        return None
    return ("from_other" if sizes[0] < sizes[1] else "to_other"), "the shorter stands whole in the longer"


def direction(one: ReuseText, other: ReuseText, shares: tuple[float, float]) -> tuple[Direction, str]:
    """Return whether `one` takes from `other` or gives to it, and the reason; `shares` are of either text, in the other."""
    found = _by_credit(one, other)
    if found is None and max(shares) < _TELLING:
        return None, "so little that both may have it from a third"
    found = found or _by_time(one, other) or _by_trim(one, other, shares)
    return found or (None, "which came first is not known")
