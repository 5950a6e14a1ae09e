"""How instants, words and JSON stand in a column, the same on SQLite and PostgreSQL."""

import datetime as dt
import json

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class Instant(sa.TypeDecorator[dt.datetime]):
    """An aware instant, kept as UTC; naive ones are refused because SQLite would lose what they meant."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Words(sa.TypeDecorator[str]):
    """What people wrote, without the NULs and lone surrogates that a database would refuse all of it for."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else cleaned(value)


def cleaned(words: str) -> str:
    """As they come back from the database."""
    if words.isascii() and "\0" not in words:
        return words
    return words.replace("\0", "").encode("utf-8", "replace").decode()


def to_json(value: object) -> str:
    """Readable in the database; escaped only where a lone surrogate could not be written otherwise."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text
