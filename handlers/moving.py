"""Acts that are understood but done elsewhere for now: what was understood, who does it, and how today."""

from collections.abc import Iterator

from handlers.request import Request
from language.intents import Export, Intent, Move, MyTasks, Overview, ReportProgress, ShowItem
from language.replies import Reply
from language.wording import moving as wording
from language.wording.labels import buttons
from ledger.items import OWED, Item
from ledger.members import Member, Role

_TOLD_BY_A_REPORT = frozenset({"submit_done", "ask_extension", "ask_help"})


async def move(request: Request, intent: Export | Move) -> Reply:
    """Writes nothing. Raises Refused for items that the speaker may not see."""
    voice, admins, own = request.voice, _admins(request), request.member.role is Role.ADMIN
    if isinstance(intent, Export):
        return Reply(wording.export(voice, admins, own=own), (buttons(voice, Overview(), MyTasks()),))
    items = [await request.item(number) for number in intent.items]
    return Reply(
        wording.move(voice, intent, items, admins, own=own),
        (buttons(voice, *_next(request, intent, items)),),
        about=tuple(item.label for item in items),
    )


def _admins(request: Request) -> tuple[Member, ...]:
    return tuple(m for m in request.directory.members.values() if m.active and m.role is Role.ADMIN)


def _next(request: Request, intent: Move, items: list[Item]) -> Iterator[Intent]:
    """The nearest thing that can be done here."""
    unit = request.member.department_id
    if intent.name == "submit_done" and items and all(item.lead == unit and item.state in OWED for item in items):
        yield ReportProgress(intent.items, percent=100)
    elif intent.name in _TOLD_BY_A_REPORT and any(item.involves(unit) and item.state in OWED for item in items):
        yield ReportProgress(intent.items)
    yield ShowItem(intent.items) if intent.items else MyTasks()
