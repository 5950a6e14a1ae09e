"""What is told as soon as hours allow: an item handed out, or changed after it had been handed out."""

from collections.abc import Sequence

from language.wording import news
from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.history import sentence
from language.wording.nudges import title_after
from language.wording.voice import Voice, bold, lines
from ledger import permissions
from ledger.changes import AuditEntry
from ledger.items import Item, State
from ledger.members import OFFICE, Member, Role
from ledger.permissions import Action
from ledger.transitions.reporting import PART_REPORTED

_LEADER_LENGTH = 20
_NOTE_LENGTH = 80


def assigned(voice: Voice, item: Item, department_id: int | None, entries: Sequence[AuditEntry]) -> Markup:
    """`entries` are the assignments as the audit remembers them, of which the last counts."""
    leads = department_id == item.lead
    key = "notice_assigned_lead" if leads else "notice_assigned_co"
    return lines(
        bold(voice.say(key, item=item.label, title=title_after(item))),
        news.limit(voice, item),
        "" if leads else voice.say("notice_lead", unit=voice.unit(item.lead)),
        voice.say("notice_co", units=voice.units(item.co)) if item.co and leads else "",
        voice.say("notice_leader", name=shortened(item.leader, _LEADER_LENGTH)) if item.leader else "",
        _closing(voice, item, leads, entries[-1] if entries else None),
    )


def changed(voice: Voice, item: Item, member: Member, entries: Sequence[AuditEntry]) -> Markup:
    """`entries` are the changes as the audit remembers them, oldest first; without one it says how the item stands.

    Who is not named in a sensitive item hears that something happened, and not what.
    """
    no_longer = "" if concerns(member, item) else voice.say("notice_no_longer")
    if permissions.refusal(member, Action.SEE_DETAIL, item) is not None:
        return lines(_headed(voice, item), no_longer or voice.say("notice_sensitive"))
    if len(entries) == 1 and news.worded(entries[0]):
        (entry,) = entries
        return lines(
            bold(voice.say("notice_news", item=item.label, title=title_after(item), what=news.phrase(voice, entry))),
            *news.words(voice, item, entry),
            voice.say("notice_by_whom", who=news.who(voice, entry), time=voice.time(entry.at)),
            no_longer,
        )
    told = [_happened(voice, item, entry) for entry in entries]
    return lines(_headed(voice, item), *(told or [news.limit(voice, item)]), no_longer)


def concerns(member: Member, item: Item) -> bool:
    """Whoever is told for another reason than his unit's duty is not told that the duty is over."""
    return member.role in OFFICE or member.role is Role.LEADER or item.involves(member.department_id)


def _headed(voice: Voice, item: Item) -> Markup:
    return bold(voice.say("notice_changed", item=item.label, title=title_after(item)))


def _happened(voice: Voice, item: Item, entry: AuditEntry) -> Markup:
    if entry.event == PART_REPORTED:
        reporter = voice.members.get(entry.actor_id or 0)
        unit = reporter.department_id if reporter else None
        text = shortened(entry.note, _NOTE_LENGTH)
        return voice.say("notice_part_reported", time=voice.time(entry.at), unit=voice.unit(unit), text=text)
    return news.line(voice, item, entry) if news.worded(entry) else sentence(voice, entry)


def _closing(voice: Voice, item: Item, leads: bool, entry: AuditEntry | None) -> Markup:
    """Who handed it out, and what is asked for."""
    known = entry is not None and entry.actor_name != ""
    key = "notice_by" if known else "notice_by_nobody"
    name, time = (entry.actor_name, voice.time(entry.at)) if entry is not None else ("", "")
    return voice.say(key, name=name, time=time, please=_please(voice, item, leads))


def _please(voice: Voice, item: Item, leads: bool) -> Markup:
    if not leads:
        return voice.say("notice_please_help")
    return voice.say("notice_please_sign") if item.state is State.ASSIGNED else Markup("")
