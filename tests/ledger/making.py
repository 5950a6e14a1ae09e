"""Items, people and days for the tests of the pure ledger. Today is Tuesday 2026-11-24."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from ledger.applications import Application, Asked, Desk
from ledger.calendar import WorkingCalendar
from ledger.changes import AuditEntry, Change
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, State
from ledger.lights import LightPolicy
from ledger.members import Member, Role
from ledger.plain import plain

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
CALENDAR = WorkingCalendar(known_years=(2026,))
POLICY = LightPolicy(zone=SHANGHAI)
LEAD, CO, OTHER = 1, 2, 3


def day(words: dt.date, *, soft: bool = False) -> Deadline:
    return Deadline(f"{words:%m月%d日}前", DeadlineKind.DAY, words, soft)


ONGOING = Deadline("长期坚持", DeadlineKind.ONGOING)
UNCLEAR = Deadline("尽快", DeadlineKind.UNCLEAR)


def item(**fields: object) -> Item:
    """Item 14 in unit 1's hands since 24 October, unit 2 cooperating, without a limit."""
    base = Item(
        id=7,
        plan_id=1,
        section=4,
        number=14,
        title="培育文化旅游",
        body="办好节会。",
        state=State.DOING,
        lead=LEAD,
        co=(CO,),
        assigned_at=dt.datetime(2026, 10, 24, 1, 0, tzinfo=dt.UTC),
        signed_at=dt.datetime(2026, 10, 25, 1, 0, tzinfo=dt.UTC),
        signed_by=5,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def member(role: Role = Role.LIAISON, department: int | None = LEAD, *, active: bool = True) -> Member:
    return Member(5, "林晓禾", role, department, 7001, active=active)


LIMIT = day(dt.date(2026, 12, 31))
HEAD_OF_LEAD = Member(6, "罗建川", Role.HEAD, LEAD, 7002)


def applied(kind: Asked, desk: Desk = Desk.OFFICE, **fields: object) -> Application:
    """By the contact of unit 1, an hour ago, with all that one may say."""
    base = Application(kind, desk, 5, NOW - dt.timedelta(hours=1), NOW, "用地指标未落实", department=OTHER)
    return replace(base, **fields)  # type: ignore[arg-type]


def at(state: State) -> Item:
    """Item 14 with a limit, as it typically stands in `state`."""
    given = item(state=state, deadline=LIMIT)
    match state:
        case State.DRAFT:
            return replace(given, lead=None, assigned_at=None, signed_at=None, signed_by=None)
        case State.TO_APPROVE:
            return replace(given, assigned_at=None, signed_at=None, signed_by=None)
        case State.ASSIGNED:
            return replace(given, signed_at=None, signed_by=None)
        case State.SUBMITTED:
            return replace(given, submitted_at=NOW, applications=(applied(Asked.CLOSING),))
        case State.CLOSED | State.STRUCK | State.PHASE_DONE | State.ARCHIVED:
            return replace(given, closed_at=NOW)
        case State.SUSPENDED | State.CANCELLED | State.SPLIT:
            return replace(given, resume_to=State.DOING)
    return given


def entry_of(change: Change, *, by: Member | None = None, seq: int = 1) -> AuditEntry:
    """As record() leaves it, at NOW."""
    who = by or member()
    names = change.changed_fields()
    version = change.before.version
    return AuditEntry(
        NOW, who.id, who.name, who.role.value, change.event, change.before.id,
        before={"version": version, **{name: plain(getattr(change.before, name)) for name in names}},
        after={"version": version + 1, **{name: plain(getattr(change.after, name)) for name in names}},
        note=change.note,
        seq=seq,
    )  # fmt: skip


def stored(change: Change) -> Item:
    return replace(change.after, version=change.before.version + 1)
