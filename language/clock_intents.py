"""What is wanted of the clock, as data: digests of any period, one's own hours, reminders put off, days off."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from language.item_no import Items
from ledger.deadlines import Cadence


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """`day` lies in the period asked for; None: the period so far. `period` is "week", "month", "quarter", "year",
    or "days" from `day` to `until`. `picture` asks for it as a picture, `dark` for one on dark ground.
    """

    NAME: ClassVar[str] = "digest"
    day: dt.date | None = None
    period: str = "week"
    until: dt.date | None = None
    picture: bool = False
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`time` is a local wall time for the daily message. `what` is "" for that hour, "escalations" for reminders of
    what is overdue in one's own area; `wanted` False ends it.
    """

    NAME: ClassVar[str] = "subscribe"
    time: dt.time | None = None
    recurrence: Cadence | None = None
    what: str = ""
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Mute:
    """No early reminders until then, that day included; `off`: they come again."""

    NAME: ClassVar[str] = "mute"
    until: dt.date | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Snooze:
    """To be reminded of these items again on `until`; None: the next working day. The limit stays where it is."""

    NAME: ClassVar[str] = "snooze"
    items: Items = ()
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class WhyReminded:
    """By which rule the speaker was last reminded."""

    NAME: ClassVar[str] = "why_reminded"
    items: Items = ()


@dataclass(frozen=True, slots=True)
class PauseNudges:
    """The office pauses everybody's reminders (减负) up to `last`; without a day it asks until when. `resume`: they
    begin again.
    """

    NAME: ClassVar[str] = "pause_nudges"
    first: dt.date | None = None
    last: dt.date | None = None
    reason: str = ""
    resume: bool = False


@dataclass(frozen=True, slots=True)
class SetCalendar:
    """These days are off (放假) or worked (补班), or as they were: `works` is "off", "on", "usual". Without a day it
    shows what has been laid down.
    """

    NAME: ClassVar[str] = "set_calendar"
    first: dt.date | None = None
    last: dt.date | None = None
    works: str = ""
    note: str = ""


ClockIntent = ShowDigest | Subscribe | Mute | Snooze | WhyReminded | PauseNudges | SetCalendar
