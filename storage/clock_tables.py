"""The tables of the clock: open milestones as rows, people's choices, the office's days, the weeks' figures."""

import sqlalchemy as sa

from storage.columns import Number, not_null
from storage.columns import Words as _Words
from storage.tables import items, metadata

item_milestones = sa.Table(
    "item_milestones",
    metadata,
    sa.Column("item_id", Number, sa.ForeignKey("items.id"), primary_key=True),
    # Those that are reached have left; several of one day are reminded of together.
    sa.Column("day", sa.Date, primary_key=True, index=True),
)

preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("member_id", Number, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    sa.Column("morning", sa.Time),
    sa.Column("muted_until", sa.Date),
    not_null("escalations", sa.Boolean),
)

snoozes = sa.Table(
    "snoozes",
    metadata,
    sa.Column("member_id", Number, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    # No foreign key: an item that was taken back may leave its snooze behind.
    sa.Column("item_id", Number, primary_key=True, autoincrement=False),
    not_null("until", sa.Date),
)

calendar_days = sa.Table(
    "calendar_days",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    not_null("works", sa.Boolean),
    not_null("note", _Words),
    sa.Column("member_id", Number),
)

pauses = sa.Table(
    "pauses",
    metadata,
    sa.Column("id", Number, primary_key=True),
    not_null("first", sa.Date),
    not_null("last", sa.Date),
    not_null("reason", _Words),
    sa.Column("member_id", Number),
)

plan_weeks = sa.Table(
    "plan_weeks",
    metadata,
    sa.Column("plan_id", Number, sa.ForeignKey("plans.id"), primary_key=True, autoincrement=False),
    sa.Column("week", sa.Text, primary_key=True),
    not_null("items", sa.JSON),
)

# What the ladders look for, so that a day's windows read no more than they find.
sa.Index(
    "ix_items_unsigned",
    items.c.assigned_at,
    sqlite_where=sa.text("state = 'assigned'"),
    postgresql_where=sa.text("state = 'assigned'"),
)
sa.Index(
    "ix_items_cadence",
    items.c.cadence_frequency,
    items.c.cadence_day,
    items.c.report_at,
    sqlite_where=sa.text("cadence_frequency IS NOT NULL"),
    postgresql_where=sa.text("cadence_frequency IS NOT NULL"),
)
