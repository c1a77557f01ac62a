"""Index terms of a text, and how rare each is in the language: weights that no case changes, so that what is compared today and
tomorrow is compared alike.

Document frequencies ship with the language pack (`frequencies.tsv.gz`, made by `training/frequencies.py`).
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import log
from typing import Final

from lagebild.errors import PackError
from lagebild.lang import FIRST
from lagebild.lang.pack import Pack, load_pack
from lagebild.lang.spelling import without_marks

__all__ = ["Rarity", "terms", "written_terms"]

FILE: Final = "frequencies.tsv.gz"
UNSEEN: Final = 1  # documents, of a term that the table leaves out
_REMEMBERED: Final = 100_000  # word forms whose stem is kept at hand
_WORD: Final = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\w)|[^\W_]+")
_APART: Final = re.compile(r"\D")
_SMALLEST_PILE: Final = 10_000  # documents that a language without a table is taken to have been counted in


def terms(text: str, lang: str = FIRST) -> list[str]:
    """Return the index terms of a text in order, repeats included: stems in small letters without diacritics, and numbers.

    `10.000`, `10 000` and `10000` are one term. Function words are terms too: their rarity is about 0.
    """
    return list(map(_stemmer(lang), _WORD.findall(unicodedata.normalize("NFC", text.lower()))))


def written_terms(text: str, lang: str = FIRST) -> list[tuple[str, str]]:
    """Return the index terms of a text in order, each with the word as it is written."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return list(zip(map(_stemmer(lang), map(str.lower, words)), words, strict=True))


@lru_cache(maxsize=64)
def _stemmer(lang: str) -> Callable[[str], str]:
    """Return what makes a term of a word in small letters; a language without rules of its own keeps its words whole."""
    try:
        stem: Callable[[str], str] = load_pack(lang).rules("stems").stem
    except (PackError, ModuleNotFoundError):
        stem = str

    @lru_cache(maxsize=_REMEMBERED)
    def term(word: str) -> str:
        return _APART.sub("", word) if word[0].isdigit() and not word.isalnum() else stem(without_marks(word))

    return term


class Rarity:
    """How rare terms are: inverse document frequencies, natural logarithms; 0 for a term that stands in every document."""

    def __init__(self, documents: int, frequencies: Mapping[str, int]) -> None:
        self.documents = documents
        self._idf = {term: log(documents / count) for term, count in frequencies.items()}
        self.highest = log(documents / UNSEEN)

    @classmethod
    def load(cls, lang: str) -> Rarity:
        """Return the rarity of a language's terms; a language without a table has none, and all its terms are as rare as can be."""
        return _load(lang)

    @classmethod
    def from_pack(cls, pack: Pack) -> Rarity:
        """Read `frequencies.tsv.gz`: a line a count, with the terms that so many documents hold; `# documents: N` says of how many.

        Raises PackError where it is damaged.
        """
        path = pack.folder / FILE
        try:
            lines = gzip.decompress(path.read_bytes()).decode().splitlines()
            documents = next(int(line.split(":")[1]) for line in lines if line.startswith("# documents:"))
            rows = [line.split("\t") for line in lines if not line.startswith("#")]
            return cls(documents, {term: int(count) for count, held in rows for term in held.split(" ")})
        except FileNotFoundError:
            return cls(_SMALLEST_PILE, {})
        except (OSError, EOFError, ValueError, StopIteration) as e:
            raise PackError(f"{path}: {e}; reinstall lagebild") from e

    def of(self, term: str) -> float:
        """Return the inverse document frequency of a term as `terms` gives it; unseen ones have the highest."""
        return self._idf.get(term, self.highest)


@lru_cache(maxsize=64)
def _load(lang: str) -> Rarity:
    try:
        pack = load_pack(lang)
    except PackError:
        return Rarity(_SMALLEST_PILE, {})
    return Rarity.from_pack(pack)
