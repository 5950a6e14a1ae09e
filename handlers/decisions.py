"""待我处理: every decision that waits for the speaker, each to be taken by one press."""

from dataclasses import replace

from handlers import deciding
from handlers.request import Request
from language.intents import Decisions, ItemNo, Move, MyTasks, ShowItem
from language.replies import Button, Reply
from language.wording import decisions as wording
from language.wording.labels import button, buttons
from language.wording.paging import page_of, turned, turners
from ledger.pending import Pending

PER_PAGE = 5


async def show(request: Request, intent: Decisions) -> Reply:
    found = await deciding.waiting(request)
    voice = request.voice
    if not found:
        return Reply(voice.say("decisions_none"), (buttons(voice, MyTasks()),))
    page = page_of(found, intent.page, PER_PAGE)
    turning = turners(voice, page, lambda number: replace(intent, page=number))
    rows = (*(presses(request, each, opened=True) for each in page.rows), turning)
    return Reply(
        wording.listed(voice, page, len(found)),
        tuple(row for row in rows if row),
        in_place=turned(intent.page),
        about=tuple(dict.fromkeys(each.item.label for each in page.rows)),
    )


def presses(request: Request, each: Pending, *, opened: bool = False) -> tuple[Button, ...]:
    """Decides at once; what needs a reason or a date is asked for then. `opened`: a press to the item, too."""
    voice, which = request.voice, (ItemNo(each.item.number, each.item.part),)
    return (
        *(button(voice, ShowItem(which)) if opened else ()),
        *button(voice, Move("approve", which, value=each.kind), wording.press(voice, each, "approve")),
        *button(voice, Move("reject", which, value=each.kind), wording.press(voice, each, "reject")),
    )
