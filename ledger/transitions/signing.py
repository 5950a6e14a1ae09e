"""Signing for an item (签收): the lead unit takes it on."""

import datetime as dt
from dataclasses import replace

from ledger.changes import Change
from ledger.items import Item, State
from ledger.permissions import Action
from ledger.refusals import Refused


def sign(item: Item, *, by: int, now: dt.datetime) -> Change:
    """ASSIGNED becomes DOING. Raises Refused when there is nothing to sign for."""
    if item.state is not State.ASSIGNED:
        raise Refused("already_signed" if item.signed_at else "nothing_to_sign", item=item.label)
    after = replace(item, state=State.DOING, signed_at=now, signed_by=by)
    return Change(Action.SIGN, "signed", item, after)
