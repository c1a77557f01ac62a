"""The words of the brief and of pictures, by language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

LABELS: Final = Path(__file__).resolve().parent / "labels"


def language(*wanted: str | None) -> str:
    """Return the first of the languages wanted that there are words for, else English."""
    return next((lang for lang in wanted if lang is not None and lang.isalpha() and (LABELS / f"{lang}.toml").is_file()), "en")


def load_labels(lang: str) -> dict[str, Any]:
    """Return the words of the page in `lang`, English where there are none for it."""
    return tomllib.loads((LABELS / f"{language(lang)}.toml").read_text(encoding="utf-8"))
