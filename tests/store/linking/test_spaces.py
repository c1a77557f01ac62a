"""Components of items: the same whatever the order in which items come, and whatever went in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert

from lagebild.store import schema
from lagebild.store.linking.spaces import Kind, Space, key_number

NUMBERS: Kind[int] = Kind(
    "numbers", encode=lambda n: n, decode=lambda data: int(data), keys=lambda n: ((n // 10) - 1, n // 10, (n // 10) + 1),
    related=lambda a, b: abs(a - b) <= 3,
)  # fmt: skip


@contextmanager
def _connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    with engine.begin() as connection:
        yield connection


def _documents(connection: Connection, pks: Iterable[int]) -> None:
    row: dict[str, Any] = {
        "version": 1, "current": True, "authors": [], "read_in": "", "lang": "de", "raw_sha256": "", "text": "", "lemmas": "",
    }  # fmt: skip
    for pk in pks:
        connection.execute(insert(schema.documents), {**row, "pk": pk, "id": str(pk), "source_key": str(pk), "name": str(pk)})


def _parts(space: Space[int]) -> list[list[int]]:
    """Return all components by their items' values, asked of the case rather than of what changed."""
    found: dict[int, list[int]] = {}
    space.settle()
    rows = space.connection.execute(schema.items.select()).mappings()
    for row in rows:
        found.setdefault(row["component"], []).append(int(row["data"]))
    return sorted(sorted(values) for values in found.values())


def _expected(values: Iterable[int]) -> list[list[int]]:
    parts: list[list[int]] = []
    for value in sorted(values):
        if parts and value - parts[-1][-1] <= 3:
            parts[-1].append(value)
        else:
            parts.append([value])
    return parts


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 120), unique=True, max_size=30), st.data())
def test_components_are_those_of_the_whole_in_any_order_and_batches(values: list[int], data: st.DataObject) -> None:
    gone = set(data.draw(st.lists(st.sampled_from(values), unique=True, max_size=5))) if values else set()
    size = data.draw(st.integers(1, 7))
    with _connection() as connection:
        _documents(connection, values)
        for k in range(0, len(values), size):
            space = Space(connection, NUMBERS)
            space.add([(v, 0, v) for v in values[k : k + size]])
            list(space.dirty())
        assert _parts(Space(connection, NUMBERS)) == _expected(values)
        space = Space(connection, NUMBERS)
        space.remove(gone)
        list(space.dirty())
        assert _parts(Space(connection, NUMBERS)) == _expected(set(values) - gone)


def test_only_what_is_touched_is_dirty() -> None:
    with _connection() as connection:
        _documents(connection, (10, 12, 50, 13, 53, 99))
        space = Space(connection, NUMBERS)
        space.add([(10, 0, 10), (12, 0, 12), (50, 0, 50)])
        assert sorted(sorted(x.value for x in items) for _, items in space.dirty()) == [[10, 12], [50]]
        space.add([(13, 0, 13), (99, 0, 99)])
        assert sorted(sorted(x.value for x in items) for _, items in space.dirty()) == [[10, 12, 13], [99]]
        assert list(space.dirty()) == []
        space.touch([50])
        assert [[x.value for x in items] for _, items in space.dirty()] == [[50]]


def test_components_that_are_no_more_are_told() -> None:
    with _connection() as connection:
        _documents(connection, (10, 16, 13))
        space = Space(connection, NUMBERS)
        space.add([(10, 0, 10), (16, 0, 16)])
        before = {component for component, _ in space.dirty()}
        space.add([(13, 0, 13)])
        assert before <= space.stale()
        after = {component for component, _ in space.dirty()}
        assert len(before) == 2 and len(after) == 1
        space.remove([10, 13, 16])
        assert after <= space.stale() and list(space.dirty()) == []


@pytest.mark.parametrize("key", ["a", ("a", 1), 7, ("ä", None)])
def test_a_key_has_one_number_that_fits_a_signed_column(key: object) -> None:
    assert key_number(key) == key_number(key)  # type: ignore[arg-type]
    assert 0 <= key_number(key) < 1 << 32  # type: ignore[arg-type]


def test_a_key_that_thousands_hold_still_joins_where_to_share_it_is_enough() -> None:
    plain: Kind[int] = Kind("plain", encode=lambda n: n, decode=lambda data: int(data), keys=lambda n: (n % 2,))
    with _connection() as connection:
        _documents(connection, [1])
        space = Space(connection, plain)
        for start in range(0, 900, 300):
            space.add([(1, n, n) for n in range(start, start + 300)])
            space.settle()
        assert [len({x.value % 2 for x in items}) for _, items in space.dirty()] == [1, 1]
