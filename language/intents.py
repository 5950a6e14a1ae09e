"""What a person wants, as data: the meeting point of words, commands and buttons.

`NAME` is the intent's public name (operators.md, `duban understand`). Items are named by number; everything about
units is a department id of the lexicon the words were read with. Dates are local dates.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from language.clock_intents import ClockIntent
from language.clock_intents import Mute as Mute
from language.clock_intents import ShowDigest as ShowDigest
from language.clock_intents import Subscribe as Subscribe
from language.importing import ApplyImport as ApplyImport
from language.importing import DropImport as DropImport
from language.importing import ImportFile as ImportFile
from language.importing import ReviewImport as ReviewImport
from language.importing import SettleImport as SettleImport
from language.item_no import ItemNo as ItemNo
from language.item_no import Items as Items
from language.moves import MOVES as MOVES
from language.moves import Move as Move
from language.moves import PartNo as PartNo
from language.people_intents import PeopleIntent
from language.sending_intents import ResumeSending
from ledger.deadlines import Deadline
from ledger.items import State
from ledger.lights import Colour

# --- questions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MyTasks:
    NAME: ClassVar[str] = "my_tasks"
    page: int = 1


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """`department` None: the speaker's own. `duty` is "lead", "co" or "" for both."""

    NAME: ClassVar[str] = "unit_tasks"
    department: int | None = None
    duty: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowItem:
    """`detail` asks for the whole text. Several items give a short list."""

    NAME: ClassVar[str] = "item"
    items: Items
    detail: bool = False


@dataclass(frozen=True, slots=True)
class ListItems:
    """A filter; every field narrows it. `due_from`/`due_to` are inclusive; `words` searches title and text."""

    NAME: ClassVar[str] = "list"
    items: Items = ()
    lights: tuple[Colour, ...] = ()
    states: tuple[State, ...] = ()
    section: int | None = None
    department: int | None = None
    mine: bool = False
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    unassigned: bool = False
    words: str = ""
    page: int = 1
    silent_since: dt.date | None = None
    """Items in hand that nobody has reported on since this day."""
    leaderless: bool = False
    """In work, and no leader answers for them (责任领导空着)."""
    ongoing: bool = False
    """Without a last day (长期坚持)."""


@dataclass(frozen=True, slots=True)
class Overview:
    NAME: ClassVar[str] = "overview"


@dataclass(frozen=True, slots=True)
class Stats:
    NAME: ClassVar[str] = "stats"
    department: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Who:
    """`field`: "lead", "co", "leader", "contact" or "" for all of them."""

    NAME: ClassVar[str] = "who"
    items: Items
    field: str = ""


@dataclass(frozen=True, slots=True)
class ExplainLight:
    """Without items: the speaker's own lights (of `lights`, when said)."""

    NAME: ClassVar[str] = "explain_light"
    items: Items = ()
    lights: tuple[Colour, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """`field` leaves what touched it ("lead", "co", "leader", "deadline", "report"); "waiting" asks with whom the item
    waits. `page` counts from 1; 0 is the first page turned back to.
    """

    NAME: ClassVar[str] = "history"
    items: Items = ()
    field: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Export:
    """The ledger as a table; `what` "" for all of it, "indicators" for the targets."""

    NAME: ClassVar[str] = "export"
    what: str = ""
    department: int | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What waits for the speaker's decision (待我处理)."""

    NAME: ClassVar[str] = "decisions"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Reconcile:
    """Targets with actual and gap (对账盘点, 指标表); without items: all that have a target, or the unit's."""

    NAME: ClassVar[str] = "reconcile"
    items: Items = ()
    department: int | None = None


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A document filled from data for a human to sign. `kind` is one of DOCUMENTS, or "" for another one, which is not
    written here; `level` of a slip.
    """

    NAME: ClassVar[str] = "draft"
    kind: str
    items: Items = ()
    department: int | None = None
    level: str = ""


DOCUMENTS = frozenset({"assignment", "urging", "slip", "closing", "bulletin"})
"""交办通知, 催办通知, 三色督办单, 办结报告, 督查通报."""


@dataclass(frozen=True, slots=True)
class Help:
    """`topic` is "", or the NAME of an intent, or "evidence", "next"."""

    NAME: ClassVar[str] = "help"
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """`kind`: "hello", "thanks", "received" (收到), "bye", "who_are_you", "chat" (天气、玩笑)."""

    NAME: ClassVar[str] = "smalltalk"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Clarify:
    """The words were not sure enough to act on. `reason` is a catalogue key `clarify_<reason>`:
    "unknown", "no_such_item", "which_item", "which_department", "which_date", "what_percent", "several_wishes",
    "negated", "instruction", "question_about_write", "not_wished", "deadline_past", "impossible_date", "empty",
    "forwarded",
    "old_button", "file", "edited", "unsupported".

    `options` are complete intents to press; `words` is what was not understood.
    """

    NAME: ClassVar[str] = "clarify"
    reason: str
    items: Items = ()
    words: str = ""
    options: tuple["Intent", ...] = ()
    number: int | None = None
    """The item number that does not exist."""


# --- writes: each is shown as a card and confirmed ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assign:
    """Fields not said are None and stay. `co` replaces the cooperating units, `add_co` adds to them.
    `dry_run` (先试一下，别真发) shows the card without a way to confirm.
    """

    NAME: ClassVar[str] = "assign"
    items: Items
    lead: int | None = None
    co: tuple[int, ...] | None = None
    add_co: tuple[int, ...] = ()
    leader: str | None = None
    deadline: Deadline | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class SetDeadline:
    NAME: ClassVar[str] = "set_deadline"
    items: Items
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Sign:
    """Without items: whatever waits for the speaker's signature."""

    NAME: ClassVar[str] = "sign"
    items: Items = ()


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """`text` is the person's own sentence; `percent` as said, unchecked; `value` a figure with its unit
    against the item's target ("73.5%"); `problem` and `next_step` as said. `vague`: nothing concrete in it.
    """

    NAME: ClassVar[str] = "report_progress"
    items: Items = ()
    text: str = ""
    percent: int | None = None
    value: str = ""
    next_step: str = ""
    problem: str = ""
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """`seq` is the audit entry to take back; None: the speaker's last."""

    NAME: ClassVar[str] = "undo"
    seq: int | None = None


# --- about the person and the chat ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bind:
    """Joining: `code` from /start CODE, or "" when somebody only says who he is."""

    NAME: ClassVar[str] = "bind"
    code: str = ""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """`language` is "zh" or "en"; "" asks which."""

    NAME: ClassVar[str] = "language"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """The press on a confirmation card."""

    NAME: ClassVar[str] = "confirm"
    token: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """The other press on a confirmation card."""

    NAME: ClassVar[str] = "dismiss"
    token: str


Intent = (
    MyTasks
    | UnitTasks
    | ShowItem
    | ListItems
    | Overview
    | Stats
    | Who
    | ExplainLight
    | History
    | Export
    | Decisions
    | Reconcile
    | DraftDocument
    | Help
    | Smalltalk
    | Clarify
    | Assign
    | SetDeadline
    | Sign
    | ReportProgress
    | Undo
    | Move
    | Bind
    | SetLanguage
    | ClockIntent
    | ResumeSending
    | Confirm
    | Dismiss
    | ImportFile
    | ReviewImport
    | SettleImport
    | ApplyImport
    | DropImport
    | PeopleIntent
)
