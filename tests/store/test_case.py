from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from lagebild.errors import StoreError
from lagebild.store import Case, schema
from tests.store.helpers import item, make


def test_a_missing_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such case"):
        Case.open(tmp_path / "no.db", create=False)
    with pytest.raises(StoreError, match="does not exist"):
        Case.open(tmp_path / "no" / "case.db")
    with pytest.raises(StoreError, match="not a file"):
        Case.open(tmp_path)


def test_a_file_that_is_no_case_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(StoreError, match="not a case file"):
        Case.open(path)
    assert path.read_text().startswith("not a database")


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    with pytest.raises(StoreError, match="another program"):
        Case.open(path)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    Case.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Lagebild"):
        Case.open(path)


def test_an_empty_file_becomes_a_case(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    path.touch()
    with Case.open(path) as case, case.view() as view:
        assert view.stats().documents == 0


def test_a_second_writer_is_told_and_readers_read_on(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Case.open(path) as one, Case.open(path) as two:
        with one.writer() as writer:
            writer.add([item(make(1))])
            with pytest.raises(StoreError, match="another process is writing"), two.writer():
                pass
            with two.view() as view:
                assert view.stats().documents == 1
                writer.add([item(make(2))])
                assert view.stats().documents == 1, "a view shows the case as it was when it was made"
        with two.writer() as writer:
            writer.add([item(make(3))])
        with one.view() as view:
            assert view.stats().documents == 3


def _hold(path: Path, ready: object, leave: object) -> None:
    with Case.open(path) as case, case.writer():
        ready.set()  # type: ignore[attr-defined]
        leave.wait()  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    context = multiprocessing.get_context("spawn")
    ready, leave = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(path, ready, leave))
    process.start()
    assert ready.wait(30)
    with Case.open(path) as case:
        with pytest.raises(StoreError, match="another process"), case.writer():
            pass
        process.kill()
        process.join()
        with case.writer() as writer:
            writer.add([item(make(1))])


def test_a_view_cannot_write(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db") as case, case.view() as view, pytest.raises(Exception, match="readonly"):
        view._connection.execute(schema.meta.insert(), {"key": "x", "value": "y"})
