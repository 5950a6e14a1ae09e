"""Codes for one person and for a list."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.bot.commands import Ran, Shell, shell

UNITS = "name,short_names\n县商务局,商务局\n县人社局,人社局\n"
PEOPLE = "unit,name,role\n商务局,邵明轩,liaison\n县人社局,秦月华,单位负责人\n"


@pytest.fixture
async def duban(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    made = shell(tmp_path, capsys)
    await made.runs("import-departments", made.writes("units.csv", UNITS))
    return made


def rows(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out)))


async def test_one_person(duban: Shell) -> None:
    ran = await duban.runs("invite", "--unit", "商务局", "--name", "邵明轩", "--role", "liaison", "--days", "3")
    assert ran.code == 0
    first, link, life = ran.lines
    code = first.rpartition("：")[2]
    assert first == f"邵明轩（县商务局，联络员）的邀请码：{code}"
    assert link == f"链接：https://t.me/<bot>?start={code}"
    assert life.startswith("只能使用一次")
    assert len(code) >= 20
    assert f"/start {code}" in ran.err
    assert "<bot>" in ran.err


async def test_a_list(duban: Shell) -> None:
    ran = await duban.runs("invite", "--file", duban.writes("people.csv", PEOPLE))
    assert ran.code == 0
    first, second = rows(ran)
    assert (first["unit"], first["name"], first["role"]) == ("县商务局", "邵明轩", "liaison")
    assert (second["unit"], second["role"]) == ("县人社局", "head")
    assert first["link"].endswith(f"?start={first['code']}")
    assert first["code"] != second["code"] != ""
    again = rows(await duban.runs("invite", "--file", duban.folder / "people.csv"))
    assert again[0]["code"] != first["code"]
    store = duban.store()
    async with store.reading() as uow:
        assert len(await uow.members.all()) == 2
    await store.close()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--unit", "商务局"],
        ["--unit", "商务局", "--name", "", "--role", "head"],
        ["--file", "x.csv", "--name", "甲"],
    ],
)
async def test_wrong_usage(duban: Shell, arguments: list[str]) -> None:
    ran = await duban.runs("invite", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "--file" in ran.err


async def test_nobody_is_invited_by_a_list_with_a_mistake(duban: Shell) -> None:
    ran = await duban.runs("invite", "--file", duban.writes("people.csv", PEOPLE + "外星局,甲,head\n"))
    assert (ran.code, ran.out) == (1, "")
    assert "外星局" in ran.err
    bad = await duban.runs("invite", "--file", duban.writes("people.csv", PEOPLE + "商务局,,boss\n"))
    assert "第4行" in bad.err
    store = duban.store()
    async with store.reading() as uow:
        assert await uow.members.all() == []
    await store.close()


async def test_days_and_units_that_cannot_be(duban: Shell) -> None:
    one = ("--name", "甲", "--role", "head")
    assert "1到365天" in (await duban.runs("invite", "--unit", "商务局", *one, "--days", "0")).err
    assert "外星局" in (await duban.runs("invite", "--unit", "外星局", *one)).err


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    """A Bot API that knows one token and what its bot is called."""

    async def get_me(request: web.Request) -> web.Response:
        me = {"id": 42, "is_bot": True, "first_name": "督办", "username": "yunling_bot"}
        return web.json_response({"ok": True, "result": me})

    app = web.Application()
    app.router.add_route("*", "/bot42:secret/getMe", get_me)
    async with TestServer(app) as server:
        yield f"http://{server.host}:{server.port}/bot"


@pytest.mark.parametrize(
    ("token", "link"), [("42:secret", "https://t.me/yunling_bot?start="), ("43:x", "https://t.me/<bot>?")]
)
async def test_the_link_leads_to_the_bot_when_telegram_says_what_it_is_called(
    duban: Shell, capsys: pytest.CaptureFixture[str], telegram: str, token: str, link: str
) -> None:
    connected = shell(duban.folder, capsys, telegram={"token": token, "base_url": telegram})
    ran = await connected.runs("invite", "--file", duban.writes("people.csv", PEOPLE))
    assert ran.code == 0
    assert all(row["link"].startswith(link) for row in rows(ran))
    assert (ran.err == "") == ("yunling" in link)
