"""Who may do what: one pure function from (actor, action, item before the change) to a reason or none.

Source: domain.md §7.2. An item is judged as it was before the change, otherwise anyone could take an item by
assigning it to himself.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from ledger.applications import Asked, Desk
from ledger.items import Item, Sensitivity
from ledger.members import OFFICE, Member, Role
from ledger.refusals import Refusal


class Action(StrEnum):
    SEE_LIST = "see_list"
    SEE_ITEM = "see_item"
    SEE_DETAIL = "see_detail"
    SEE_HISTORY = "see_history"
    SEE_DIGEST = "see_digest"
    EXPORT = "export"
    DRAFT_DOCUMENT = "draft_document"
    REGISTER = "register"
    PROPOSE = "propose"
    DECIDE_DRAFT = "decide_draft"
    ASSIGN = "assign"
    SET_DEADLINE = "set_deadline"
    SET_PLAN = "set_plan"
    """Cadence, targets, milestones, urgency."""
    SET_SENSITIVITY = "set_sensitivity"
    DIVIDE = "divide"
    SIGN = "sign"
    REPORT = "report"
    APPLY = "apply"
    BACK = "back"
    """The unit's head confirms what his contact applied for, or sends it back."""
    WITHDRAW = "withdraw"
    DECIDE_EXTENSION = "decide_extension"
    DECIDE_CLOSING = "decide_closing"
    DECIDE_BOUNCE = "decide_bounce"
    ANSWER_HELP = "answer_help"
    URGE = "urge"
    INSTRUCT = "instruct"
    ISSUE_SLIP = "issue_slip"
    PAUSE = "pause"
    """Suspend, cancel, resume."""
    FINISH = "finish"
    """Strike off, phase done, archive."""
    REOPEN = "reopen"
    UNDO = "undo"
    INVITE = "invite"
    IMPORT = "import"
    RESUME_SENDING = "resume_sending"


def refusal(actor: Member, action: Action, item: Item | None = None) -> Refusal | None:
    """None when allowed, else why not. Without an item: whether there could be one with which the person may."""
    if not actor.active or actor.user_id is None:
        return Refusal("not_a_member")
    if item is not None and action is not Action.SEE_LIST and not _sees(actor, item):
        return Refusal("sensitive_item", (("item", item.label), ("title", item.title)))
    return _RULES[action](actor, item)


Rule = Callable[[Member, Item | None], Refusal | None]


def _sees(actor: Member, item: Item) -> bool:
    """Every joined member may look an item up; of a sensitive one those not named in it get number and title."""
    return item.sensitivity is Sensitivity.OPEN or actor.role in OFFICE or _named(actor, item)


def _named(actor: Member, item: Item) -> bool:
    """Its units, its leader, and the leader whose help is asked for."""
    asked = item.application(Asked.HELP)
    return (
        item.involves(actor.department_id)
        or actor.answers_for(item.leader)
        or (asked is not None and asked.desk is Desk.LEADER and actor.answers_for(asked.person))
    )


def _anyone(actor: Member, item: Item | None) -> Refusal | None:
    return None


def _office(actor: Member, item: Item | None) -> Refusal | None:
    return None if actor.role in OFFICE else Refusal("office_only")


def _admin(actor: Member, item: Item | None) -> Refusal | None:
    return None if actor.role is Role.ADMIN else Refusal("admin_only")


def _admin_or_leader(actor: Member, item: Item | None) -> Refusal | None:
    """A county leader decides in his own items what the office decides in all."""
    if actor.role is Role.LEADER:
        return None if item is None or actor.answers_for(item.leader) else _not_his(item)
    return _admin(actor, item)


def _detail(actor: Member, item: Item | None) -> Refusal | None:
    if item is None or item.sensitivity is Sensitivity.OPEN or _named(actor, item):
        return None
    return None if actor.role is Role.ADMIN else Refusal("sensitive")


def _exporter(actor: Member, item: Item | None) -> Refusal | None:
    """A head takes out what is his unit's: the handler narrows it."""
    return None if actor.role in OFFICE or actor.role is Role.HEAD else Refusal("export_not_yours")


def _drafter(actor: Member, item: Item | None) -> Refusal | None:
    """The office drafts anything; a unit the closing report of what it leads."""
    if actor.role in OFFICE:
        return None
    return _lead_unit(actor, item) and Refusal("office_only")


def _lead_unit(actor: Member, item: Item | None) -> Refusal | None:
    """A county leader decides and instructs; the work is his unit's people's, also where he sits in the unit."""
    if item is None or actor.role is Role.LEADER or actor.department_id is None or actor.department_id != item.lead:
        return Refusal("lead_unit_only")
    return None


def _involved(actor: Member, item: Item | None) -> Refusal | None:
    if item is None or actor.role is Role.LEADER or not item.involves(actor.department_id):
        return Refusal("involved_units_only")
    return None


def _reporter(actor: Member, item: Item | None) -> Refusal | None:
    """The units of the item; the office on their behalf, which the audit shows."""
    return None if actor.role in OFFICE else _involved(actor, item)


def _backer(actor: Member, item: Item | None) -> Refusal | None:
    if actor.role is not Role.HEAD:
        return Refusal("waits_for_head", (("item", item.label),)) if item is not None else Refusal("head_only")
    return _lead_unit(actor, item)


def _withdrawer(actor: Member, item: Item | None) -> Refusal | None:
    """Who applied, or the head of his unit; not who has left the unit since."""
    elsewhere = _lead_unit(actor, item)
    if item is None or elsewhere is not None or actor.role is Role.HEAD:
        return elsewhere
    return None if any(each.by(actor.id) for each in item.applications) else Refusal("application_of_another")


def _urger(actor: Member, item: Item | None) -> Refusal | None:
    if actor.role in OFFICE:
        return None
    if actor.role is Role.LEADER:
        return _admin_or_leader(actor, item)
    if actor.role is Role.HEAD and _lead_unit(actor, item) is None:
        return None
    return Refusal("urge_not_yours")


def _instructor(actor: Member, item: Item | None) -> Refusal | None:
    """A leader in his own items; the office enters what a leader wrote on paper."""
    if actor.role in OFFICE:
        return None
    return _admin_or_leader(actor, item) if actor.role is Role.LEADER else Refusal("instruct_not_yours")


def _not_his(item: Item) -> Refusal:
    return Refusal("leader_own_items_only", (("item", item.label),))


def _decider(kind: Asked) -> Rule:
    """Admin, the leader in his own items, or the leader who is asked; never who applied or backed it (two persons)."""

    def rule(actor: Member, item: Item | None) -> Refusal | None:
        lies = item.application(kind) if item is not None else None
        if item is None or lies is None:
            return _admin_or_leader(actor, item)
        if lies.by(actor.id):
            return Refusal("own_application")
        asked = lies.desk is Desk.LEADER and actor.answers_for(lies.person)
        refused = None if asked else _admin_or_leader(actor, item)
        if refused is None and lies.desk is Desk.HEAD:
            return Refusal("waits_for_head", (("item", item.label),))
        return refused

    return rule


_RULES: Mapping[Action, Rule] = {
    Action.SEE_LIST: _anyone,
    Action.SEE_ITEM: _anyone,
    Action.SEE_DETAIL: _detail,
    Action.SEE_HISTORY: _detail,
    Action.SEE_DIGEST: _anyone,
    Action.EXPORT: _exporter,
    Action.DRAFT_DOCUMENT: _drafter,
    Action.REGISTER: _office,
    Action.PROPOSE: _office,
    Action.DECIDE_DRAFT: _admin_or_leader,
    Action.ASSIGN: _admin_or_leader,
    Action.SET_DEADLINE: _admin_or_leader,
    Action.SET_PLAN: _admin,
    Action.SET_SENSITIVITY: _admin,
    Action.DIVIDE: _admin,
    Action.SIGN: _involved,
    Action.REPORT: _reporter,
    Action.APPLY: _lead_unit,
    Action.BACK: _backer,
    Action.WITHDRAW: _withdrawer,
    Action.DECIDE_EXTENSION: _decider(Asked.EXTENSION),
    Action.DECIDE_CLOSING: _decider(Asked.CLOSING),
    Action.DECIDE_BOUNCE: _decider(Asked.BOUNCE),
    Action.ANSWER_HELP: _decider(Asked.HELP),
    Action.URGE: _urger,
    Action.INSTRUCT: _instructor,
    Action.ISSUE_SLIP: _admin,
    Action.PAUSE: _admin,
    Action.FINISH: _admin,
    Action.REOPEN: _admin,
    Action.UNDO: _anyone,
    Action.INVITE: _admin,
    Action.IMPORT: _admin,
    Action.RESUME_SENDING: _admin,
}
