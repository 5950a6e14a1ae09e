"""Looks at everything the bot stands on, one thing after the other, and says what it found."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
import sqlalchemy as sa
import telegram.error

from bot.calendar_data import working_calendar
from bot.commands.opening import configured
from bot.database_troubles import database_troubles
from bot.outcomes import outcome_of
from bot.transport import AiohttpRequest, make_bot
from bot.wiring import token_of
from config import Settings
from ledger.delivery import Unauthorized
from ledger.items import DONE, OWED, Item, State
from ledger.leaders import unclear_leaders
from ledger.marks import HELD
from ledger.members import Role
from ledger.ports import UnitOfWork
from ledger.proving import first_gap
from ledger.refusals import Refused
from storage import SqlStore
from storage.audit_key import AuditKeyMissing
from storage.engine import database_address
from storage.invariants import broken
from storage.migrate import is_current

TELEGRAM_SECONDS = 10.0
LATEST_CLOCK = dt.timedelta(minutes=2)
AUTUMN = 11
LEADERS_NAMED = 8
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` is what was looked at, `found` a catalogue key `check_<name>_<found>` with its values."""

    name: str
    ok: bool
    found: str
    values: tuple[tuple[str, object], ...] = ()


def finding(name: str, ok: bool, found: str, /, **values: object) -> Finding:
    return Finding(name, ok, found, tuple(values.items()))


async def check_everything(settings: Settings, now: dt.datetime) -> Sequence[Finding]:
    """Changes nothing; a database that is not there is not made."""
    found = [finding("settings", True, "ok", zone=settings.timezone, language=settings.language)]
    found += await _database(settings, now)
    found += await _telegram(settings, now)
    found.append(_calendar(settings, now))
    return found


async def _database(settings: Settings, now: dt.datetime) -> list[Finding]:
    address = database_address(settings.database.url.get_secret_value())
    if (file := _missing_file(address)) is not None:
        return [finding("database", False, "missing", path=file)]
    try:
        async with _opened(settings) as store:
            with database_troubles(settings.database.url.get_secret_value()):
                current = await is_current(store)
            found = [
                finding("database", True, "ok", kind=address.get_backend_name()),
                finding("schema", current, "ok" if current else "old"),
            ]
            if current:
                async with store.reading() as uow:
                    found += [await _invariants(store, uow, now), await _audit(store, uow), await _messages(uow)]
                    found.append(await _leaders(uow))
            return found
    except Refused as no:
        return [finding("database", False, no.refusal.code, **dict(no.refusal.params))]


def _missing_file(address: sa.URL) -> str | None:
    """Opening it would make it."""
    file = address.database if address.get_backend_name() == "sqlite" else None
    return file if file and file != ":memory:" and not Path(file).exists() else None


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[SqlStore]:
    store = configured(settings)
    try:
        yield store
    finally:
        await store.close()


async def _invariants(store: SqlStore, uow: UnitOfWork, now: dt.datetime) -> Finding:
    if (rows := await _broken_rows(store, now)) is not None:
        return rows
    items = await _items(uow)
    units = {unit.id for unit in await uow.departments.all()}
    members = await uow.members.all()
    for item in items:
        if broken := _broken(item, units):
            return finding("invariants", False, broken, item=item.label)
    for member in members:
        if member.department_id is not None and member.department_id not in units:
            return finding("invariants", False, "no_unit", name=member.name)
    return finding("invariants", True, "ok", items=len(items), people=len(members))


def _broken(item: Item, units: set[int]) -> str:
    """What can never be true of an item, "" when nothing is."""
    if item.state in OWED | {State.SUBMITTED} and item.lead is None:
        return "no_lead"
    if item.lead is not None and item.lead in item.co:
        return "lead_helps"
    if not {unit for unit in (item.lead, *item.co) if unit is not None} <= units:
        return "foreign_unit"
    if item.state in DONE and item.closed_at is None:
        return "not_closed"
    return ""


async def _audit(store: SqlStore, uow: UnitOfWork) -> Finding:
    try:
        fault, count = await store.prove_audit()
    except AuditKeyMissing:
        return finding("audit", False, "no_key")
    if fault is not None:
        return finding("audit", False, fault.kind.value, place=fault.place, seq=fault.seq or "?")
    if found := first_gap(await _items(uow), await uow.audit.recent(_ALL)):
        item, gap = found
        return finding("audit", False, "broken", item=item.label, seq=gap.seq, field=gap.field)
    return finding("audit", True, "ok", entries=count)


async def _messages(uow: UnitOfWork) -> Finding:
    outbox = await uow.outbox.counts()
    waiting = await uow.inbox.waiting_count()
    if await uow.marks.get(HELD) is not None:
        return finding("messages", False, "held", due=sum(outbox.get(s, 0) for s in ("due", "sending", "uncertain")))
    due = sum(outbox.get(state, 0) for state in ("due", "sending", "uncertain"))
    return finding("messages", True, "ok", waiting=waiting, due=due, lost=outbox.get("undeliverable", 0))


async def _leaders(uow: UnitOfWork) -> Finding:
    """All is well with the program where a leader is not found; he just hears of nothing that is overdue."""
    members = await uow.members.all()
    if not any(member.active and member.role is Role.LEADER for member in members):
        return finding("leaders", True, "none")
    words = [each for each, _ in unclear_leaders(await _items(uow), members)]
    if not words:
        return finding("leaders", True, "ok")
    shown = "、".join(words[:LEADERS_NAMED]) + ("…" if len(words) > LEADERS_NAMED else "")
    return finding("leaders", True, "unclear", count=len(words), words=shown)


async def _broken_rows(store: SqlStore, now: dt.datetime) -> Finding | None:
    async with store.reader.connect() as connection:
        found = await broken(connection, now)
    told = ", ".join(f"{name} {count}" for name, count in found.items())
    return finding("invariants", False, "rows", found=told) if found else None


async def _items(uow: UnitOfWork) -> list[Item]:
    return [item for plan in await uow.plans.all() for item in await uow.items.of_plan(plan.id)]


async def _telegram(settings: Settings, now: dt.datetime) -> list[Finding]:
    if settings.telegram.token is None:
        return [finding("token", False, "missing"), finding("clock", True, "not_compared")]
    async with AiohttpRequest(read_timeout=TELEGRAM_SECONDS, connect_timeout=TELEGRAM_SECONDS) as request:
        bot = make_bot(token_of(settings), request, base_url=settings.telegram.server)
        try:
            me = await bot.get_me()
        except telegram.error.TelegramError as error:
            refused = isinstance(outcome_of(error), Unauthorized)
            found = "refused" if refused else "unreachable"
            return [
                finding("token", False, found, server=settings.telegram.server),
                finding("clock", True, "not_compared"),
            ]
    theirs = await _their_time(settings.telegram.server)
    return [finding("token", True, "ok", username=me.username or ""), _clock(theirs, now)]


async def _their_time(server: str) -> dt.datetime | None:
    """What the Bot API's server thinks the time is: every web answer says so."""
    timeout = aiohttp.ClientTimeout(total=TELEGRAM_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.head(server) as answer:
            return parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, OSError, KeyError, ValueError):
        return None


def _clock(theirs: dt.datetime | None, now: dt.datetime) -> Finding:
    if theirs is None or theirs.tzinfo is None:
        return finding("clock", True, "not_compared")
    off = round(abs(now - theirs).total_seconds())
    return finding("clock", off <= LATEST_CLOCK.total_seconds(), "ok" if off <= 120 else "off", seconds=off)


def _calendar(settings: Settings, now: dt.datetime) -> Finding:
    today = now.astimezone(settings.zone).date()
    calendar = working_calendar(settings.calendar.holidays, settings.calendar.working_days)
    if calendar.provisional(today.year):
        return finding("calendar", False, "missing", year=today.year)
    if today.month >= AUTUMN and calendar.provisional(today.year + 1):
        return finding("calendar", True, "next_missing", year=today.year + 1)
    return finding("calendar", True, "ok", year=today.year)
