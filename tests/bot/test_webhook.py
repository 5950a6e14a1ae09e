"""A01 to A09 and A11: who may post, what is taken, and what Telegram is told."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.intake import Intake
from bot.transport import AiohttpRequest, make_bot
from bot.webhook import LONGEST_BODY, SECRET_HEADER, Webhook, register, webhook_path
from ledger.delivery import Delivered
from tests.bot.faulty_server import TOKEN, faulty_server, says
from tests.bot.inbox_stand_in import InboxStandIn, noon

SECRET = "s3cret-of-the-county"
PATH = webhook_path(TOKEN)
GOOD = {SECRET_HEADER: SECRET}

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def inbox() -> InboxStandIn:
    return InboxStandIn()


@pytest.fixture
def webhook(inbox: InboxStandIn) -> Webhook:
    return Webhook(Intake(inbox.store, lambda rows: None, noon, capacity=50), SECRET, PATH)


@pytest.fixture
async def client(webhook: Webhook) -> AsyncIterator[Client]:
    app = web.Application(client_max_size=100 * 1024 * 1024)
    webhook.add_to(app)
    async with TestClient(TestServer(app)) as client:
        yield client


def update(update_id: int, **fields: Any) -> bytes:
    return json.dumps({"update_id": update_id, **fields}).encode()


async def test_committed_is_200(client: Client, inbox: InboxStandIn) -> None:
    answer = await client.post(PATH, data=update(7), headers=GOOD)
    assert answer.status == 200
    assert inbox.update_ids == [7]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: "秘密"}])
async def test_a01_a02_without_the_secret(
    headers: dict[str, str], client: Client, inbox: InboxStandIn, webhook: Webhook, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client.post(PATH, data=b"not even json", headers=headers)
    assert answer.status == 403
    assert webhook.refused == 1
    assert not inbox.commits
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"{}", 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": -1}', 400),
        (b'{"update_id": 1e3}', 400),
        (b'{"update_id": ' + b"9" * 5000 + b"}", 400),
        (b'{"update_id": 7, "x": "\x00"}', 400),
        (b'{"update_id": 7, "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 400),
        (b'{"update_id": 7, "x": ' + b"[" * 100 + b"]" * 100 + b"}", 400),
        (b'{"update_id": 7, "x": "' + b"x" * 5 * LONGEST_BODY + b'"}', 413),
        (b'{"update_id": 7, "x": [' + b"[]," * 5_000 + b"[]]}", 200),
        (b'{"update_id": 7, "x": "\\ud800"}', 200),
        (b'{"update_id": 7, "poll_answer": {}}', 200),
    ],
)
async def test_a03_a08_bodies(body: bytes, status: int, client: Client, inbox: InboxStandIn) -> None:
    answer = await client.post(PATH, data=io.BytesIO(body), headers=GOOD)
    assert answer.status == status
    assert inbox.update_ids == ([7] if status == 200 else [])


async def test_a03_too_long_without_saying_so(client: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 64 * 1024

    try:
        answer = await client.post(PATH, data=endless(), headers=GOOD)
    except aiohttp.ClientConnectionError:
        return
    assert answer.status == 413


async def test_a04_a05_a06_repeats_other_bodies_and_low_ids(client: Client, inbox: InboxStandIn) -> None:
    for body in (update(900), update(900), b'{ "update_id" : 900 }', update(900, x=1), update(3)):
        assert (await client.post(PATH, data=body, headers=GOOD)).status == 200
    assert inbox.update_ids == [900, 900, 3]


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "DELETE", "OPTIONS"])
async def test_a09_other_methods(method: str, client: Client) -> None:
    answer = await client.request(method, PATH, headers=GOOD)
    assert answer.status == 405
    assert "Server" not in answer.headers


async def test_a09_other_paths_and_no_banner(client: Client) -> None:
    answer = await client.post("/telegram/" + "0" * 40, data=update(1), headers=GOOD)
    assert answer.status == 404
    assert "Server" not in answer.headers
    assert TOKEN.partition(":")[2] not in PATH
    assert webhook_path(TOKEN + "x") != PATH


async def test_d01_d04_a_store_that_is_down(client: Client, inbox: InboxStandIn) -> None:
    inbox.down = True
    answer = await client.post(PATH, data=update(7), headers=GOOD)
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    inbox.down = False
    assert (await client.post(PATH, data=update(7), headers=GOOD)).status == 200
    assert inbox.update_ids == [7]


async def test_a11_a_burst_past_the_bound(client: Client, inbox: InboxStandIn) -> None:
    inbox.slow = 0.3
    answers = await asyncio.gather(*(client.post(PATH, data=update(n), headers=GOOD) for n in range(100)))
    taken = sum(answer.status == 200 for answer in answers)
    assert {answer.status for answer in answers} == {200, 503}
    assert taken == len(inbox.rows)


def test_no_webhook_without_secret(inbox: InboxStandIn) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(Intake(inbox.store, lambda rows: None, noon), "", PATH)


async def test_register() -> None:
    async with faulty_server() as server, AiohttpRequest() as request:
        server.otherwise = says(200, result=True)
        bot = make_bot(TOKEN, request, base_url=server.url)
        assert isinstance(await register(bot, "https://x.cn" + PATH, SECRET), Delivered)
        method, fields = server.seen[0]
    assert method == "setWebhook"
    assert fields["secret_token"] == SECRET
    assert "drop_pending_updates" not in fields or fields["drop_pending_updates"] == "false"
    assert json.loads(fields["allowed_updates"])[0] == "message"
