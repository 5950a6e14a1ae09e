"""What is said of reminders and days off: why, later, quiet again, 减负, 放假, 补班, and digests of longer periods."""

from language.intents import Intent
from language.understanding.digest_words import digest_asked
from language.understanding.house_days import of_the_house
from language.understanding.message import Message
from language.understanding.reminders import own_reminders


def clockwork(message: Message) -> Intent | None:
    for read in (of_the_house, own_reminders, digest_asked):
        intent = read(message)
        if intent is not None:
            return intent
    return None
