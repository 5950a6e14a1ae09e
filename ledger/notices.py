"""What is owed to a person: a row with a reason, before it is a message."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.items import OPEN, OWED, Item
from ledger.members import Member
from ledger.pending import awaiting


class NoticeKind(StrEnum):
    """DAILY kinds wait for the merged message of the day; PROMPT kinds leave as soon as hours allow."""

    NUDGE = "nudge"
    DIGEST = "digest"
    ASSIGNED = "assigned"
    CHANGED = "changed"
    DECIDE = "decide"
    """Something lies on the person's desk."""
    PEOPLE = "people"
    """Of people, units and groups; `fact` is the audit entry's number."""


PROMPT = frozenset({NoticeKind.ASSIGNED, NoticeKind.CHANGED, NoticeKind.DECIDE, NoticeKind.PEOPLE})


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


def changed_key(item_id: int, version: int, member_id: int) -> str:
    return f"changed|{item_id}|{version}|{member_id}"


def decide_key(item_id: int, version: int, member_id: int) -> str:
    return f"decide|{item_id}|{version}|{member_id}"


def nudge_key(item_id: int, limit: dt.date, rule: str, member_id: int) -> str:
    return f"nudge|{item_id}|{limit.isoformat()}|{rule}|{member_id}"


def people_key(seq: int, member_id: int) -> str:
    """`seq` is the audit entry that it tells of."""
    return f"people|{seq}|{member_id}"


def guessing_key(day: dt.date, member_id: int) -> str:
    """However many codes are guessed, one notice a person and local day."""
    return f"guessing|{day.isoformat()}|{member_id}"


def group_entered_key(chat_id: int, member_id: int) -> str:
    """Once a chat, however often the bot is put out and let in again."""
    return f"entered|{chat_id}|{member_id}"


def digest_key(week: str, member_id: int) -> str:
    """`week` is an ISO week such as "2026-W48"."""
    return f"digest|{week}|{member_id}"


def daily_message_key(day: dt.date, member_id: int) -> str:
    """At most one merged message a person a local day: the unique key is the promise."""
    return f"daily|{day.isoformat()}|{member_id}"


def iso_week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def untrue(notice: Notice, member: Member, item: Item | None, today: dt.date) -> str:
    """Why the notice is not to be said any more, as a code; "" while it is true. `today` is a local date."""
    if not member.active or member.user_id is None:
        return "unbound"
    if not member.reachable:
        return "unreachable"
    if notice.kind is NoticeKind.DIGEST:
        return "" if notice.fact == iso_week(today) else "week_over"
    if notice.kind is NoticeKind.PEOPLE:
        return ""
    if item is None:
        return "item_gone"
    match notice.kind:
        case NoticeKind.NUDGE:
            return _nudge_untrue(notice, member, item)
        case NoticeKind.ASSIGNED:
            return _assignment_untrue(member, item)
        case NoticeKind.DECIDE:
            return "" if any(awaiting(item, member)) else "decided"
    return ""


def _nudge_untrue(notice: Notice, member: Member, item: Item) -> str:
    if item.state not in OWED:
        return f"item_{item.state.value}"
    if item.limit is None or item.limit.isoformat() != notice.fact:
        return "limit_moved"
    return "" if item.involves(member.department_id) else "not_involved"


def _assignment_untrue(member: Member, item: Item) -> str:
    if item.state not in OPEN:
        return f"item_{item.state.value}"
    if not item.involves(member.department_id):
        return "not_involved"
    return "signed" if item.signed_at is not None and member.department_id == item.lead else ""
