"""A group that became a supergroup has another number: everything that names the old one changes at once."""

from ledger.ports import UnitOfWork


async def chat_moved(uow: UnitOfWork, old: int, new: int) -> int:
    """Links, what waits to be sent, and what was talked about, in the open transaction. May run any number of times.

    Returns how many links and messages moved.
    """
    if old == new:
        return 0
    links = await uow.groups.move(old, new)
    messages = await uow.outbox.move(old, new)
    await uow.conversations.move(old, new)
    return links + messages
