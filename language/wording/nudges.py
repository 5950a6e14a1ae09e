"""A nudge in two lines: how the item stands, until when it is due and what to do."""

from language.intents import ItemNo, ReportProgress, ShowItem, Sign
from language.replies import Button
from language.wording import lights
from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.items import Item, Sensitivity, State

TITLE_LENGTH = 26


def nudge(voice: Voice, item: Item, department_id: int | None) -> Markup:
    """`department_id` is the reader's unit: one that only cooperates is asked to help, not to report for the other."""
    light = voice.light(item)
    first = voice.say("nudge_line", light=lights.shown(voice, light), item=item.label, title=title_after(item))
    if item.limit is None:
        return bold(first)
    limit = voice.say("nudge_limit", date=voice.date(item.limit), do=_to_do(voice, item, department_id))
    return lines(bold(first), limit)


def is_late(voice: Voice, item: Item) -> bool:
    return voice.light(item).reason == "overdue"


def title_after(item: Item) -> str:
    """The title as it follows a number. What is sensitive goes by its number only: messages leave the office."""
    return "" if item.sensitivity is Sensitivity.SENSITIVE else f" {shortened(item.title, TITLE_LENGTH)}"


def number(item: Item) -> ItemNo:
    return ItemNo(item.number, item.part)


def buttons(voice: Voice, item: Item, department_id: int | None, *, alone: bool) -> tuple[Button, ...]:
    """One row: what to do, and a look at the item. `alone`: no other item in the message, so no numbers are needed."""
    suffix = "" if alone else "_item"
    row = []
    if department_id == item.lead and item.state is State.ASSIGNED:
        row.append(Button(voice.say(f"nudge_button_sign{suffix}", item=item.label), Sign((number(item),))))
    elif item.involves(department_id):
        label = voice.say(f"nudge_button_report{suffix}", item=item.label)
        row.append(Button(label, ReportProgress((number(item),))))
    row.append(Button(voice.say("nudge_button_show", item=item.label), ShowItem((number(item),))))
    return tuple(row)


def rule_line(voice: Voice, rule: str) -> Markup:
    """Which rule sent it ("before_3", "overdue_1"), said when somebody asks. Raises ValueError for another name."""
    side, _, days = rule.rpartition("_")
    if side not in ("before", "overdue") or not days.isdigit():
        raise ValueError(f"no nudging rule: {rule!r}")
    if rule == "before_0":
        return voice.say("nudge_rule_last_day")
    return voice.say(f"nudge_rule_{side}", count=int(days), days=int(days))


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
