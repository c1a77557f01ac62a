"""Why records were taken as one, as it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table

from lagebild.link.records import Reason
from lagebild.store import schema
from lagebild.store.linking.state import CHUNK
from lagebild.store.queries.common import chunks
from lagebild.store.rows import Row


def delete_merges(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Delete the reasons that are kept for records of a kind."""
    m = schema.merges.c
    for some in chunks(sorted(ids), CHUNK):
        connection.execute(schema.merges.delete().where(m.kind == kind, m.target.in_(some)))


def merge_rows(kind: str, target: str, reasons: Iterable[Reason], first: int = 0) -> Iterator[tuple[Table, Row]]:
    """Yield the rows of a record's reasons; `first` is the place of the first of them."""
    for n, reason in enumerate(reasons, first):
        yield schema.merges, {"kind": kind, "target": target, "ord": n, "score": reason.score, "reason": reason.text}
