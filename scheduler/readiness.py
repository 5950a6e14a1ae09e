"""Makes a claimed row ready to leave: asks whether its hour and its truth still hold, and freezes its words."""

import datetime as dt

from language.wording.catalogue import Language
from ledger.members import Member
from ledger.messages import Lane, MessageState, OutboxMessage, Settlement
from ledger.notices import Notice, daily_message_key, presses
from ledger.policies import Policies
from ledger.ports import UnitOfWork
from ledger.standing_in import stand_in
from scheduler.composing import Composer


class ClaimLost(Exception):
    """Another process holds the row now; what this one was about to write is rolled back."""


class Readiness:
    def __init__(self, owner: str, policies: Policies, language: Language) -> None:
        self._owner = owner
        self._policies = policies
        self._composer = Composer(policies, language)

    async def payload(self, uow: UnitOfWork, message: OutboxMessage, now: dt.datetime) -> str | None:
        """What to send, frozen in the row; None when there is nothing to send now, and the row says why.

        `uow` writes. Raises ClaimLost.
        """
        if message.lane is Lane.REPLY:
            return message.payload if maybe_sent(message) else await self._frozen(uow, message, message.payload)
        if (later := await self._waits_until(uow, message, now)) is not None:
            await self._close(uow, message, MessageState.DUE, "after hours", later)
        elif message.member_id is not None and (outlived := await self._outlived(uow, message, now)):
            await uow.notices.postpone([n.id for n in await uow.notices.of_message(message.id)], now)
            await self._close(uow, message, MessageState.SUPERSEDED, outlived)
        else:
            return await self._still_true(uow, message, now)
        return None

    async def _waits_until(self, uow: UnitOfWork, message: OutboxMessage, now: dt.datetime) -> dt.datetime | None:
        """None: it may leave now. Outside working hours what presses does, and the rest of it goes back to wait."""
        hours, calendar = self._policies.hours, self._policies.calendar
        if hours.allow(now, calendar):
            return None
        usual = hours.next_allowed(now, calendar)
        notices = await uow.notices.of_message(message.id)
        rest = [notice.id for notice in notices if not await may_press(uow, notice)]
        if len(rest) == len(notices) or (rest and maybe_sent(message)):
            return usual
        if not hours.allow_urgent(now):
            return hours.next_urgent(now, calendar)
        if rest:
            await uow.notices.postpone(rest, usual)
        return None

    async def _still_true(self, uow: UnitOfWork, message: OutboxMessage, now: dt.datetime) -> str | None:
        """Words are found anew at every try until something may have been sent: from then on they stay as they were."""
        composed = await self._composer.compose(uow, message, now)
        in_doubt = maybe_sent(message)
        if not in_doubt or not composed.payload:
            for reason, notice_ids in composed.untrue.items():
                if notice_ids:
                    await uow.notices.drop(notice_ids, reason)
        if not composed.payload:
            await self._close(uow, message, MessageState.CANCELLED, ", ".join(composed.untrue) or "nothing to say")
            return None
        if in_doubt:
            return message.payload
        return await self._frozen(uow, message, composed.payload)

    async def _frozen(self, uow: UnitOfWork, message: OutboxMessage, payload: str) -> str:
        if not await uow.outbox.freeze(message.id, self._owner, payload):
            raise ClaimLost
        return payload

    async def _outlived(self, uow: UnitOfWork, message: OutboxMessage, now: dt.datetime) -> str:
        """Why its notices are to be gathered anew: the day of a merged message is over, or the person is reached
        elsewhere. What may have been sent keeps its day: it is said again in the same words or not at all.
        """
        member = await uow.members.get(message.member_id or 0)
        if member is not None and member.user_id is not None and member.user_id != message.chat_id:
            return "the person has another chat"
        today = self._policies.hours.local(now).date()
        yesterdays = message.lane is Lane.DAILY and message.key != daily_message_key(today, message.member_id or 0)
        if not maybe_sent(message) and await self._covered(uow, member, today):
            return "somebody stands in"
        return "gathered anew" if yesterdays and not maybe_sent(message) else ""

    async def _covered(self, uow: UnitOfWork, member: Member | None, today: dt.date) -> bool:
        """Whether he went away since the message was gathered, and somebody else hears instead."""
        if member is None or not member.is_away(today):
            return False
        return stand_in(member, await uow.members.all(), today) is not None

    async def _close(
        self,
        uow: UnitOfWork,
        message: OutboxMessage,
        state: MessageState,
        reason: str,
        not_before: dt.datetime | None = None,
    ) -> None:
        await close(uow, message, self._owner, Settlement(state, not_before=not_before, reason=reason))


async def may_press(uow: UnitOfWork, notice: Notice) -> bool:
    """Whether it may leave outside working hours (notices.presses)."""
    return presses(notice, await uow.items.get(notice.item_id) if notice.item_id is not None else None)


def maybe_sent(message: OutboxMessage) -> bool:
    """Before its payload was frozen nothing can have been sent, whatever became of the process that held it."""
    return message.ambiguous_ever and message.id_floor is not None


async def close(
    uow: UnitOfWork, message: OutboxMessage, owner: str, result: Settlement, *, still_asking: bool = False
) -> None:
    """`still_asking`: a question of this row may yet take effect in the chat. Raises ClaimLost."""
    if maybe_sent(message) and not still_asking:
        await uow.message_ids.answered(message.id)
    if not await uow.outbox.settle(message.id, owner, result):
        raise ClaimLost
