"""Upgrading a case's schema by Alembic, run from here: no configuration file, no command."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from lagebild.store import schema


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = schema.REVISIONS[-1]) -> None:
    """Bring the tables of an open writing transaction to a revision; it is whole or not at all, as the transaction is."""
    command.upgrade(_config(connection), revision)
