"""Names and words as linking compares them: no language is assumed beyond an alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lagebild.lang.spelling import normal, plain, sound

__all__ = ["content_words", "normal", "nouns", "sentence_at", "sentences", "sound"]

_END: Final = re.compile(r"\n|[.!?…][“”\"«»‘’')\]]*(?=\s|$)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_STEM: Final = 6
_SHORTEST: Final = 4
_YEAR: Final = 3  # digits of a number that ends a sentence rather than counts a day


def nouns(text: str) -> tuple[str, ...]:
    """Return the capitalized words of a text in small letters, what a hyphen joins apart, each once, sorted."""
    return tuple(sorted({normal(w) for w in _WORD.findall(text) if w[:1].isupper() and len(w) >= _SHORTEST}))


def content_words(text: str) -> list[str]:
    """Return the beginnings of the longer words of a text: a crude stem that needs no dictionary."""
    return [w[:_STEM] for w in plain(text).split() if len(w) >= _SHORTEST and not w.isdigit()]


def sentence_at(text: str, start: int, end: int, widest: int = 320) -> tuple[int, int]:
    """Return the sentence around a span, by its end marks and line ends; at most `widest` characters to either side."""
    low = max((m.end() for m in _ends(text, max(0, start - widest), start)), default=max(0, start - widest))
    first = next(_ends(text, end, min(len(text), end + widest)), None)
    high = first.end() if first else min(len(text), end + widest)
    while 0 < low < start and text[low - 1].isalnum() and text[low].isalnum():  # no part of a word
        low += 1
    while end < high < len(text) and text[high - 1].isalnum() and text[high].isalnum():
        high -= 1
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of text, without the blanks between them."""
    low = start
    for high in (*(m.end() for m in _ends(text, start, end)), end):
        while low < high and text[low].isspace():
            low += 1
        last = high
        while low < last and text[last - 1].isspace():
            last -= 1
        if low < last:
            yield low, last
        low = max(low, high)


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the ends of sentences in a stretch of text: line ends, and end marks after a word, with the quotation marks that follow."""
    for m in _END.finditer(text, start, end):
        if m.group()[0] == "\n" or not _short(text, m.start()):
            yield m


def _short(text: str, dot: int) -> bool:
    """Tell whether a full stop ends an abbreviation or a number rather than a sentence."""
    k = dot
    while k and text[k - 1].isalnum():
        k -= 1
    word = text[k:dot]
    return text[dot] == "." and (
        len(word) == 1 or (word.isdigit() and len(word) < _YEAR) or (len(word) <= 3 and word[:1].isupper() and word[1:].islower())
    )
