"""The end of an item and its coming back: 销号, 阶段性办结, 回头看重新立项, 归档."""

import datetime as dt

from ledger.changes import Change
from ledger.deadlines import Deadline
from ledger.items import Item, State
from ledger.refusals import Refused
from ledger.transitions.table import moved


def strike(item: Item, *, note: str = "") -> Change:
    return moved("struck", item, note, state=State.STRUCK)


def phase_done(item: Item, *, now: dt.datetime, note: str = "") -> Change:
    """This year's phase of what is 长期坚持 is accepted; `reopen` begins the next cycle."""
    return moved("phase_done", item, note, state=State.PHASE_DONE, closed_at=now, applications=())


def reopen(item: Item, *, reason: str, deadline: Deadline | None = None) -> Change:
    """What was found on looking back is the reason; result and grade of the closing stay in the audit."""
    if not reason.strip():
        raise Refused("reason_needed", item=item.label)
    return moved(
        "reopened",
        item,
        reason,
        state=State.DOING,
        closed_at=None,
        submitted_at=None,
        grade=None,
        result="",
        evidence="",
        deadline=deadline or item.deadline,
    )


def archive(item: Item) -> Change:
    return moved("archived", item, state=State.ARCHIVED)
