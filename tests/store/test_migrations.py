from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from lagebild.store import Case, schema
from lagebild.store.migrate import _config, upgrade


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
