"""Stories: documents about one affair in one stretch of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, exists, or_, select

from lagebild.errors import StoreError
from lagebild.store import schema
from lagebild.store.queries.common import AnySelect, contains, stream
from lagebild.store.records import Story, StoryDocument


def _select() -> AnySelect:
    return select(*schema.stories.c, schema.documents.c.id.label("document")).select_from(schema.stories.join(schema.documents))


def _story(row: RowMapping) -> Story:
    return Story(
        row["id"], row["title"], row["document"], row["first"], row["last"], row["documents"], tuple(row["terms"]),
    )  # fmt: skip


def stories(
    connection: Connection, *, since: str | None = None, until: str | None = None, min_documents: int = 1, words: str | None = None,
    document: int | None = None, limit: int | None = None,
) -> Iterator[Story]:  # fmt: skip
    """Yield stories, the largest first; those with a document published in a range of time, with `words` in a title."""
    s, sd, d = schema.stories.c, schema.story_documents.c, schema.documents.c
    query = _select().where(s.documents >= min_documents)
    if since is not None:
        query = query.where(s.last >= since)
    if until is not None:
        query = query.where(s.first <= until + "\uffff")
    if words is not None:
        titled = select(1).select_from(schema.story_documents.join(schema.documents)).where(sd.story == s.id, contains(d.title, words))
        query = query.where(or_(contains(s.title, words), exists(titled)))
    if document is not None:
        query = query.where(exists().where(sd.story == s.id, sd.doc == document))
    for row in stream(connection, query.order_by(s.documents.desc(), s.last.desc(), s.id).limit(limit)):
        yield _story(row)


def story(connection: Connection, wanted: str) -> Story:
    """Return a story with its documents, oldest first, by id or start of an id. Raises StoreError where there is none, or several."""
    s, sd, d = schema.stories.c, schema.story_documents.c, schema.documents.c
    found = connection.execute(_select().where(s.id.startswith(wanted, autoescape=True)).order_by(s.id).limit(2)).mappings().all()
    if len(found) != 1 and not (found and found[0]["id"] == wanted):
        raise StoreError(
            f"{wanted!r} begins several stories; give more of the id" if found else f"no story {wanted!r}; `lagebild stories` lists them"
        )
    query = select(d.id, d.title, d.name, d.outlet, d.published, sd.score, sd.reason).select_from(
        schema.story_documents.join(schema.documents)
    )
    rows = connection.execute(query.where(sd.story == found[0]["id"]).order_by(d.published.is_(None), d.published, d.id))
    members = (StoryDocument(r.id, r.title or r.name, r.outlet, r.published, r.score, r.reason) for r in rows)
    return replace(_story(found[0]), members=tuple(members))
