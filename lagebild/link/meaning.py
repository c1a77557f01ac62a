"""What words mean, by the company that they keep: vectors of terms, learned from news (`training/meanings.py`) and drawn together for words
that a thesaurus gives as one kind of things.

A term without a vector gets that of its parts (*Sammelklage* from *Klage*), else one of its own that is near no other's: so terms that are
the same always have a cosine of 1, and unknown ones none with others.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import PackError
from lagebild.lang.pack import Pack

FILE: Final = "meanings.npz"
DIM: Final = 64
_FULL: Final = 127  # of a vector of length 1
_COMPOUND: Final = 7  # letters of a term that may have parts
_PART: Final = 3
_HEAD: Final = 0.7  # weight of the first part of a compound, beside its last
_REMEMBERED: Final = 50_000
Vectors = NDArray[np.int8]


class Meaning:
    """Vectors of terms: rows of int8, shape (n, 64), of length 127."""

    def __init__(self, terms: Sequence[str], table: Vectors) -> None:
        self._rows: Mapping[str, int] = {term: k for k, term in enumerate(terms)}
        self._table = table
        self._other: dict[str, Vectors] = {}

    @classmethod
    def from_pack(cls, pack: Pack) -> Meaning:
        """Read `meanings.npz` (`terms`: UTF-8, one a line; `table`: int8). A language without one knows terms only by themselves.

        Raises PackError where it is damaged.
        """
        path = pack.folder / FILE
        try:
            with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as data:
                terms, table = data["terms"].tobytes().decode().split("\n"), data["table"]
                if table.shape != (len(terms), DIM) or table.dtype != np.int8:
                    raise ValueError(f"a table of {table.shape} for {len(terms)} terms")
                return cls(terms, table)
        except FileNotFoundError:
            return cls((), np.zeros((0, DIM), np.int8))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as e:
            raise PackError(f"{path}: {e}; reinstall lagebild") from e

    def rows(self, terms: Sequence[str]) -> Vectors:
        """Return the vectors of terms, shape (terms, 64)."""
        return np.array([self._of(term) for term in terms], np.int8).reshape(len(terms), DIM)

    def _of(self, term: str) -> Vectors:
        row = self._rows.get(term)
        if row is not None:
            known: Vectors = self._table[row]
            return known
        found = self._other.get(term)
        if found is None:
            if len(self._other) >= _REMEMBERED:
                self._other.clear()
            found = self._other[term] = self._made(term)
        return found

    def _made(self, term: str) -> Vectors:
        """Return the vector of a term that the table lacks."""
        total = np.zeros(DIM, np.float32)
        if len(term) >= _COMPOUND and term.isalpha():
            last = next((self._rows[term[k:]] for k in range(_PART, len(term) - _PART) if term[k:] in self._rows), None)
            first = next((self._rows[term[:k]] for k in range(len(term) - _PART, _PART, -1) if term[:k] in self._rows), None)
            for row, weight in ((last, 1.0), (first, _HEAD)):
                if row is not None:
                    total += weight * self._table[row]
        return as_int8(total if total.any() else np.random.default_rng(crc32(term.encode())).standard_normal(DIM))


def as_int8(vector: NDArray[np.floating]) -> Vectors:
    """Return a vector with a length of 127, rounded; zeros stay zeros."""
    length = float(np.sqrt((vector * vector).sum()))
    return np.rint(vector * (_FULL / length)).astype(np.int8) if length > 0 else np.zeros(vector.shape, np.int8)


def stored_rows(data: bytes) -> NDArray[np.float32]:
    """Return vectors stored as bytes, whole numbers, shape (n, 64)."""
    return np.frombuffer(data, np.int8).reshape(-1, DIM).astype(np.float32)
