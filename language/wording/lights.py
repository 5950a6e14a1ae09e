"""Lights: the sign never stands without its word, and the word never without its reason."""

from language.wording.catalogue import Markup
from language.wording.voice import Voice
from ledger.lights import Colour, Light, Schedule

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
    last_day = light.reason == "due_soon" and light.days == 0
    return voice.say(
        "light_last_day" if last_day else f"light_{light.reason}",
        count=light.days,
        days=light.days,
        calendar_days=light.calendar_days,
        points=light.points,
    )


def name(voice: Voice, colour: Colour) -> Markup:
    """ "红灯"."""
    return voice.say(f"colour_{colour.value}")


def schedule(voice: Voice, axis: Schedule) -> Markup:
    return voice.say(f"schedule_{axis.value}")
