"""A document's text cut where anything begins or ends, so that a page can mark any passage without moving a character."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from lagebild.model import Span
from lagebild.store.records import StoredDocument

READABLE = frozenset({"headline", "dateline", "byline", "body", "caption", "credit"})


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` of the document, with the classes that say what lies there."""

    start: int
    end: int
    text: str
    classes: str


def _sweep(length: int, layers: Iterable[tuple[Span, str]]) -> list[tuple[int, int, list[str]]]:
    """Return (start, end, classes) of the stretches between all borders of `layers`; linear in text plus borders."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for (start, end), name in layers:
        start, end = max(0, start), min(length, end)
        if start < end:
            opens.setdefault(start, []).append(name)
            closes.setdefault(end, []).append(name)
    borders = sorted({0, length, *opens, *closes})
    active: list[str] = []
    found = []
    for start, end in pairwise(borders):
        for name in closes.get(start, ()):
            active.remove(name)
        active.extend(opens.get(start, ()))
        found.append((start, end, list(dict.fromkeys(reversed(active)))[::-1]))
    return found


def _innermost(classes: Iterable[str]) -> str:
    """Return the classes of a piece, of several quotes only the one that began last."""
    found = [c for c in classes if c]
    quotes = [c for c in found if c.startswith("q ")]
    return " ".join([c for c in found if c not in quotes[:-1]])


def pieces(document: StoredDocument, evidence: Iterable[Span]) -> list[Piece]:
    """Cut `document.text` at the borders of regions, quotes, speakers, cues and `evidence`; joined, the pieces are the text.

    Where statements are nested, a piece has the stance of the innermost, and is `in`.
    """
    layers: list[tuple[Span, str]] = [(r.span, f"r-{r.kind}" if r.kind in READABLE else "rubble") for r in document.regions]
    for s in document.statements:
        layers += [(span, f"q st-{s.stance}") for span in s.quote]
        layers += [(span, "in") for span in s.quote if s.parent is not None]
        layers += [(span, "sp") for span in s.speaker]
        layers += [(span, "cue") for span in s.cue]
    layers += [(span, "") for span in evidence]
    text = document.text
    return [Piece(a, b, text[a:b], _innermost(classes)) for a, b, classes in _sweep(len(text), layers)]
