"""Documents: listed, found by what a user types, shown whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, func, or_, select

from lagebild.errors import StoreError
from lagebild.model import Credit, Region
from lagebild.store import schema
from lagebild.store.queries.common import AnySelect, as_of, contains, span, stream
from lagebild.store.queries.events import events
from lagebild.store.queries.records import disputes, mentions
from lagebild.store.queries.statements import statements
from lagebild.store.records import DocumentInfo, StoredDocument

_COLUMNS = (
    "pk", "id", "name", "url", "outlet", "title", "authors", "published", "published_basis", "published_evidence", "fetched", "read_in",
    "lang", "version", "current",
)  # fmt: skip
_TEXT: Final = select(schema.documents.c.text).where(schema.documents.c.pk == bindparam("pk"))


def _select() -> AnySelect:
    d, s, e = schema.documents.c, schema.statements.c, schema.events.c
    columns: list[Any] = [
        *(d[name] for name in _COLUMNS),
        func.length(d.text).label("length"),
        select(func.count()).where(s.doc == d.pk).scalar_subquery().label("statements"),
        select(func.count()).where(e.doc == d.pk).scalar_subquery().label("events"),
    ]
    return select(*columns)


def _info(row: RowMapping) -> DocumentInfo:
    values = {**row, "authors": tuple(row["authors"]), "published_evidence": span(row["published_evidence"])}
    del values["pk"]
    return DocumentInfo(**values)


def documents(
    connection: Connection, outlet: str | None = None, since: str | None = None, until: str | None = None, all_versions: bool = False
) -> Iterator[DocumentInfo]:
    """Yield documents, oldest publication first; those without a date come last."""
    d = schema.documents.c
    query = _select().where(*as_of(until, None))
    if not all_versions:
        query = query.where(d.current)
    if outlet is not None:
        query = query.where(contains(d.outlet, outlet))
    if since is not None:
        query = query.where(d.published >= since)
    for row in stream(connection, query.order_by(d.published.is_(None), d.published, d.id)):
        yield _info(row)


def infos(connection: Connection, pks: list[int]) -> dict[int, DocumentInfo]:
    """Return documents by row."""
    return {row["pk"]: _info(row) for row in stream(connection, _select().where(schema.documents.c.pk.in_(pks)))}


def find(connection: Connection, wanted: str) -> tuple[int, str]:
    """Return (row, public id) of the document that a user names by id, start of an id, name, end of a name, address or title.

    Raises StoreError where there is none, or more than one.
    """
    d = schema.documents.c
    tests = (
        d.id == wanted,
        or_(d.name == wanted, d.url == wanted),
        d.id.startswith(wanted, autoescape=True),
        or_(d.name.endswith("/" + wanted, autoescape=True), d.name.endswith("\\" + wanted, autoescape=True)),
        or_(contains(d.name, wanted), contains(d.title, wanted)),
    )
    for test in tests if wanted else ():
        for current in (d.current, ~d.current):
            found = connection.execute(select(d.pk, d.id, d.title).where(test, current).order_by(d.id).limit(6)).all()
            if len(found) == 1:
                return int(found[0].pk), str(found[0].id)
            if found and test is not tests[0]:
                names = "; ".join(f"{row.id} ({row.title})" if row.title else str(row.id) for row in found[:5])
                raise StoreError(f"{wanted!r} names several documents: {names}{' …' if len(found) > 5 else ''}; give more of the id")
    raise StoreError(f"no document {wanted!r} in this case; `lagebild search WORDS` or `lagebild sources` lists what there is")


def document(connection: Connection, wanted: str) -> StoredDocument:
    """Return a document with all that was drawn from it. Raises StoreError as `find` does."""
    pk, public_id = find(connection, wanted)
    r, c, p = schema.regions.c, schema.credits.c, schema.problems.c
    return StoredDocument(
        info=infos(connection, [pk])[pk],
        text=text_of(connection, pk),
        regions=tuple(
            Region((row.start, row.end), row.kind)
            for row in connection.execute(select(r.start, r.end, r.kind).where(r.doc == pk).order_by(r.ord))
        ),
        credits=tuple(
            Credit((row.start, row.end), row.origin, row.kind, row.lang)
            for row in connection.execute(select(c.start, c.end, c.origin, c.kind, c.lang).where(c.doc == pk).order_by(c.ord))
        ),
        mentions=tuple(mentions(connection, pk, public_id)),
        statements=tuple(statements(connection, pk)),
        events=tuple(events(connection, document=pk)),
        disputes=tuple(disputes(connection, document=pk)),
        problems=tuple(connection.execute(select(p.message).where(p.doc == pk).order_by(p.ord)).scalars()),
    )


def text_of(connection: Connection, pk: int) -> str:
    """Return the text of a document by its row."""
    return str(connection.execute(_TEXT, {"pk": pk}).scalar_one())


def versions(connection: Connection, wanted: str) -> list[DocumentInfo]:
    """Return all versions of a document, oldest first."""
    d = schema.documents.c
    pk, _ = find(connection, wanted)
    key = connection.execute(select(d.source_key).where(d.pk == pk)).scalar_one()
    return [_info(row) for row in stream(connection, _select().where(d.source_key == key).order_by(d.version))]
