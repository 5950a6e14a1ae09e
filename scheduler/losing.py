"""Chats that cannot be written to any more: nothing is sent there, and administrators hear of them once, together."""

import datetime as dt
from dataclasses import replace

from language.replies import Payload, dump
from language.wording.catalogue import Language, language_of
from language.wording.losses import lost_chats
from ledger.delivery import Gone, Lost
from ledger.members import Role
from ledger.messages import Lane, OutboxMessage
from ledger.policies import Policies
from ledger.ports import Store, UnitOfWork
from ledger.sending_ports import LostChat


async def lost(uow: UnitOfWork, chat_id: int, gone: Gone, now: dt.datetime) -> None:
    """A person is unreachable until he writes again; one whose account is gone is bound to it no longer. What
    nobody is registered for is of no interest; neither is a group of which Telegram itself has told.
    """
    member = await uow.members.by_user(chat_id)
    if member is None and not await uow.groups.of_chat(chat_id):
        return
    if member is None:
        await uow.groups.disable(chat_id)
    await uow.lost_chats.put(
        LostChat(chat_id, gone.reason.value, now, member_id=member.id if member is not None else None)
    )
    if member is not None and (member.reachable or gone.reason is Lost.DEACTIVATED):
        user_id = None if gone.reason is Lost.DEACTIVATED else member.user_id
        await uow.members.save(replace(member, reachable=False, user_id=user_id))


async def tell_administrators(store: Store, policies: Policies, language: Language, now: dt.datetime) -> int:
    """One message an administrator about all that were lost since the last one; returns how many were put out."""
    async with store.reading() as uow:
        if not await uow.lost_chats.untold():
            return 0
    async with store.writing() as uow:
        untold = await uow.lost_chats.untold()
        members = {member.id: member for member in await uow.members.all()}
        units = {unit.id: unit for unit in await uow.departments.all()}
        told = 0
        for admin in members.values():
            if admin.role is not Role.ADMIN or not admin.active or not admin.reachable or admin.user_id is None:
                continue
            speaks = language_of(admin.language, language) if admin.language else language
            message = OutboxMessage(
                key=f"lost|{untold[-1].chat_id}|{now:%Y%m%dT%H%M%S}|{admin.id}",
                lane=Lane.PROMPT,
                chat_id=admin.user_id,
                not_before=policies.hours.next_allowed(now, policies.calendar),
                payload=dump(Payload(lost_chats(speaks, untold, members, units))),
            )
            told += await uow.outbox.put_once(message) is not None
        if told:
            await uow.lost_chats.mark_told([each.chat_id for each in untold])
    return told
