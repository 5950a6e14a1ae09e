"""The stand-in as one object: start it, point a bot at its address, open its page."""

import ipaddress
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from aiohttp import web

from playground.arguments import LARGEST_UPLOAD
from playground.bot_api import BotApi
from playground.clock import Clock
from playground.faults import Faults
from playground.history import KEPT_CALLS, History
from playground.limits import Limits
from playground.people import Group, Person
from playground.play import Handler, Play, told_to_page
from playground.stand_in import BotAccount, StandIn
from playground.webhooks import Subscription

PAGE = Path(__file__).parent / "page"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
OWN_NAMES = re.compile(r"(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?", re.IGNORECASE)
SHUTDOWN_SECONDS = 2.0


class Playground:
    """`start` is the clock's first moment (aware; None is the real time). `history` has every call of the bot.

    `on_clock_moved` is awaited after each move, before the page hears that it is done.
    """

    def __init__(
        self,
        people: Sequence[Person],
        groups: Sequence[Group],
        *,
        token: str,
        bot_username: str,
        bot_name: str,
        zone: str,
        start: datetime | None = None,
        next_working_morning: Callable[[datetime], datetime],
        on_clock_moved: Callable[[], Awaitable[None]] | None = None,
        strict_limits: bool = False,
        kept_calls: int = KEPT_CALLS,
    ) -> None:
        self._clock = Clock(start)
        self.stand_in = StandIn(
            BotAccount(token, bot_username, bot_name),
            people,
            groups,
            self._clock,
            limits=Limits() if strict_limits else None,
            kept_calls=kept_calls,
        )
        self._bot_api = BotApi(self.stand_in)
        self._play = Play(self.stand_in, zone=zone, next_morning=next_working_morning, moved=on_clock_moved)
        self._runner: web.AppRunner | None = None
        self._webhook: Subscription | None = None

    def now(self) -> datetime:
        """Aware, UTC: the time in which the people live."""
        return self._clock.now()

    @property
    def history(self) -> History:
        return self.stand_in.history

    @property
    def faults(self) -> Faults:
        return self.stand_in.faults

    def have_started(self, person_ids: Iterable[int]) -> None:
        """These have pressed START some time ago, so the bot may write to them."""
        for person_id in person_ids:
            self.stand_in.world.chats[person_id].started = True
            self.stand_in.world.seen.add(person_id)

    async def start(self, host: str = "127.0.0.1", port: int = 8080) -> str:
        """The base address, without a slash at the end; port 0 takes any free one.

        Raises ValueError for a host others could reach, OSError for a port that is taken.
        """
        if host != "localhost" and not _is_loopback(host):
            raise ValueError(f"the playground listens only on this machine itself, not on {host}")
        app = web.Application(
            client_max_size=LARGEST_UPLOAD + (1 << 20), middlewares=[_asked_by_own_name, told_to_page]
        )
        self._add_routes(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, handle_signals=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.stand_in.queue.open()
        self.stand_in.page.open()
        if self._webhook is not None:
            await self._bot_api.webhooks.begin(self._webhook)
        bound = runner.addresses[0]
        shown = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
        return f"http://{shown}:{bound[1]}"

    async def stop(self) -> None:
        """All is kept: a later start() goes on from here, as after an outage of Telegram."""
        if self._runner is None:
            return
        self._webhook = self._bot_api.webhooks.subscription
        self.stand_in.page.close()
        self.stand_in.queue.close()
        await self._bot_api.webhooks.end()
        await self._runner.cleanup()
        self._runner = None

    def _add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._bot_api.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._bot_api.file)
        self._play.add_to(app)
        app.router.add_get("/", _page)
        app.router.add_get("/page/{name}", _page)
        app.router.add_route("*", "/{rest:.*}", self._bot_api.not_found)
        app.on_response_prepare.append(_guarded)


@web.middleware
async def _asked_by_own_name(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another site whose name is made to mean this machine must not read the page's data."""
    if OWN_NAMES.fullmatch(request.host) is None:
        return web.Response(status=421, text="Misdirected Request: this server answers only to its own address")
    return await handler(request)


async def _page(request: web.Request) -> web.Response:
    """Read anew each time, so that a change of the page is seen by reloading."""
    name = request.match_info.get("name", "index.html")
    kind = KINDS.get(Path(name).suffix)
    file = PAGE / name
    if kind is None or file.parent != PAGE or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=file.read_bytes(),
        content_type=kind,
        charset="utf-8",
        headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"},
    )


async def _guarded(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["X-Content-Type-Options"] = "nosniff"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
