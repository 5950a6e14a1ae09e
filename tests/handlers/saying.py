"""Lets a person of the town say something whose meaning is given (how words are read is tested elsewhere), and looks
into what was laid down.
"""

import datetime as dt
from unittest.mock import patch

from language.buttons import decode
from language.intents import Confirm, Intent, ItemNo
from ledger.changes import AuditEntry
from ledger.deadlines import Deadline, DeadlineKind
from ledger.notices import Notice
from tests.memory_store import MemoryStore
from tests.memory_store.tables import Tables
from tests.town import Heard, Person, Town


async def means(person: Person, intent: Intent, words: str = "说了一句话", **circumstances: object) -> Heard:
    """`words` decide the language of the answer."""
    with patch("handlers.front.understand", lambda *_: intent):
        return await person.says(words, **circumstances)


def no(*numbers: int) -> tuple[ItemNo, ...]:
    return tuple(ItemNo(number) for number in numbers)


def by(month: int, day: int, words: str = "", year: int = 2026) -> Deadline:
    return Deadline(words or f"{month}月{day}日前", DeadlineKind.DAY, dt.date(year, month, day))


def pressable(heard: Heard) -> list[tuple[str, Intent | None]]:
    rows = heard.payload.buttons if heard.payload else ()
    return [(label, decode(body)) for row in rows for label, body in row]


def token(heard: Heard) -> str:
    """Of the card that was heard."""
    return next(intent.token for _, intent in pressable(heard) if isinstance(intent, Confirm))


def tables(town: Town) -> Tables:
    assert isinstance(town.store, MemoryStore)
    return town.store._tables


def notices(town: Town) -> list[Notice]:
    """All that are owed, in the order they were laid down."""
    return [row.notice for row in tables(town).notices.values()]


def told(town: Town, since: int = 0) -> dict[str, str]:
    """Who is owed what, by name, of the notices after the first `since`: "assigned lead"."""
    names = {member.id: member.name for member in tables(town).members.values()}
    return {names[each.member_id]: f"{each.kind.value} {each.rule}" for each in notices(town)[since:]}


def audit(town: Town) -> list[AuditEntry]:
    return list(tables(town).audit.values())
