"""From words to an intent."""

from language.intents import Clarify, Intent
from language.lexicon import Hearing, Lexicon


def understand(words: str, lexicon: Lexicon, hearing: Hearing) -> Intent:
    """Deterministic, without network or clock; never raises. What it is not sure of is a Clarify."""
    return Clarify("unknown", words=words)
