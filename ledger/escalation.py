"""Why an escalation is held back: a decision or an answer waits with somebody else (domain.md §4.2)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.applications import Asked, Desk
from ledger.calendar import WorkingCalendar
from ledger.items import Item, State
from ledger.nudging import NudgePolicy


class Pause(StrEnum):
    SUBMITTED = "submitted"
    SUSPENDED = "suspended"
    HELP = "help"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Patience:
    """The same as instants (aware UTC): help asked for before `asked_before` and not answered, and reports made since
    `explained_since`, hold the escalation back.
    """

    asked_before: dt.datetime
    explained_since: dt.datetime


def patience(today: dt.date, calendar: WorkingCalendar, policy: NudgePolicy, zone: dt.tzinfo) -> Patience:
    return Patience(
        asked_before=_midnight(calendar.add(today, -policy.reply_days), zone),
        explained_since=_midnight(calendar.add(today, 1 - max(policy.explained_days, 1)), zone)
        if policy.explained_days
        else dt.datetime.max.replace(tzinfo=dt.UTC),
    )


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def pause_of(item: Item, held: Patience) -> Pause | None:
    """None: nothing keeps the item from being escalated. An extension asked for does not."""
    if item.state is State.SUBMITTED:
        return Pause.SUBMITTED
    if item.state is State.SUSPENDED:
        return Pause.SUSPENDED
    since = help_since(item)
    if since is not None and since < held.asked_before:
        return Pause.HELP
    if item.last_report is not None and item.last_report.at >= held.explained_since:
        return Pause.EXPLAINED
    return None


def help_since(item: Item) -> dt.datetime | None:
    """Since when a request for coordination has lain with the leader who is to answer it (or with the office)."""
    asked = item.application(Asked.HELP)
    return asked.since if asked is not None and asked.desk is not Desk.HEAD else None
