"""When the bot writes by itself, in words."""

from language.intents import Mute, Subscribe
from language.wording.catalogue import Markup
from language.wording.voice import Voice, lines
from ledger.policies import Policies


def daily_message(voice: Voice, policies: Policies, wish: Subscribe | Mute) -> Markup:
    hours = policies.hours
    key = "daily_mute" if isinstance(wish, Mute) else "daily_subscribe"
    asked = isinstance(wish, Subscribe) and wish.time is not None and wish.time != hours.morning
    return lines(
        voice.say(key, morning=f"{hours.morning:%H:%M}"),
        voice.say("daily_own_hour", time=f"{wish.time:%H:%M}") if asked and isinstance(wish, Subscribe) else "",
        voice.say("daily_hours", opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}"),
    )
