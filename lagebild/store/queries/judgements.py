"""What analysts decided."""

from __future__ import annotations

from sqlalchemy import Connection, select

from lagebild.store import schema
from lagebild.store.records import StoredJudgement


def judgements(connection: Connection) -> list[StoredJudgement]:
    """Return all judgements, oldest first, those taken back marked so; taking one back is no entry of its own."""
    rows = connection.execute(select(schema.judgements).order_by(schema.judgements.c.ord)).mappings().all()
    undone = {row["undoes"] for row in rows if row["undoes"] is not None}
    return [
        StoredJudgement(row["ord"], row["kind"], row["a"], row["b"], row["at"], row["author"], row["note"], row["ord"] in undone)
        for row in rows
        if row["undoes"] is None
    ]  # fmt: skip
