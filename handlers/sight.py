"""What the listener may see of an item here: in a group only what is open to all."""

from handlers.request import Request
from language.intents import (
    Clarify,
    Help,
    ListItems,
    Overview,
    ShowDigest,
    ShowItem,
    Smalltalk,
    Stats,
    UnitTasks,
    Who,
)
from language.wording.rows import Line
from ledger import permissions
from ledger.items import Item, Sensitivity
from ledger.permissions import Action

IN_GROUPS = (ShowItem, Who, ListItems, Overview, Stats, UnitTasks, ShowDigest, Help, Smalltalk, Clarify)
"""Facts anybody in a work group may hear; everything else is answered, and its buttons offered, in private."""

WITHOUT_FACTS = (Help, Smalltalk)
"""Answered in a group that belongs to nobody, too: they tell nothing of the ledger."""


def sees(request: Request, item: Item) -> bool:
    """Light, owners and limit; otherwise number and title only."""
    if item.sensitivity is Sensitivity.SENSITIVE and not request.said.private:
        return False
    return permissions.refusal(request.member, Action.SEE_ITEM, item) is None


def reads(request: Request, item: Item) -> bool:
    """The texts, too: the item's own and its reports. They are for private chats."""
    return (
        request.said.private
        and sees(request, item)
        and permissions.refusal(request.member, Action.SEE_DETAIL, item) is None
    )


def line(request: Request, item: Item) -> Line:
    return Line(item, request.voice.light(item), sees(request, item), reads(request, item))
