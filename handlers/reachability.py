"""Whether a person can be written to: Telegram says so when he blocks the bot, or takes it back."""

from dataclasses import replace

from ledger.ports import UnitOfWork


async def changed(uow: UnitOfWork, user_id: int, *, reachable: bool) -> None:
    """Somebody who is no member is of no interest."""
    if reachable:
        await uow.lost_chats.found(user_id)
    member = await uow.members.by_user(user_id)
    if member is not None and member.reachable != reachable:
        await uow.members.save(replace(member, reachable=reachable))
