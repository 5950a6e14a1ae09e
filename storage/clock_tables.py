"""The tables of the clock: open milestones as rows, people's choices, the office's days, the weeks' figures."""

import sqlalchemy as sa

from storage.tables import Words as _Words
from storage.tables import _not_null, _Number, items, metadata

item_milestones = sa.Table(
    "item_milestones",
    metadata,
    sa.Column("item_id", _Number, sa.ForeignKey("items.id"), primary_key=True),
    # Those that are reached have left; several of one day are reminded of together.
    sa.Column("day", sa.Date, primary_key=True, index=True),
)

preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("member_id", _Number, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    sa.Column("morning", sa.Time),
    sa.Column("muted_until", sa.Date),
    _not_null("escalations", sa.Boolean),
)

snoozes = sa.Table(
    "snoozes",
    metadata,
    sa.Column("member_id", _Number, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    # No foreign key: an item that was taken back may leave its snooze behind.
    sa.Column("item_id", _Number, primary_key=True, autoincrement=False),
    _not_null("until", sa.Date),
)

calendar_days = sa.Table(
    "calendar_days",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    _not_null("works", sa.Boolean),
    _not_null("note", _Words),
    sa.Column("member_id", _Number),
)

pauses = sa.Table(
    "pauses",
    metadata,
    sa.Column("id", _Number, primary_key=True),
    _not_null("first", sa.Date),
    _not_null("last", sa.Date),
    _not_null("reason", _Words),
    sa.Column("member_id", _Number),
)

plan_weeks = sa.Table(
    "plan_weeks",
    metadata,
    sa.Column("plan_id", _Number, sa.ForeignKey("plans.id"), primary_key=True, autoincrement=False),
    sa.Column("week", sa.Text, primary_key=True),
    _not_null("items", sa.JSON),
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
