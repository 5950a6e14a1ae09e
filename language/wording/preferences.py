"""When the bot writes by itself, and why it did, in words."""

import datetime as dt
from collections.abc import Mapping, Sequence

from language.wording import nudges
from language.wording.catalogue import Markup
from language.wording.voice import Voice, lines
from ledger.escalation import Pause
from ledger.items import Item
from ledger.policies import Policies
from ledger.preferences import Preference


def chosen(voice: Voice, policies: Policies, preference: Preference) -> Markup:
    """All that holds for the person from now on."""
    hours = policies.hours
    morning = preference.morning or hours.morning
    return lines(
        voice.say("daily_subscribe", morning=f"{morning:%H:%M}"),
        voice.say("daily_muted", date=voice.date(preference.muted_until)) if preference.muted_until else "",
        voice.say("daily_escalations") if preference.escalations else "",
        voice.say("daily_hours", opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}"),
    )


def muted(voice: Voice, policies: Policies, preference: Preference) -> Markup:
    until = voice.date(preference.muted_until) if preference.muted_until else ""
    return lines(voice.say("daily_mute", date=until), voice.say("daily_mute_not"))


def snoozed(voice: Voice, items: Sequence[Item], days: Mapping[int, dt.date], wished: dt.date) -> Markup:
    """What comes sooner than wished, because its limit does, is said apart."""
    as_wished = [item for item in items if days[item.id] == wished]
    sooner = [item for item in items if days[item.id] != wished and item.limit is not None]
    return lines(
        voice.say("snoozed", date=voice.date(wished), items=_labels(voice, as_wished)) if as_wished else "",
        *(voice.say("snoozed_sooner", items=item.label, limit=voice.date(item.limit)) for item in sooner if item.limit),
    )


def why_reminded(voice: Voice, rules: Sequence[tuple[Item, str]], pauses: Mapping[int, Pause]) -> Markup:
    if not rules:
        return voice.say("why_reminded_none")
    said = [voice.say("why_reminded_line", item=i.label, rule=nudges.rule_line(voice, rule)) for i, rule in rules]
    held = {
        item.id: voice.say("why_reminded_line", item=item.label, rule=voice.say(f"why_held_{pauses[item.id].value}"))
        for item, _ in rules
        if item.id in pauses
    }
    return lines(voice.say("why_reminded"), *dict.fromkeys(said), *held.values(), voice.say("why_reminded_how"))


def plain(preference: Preference) -> dict[str, object]:
    """For the audit."""
    return {
        "morning": f"{preference.morning:%H:%M}" if preference.morning else "",
        "muted_until": preference.muted_until.isoformat() if preference.muted_until else "",
        "escalations": preference.escalations,
    }


def _labels(voice: Voice, items: Sequence[Item]) -> str:
    return voice.say("list_comma").join(item.label for item in items)
