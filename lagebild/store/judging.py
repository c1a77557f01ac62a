"""Judgements: what analysts decide is appended, and never changed."""

from __future__ import annotations

from typing import Literal, TypeAlias

from sqlalchemy import Connection, func, insert, select

from lagebild.errors import StoreError
from lagebild.store import schema
from lagebild.store.records import Actor
from lagebild.store.rows import Row
from lagebild.store.writer import set_meta

JudgementKind: TypeAlias = Literal["same", "different"]


def _side(connection: Connection, entity: Actor) -> dict[str, str]:
    """Return what an entity is known by whatever it is later made one with: its name, kind and country, and its oldest mention."""
    em, d = schema.entity_mentions.c, schema.documents.c
    query = select(d.id, em.mention).join(schema.documents, d.pk == em.doc).where(em.entity == entity.id)
    first = connection.execute(query.order_by(d.published.is_(None), d.published, d.id, em.mention).limit(1)).first()
    place = {"doc": str(first.id), "mention": str(first.mention)} if first is not None else {}
    return {"name": entity.name, "kind": entity.kind, "country": entity.country or "", "id": entity.id, **place}


def append_judgement(connection: Connection, kind: JudgementKind, a: Actor, b: Actor, at: str, author: str, note: str) -> int:
    """Append what was decided on two entities; returns its number. Raises StoreError where both are the same."""
    if a.id == b.id:
        raise StoreError(f"{a.name} ({a.id}) is one entity; name two")
    return _append(
        connection,
        {"kind": kind, "a": _side(connection, a), "b": _side(connection, b), "at": at, "author": author, "note": note, "undoes": None},
    )


def append_undo(connection: Connection, number: int, at: str, author: str, note: str) -> int:
    """Append that a judgement is taken back. Raises StoreError where there is none of that number, or it is taken back already."""
    j = schema.judgements.c
    found = connection.execute(select(j.ord).where(j.ord == number, j.undoes.is_(None))).first()
    if found is None:
        raise StoreError(f"no judgement {number}; `lagebild judge list` shows them")
    if connection.execute(select(j.ord).where(j.undoes == number)).first() is not None:
        raise StoreError(f"judgement {number} is taken back already")
    return _append(connection, {"kind": "undo", "a": {}, "b": {}, "at": at, "author": author, "note": note, "undoes": number})


def _append(connection: Connection, row: Row) -> int:
    number = connection.execute(select(func.coalesce(func.max(schema.judgements.c.ord), 0))).scalar_one() + 1
    connection.execute(insert(schema.judgements), {**row, "ord": number})
    set_meta(connection, "linked", "no")
    return int(number)
