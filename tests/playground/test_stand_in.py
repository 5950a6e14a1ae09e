"""The stand-in as a whole: its clock, its history, limits and faults on request, and who may come near it."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from playground.faults import Fault
from playground.limits import Limits
from playground.people import read_groups, read_people
from playground.server import Playground
from tests.playground.bot_client import BotClient, PeopleClient
from tests.playground.conftest import GROUP, LIN, START, TOKEN, new_playground


async def test_the_clock_is_moved_in_three_ways(bot: BotClient, persons: PeopleClient, playground: Playground) -> None:
    assert playground.now() - START < timedelta(seconds=30)
    _, told = await persons.post("clock", advance_minutes=90)
    assert timedelta(minutes=90) <= datetime.fromisoformat(told["now"]) - START < timedelta(minutes=91)
    await persons.post("clock", to_next="working_morning")
    assert playground.now().strftime("%m-%d %H:%M") == "11-25 00:30"
    await persons.post("clock", to="2027-01-04T08:30:00+08:00")
    await persons.says(LIN, "x")
    [update] = await bot.updates()
    assert datetime.fromtimestamp(update["message"]["date"], UTC).strftime("%Y-%m-%d %H:%M") == "2027-01-04 00:30"
    for wish in ({"to": "soon"}, {"advance_minutes": "many"}, {}, {"advance_minutes": 1e30}):
        assert (await persons.post("clock", **wish))[1]["code"] == "unreadable"


async def test_whoever_listens_to_the_clock_is_waited_for(session: aiohttp.ClientSession) -> None:
    seen: list[datetime] = []

    async def moved() -> None:
        await asyncio.sleep(0.02)
        seen.append(one.now())

    one = new_playground(on_clock_moved=moved)
    persons = PeopleClient(session, await one.start(port=0))
    await persons.post("clock", advance_minutes=60)
    assert seen[0] - START >= timedelta(hours=1)
    await one.stop()


async def test_a_listener_that_fails_is_shown(session: aiohttp.ClientSession) -> None:
    async def moved() -> None:
        raise RuntimeError("the planner broke")

    one = new_playground(on_clock_moved=moved)
    persons = PeopleClient(session, await one.start(port=0))
    status, told = await persons.post("clock", advance_minutes=60)
    assert (status, told["error"]) == (500, "RuntimeError: the planner broke")
    await one.stop()


async def test_events_reach_the_page(bot: BotClient, persons: PeopleClient) -> None:
    async with persons.session.get(f"{persons.base}/play/events") as stream:
        await stream.content.readuntil(b"\n\n")
        await persons.says(LIN, "第14项")
        await bot.sends(LIN, "<b>好</b>", parse_mode="HTML")
        events: list[tuple[str, Any]] = []
        while len(events) < 3:
            raw = (await stream.content.readuntil(b"\n\n")).decode()
            name, data = raw.removeprefix("event: ").split("\ndata: ", 1)
            events.append((name, json.loads(data)))
    assert [name for name, _ in events] == ["message", "message", "call"]
    assert events[0][1]["from"] == {"id": LIN, "is_bot": False, "name": "林晓禾"}
    assert events[1][1]["html"] == "<b>好</b>"
    assert events[2][1]["method"] == "sendMessage"


async def test_limits_only_when_wanted(session: aiohttp.ClientSession) -> None:
    one = new_playground(strict_limits=True)
    bot = BotClient(session, await one.start(port=0), TOKEN)
    one.have_started([LIN])
    await bot.sends(LIN, "a")
    answer = await bot("sendMessage", chat_id=LIN, text="b")
    assert answer.refusal == "Too Many Requests: retry after 1"
    assert (answer.body["parameters"], answer.headers["Retry-After"]) == ({"retry_after": 1}, "1")
    await one.stop()


def test_the_windows_slide() -> None:
    limits = Limits()
    assert [limits.too_soon(chat, 10.0) for chat in range(1, 31)] == [None] * 30
    assert limits.too_soon(99, 10.9) == 1
    assert limits.too_soon(99, 11.0) is None
    assert [limits.too_soon(-1, 20.0 + n) for n in range(20)] == [None] * 20
    assert limits.too_soon(-1, 45.0) == 35


async def test_planned_faults(bot: BotClient, persons: PeopleClient, playground: Playground) -> None:
    playground.have_started([LIN])
    playground.faults.plan(Fault("sendMessage", skip=1, code=429, parameters={"retry_after": 3}))
    await bot.sends(LIN, "a")
    assert (await bot("sendMessage", chat_id=LIN, text="b")).body["parameters"] == {"retry_after": 3}
    await persons.post("fault", method="sendMessage", kind="drop_after", chat_id=LIN)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.post("sendMessage", json={"chat_id": LIN, "text": "c"})
    playground.faults.plan(Fault("sendMessage", "page_before"))
    async with bot.session.post(f"{bot.base}/bot{TOKEN}/sendMessage", data={"chat_id": LIN, "text": "d"}) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    shown = (await persons.get("messages", chat_id=LIN))["messages"]
    assert [message["text"] for message in shown] == ["a", "c"]


async def test_an_outage_loses_nothing(bot: BotClient, persons: PeopleClient, playground: Playground) -> None:
    await persons.says(LIN, "a")
    port = int(bot.base.rsplit(":", 1)[1])
    await playground.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await bot("getMe")
    assert await playground.start(port=port) == bot.base
    assert [update["message"]["text"] for update in await bot.updates()] == ["a"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])  # noqa: S104
async def test_it_listens_only_on_this_machine(host: str) -> None:
    with pytest.raises(ValueError, match="only on this machine"):
        await new_playground().start(host, 0)


async def test_other_sites_cannot_act_or_read(base: str, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{base}/play/say", data={"chat_id": LIN, "person_id": LIN, "text": "x"}) as answer:
        assert answer.status == 403
    for path in ("/play/state", "/", f"/bot{TOKEN}/getMe"):
        async with session.get(base + path, headers={"Host": "evil.example:80"}) as answer:
            assert answer.status == 421
    for path in ("/page/../server.py", "/page/%2e%2e%2fserver.py", "/page/..%5cserver.py", "/page/x.js", "/nowhere"):
        async with session.get(base + path) as answer:
            assert answer.status == 404
    async with session.get(base) as answer:
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_port_that_is_taken(base: str) -> None:
    with pytest.raises(OSError, match="in use"):
        await new_playground().start(port=int(base.rsplit(":", 1)[1]))


def test_the_sample_people_are_whole() -> None:
    people = {person.id: person for person in read_people()}
    assert all(person.name and person.title and person.about for person in people.values())
    assert all(member in people for group in read_groups() for member in group.member_ids)


async def test_alone_as_a_program(session: aiohttp.ClientSession) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground", "--port", "0", "--token", TOKEN, "--crowd", "3",
        "--start", "2026-11-24T08:30+08:00", stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout is not None
    try:
        words = (await asyncio.wait_for(program.stdout.readline(), 20)).decode().split()
        assert words[:3] == ["playground", "ready", "on"]
        persons = PeopleClient(session, words[3])
        state = await persons.get("state")
        assert len(state["people"]) == len(read_people()) + 3
        assert [chat["id"] for chat in state["chats"] if chat["type"] == "group"] == [GROUP]
        _, told = await persons.post("clock", to_next="working_morning")
        assert datetime.fromisoformat(told["now"]).strftime("%m-%d %H:%M") == "11-25 00:30"
    finally:
        program.terminate()
        assert await asyncio.wait_for(program.wait(), 10) == 0


async def test_sending_is_cheap(bot: BotClient, playground: Playground) -> None:
    """Otherwise measurements of the bot would measure the stand-in; the bound is generous, for a busy machine."""
    playground.have_started([LIN])
    calls = 300
    body = {"chat_id": str(LIN), "text": "<b>第14项</b> 🟡 临近\n" * 5, "parse_mode": "HTML"}
    began = time.process_time()
    for _ in range(calls):
        await bot.post("sendMessage", data=body)
    assert (time.process_time() - began) / calls < 0.003
