"""Looks over the house once a night and says what a person should know before it hurts."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.members import Role
from ledger.notices import Notice, NoticeKind, house_key, iso_month
from ledger.policies import Policies
from ledger.ports import Store

log = logging.getLogger(__name__)

NEXT_YEAR_FROM = 11
"""Month from which a missing calendar of the next year is worth a warning: it is published in autumn."""


@dataclass(frozen=True, slots=True)
class Seen:
    """`outbox`: rows by state; `inbox`: updates not handled yet; `warnings`: codes with the number they are about."""

    outbox: Mapping[str, int] = field(default_factory=dict)
    inbox: int = 0
    warnings: tuple[tuple[str, int], ...] = ()


NO_CALENDAR = "no_calendar"


async def look_over(store: Store, policies: Policies, now: dt.datetime) -> Seen:
    async with store.reading() as uow:
        outbox = await uow.outbox.counts()
        inbox = await uow.inbox.waiting_count()
    today = policies.hours.local(now).date()
    await tell_admins(store, policies, today)
    doubtful = [(state, outbox[state]) for state in ("undeliverable", "uncertain") if outbox.get(state)]
    warnings = [*_missing_years(policies, today), *doubtful]
    for code, number in warnings:
        log.warning("housekeeping: %s %s", code, number)
    return Seen(outbox, inbox, tuple(warnings))


async def tell_admins(store: Store, policies: Policies, today: dt.date) -> None:
    """Once a month, with the merged message: the holidays of a year are still to be laid down."""
    missing = _missing_years(policies, today)
    if not missing:
        return
    morning = policies.hours.at(policies.calendar.on_or_after(today), policies.hours.morning)
    async with store.writing() as uow:
        admins = [member for member in await uow.members.all() if member.role is Role.ADMIN and member.active]
        await uow.notices.put(
            Notice(
                house_key(code, f"{year}|{iso_month(today)}", admin.id),
                NoticeKind.HOUSE,
                admin.id,
                code,
                morning,
                fact=str(year),
            )
            for code, year in missing
            for admin in admins
        )


def _missing_years(policies: Policies, today: dt.date) -> list[tuple[str, int]]:
    """Without a year's holidays and make-up days the calendar falls back to Monday–Friday."""
    years = [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM else [today.year]
    return [(NO_CALENDAR, year) for year in years if policies.calendar.provisional(year)]
