"""The one table of moves: event × states before × states after × who; every transition goes through it.

Source: domain.md §1.3. Who may is in permissions.py by action.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ledger.changes import Change
from ledger.items import OPEN, OWED, Item, State
from ledger.permissions import Action
from ledger.refusals import Refused


@dataclass(frozen=True, slots=True)
class Row:
    """From any of `before` to one of `after`; where the event `stays`, also to no other state at all."""

    action: Action
    before: frozenset[State]
    after: frozenset[State] = frozenset()
    refusal: str = "not_in_hand"
    stays: bool = False

    def leads(self, before: State, after: State) -> bool:
        return before in self.before and (after in self.after or (self.stays and after is before))


def _row(
    action: Action,
    before: frozenset[State] | set[State],
    *after: State,
    refusal: str = "not_in_hand",
    stays: bool = False,
) -> Row:
    """Without `after` the state stays."""
    return Row(action, frozenset(before), frozenset(after), refusal, stays or not after)


_FINISHED = {State.CLOSED, State.STRUCK, State.PHASE_DONE}
_HELD = OWED | {State.SUBMITTED}
_LIVE = OPEN | {State.SUSPENDED}

TABLE: Mapping[str, Row] = {
    # the office prepares and gives
    "registered": _row(Action.REGISTER, {State.DRAFT}, refusal="not_a_draft"),
    "proposed": _row(Action.PROPOSE, {State.DRAFT}, State.TO_APPROVE, refusal="not_a_draft"),
    "draft_approved": _row(Action.DECIDE_DRAFT, {State.TO_APPROVE}, State.ASSIGNED, refusal="nothing_to_decide"),
    "draft_sent_back": _row(Action.DECIDE_DRAFT, {State.TO_APPROVE}, State.DRAFT, refusal="nothing_to_decide"),
    "assigned": _row(Action.ASSIGN, OPEN, State.ASSIGNED, refusal="item_finished", stays=True),
    "deadline_set": _row(Action.SET_DEADLINE, _LIVE, refusal="item_finished"),
    "cadence_set": _row(Action.SET_PLAN, _LIVE, refusal="item_finished"),
    "target_set": _row(Action.SET_PLAN, _LIVE, refusal="item_finished"),
    "milestones_set": _row(Action.SET_PLAN, _LIVE, refusal="item_finished"),
    "priority_set": _row(Action.SET_PLAN, _LIVE, refusal="item_finished"),
    "sensitivity_set": _row(Action.SET_SENSITIVITY, frozenset(State) - {State.ARCHIVED}, refusal="item_finished"),
    "split": _row(Action.DIVIDE, OPEN - {State.SUBMITTED}, State.SPLIT, refusal="item_finished"),
    "part_registered": _row(Action.DIVIDE, {State.DRAFT}, State.ASSIGNED, refusal="not_a_draft", stays=True),
    "merged": _row(Action.DIVIDE, OPEN, State.CANCELLED, refusal="item_finished"),
    "rejoined": _row(Action.DIVIDE, {State.SPLIT}, *OPEN, refusal="not_split"),
    # units act
    "signed": _row(Action.SIGN, {State.ASSIGNED}, State.DOING, refusal="nothing_to_sign"),
    "part_signed": _row(Action.SIGN, _HELD),
    "reported": _row(Action.REPORT, OWED, State.DOING),
    "part_reported": _row(Action.REPORT, _HELD),
    "milestone_reached": _row(Action.REPORT, _HELD),
    "extension_asked": _row(Action.APPLY, OWED),
    "closing_asked": _row(Action.APPLY, OWED, State.SUBMITTED, stays=True),
    "bounce_asked": _row(Action.APPLY, OWED),
    "help_asked": _row(Action.APPLY, OWED),
    "backed": _row(Action.BACK, OWED, State.SUBMITTED, stays=True),
    "unbacked": _row(Action.BACK, OWED),
    "withdrawn": _row(Action.WITHDRAW, _HELD, State.DOING, stays=True),
    # somebody decides
    "extension_granted": _row(Action.DECIDE_EXTENSION, _HELD, refusal="nothing_to_decide"),
    "extension_refused": _row(Action.DECIDE_EXTENSION, _HELD, refusal="nothing_to_decide"),
    "closed": _row(Action.DECIDE_CLOSING, {State.SUBMITTED}, State.CLOSED, refusal="nothing_to_decide"),
    "closing_refused": _row(Action.DECIDE_CLOSING, {State.SUBMITTED}, State.RETURNED, refusal="nothing_to_decide"),
    "bounce_accepted": _row(Action.DECIDE_BOUNCE, OWED, State.ASSIGNED, refusal="nothing_to_decide"),
    "bounce_refused": _row(Action.DECIDE_BOUNCE, OWED, refusal="nothing_to_decide"),
    "help_answered": _row(Action.ANSWER_HELP, _HELD, refusal="nothing_to_decide"),
    "help_handed_on": _row(Action.ANSWER_HELP, _HELD, refusal="nothing_to_decide"),
    # supervision
    "urged": _row(Action.URGE, OWED),
    "instructed": _row(Action.INSTRUCT, _LIVE, refusal="item_finished"),
    "slip_issued": _row(Action.ISSUE_SLIP, OWED),
    # the clock stops, the item ends, comes back
    "suspended": _row(Action.PAUSE, OPEN, State.SUSPENDED, refusal="item_finished"),
    "resumed": _row(Action.PAUSE, {State.SUSPENDED, State.CANCELLED}, *OPEN, refusal="not_paused"),
    "cancelled": _row(Action.PAUSE, _LIVE | {State.SPLIT}, State.CANCELLED, refusal="item_finished"),
    "struck": _row(Action.FINISH, {State.CLOSED, State.PHASE_DONE}, State.STRUCK, refusal="not_closed"),
    "phase_done": _row(Action.FINISH, OWED | {State.SUBMITTED}, State.PHASE_DONE),
    "reopened": _row(Action.REOPEN, _FINISHED, State.DOING, refusal="not_closed"),
    "archived": _row(Action.FINISH, _FINISHED | {State.CANCELLED, State.SPLIT}, State.ARCHIVED, refusal="not_closed"),
}


def moved(event: str, item: Item, note: str = "", **fields: Any) -> Change:
    """The change that `event` makes of `item`. Raises Refused when the item is not where the event can happen."""
    row = TABLE[event]
    if item.state not in row.before:
        raise Refused(row.refusal, item=item.label)
    after = replace(item, **fields)
    if not row.leads(item.state, after.state):
        raise ValueError(f"{event} may not lead from {item.state} to {after.state}")
    return Change(row.action, event, item, after, note=note)
