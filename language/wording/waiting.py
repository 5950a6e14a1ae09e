"""With whom an item waits and how long it has waited with each, in working days and hours."""

import datetime as dt

from language.wording.catalogue import Markup
from language.wording.voice import Voice, bold, lines
from ledger.applications import Desk
from ledger.items import Item
from ledger.waiting import Party, Waiting
from ledger.working_hours import WorkingHours

_HOUR = dt.timedelta(hours=1)


def said(voice: Voice, item: Item, found: Waiting, now: dt.datetime, hours: WorkingHours) -> Markup:
    return lines(bold(_now(voice, item, found, now, hours)), *_split(voice, item, found, hours))


def _now(voice: Voice, item: Item, found: Waiting, now: dt.datetime, hours: WorkingHours) -> Markup:
    if found.holder is None or found.since is None:
        if not found.held:
            return voice.say("waiting_none", item=item.label)
        return voice.say("waiting_nobody", item=item.label, state=voice.say(f"state_{item.state.value}"))
    spent = hours.elapsed(found.since, now, voice.calendar)
    key = "waiting_unit" if spent else "waiting_unit_fresh"
    return voice.say(key, item=item.label, who=_who(voice, item, found.holder), time=_time(voice, spent, hours))


def _who(voice: Voice, item: Item, holder: Party) -> str:
    match holder:
        case Party.OWNER:
            return voice.unit(item.lead)
        case Party.LEADER:
            asked = next((each.person for each in item.applications if each.desk is Desk.LEADER), "")
            return asked or item.leader or voice.say("waiting_a_leader")
    return voice.say("waiting_office")


def _split(voice: Voice, item: Item, found: Waiting, hours: WorkingHours) -> list[Markup]:
    if not found.held:
        return []
    unit = voice.unit(item.lead)
    return [
        voice.say("waiting_split"),
        *(
            voice.say(
                "waiting_line",
                party=voice.say(f"waiting_of_{party.value}", unit=unit),
                time=_time(voice, found.held[party], hours),
            )
            for party in Party
            if party in found.held
        ),
    ]


def _time(voice: Voice, spent: dt.timedelta, hours: WorkingHours) -> Markup:
    """Days to one decimal; less than a day in whole hours."""
    if spent < _HOUR:
        return voice.say("waiting_little")
    if spent < hours.day_length:
        return voice.say("waiting_hours", count=int(spent / _HOUR))
    days = round(spent / hours.day_length, 1)
    return voice.say("waiting_days", count=int(days) if days == int(days) else days)
