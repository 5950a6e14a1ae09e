"""What happened to an item, who changed it, and with whom it waits; for the office also over everything."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import talk
from handlers.request import Request
from handlers.sight import reads
from language.intents import Clarify, History
from language.replies import Reply
from language.wording import history as wording
from language.wording import paging
from language.wording import waiting as waiting_wording
from language.wording.labels import button
from language.wording.rows import number, openers
from ledger.changes import AuditEntry
from ledger.items import Item
from ledger.members import OFFICE
from ledger.permissions import Action
from ledger.waiting import waiting

WAITING = "waiting"
_MOST = 1_000
"""Entries of one item; more than a year of daily reports."""
_RECENT = 50


async def history(request: Request, intent: History) -> Reply:
    """Newest first. Raises Refused."""
    if intent.items:
        item = await request.item(intent.items[0], Action.SEE_HISTORY)
        entries = await request.uow.audit.of_item(item.id, _MOST)
        return _waiting(request, item, entries) if intent.field == WAITING else _page(request, item, entries, intent)
    if request.member.role not in OFFICE:
        return await talk.clarify(request, Clarify("which_item"))
    return await _recent(request)


def _page(request: Request, item: Item, entries: Sequence[AuditEntry], intent: History) -> Reply:
    voice, which = request.voice, replace(intent, items=(number(item),))
    page = wording.page_of(entries, intent.field, intent.page)
    turners = paging.turners(voice, page, lambda to: replace(which, page=to))
    waits = button(voice, History(which.items, WAITING), voice.say("press_waiting")) if request.said.private else ()
    return Reply(
        wording.history(voice, item, entries, page, intent.field),
        tuple(row for row in (turners, waits) if row) + openers(voice, [item]),
        in_place=paging.turned(intent.page),
        about=(item.label,),
    )


def _waiting(request: Request, item: Item, entries: Sequence[AuditEntry]) -> Reply:
    policies = request.house.policies
    found = waiting(item, entries[::-1], now=request.now, hours=policies.hours, calendar=policies.calendar)
    text = waiting_wording.said(request.voice, item, found, request.now, policies.hours)
    history_ = button(request.voice, History((number(item),)), request.voice.say("press_history"))
    return Reply(text, ((*history_,), *openers(request.voice, [item])), about=(item.label,))


async def _recent(request: Request) -> Reply:
    entries = await request.uow.audit.recent(_RECENT)
    items = {item.id: item for item in await request.uow.items.of_plan(request.plan.id)}

    def readable(entry: AuditEntry) -> bool:
        item = items.get(entry.item_id) if entry.item_id is not None else None
        return item is not None and reads(request, item)

    return Reply(wording.recent(request.voice, items, [entry for entry in entries if readable(entry)]))
