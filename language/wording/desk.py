"""What lies on the reader's desk, in a notice: what is asked, by whom, with all that the decision needs."""

from collections.abc import Iterator

from language.intents import Decisions, ItemNo, Move, ShowItem
from language.replies import Button
from language.wording import applying
from language.wording.catalogue import Markup
from language.wording.decisions import press
from language.wording.labels import button, buttons
from language.wording.limits import limit
from language.wording.nudges import title_after
from language.wording.voice import Voice, bold, lines
from ledger.items import Item
from ledger.members import Member
from ledger.pending import Pending, awaiting


def to_decide(voice: Voice, item: Item, member: Member) -> Markup:
    """All that waits for the member in the item."""
    return Markup("\n".join(_one(voice, each) for each in awaiting(item, member)))


def presses(voice: Voice, item: Item, member: Member, *, alone: bool) -> Iterator[tuple[Button, ...]]:
    """`alone`: no other item in the message, so it may be decided from here."""
    which = (ItemNo(item.number, item.part),)
    if alone:
        for each in awaiting(item, member):
            yield (
                *button(voice, Move("approve", which, value=each.kind), press(voice, each, "approve")),
                *button(voice, Move("reject", which, value=each.kind), press(voice, each, "reject")),
            )
    yield buttons(voice, ShowItem(which), Decisions())


def _one(voice: Voice, each: Pending) -> Markup:
    item = each.item
    head = voice.say(
        f"notice_{each.rule}_{each.kind}", item=item.label, title=title_after(item), unit=voice.unit(item.lead)
    )
    if each.application is None:
        lead = voice.say("notice_lead", unit=voice.unit(item.lead))
        return lines(bold(head), lead, voice.say("notice_limit", date=limit(voice, item.deadline)))
    lies = each.application
    by = voice.say("notice_applied_by", name=voice.person(lies.member_id), time=voice.time(lies.at))
    return lines(bold(head), *applying.asked(voice, lies), by)
