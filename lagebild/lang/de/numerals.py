"""German number words: how they are put together from the parts in numbers.toml."""

from __future__ import annotations

from typing import Any


def spell(n: int, data: dict[str, Any]) -> str:
    """Return the German word for `n` (0 to 999) as it stands before a noun: ``spell(121, data) == "einhunderteinundzwanzig"``."""
    if n >= 100:
        rest = spell(n % 100, data) if n % 100 else ""
        return f"{data['units'][n // 100]}{data['hundred']}{rest}"
    if n < 20:
        return str(data["units"][n])
    unit = f"{data['units'][n % 10]}{data['and']}" if n % 10 else ""
    return f"{unit}{data['tens'][n // 10]}"


def small_numbers(data: dict[str, Any]) -> dict[str, float]:
    """Return the words of 2 to 999, their variants, halves (`dreieinhalb`) and `elfhundert` to `neunzehnhundert`, as word → value.

    `ein` is left to its context.
    """
    words: dict[str, float] = {}
    for n in range(2, 1000):
        word = spell(n, data)
        for form in {word, word.replace("ß", "ss"), word.removeprefix("ein") if 100 <= n < 200 else word}:
            words[form] = n
        if n < 20:
            words[word + data["half"]] = n + 0.5
        if 10 < n < 20:
            words[word + data["hundred"]] = n * 100
    return words | {k: float(v) for k, v in data["words"].items()}


def compound(word: str, words: dict[str, float], data: dict[str, Any]) -> float | None:
    """Return the value of a word with `tausend` inside (`zweitausendfünfhundert`), or None where it is no number word."""
    before, thousand, after = word.partition(data["thousand"])
    if not thousand:
        return None
    many = 1.0 if before in ("", data["units"][1]) else words.get(before)
    after = after.removeprefix(data["and"])
    few = 0.0 if not after else 1.0 if after in (data["units"][1], "eins") else words.get(after)
    return None if many is None or few is None else many * 1000 + few
