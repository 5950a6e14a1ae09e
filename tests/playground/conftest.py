"""A fresh stand-in with a few of the sample's people for every test."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from playwright.async_api import Browser

from playground.people import Group, Person, read_people
from playground.server import Playground
from tests.playground.bot_client import BotClient, PeopleClient
from tests.playground.browser import running_browser

TOKEN = "700000000:a-token-that-opens-nothing"
START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LIN, LUO, SHEN, GU, TANG = (7000000 + n for n in range(1, 6))
GROUP = -4007001
SUPERGROUP = -1001234567890


def people() -> list[Person]:
    return read_people()[:5]


def groups() -> list[Group]:
    return [
        Group(GROUP, "文旅产业专班", (LIN, LUO, SHEN)),
        Group(SUPERGROUP, "督查工作群", (GU, SHEN), supergroup=True),
    ]


def new_playground(**more: object) -> Playground:
    settings: dict[str, object] = {"start": START, "next_working_morning": next_morning, **more}
    return Playground(
        people(),
        groups(),
        token=TOKEN,
        bot_username="duban_bot",
        bot_name="督办",
        zone="Asia/Shanghai",
        **settings,  # type: ignore[arg-type]
    )


def next_morning(now: datetime) -> datetime:
    return (now + timedelta(days=1)).replace(hour=0, minute=30, second=0, microsecond=0)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with running_browser() as one:
        yield one


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    one = new_playground()
    yield one
    await one.stop()


@pytest.fixture
async def base(playground: Playground) -> str:
    return await playground.start(port=0)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as one:
        yield one


@pytest.fixture
async def bot(session: aiohttp.ClientSession, base: str) -> BotClient:
    return BotClient(session, base, TOKEN)


@pytest.fixture
async def persons(session: aiohttp.ClientSession, base: str) -> PeopleClient:
    return PeopleClient(session, base)
