"""The outbox in memory, with the same leases and the same sticky doubt."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ledger.messages import Lane, MessageState, OutboxMessage, Settlement
from tests.memory_store.tables import Tables, must

_URGENCY = {Lane.REPLY: 0, Lane.PROMPT: 1, Lane.DAILY: 2}


class MemoryOutbox:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put_once(self, message: OutboxMessage) -> int | None:
        must(message.key != "", "a message needs a key")
        if message.key in self._tables.outbox_keys:
            return None
        stored = replace(message, id=self._tables.next("outbox"))
        self._tables.outbox[stored.id] = stored
        self._tables.outbox_keys[stored.key] = stored.id
        return stored.id

    async def get(self, message_id: int) -> OutboxMessage | None:
        return self._tables.outbox.get(message_id)

    async def claim(
        self,
        *,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        limit: int,
        only: int | None = None,
    ) -> Sequence[OutboxMessage]:
        if only is None:
            ripe = [m for m in self._tables.outbox.values() if _ripe(m, now)]
            ripe.sort(key=lambda m: (_URGENCY[m.lane], m.not_before, m.id))
        else:
            one = self._tables.outbox.get(only)
            ripe = [one] if one and one.state is MessageState.DUE and one.not_before <= now else []
        claimed = []
        for message in sorted(ripe[:limit], key=lambda m: (_URGENCY[m.lane], m.id)):
            held = replace(
                message,
                state=MessageState.SENDING,
                ambiguous_ever=message.ambiguous_ever or message.state is MessageState.SENDING,
                attempts=message.attempts + 1,
                owner=owner,
                lease_until=now + lease,
            )
            self._tables.outbox[held.id] = held
            claimed.append(replace(held, state=MessageState.UNCERTAIN) if held.ambiguous_ever else held)
        return claimed

    async def freeze(self, message_id: int, owner: str, payload: str) -> bool:
        held = self._held(message_id, owner)
        if held is None:
            return False
        self._tables.outbox[message_id] = replace(held, payload=payload)
        return True

    async def settle(self, message_id: int, owner: str, settlement: Settlement) -> bool:
        held = self._held(message_id, owner)
        if held is None:
            return False
        ambiguous = held.ambiguous_ever or settlement.state is MessageState.UNCERTAIN
        doubted = settlement.state is MessageState.DUE and ambiguous
        self._tables.outbox[message_id] = replace(
            held,
            state=MessageState.UNCERTAIN if doubted else settlement.state,
            ambiguous_ever=ambiguous,
            not_before=settlement.not_before or held.not_before,
            message_id=held.message_id if settlement.message_id is None else settlement.message_id,
            reason=settlement.reason,
            owner="",
            lease_until=None,
        )
        return True

    async def supersede_waiting(self, member_id: int, by: int) -> int:
        gone = [
            m
            for m in self._tables.outbox.values()
            if m.member_id == member_id
            and m.id != by
            and m.state is MessageState.DUE
            and m.attempts == 0
            and m.lane is not Lane.REPLY
        ]
        for message in gone:
            self._tables.outbox[message.id] = replace(message, state=MessageState.SUPERSEDED, reason=f"by {by}")
        given_way = {message.id for message in gone}
        for notice_id, row in list(self._tables.notices.items()):
            if row.message_id in given_way:
                self._tables.notices[notice_id] = replace(row, message_id=by)
        return len(gone)

    async def move(self, chat_id: int, to: int) -> int:
        unsettled = (MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN)
        moving = [m for m in self._tables.outbox.values() if m.chat_id == chat_id and m.state in unsettled]
        for message in moving:
            self._tables.outbox[message.id] = replace(message, chat_id=to)
        return len(moving)

    async def counts(self) -> Mapping[str, int]:
        return Counter(message.state.value for message in self._tables.outbox.values())

    def _held(self, message_id: int, owner: str) -> OutboxMessage | None:
        message = self._tables.outbox.get(message_id)
        held = message is not None and message.state is MessageState.SENDING and message.owner == owner
        return message if held else None


def _ripe(message: OutboxMessage, now: dt.datetime) -> bool:
    if message.state is MessageState.SENDING:
        return message.lease_until is not None and message.lease_until < now
    return message.state in (MessageState.DUE, MessageState.UNCERTAIN) and message.not_before <= now
