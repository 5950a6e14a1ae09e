"""Lights: the sign never stands without its word, and the word never without its reason."""

from language.wording.catalogue import Markup
from language.wording.voice import Voice
from ledger.items import Item
from ledger.lights import Colour, Light, Schedule
from ledger.self_rating import self_rating

SIGNS = {
    Colour.RED: "🔴",
    Colour.YELLOW: "🟡",
    Colour.BLUE: "🔵",
    Colour.GREEN: "🟢",
    Colour.DONE: "✅",
    Colour.PAUSED: "⏸",
    Colour.NONE: "⚪",
}


def shown(voice: Voice, light: Light) -> Markup:
    """ "🔴 逾期3天（2个工作日）"."""
    return Markup(f"{SIGNS[light.colour]} {reason(voice, light)}")


def reason(voice: Voice, light: Light) -> Markup:
    """In a few words, and never with the item's own: it is also said of what is sensitive."""
    return Markup(
        voice.say(
            f"light_{_case(light)}",
            count=light.cycles or light.days,
            days=light.days,
            calendar_days=light.calendar_days,
            points=light.points,
            cycles=light.cycles,
            date=voice.short_date(light.day) if light.day else "",
        )
        + (voice.say("light_waits_for", units=voice.units(light.units)) if light.units else "")
    )


def _case(light: Light) -> str:
    if light.reason == "due_soon" and light.days == 0:
        return "last_day"
    return "cycle" if light.reason == "cycles" and light.cycles == 1 else light.reason


def name(voice: Voice, colour: Colour) -> Markup:
    """ "红灯"."""
    return voice.say(f"colour_{colour.value}")


def schedule(voice: Voice, axis: Schedule) -> Markup:
    return voice.say(f"schedule_{axis.value}")


def self_rated(voice: Voice, item: Item, light: Light) -> Markup:
    """What the unit says of itself, and whether the computed light agrees; "" when it said nothing."""
    rated = self_rating(item)
    if rated is None:
        return Markup()
    key = "self_rated" if rated is light.colour else "self_rated_differs"
    return voice.say(key, own=name(voice, rated), computed=name(voice, light.colour))
