"""Records sorted on disk: what belongs together comes together, however many there are."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """Records by key, in a temporary database of this process's own that goes with it; little of it is in memory."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("CREATE TABLE records (key BLOB NOT NULL, data BLOB NOT NULL)")

    def extend(self, records: Iterable[tuple[str, T]]) -> None:
        """Add records, each with its key."""
        rows = ((key.encode("utf-8", "replace"), pickle.dumps(record, pickle.HIGHEST_PROTOCOL)) for key, record in records)
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO records VALUES (?, ?)", rows)
        self._database.execute("COMMIT")

    def windows(self) -> Iterator[Iterator[T]]:
        """Yield the records of each key, by key."""
        rows = self._database.execute("SELECT key, data FROM records ORDER BY key")
        for _, window in groupby(rows, key=itemgetter(0)):
            yield (pickle.loads(data) for _, data in window)

    def close(self) -> None:
        self._database.close()
