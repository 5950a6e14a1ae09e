"""Whether a person can be written to: Telegram says so when he blocks the bot, or takes it back."""

import datetime as dt
from dataclasses import replace

from ledger.delivery import Lost
from ledger.ports import UnitOfWork
from ledger.sending_ports import LostChat


async def changed(uow: UnitOfWork, user_id: int, now: dt.datetime, *, reachable: bool) -> None:
    """Somebody who is no member is of no interest."""
    if reachable:
        await uow.lost_chats.found(user_id)
    member = await uow.members.by_user(user_id)
    if member is not None and not reachable:
        await uow.lost_chats.put(LostChat(user_id, Lost.BLOCKED.value, now, member_id=member.id))
    if member is not None and member.reachable != reachable:
        await uow.members.save(replace(member, reachable=reachable))
