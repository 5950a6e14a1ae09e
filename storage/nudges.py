"""A day's nudges in one statement a window, whatever the number of items: nothing is carried into Python and back."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.items import OWED
from ledger.members import Role
from ledger.notices import NoticeKind
from ledger.nudging import Recipient
from ledger.ports import NudgeWindow
from storage.columns import Instant
from storage.tables import item_units, items, members, notices
from storage.upsert import insert

_COLUMNS = ("key", "kind", "member_id", "rule", "not_before", "item_id", "fact", "state", "reason")


async def put_window(connection: AsyncConnection, window: NudgeWindow, not_before: dt.datetime) -> int:
    """Returns how many notices are new; the unique key lets a window be put any number of times."""
    if not window.to:
        return 0
    owed = _owed(window.to, _iso(items.c.deadline_day, connection.dialect.name))
    statement = insert(connection, notices).from_select(_COLUMNS, owed).on_conflict_do_nothing(index_elements=["key"])
    result = await connection.execute(
        statement,
        {"rule": window.rule, "first": window.first, "last": window.last, "not_before": not_before},
    )
    return int(result.rowcount)


def _owed(to: tuple[Recipient, ...], limit: sa.ColumnElement[str]) -> sa.Select[Any]:
    rule = sa.bindparam("rule", type_=sa.Text)
    key = _joined("nudge", items.c.id, limit, rule, members.c.id)
    return (
        sa.select(
            key,
            sa.literal_column(f"'{NoticeKind.NUDGE.value}'"),
            members.c.id,
            rule,
            sa.bindparam("not_before", type_=Instant),
            items.c.id,
            limit,
            sa.literal_column("'waiting'"),
            sa.literal_column("''"),
        )
        .select_from(items)
        .join(item_units, item_units.c.item_id == items.c.id)
        .join(members, members.c.department_id == item_units.c.department_id)
        .where(
            items.c.deadline_day.between(sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)),
            items.c.state.in_(sorted(state.value for state in OWED)),
            members.c.active,
            members.c.user_id.is_not(None),
            sa.or_(*(_HEARS[recipient] for recipient in to)),
        )
    )


def _joined(kind: str, *parts: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """As `ledger.notices.nudge_key` writes it."""
    key: sa.ColumnElement[str] = sa.literal_column(f"'{kind}'", sa.Text)
    for part in parts:
        key = key + sa.literal_column("'|'", sa.Text) + sa.cast(part, sa.Text)
    return key


def _iso(day: sa.ColumnElement[Any], dialect: str) -> sa.ColumnElement[str]:
    """SQLite keeps days as ISO text; how PostgreSQL would cast them depends on the session's DateStyle."""
    if dialect == "sqlite":
        return sa.type_coerce(day, sa.Text)
    return sa.func.to_char(day, "YYYY-MM-DD", type_=sa.Text)


_leads = item_units.c.duty == "lead"
_cooperates = item_units.c.duty == "co"
_is_liaison = members.c.role == Role.LIAISON.value
_is_head = members.c.role == Role.HEAD.value
_other = members.alias("other")
_no_liaison = ~sa.exists().where(
    _other.c.department_id == item_units.c.department_id,
    _other.c.role == Role.LIAISON.value,
    _other.c.active,
    _other.c.user_id.is_not(None),
)
_HEARS = {
    # A unit whose liaison has not joined is not left without word: its head hears instead.
    Recipient.LEAD_LIAISON: sa.and_(_leads, sa.or_(_is_liaison, sa.and_(_is_head, _no_liaison))),
    Recipient.LEAD_HEAD: sa.and_(_leads, _is_head),
    Recipient.CO_LIAISON: sa.and_(_cooperates, _is_liaison),
}
