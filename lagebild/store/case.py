"""A case: one file that is opened, written by one process at a time, and read by any number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, delete, insert, inspect, select, text

from lagebild.errors import StoreError
from lagebild.store import schema, sqlite
from lagebild.store.judging import JudgementKind, append_judgement, append_undo
from lagebild.store.linking.ahead import Spread
from lagebild.store.lock import writer_lock
from lagebild.store.relink import LinkCounts, relink
from lagebild.store.view import View
from lagebild.store.writer import Writer


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Case:
    """An open case. Use it as a context manager, or call `close`."""

    def __init__(self, path: Path, now: Callable[[], str] = _now) -> None:
        self.path = path
        self._now = now
        self._reader: Engine = sqlite.make_engine(path, write=False)
        self._writer: Engine | None = None

    @classmethod
    def open(cls, path: Path | str, create: bool = True, now: Callable[[], str] = _now) -> Case:
        """Open a case file, made first where there is none and `create` allows it.

        An older schema is upgraded in place. Raises StoreError where the file is missing, no case, or of a newer Lagebild.
        """
        path = Path(path)
        if not path.is_file() and not create:
            raise StoreError(f"{path}: no such case; make one with `lagebild add PATH…`, or name it with --case")
        if path.exists() and not path.is_file():
            raise StoreError(f"{path}: not a file; name a case file with --case")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
        case = cls(path, now)
        try:
            case._prepare()
        except BaseException:
            case.close()
            raise
        return case

    def _prepare(self) -> None:
        if not self.path.exists() or self.path.stat().st_size == 0 or sqlite.is_empty(self._reader):
            with writer_lock(self.path):
                self._create()
        revision = self._revision()
        if revision == schema.REVISIONS[-1]:
            return
        if revision not in schema.REVISIONS:
            raise StoreError(f"{self.path}: made by a newer Lagebild (schema {revision}); update lagebild to open it")
        from lagebild.store.migrate import upgrade  # late: Alembic is needed by few openings

        with writer_lock(self.path), self._write_engine().begin() as connection:
            upgrade(connection)

    def _revision(self) -> str:
        with self._reader.connect() as connection:
            if not sqlite.is_case(connection) or not inspect(connection).has_table("alembic_version"):
                raise StoreError(f"{self.path}: not a case file (another program's database); name another file with --case")
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())

    def _create(self) -> None:
        sqlite.make_durable(self.path)
        with self._write_engine().begin() as connection:
            if inspect(connection).has_table("alembic_version"):
                return
            schema.metadata.create_all(connection)
            sqlite.create_extras(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": schema.REVISIONS[-1]})
            connection.execute(insert(schema.meta), {"key": "created", "value": self._now()})

    def _write_engine(self) -> Engine:
        if self._writer is None:
            self._writer = sqlite.make_engine(self.path, write=True)
        return self._writer

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Hold the case's lock and give a writer. Raises StoreError where another process is writing."""
        with writer_lock(self.path):
            yield Writer(self._write_engine(), self._now)

    def known(self, key: str, sha: str, retry: bool = False) -> bool:
        """Tell whether a source with this content is done (see `lagebild.items`); with `retry`, one set aside is not."""
        j = schema.journal.c
        with self._reader.connect() as connection:
            found = connection.execute(select(j.doc).where(j.source_key == key, j.source_sha == sha)).first()
        return found is not None and (found.doc is not None or not retry)

    def relink(self, force: bool = False, spread: Spread | None = None) -> LinkCounts | None:
        """Link what is new or gone since the last time; None where nothing is. With `force` all documents are linked anew.

        `spread` has made elsewhere what depends on one document alone, or on two (`lagebild.engines.linking`); it changes no result. Raises
        StoreError where another process is writing.
        """
        with writer_lock(self.path):
            with self._reader.connect() as connection:
                if not force and _linked(connection):
                    return None
            return relink(self._write_engine(), force, spread)

    def judge(self, kind: JudgementKind, a: str, b: str, author: str, note: str = "") -> int:
        """Append what an analyst decided on two entities, each by id or name; returns its number. It holds from the next `relink` on.

        Raises StoreError where an entity is not found, or both are one already by name.
        """
        with self.view() as view:
            one, other = view.entity(a), view.entity(b)
        with writer_lock(self.path), self._write_engine().begin() as connection:
            return append_judgement(connection, kind, one, other, self._now(), author, note)

    def undo_judgement(self, number: int, author: str, note: str = "") -> int:
        """Take a judgement back by a further one; returns its number. Raises StoreError where there is no such judgement."""
        with writer_lock(self.path), self._write_engine().begin() as connection:
            return append_undo(connection, number, self._now(), author, note)

    def forget_failures(self) -> int:
        """Forget what was set aside, so that the next `add` tries it again; returns how many there were."""
        with writer_lock(self.path), self._write_engine().begin() as connection:
            connection.execute(delete(schema.journal).where(schema.journal.c.doc.is_(None)))
            return int(connection.execute(delete(schema.failures)).rowcount)

    def view(self) -> View:
        """Return a read-only view of the case as it is now; close it, or use it as a context manager."""
        return View(self._reader)

    def close(self) -> None:
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _linked(connection: Connection) -> bool:
    found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "linked")).scalar()
    return found == "yes"
