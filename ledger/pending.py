"""A decision that waits: an application that lies on somebody's desk, or a draft to be approved."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.applications import Application, Asked, Desk
from ledger.items import Item, State
from ledger.members import Member, Role
from ledger.permissions import Action, refusal

DRAFT = "draft"
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
    def action(self) -> Action:
        if self.application is None:
            return Action.DECIDE_DRAFT
        return Action.BACK if self.application.desk is Desk.HEAD else _DECIDED_BY[self.application.kind]


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
