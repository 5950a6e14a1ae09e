"""The outbox in memory, with the same leases and the same sticky doubt."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ledger.messages import Lane, MessageState, OutboxMessage, Settlement, id_space
from tests.memory_store.sending import asked_by_another
from tests.memory_store.tables import Tables, must

_URGENCY = {Lane.REPLY: 0, Lane.PROMPT: 1, Lane.DAILY: 2}
UNSETTLED = frozenset({MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN})


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
        replies_after: int | None = None,
    ) -> Sequence[OutboxMessage]:
        if only is None:
            ripe = [m for m in self._ripe(now, replies_after) if not _maybe_sent(m)]
        else:
            one = self._tables.outbox.get(only)
            ripe = [one] if one and one.state is MessageState.DUE and one.not_before <= now else []
        return self._claimed(ripe[:limit], owner, now + lease)

    async def claim_doubts(
        self, *, now: dt.datetime, owner: str, lease: dt.timedelta, limit: int, replies_after: int | None = None
    ) -> Sequence[OutboxMessage]:
        ripe = [m for m in self._ripe(now, replies_after) if _maybe_sent(m)]
        free = [m for m in ripe if m.lane is Lane.REPLY or asked_by_another(self._tables, m.id, m.chat_id) is None]
        return self._claimed(free[:limit], owner, now + lease)

    def _ripe(self, now: dt.datetime, replies_after: int | None) -> list[OutboxMessage]:
        ripe = [m for m in self._tables.outbox.values() if _ripe(m, now)]
        if replies_after is not None:
            ripe = [m for m in ripe if m.lane is Lane.REPLY and m.id > replies_after]
        return sorted(ripe, key=lambda m: (_URGENCY[m.lane], m.not_before, m.id))

    def _claimed(self, ripe: Sequence[OutboxMessage], owner: str, lease: dt.datetime) -> Sequence[OutboxMessage]:
        claimed = []
        for message in sorted(ripe, key=lambda m: (_URGENCY[m.lane], m.id)):
            held = replace(
                message,
                state=MessageState.SENDING,
                ambiguous_ever=message.ambiguous_ever or message.state is MessageState.SENDING,
                attempts=message.attempts + 1,
                owner=owner,
                lease_until=lease,
            )
            self._tables.outbox[held.id] = held
            claimed.append(replace(held, state=MessageState.UNCERTAIN) if held.ambiguous_ever else held)
        return claimed

    async def freeze(self, message_id: int, owner: str, payload: str) -> bool:
        held = self._held(message_id, owner)
        if held is None:
            return False
        self._tables.outbox[message_id] = replace(held, payload=payload, id_floor=self._highest(held.chat_id))
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
            id_floor=None
            if settlement.state is MessageState.DUE and not ambiguous
            else held.id_floor
            if settlement.id_floor is None
            else settlement.id_floor,
            watches_left=settlement.watches_left,
            owner="",
            lease_until=None,
        )
        self._watch(message_id, settlement)
        return True

    async def watches(self, *, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[OutboxMessage]:
        ripe = [message_id for message_id, at in self._tables.outbox_watches.items() if at <= now][:limit]
        for message_id in ripe:
            self._tables.outbox_watches[message_id] = now + lease
        return [self._tables.outbox[message_id] for message_id in ripe]

    async def watched_count(self) -> int:
        return len(self._tables.outbox_watches)

    async def watched(self, message_id: int, settlement: Settlement) -> None:
        message = self._tables.outbox[message_id]
        if message.state is MessageState.DELIVERED:
            self._tables.outbox[message_id] = replace(
                message,
                message_id=message.message_id if settlement.message_id is None else settlement.message_id,
                id_floor=message.id_floor if settlement.id_floor is None else settlement.id_floor,
                watches_left=settlement.watches_left,
            )
            self._watch(message_id, settlement)

    async def others_at(self, chat_id: int, message_id: int, than: int) -> Sequence[int]:
        at = [m for m in self._tables.outbox.values() if (m.chat_id, m.message_id) == (chat_id, message_id)]
        return [m.id for m in at if m.state is MessageState.DELIVERED and m.id != than]

    async def reopen(self, row_id: int, now: dt.datetime) -> None:
        message = self._tables.outbox[row_id]
        if message.state is MessageState.DELIVERED:
            self._tables.outbox_watches.pop(row_id, None)
            self._tables.outbox[row_id] = replace(
                message, state=MessageState.UNCERTAIN, ambiguous_ever=True, message_id=None, not_before=now
            )

    async def unsettled(self, up_to: int, limit: int) -> Sequence[OutboxMessage]:
        waiting = [m for m in self._tables.outbox.values() if m.id <= up_to and m.state in UNSETTLED]
        return sorted(waiting, key=lambda m: (_URGENCY[m.lane], m.not_before, m.id))[:limit]

    async def cancel(self, up_to: int, reason: str) -> int:
        waiting = await self.unsettled(up_to, len(self._tables.outbox))
        for message in waiting:
            self._tables.outbox[message.id] = replace(
                message, state=MessageState.CANCELLED, reason=reason, owner="", lease_until=None
            )
        return len(waiting)

    async def shown_buttons(self, since: dt.datetime) -> Sequence[int]:
        shown = [
            m
            for m in self._tables.outbox.values()
            if m.state is MessageState.DELIVERED and m.not_before >= since and '"buttons":[[[' in m.payload
        ]
        return sorted({m.member_id for m in shown if m.member_id is not None})

    async def last_id(self) -> int:
        return max(self._tables.outbox, default=0)

    async def forget_payloads(self, before: dt.datetime) -> int:
        old = [
            m for m in self._tables.outbox.values() if m.state not in UNSETTLED and m.not_before < before and m.payload
        ]
        for message in old:
            self._tables.outbox[message.id] = replace(message, payload="")
        return len(old)

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

    def _highest(self, chat_id: int) -> int:
        return max((n for space, n in self._tables.message_ids if space == id_space(chat_id)), default=0)

    def _watch(self, message_id: int, settlement: Settlement) -> None:
        self._tables.outbox_watches.pop(message_id, None)
        if settlement.watch_at is not None:
            self._tables.outbox_watches[message_id] = settlement.watch_at

    def _held(self, message_id: int, owner: str) -> OutboxMessage | None:
        message = self._tables.outbox.get(message_id)
        held = message is not None and message.state is MessageState.SENDING and message.owner == owner
        return message if held else None


def _maybe_sent(message: OutboxMessage) -> bool:
    doubted = message.ambiguous_ever or message.state is MessageState.SENDING
    return doubted and message.id_floor is not None


def _ripe(message: OutboxMessage, now: dt.datetime) -> bool:
    if message.state is MessageState.SENDING:
        return message.lease_until is not None and message.lease_until < now
    return message.state in (MessageState.DUE, MessageState.UNCERTAIN) and message.not_before <= now
