"""What is told as soon as hours allow: an item handed out, or changed after it had been handed out."""

from collections.abc import Sequence

from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.history import sentence
from language.wording.nudges import title_after
from language.wording.voice import Voice, bold, lines
from ledger.changes import AuditEntry
from ledger.deadlines import DeadlineKind
from ledger.items import Item, State
from ledger.transitions.reporting import PART_REPORTED

_LEADER_LENGTH = 20
_NOTE_LENGTH = 80


def assigned(voice: Voice, item: Item, department_id: int | None, entries: Sequence[AuditEntry]) -> Markup:
    """`entries` are the assignments as the audit remembers them, of which the last counts."""
    leads = department_id == item.lead
    key = "notice_assigned_lead" if leads else "notice_assigned_co"
    return lines(
        bold(voice.say(key, item=item.label, title=title_after(item))),
        _limit(voice, item),
        "" if leads else voice.say("notice_lead", unit=voice.unit(item.lead)),
        voice.say("notice_co", units=voice.units(item.co)) if item.co and leads else "",
        voice.say("notice_leader", name=shortened(item.leader, _LEADER_LENGTH)) if item.leader else "",
        _closing(voice, item, leads, entries[-1] if entries else None),
    )


def changed(voice: Voice, item: Item, department_id: int | None, entries: Sequence[AuditEntry]) -> Markup:
    """`entries` are the changes as the audit remembers them, oldest first; without one it says how the item stands."""
    return lines(
        bold(voice.say("notice_changed", item=item.label, title=title_after(item))),
        *([_happened(voice, entry) for entry in entries] or [_limit(voice, item)]),
        "" if item.involves(department_id) else voice.say("notice_no_longer"),
    )


def _happened(voice: Voice, entry: AuditEntry) -> Markup:
    if entry.event != PART_REPORTED:
        return sentence(voice, entry)
    reporter = voice.members.get(entry.actor_id or 0)
    unit = reporter.department_id if reporter else None
    text = shortened(entry.note, _NOTE_LENGTH)
    return voice.say("notice_part_reported", time=voice.time(entry.at), unit=voice.unit(unit), text=text)


def _limit(voice: Voice, item: Item) -> Markup:
    if item.deadline is None:
        return voice.say("notice_limit_none")
    if item.deadline.kind is DeadlineKind.DAY and item.limit is not None:
        return voice.say("notice_limit", date=voice.date(item.limit))
    return voice.say("notice_limit_words", words=item.deadline.text)


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
