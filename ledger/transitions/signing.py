"""Signing for an item (签收): the lead unit takes it on, a cooperating unit its part."""

import datetime as dt

from ledger.changes import Change
from ledger.items import CoPart, Item, PartState, State
from ledger.refusals import Refused
from ledger.transitions.reporting import with_part
from ledger.transitions.table import moved


def sign(item: Item, *, by: int, now: dt.datetime, unit: int | None = None) -> Change:
    """`unit` is the signer's. Raises Refused when there is nothing to sign for."""
    if unit is not None and unit in item.co:
        if item.part_of(unit) is not None:
            raise Refused("already_signed", item=item.label)
        part = CoPart(unit, PartState.SIGNED, by, now)
        return moved("part_signed", item, parts=with_part(item, part))
    if item.state is not State.ASSIGNED and item.signed_at:
        raise Refused("already_signed", item=item.label)
    return moved("signed", item, state=State.DOING, signed_at=now, signed_by=by)
