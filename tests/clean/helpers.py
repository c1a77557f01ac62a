"""Short ways to clean a text in tests."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lagebild.clean import clean
from lagebild.config import Settings
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Given, Source

pack = lru_cache(load_pack)

LEAD = "Die Behörde hat den Hafen am Donnerstag für den gesamten Verkehr gesperrt, wie ein Sprecher am Abend mitteilte."
BODY = (
    "Nach Angaben der Verwaltung handelt es sich um eine Vorsichtsmaßnahme, die noch in dieser Woche aufgehoben werden soll. "
    "Die Opposition warf dem Ministerium vor, es habe die Reedereien zu spät informiert und die Folgen nicht bedacht."
)
HEADLINE = "Hafen gesperrt: Behörde spricht von Vorsicht"


def clean_text(text: str, html: bool = False, **given: Any) -> Document:
    """Clean a text as a JSON record would bring it."""
    return clean(Source(name="test", text=text, html=html, given=Given(**given)), Settings(), pack)


def kinds(document: Document) -> list[tuple[str, str]]:
    """Return (kind, text) of each region."""
    return [(r.kind, document.text[slice(*r.span)]) for r in document.regions]


def kind_of(document: Document, part: str) -> str:
    """Return the kind of the region that holds `part`."""
    at = document.text.index(part)
    return next(r.kind for r in document.regions if r.span[0] <= at < r.span[1])
