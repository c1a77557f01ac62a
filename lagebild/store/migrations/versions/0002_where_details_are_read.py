"""Where the details of events are read from

Revision 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("evidence", sa.JSON(none_as_null=True), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("events", "evidence")
