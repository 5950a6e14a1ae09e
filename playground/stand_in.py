"""Telegram's state in one place, and the few things that both sides do to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playground.broadcast import Broadcast
from playground.clock import Clock
from playground.entities import Entity
from playground.faults import Faults
from playground.files import Files, StoredFile
from playground.history import KEPT_CALLS, Call, History
from playground.keyboards import Keyboard
from playground.limits import Limits
from playground.menus import Menus
from playground.people import Group, Person
from playground.presses import Presses
from playground.updates import UpdateQueue
from playground.view import call_view, message_view
from playground.world import Chat, Json, Message, World, chat_json, message_json, user_json


@dataclass(frozen=True, slots=True)
class BotAccount:
    token: str
    username: str
    name: str

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])


class StandIn:
    """`limits` is None unless Telegram's flood limits are to be kept."""

    def __init__(
        self,
        account: BotAccount,
        people: Sequence[Person],
        groups: Sequence[Group],
        clock: Clock,
        *,
        limits: Limits | None = None,
        kept_calls: int = KEPT_CALLS,
    ) -> None:
        self.account = account
        self.bot: Json = {"id": account.id, "is_bot": True, "first_name": account.name, "username": account.username}
        self.clock = clock
        self.world = World(people, groups)
        self.queue = UpdateQueue(clock)
        self.files = Files()
        self.menus = Menus()
        self.presses = Presses(clock)
        self.page = Broadcast()
        self.history = History(kept_calls)
        self.faults = Faults()
        self.limits = limits
        self.texts: dict[str, str] = {}
        """What the bot calls itself: "name", "description", "short_description", each with ":language" if for one."""

    def write(
        self,
        chat: Chat,
        sender: Person | None,
        text: str = "",
        entities: Sequence[Entity] = (),
        *,
        keyboard: Keyboard | None = None,
        file: StoredFile | None = None,
        reply_to: Message | None = None,
        silent: bool = False,
        service: Json | None = None,
    ) -> Message:
        """A new message in the chat, shown to the page; `sender` None is the bot."""
        message = chat.take(
            Message(
                chat.next_id(),
                chat,
                sender,
                self.clock.seconds(),
                text,
                entities,
                keyboard,
                file,
                reply_to,
                silent=silent,
                service=service,
            )
        )
        self.show("message", message)
        return message

    def show(self, event: str, message: Message) -> None:
        if self.page.heard and message.service is None:
            self.page.tell(event, message_view(message, self.account.name))

    def remove(self, message: Message) -> None:
        message.chat.messages.pop(message.id, None)
        self.page.tell("delete", {"chat_id": message.chat.id, "id": message.id})

    def tell_bot_of_message(self, message: Message) -> None:
        kind = "message" if message.edited is None else "edited_message"
        self.queue.push(kind, message_json(message, self.bot), ("chat", message.chat.id))

    def tell_bot_of_membership(self, chat: Chat, person: Person | None, before: str, after: str) -> None:
        """`person` is who did it, None the bot; `before` and `after` are statuses: "member", "left", "kicked"."""
        change = {
            "chat": chat_json(chat),
            "from": user_json(person) if person else self.bot,
            "date": self.clock.seconds(),
            "old_chat_member": self._membership(before),
            "new_chat_member": self._membership(after),
        }
        self.queue.push("my_chat_member", change, ("member", chat.id))

    def record(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, int],
        *,
        began: datetime,
        ms: float,
        ok: bool,
        code: int = 200,
        description: str = "",
        result: Any = None,
        violations: tuple[str, ...] = (),
    ) -> None:
        seq = self.history.next_seq()
        call = Call(seq, began, method, params, files, ok, ms, code, description, result, violations)
        self.history.append(call)
        if self.page.heard:
            self.page.tell("call", call_view(call))

    def _membership(self, status: str) -> Json:
        return {"user": self.bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
