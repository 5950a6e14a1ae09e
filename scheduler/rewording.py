"""What a delivered message would say now: of each item it tells of asks whether it has moved on, and how."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from language.replies import Block, dump, load
from language.wording.daily import Told, merged
from language.wording.revising import Over, revised
from ledger.changes import AuditEntry
from ledger.escalation import patience
from ledger.items import Item
from ledger.members import Member
from ledger.messages import OutboxMessage
from ledger.notices import Notice, untrue
from ledger.policies import Policies
from ledger.ports import UnitOfWork
from scheduler.composing import Composer, told_about

Owed = Mapping[tuple[str, int | None], Sequence[Notice]]


@dataclass(frozen=True, slots=True)
class Reworded:
    """`payload` is JSON text, the very same as the row's when nobody would see a difference. `own`: what moved on was
    moved by the reader himself, who looks at the message now.
    """

    payload: str
    own: bool = False


class Rewording:
    def __init__(self, policies: Policies, composer: Composer) -> None:
        self._policies = policies
        self._composer = composer

    async def reworded(self, uow: UnitOfWork, row: OutboxMessage, now: dt.datetime) -> Reworded:
        """Only reads."""
        payload = load(row.payload) if row.payload else None
        member = await uow.members.get(row.member_id) if row.member_id is not None else None
        if payload is None or member is None or not await self._shown(uow, row, member):
            return Reworded(row.payload)
        ids = {block.item_id for block in payload.blocks}
        items = {number: item for number in ids if (item := await uow.items.get(number)) is not None}
        owed: dict[tuple[str, int | None], list[Notice]] = defaultdict(list)
        for notice in await uow.notices.of_message(row.id):
            owed[notice.kind.value, notice.item_id].append(notice)
        standing: dict[Block, Told | Over] = {}
        own = False
        for block in payload.blocks:
            item = items.get(block.item_id)
            if (item is None or item.version != block.version) and owed[block.kind, block.item_id]:
                last = next(iter(await uow.audit.of_item(block.item_id, 1)), None)
                own |= last is not None and last.actor_id == member.id
                told = owed[block.kind, block.item_id]
                standing[block] = await self._standing(uow, told, member, item, last, now)
        if not standing:
            return Reworded(row.payload)
        voice = await self._composer.voice(uow, member, self._policies.hours.local(row.not_before).date())
        after = revised(voice, member, payload, items, standing)
        same = (after.text, after.buttons) == (payload.text, payload.buttons)
        return Reworded(row.payload if same else dump(after), own)

    async def _shown(self, uow: UnitOfWork, row: OutboxMessage, member: Member) -> bool:
        """Still before the eyes of its reader: in his chat, and not replaced by the answer to one of its buttons."""
        if not member.active or not member.reachable or member.user_id != row.chat_id or row.message_id is None:
            return False
        return not await uow.outbox.others_at(row.chat_id, row.message_id, row.id)

    async def _standing(
        self,
        uow: UnitOfWork,
        owed: Sequence[Notice],
        member: Member,
        item: Item | None,
        last: AuditEntry | None,
        now: dt.datetime,
    ) -> Told | Over:
        """`owed` is what one block says, `last` the item's newest entry."""
        zone, today = self._policies.hours.zone, self._policies.hours.local(now).date()
        held = patience(today, self._policies.calendar, self._policies.nudges, zone)
        reasons = [untrue(notice, member, item, today, zone, held) for notice in owed]
        true = [notice for notice, reason in zip(owed, reasons, strict=True) if not reason]
        if true and item is not None:
            (told,) = merged([await told_about(uow, notice, item) for notice in true])
            return told
        over = [Over(reason, _since(item, reason) or (last.at if last else None)) for reason in reasons]
        return max(over, key=lambda each: (each.at is not None, each.at or now))


def _since(item: Item | None, reason: str) -> dt.datetime | None:
    """What the item itself remembers; of the rest its newest entry tells."""
    if item is None:
        return None
    match reason:
        case "signed":
            return item.signed_at
        case "reported" | "held_explained":
            return item.last_report.at if item.last_report else None
        case "item_submitted" | "held_submitted":
            return item.submitted_at
        case "item_closed":
            return item.closed_at
    return None
