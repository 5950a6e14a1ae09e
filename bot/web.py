"""The web endpoints: Telegram's updates, whether the program lives and can work, and what it has counted."""

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.counters import Counters
from bot.webhook import Webhook

log = logging.getLogger(__name__)

CHECK_SECONDS = 5.0
SHUTDOWN_SECONDS = 10.0

Ready = Callable[[], Awaitable[Mapping[str, str]]]
"""Each thing the bot needs, by name, with "ok" or what is the matter."""
Gauges = Callable[[], Awaitable[Mapping[str, Mapping[str, int]]]]
"""{"outbox": {"due": 3, …}, "inbox": {"waiting": 0}, …}"""


def application(
    ready: Ready, counters: Counters, gauges: Gauges, webhook: Webhook | None = None, *, watched_from_afar: bool = False
) -> web.Application:
    """`watched_from_afar` opens readiness and metrics to other machines; what they tell is not for everybody."""
    app = web.Application()

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        if not (watched_from_afar or _near(request)):
            return web.Response(status=404)
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                told = await ready()
        except TimeoutError:
            told = {"check": f"no answer in {CHECK_SECONDS:.0f} s"}
        well = all(state == "ok" for state in told.values())
        return web.json_response(dict(told), status=200 if well else 503)

    async def metrics(request: web.Request) -> web.Response:
        if not (watched_from_afar or _near(request)):
            return web.Response(status=404)
        from bot.metrics import CONTENT_TYPE, page

        text = page(counters, await gauges(), webhook.refused if webhook is not None else 0)
        # aiohttp takes no version within its `content_type`.
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    if webhook is not None:
        webhook.add_to(app)
    return app


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Raises OSError when the address is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except BaseException:
        await runner.cleanup()
        raise
    return runner


def _near(request: web.Request) -> bool:
    """From this machine, and not handed on by a proxy on it."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
