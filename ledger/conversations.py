"""What was last talked about in a chat, so that 「还剩几天」 knows which item is meant."""

import datetime as dt
from dataclasses import dataclass

REMEMBERED_FOR = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Conversation:
    """`items` are labels ("14", "14.2") of the last item or list shown; `at` is aware UTC.

    `asked` names what the bot asked for last ("percent", ""), so that a bare answer is understood. `language` is the
    one last spoken here ("zh", "en"): a press has none of its own.
    """

    chat_id: int
    items: tuple[str, ...]
    at: dt.datetime
    asked: str = ""
    language: str = ""

    def fresh(self, now: dt.datetime) -> bool:
        return now - self.at <= REMEMBERED_FOR
