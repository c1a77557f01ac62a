"""Numbers by digits and by words, shared by times and quantities."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lagebild.lang.pack import Pack

THOUSANDS = ".\u00a0\u2009\u202f'’ "  # marks between thousands
GROUPED = re.compile(rf"\d{{1,3}}(?:[{THOUSANDS}]\d{{3}})+(?:,\d+)?")
PLAIN = re.compile(r"\d+(?:,\d+)?")
ANGLO = re.compile(r"\d{1,3}\.\d{1,2}")
LONGEST = 18  # digits: beyond that it is an identifier, not a number


@dataclass(frozen=True)
class Numerals:
    """The number words of a language: `words` (2 and up), `one` (the article), `half`, `magnitudes`, `ordinals`, all lower-case keys."""

    words: dict[str, float]
    one: frozenset[str]
    half: frozenset[str]
    magnitudes: dict[str, float]
    ordinals: dict[str, int]
    data: dict[str, Any]
    compound: Callable[[str, dict[str, float], dict[str, Any]], float | None]

    @classmethod
    def from_pack(cls, pack: Pack) -> Numerals:
        data = pack.toml("numbers.toml")
        rules = pack.rules("numerals")
        ordinals = {w + e: n for w, n in data["ordinals"]["words"].items() for e in data["ordinals"]["endings"]}
        return cls(
            rules.small_numbers(data), frozenset(data["one"]["words"]), frozenset(data["half_words"]["words"]),
            data["magnitudes"], ordinals, data, rules.compound,
        )  # fmt: skip

    def word(self, text: str) -> float | None:
        """Return the value of a number word, or None. The article is no number word here."""
        lower = text.lower()
        found = self.words.get(lower)
        return found if found is not None else self.compound(lower, self.words, self.data)

    def value(self, text: str) -> float | None:
        """Return the value of digits (`10.000`, `3,5`) or of a number word; None where it is neither."""
        return digits_value(text) if text[:1].isdigit() else self.word(text)


def digits_value(text: str) -> float | None:
    """Return the value of a number by digits, with German marks (`10.000`, `100 000`, `3,5`); None where it cannot be one."""
    if len(text) > LONGEST or (not text.isascii() and not GROUPED.fullmatch(text)):
        return None
    if GROUPED.fullmatch(text):
        whole, _, fraction = text.partition(",")
        return float(re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else ""))
    if PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    return float(text) if ANGLO.fullmatch(text) else None


def plain(value: float) -> str:
    """Write a number without a needless fraction: ``plain(2.0) == "2"``."""
    return str(int(value)) if value == int(value) else str(value)
