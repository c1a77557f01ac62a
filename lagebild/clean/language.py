"""Which language a text is written in, by its function words or its script."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lagebild.lang.pack import HERE as PACKS

HERE = Path(__file__).resolve().parent
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
FEW_WORDS = 20


@dataclass(frozen=True, slots=True)
class Detected:
    """`lang` is the best language, None where nothing speaks for any; `share` the share of words that are its function words."""

    lang: str | None
    share: float
    words: int

    @property
    def sure(self) -> bool:
        """Whether the text is long enough, and enough of it function words, to be believed."""
        return self.lang is not None and self.words >= FEW_WORDS and self.share >= 0.15


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, re.Pattern[str]], ...]]:
    data = tomllib.loads((HERE / "languages.toml").read_text(encoding="utf-8"))
    scripts = tuple((lang, re.compile(pattern)) for lang, pattern in data.pop("scripts").items())
    return {lang: frozenset(words.split()) for lang, words in data.items()}, scripts


def detect_language(text: str) -> Detected:
    """Return the language of `text`, by its first 20,000 characters."""
    sample = text[:_SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    tables, scripts = _tables()
    letters = sum(map(len, words))
    for lang, pattern in scripts:
        share = len(pattern.findall(sample)) / letters if letters else 0.0
        if share > (0.1 if lang == "ja" else 0.5):
            return Detected(lang, share, max(len(words), letters // 4))
    counts = Counter(words)
    scores = {lang: sum(counts[w] for w in known) for lang, known in tables.items()}
    lang, score = max(scores.items(), key=lambda s: s[1])
    return Detected(lang if score else None, score / len(words) if words else 0.0, len(words))


def installed_languages() -> list[str]:
    """Return the codes of the packs that are installed, sorted."""
    return sorted(p.parent.name for p in PACKS.glob("*/pack.toml"))


def language_code(value: str | None) -> str | None:
    """Return the ISO 639-1 code at the head of a language tag ("de-AT", "de_DE"), None where there is none."""
    m = re.match(r"\s*([A-Za-z]{2})(?:[-_].*)?\s*$", value or "")
    return m[1].lower() if m else None
