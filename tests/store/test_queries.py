from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from lagebild.store import schema
from lagebild.store.queries.common import any_contains


@pytest.mark.parametrize(("dialect", "function"), [(sqlite.dialect(), "json_each"), (postgresql.dialect(), "json_array_elements_text")])
def test_lists_are_searched_in_the_database(dialect: Dialect, function: str) -> None:
    s = schema.statements.c
    sql = str(select(s.id).where(any_contains(s.chain, "Reuters")).compile(dialect=dialect))
    assert f"FROM {function}(statements.chain) AS " in sql
    assert "EXISTS (SELECT" in sql
