"""Builds changes to units, groups, reminders and days off, and what is taken back, as far as the words carry them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from language.clock_intents import Mute, PauseNudges, SetCalendar, Snooze, Subscribe
from language.intents import Intent, Move, Undo
from language.people_intents import GroupNotices, LinkGroup, RenameUnit, SplitUnit, UnlinkGroup
from language.sending_intents import ResumeSending
from language.understanding.by_example.which_item import which
from language.understanding.deciding import kind_in
from language.understanding.group_chats_loosely import linked, switched
from language.understanding.hours import hour_said
from language.understanding.house_days import days_laid_down, pause_said
from language.understanding.message import Message
from language.understanding.moving import asks_for, move
from language.understanding.reminders import unsubscribed, when_overdue
from language.understanding.spans import from_to, last_day, stretch
from language.understanding.unit_changes import (
    merged_loosely,
    renamed_loosely,
    split_loosely,
    unit_of_change,
)

_GROUP = re.compile(r"群(?!众)|\b(?:group|chat)\b")
_AGAIN = re.compile(r"恢复|继续|重新|再响|取消免|解除|\b(?:resume|again|unmute)\b|\bback on\b")
_UP_TO_DAY = re.compile(r"到[0-9]{1,2}[号日](?:为)?止")
"""「到3号为止」 names no item."""
_APPLICATION = re.compile(r"申请|请求|\bapplication\b|\brequest\b")
_HANDED_IN = re.compile(rf"{_APPLICATION.pattern}|拟办|提议|建议|方案|求协调|\bproposal\b")
"""Whose it is the handler knows: the office withdraws what it has proposed, and what its own unit applied for."""
_STOPS = re.compile(r"停|掐|摁|关|静|冻结|免催")
"""「先掐了，到30号再响」: it rings again by itself."""
_MONTH_BEHIND = re.compile(r"[号日][,，]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_URGED = re.compile(r"催过|催了")
_WAITS = re.compile(r"发|消息|通知|提醒|那[些批]|待|放|\b(?:send|held|messages?|backlog|drop|release)")
_ANY_KIND = ("extension", "closing", "bounce", "help")


def _undo(message: Message) -> Undo | None:
    """What is taken back is the last step: an item that is named might be another one."""
    return None if message.items or message.mentions else Undo()


def _withdraw(message: Message) -> Move | None:
    """Of the items named or talked about; the handler finds the one application that lies open."""
    own = asks_for(message) or message.has(_HANDED_IN)
    if not own or message.loosely_named.missing is not None:
        return None
    built = move(message, "withdraw", value=kind_in(message.text, *_ANY_KIND))
    built = replace(built, items=which(message))
    told = built.value or message.has(_APPLICATION) or message.has(_JUST_REPORTED)
    return built if len(built.items) == 1 or (not built.items and told) else None


_JUST_REPORTED = re.compile(r"刚才?(?:上|所)?报的?|报(?:错|重)|填错|手滑")


def _snooze(message: Message) -> Snooze | None:
    return Snooze(which(message), last_day(message))


def _mute(message: Message) -> Mute | None:
    if message.items and not message.has(_UP_TO_DAY):
        return None
    if message.has(_AGAIN):
        return Mute(off=True)
    span = from_to(message.text, message.hearing.today) if message.items else None
    return Mute(span[1] if span is not None else last_day(message))


def _pause(message: Message) -> PauseNudges | None:
    """For everybody: the office says it."""
    if not message.office or (message.items and stretch(message) is None) or message.has(_URGED):
        return None
    if message.items and message.has(_MONTH_BEHIND):
        return None
    return PauseNudges(resume=True) if message.has(_AGAIN) and not message.has(_STOPS) else pause_said(message)


def _subscribe(message: Message) -> Subscribe | None:
    """An hour, an end, or what is overdue; without any of them nobody knows what is wanted."""
    if message.items:
        return None
    if (ended := unsubscribed(message) or when_overdue(message)) is not None:
        return ended
    time = hour_said(message.text)
    return Subscribe(time, message.cadence) if time is not None else None


def _calendar(message: Message) -> SetCalendar | None:
    if message.items:
        return None
    return days_laid_down(message) or (SetCalendar() if message.has(_WHICH_DAYS) else None)


_WHICH_DAYS = re.compile(
    r"(?:放假|假期|节假日)[^,，]{0,4}(?:安排|怎么|咋|哪)|(?:看|查)[^,，]{0,6}(?:放假|假期|节假日)|\bholidays\b"
)
"""Without a day: what has been laid down is shown."""


def _unlink(message: Message) -> UnlinkGroup | None:
    return UnlinkGroup() if message.has(_GROUP) else None


def _notices(message: Message) -> GroupNotices | None:
    if not message.has(_GROUP):
        return None
    return switched(message) or (GroupNotices(None) if message.has(_WHICH_NOTICES) else None)


_WHICH_NOTICES = re.compile(r"(?:哪些|哪几|哪类|什么|啥)|都发|开关|设置|能不能|只(?:在|留|发)|\b(?:what|which)\b")
"""What cannot be set, or is asked: what is told there and how it is switched."""


def _link(message: Message) -> LinkGroup | None:
    return linked(message) if message.has(_GROUP) else None


def _sending(message: Message) -> ResumeSending | None:
    """It only shows what waits: whether it is sent or dropped is pressed."""
    return ResumeSending() if message.has(_WAITS) and not message.items else None


def _split(message: Message) -> SplitUnit | None:
    """Without a name for the new one the handler asks for it; so for the other name of a unit."""
    unit = unit_of_change(message)
    return split_loosely(message) or (SplitUnit(unit, "") if unit is not None else None)


def _rename(message: Message) -> RenameUnit | None:
    unit = unit_of_change(message)
    return renamed_loosely(message) or (RenameUnit(unit, "") if unit is not None else None)


BUILDERS: Mapping[str, Callable[[Message], Intent | None]] = {
    # Each gives None when a slot is missing, or the words speak of something else.
    "rename_unit": _rename,
    "merge_units": merged_loosely,
    "split_unit": _split,
    "link_group": _link,
    "unlink_group": _unlink,
    "group_notices": _notices,
    "set_calendar": _calendar,
    "pause_nudges": _pause,
    "resume_sending": _sending,
    "subscribe": _subscribe,
    "mute": _mute,
    "snooze": _snooze,
    "undo": _undo,
    "withdraw": _withdraw,
}
