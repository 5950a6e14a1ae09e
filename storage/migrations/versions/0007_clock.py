"""What the clock needs: milestones as rows, people's choices, the office's days, the weeks' figures."""

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_UNSIGNED = sa.text("state = 'assigned'")
_CADENCE = sa.text("cadence_frequency IS NOT NULL")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    with op.batch_alter_table("items", table_kwargs={"sqlite_autoincrement": True}) as items:
        items.add_column(sa.Column("help_since", instant, nullable=True))
    op.create_index("ix_items_unsigned", "items", ["assigned_at"], sqlite_where=_UNSIGNED, postgresql_where=_UNSIGNED)
    op.create_index(
        "ix_items_cadence",
        "items",
        ["cadence_frequency", "cadence_day", "report_at"],
        sqlite_where=_CADENCE,
        postgresql_where=_CADENCE,
    )
    op.create_table(
        "item_milestones",
        sa.Column("item_id", number, sa.ForeignKey("items.id", name="fk_item_milestones_item_id_items")),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("item_id", "day", name="pk_item_milestones"),
    )
    op.create_index("ix_item_milestones_day", "item_milestones", ["day"])
    op.create_table(
        "preferences",
        sa.Column(
            "member_id",
            number,
            sa.ForeignKey("members.id", name="fk_preferences_member_id_members"),
            autoincrement=False,
        ),
        sa.Column("morning", sa.Time()),
        sa.Column("muted_until", sa.Date()),
        sa.Column("escalations", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_preferences"),
    )
    op.create_table(
        "snoozes",
        sa.Column(
            "member_id", number, sa.ForeignKey("members.id", name="fk_snoozes_member_id_members"), autoincrement=False
        ),
        sa.Column("item_id", number, autoincrement=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", "item_id", name="pk_snoozes"),
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date()),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("member_id", number),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_days"),
    )
    op.create_table(
        "pauses",
        sa.Column("id", number),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", number),
        sa.PrimaryKeyConstraint("id", name="pk_pauses"),
    )
    op.create_table(
        "plan_weeks",
        sa.Column(
            "plan_id", number, sa.ForeignKey("plans.id", name="fk_plan_weeks_plan_id_plans"), autoincrement=False
        ),
        sa.Column("week", sa.Text()),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "week", name="pk_plan_weeks"),
    )
    _lay_out_what_items_hold()


def _lay_out_what_items_hold() -> None:
    """The open milestones, and since when help is waited for, of the items that are there."""
    connection = op.get_bind()
    items = sa.table(
        "items",
        sa.column("id", sa.BigInteger),
        sa.column("milestones", sa.JSON),
        sa.column("applications", sa.JSON),
        sa.column("help_since", sa.DateTime(timezone=True)),
    )
    milestones = sa.table("item_milestones", sa.column("item_id", sa.BigInteger), sa.column("day", sa.Date))
    for item_id, nodes, asked in connection.execute(sa.select(items.c.id, items.c.milestones, items.c.applications)):
        days = {dt.date.fromisoformat(node["day"]) for node in _list(nodes) if not node.get("done_at")}
        if days:
            connection.execute(sa.insert(milestones), [{"item_id": item_id, "day": day} for day in sorted(days)])
        for each in _list(asked):
            if each["kind"] == "help" and each["desk"] != "head":
                since = dt.datetime.fromisoformat(each["since"])
                if connection.dialect.name == "sqlite":
                    since = since.astimezone(dt.UTC).replace(tzinfo=None)
                connection.execute(sa.update(items).where(items.c.id == item_id).values(help_since=since))


def _list(kept: Any) -> Any:
    return json.loads(kept) if isinstance(kept, str) else list(kept or ())


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")
