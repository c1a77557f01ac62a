"""Is a line the headline again: equal, shortened, or with its letters transliterated?"""

from __future__ import annotations

import re
import unicodedata

_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe", "ł": "l", "đ": "d"})
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> list[str]:
    """Return the words of `text` without case, accents, punctuation; umlauts written out."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_FOLD)
    plain = unicodedata.normalize("NFKD", lowered)
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())


def repeats(line: str, headline: str) -> bool:
    """Tell whether `line` says the same words as `headline`, or breaks off within them (three words at least)."""
    a, b = fold(line), fold(headline)
    if not a or not b:
        return False
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter >= 4 and shorter >= 0.5 * max(len(a), len(b)) and a[: shorter - 1] == b[: shorter - 1]:
        return a[shorter - 1].startswith(b[shorter - 1]) or b[shorter - 1].startswith(a[shorter - 1])
    return shorter >= 5 and _overlap(a, b) >= 0.9


def _overlap(a: list[str], b: list[str]) -> float:
    """Return the share of the longer line's words that both hold (Jaccard index over sets of words)."""
    left, right = set(a), set(b)
    return len(left & right) / len(left | right)
