"""Which documents the computed tables know, and which are new or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, insert, select

from lagebild.store import schema
from lagebild.store.queries.common import AnySelect, chunks
from lagebild.store.rows import Row

CHUNK = 256
K = TypeVar("K", int, str)


def fresh_and_gone(connection: Connection) -> tuple[list[int], list[int]]:
    """Return the rows of current documents that are not linked yet, and of linked ones that are no longer current."""
    d, known = schema.documents.c, schema.linked.c
    fresh = select(d.pk).where(d.current, d.pk.not_in(select(known.doc))).order_by(d.pk)
    gone = select(known.doc).join(schema.documents, d.pk == known.doc).where(~d.current).order_by(known.doc)
    return list(connection.execute(fresh).scalars()), list(connection.execute(gone).scalars())


def mark(connection: Connection, fresh: Sequence[int], gone: Sequence[int]) -> None:
    """Write which documents are linked now."""
    delete_by(connection, schema.linked.c.doc, gone)
    if fresh:
        connection.execute(insert(schema.linked), [{"doc": doc} for doc in fresh])


def rows_by(connection: Connection, query: AnySelect, column: ColumnElement[Any], values: Iterable[K]) -> Iterator[Any]:
    """Yield the rows of a query in which a column holds one of `values`."""
    for some in chunks(sorted(set(values)), CHUNK):
        yield from connection.execute(query.where(column.in_(some)))


def delete_by(connection: Connection, column: Column[object], values: Iterable[object]) -> None:
    """Delete the rows of a column's table that hold one of `values` there."""
    table = column.table
    assert isinstance(table, Table)
    for some in chunks(sorted(set(values), key=str), CHUNK):
        connection.execute(delete(table).where(column.in_(some)))


def write(connection: Connection, rows: Iterable[tuple[Table, Row]]) -> dict[str, int]:
    """Insert rows table by table, parents first within each stretch; returns counts by table."""
    counts: dict[str, int] = {}
    for chunk in chunks(rows, 4096):
        by_table: dict[Table, list[Row]] = {}
        for table, row in chunk:
            by_table.setdefault(table, []).append(row)
        for table in schema.metadata.sorted_tables:
            if table in by_table:
                connection.execute(insert(table), by_table[table])
                counts[table.name] = counts.get(table.name, 0) + len(by_table[table])
    return counts


def insert_plain(connection: Connection, table: Table, rows: Sequence[tuple[int | float | str, ...]]) -> None:
    """Insert many rows of plain values, in the order of the table's columns: without a look at each value, which takes most of the time.

    What a column holds as JSON is given as text (`sqlite.dumps`).
    """
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect)
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        connection.exec_driver_sql(str(compiled), [dict(zip(table.columns.keys(), row, strict=True)) for row in rows])


def forget(connection: Connection) -> None:
    """Empty all computed tables."""
    for table in schema.LINKED:
        connection.execute(delete(table))
    connection.execute(delete(schema.meta).where(schema.meta.c.key == "judged"))
