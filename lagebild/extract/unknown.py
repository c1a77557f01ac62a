"""Words that the language does not know: a word that few documents hold, itself and as a compound, is a name, whatever it is tagged as."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Container
from functools import lru_cache
from typing import Final

from lagebild.errors import PackError
from lagebild.lang.pack import Pack
from lagebild.lang.spelling import without_marks

_FILE: Final = "frequencies.tsv.gz"
_REMEMBERED: Final = 1 << 14
_FIRST, _LAST = 3, 4  # least letters of a compound's first and last part


class KnownWords:
    """Tells whether a word is one of the language's. Look-ups are remembered: most words come again."""

    def __init__(self, terms: Container[str], stem: Callable[[str], str]) -> None:
        self._terms, self._stem = terms, stem
        self.known: Callable[[str], bool] = lru_cache(maxsize=_REMEMBERED)(self._known)
        self.simple: Callable[[str], bool] = lru_cache(maxsize=_REMEMBERED)(self._simple)

    @classmethod
    def from_pack(cls, pack: Pack) -> KnownWords:
        """Read the terms of the pack's documents (`frequencies.tsv.gz`). Raises PackError where the file is missing or damaged."""
        path = pack.folder / _FILE
        try:
            lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        except (OSError, EOFError, ValueError) as e:
            raise PackError(f"{path}: {e}; reinstall lagebild") from e
        terms = frozenset(term for line in lines if line[:1] != "#" for term in line.partition("\t")[2].split(" "))
        return cls(terms, pack.rules("stems").stem)

    def _simple(self, word: str) -> bool:
        """Does a document hold the word in some form?"""
        return self._stem(without_marks(word.lower())) in self._terms

    def _known(self, word: str) -> bool:
        """Is the word one of the language's, itself or put together of two?"""
        if self._simple(word):
            return True
        cuts = range(_FIRST, len(word) - _LAST + 1)
        return any(self._simple(word[cut:]) and self._simple(word[:cut]) for cut in cuts)
