"""Known message ids, the shared pace, marks and lost chats in memory."""

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ledger.messages import MessageState, id_space
from ledger.pace import Pace, Turn, turn
from ledger.sending_ports import LostChat
from tests.memory_store.tables import Tables

_EVERYBODY = 0


class MemoryMessageIds:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(self, seen: Iterable[tuple[int, int]], now: dt.datetime) -> int:
        new = {(id_space(chat_id), number) for chat_id, number in seen if number > 0} - self._tables.message_ids.keys()
        self._tables.message_ids.update(dict.fromkeys(new, now))
        return len(new)

    async def put_absent(self, chat_id: int, numbers: Iterable[int], now: dt.datetime) -> None:
        for number in numbers:
            self._tables.message_ids.setdefault((chat_id, number), now)

    async def after(self, chat_id: int, floor: int) -> Sequence[int]:
        spaces = {id_space(chat_id), chat_id}
        return sorted({n for space, n in self._tables.message_ids if space in spaces and n > floor})

    async def ask(self, row_id: int, chat_id: int, floor: int, ahead: int) -> Sequence[int] | None:
        if asked_by_another(self._tables, row_id, chat_id) is not None:
            return None
        known = await self.after(chat_id, floor)
        self._tables.askings[chat_id] = (row_id, max(known, default=floor) + ahead)
        return known

    async def answered(self, row_id: int) -> None:
        for chat_id in [chat for chat, (row, _) in self._tables.askings.items() if row == row_id]:
            del self._tables.askings[chat_id]

    async def take(self, row_id: int, chat_id: int, number: int, now: dt.datetime) -> bool:
        up_to = asked_by_another(self._tables, row_id, chat_id)
        return (up_to is None or number > up_to) and await self.put([(chat_id, number)], now) > 0

    async def forget(self, before: dt.datetime) -> int:
        highest: dict[int, int] = {}
        for space, number in self._tables.message_ids:
            highest[space] = max(number, highest.get(space, 0))
        old = [(s, n) for (s, n), at in self._tables.message_ids.items() if at < before and n < highest[s]]
        for known in old:
            del self._tables.message_ids[known]
        return len(old)


def asked_by_another(tables: Tables, row_id: int, chat_id: int) -> int | None:
    """Up to which number, if another row is asking in the chat."""
    asking, up_to = tables.askings.get(chat_id, (row_id, 0))
    if asking == row_id:
        return None
    row = tables.outbox.get(asking)
    settled = row is None or row.state not in (MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN)
    return None if settled and asking not in tables.outbox_watches else up_to


class MemoryPaces:
    def __init__(self, tables: Tables) -> None:
        self._paces = tables.paces

    async def take(
        self, chat_id: int, pace: Pace, *, extra: int = 0, patience: float = 0.0, now: float | None = None
    ) -> Turn:
        now = time.time() if now is None else now
        of_all, of_chat = self._paces.get(_EVERYBODY, 0.0), self._paces.get(chat_id, 0.0)
        own = turn(pace, now=now, of_all=of_all, of_chat=of_chat, extra=extra, patience=patience)
        if own.taken:
            slot = now + own.wait
            self._paces.update({_EVERYBODY: slot + pace.anybody, chat_id: slot + pace.gap(chat_id)})
        return own

    async def make_room(self, pace: Pace, answers: int, *, now: float | None = None) -> None:
        now = time.time() if now is None else now
        self._paces[_EVERYBODY] = max(self._paces.get(_EVERYBODY, 0.0), now) + pace.room(answers)

    async def pause(self, chat_id: int | None, seconds: float, *, now: float | None = None) -> None:
        scope = _EVERYBODY if chat_id is None else chat_id
        self._paces[scope] = max(self._paces.get(scope, 0.0), (time.time() if now is None else now) + seconds)


class MemoryMarks:
    def __init__(self, tables: Tables) -> None:
        self._marks = tables.marks

    async def get(self, name: str) -> int | None:
        return self._marks.get(name)

    async def put(self, name: str, value: int) -> None:
        self._marks[name] = value

    async def remove(self, name: str) -> None:
        self._marks.pop(name, None)


class MemoryLostChats:
    def __init__(self, tables: Tables) -> None:
        self._lost = tables.lost_chats

    async def put(self, lost: LostChat) -> bool:
        return self._lost.setdefault(lost.chat_id, lost) is lost

    async def found(self, chat_id: int) -> None:
        self._lost.pop(chat_id, None)

    async def untold(self) -> Sequence[LostChat]:
        return sorted((lost for lost in self._lost.values() if not lost.told), key=lambda each: (each.at, each.chat_id))

    async def mark_told(self, chat_ids: Sequence[int]) -> None:
        for chat_id in chat_ids:
            self._lost[chat_id] = replace(self._lost[chat_id], told=True)
