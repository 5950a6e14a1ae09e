"""What Telegram was told is received has been committed, whatever happens in between."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.intake import Intake
from bot.polling import Polling, TokenRefused
from bot.transport import AiohttpRequest
from tests.bot.faulty_server import (
    TOKEN,
    FaultyServer,
    closes,
    faulty_server,
    raw,
    refused,
    says,
    stays_silent,
)
from tests.bot.inbox_stand_in import InboxStandIn, noon


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    async with faulty_server() as running:
        running.otherwise = stays_silent
        yield running


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as request:
        yield request


def polling_of(server: FaultyServer, request: AiohttpRequest, inbox: InboxStandIn) -> Polling:
    intake = Intake(inbox.store, lambda rows: None, noon)
    return Polling(request, f"{server.url}/bot{TOKEN}", intake, first_pause=0.01)


async def asked(server: FaultyServer, times: int) -> None:
    async with asyncio.timeout(5):
        while len(server.seen) < times:
            await server.next_request()


def updates(*update_ids: int) -> list[dict[str, object]]:
    return [{"update_id": n, "message": {}} for n in update_ids]


async def test_an_update_is_confirmed_by_the_call_after_its_commit(
    server: FaultyServer, request_: AiohttpRequest
) -> None:
    inbox = InboxStandIn()
    polling = polling_of(server, request_, inbox)
    server.plan = [says(200, result=updates(7, 8)), says(200, result=[]), says(200, result=updates(9))]
    running = asyncio.ensure_future(polling.run())
    await asked(server, 4)
    assert inbox.update_ids == [7, 8, 9]
    assert [fields.get("offset") for _, fields in server.seen] == [None, "9", "9", "10"]
    assert json.loads(server.seen[0][1]["allowed_updates"]) == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip
    assert polling.last_answer is not None
    await polling.stop()
    await asyncio.wait_for(running, 1)


async def test_a06_ids_that_start_anew_lower(server: FaultyServer, request_: AiohttpRequest) -> None:
    inbox = InboxStandIn()
    polling = polling_of(server, request_, inbox)
    server.plan = [says(200, result=updates(900)), says(200, result=updates(20))]
    running = asyncio.ensure_future(polling.run())
    await asked(server, 3)
    assert [fields.get("offset") for _, fields in server.seen] == [None, "901", "21"]
    await polling.stop()
    await running


async def test_a_failed_commit_is_never_confirmed(server: FaultyServer, request_: AiohttpRequest) -> None:
    inbox = InboxStandIn()
    inbox.down = True
    polling = polling_of(server, request_, inbox)
    server.plan = [says(200, result=updates(7)), says(200, result=updates(7)), says(200, result=updates(7, 8))]
    running = asyncio.ensure_future(polling.run())
    await asked(server, 2)
    inbox.down = False
    await asked(server, 4)
    assert "offset" not in server.seen[1][1]
    assert server.seen[3][1]["offset"] == "9"
    assert inbox.update_ids == [7, 8]
    await polling.stop()
    await running


@pytest.mark.parametrize("after", [0.0, 0.02, 0.05, 0.08])
async def test_p07_p08_a_kill_around_the_commit_loses_nothing(
    after: float, server: FaultyServer, request_: AiohttpRequest
) -> None:
    """Killed before, in or after the commit: the next life asks without offset and gets it again."""
    inbox = InboxStandIn(slow=0.05)
    server.plan = [says(200, result=updates(7))]
    killed = asyncio.ensure_future(polling_of(server, request_, inbox).run())
    await asked(server, 1)
    await asyncio.sleep(after)
    killed.cancel()
    with suppress(asyncio.CancelledError):
        await killed
    confirmed = [fields["offset"] for _, fields in server.seen if "offset" in fields]
    assert not confirmed or inbox.update_ids == [7]
    left = inbox.as_after_a_crash()
    server.seen.clear()
    server.plan = [says(200, result=updates(7, 8))]
    again = polling_of(server, request_, left)
    running = asyncio.ensure_future(again.run())
    await asked(server, 2)
    assert server.seen[0][1].get("offset") is None
    assert left.update_ids == [7, 8]
    await again.stop()
    await running


async def test_troubles_pass(server: FaultyServer, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture) -> None:
    inbox = InboxStandIn()
    polling = polling_of(server, request_, inbox)
    server.plan = [
        closes,
        raw(502, b"<html>"),
        raw(200, b"<html>"),
        raw(401, b"<html>log in to the hotel</html>"),
        raw(404, b"<html>"),
        says(200, result=[{"no": "id"}]),
        says(200, result={"not": "a list"}),
        says(200, result=[{"broken": 1}, *updates(7)]),
    ]
    running = asyncio.ensure_future(polling.run())
    await asked(server, 9)
    assert inbox.update_ids == [7]
    assert TOKEN not in caplog.text
    await polling.stop()
    await running


async def test_f30_a_refused_token_ends_it(server: FaultyServer, request_: AiohttpRequest) -> None:
    server.plan = [refused(401, "Unauthorized")]
    with pytest.raises(TokenRefused):
        await polling_of(server, request_, InboxStandIn()).run()


async def test_f32_another_poller_is_told_of_once(
    server: FaultyServer, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    polling = polling_of(server, request_, InboxStandIn())
    server.otherwise = refused(409, "Conflict: terminated by other getUpdates request; make sure …")
    running = asyncio.ensure_future(polling.run())
    await asked(server, 4)
    assert len(caplog.records) == 1
    assert "another program" in caplog.text
    await polling.stop()
    await running


async def test_a_webhook_in_the_way_is_removed_without_dropping(server: FaultyServer, request_: AiohttpRequest) -> None:
    polling = polling_of(server, request_, InboxStandIn())
    text = (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    server.plan = [refused(409, text), says(200, result=True), says(200, result=[])]
    running = asyncio.ensure_future(polling.run())
    await asked(server, 4)
    assert [method for method, _ in server.seen] == ["getUpdates", "deleteWebhook", "getUpdates", "getUpdates"]
    assert server.seen[1][1] == {"drop_pending_updates": "false"}
    await polling.stop()
    await running


async def test_f13_a_named_pause_is_kept_and_stop_ends_it(server: FaultyServer, request_: AiohttpRequest) -> None:
    server.plan = [refused(429, "Too Many Requests", retry_after=3600)]
    polling = polling_of(server, request_, InboxStandIn())
    running = asyncio.ensure_future(polling.run())
    await asyncio.sleep(0.2)
    assert len(server.seen) == 1
    await polling.stop()
    await asyncio.wait_for(running, 0.5)


async def test_stop_while_committing_lets_the_commit_end(server: FaultyServer, request_: AiohttpRequest) -> None:
    inbox = InboxStandIn(slow=0.1)
    server.plan = [says(200, result=updates(7))]
    polling = polling_of(server, request_, inbox)
    running = asyncio.ensure_future(polling.run())
    await asked(server, 1)
    await asyncio.sleep(0.05)
    await polling.stop()
    await asyncio.wait_for(running, 1)
    assert inbox.update_ids == [7]
    assert len(server.seen) == 1


async def test_a_server_that_does_not_wait_is_not_asked_in_a_circle(
    server: FaultyServer, request_: AiohttpRequest
) -> None:
    polling = polling_of(server, request_, InboxStandIn())
    server.otherwise = says(200, result=[])
    running = asyncio.ensure_future(polling.run())
    await asyncio.sleep(0.5)
    await polling.stop()
    await asyncio.wait_for(running, 0.5)
    assert len(server.seen) <= 4


async def test_pauses_grow_to_five_minutes_and_no_further(server: FaultyServer, request_: AiohttpRequest) -> None:
    polling = Polling(request_, "x", Intake(InboxStandIn().store, lambda rows: None, noon))
    assert polling._pause_after(0) <= 1.0
    assert 150 <= polling._pause_after(9) <= 300
    assert 150 <= polling._pause_after(10_000) <= 300
