"""Invented prose for tests of text reuse: the same seed gives the same sentences, different seeds share no six words in a row."""

from __future__ import annotations

import random

from lagebild.link.records import CreditIn, DocumentIn
from lagebild.link.reuse import ReuseText
from lagebild.model import Spans

_NOUNS = ("Minister", "Kanzlerin", "Behörde", "Reederei", "Botschaft", "Bezirk", "Sprecherin", "Werft", "Hafenamt", "Kommission", "Zeugin")
_VERBS = ("prüft", "meldet", "verlangt", "bestreitet", "liefert", "vertagt", "begrüßt", "erwartet", "verschiebt", "sammelt", "räumt")
_OBJECTS = ("Vertrag", "Schiffe", "Kabel", "Berichte", "Gelder", "Anlagen", "Listen", "Waffen", "Züge", "Gutachten", "Akten", "Pläne")
_ENDS = ("heute", "gestern", "bald", "vorerst", "erneut", "offenbar", "im Mai", "nach Angaben der Polizei", "in Lübeck", "am Rhein")


def sentence(chance: random.Random) -> str:
    """Return a sentence of about eleven words."""
    words = [chance.choice(pile) for pile in (_NOUNS, _VERBS, _OBJECTS, _NOUNS, _VERBS, _OBJECTS)]
    a, b, c, d, e, f = words
    return f"{a} {chance.randrange(99)} {b} {c} und {d} {chance.randrange(99)} {e} {f} {chance.choice(_ENDS)}."


def prose(seed: int, sentences: int = 20) -> list[str]:
    """Return invented sentences."""
    chance = random.Random(seed)
    return [sentence(chance) for _ in range(sentences)]


def text(seed: int, sentences: int = 20) -> str:
    """Return invented sentences as one text."""
    return " ".join(prose(seed, sentences))


def quoted(text: str) -> Spans:
    """Return what stands between „ and “."""
    spans, start = [], text.find("„")
    while start >= 0:
        end = text.index("“", start)
        spans.append((start + 1, end))
        start = text.find("„", end)
    return tuple(spans)


def given(
    name: str, text: str, published: str | None = "2024-11-15", *credits: str, outlet: str | None = "", kind: str = "agency"
) -> ReuseText:
    """Return a document ready to be compared, of the outlet `name` unless another is given; its quotations are found by their marks."""
    told = tuple(CreditIn(kind, origin, None, (0, 1)) for origin in credits)
    document = DocumentIn(1, f"id-{name}", name if outlet == "" else outlet, published, "de", ((0, len(text)),), told)
    return ReuseText.of(document, text, quoted(text))
