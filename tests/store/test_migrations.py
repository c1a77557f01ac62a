from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from lagebild.store import Case, schema
from lagebild.store.migrate import _config, upgrade
from tests.contract.store import fill, pile, state


def _sql(connection: object) -> list[str]:
    found = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"))  # type: ignore[attr-defined]
    return sorted(" ".join(s.replace('"', "").replace("\t", " ").split()) for s in found.scalars())


def test_the_migrations_make_the_schema() -> None:
    migrated, made = create_engine("sqlite://"), create_engine("sqlite://")
    with migrated.begin() as one, made.begin() as two:
        upgrade(one)
        schema.metadata.create_all(two)
        assert compare_metadata(MigrationContext.configure(one), schema.metadata) == []
        assert [s for s in _sql(one) if "WITHOUT ROWID" in s].__len__() == [s for s in _sql(two) if "WITHOUT ROWID" in s].__len__()


def test_the_revisions_are_those_shipped() -> None:
    with create_engine("sqlite://").connect() as connection:
        script = ScriptDirectory.from_config(_config(connection))
    assert tuple(r.revision for r in reversed(list(script.walk_revisions()))) == schema.REVISIONS


def test_a_case_carries_the_newest_revision(tmp_path: Path) -> None:
    Case.open(tmp_path / "case.db").close()
    with sqlite3.connect(tmp_path / "case.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.REVISIONS[-1],)]


LEVELS = ("ALTER TABLE tellings DROP COLUMN level", "ALTER TABLE ties DROP COLUMN close")
HOLDS = ("ALTER TABLE outlines DROP COLUMN holds", "ALTER TABLE offices DROP COLUMN family")


@pytest.mark.parametrize(("revision", "undone"), [("0004", LEVELS + HOLDS), ("0005", LEVELS)])
def test_a_linked_case_of_an_older_revision_is_linked_anew(tmp_path: Path, revision: str, undone: tuple[str, ...]) -> None:
    """A case as an older revision left it, all tables filled: it opens, says that it is not linked, and linking gives what it gave."""
    path = tmp_path / "case.db"
    with Case.open(path) as case:
        fill(case, pile(), 16)
        case.relink()
        with case.view() as view:
            expected = state(view)
    with sqlite3.connect(path) as connection:
        assert (
            connection.execute("SELECT count(*) FROM outlines").fetchone()[0] and connection.execute("SELECT count(*) FROM ties").fetchone()
        )
        for change in undone:
            connection.execute(change)
        connection.execute(f"UPDATE alembic_version SET version_num = '{revision}'")
    with Case.open(path) as case:
        assert case.relink() is not None
        with case.view() as view:
            found = state(view)
    for name in expected:
        assert found[name] == expected[name], name
