"""A day's nudges in a few statements a window, however many items: nothing is carried into Python and back."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.calendar import ONE_DAY
from ledger.clock_ports import NudgeWindow
from ledger.items import OWED
from ledger.leaders import meant
from ledger.members import Role
from ledger.notices import NoticeKind
from ledger.nudging import ESCALATED, OF_THE_OFFICE, Recipient, Trigger
from storage.clock_tables import item_milestones, preferences
from storage.columns import Instant
from storage.members import member_of
from storage.tables import item_units, items, members, notices
from storage.upsert import insert

_COLUMNS = ("key", "kind", "member_id", "rule", "not_before", "item_id", "fact", "state", "reason")


async def put_window(connection: AsyncConnection, window: NudgeWindow, not_before: dt.datetime) -> int:
    """Returns how many notices are new; the unique key lets a window be put any number of times."""
    put = 0
    values = _values(window, not_before)
    for recipients in _groups(window):
        owed = _owed(window, recipients, connection.dialect.name)
        if recipients[0] is Recipient.LEADER:
            values["leaders"] = await _leaders(connection, window, values)
            if not values["leaders"]:
                continue
        statement = insert(connection, notices).from_select(_COLUMNS, owed)
        result = await connection.execute(statement.on_conflict_do_nothing(index_elements=["key"]), values)
        put += int(result.rowcount)
    return put


async def _leaders(
    connection: AsyncConnection, window: NudgeWindow, values: dict[str, object]
) -> list[tuple[int, str]]:
    """Who is meant by which words. The words are few, however many the items; one reading of them for all stores."""
    words = sa.select(items.c.leader).select_from(_source(window)).where(*_due(window), items.c.leader != "")
    people = [member_of(row) for row in await connection.execute(_LEADERS)]
    said = (await connection.execute(words.distinct(), values)).scalars()
    return [(member.id, each) for each in said for member in meant(each, people).people]


def _groups(window: NudgeWindow) -> list[tuple[Recipient, ...]]:
    """People of the item's units are found through its units; those of the office hear of every item."""
    units = tuple(recipient for recipient in window.to if recipient not in OF_THE_OFFICE)
    above: list[tuple[Recipient, ...]] = [(recipient,) for recipient in window.to if recipient in OF_THE_OFFICE]
    return [units, *above] if units else above


def _values(window: NudgeWindow, not_before: dt.datetime) -> dict[str, object]:
    values: dict[str, object] = {
        "rule": window.rule,
        "first": window.first,
        "last": window.last,
        "not_before": not_before,
        "midnight": _midnight(window.first),
        "end": _midnight(window.last + ONE_DAY),
        "frequency": window.cadence.frequency.value if window.cadence else "",
        "reported_since": window.reported_since,
        "handed_out_before": window.handed_out_before,
    }
    if window.held is not None:
        values |= {"asked_before": window.held.asked_before, "explained_since": window.held.explained_since}
    return values


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _owed(window: NudgeWindow, recipients: tuple[Recipient, ...], dialect: str) -> sa.Select[Any]:
    day = _day(window, dialect)
    rule = sa.bindparam("rule", type_=sa.Text)
    return (
        sa.select(
            _joined("nudge", items.c.id, day, rule, members.c.id),
            sa.literal_column(f"'{NoticeKind.NUDGE.value}'"),
            members.c.id,
            rule,
            sa.bindparam("not_before", type_=Instant),
            items.c.id,
            day,
            sa.literal_column("'waiting'"),
            sa.literal_column("''"),
        )
        .select_from(_people(_source(window), recipients))
        .where(
            *_due(window),
            members.c.active,
            members.c.user_id.is_not(None),
            *_who(window, recipients),
        )
    )


def _source(window: NudgeWindow) -> sa.FromClause:
    if window.trigger is Trigger.MILESTONE:
        return item_milestones.join(items, items.c.id == item_milestones.c.item_id)
    return items


def _people(source: sa.FromClause, recipients: tuple[Recipient, ...]) -> sa.FromClause:
    if recipients[0] not in OF_THE_OFFICE:
        units = source.join(item_units, item_units.c.item_id == items.c.id)
        return units.join(members, members.c.department_id == item_units.c.department_id)
    people = source.join(members, members.c.role == _ROLES[recipients[0]])
    return people.join(preferences, preferences.c.member_id == members.c.id, isouter=True)


_LEADERS = sa.select(members).where(members.c.role == Role.LEADER.value, members.c.active)
_ROLES = {
    Recipient.SUPERVISOR: Role.SUPERVISOR.value,
    Recipient.ADMIN: Role.ADMIN.value,
    Recipient.LEADER: Role.LEADER.value,
}


def _day(window: NudgeWindow, dialect: str) -> sa.ColumnElement[str]:
    """The local date that names what is owed, as ISO text."""
    match window.trigger:
        case Trigger.REPORT:
            return sa.literal_column(f"'{window.first.isoformat()}'", sa.Text)
        case Trigger.MILESTONE:
            return _iso(item_milestones.c.day, dialect)
        case Trigger.SIGN:
            return _iso_of_instant(items.c.assigned_at, dialect)
    return _iso(items.c.deadline_day, dialect)


def _due(window: NudgeWindow) -> list[sa.ColumnElement[bool]]:
    between = sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)
    owed = items.c.state.in_(sorted(state.value for state in OWED))
    match window.trigger:
        case Trigger.SIGN:
            return [
                # A literal, so that the partial index of what is unsigned is used.
                items.c.state == sa.literal_column("'assigned'"),
                items.c.assigned_at >= sa.bindparam("midnight", type_=Instant),
                items.c.assigned_at < sa.bindparam("end", type_=Instant),
            ]
        case Trigger.REPORT:
            day = window.cadence.day if window.cadence else None
            return [
                owed,
                items.c.cadence_frequency == sa.bindparam("frequency", type_=sa.Text),
                items.c.cadence_day.is_(None) if day is None else items.c.cadence_day == day,
                sa.or_(
                    items.c.report_at.is_(None),
                    items.c.report_at < sa.bindparam("reported_since", type_=Instant),
                ),
                items.c.assigned_at < sa.bindparam("handed_out_before", type_=Instant),
            ]
        case Trigger.MILESTONE:
            return [owed, item_milestones.c.day.between(*between)]
    return [owed, items.c.deadline_day.between(*between)]


def _who(window: NudgeWindow, recipients: tuple[Recipient, ...]) -> list[sa.ColumnElement[bool]]:
    (first, *_) = recipients
    if first not in OF_THE_OFFICE:
        return [sa.or_(*(_HEARS[recipient] for recipient in recipients))]
    found: list[sa.ColumnElement[bool]] = []
    if first is Recipient.LEADER:
        # His own area only, and only if he wishes it: otherwise his digest has the line.
        area = sa.tuple_(members.c.id, items.c.leader).in_(sa.bindparam("leaders", expanding=True))
        found += [preferences.c.escalations, area]
    if first in ESCALATED and window.held is not None:
        asked, explained = sa.bindparam("asked_before", type_=Instant), sa.bindparam("explained_since", type_=Instant)
        found += [
            sa.or_(items.c.help_since.is_(None), items.c.help_since >= asked),
            sa.or_(items.c.report_at.is_(None), items.c.report_at < explained),
        ]
    return found


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


def _iso_of_instant(at: sa.ColumnElement[Any], dialect: str) -> sa.ColumnElement[str]:
    """In UTC, as SQLite keeps it."""
    if dialect == "sqlite":
        return sa.func.substr(sa.type_coerce(at, sa.Text), 1, 10, type_=sa.Text)
    return sa.func.to_char(sa.func.timezone("UTC", at), "YYYY-MM-DD", type_=sa.Text)


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
