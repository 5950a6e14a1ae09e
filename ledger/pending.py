"""A decision that waits: an application that lies on somebody's desk, or a draft to be approved."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.applications import Application, Asked, Desk
from ledger.items import Item, State
from ledger.members import Member, Role
from ledger.permissions import Action, refusal

DRAFT = "draft"
TO_APPROVE, TO_BACK, TO_DECIDE, TO_ANSWER = "to_approve", "to_back", "to_decide", "to_answer"
_RULES = {Desk.HEAD: TO_BACK, Desk.OFFICE: TO_DECIDE, Desk.LEADER: TO_ANSWER}
_DECIDED_BY = {
    Asked.EXTENSION: Action.DECIDE_EXTENSION,
    Asked.CLOSING: Action.DECIDE_CLOSING,
    Asked.BOUNCE: Action.DECIDE_BOUNCE,
    Asked.HELP: Action.ANSWER_HELP,
}


@dataclass(frozen=True, slots=True)
class Pending:
    """`application` None: the item's draft waits to be approved."""

    item: Item
    application: Application | None = None

    @property
    def kind(self) -> str:
        return self.application.kind.value if self.application else DRAFT

    @property
    def rule(self) -> str:
        """By which rule it is somebody's to decide: the office's draft, the head's word, the leader's, the office's."""
        if self.application is None:
            return TO_APPROVE
        return _RULES[self.application.desk]

    @property
    def action(self) -> Action:
        if self.application is None:
            return Action.DECIDE_DRAFT
        return Action.BACK if self.application.desk is Desk.HEAD else _DECIDED_BY[self.application.kind]


def awaiting(item: Item, member: Member) -> Iterator[Pending]:
    """What of it the member may decide as it stands now."""
    return (each for each in pending_in(item) if refusal(member, each.action, item) is None)


def pending_in(item: Item) -> Iterator[Pending]:
    if item.state is State.TO_APPROVE:
        yield Pending(item)
    for application in item.applications:
        yield Pending(item, application)


def decides(member: Member, pending: Pending) -> bool:
    """A leader who was asked by name answers, whosever item it is."""
    lies = pending.application
    if refusal(member, pending.action, pending.item) is None:
        return True
    named = pending.action is Action.ANSWER_HELP and lies is not None and not lies.by(member.id)
    return named and lies is not None and member.role is Role.LEADER and member.answers_for(lies.person)
