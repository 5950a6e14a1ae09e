"""Why not, and what to do instead."""

from collections.abc import Callable, Mapping

from language.intents import (
    Help,
    Intent,
    ItemNo,
    ListItems,
    MyTasks,
    Overview,
    ReportProgress,
    ShowItem,
    UnitTasks,
    Who,
)
from language.replies import Reply
from language.wording.importing import kind_of_file
from language.wording.labels import buttons
from language.wording.voice import Voice
from ledger.refusals import Refusal


def refused(voice: Voice, refusal: Refusal) -> Reply:
    """The text `refused_<code>`, and a button to where it goes on."""
    params = dict(refusal.params)
    item = _item(params.get("item"))
    offered = buttons(voice, *_ways_out(refusal.code, item))
    return Reply(
        voice.say(f"refused_{refusal.code}", **kind_of_file(voice, params)),
        (offered,) if offered else (),
        about=(item.label,) if item is not None and refusal.code != "no_such_item" else (),
    )


def _ways_out(code: str, item: ItemNo | None) -> tuple[Intent, ...]:
    if item is not None and code in _ABOUT_ITEM:
        return tuple(way((item,)) for way in _ABOUT_ITEM[code])
    return _ANYWHERE.get(code, ())


Way = Callable[[tuple[ItemNo, ...]], Intent]

_ABOUT_ITEM: Mapping[str, tuple[Way, ...]] = {
    "already_signed": (ShowItem, ReportProgress),
    "item_finished": (ShowItem,),
    "lead_also_cooperates": (ShowItem, Who),
    "moved_on": (ShowItem,),
    "not_in_hand": (ShowItem, Who),
    "not_undoable": (ShowItem,),
    "nothing_changes": (ShowItem,),
    "nothing_to_sign": (ShowItem, Who),
    "undo_not_yours": (ShowItem,),
    "undo_too_late": (ShowItem,),
}
_ANYWHERE: Mapping[str, tuple[Intent, ...]] = {
    "admin_only": (MyTasks(), Help()),
    "card_expired": (MyTasks(), Help()),
    "card_unknown": (MyTasks(), Help()),
    "involved_units_only": (MyTasks(),),
    "lead_unit_only": (MyTasks(),),
    "no_such_department": (Overview(),),
    "no_such_item": (ListItems(), MyTasks()),
    "nothing_to_report": (MyTasks(),),
    "nothing_to_undo": (MyTasks(),),
    "nothing_waits": (MyTasks(), UnitTasks()),
    "office_only": (MyTasks(), Help()),
    "which_item": (ListItems(), MyTasks()),
}


def _item(label: str | int | None) -> ItemNo | None:
    """The item that a refusal names; None when it names none, or several."""
    number, point, part = str(label).partition(".") if label is not None else ("", "", "")
    if not number.isdecimal() or (point and not part.isdecimal()):
        return None
    return ItemNo(int(number), int(part) if point else 0)
