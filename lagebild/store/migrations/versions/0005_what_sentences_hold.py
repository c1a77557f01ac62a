"""Outlines with what each sentence holds, offices with who holds them

Revision 0005, after 0004. What was linked before is computed anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Computed before, children first.
_COMPUTED = (
    "ties", "tellings", "claim_origins", "claim_support", "claims", "story_documents", "stories", "outlet_names", "lineage", "merges",
    "offices", "party_entities", "speakers", "entity_mentions", "entity_links", "entities", "boilerplate", "sketches", "shingles",
    "item_keys", "items", "linked",
)  # fmt: skip


def upgrade() -> None:
    for table in _COMPUTED:
        op.execute(f"DELETE FROM {table}")
    op.execute("DELETE FROM meta WHERE key IN ('linked', 'judged')")
    op.execute("INSERT INTO meta (key, value) VALUES ('linked', 'no')")
    op.drop_table("offices")
    op.create_table(
        "offices",
        sa.Column("doc", sa.Integer(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["doc"], ["documents.pk"]),
        sa.PrimaryKeyConstraint("doc", "ord", "office"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("offices_office"), "offices", ["office"], unique=False)
    op.drop_table("outlines")
    op.create_table(
        "outlines",
        sa.Column("doc", sa.Integer(), nullable=False),
        sa.Column("context", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("key_list", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        sa.Column("holds", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["doc"], ["documents.pk"]),
        sa.PrimaryKeyConstraint("doc"),
    )


def downgrade() -> None:
    raise NotImplementedError("what 0005 made cannot be turned back: open the case with the newer Lagebild")
