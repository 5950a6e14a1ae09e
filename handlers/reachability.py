"""Whether people and groups can be written to: Telegram says so when the bot is blocked, put out, or let in again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from ledger.changes import AuditEntry
from ledger.delivery import Lost
from ledger.groups import Group
from ledger.notices import Notice, NoticeKind, group_entered_key, people_key
from ledger.ports import UnitOfWork
from ledger.sending_ports import LostChat
from ledger.succession import admins

GROUP_LOST, GROUP_ENTERED = "group_lost", "group_entered"


async def changed(uow: UnitOfWork, user_id: int, now: dt.datetime, *, reachable: bool) -> None:
    """Somebody who is no member is of no interest."""
    if reachable:
        await uow.lost_chats.found(user_id)
    member = await uow.members.by_user(user_id)
    if member is not None and not reachable:
        await uow.lost_chats.put(LostChat(user_id, Lost.BLOCKED.value, now, member_id=member.id))
    if member is not None and member.reachable != reachable:
        await uow.members.save(replace(member, reachable=reachable))


async def put_out(uow: UnitOfWork, chat_id: int, *, at: dt.datetime, not_before: dt.datetime, source: str) -> None:
    """The bot is no longer in the group: its links end, and the admins hear of it in private. `at` is aware UTC."""
    groups = await uow.groups.of_chat(chat_id)
    if not groups:
        return
    await uow.groups.disable(chat_id)
    people = admins(await uow.members.all())
    for group in groups:
        entry = await uow.audit.append(_lost(group, at, source))
        await uow.notices.put(
            Notice(
                people_key(entry.seq, admin.id),
                NoticeKind.PEOPLE,
                admin.id,
                GROUP_LOST,
                not_before,
                fact=str(entry.seq),
            )
            for admin in people
        )


async def let_in(
    uow: UnitOfWork, chat_id: int, title: str, *, at: dt.datetime, not_before: dt.datetime, source: str
) -> None:
    """The bot was taken into a group that belongs to nobody: the admins hear of it once, the group hears nothing."""
    if await uow.groups.of_chat(chat_id):
        return
    entry = await uow.audit.append(_event(GROUP_ENTERED, f"chat:{chat_id}", {"title": title}, title, at, source))
    await uow.notices.put(
        Notice(
            group_entered_key(chat_id, admin.id),
            NoticeKind.PEOPLE,
            admin.id,
            GROUP_ENTERED,
            not_before,
            fact=str(entry.seq),
        )
        for admin in admins(await uow.members.all())
    )


def _lost(group: Group, at: dt.datetime, source: str) -> AuditEntry:
    after = {"active": False, "title": group.title, "department_id": group.department_id, "project": group.project}
    return _event(GROUP_LOST, f"group:{group.id}", after, group.title, at, source)


def _event(
    event: str, subject: str, after: Mapping[str, object], note: str, at: dt.datetime, source: str
) -> AuditEntry:
    """Of nobody in particular: Telegram tells it."""
    return AuditEntry(
        at=at,
        actor_id=None,
        actor_name="",
        actor_role="",
        event=event,
        item_id=None,
        before={},
        after=dict(after),
        note=note,
        source=source,
        subject=subject,
    )
