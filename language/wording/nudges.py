"""A nudge in two lines: how the item stands, until when it is due and what to do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from language.intents import DraftDocument, ItemNo, ReportProgress, ShowItem, Sign
from language.replies import Button
from language.wording import lights
from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.applications import Asked
from ledger.items import Item, Sensitivity, State
from ledger.members import OFFICE, Member
from ledger.nudging import AGAIN, Trigger, days_of, trigger_of
from ledger.supervision import SlipLevel, offered_slip

TITLE_LENGTH = 26


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that reminds ("before_3", "report_late_1") and the day it is about."""

    rule: str
    day: dt.date

    @property
    def trigger(self) -> Trigger:
        return trigger_of(self.rule)


def nudge(voice: Voice, item: Item, department_id: int | None, reasons: Sequence[Reason] = ()) -> Markup:
    """`department_id` is the reader's unit: one that only cooperates is asked to help, not to report for the other."""
    light = voice.light(item)
    first = voice.say("nudge_line", light=lights.shown(voice, light), item=item.label, title=title_after(item))
    said = [_reason(voice, item, reason) for reason in reasons if reason.trigger is not Trigger.LIMIT]
    by_limit = len(said) < len(reasons) or not reasons
    if by_limit and item.limit is not None:
        unsigned = any(reason.trigger is Trigger.SIGN for reason in reasons)
        do = Markup() if unsigned else _to_do(voice, item, department_id)
        said.insert(0, voice.say("nudge_limit", date=voice.date(item.limit), do=do))
    return lines(bold(first), *said)


def escalated(voice: Voice, item: Item) -> Markup:
    """For those above the unit: whose it is, since when, and what has been heard."""
    first = voice.say(
        "nudge_escalated",
        light=lights.shown(voice, voice.light(item)),
        item=item.label,
        title=title_after(item),
        unit=voice.unit(item.lead),
    )
    report = item.last_report
    heard = (
        voice.say("digest_last_report", day=voice.short_date(voice.local(report.at).date()))
        if report
        else voice.say("digest_no_report")
    )
    asked = voice.say("nudge_extension_asked") if item.application(Asked.EXTENSION) else ""
    return lines(bold(first), Markup(voice.say("digest_between").join(part for part in (heard, asked) if part)))


def _reason(voice: Voice, item: Item, reason: Reason) -> Markup:
    """Facts: what, by when, and how little is enough."""
    days = voice.calendar.between(voice.today, voice.calendar.on_or_before(reason.day))
    late = voice.calendar.between(voice.calendar.last_day(reason.day), voice.today)
    side = "late" if late > 0 else "today" if days <= 0 else "ahead"
    match reason.trigger:
        case Trigger.SIGN:
            return voice.say("nudge_sign", day=voice.short_date(reason.day), days=late, count=late)
        case Trigger.REPORT:
            count = max(late, days)
            line = voice.say(f"nudge_report_{side}", date=voice.date(reason.day), days=count, count=count)
            return lines(line, voice.say("nudge_report_template", item=item.label))
    count = max(late, days)
    return voice.say(
        f"nudge_milestone_{side}", date=voice.date(reason.day), node=_nodes(item, reason.day), days=count, count=count
    )


def _nodes(item: Item, day: dt.date) -> str:
    """What is sensitive stays in the ledger."""
    if item.sensitivity is Sensitivity.SENSITIVE:
        return ""
    named = [shortened(node.text, TITLE_LENGTH) for node in item.milestones if node.day == day and node.done_at is None]
    return " / ".join(named)


def is_late(voice: Voice, item: Item) -> bool:
    return voice.light(item).reason == "overdue"


def title_after(item: Item) -> str:
    """The title as it follows a number. What is sensitive goes by its number only: messages leave the office."""
    return "" if item.sensitivity is Sensitivity.SENSITIVE else f" {shortened(item.title, TITLE_LENGTH)}"


def number(item: Item) -> ItemNo:
    return ItemNo(item.number, item.part)


def buttons(voice: Voice, item: Item, member: Member, *, alone: bool) -> tuple[Button, ...]:
    """One row: what to do, and a look at the item. `alone`: no other item in the message, so no numbers are needed."""
    suffix = "" if alone else "_item"
    department_id = member.department_id
    row = []
    if department_id == item.lead and item.state is State.ASSIGNED:
        row.append(Button(voice.say(f"nudge_button_sign{suffix}", item=item.label), Sign((number(item),))))
    elif item.involves(department_id):
        label = voice.say(f"nudge_button_report{suffix}", item=item.label)
        row.append(Button(label, ReportProgress((number(item),))))
    row.append(Button(voice.say("nudge_button_show", item=item.label), ShowItem((number(item),))))
    if member.role in OFFICE and (level := _slip_offered(voice, item)) is not None:
        # A draft for a human to sign: a slip is never sent by itself.
        label = voice.say(f"nudge_button_slip{suffix}", item=item.label, level=voice.say(f"draft_slip_level_{level}"))
        row.append(Button(label, DraftDocument("slip", (number(item),), level=level.value)))
    return tuple(row)


def _slip_offered(voice: Voice, item: Item) -> SlipLevel | None:
    if item.limit is None or not is_late(voice, item):
        return None
    late = voice.calendar.between(voice.calendar.last_day(item.limit), voice.today)
    return offered_slip(late, item.slips, voice.today)


def rule_line(voice: Voice, rule: str) -> Markup:
    """Which rule sent it ("before_3", "sign_1"), said when somebody asks. Raises ValueError for another name."""
    if rule == AGAIN:
        return voice.say("nudge_rule_again")
    left = days_of(rule)
    side = "before" if left >= 0 and not rule.startswith(("sign", "overdue")) else "late"
    trigger = trigger_of(rule)
    if rule.rpartition("_")[2] == "0":
        return voice.say(f"nudge_rule_{trigger.value}_day")
    key = f"nudge_rule_{trigger.value}" + ("" if trigger is Trigger.SIGN else f"_{side}")
    return voice.say(key, count=abs(left), days=abs(left))


def _to_do(voice: Voice, item: Item, department_id: int | None) -> Markup:
    if department_id != item.lead:
        return voice.say("nudge_do_co", unit=voice.unit(item.lead))
    if item.state is State.ASSIGNED:
        return voice.say("nudge_do_sign")
    if item.state is State.RETURNED:
        return voice.say("nudge_do_returned")
    late = is_late(voice, item)
    if item.last_report is None:
        return voice.say("nudge_do_explain" if late else "nudge_do_report")
    day = voice.short_date(voice.local(item.last_report.at).date())
    return voice.say("nudge_do_explain_again" if late else "nudge_do_finish", day=day)
