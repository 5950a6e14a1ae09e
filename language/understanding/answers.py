"""The answer to a question of the bot: the one thing asked for, read from words that say little else."""

from language.lexicon import Hearing, Lexicon
from language.understanding.message import Message
from language.understanding.understand import known_of
from ledger.deadlines import Cadence, Deadline


def deadline_in(words: str, lexicon: Lexicon, hearing: Hearing) -> Deadline | None:
    """None when the words name no day, an impossible one, or one that is past."""
    reading = Message(words, known_of(lexicon), hearing).deadline
    return reading.deadline if reading is not None else None


def unit_in(words: str, lexicon: Lexicon, hearing: Hearing) -> int | None:
    return Message(words, known_of(lexicon), hearing).unit


def cadence_in(words: str, lexicon: Lexicon, hearing: Hearing) -> Cadence | None:
    return Message(words, known_of(lexicon), hearing).cadence
