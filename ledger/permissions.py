"""Who may do what: one pure function from (actor, action, item before the change) to a reason or none.

Source: domain.md §7.2. An item is judged as it was before the change, otherwise anyone could take an item by
assigning it to himself.
"""

from enum import StrEnum

from ledger.items import Item, Sensitivity
from ledger.members import OFFICE, Member, Role
from ledger.refusals import Refusal


class Action(StrEnum):
    SEE_LIST = "see_list"
    SEE_ITEM = "see_item"
    SEE_DETAIL = "see_detail"
    SEE_HISTORY = "see_history"
    ASSIGN = "assign"
    SET_DEADLINE = "set_deadline"
    SIGN = "sign"
    REPORT = "report"
    UNDO = "undo"
    SEE_DIGEST = "see_digest"
    INVITE = "invite"
    IMPORT = "import"
    RESUME_SENDING = "resume_sending"


def refusal(actor: Member, action: Action, item: Item | None = None) -> Refusal | None:
    """None when allowed, else why not. What one may not see is refused like what does not exist."""
    if not actor.active:
        return Refusal("not_a_member")
    if item is not None and action is not Action.SEE_LIST and not _sees(actor, item):
        return Refusal("no_such_item", (("item", item.label),))
    return _RULES[action](actor, item)


def _sees(actor: Member, item: Item) -> bool:
    """Every joined member may look an item up by number; sensitive ones only where they are involved."""
    if item.sensitivity is Sensitivity.OPEN or actor.role in OFFICE or actor.role is Role.LEADER:
        return True
    return item.involves(actor.department_id)


def _anyone(actor: Member, item: Item | None) -> Refusal | None:
    return None


def _office(actor: Member, item: Item | None) -> Refusal | None:
    return None if actor.role in OFFICE else Refusal("office_only")


def _admin(actor: Member, item: Item | None) -> Refusal | None:
    return None if actor.role is Role.ADMIN else Refusal("admin_only")


def _detail(actor: Member, item: Item | None) -> Refusal | None:
    if item is None or item.sensitivity is Sensitivity.OPEN or item.involves(actor.department_id):
        return None
    return None if actor.role is Role.ADMIN else Refusal("sensitive")


def _lead_unit(actor: Member, item: Item | None) -> Refusal | None:
    if item is not None and actor.department_id is not None and actor.department_id == item.lead:
        return None
    return Refusal("lead_unit_only")


def _reporter(actor: Member, item: Item | None) -> Refusal | None:
    if item is not None and item.involves(actor.department_id):
        return None
    return Refusal("involved_units_only")


_RULES = {
    Action.SEE_LIST: _anyone,
    Action.SEE_ITEM: _anyone,
    Action.SEE_DETAIL: _detail,
    Action.SEE_HISTORY: _detail,
    Action.ASSIGN: _admin,
    Action.SET_DEADLINE: _admin,
    Action.SIGN: _lead_unit,
    Action.REPORT: _reporter,
    Action.UNDO: _anyone,
    Action.SEE_DIGEST: _anyone,
    Action.INVITE: _admin,
    Action.IMPORT: _admin,
    Action.RESUME_SENDING: _admin,
}
