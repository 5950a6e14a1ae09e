"""Says in one sentence why a database cannot be opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.redaction import redact_tokens
from ledger.refusals import Refused

_HEADER = b"SQLite format 3\0"


@contextmanager
def database_troubles(url: str) -> Iterator[None]:
    """Raises Refused database instead of what drivers raise when a database is missing, closed or not theirs."""
    try:
        _look_at_file(url)
        yield
    except ModuleNotFoundError as error:
        raise Refused("database_driver", module=error.name or "?") from error
    except (SQLAlchemyError, OSError) as error:
        raise Refused("database", reason=_reason(error)) from error
    except Exception as error:
        # Drivers and alembic have errors of their own; a fault of this program is not to be hidden as one of theirs.
        if type(error).__module__.partition(".")[0] not in ("asyncpg", "psycopg", "alembic", "sqlite3", "aiosqlite"):
            raise
        raise Refused("database", reason=_reason(error)) from error


def _look_at_file(url: str) -> None:
    """The driver would find out in a thread of its own, and leave it in disorder."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return
    file = Path(address.database or "")
    if not file.parent.is_dir():
        raise OSError(f"there is no folder {file.parent}")
    if file.is_file():
        with file.open("rb") as opened:
            begins = opened.read(len(_HEADER))
        if begins not in (b"", _HEADER):
            raise OSError(f"{file} is no SQLite database")


def _reason(error: Exception) -> str:
    """The driver's own first line: SQLAlchemy's has statements and links in it."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    lines = str(cause).strip().splitlines() or [type(cause).__name__]
    return redact_tokens(lines[0].split("> : ")[-1].removeprefix("<class '"))[:200]
