"""Items, people and days for the tests of the pure ledger. Today is Tuesday 2026-11-24."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from ledger.calendar import WorkingCalendar
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, State
from ledger.lights import LightPolicy
from ledger.members import Member, Role

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
