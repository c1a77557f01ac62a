"""Text made safe and short for people: used by the terminal and by the brief."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lagebild.store.records import Story

# Characters by which a hostile text could drive a terminal or turn its direction: shown as a mark instead.
_UNSAFE: Final = dict.fromkeys(
    [*range(0x09), *range(0x0B, 0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)
_GIVEN: Final = re.compile(r"[0-9a-f]{16}")
_HEDGES: Final = {"at_least": "≥ ", "at_most": "≤ ", "about": "~ "}


def safe(text: object) -> str:
    """Return `text` without control and direction-override characters."""
    return str(text).translate(_UNSAFE).encode("utf-8", "replace").decode()


def clip(text: str, width: int) -> str:
    """Return `text` on one line, at most `width` characters."""
    line = " ".join(safe(text).split())
    return line if len(line) <= width else line[: max(1, width - 1)].rstrip() + "…"


def _number(value: float) -> str:
    return f"{value:,.10g}".replace(",", "\u202f")


def short(id: str) -> str:
    """Return the beginning of a document's id: eight of the characters that Lagebild gives, more of a name that a source brought."""
    return id[:8] if _GIVEN.fullmatch(id) else safe(id[:20])


def interval(least: int, most: int) -> str:
    """Return a count that is not known to the last one: `2–3`, or `2`."""
    return f"{least}–{most}" if most > least else str(least)


def days(story: Story) -> str:
    """Return the days of a story: `2024-10-04 – 2024-10-18`, or one; nothing where no report has a date."""
    first, last = (story.first or "")[:10], (story.last or "")[:10]
    return first if first == last else f"{first} – {last}"


def counted(n: int, noun: str) -> str:
    """Return a number with an English noun: `1 document`, `2 documents`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def percent(share: float) -> str:
    """Return a share of 1 in whole hundredths: `84 %`; what is above none is never shown as none, nor what is below all as all."""
    whole = round(share * 100)
    return f"{min(99, max(1, whole)) if 0 < share < 1 else whole}\u00a0%"


def amount(value: float, upper: float | None, unit: str, hedge: str) -> str:
    """Return a quantity for people: `≥ 10 000 persons`."""
    to = f"–{_number(upper)}" if upper is not None else ""
    return f"{_HEDGES.get(hedge, '')}{_number(value)}{to}" + (f" {unit}" if unit else "")


UNKNOWN: Final = "?"
"""Stands for a speaker whom the text does not name."""


def chain_text(chain: Sequence[str], speaker: str | None, outlet: str | None) -> str:
    """Return on whose word something stands, from the page to the one who should know: `Elbkurier → Reuters → Diplomaten`.

    A speaker who is unknown ends it as `?`; an unknown outlet begins it with an arrow.
    """
    links = [clip(link, 60) for link in chain]
    if speaker is None:
        links.append(UNKNOWN)
    elif not links:
        links = [clip(speaker, 60)]
    return " → ".join((clip(outlet or "", 60), *links)).strip()


def word_of(chain: Sequence[str], who: str | None, outlet: str | None) -> str:
    """Return on whose word a record stands, as `chain_text` does; where nobody is named, on that of the report itself."""
    if chain or who:
        return chain_text(chain, who, outlet)
    return f"{clip(outlet, 60)} itself" if outlet else "the report itself"


def said_or_published(said: str | None, published: str | None) -> str:
    """Return when something was said; where the text does not tell, when it was published, in brackets."""
    return said or (f"[{published}]" if published else "")
