"""What the queries share: decoding of spans, chunked reading, text filters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, String, and_, exists, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from lagebild.model import Span, Spans
from lagebild.store import schema

T = TypeVar("T")
AnySelect: TypeAlias = Select[*tuple[Any, ...]]
CHUNK = 256


def span(value: Sequence[int] | None) -> Span | None:
    return (value[0], value[1]) if value else None


def spans(value: Iterable[Sequence[int]] | None) -> Spans:
    return tuple((v[0], v[1]) for v in value or ())


def optional_spans(value: Iterable[Sequence[int] | None]) -> tuple[Span | None, ...]:
    return tuple(span(v) for v in value)


def stream(connection: Connection, query: AnySelect) -> Iterator[RowMapping]:
    """Yield rows as they are read; memory does not grow with their number."""
    result = connection.execution_options(yield_per=CHUNK).execute(query)
    try:
        yield from result.mappings()
    finally:
        result.close()


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


class elements(FunctionElement[Any]):
    """The texts of a JSON list, one a row: `elements(column).table_valued("value")`."""

    name = "elements"
    inherit_cache = True


@compiles(elements, "sqlite")
def _elements_sqlite(element: elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(elements, "postgresql")
def _elements_postgresql(element: elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(element.clauses, **options)})"


def any_contains(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    """Return a test for a JSON list of texts, one of which holds `words`."""
    listed = elements(column).table_valued("value")
    return exists(select(1).select_from(listed).where(contains(listed.c.value, words)))


def one_of(column: ColumnElement[Any], wanted: str | Collection[str]) -> ColumnElement[bool]:
    """Return a test for one value, or for any of several."""
    return column == wanted if isinstance(wanted, str) else column.in_(sorted(wanted))


def contains(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    """Return a test for a text that holds `words`, whatever its case (as far as the database folds it)."""
    return func.lower(column, type_=String).contains(words.lower(), autoescape=True)


_SECOND = len("2024-11-11/") + 1


def touching(column: ColumnElement[Any], since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that keep times in a range; a month, year or interval is in it where it shares a day with it."""
    if since is not None:
        last = func.substr(column, _SECOND)  # the last day of an interval; of other times nothing
        yield or_(column >= since, column.in_([since[:n] for n in (4, 7) if n < len(since)]), last >= since)
    if until is not None:
        yield column <= until + "\uffff"


def as_of(published: str | None, read_in: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that keep documents published (or dated nowhere), and read in, by a time."""
    d, found = schema.documents.c, []
    if published is not None:
        found.append(or_(d.published.is_(None), d.published <= published + "\uffff"))
    if read_in is not None:
        found.append(d.read_in <= read_in + "\uffff")
    return found


def about_document(query: AnySelect, document: int | None, since: str | None, until: str | None) -> AnySelect:
    """Return a query on one document's row, or on all current versions, published in a range of time."""
    d = schema.documents.c
    query = query.where(d.pk == document) if document is not None else query.where(d.current)
    query = query.where(*as_of(until, None))
    return query.where(d.published >= since) if since is not None else query


def public_ids(connection: Connection, pks: Iterable[int]) -> dict[int, str]:
    """Return the public ids of documents by row."""
    d = schema.documents.c
    found: dict[int, str] = {}
    for chunk in chunks(sorted(set(pks))):
        found.update((row.pk, row.id) for row in connection.execute(select(d.pk, d.id).where(d.pk.in_(chunk))))
    return found


def claim_ids(doc: Column[Any], column: Column[Any], place: Column[Any]) -> ColumnElement[Any]:
    """Return a subquery of the ids of the claims that a statement or event stands behind, joined by spaces."""
    s = schema.claim_support.c
    return select(func.aggregate_strings(s.claim, " ")).where(and_(s.doc == doc, column == place)).scalar_subquery()


def split_ids(value: str | None) -> tuple[str, ...]:
    return tuple(sorted(set((value or "").split())))
