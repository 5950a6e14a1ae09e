"""Why an item has its light, and exactly how to turn it green (domain.md §3)."""

from collections.abc import Iterator

from language.wording import lights
from language.wording.catalogue import Markup
from language.wording.rows import Line
from language.wording.voice import Voice, bold, lines
from ledger.applications import Asked
from ledger.items import Item, State
from ledger.lights import Light

_GREEN_KNOWN = frozenset(
    {
        "overdue",
        "far_behind",
        "behind",
        "due_soon",
        "returned",
        "no_lead",
        "no_deadline",
        "milestone",
        "cycles",
        "red_slip",
    }
)
_BY_THE_CLOCK = frozenset({"overdue", "due_soon"})


def explained(voice: Voice, line: Line) -> Markup:
    item, light = line.item, line.light
    if not line.shown:
        return voice.say("who_sensitive", item=item.label)
    return lines(
        bold(_heading(voice, line)),
        _why(voice, item, light),
        *_beside(voice, item, light),
        _how_to_turn_green(voice, item, light),
    )


def _heading(voice: Voice, line: Line) -> Markup:
    colour, reason = lights.name(voice, line.light.colour), lights.reason(voice, line.light)
    return voice.say(
        "why_title" if colour != reason else "why_title_bare",
        sign=lights.SIGNS[line.light.colour],
        item=line.item.label,
        colour=colour,
        reason=reason,
    )


def _why(voice: Voice, item: Item, light: Light) -> Markup:
    if item.state is State.SUBMITTED:
        return voice.say("why_submitted")
    reason = light.reason
    if reason == "overdue" and item.deadline is not None and item.deadline.soft:
        reason = "overdue_soft"
    if reason == "due_soon" and light.days == 0:
        reason = "due_today"
    percent = item.percent or 0
    return voice.say(
        f"why_{reason}",
        limit=voice.date(item.limit) if item.limit else "",
        days=light.days,
        count=light.cycles or light.days,
        calendar_days=light.calendar_days,
        points=light.points,
        percent=percent,
        elapsed=percent + light.points,
        red=_threshold_of_red(voice, reason),
        yellow=voice.lights.yellow_days if reason.startswith("due_") else voice.lights.yellow_behind,
        cycles=light.cycles,
        date=voice.date(light.day) if light.day else "",
        what=light.what,
    )


def _threshold_of_red(voice: Voice, reason: str) -> int:
    policy = voice.lights
    return {"milestone": policy.milestone_red_days, "cycles": policy.red_cycles}.get(reason, policy.red_behind)


def _beside(voice: Voice, item: Item, light: Light) -> Iterator[Markup]:
    """What does not make the light, but whoever asks for its reason has to know."""
    if light.units:
        yield voice.say("why_units", units=voice.units(light.units))
    if (asked := item.application(Asked.EXTENSION)) is not None:
        yield voice.say("why_extension_pending", day=voice.short_date(voice.local(asked.at).date()))
    if (asked := item.application(Asked.HELP)) is not None:
        yield voice.say("why_help_pending", day=voice.short_date(voice.local(asked.at).date()))
    if rated := lights.self_rated(voice, item, light):
        yield rated


def _how_to_turn_green(voice: Voice, item: Item, light: Light) -> Markup:
    if item.state is State.SUBMITTED:
        return voice.say("green_submitted")
    reason = light.reason
    if reason == "far_behind" and light.days <= voice.lights.yellow_days:
        # So close to the limit no figure turns it green, only completion does.
        reason = "due_soon"
    if light.units and reason in _BY_THE_CLOCK:
        return voice.say("green_units", units=voice.units(light.units))
    if reason not in _GREEN_KNOWN:
        return Markup()
    elapsed = (item.percent or 0) + light.points
    return voice.say(
        f"green_{reason}",
        green=min(elapsed - voice.lights.yellow_behind, 100),
        yellow=min(elapsed - voice.lights.red_behind, 100),
        date=voice.date(light.day) if light.day else "",
        what=light.what,
    )
