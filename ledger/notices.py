"""What is owed to a person: a row with a reason, before it is a message."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """DAILY kinds wait for the merged message of the day; PROMPT kinds leave as soon as hours allow."""

    NUDGE = "nudge"
    DIGEST = "digest"
    ASSIGNED = "assigned"
    CHANGED = "changed"


PROMPT = frozenset({NoticeKind.ASSIGNED, NoticeKind.CHANGED})


@dataclass(frozen=True, slots=True)
class Notice:
    """`key` is unique for ever and built from local dates, never from instants (reliability.md §2.4 rule 8).

    `rule` names the rule that owes it; `fact` is what it was true of (the limit's date, the item's version),
    so that the sender can ask whether it still is.
    """

    key: str
    kind: NoticeKind
    member_id: int
    rule: str
    not_before: dt.datetime
    item_id: int | None = None
    fact: str = ""
    id: int = 0


def assigned_key(item_id: int, version: int, member_id: int) -> str:
    return f"assigned|{item_id}|{version}|{member_id}"


def nudge_key(item_id: int, limit: dt.date, rule: str, member_id: int) -> str:
    return f"nudge|{item_id}|{limit.isoformat()}|{rule}|{member_id}"


def digest_key(week: str, member_id: int) -> str:
    """`week` is an ISO week such as "2026-W48"."""
    return f"digest|{week}|{member_id}"


def daily_message_key(day: dt.date, member_id: int) -> str:
    """At most one merged message a person a local day: the unique key is the promise."""
    return f"daily|{day.isoformat()}|{member_id}"


def iso_week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
