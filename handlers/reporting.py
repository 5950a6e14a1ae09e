"""Reporting progress (反馈): one sentence becomes a card, one question where it says nothing yet."""

from dataclasses import replace

from handlers.proposals import Proposal, lay
from handlers.request import Request
from language.buttons import carries
from language.intents import ItemNo, ReportProgress
from language.replies import Reply
from language.wording import reporting as wording
from language.wording.cards import Details
from language.wording.labels import buttons
from language.wording.rows import in_rows
from ledger.items import OWED, Item, State
from ledger.permissions import Action
from ledger.refusals import Refused
from ledger.transitions import reporting


async def report(request: Request, intent: ReportProgress) -> Reply:
    if not intent.items:
        return await _which(request, intent)
    found = await proposal(request, intent)
    item = found.changes[0].before
    question = _question(request, intent, item)
    if question is None:
        return await lay(request, found)
    return _asked(request, item, question)


async def proposal(request: Request, intent: ReportProgress) -> Proposal:
    """Raises Refused: not a unit of the item, not in hand, percent out of range."""
    items = [await request.item(number, Action.REPORT) for number in dict.fromkeys(intent.items)]
    member, words = request.member, wording.whole(request.voice, intent)
    changes = tuple(
        reporting.report(
            item,
            by=member.id,
            now=request.now,
            text=words,
            percent=intent.percent,
            unit=member.department_id if item.involves(member.department_id) else None,
            value=intent.value,
        )
        for item in items
    )
    part = any(change.event == reporting.PART_REPORTED for change in changes)
    signs = any(item.state is State.ASSIGNED and item.lead == member.department_id for item in items)
    return Proposal(
        intent,
        changes,
        Details(
            lines=wording.details(request.voice, items[0], intent, part=part),
            notes=tuple(wording.notes(request.voice, items[0], intent, part=part, signs=signs)),
        ),
    )


async def _which(request: Request, intent: ReportProgress) -> Reply:
    """The one item it can be about, or the choice."""
    unit = request.member.department_id
    items = await request.uow.items.of_department(request.plan.id, unit) if unit is not None else ()
    mine = [item for item in items if item.state in OWED]
    leading = [item for item in mine if item.lead == unit] or mine
    if not leading:
        raise Refused("nothing_to_report")
    if len(leading) == 1:
        return await report(request, _about(intent, leading[0]))
    return Reply(
        request.voice.say("report_which"),
        in_rows([b for item in leading for b in buttons(request.voice, _pressable(intent, item))], 2),
        about=tuple(item.label for item in leading),
    )


def _about(intent: ReportProgress, item: Item) -> ReportProgress:
    return replace(intent, items=(ItemNo(item.number, item.part),))


def _pressable(intent: ReportProgress, item: Item) -> ReportProgress:
    """With what was said already where a button can hold it."""
    whole = _about(intent, item)
    return whole if carries(whole) else ReportProgress(whole.items)


def _question(request: Request, intent: ReportProgress, item: Item) -> str | None:
    """The one thing to ask, as a key `report_ask_<question>`; None when the report says something."""
    if intent.percent is not None or intent.value or intent.problem or intent.next_step:
        return None
    text = intent.text.strip()
    if not text:
        return "what"
    last = item.last_report
    if last is not None and last.member_id == request.member.id and last.text.strip() == text:
        return "news"
    if intent.vague:
        return "percent" if item.lead == request.member.department_id else "what"
    return None


def _asked(request: Request, item: Item, question: str) -> Reply:
    return Reply(
        wording.asked(request.voice, item, question),
        about=(item.label,),
        asked="percent" if question == "percent" else "report",
    )
