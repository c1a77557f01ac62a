"""What of linking depends on one document alone, made ahead of the rest: here, or in other processes beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Connection

from lagebild.link.outlets import OutletNames
from lagebild.link.rewrites import FactList
from lagebild.store import sqlite
from lagebild.store.linking.documents import names_of_outlets
from lagebild.store.linking.rewrites import facts_of
from lagebild.store.linking.sentences import Sentences, sentences_in
from lagebild.store.queries.common import chunks
from lagebild.store.units import read_units

_DOCUMENTS: Final = 16  # made at once
_FEW: Final = 32  # documents that are not worth another process
What: TypeAlias = Literal["facts", "sentences"]
Order: TypeAlias = tuple[What, tuple[int, ...]]
"""What is wanted of which documents, by their rows."""

Spread: TypeAlias = Callable[[Sequence[Order]], Iterator[list[Any] | None]]
"""Has orders carried out elsewhere; yields their results in order, None for one that failed there."""


class Reader:
    """A case as another process reads it: what is committed."""

    def __init__(self, path: Path) -> None:
        self._engine = sqlite.make_engine(path, write=False)
        with self._engine.connect() as connection:
            self._names, _ = names_of_outlets(connection)

    def make(self, order: Order) -> list[Any]:
        """Carry out an order."""
        with self._engine.connect() as connection:
            return make(connection, self._names, order)


def make_ahead(reader: Reader, order: Order) -> list[Any]:
    """Carry out an order: the task of another process."""
    return reader.make(order)


def make(connection: Connection, names: OutletNames, order: Order) -> list[Any]:
    """Return what is wanted of each document, as far as it depends on its own records only."""
    what, docs = order
    if what == "facts":
        return facts_of(connection, docs, names)
    return [sentences_in(doc, units) for doc, units in read_units(connection, docs)]


@dataclass
class Ahead:
    """The facts of documents first, then their sentences, each to be read once; begun at once where there is who does it."""

    connection: Connection
    docs: Sequence[int]
    spread: Spread | None

    def __post_init__(self) -> None:
        wanted: tuple[What, ...] = ("facts", "sentences")
        self._orders: list[Order] = [(what, tuple(some)) for what in wanted for some in chunks(self.docs, _DOCUMENTS)]
        spread = self.spread if len(self.docs) >= _FEW else None
        self._results = spread(self._orders) if spread is not None else iter([None] * len(self._orders))
        self._at = 0

    def facts(self, names: OutletNames) -> Iterator[FactList]:
        """Yield the facts of the documents."""
        yield from self._made("facts", names)

    def sentences(self, names: OutletNames) -> Iterator[Sentences]:
        """Yield the sentences of the documents."""
        yield from self._made("sentences", names)

    def _made(self, what: What, names: OutletNames) -> Iterator[Any]:
        for order in (o for o in self._orders if o[0] == what):
            assert order == self._orders[self._at], "facts are to be read to their end before sentences"
            self._at += 1
            found = next(self._results)
            yield from make(self.connection, names, order) if found is None else found
