"""待我处理: what waits for the reader, two lines each."""

from language.wording.catalogue import Markup, escape, has
from language.wording.cutting import shortened
from language.wording.deciding import waited
from language.wording.limits import limit
from language.wording.paging import Page, note
from language.wording.voice import Voice, bold, lines
from ledger.applications import Application, Asked, Desk
from ledger.pending import DRAFT, Pending

_TITLE, _REASON = 22, 60


def listed(voice: Voice, page: Page[Pending], total: int) -> Markup:
    return lines(
        bold(voice.say("decisions_heading", count=total)),
        *(_one(voice, each) for each in page.rows),
        voice.say("decisions_hint"),
        note(voice, page),
    )


def press(voice: Voice, each: Pending, what: str) -> str:
    """What stands on the button: `what` is "approve" or "reject"."""
    lies = each.application
    desk = f"decide_{what}_head" if lies is not None and lies.desk is Desk.HEAD else f"decide_{what}_{each.kind}"
    return voice.say(desk if has(desk) else f"decide_{what}")


def _one(voice: Voice, each: Pending) -> Markup:
    item = each.item
    return lines(
        voice.say(
            "pending_line",
            item=item.label,
            title=shortened(item.title, _TITLE),
            kind=voice.say(f"kind_{each.kind}"),
            what=_what(voice, each),
        ),
        _of(voice, each.application) if each.application else voice.say("pending_office"),
    )


def _what(voice: Voice, each: Pending) -> Markup:
    lies = each.application
    if lies is None:
        return voice.say(
            f"pending_what_{DRAFT}", lead=voice.unit(each.item.lead), limit=limit(voice, each.item.deadline)
        )
    text = shortened(lies.reason, _REASON)
    if lies.kind is Asked.EXTENSION and lies.deadline is not None and lies.deadline.day is not None:
        return voice.say("pending_what_extension", deadline=voice.short_date(lies.deadline.day), text=text)
    return escape(text)


def _of(voice: Voice, lies: Application) -> Markup:
    member = voice.members.get(lies.member_id)
    days = waited(voice, lies.since)
    return voice.say(
        "pending_of",
        unit=voice.unit(member.department_id) if member else "",
        name=voice.person(lies.member_id),
        waited=voice.say("pending_days", days=days, count=days) if days > 0 else voice.say("pending_today"),
    )
