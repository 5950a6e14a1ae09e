"""Messages on people's screens that are to be looked over, because something they tell of has moved on."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "revisions",
        sa.Column("row_id", number, sa.ForeignKey("outbox.id", name="fk_revisions_row_id_outbox"), autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_at", "revisions", ["at"])
    said = sa.text("message_id IS NOT NULL")
    op.create_index(
        "ix_notices_item_id", "notices", ["item_id", "message_id"], sqlite_where=said, postgresql_where=said
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")
