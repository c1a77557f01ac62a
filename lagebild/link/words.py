"""Names and words as linking compares them: no language is assumed beyond an alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l", "đ": "d", "ı": "i"})
_SOUNDS: Final = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("kh", "c"), ("ch", "c"), ("gh", "g"), ("zh", "s"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("dsch", "s"), ("dj", "s"), ("ts", "s"), ("tz", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"), ("q", "k"),
    ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ie", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ee", "i"),
)  # fmt: skip
_DOUBLE: Final = re.compile(r"(.)\1+")
_ENDING: Final = re.compile(r"i?[eo]v$")  # of Slavic names: -ow, -ew, -jow, -iev
_END: Final = re.compile(r"\n|[.!?…][“”\"«»‘’')\]]*(?=\s|$)")
_STEM: Final = 6
_SHORTEST: Final = 4


def _plain(text: str) -> str:
    """Return a text in small letters without diacritics and marks, words apart."""
    spelled = unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)
    if not spelled.isascii():
        spelled = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(spelled.replace("'", "").replace("’", "").replace("_", " ")))


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """Return a name without case, diacritics and marks: `Kim Jong-un` and `Kim Jong Un` become one, `Müller` and `Mueller` too."""
    return _plain(name)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Return a word as it may be spelled in any romanisation: `lawrow` and `lavrov`, `selenskyj` and `zelensky` become one."""
    for spelling, one in _SOUNDS:
        word = word.replace(spelling, one)
    return _ENDING.sub("ov", _DOUBLE.sub(r"\1", word))


def content_words(text: str) -> list[str]:
    """Return the beginnings of the longer words of a text: a crude stem that needs no dictionary."""
    return [w[:_STEM] for w in _plain(text).split() if len(w) >= _SHORTEST and not w.isdigit()]


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
    return text[dot] == "." and (len(word) == 1 or word.isdigit() or (len(word) <= 3 and word[:1].isupper() and word[1:].islower()))
