"""What of linking depends on one document alone, or on two: made here, or in other processes beside this one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Connection

from lagebild.link.outlets import OutletNames
from lagebild.link.rewrites import FactList
from lagebild.store import sqlite
from lagebild.store.linking.documents import names_of_outlets
from lagebild.store.linking.rewrites import facts_of
from lagebild.store.linking.sentences import Sentences, sentences_in
from lagebild.store.linking.shelf import Meeting, Met, SentenceFile, Shelf
from lagebild.store.queries.common import chunks
from lagebild.store.units import read_units

_DOCUMENTS: Final = 16  # made at once
_FEW: Final = 32  # documents that are not worth another process
_PAIRS: Final = 256  # documents compared with others before somebody sees what came of it
What: TypeAlias = Literal["facts", "sentences", "ties"]
Order: TypeAlias = tuple[What, tuple[Any, ...]]
"""What is wanted of which documents, by their rows, or `Meeting`s."""

Spread: TypeAlias = Callable[[Iterable[Order]], Iterator[list[Any] | None]]
"""Has orders carried out elsewhere; yields their results in order, None for one that failed there. To be read to its end before others."""


class Reader:
    """A case as another process reads it: what is committed."""

    def __init__(self, path: Path) -> None:
        self._engine = sqlite.make_engine(path, write=False)
        with self._engine.connect() as connection:
            self._names, _ = names_of_outlets(connection)
        self._shelf = Shelf()

    def make(self, order: Order) -> list[Any]:
        """Carry out an order."""
        with self._engine.connect() as connection:
            return make(connection, self._names, self._shelf, order)


def make_ahead(reader: Reader, order: Order) -> list[Any]:
    """Carry out an order: the task of another process."""
    return reader.make(order)


def make(connection: Connection, names: OutletNames, shelf: Shelf, order: Order) -> list[Any]:
    """Return what is wanted of each document, as far as it depends on its own records only, or on those of two."""
    what, docs = order
    if what == "ties":
        return [shelf.meet(connection, meeting) for meeting in docs]
    if what == "facts":
        return facts_of(connection, docs, names)
    return [sentences_in(doc, units) for doc, units in read_units(connection, docs)]


@dataclass
class Ahead:
    """The facts of documents, then their sentences, then what ties these to others: each to be read once, to its end.

    Facts and sentences are begun at once where there is who does it.
    """

    connection: Connection
    docs: Sequence[int]
    spread: Spread | None
    _shelf: Shelf = field(default_factory=Shelf)

    def __post_init__(self) -> None:
        if len(self.docs) < _FEW:
            self.spread = None
        self._file: SentenceFile | None = None
        if self.spread is not None:
            with suppress(OSError):  # no folder for temporary files, or no room there: then all is compared here
                self._file = SentenceFile()
        wanted: tuple[What, ...] = ("facts", "sentences")
        self._orders: list[Order] = [(what, tuple(some)) for what in wanted for some in chunks(self.docs, _DOCUMENTS)]
        self._results = self._spread(self._orders)
        self._at = 0

    def _spread(self, orders: Iterable[Order]) -> Iterator[list[Any] | None]:
        return self.spread(orders) if self.spread is not None else (None for _ in orders)

    def close(self) -> None:
        """Remove the file that other processes read."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):  # no room for what is still to be written, which nobody needs any more
                file.close()

    def facts(self, names: OutletNames) -> Iterator[FactList]:
        """Yield the facts of the documents."""
        yield from self._made("facts", names)

    def sentences(self, names: OutletNames) -> Iterator[Sentences]:
        """Yield the sentences of the documents."""
        for found in self._made("sentences", names):
            try:
                if self._file is not None:
                    self._file.put(found)
            except OSError:  # no room: then all is compared here
                self.close()
            yield found

    def _made(self, what: What, names: OutletNames) -> Iterator[Any]:
        for order in (o for o in self._orders if o[0] == what):
            assert order == self._orders[self._at], "facts are to be read to their end before sentences"
            self._at += 1
            found = next(self._results)
            yield from make(self.connection, names, self._shelf, order) if found is None else found

    def ties(self, meetings: Iterable[Meeting], names: OutletNames) -> Iterator[list[Met]]:
        """Yield what ties sentences of documents, whose sentences are stored and all read, to those of others, some at a time."""
        waiting: deque[Order] = deque()

        def orders(portions: Iterable[list[Meeting]]) -> Iterator[Order]:
            for some in portions:
                waiting.append(("ties", tuple(some)))
                yield waiting[-1]

        placed = meetings if self._file is None else self._file.placed(meetings)
        wanted = orders(_portions(placed))
        for found in (None for _ in wanted) if self._file is None else self._spread(wanted):
            _, some = waiting.popleft()
            if found is None:  # here, all that is stored can be seen
                here = tuple(Meeting(meeting.doc, meeting.others) for meeting in some)
                found = make(self.connection, names, self._shelf, ("ties", here))
            yield [met for tied in found for met in tied]


def _portions(meetings: Iterable[Meeting]) -> Iterator[list[Meeting]]:
    """Yield meetings in portions of about the same number of others."""
    some: list[Meeting] = []
    count = 0
    for meeting in meetings:
        some.append(meeting)
        count += len(meeting.others)
        if count >= _PAIRS:
            yield some
            some, count = [], 0
    if some:
        yield some
