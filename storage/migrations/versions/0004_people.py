"""People hold an office (members.title)."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("members") as members:
        members.alter_column("title", server_default=None)


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")
