"""Proof of arrival, a pace shared by all processes, and chats that are lost."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("id_floor", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("watch_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("watches_left", sa.SmallInteger(), nullable=True))
    watched = sa.text("watch_at IS NOT NULL")
    op.create_index("ix_outbox_watch_at", "outbox", ["watch_at"], sqlite_where=watched, postgresql_where=watched)
    numbered = sa.text("message_id IS NOT NULL")
    op.create_index("ix_outbox_message_id", "outbox", ["message_id"], sqlite_where=numbered, postgresql_where=numbered)
    op.create_table(
        "message_ids",
        sa.Column("space", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("space", "number", name=op.f("pk_message_ids")),
    )
    op.create_index(op.f("ix_message_ids_at"), "message_ids", ["at"])
    op.create_table(
        "askings",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("up_to", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_askings")),
    )
    op.create_index(op.f("ix_askings_row_id"), "askings", ["row_id"])
    op.create_table(
        "paces",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_paces")),
    )
    # This row is there from the beginning, so that it can be locked.
    op.bulk_insert(sa.table("paces", sa.column("chat_id"), sa.column("next")), [{"chat_id": 0, "next": 0.0}])
    op.create_table(
        "lost_chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_lost_chats")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")
