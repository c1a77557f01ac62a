"""What only SQLite has: pragmas, transactions that hold, and full text by FTS5. Another database gets a file like this one."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

from lagebild.errors import StoreError

APPLICATION_ID: Final = 0x4C414742  # "LAGB", in the file's header
_BUSY_MS: Final = 20_000
_LONE: Final = re.compile("[\ud800-\udfff]")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_FULLTEXT: Final = (
    "CREATE VIRTUAL TABLE fulltext USING fts5(text, lemmas, content='documents', content_rowid='pk', "
    'tokenize="unicode61 remove_diacritics 2")'
)


def _lower(value: str | None) -> str | None:
    return value.lower() if isinstance(value, str) else value


def dumps(value: Any) -> str:
    """Return a value as the case's JSON columns hold it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def make_engine(path: Path, *, write: bool) -> Engine:
    """Return an engine on a case file; a reader's connections cannot write, a writer's transactions take the lock at their start."""
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000}, json_serializer=dumps
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the begin hook below decides; Python's own transactions leave DDL outside
        connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own folds ASCII only
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-16384")
        connection.execute("PRAGMA synchronous=NORMAL" if write else "PRAGMA query_only=ON")

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _before(_c: object, _cursor: object, sql: str, values: Any, _context: object, many: bool) -> tuple[str, Any]:
        if not write and not many and isinstance(values, tuple):  # what a user asks for may hold what cannot be encoded
            values = tuple(_LONE.sub("\ufffd", v) if isinstance(v, str) else v for v in values)
        return sql, values

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def is_empty(engine: Engine) -> bool:
    """Tell whether the file holds no table yet. Raises StoreError where it is no SQLite database."""
    try:
        with engine.connect() as connection:
            return bool(connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0)
    except DatabaseError as e:
        raise StoreError(f"{engine.url.database}: not a case file ({e.orig}); name another file with --case") from e


def is_case(connection: Connection) -> bool:
    """Tell whether the file carries Lagebild's mark."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID)


def make_durable(path: Path) -> None:
    """Switch the file to write-ahead logging (kept in the file, so done once)."""
    with sqlite3.connect(path, timeout=_BUSY_MS / 1000) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def create_extras(connection: Connection) -> None:
    """Create what the portable schema cannot name: the full-text index and the file's mark."""
    connection.exec_driver_sql(_FULLTEXT)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def index_texts(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Add documents (`pk`, `text`, `lemmas`) to the full-text index."""
    insert = text("INSERT INTO fulltext(rowid, text, lemmas) VALUES (:pk, :text, :lemmas)")
    connection.execute(insert, [{"pk": r["pk"], "text": r["text"], "lemmas": r["lemmas"]} for r in rows])


def _terms(query: str) -> Iterator[str]:
    """Yield the words and "phrases" of what a user typed, none of them read as FTS5 syntax; a final * asks for a prefix."""
    for k, part in enumerate(_UNSTORABLE.sub(" ", query).split('"')):
        words = [part] if k % 2 else part.split()
        for word in words:
            bare = word.rstrip("*")
            if any(c.isalnum() for c in bare):
                yield f'"{bare}"' + ("*" if bare != word else "")


def match_query(query: str) -> str | None:
    """Return an FTS5 expression in which every term must occur as a form or lemma; None where `query` holds no word."""
    terms = list(_terms(query))
    return " AND ".join(terms) or None


def search_rows(connection: Connection, query: str, limit: int) -> list[tuple[int, float]]:
    """Return (documents.pk, rank) of the best matches among current versions, best first; smaller ranks are better."""
    expression = match_query(query)
    if expression is None:
        return []
    found = connection.execute(
        text(
            "SELECT fulltext.rowid, bm25(fulltext, 1.0, 0.8) AS score FROM fulltext JOIN documents d ON d.pk = fulltext.rowid "
            "WHERE fulltext MATCH :q AND d.current ORDER BY score, fulltext.rowid LIMIT :n"
        ),
        {"q": expression, "n": limit},
    )
    return [(int(pk), float(rank)) for pk, rank in found]
