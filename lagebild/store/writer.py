"""Writing: one transaction a batch, in which records and the journal of done sources come together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Table, delete, func, insert, select, update

from lagebild.items import Item
from lagebild.model import Document, Extraction, Failure, content_id
from lagebild.store import schema, sqlite
from lagebild.store.records import AddCounts
from lagebild.store.rows import Row, document_row, is_dirty, record_rows, storable

_SAME = ("text", "title", "outlet", "published", "url", "lang")


@dataclass
class _Batch:
    """Rows that wait for the end of the batch, so that each table takes one executemany."""

    rows: dict[Table, list[Row]]
    next_pk: int

    def flush(self, connection: Connection) -> None:
        texts = self.rows.get(schema.documents, [])
        for table in schema.metadata.sorted_tables:
            if rows := self.rows.get(table):
                connection.execute(insert(table), rows)
        if texts:
            sqlite.index_texts(connection, texts)
        self.rows.clear()


def _is_known(connection: Connection, item: Item) -> bool:
    j = schema.journal.c
    found = connection.execute(select(j.doc).where(j.source_key == item.key, j.source_sha == item.sha)).first()
    return found is not None and (found.doc is not None or isinstance(item.result, Failure))


def _latest(connection: Connection, key: str) -> RowMapping | None:
    d = schema.documents.c
    query = select(d.pk, d.version, *(d[name] for name in _SAME)).where(d.source_key == key).order_by(d.version.desc()).limit(1)
    return connection.execute(query).mappings().first()


def _twin(connection: Connection, key: str, document: Document) -> int | None:
    """Return the row of a document that is byte for byte this one, where nothing but a file's name tells them apart."""
    if not key.startswith("name:") or not document.raw_sha256:
        return None
    d = schema.documents.c
    query = select(d.pk).where(d.raw_sha256 == document.raw_sha256, d.text == storable(document.text), d.source_key.startswith("name:"))
    return connection.execute(query.order_by(d.pk).limit(1)).scalar()


def _same(latest: RowMapping, document: Document) -> bool:
    return all(latest[name] == storable(getattr(document, name)) for name in _SAME)


def _free_id(connection: Connection, document: Document, key: str, version: int) -> str:
    """Return the document's own id, or one derived from it where an earlier version or another source has that."""
    d = schema.documents.c
    wanted = str(storable(document.id))
    taken = connection.execute(select(d.pk).where(d.id == wanted)).first()
    return content_id(wanted, key, version) if taken else wanted


class Writer:
    """Adds to a case; made by `Case.writer()`, which holds the case's lock."""

    def __init__(self, engine: Engine, now: Callable[[], str]) -> None:
        self._engine = engine
        self._now = now

    def add(self, items: Sequence[Item]) -> AddCounts:
        """Add what became of some sources, wholly or, on any error, not at all."""
        counts = AddCounts()
        with self._engine.begin() as connection:
            next_pk = connection.execute(select(func.coalesce(func.max(schema.documents.c.pk), 0))).scalar_one() + 1
            batch = _Batch(defaultdict(list), next_pk)
            keys: set[str] = set()
            for item in items:
                if item.key in keys:  # a second version within one batch has to see the first
                    batch.flush(connection)
                    keys.clear()
                keys.add(item.key)
                counts += self._add(connection, batch, item)
            batch.flush(connection)
            if counts.added or counts.versions:
                set_meta(connection, "linked", "no")
        return counts

    def _add(self, connection: Connection, batch: _Batch, item: Item) -> AddCounts:
        item = Item(str(storable(item.key)), item.sha, item.result)
        if item.result is None or _is_known(connection, item):
            return AddCounts(unchanged=1)
        if isinstance(item.result, Failure):
            self._fail(connection, item, item.result)
            return AddCounts(failed=1)
        connection.execute(delete(schema.failures).where(schema.failures.c.source_key == item.key))
        return self._document(connection, batch, item, item.result)

    def _fail(self, connection: Connection, item: Item, failure: Failure) -> None:
        _forget(connection, item.key)
        row = {"id": failure.id, "name": failure.name, "kind": failure.kind, "message": failure.message}
        connection.execute(insert(schema.failures), storable({"source_key": item.key, "source_sha": item.sha, "at": self._now(), **row}))
        connection.execute(insert(schema.journal), {"source_key": item.key, "source_sha": item.sha, "doc": None})

    def _document(self, connection: Connection, batch: _Batch, item: Item, x: Extraction) -> AddCounts:
        latest = _latest(connection, item.key)
        same = latest["pk"] if latest is not None and _same(latest, x.document) else None
        if same is None and latest is None:
            same = _twin(connection, item.key, x.document) or _waiting_twin(batch, item.key, x.document)
        pk = same or batch.next_pk
        _forget(connection, item.key)
        batch.rows[schema.journal].append({"source_key": item.key, "source_sha": item.sha, "doc": pk})
        if same is not None:
            return AddCounts(unchanged=1)
        version = latest["version"] + 1 if latest is not None else 1
        if latest is not None:
            connection.execute(update(schema.documents).where(schema.documents.c.source_key == item.key).values(current=False))
        self._append(connection, batch, item, x, version)
        return AddCounts(versions=1) if latest is not None else AddCounts(added=1)

    def _append(self, connection: Connection, batch: _Batch, item: Item, x: Extraction, version: int) -> None:
        pk = batch.next_pk
        batch.next_pk += 1
        public_id = _free_id(connection, x.document, item.key, version)
        if any(row["id"] == public_id for row in batch.rows[schema.documents]):
            public_id = content_id(public_id, item.key, version)
        clean: Callable[[Any], Any] = storable if is_dirty(x) else lambda value: value
        batch.rows[schema.documents].append(clean(document_row(x, pk, public_id, item.key, version, self._now())))
        for table, rows in record_rows(x, pk):
            batch.rows[table].extend(clean(rows))


def _forget(connection: Connection, key: str) -> None:
    """Drop the traces of earlier failures of a source."""
    connection.execute(delete(schema.failures).where(schema.failures.c.source_key == key))
    connection.execute(delete(schema.journal).where(schema.journal.c.source_key == key, schema.journal.c.doc.is_(None)))


def _waiting_twin(batch: _Batch, key: str, document: Document) -> int | None:
    if not key.startswith("name:") or not document.raw_sha256:
        return None
    for row in batch.rows[schema.documents]:
        if row["raw_sha256"] == document.raw_sha256 and row["text"] == document.text and row["source_key"].startswith("name:"):
            return int(row["pk"])
    return None


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Set one of the case's own facts."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta), {"key": key, "value": value})
