"""A confirmation card: what a person is about to do, waiting for one press."""

import datetime as dt
import secrets
from dataclasses import dataclass

CARD_LIFE = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Card:
    """`token` is random and bound to one member; `intent` is the intent as JSON text.

    `versions` are the item ids and versions the person saw: the press is refused when one has moved on.
    """

    token: str
    member_id: int
    intent: str
    versions: tuple[tuple[int, int], ...]
    created_at: dt.datetime
    used_at: dt.datetime | None = None

    def expired(self, now: dt.datetime) -> bool:
        return now - self.created_at > CARD_LIFE


def new_token() -> str:
    """96 random bits: short enough for a button, too many to guess."""
    return secrets.token_urlsafe(12)
