"""What is owed to a person: a row with a reason, before it is a message."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.escalation import Patience, pause_of
from ledger.feedback import cycle_of
from ledger.items import OPEN, OWED, Item, Priority, State
from ledger.members import OFFICE, Member, Role
from ledger.nudging import Trigger, days_of, trigger_of
from ledger.pending import awaiting


class NoticeKind(StrEnum):
    """DAILY kinds wait for the merged message of the day; PROMPT kinds leave as soon as hours allow."""

    NUDGE = "nudge"
    DIGEST = "digest"
    ASSIGNED = "assigned"
    CHANGED = "changed"
    HOUSE = "house"
    """What an admin has to see to: the calendar of the next year."""
    DECIDE = "decide"
    """Something lies on the person's desk."""
    PEOPLE = "people"
    """Of people, units and groups; `fact` is the audit entry's number."""


PROMPT = frozenset({NoticeKind.ASSIGNED, NoticeKind.CHANGED, NoticeKind.DECIDE, NoticeKind.PEOPLE})

PRESSING_EVENTS = ("urged", "instructed")
PRESSING_RULES = ("before_0", "overdue_")
"""As the names of reminders begin: the limit is today, or over."""


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


def nudge_key(item_id: int, day: dt.date, rule: str, member_id: int) -> str:
    """`day` is what the rule counts to or from: the limit, the milestone, the report's day, the handing out (UTC)."""
    return f"nudge|{item_id}|{day.isoformat()}|{rule}|{member_id}"


def again_key(item_id: int, day: dt.date, member_id: int) -> str:
    """A nudge that its reader asked to have again on `day`."""
    return f"again|{item_id}|{day.isoformat()}|{member_id}"


def house_key(rule: str, about: str, member_id: int) -> str:
    return f"house|{rule}|{about}|{member_id}"


def digest_key(period: str, member_id: int) -> str:
    """`period` is an ISO week such as "2026-W48", a month "2026-M11" or a quarter "2026-Q4"."""
    return f"digest|{period}|{member_id}"


def people_key(seq: int, member_id: int) -> str:
    """`seq` is the audit entry that it tells of."""
    return f"people|{seq}|{member_id}"


def guessing_key(day: dt.date, member_id: int) -> str:
    """However many codes are guessed, one notice a person and local day."""
    return f"guessing|{day.isoformat()}|{member_id}"


def group_entered_key(chat_id: int, member_id: int) -> str:
    """Once a chat, however often the bot is put out and let in again."""
    return f"entered|{chat_id}|{member_id}"


def daily_message_key(day: dt.date, member_id: int) -> str:
    """At most one merged message a person a local day: the unique key is the promise."""
    return f"daily|{day.isoformat()}|{member_id}"


def prompt_message_key(day: dt.date, member_id: int) -> str:
    """And at most one that does not wait for it."""
    return f"prompt|{day.isoformat()}|{member_id}"


def iso_week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def iso_month(day: dt.date) -> str:
    return f"{day.year}-M{day.month:02d}"


def iso_quarter(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def presses(notice: Notice, item: Item | None) -> bool:
    """Whether it may leave outside working hours: of an item that is 特急 a new duty, an instruction, an urge, and
    the limit that is today or over.
    """
    if item is None or item.priority is not Priority.URGENT:
        return False
    match notice.kind:
        case NoticeKind.ASSIGNED:
            return True
        case NoticeKind.CHANGED:
            return notice.rule in PRESSING_EVENTS
        case NoticeKind.NUDGE:
            return notice.rule.startswith(PRESSING_RULES)
    return False


def untrue(
    notice: Notice,
    member: Member,
    item: Item | None,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    held: Patience | None = None,
) -> str:
    """Why the notice is not to be said any more, as a code; "" while it is true. `today` is a local date in `zone`;
    `held` tells what holds an escalation back.
    """
    if not member.active or member.user_id is None:
        return "unbound"
    if not member.reachable:
        return "unreachable"
    if notice.kind is NoticeKind.DIGEST:
        return "" if period_of(notice.fact, today) == notice.fact else "period_over"
    if notice.kind in (NoticeKind.HOUSE, NoticeKind.PEOPLE):
        return ""
    if item is None:
        return "item_gone"
    match notice.kind:
        case NoticeKind.NUDGE:
            return _nudge_untrue(notice, member, item, zone) or _held_back(notice, member, item, held)
        case NoticeKind.ASSIGNED:
            return _assignment_untrue(member, item)
        case NoticeKind.DECIDE:
            return "" if any(awaiting(item, member)) else "decided"
    return ""


def period_of(like: str, day: dt.date) -> str:
    """The period of the same length as `like` that `day` lies in."""
    if "M" in like:
        return iso_month(day)
    return iso_quarter(day) if "Q" in like else iso_week(day)


def _nudge_untrue(notice: Notice, member: Member, item: Item, zone: dt.tzinfo) -> str:
    if item.state not in OWED:
        return f"item_{item.state.value}"
    if not item.involves(member.department_id) and member.role not in OFFICE and member.role is not Role.LEADER:
        return "not_involved"
    match trigger_of(notice.rule):
        case Trigger.SIGN:
            return _sign_untrue(notice, item)
        case Trigger.REPORT:
            return _report_untrue(notice, item, zone)
        case Trigger.MILESTONE:
            reached = all(m.done_at is not None for m in item.milestones if m.day.isoformat() == notice.fact)
            return "milestone_reached" if reached else ""
    limit = item.limit.isoformat() if item.limit else ""
    return "limit_moved" if limit != notice.fact else ""


def _sign_untrue(notice: Notice, item: Item) -> str:
    if item.state is not State.ASSIGNED:
        return "signed"
    return "" if item.assigned_at and handed_out_on(item.assigned_at).isoformat() == notice.fact else "assigned_anew"


def handed_out_on(assigned_at: dt.datetime) -> dt.date:
    """The day that names a handing out. In UTC, since every database can tell that one."""
    return assigned_at.astimezone(dt.UTC).date()


def _report_untrue(notice: Notice, item: Item, zone: dt.tzinfo) -> str:
    if item.cadence is None:
        return "cadence_gone"
    cycle = cycle_of(item.cadence, dt.date.fromisoformat(notice.fact))
    if cycle.day.isoformat() != notice.fact:
        return "cadence_changed"
    reported = item.last_report.at.astimezone(zone).date() if item.last_report else None
    return "reported" if reported is not None and reported >= cycle.start else ""


def _held_back(notice: Notice, member: Member, item: Item, held: Patience | None) -> str:
    """Supervisors go on hearing of it: their step is not an escalation."""
    above = member.role in (Role.LEADER, Role.ADMIN) and not item.involves(member.department_id)
    pause = pause_of(item, held) if above and held is not None else None
    return f"held_{pause.value}" if pause else ""


def _assignment_untrue(member: Member, item: Item) -> str:
    if item.state not in OPEN:
        return f"item_{item.state.value}"
    if not item.involves(member.department_id):
        return "not_involved"
    return "signed" if item.signed_at is not None and member.department_id == item.lead else ""


def superseded(owed: Sequence[Notice]) -> list[Notice]:
    """Reminders that a later one about the same item and trigger makes pointless: after an outage only the last counts.

    What is over weighs more than what comes next; a digest gives way to the newest of its kind.
    """
    last: dict[tuple[object, ...], Notice] = {}
    for notice in owed:
        thing = _about(notice)
        if thing is not None and (thing not in last or _weight(notice) >= _weight(last[thing])):
            last[thing] = notice
    return [notice for notice in owed if (thing := _about(notice)) is not None and last[thing] is not notice]


def _about(notice: Notice) -> tuple[object, ...] | None:
    if notice.kind is NoticeKind.NUDGE:
        return notice.item_id, trigger_of(notice.rule)
    return (notice.kind, notice.rule) if notice.kind is NoticeKind.DIGEST else None


def _weight(notice: Notice) -> tuple[bool, int]:
    """A report that is missing goes before the next one."""
    late = notice.kind is NoticeKind.NUDGE and days_of(notice.rule) < 0
    return late, notice.id
