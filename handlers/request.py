"""What a handler gets: what was said, by whom, when, and an open unit of work. No Telegram here."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from handlers.directory import Directory
from handlers.receiving import ReadFile, SentFile
from language.intents import ItemNo
from language.wording.catalogue import Language
from language.wording.voice import Voice
from ledger import permissions
from ledger.items import Item
from ledger.members import Member
from ledger.permissions import Action
from ledger.plans import Plan
from ledger.policies import Policies
from ledger.ports import UnitOfWork
from ledger.refusals import Refused

Kind = Literal["words", "press", "file", "edited", "unsupported"]


@dataclass(frozen=True, slots=True)
class Said:
    """One message or press. `press` is what the button carries (language.buttons), its seal checked already,
    `label` what stands on it.

    `at` is aware UTC. `message_id` is the message itself, or the one whose button was pressed. `language_code` is
    what the person's Telegram says, such as "zh-hans".
    """

    inbox_id: int
    chat_id: int
    user_id: int
    at: dt.datetime
    kind: Kind = "words"
    words: str = ""
    press: str = ""
    label: str = ""
    private: bool = True
    addressed: bool = True
    anonymous: bool = False
    forwarded: bool = False
    message_id: int | None = None
    thread_id: int | None = None
    first_name: str = ""
    chat_title: str = ""
    language_code: str = ""
    file: SentFile | None = None


@dataclass(frozen=True, slots=True)
class House:
    """The same for every request. `admins` are user ids that are admins from their first /start."""

    policies: Policies
    language: Language = "zh"
    bot_username: str = ""
    admins: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """`uow` writes only for the intents in routes.WRITES."""

    said: Said
    member: Member
    directory: Directory
    voice: Voice
    house: House
    uow: UnitOfWork
    document: ReadFile | None = None
    """The file that was sent, read."""

    @property
    def now(self) -> dt.datetime:
        return self.said.at

    @property
    def today(self) -> dt.date:
        """The organisation's local date."""
        return self.voice.today

    @property
    def source(self) -> str:
        """For the audit: through what it came."""
        return f"inbox:{self.said.inbox_id}"

    @property
    def plan(self) -> Plan:
        """The plan that bare item numbers mean. Raises Refused: no_plan."""
        if self.directory.plan is None:
            raise Refused("no_plan")
        return self.directory.plan

    async def item(self, which: ItemNo, action: Action = Action.SEE_ITEM) -> Item:
        """The item of the current plan, if the speaker may do `action` with it.

        Raises Refused: no_plan, no_such_item, or why not. Of a sensitive item others hear number and title only.
        """
        item = await self.uow.items.by_number(self.plan.id, which.number, which.part)
        if item is None:
            raise Refused("no_such_item", item=which.label)
        refusal = permissions.refusal(self.member, action, item)
        if refusal is not None:
            raise Refused(refusal.code, **dict(refusal.params))
        return item

    def last_number(self) -> int:
        return max((known.number for known in self.directory.lexicon.items), default=0)
