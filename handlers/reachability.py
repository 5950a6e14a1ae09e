"""Whether people and groups can be written to: Telegram says so when the bot is blocked, put out, or let in again."""

import datetime as dt
from dataclasses import replace

from ledger.changes import AuditEntry
from ledger.groups import Group
from ledger.notices import Notice, NoticeKind, people_key
from ledger.ports import UnitOfWork
from ledger.succession import admins

GROUP_LOST = "group_lost"


async def changed(uow: UnitOfWork, user_id: int, *, reachable: bool) -> None:
    """Somebody who is no member is of no interest."""
    member = await uow.members.by_user(user_id)
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


def _lost(group: Group, at: dt.datetime, source: str) -> AuditEntry:
    return AuditEntry(
        at=at,
        actor_id=None,
        actor_name="",
        actor_role="",
        event=GROUP_LOST,
        item_id=None,
        before={"active": True},
        after={"active": False, "title": group.title, "department_id": group.department_id, "project": group.project},
        note=group.title,
        source=source,
        subject=f"group:{group.id}",
    )
