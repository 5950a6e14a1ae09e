"""Opens what a command needs: the ledger's database, the rules from the settings, and a document."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.database_troubles import database_troubles
from bot.wiring import policies_of
from config.settings import Settings
from documents.text_files import read_text
from language.wording.voice import Voice
from ledger.ports import UnitOfWork
from ledger.refusals import Refused
from storage import SqlStore, open_store
from storage.audit_key import AuditKeyMissing, AuditKeyWrong
from storage.engine import database_address
from storage.migrate import is_current, migrate

OFFICE_FILES = frozenset({".xlsx", ".xls", ".et", ".docx", ".doc", ".wps", ".pdf", ".rtf"})


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[SqlStore]:
    """The configured ledger at this program's schema; SQLite is brought there. Raises Refused not_migrated,
    database, database_driver, audit_key_missing, audit_key_wrong.
    """
    url = settings.database.url.get_secret_value()
    store = configured(settings)
    try:
        with database_troubles(url):
            if not await is_current(store):
                if database_address(url).get_backend_name() != "sqlite":
                    raise Refused("not_migrated")
                await migrate(url)
            await begin_audit_chain(store)
        yield store
    finally:
        await store.close()


def configured(settings: Settings) -> SqlStore:
    """Opens nothing yet. Raises Refused database, database_driver."""
    url, key = settings.database.url.get_secret_value(), settings.audit.key
    with database_troubles(url):
        return open_store(url, pgbouncer=settings.database.pgbouncer, audit_key=key.get_secret_value() if key else None)


async def begin_audit_chain(store: SqlStore) -> None:
    """Raises Refused audit_key_missing, audit_key_wrong."""
    try:
        await store.begin_audit_chain()
    except AuditKeyMissing:
        raise Refused("audit_key_missing") from None
    except AuditKeyWrong:
        raise Refused("audit_key_wrong") from None


def today(settings: Settings, now: dt.datetime) -> dt.date:
    """The organisation's local date."""
    return now.astimezone(settings.zone).date()


async def voice_of(settings: Settings, now: dt.datetime, uow: UnitOfWork) -> Voice:
    """The office's own view, for words about items."""
    policies = policies_of(settings)
    return Voice(
        language=settings.language,
        today=today(settings, now),
        calendar=policies.calendar,
        lights=policies.lights,
        departments={unit.id: unit for unit in await uow.departments.all()},
        members={member.id: member for member in await uow.members.all()},
        plan=await uow.plans.current(),
    )


def read_document(path: Path, instead: str) -> str:
    """The text of a plain file; `instead` is the kind of file to save as. Raises Refused file_…"""
    if path.suffix.lower() in OFFICE_FILES:
        raise Refused("file_office", suffix=path.suffix.lower(), instead=instead)
    return read_text(path)
