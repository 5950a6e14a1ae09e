"""Starts and stops the program's parts in the right order, and tells how they are."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Coroutine, Mapping
from typing import Any

import telegram.error

from bot.clock import Clock
from bot.outcomes import outcome_of
from bot.polling import Polling, TokenRefused
from bot.telegram_in import Us
from bot.transport import AiohttpRequest, make_bot
from bot.web import application, serve
from bot.webhook import Webhook, register
from bot.wiring import Program, token_of, webhook_address, wire
from config import Settings
from language.understanding import get_ready
from ledger.delivery import Delivered, Unauthorized
from ledger.marks import HELD
from ledger.ports import Store
from ledger.refusals import Refused

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
TOKEN_PAUSE = 60.0
SILENT_SECONDS = 180.0
LISTEN_SECONDS = 20.0
COMMIT_SECONDS = 3.0


class App:
    """`store` has this program's schema; whoever opened it closes it. `web` False: no endpoints (the playground)."""

    def __init__(self, settings: Settings, store: Store, clock: Clock, *, web: bool = True) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock
        self._web = web or bool(settings.telegram.webhook_url)
        self._request = AiohttpRequest()
        self._endpoints = contextlib.AsyncExitStack()
        self._program: Program | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._token_refused = ""
        self._since = 0.0

    @property
    def program(self) -> Program:
        assert self._program is not None, "not started"  # noqa: S101
        return self._program

    async def start(self) -> None:
        """Waits for Telegram as long as it must. Raises Refused token_refused, port_taken."""
        self._since = asyncio.get_running_loop().time()
        await self._request.initialize()
        us = await self._introduced()
        program = self._program = wire(self._settings, self._store, self._request, us, self._clock)
        async with self._store.writing() as uow:
            left = await uow.inbox.waiting()
            held = await uow.marks.get(HELD)
        if held is not None:
            log.warning("sending is on hold after a restore: an administrator sends the bot 「恢复发送」")
        program.worker.start()
        program.worker.take(left)
        if self._web:
            await self._open_web(program)
        if isinstance(program.updates, Webhook):
            self._begin(self._register())
        else:
            self._begin(self._poll(program.updates))
        await program.timetable.start()
        self._begin(program.menus.set_up())
        self._begin(self._listen(program))
        self._begin(asyncio.to_thread(get_ready))
        log.info("@%s is at work; %d updates were left from before", us.username, len(left))

    async def stop(self) -> None:
        """Takes in nothing more, answers what it holds, finishes what it sends."""
        program = self._program
        if program is not None and isinstance(program.updates, Polling):
            await program.updates.stop()
        await self._endpoints.aclose()
        await self._end_tasks()
        if program is not None:
            await program.worker.stop()
            await program.timetable.stop()
            await program.prompting.stop()
        await self._request.shutdown()

    async def health(self) -> Mapping[str, str]:
        """For /readyz: what the bot needs, each "ok" or what is the matter."""
        updates = self.program.updates
        told = {"store": "ok", "telegram": self._token_refused or self.program.dispatcher.unauthorized or "ok"}
        try:
            async with self._store.reading() as uow:
                await uow.inbox.waiting_count()
        except Exception as error:
            told["store"] = type(error).__name__
        if isinstance(updates, Polling):
            silent = asyncio.get_running_loop().time() - (updates.last_answer or self._since)
            told["updates"] = "ok" if silent < SILENT_SECONDS else f"no answer from Telegram for {silent:.0f} s"
        return told

    async def gauges(self) -> Mapping[str, Mapping[str, int]]:
        async with self._store.reading() as uow:
            outbox = await uow.outbox.counts()
            waiting = await uow.inbox.waiting_count()
        return {"outbox": outbox, "inbox": {"waiting": waiting, "held": self.program.worker.held}}

    async def _introduced(self) -> Us:
        """Who we are. Raises Refused token_refused."""
        bot = make_bot(token_of(self._settings), self._request, base_url=self._settings.telegram.server)
        pause = FIRST_PAUSE
        while True:
            try:
                me = await bot.get_me()
                return Us(me.id, me.username or "")
            except telegram.error.TelegramError as error:
                outcome = outcome_of(error)
                if isinstance(outcome, Unauthorized):
                    raise Refused("token_refused", server=self._settings.telegram.server) from None
                log.warning("Telegram does not answer, asked again in %.0f s: %s", pause, outcome)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _open_web(self, program: Program) -> None:
        webhook = program.updates if isinstance(program.updates, Webhook) else None
        web = self._settings.web
        app = application(self.health, program.counters, self.gauges, webhook, watched_from_afar=web.watched_from_afar)
        try:
            runner = await serve(app, web.host, web.port)
        except OSError as error:
            if webhook is not None:
                raise Refused("web_port", host=web.host, port=web.port) from error
            log.warning("no health page: %s port %d cannot be opened (DUBAN_WEB__PORT): %s", web.host, web.port, error)
            return
        self._endpoints.push_async_callback(runner.cleanup)

    async def _register(self) -> None:
        url, _ = webhook_address(self._settings)
        secret = self._settings.telegram.webhook_secret
        bot = make_bot(token_of(self._settings), self._request, base_url=self._settings.telegram.server)
        pause = FIRST_PAUSE
        while not isinstance(
            outcome := await register(bot, url, secret.get_secret_value() if secret else ""), Delivered
        ):
            log.warning("Telegram did not take the webhook, asked again in %.0f s: %s", pause, outcome)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _poll(self, polling: Polling) -> None:
        while True:
            try:
                await polling.run()
                return
            except TokenRefused as error:
                # Planning goes on, and the next start with a new token sends what waits.
                self._token_refused = f"the token is refused: {error}"
                log.critical("Telegram does not accept the token any more (DUBAN_TELEGRAM__TOKEN): %s", error)
            await asyncio.sleep(TOKEN_PAUSE)
            self._token_refused = ""

    async def _listen(self, program: Program) -> None:
        """Notes that updates come in, and has people told of presses that were lost while none did."""
        loop = asyncio.get_running_loop()
        heard: float | None = None
        while True:
            updates = program.updates
            last = updates.last_answer if isinstance(updates, Polling) else loop.time()
            if last is not None and last != heard:
                # By the machine's running time: the playground's clock is turned by hand.
                silent = None if heard is None else dt.timedelta(seconds=last - heard)
                try:
                    await program.outages.heard(self._clock(), silent)
                    heard = last
                except Exception as error:
                    log.warning("that updates come in could not be noted: %r", error)
            await asyncio.sleep(LISTEN_SECONDS)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    async def _end_tasks(self) -> None:
        """A batch that was fetched is committed yet; everything else is cut off."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=COMMIT_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
