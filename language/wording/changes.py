"""A change in words: field by field, before and after."""

from collections.abc import Iterator

from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.limits import cadence, priority
from language.wording.voice import Voice
from ledger.changes import Change
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item

SHOWN = ("lead", "co", "leader", "deadline", "cadence", "priority", "sensitivity", "state", "percent")
"""Fields a person thinks in. The others follow from these, or are texts of their own."""
_LEADER_LENGTH = 40


def differences(voice: Voice, before: Item, after: Item) -> Iterator[Markup]:
    """ "牵头单位：尚未明确 → 文旅局", one line a field."""
    for name in SHOWN:
        if getattr(before, name) != getattr(after, name):
            yield voice.say(
                "diff_line",
                field=voice.say(f"diff_{name}"),
                before=_value(voice, name, before),
                after=_value(voice, name, after),
            )


def changed(voice: Voice, change: Change) -> tuple[Markup, ...]:
    return tuple(differences(voice, change.before, change.after))


def deadline(voice: Voice, limit: Deadline | None) -> str:
    """The date first, then the words it was given in."""
    if limit is None:
        return voice.say("diff_unknown")
    words = shortened(limit.text, _LEADER_LENGTH)
    if limit.kind is DeadlineKind.ONGOING:
        return voice.say("diff_ongoing", words=words)
    if limit.day is None:
        return voice.say("diff_unclear", words=words)
    date = voice.date(limit.day)
    key = "diff_day_soft" if limit.soft else "diff_day"
    return voice.say(key, date=date, words=words)


def _value(voice: Voice, name: str, item: Item) -> str:
    match name:
        case "lead":
            return voice.unit(item.lead)
        case "co":
            return voice.units(item.co) if item.co else voice.say("diff_none")
        case "leader":
            return shortened(item.leader, _LEADER_LENGTH) or voice.say("diff_unknown")
        case "deadline":
            return deadline(voice, item.deadline)
        case "cadence":
            return cadence(voice, item.cadence) if item.cadence else voice.say("diff_none")
        case "priority":
            return priority(voice, item.priority)
        case "sensitivity":
            return voice.say(f"sensitivity_{item.sensitivity.value}")
        case "state":
            return voice.say(f"state_{item.state.value}")
    return voice.say("diff_percent_value", percent=item.percent) if item.percent is not None else voice.say("diff_none")
