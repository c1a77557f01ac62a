"""How names are spelled: letters without marks, and what the romanisations of one name share. No language is assumed beyond an alphabet."""

from __future__ import annotations

import re
import unicodedata
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


def without_marks(word: str) -> str:
    """Return a word without diacritics: *Café* → *Cafe*, *Bürger* → *Burger*."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c) and not c.isspace())


def plain(text: str) -> str:
    """Return a text in small letters without diacritics and marks, words apart."""
    spelled = unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)
    if not spelled.isascii():
        spelled = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(spelled.replace("'", "").replace("’", "").replace("_", " ")))


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """Return a name without case, diacritics and marks: `Kim Jong-un` and `Kim Jong Un` become one, `Müller` and `Mueller` too."""
    return plain(name)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Return a word as it may be spelled in any romanisation: `lawrow` and `lavrov`, `selenskyj` and `zelensky` become one."""
    for spelling, one in _SOUNDS:
        word = word.replace(spelling, one)
    return _ENDING.sub("ov", _DOUBLE.sub(r"\1", word))
