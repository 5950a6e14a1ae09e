"""D10, D11: a backup taken while somebody writes is whole, and what is restored says nothing until it is told to."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.backups import copied
from bot.checks import check_everything
from config import read_settings
from language.sending_intents import ResumeSending
from ledger.marks import HELD
from ledger.messages import Lane, MessageState, OutboxMessage
from ledger.refusals import Refused
from storage import open_store
from storage.invariants import broken
from storage.migrate import migrate
from tests.bot.commands import Shell, shell
from tests.scheduler.office import Office
from tests.town import founded


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    url = f"sqlite:///{tmp_path / 'duban.db'}"
    await migrate(url)
    store = open_store(url)
    yield Office(await founded(store))
    await store.close()


def url_of(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'duban.db'}"


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell(tmp_path, capsys)


async def prompt(office: Office, key: str, chat: int) -> int:
    return await office.queues(key, Lane.PROMPT, chat_id=chat)


async def test_d10_a_backup_under_writing_is_whole(office: Office, tmp_path: Path) -> None:
    writing = True

    async def writes() -> int:
        count = 0
        while writing:
            async with office.store.writing() as uow:
                for _ in range(2):
                    count += 1
                    await uow.outbox.put_once(OutboxMessage(f"k{count}", Lane.PROMPT, 1, office.clock()))
        return count

    busy = asyncio.create_task(writes())
    await asyncio.sleep(0.1)
    await copied(url_of(tmp_path), tmp_path / "copy.db")
    writing = False
    total = await busy
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (rows,) = copy.execute("SELECT count(*) FROM outbox").fetchone()
    copy.close()
    # Always a whole transaction, and something had been written by then.
    assert 0 < rows <= total
    assert rows % 2 == 0


async def test_d11_the_drill(office: Office, tmp_path: Path, here: Shell) -> None:
    """Backup, more work, loss, restore: nothing leaves; an administrator looks, confirms; only the unsent goes."""
    sent_before = await prompt(office, "before", 11)
    assert await office.dispatcher.drain(office.clock()) == 1
    waited = await prompt(office, "waited", 12)
    assert (await here.runs("backup", tmp_path / "copy.db")).code == 0
    lost_later = await prompt(office, "after the backup", 13)
    await office.store.close()  # type: ignore[attr-defined]

    ran = await here.runs("restore", tmp_path / "copy.db")
    assert (ran.code, ran.err) == (0, "")
    assert "1条消息待确认" in ran.out
    restored = Office(office.town, open_store(url_of(tmp_path)))
    restored.town.store = restored.store
    restored.town.front._store = restored.store
    try:
        for _ in range(3):
            await restored.dispatcher.drain(restored.clock())
            restored.later(hours=1)
        assert restored.messenger.sent == []
        admin = restored.town.admin
        seen = await admin.says("恢复发送")
        assert seen.first == "发送已暂停：有1条消息在等您确认。"
        # The answer itself has left the hold behind.
        assert [s.chat_id for s in restored.messenger.sent] == []
        await restored.dispatcher.drain(restored.clock())
        assert [s.chat_id for s in restored.messenger.sent] == [admin.user_id]
        told = await admin.presses("确认发送")
        assert "已恢复发送" in told.first
        await restored.dispatcher.drain(restored.clock())
        assert {s.chat_id for s in restored.messenger.sent} == {admin.user_id, 12}
        assert (await restored.row(sent_before)).state is MessageState.DELIVERED
        assert (await restored.row(waited)).state is MessageState.DELIVERED
        assert lost_later not in (sent_before, waited)
        async with restored.store.reading() as uow:
            assert await uow.marks.get(HELD) is None
            assert (await uow.audit.recent(1))[0].event == "sending_resumed"
    finally:
        await restored.store.close()  # type: ignore[attr-defined]


async def test_dropping_ends_the_hold_and_sends_nothing(office: Office) -> None:
    waited = await prompt(office, "old", 12)
    async with office.store.writing() as uow:
        await uow.marks.put(HELD, waited)
    await office.town.admin.says("恢复发送")
    later = await prompt(office, "new", 13)
    # What came after he looked is not dropped with it.
    admin = office.town.admin
    await admin.says("恢复发送")
    await admin.presses("全部作废")
    await office.dispatcher.drain(office.clock())
    assert (await office.row(waited)).state is MessageState.CANCELLED
    assert (await office.row(later)).state is MessageState.CANCELLED
    async with office.store.reading() as uow:
        assert await uow.marks.get(HELD) is None


async def test_only_an_administrator_ends_the_hold(office: Office) -> None:
    waited = await prompt(office, "old", 12)
    async with office.store.writing() as uow:
        await uow.marks.put(HELD, waited)
    for person in (office.town.cadre, office.town.supervisor):
        await person.says("恢复发送")
        await person.asks(ResumeSending("send", waited))
    await office.dispatcher.drain(office.clock())
    assert 12 not in {s.chat_id for s in office.messenger.sent}
    async with office.store.reading() as uow:
        assert await uow.marks.get(HELD) == waited


async def test_without_a_hold_it_says_so(office: Office) -> None:
    assert (await office.town.admin.says("恢复发送")).first == "发送没有暂停，不需要恢复。"
    assert (await office.town.admin.says("resume sending")).text


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
async def test_what_is_no_backup_is_refused(office: Office, here: Shell, content: bytes) -> None:
    with pytest.raises(Refused, match="backup_damaged"):
        await here.runs("restore", here.writes("bad.db", content))
    async with office.store.reading() as uow:
        assert await uow.marks.get(HELD) is None


async def test_a_file_that_is_there_is_not_written_over(office: Office, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(Refused, match="backup_exists"):
        await copied(url_of(tmp_path), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


async def test_the_rules_of_the_rows_are_asked(office: Office) -> None:
    async with office.store.writer.begin() as connection:  # type: ignore[attr-defined]
        assert await broken(connection, office.clock()) == {}
    await prompt(office, "k", 5)
    async with office.store.writing() as uow:
        await uow.outbox.claim(now=office.clock(), owner="dead", lease=dt.timedelta(minutes=2), limit=1)
    async with office.store.writer.begin() as connection:  # type: ignore[attr-defined]
        assert await broken(connection, office.clock() + dt.timedelta(hours=2)) == {"expired_leases": 1}


async def test_check_names_the_rule_that_rows_break_and_a_hold(office: Office, tmp_path: Path) -> None:
    settings = read_settings(None, database={"url": url_of(tmp_path)})

    async def found(name: str) -> tuple[str, dict[str, object]]:
        (finding,) = [each for each in await check_everything(settings, office.clock()) if each.name == name]
        return finding.found, dict(finding.values)

    assert (await found("messages"))[0] == "ok"
    waits = await prompt(office, "k", 5)
    async with office.store.writing() as uow:
        await uow.marks.put(HELD, waits)
    assert await found("messages") == ("held", {"due": 1})
    assert (await found("invariants"))[0] == "ok"
    async with office.store.writing() as uow:
        await uow.outbox.claim(now=office.clock(), owner="dead", lease=dt.timedelta(minutes=2), limit=1)
    office.later(hours=2)
    assert await found("invariants") == ("rows", {"found": "expired_leases 1"})
