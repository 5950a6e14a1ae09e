"""The bot as a process of its own: it starts with a clear word or not at all, ends in order, and outlives a kill."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.end_to_end.county import LIN, County, county, eventually

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def process(here: County, folder: Path, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`duban …` with the county's Telegram and database."""
    telegram = here.settings.telegram
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DUBAN_DATABASE__URL": here.settings.database.url.get_secret_value(),
        "DUBAN_TELEGRAM__TOKEN": telegram.token.get_secret_value() if telegram.token else "",
        "DUBAN_TELEGRAM__BASE_URL": telegram.base_url,
        "DUBAN_TELEGRAM__ALLOW_PLAYGROUND": "true",
        "DUBAN_WEB__PORT": "0",
    }
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def duban(folder: Path, *words: str, **environment: str) -> tuple[int | None, str, str]:
    """Runs to its end: exit code, standard output, standard error."""
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await running.communicate()
    return running.returncode, out.decode(), err.decode()


@pytest.fixture
async def yunling(tmp_path: Path) -> AsyncIterator[County]:
    async with county(tmp_path, running=False) as here:
        yield here


async def answers(here: County) -> list[str]:
    return [text for text in await here.from_bot(LIN) if text.startswith("第14项")]


async def test_sigterm_ends_it_in_order(yunling: County, tmp_path: Path) -> None:
    async with process(yunling, tmp_path, "run") as running:
        await yunling.says(LIN, "第14项")
        running.send_signal(signal.SIGTERM)
        _, err = await running.communicate()
    assert running.returncode == 0, err.decode()
    log = err.decode()
    assert "Traceback" not in log
    assert "playground-" not in log
    async with yunling.store.reading() as uow:
        assert await uow.inbox.waiting_count() == 0


async def test_sigterm_while_telegram_does_not_answer(tmp_path: Path, yunling: County) -> None:
    await yunling.playground.stop()
    async with process(yunling, tmp_path, "run") as running:
        assert running.stderr is not None
        while "does not answer" not in (await running.stderr.readline()).decode():
            pass
        running.send_signal(signal.SIGINT)
        await running.communicate()
    assert running.returncode == 0


async def test_kill_9_loses_no_question(yunling: County, tmp_path: Path) -> None:
    """P07, P08: whatever was taken in, answered or not, is answered after the next start."""
    asked = 30
    async with process(yunling, tmp_path, "run") as running:
        for _ in range(asked):
            await yunling.says_only(LIN, "第14项")

        async def begun() -> bool:
            return len(await answers(yunling)) >= 3

        await eventually(begun)
        running.kill()
        await running.communicate()
    killed_after = len(await answers(yunling))
    async with process(yunling, tmp_path, "run") as running:

        async def done() -> bool:
            async with yunling.store.reading() as uow:
                waiting = await uow.inbox.waiting_count()
            return waiting == 0 and len(await answers(yunling)) >= asked

        await eventually(done)
        running.send_signal(signal.SIGTERM)
        await running.communicate()
    assert running.returncode == 0
    # The one that was under way may be answered again.
    assert asked <= len(await answers(yunling)) <= asked + 1, killed_after


async def test_o03_without_a_token_it_says_so_in_one_line(tmp_path: Path) -> None:
    code, _, err = await duban(tmp_path, "run")
    assert code == 1
    assert "DUBAN_TELEGRAM__TOKEN" in err
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "duban.db").exists()


async def test_o04_the_real_bot_does_not_meet_the_playground(yunling: County, tmp_path: Path) -> None:
    telegram = yunling.settings.telegram
    assert telegram.token is not None
    where = {"DUBAN_TELEGRAM__BASE_URL": telegram.base_url}
    code, _, err = await duban(
        tmp_path, "run", DUBAN_TELEGRAM__TOKEN=telegram.token.get_secret_value(), DUBAN_LANGUAGE="en", **where
    )
    assert (code, len(err.splitlines())) == (1, 1)
    assert "playground" in err
    code, _, err = await duban(tmp_path, "run", DUBAN_TELEGRAM__TOKEN="123456:real", DUBAN_LANGUAGE="en", **where)
    assert code == 1
    assert "does not accept the token" in err.splitlines()[-1]


async def test_a_wrong_setting_stops_it(tmp_path: Path) -> None:
    code, _, err = await duban(tmp_path, "run", DUBAN_WEB__PORT="http")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "DUBAN_WEB__PORT" in err


async def test_usage(tmp_path: Path) -> None:
    assert (await duban(tmp_path))[0] == 2
    assert (await duban(tmp_path, "fly"))[0] == 2
    assert (await duban(tmp_path, "run", "--fast"))[0] == 2
    code, out, _ = await duban(tmp_path, "--help")
    assert code == 0
    for name in ("run", "try", "migrate", "import-plan", "invite", "check", "audit", "understand"):
        assert name in out


async def test_try_says_where_it_is_and_ends_at_a_signal(tmp_path: Path) -> None:
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--port", "0", "--no-browser", "--today", "2026-11-24"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert running.stdout is not None
    line = (await running.stdout.readline()).decode()
    assert "http://127.0.0.1:" in line, (await running.communicate())[1].decode()
    folder = Path((await running.stdout.readline()).decode().split("：")[1].split("（")[0]).parent
    assert folder.exists()
    running.send_signal(signal.SIGTERM)
    _, err = await running.communicate()
    assert (running.returncode, err.decode()) == (0, "")
    assert not folder.exists()


async def test_try_on_a_taken_port_names_the_option(yunling: County, tmp_path: Path) -> None:
    port = str(yunling.session._base_url).rpartition(":")[2].strip("/")
    code, _, err = await duban(tmp_path, "try", "--port", port, "--no-browser")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "--port" in err
