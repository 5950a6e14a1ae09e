"""People hold an office, have deputies and leaves; units merge; groups are linked; the audit knows other subjects."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("members", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("members") as members:
        members.alter_column("title", server_default=None)
    op.add_column("members", sa.Column("deputy_id", _NUMBER))
    op.add_column("members", sa.Column("away_first", sa.Date()))
    op.add_column("members", sa.Column("away_last", sa.Date()))
    op.add_column("members", sa.Column("cover_id", _NUMBER))
    _partial_index("ix_members_away", "members", ["away_last"], "away_last IS NOT NULL")
    op.add_column("departments", sa.Column("merged_into", _NUMBER))
    # Without a default, so that SQLite need not build the table anew: its append-only triggers would be lost.
    op.add_column("audit", sa.Column("subject", sa.Text()))
    if op.get_context().dialect.name == "sqlite":
        _guard_the_subject()
    _partial_index("ix_audit_subject_seq", "audit", ["subject", "seq"], "subject IS NOT NULL")
    op.create_table(
        "groups",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("department_id", _NUMBER, nullable=True),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("notices", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_groups_department_id_departments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("chat_id", "thread_id", name=op.f("uq_groups_chat_id_thread_id")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")


def _guard_the_subject() -> None:
    """SQLite's guard names the columns that stay as they are when a name is erased; PostgreSQL's looks at all."""
    op.execute("DROP TRIGGER audit_no_update")
    kept = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("audit")]
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in kept if column != "actor_name")
    op.execute(
        f"""
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
        WHEN NOT (OLD.actor_name <> '' AND NEW.actor_name = '' AND {same})
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """
    )


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
