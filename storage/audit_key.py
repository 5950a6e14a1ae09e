"""The key of the audit's chain: one that was handed over, or a file of its own beside an SQLite database."""

import os
import secrets
from pathlib import Path

import sqlalchemy as sa


class AuditKeyMissing(Exception):
    """A database on a server needs a key that is handed over: there is no place beside it."""


class AuditKeyWrong(Exception):
    """The chain was begun with another key."""


class AuditKey:
    def __init__(self, given: str | None = None, file: Path | None = None) -> None:
        self._key = given.encode() if given else None
        self._file = file

    @classmethod
    def beside(cls, address: sa.URL, given: str | None) -> "AuditKey":
        """The key for the database at this address; `given` comes first."""
        if given or address.get_backend_name() != "sqlite":
            return cls(given)
        if address.database in (None, "", ":memory:"):
            return cls(secrets.token_urlsafe(32))
        return cls(file=Path(f"{address.database}.audit-key"))

    @property
    def file(self) -> Path | None:
        """Where it is kept, when it was not handed over."""
        return self._file if self._key is None else None

    def known(self) -> bytes | None:
        """The key, if there is one."""
        if self._key is None and self._file is not None and self._file.exists():
            return self._file.read_bytes().strip() or None
        return self._key

    def made(self) -> bytes:
        """The key, made now where a file may hold it. Raises AuditKeyMissing, OSError."""
        if self._file is not None and self.known() is None:
            _write(self._file)
        key = self.known()
        if key is None:
            raise AuditKeyMissing
        return key


def _write(file: Path) -> None:
    """Linked into place whole: of two processes that start at once the first one's key counts for both."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(secrets.token_urlsafe(32) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
