"""Whether the program lives, whether it can work, and what it counted."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot import web as endpoints
from bot.counters import Counters
from bot.web import application, serve


async def well() -> Mapping[str, str]:
    return {"store": "ok", "telegram": "ok"}


async def gauges() -> Mapping[str, Mapping[str, int]]:
    return {"outbox": {"due": 3, "delivered": 9}, "inbox": {"waiting": 1}}


@asynccontextmanager
async def serving(
    ready: endpoints.Ready = well, counters: Counters | None = None, *, watched_from_afar: bool = False
) -> AsyncIterator[aiohttp.ClientSession]:
    app = application(ready, counters or Counters(), gauges, watched_from_afar=watched_from_afar)
    runner = await serve(app, "127.0.0.1", 0)
    try:
        host, port = runner.addresses[0][:2]
        async with aiohttp.ClientSession(f"http://{host}:{port}") as session:
            yield session
    finally:
        await runner.cleanup()


async def test_health_is_short() -> None:
    async with serving() as session, session.get("/healthz") as answer:
        assert (answer.status, await answer.text()) == (200, "ok\n")


async def test_readiness_says_what_is_the_matter() -> None:
    async def ill() -> Mapping[str, str]:
        return {"store": "OperationalError", "telegram": "ok"}

    async with serving() as session, session.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, {"store": "ok", "telegram": "ok"})
    async with serving(ill) as session, session.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (503, {"store": "OperationalError", "telegram": "ok"})


async def test_a_check_that_hangs_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs() -> Mapping[str, str]:
        await asyncio.sleep(60)
        return {}

    monkeypatch.setattr(endpoints, "CHECK_SECONDS", 0.05)
    async with serving(hangs) as session, session.get("/readyz") as answer:
        assert answer.status == 503


async def test_metrics_in_prometheus_form() -> None:
    counters = Counters(failed=2, quarantined=1)
    for seconds in (0.01, 0.3, 99.0):
        counters.answer(seconds)
    async with serving(counters=counters) as session, session.get("/metrics") as answer:
        page = await answer.text()
        assert answer.content_type == "text/plain"
    for line in (
        "duban_updates_failed_total 2.0",
        "duban_updates_quarantined_total 1.0",
        'duban_answer_seconds_bucket{le="0.025"} 1.0',
        'duban_answer_seconds_bucket{le="0.5"} 2.0',
        'duban_answer_seconds_bucket{le="+Inf"} 3.0',
        "duban_answer_seconds_count 3.0",
        'duban_outbox{state="due"} 3.0',
        'duban_inbox{state="waiting"} 1.0',
    ):
        assert line in page


async def test_o06_other_machines_see_only_that_it_lives() -> None:
    through_a_proxy = {"X-Forwarded-For": "203.0.113.9"}
    async with serving() as session:
        for path, status in (("/healthz", 200), ("/readyz", 404), ("/metrics", 404)):
            async with session.get(path, headers=through_a_proxy) as answer:
                assert answer.status == status, path
    async with (
        serving(watched_from_afar=True) as session,
        session.get("/metrics", headers=through_a_proxy) as answer,
    ):
        assert answer.status == 200


async def test_a_taken_port_is_an_error_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="address"):
            await serve(application(well, Counters(), gauges), "127.0.0.1", taken.getsockname()[1])
