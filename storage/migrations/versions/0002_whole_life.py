"""The whole life of an item: parts, milestones, applications, instructions, slips, counts, and the states to match."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATES = (
    "state IN ('draft', 'to_approve', 'assigned', 'doing', 'submitted', 'returned', 'closed', 'struck', "
    "'phase_done', 'suspended', 'cancelled', 'split', 'archived')"
)
_LISTS = ("parts", "milestones", "applications", "instructions", "slips")
_COUNTS = ("pending", "extended", "urged", "returned")
_WORDS = ("result", "evidence", "source", "category", "priority", "remark")
_TARGET = ("name", "relation", "value", "unit", "words", "base", "actual", "actual_at")


def upgrade() -> None:
    # An id is never given twice, since the audit goes on naming items that were taken back.
    with op.batch_alter_table("items", table_kwargs={"sqlite_autoincrement": True}) as items:
        for name in _LISTS:
            items.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        for name in _COUNTS:
            items.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        for name in _WORDS:
            items.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        items.add_column(sa.Column("original_deadline", sa.JSON(none_as_null=True), nullable=True))
        items.add_column(sa.Column("grade", sa.Text(), nullable=True))
        items.add_column(sa.Column("resume_to", sa.Text(), nullable=True))
        items.drop_constraint(op.f("ck_items_state"), type_="check")
        items.create_check_constraint(op.f("ck_items_state"), _STATES)
        items.create_check_constraint(op.f("ck_items_grade"), "grade IN ('excellent', 'good', 'passed', 'failed')")
    # The defaults were for the rows that stood there; from here on the program says everything.
    with op.batch_alter_table("items", table_kwargs={"sqlite_autoincrement": True}) as items:
        for name in (*_LISTS, *_COUNTS, *_WORDS):
            items.alter_column(name, server_default=None)
    op.create_index(
        "ix_items_pending", "items", ["plan_id"], sqlite_where=sa.text(_PENDING), postgresql_where=sa.text(_PENDING)
    )
    _name_the_fields_of_targets()


_PENDING = "pending > 0"


def _name_the_fields_of_targets() -> None:
    items = sa.table("items", sa.column("id", sa.BigInteger), sa.column("targets", sa.JSON))
    connection = op.get_bind()
    for item_id, targets in connection.execute(sa.select(items.c.id, items.c.targets)).all():
        kept = json.loads(targets) if isinstance(targets, str) else targets
        if kept and isinstance(kept[0], list):
            named = [{**dict.fromkeys(_TARGET), **dict(zip(_TARGET, target, strict=False))} for target in kept]
            connection.execute(sa.update(items).where(items.c.id == item_id).values(targets=named))


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")
