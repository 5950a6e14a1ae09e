"""One stored update from beginning to end: read, answered, said, and marked as done."""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from bot.clock import Clock
from bot.counters import Counters
from bot.finishing import Finishing
from bot.flood import Flood, Verdict
from bot.saying import Saying
from bot.seal import Seal
from bot.telegram_in import Incoming, Us, read_update
from handlers import reachability
from handlers.front import Answer, Front
from handlers.receiving import SentFile
from handlers.request import House, Kind, Said
from language.wording.catalogue import language_of, say
from ledger.messages import InboxUpdate
from ledger.moving import chat_moved
from ledger.ports import Store

log = logging.getLogger(__name__)

TRIES = 3
# A restart counts as a try, and innocent updates are in hand when the program dies of another one.
CRASHES = 5
PAUSES = (0.2, 1.0)
STORE_PAUSE = 2.0
ALBUMS = 500

_KINDS: dict[str, Kind] = {
    "text": "words",
    "press": "press",
    "file": "file",
    "edited": "edited",
    "unsupported": "unsupported",
}


class Menus(Protocol):
    async def fit(self, user_id: int, chat_id: int) -> None:
        """Makes the person's command menu fit what he may do; must not raise."""


class Crashed(Exception):
    """The program ended again and again with this update in hand."""


class Answering:
    """`wrote` is called after an answer that changed the ledger."""

    def __init__(
        self,
        store: Store,
        front: Front,
        house: House,
        us: Us,
        seal: Seal,
        *,
        saying: Saying,
        finishing: Finishing,
        menus: Menus,
        wrote: Callable[[], None],
        clock: Clock,
        counters: Counters,
    ) -> None:
        self._store = store
        self._front = front
        self._house = house
        self._us = us
        self._seal = seal
        self._saying = saying
        self._finishing = finishing
        self._menus = menus
        self._wrote = wrote
        self._clock = clock
        self._counters = counters
        self._flood = Flood()
        self._albums: OrderedDict[tuple[int, str], None] = OrderedDict()
        """Those answered lately: an album comes as one update a picture, and one answer is enough."""

    def read(self, row: InboxUpdate) -> Incoming | None:
        """None for what is not for us, or malformed."""
        try:
            return read_update(json.loads(row.body), self._us)
        except (ValueError, RecursionError):
            log.warning("update %d is unreadable", row.update_id)
            return None

    async def handle(self, row: InboxUpdate, incoming: Incoming | None) -> None:
        """Never raises: what fails again and again is put aside, and its chat goes on."""
        verdict = self._weighed(row, incoming)
        tries = 0
        while tries < TRIES:
            try:
                if row.attempts > CRASHES:
                    raise Crashed(f"{row.attempts} times")
                await self._work_off(row, incoming, verdict)
                return
            except Exception as error:
                last = tries + 1 == TRIES or isinstance(error, Crashed)
                if await self._noted(row, error, last):
                    tries = TRIES if last else tries + 1
                    pause = 0.0 if last else PAUSES[tries - 1]
                else:
                    # The store is down, and that is not this update's fault.
                    pause = STORE_PAUSE
            await asyncio.sleep(pause)
        if incoming is not None and incoming.addressed and incoming.kind not in ("membership", "migrated"):
            language = language_of(incoming.language_code, self._house.language)
            await self._saying.sentence(incoming, say(language, "error_sorry"))

    def _weighed(self, row: InboxUpdate, incoming: Incoming | None) -> Verdict:
        """Once an update, however often it is tried."""
        if incoming is None or not incoming.addressed or incoming.kind in ("membership", "migrated"):
            return "answer"
        return self._flood.weigh(incoming.user_id, row.received_at)

    async def _work_off(self, row: InboxUpdate, incoming: Incoming | None, verdict: Verdict) -> None:
        if incoming is not None and incoming.kind == "migrated":
            await self._note_move(row, incoming)
        elif incoming is None or (incoming.chat_id, incoming.album) in self._albums:
            await self._finishing.finish(row.id, row.received_at)
        elif incoming.kind == "membership":
            await self._note_reachability(row, incoming)
        elif verdict != "answer":
            await self._finishing.finish(row.id, row.received_at)
            if verdict == "warn":
                language = language_of(incoming.language_code, self._house.language)
                await self._saying.sentence(incoming, say(language, "error_flood"))
        else:
            await self._answer(row, incoming)

    async def _answer(self, row: InboxUpdate, incoming: Incoming) -> None:
        said = self._said(row, incoming)
        if _starts(said):
            # Telegram tells of a block that ends, but not of a first Start.
            async with self._store.writing() as uow:
                await reachability.changed(uow, said.user_id, row.received_at, reachable=True)
        answer = await self._front.answer(said)
        said_id = await self._saying.say(incoming, answer)
        if answer is None or answer.outbox_id is None:
            # Each document that was taken in has its own answer; the others share one.
            self._remember_album(incoming)
        seen = tuple((incoming.chat_id, number) for number in (incoming.message_id, said_id) if number)
        await self._finishing.finish(row.id, row.received_at, answer.remember if answer is not None else None, seen)
        if answer is not None:
            self._counters.answer((self._clock() - row.received_at).total_seconds())
            if answer.outbox_id is not None:
                self._wrote()
            if _may_change_menu(said, answer):
                await self._menus.fit(said.user_id, said.chat_id)

    def _remember_album(self, incoming: Incoming) -> None:
        if incoming.album:
            self._albums[incoming.chat_id, incoming.album] = None
            if len(self._albums) > ALBUMS:
                self._albums.popitem(last=False)

    async def _note_move(self, row: InboxUpdate, incoming: Incoming) -> None:
        async with self._store.writing() as uow:
            if await uow.inbox.finish([row.id]) and incoming.migrate_to is not None:
                await chat_moved(uow, incoming.chat_id, incoming.migrate_to)

    async def _note_reachability(self, row: InboxUpdate, incoming: Incoming) -> None:
        policies = self._house.policies
        async with self._store.writing() as uow:
            if not await uow.inbox.finish([row.id]):
                return
            if incoming.chat_type == "private":
                member = bool(incoming.is_member)
                await reachability.changed(uow, incoming.user_id, row.received_at, reachable=member)
                return
            at, source = row.received_at, f"inbox:{row.id}"
            later = policies.hours.next_allowed(at, policies.calendar)
            if incoming.is_member:
                title = incoming.chat_title
                await reachability.let_in(uow, incoming.chat_id, title, at=at, not_before=later, source=source)
            else:
                await reachability.put_out(uow, incoming.chat_id, at=at, not_before=later, source=source)

    def _said(self, row: InboxUpdate, incoming: Incoming) -> Said:
        press = self._seal.open(incoming.press_data, incoming.chat_id) if incoming.kind == "press" else None
        return Said(
            inbox_id=row.id,
            chat_id=incoming.chat_id,
            user_id=incoming.user_id,
            at=row.received_at,
            kind=_KINDS[incoming.kind],
            words=incoming.text,
            press=press or "",
            label=incoming.press_label,
            private=incoming.chat_type == "private",
            addressed=incoming.addressed,
            anonymous=incoming.anonymous,
            forwarded=incoming.forwarded,
            message_id=incoming.message_id,
            thread_id=incoming.thread_id,
            first_name=incoming.first_name,
            chat_title=incoming.chat_title,
            language_code=incoming.language_code,
            file=_sent(incoming),
        )

    async def _noted(self, row: InboxUpdate, error: Exception, last: bool) -> bool:
        """False when the store does not even take this down. The trace is logged once, with the last try."""
        reason = f"{type(error).__name__}: {error}"[:500]
        try:
            async with self._store.writing() as uow:
                await uow.inbox.fail(row.id, reason, last)
        except Exception as down:
            log.warning("update %d waits for the store: %s; %s", row.update_id, reason, type(down).__name__)
            return False
        self._counters.failed += 1
        if last:
            self._counters.quarantined += 1
            log.error("update %d failed and was put aside", row.update_id, exc_info=error)
        else:
            log.warning("update %d failed and is tried again: %s", row.update_id, type(error).__name__)
        return True


def _sent(incoming: Incoming) -> SentFile | None:
    file = incoming.file
    return SentFile(file.file_id, file.name, file.size, file.picture) if file is not None else None


def _may_change_menu(said: Said, answer: Answer) -> bool:
    """Something was written (a joining, another language), or the person starts anew."""
    return said.private and (answer.outbox_id is not None or _starts(said))


def _starts(said: Said) -> bool:
    return said.private and said.words.startswith("/start")
