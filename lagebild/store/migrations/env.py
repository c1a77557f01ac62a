"""Alembic's way in: runs on the connection that `lagebild.store.migrate` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from lagebild.store import schema

context.configure(
    connection=context.config.attributes["connection"], target_metadata=schema.metadata, transactional_ddl=True, render_as_batch=True
)
context.run_migrations()
