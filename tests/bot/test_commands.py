"""The command line: one table, nothing loaded that is not needed, and `check` that sees what is wrong."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.__main__ import main
from bot.checks import check_everything
from bot.commands import COMMANDS
from bot.sample import seed
from bot.wiring import policies_of
from config import read_settings
from config.groups import DatabaseSettings, TelegramSettings
from storage import open_store
from storage.migrate import migrate
from tests.bot.faulty_server import TOKEN, faulty_server, refused, says
from tests.town import MORNING

ROOT = Path(__file__).parents[2]


def url_in(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'duban.db'}"


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUBAN_LANGUAGE", "en")
    return tmp_path


def test_every_command_is_there() -> None:
    for entry in COMMANDS.values():
        assert (ROOT / "bot" / "commands" / f"{entry.module}.py").exists(), entry.module


def test_only_what_is_needed_is_loaded() -> None:
    """What the bot needs now and then would make every start slower and every process larger."""
    for late in ("telegram.ext", "alembic", "apscheduler", "prometheus_client", "chinese_calendar", "openpyxl", "docx"):
        done = subprocess.run(
            [sys.executable, "-c", f"import sys, bot.commands.run; sys.exit({late!r} in sys.modules)"],
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, late


def test_migrate(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["migrate"]) == 0
        assert "newest schema" in capsys.readouterr().out
    assert (alone / "duban.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////nowhere/at/all/duban.db",
        "sqlite+aiosqlite:////etc/passwd",
        "postgresql+asyncpg://duban:hunter22@127.0.0.1:1/duban",
        "postgresql+psycopg://127.0.0.1:1/duban",
    ],
)
def test_a_database_that_cannot_be_opened_is_one_line(
    url: str, alone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUBAN_DATABASE__URL", url)
    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1, said
    assert "hunter22" not in said


def test_check_makes_nothing_and_says_what_to_do(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "duban migrate" in said
    assert "DUBAN_TELEGRAM__TOKEN" in said
    assert list(alone.iterdir()) == []


def test_check_as_json_is_stable(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    capsys.readouterr()
    assert main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [check["name"] for check in told["checks"]] == [
        "settings",
        "database",
        "schema",
        "invariants",
        "audit",
        "messages",
        "leaders",
        "token",
        "clock",
        "calendar",
    ]
    assert {check["name"]: check["ok"] for check in told["checks"]}["schema"] is True
    assert all(set(check) == {"name", "ok", "detail"} for check in told["checks"])


async def test_check_of_a_county_at_work(tmp_path: Path) -> None:
    url = url_in(tmp_path)
    await migrate(url)
    settings = read_settings(None).model_copy(update={"database": DatabaseSettings(url=SecretStr(url))})
    store = open_store(url)
    await seed(store, year=2026, now=MORNING, policies=policies_of(settings))
    async with faulty_server() as server:
        me = {"id": 42, "is_bot": True, "first_name": "督办", "username": "duban_bot"}
        server.plan = [says(200, result=me)]
        telegram = TelegramSettings(token=SecretStr(TOKEN), base_url=f"{server.url}/bot")
        settings = settings.model_copy(update={"telegram": telegram})
        findings = await check_everything(settings, MORNING)
        assert all(finding.ok for finding in findings), findings
        (leaders,) = [finding for finding in findings if finding.name == "leaders"]
        assert leaders.found == "unclear"
        assert "常务副县长" in str(dict(leaders.values)["words"]), "the sample's leader has no title"
        server.plan = [refused(401, "Unauthorized")]
        findings = await check_everything(settings, MORNING)
        assert [finding.name for finding in findings if not finding.ok] == ["token"]
    async with store.writing() as uow:
        plan = await uow.plans.current()
        assert plan is not None
        item = await uow.items.by_number(plan.id, 14)
        assert item is not None
        await uow.items.save(replace(item, percent=99))
    await store.close()
    findings = await check_everything(settings, MORNING)
    assert "audit" in [finding.name for finding in findings if not finding.ok]
