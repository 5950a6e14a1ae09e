"""Work groups: linked to a unit or project in the group itself, told of new items when that is wished, and let go."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.request import Request, Said
from handlers.steps import Step, done, lay, remember
from language.people_intents import GroupNotices, LinkGroup, ListGroups, UnlinkGroup
from language.replies import Reply, dump, payload_of
from language.wording import groups as wording
from ledger.changes import AuditEntry, Change
from ledger.groups import Group, handed_out_key, hears_of
from ledger.items import Item
from ledger.members import OFFICE, Role
from ledger.messages import Lane, OutboxMessage
from ledger.ports import UnitOfWork
from ledger.refusals import Refused

LINKED, UNLINKED, SWITCHED = "group_linked", "group_unlinked", "group_notices_set"

Wanted = LinkGroup | UnlinkGroup | GroupNotices


async def change(request: Request, intent: Wanted) -> Reply:
    if isinstance(intent, GroupNotices) and intent.on is None:
        return Reply(wording.about_notices(request.voice))
    return await lay(request, await step(request, intent))


async def step(request: Request, intent: Wanted) -> Step:
    """Raises Refused: said in private, not his to do, no unit named, nothing linked here."""
    if request.said.private:
        raise Refused("group_there")
    match intent:
        case LinkGroup():
            return _linking(request, intent)
        case UnlinkGroup():
            return _changing(request, await _here(request), UNLINKED, active=False)
        case GroupNotices():
            return _changing(request, await _here(request), SWITCHED, notices=bool(intent.on))


async def show(request: Request, intent: ListGroups) -> Reply:
    """Raises Refused for whoever is not of the office."""
    if request.member.role not in OFFICE:
        raise Refused("office_only")
    return Reply(wording.listed(request.voice, await request.uow.groups.all()))


async def known_here(uow: UnitOfWork, said: Said) -> bool:
    """Whether facts may be told in this chat, or in this topic of it."""
    return any(group.thread_id in (0, said.thread_id or 0) for group in await uow.groups.of_chat(said.chat_id))


async def tell_groups(request: Request, changes: Sequence[tuple[Change, Item]]) -> None:
    """New items, by number and title, to the groups of the units that were given them. One message a group."""
    groups = [g for g in await request.uow.groups.all() if g.notices and g.department_id is not None]
    policies = request.house.policies
    for group in groups:
        new = [item for change, item in changes if _newly_given(change, item, group)]
        if new:
            reply = Reply(wording.handed_out(replace(request.voice, language=request.house.language), new))
            payload = dump(payload_of(reply, thread=group.thread_id or None))
            key = handed_out_key(group.id, new)
            at = policies.hours.next_allowed(request.now, policies.calendar)
            await request.uow.outbox.put_once(OutboxMessage(key, Lane.PROMPT, group.chat_id, at, payload=payload))


def _newly_given(change: Change, item: Item, group: Group) -> bool:
    if change.event != "assigned" or not hears_of(group, item):
        return False
    return not change.before.involves(group.department_id) or change.before.lead is None


def _linking(request: Request, intent: LinkGroup) -> Step:
    unit = intent.unit
    if unit is None and not intent.project:
        raise Refused("group_whose")
    if unit is not None and unit not in request.directory.departments:
        raise Refused("no_such_department")
    _must_rule(request, unit)
    group = Group(
        request.said.chat_id,
        request.said.thread_id or 0,
        request.said.chat_title,
        unit,
        intent.project,
    )

    async def take() -> Reply:
        stored = await request.uow.groups.put(group)
        await _remember(request, LINKED, stored)
        return done(request, wording.changed(request.voice, LINKED, stored))

    return Step(intent, wording.card(request.voice, LINKED, group), (group,), take)


def _changing(request: Request, group: Group, event: str, **to: bool) -> Step:
    _must_rule(request, group.department_id)
    after = replace(group, **to)  # type: ignore[arg-type]
    if after == group:
        raise Refused("group_nothing_changes")
    if event == SWITCHED and group.department_id is None:
        raise Refused("group_no_unit")
    intent = UnlinkGroup() if event == UNLINKED else GroupNotices(after.notices)

    async def take() -> Reply:
        await request.uow.groups.put(after)
        await _remember(request, event, after)
        return done(request, wording.changed(request.voice, event, after))

    return Step(intent, wording.card(request.voice, event, after), (group, after), take)


async def _here(request: Request) -> Group:
    thread = request.said.thread_id or 0
    for group in await request.uow.groups.of_chat(request.said.chat_id):
        if group.thread_id == thread:
            return group
    raise Refused("group_not_linked")


def _must_rule(request: Request, unit: int | None) -> None:
    """Admins, and the head of the unit whose group it is."""
    by = request.member
    if by.role is Role.ADMIN or (by.role is Role.HEAD and unit is not None and by.department_id == unit):
        return
    raise Refused("group_not_yours")


async def _remember(request: Request, event: str, group: Group) -> AuditEntry:
    return await remember(request, event, f"group:{group.id}", after=_plain(group), note=group.title)


def _plain(group: Group) -> dict[str, object]:
    return {
        "title": group.title,
        "department_id": group.department_id,
        "project": group.project,
        "thread_id": group.thread_id,
        "notices": group.notices,
        "active": group.active,
    }
