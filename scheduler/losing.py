"""Chats that cannot be written to any more: nothing is sent there, and administrators hear of them once, together."""

import datetime as dt
from dataclasses import replace

from ledger.delivery import Gone, Lost
from ledger.ports import UnitOfWork
from ledger.sending_ports import LostChat


async def lost(uow: UnitOfWork, chat_id: int, gone: Gone, now: dt.datetime) -> None:
    """A person is unreachable until he writes again; one whose account is gone is bound to it no longer."""
    await uow.lost_chats.put(LostChat(chat_id, gone.reason.value, now))
    member = await uow.members.by_user(chat_id)
    if member is not None and (member.reachable or gone.reason is Lost.DEACTIVATED):
        user_id = None if gone.reason is Lost.DEACTIVATED else member.user_id
        await uow.members.save(replace(member, reachable=False, user_id=user_id))
