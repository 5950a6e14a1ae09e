"""Fetches updates by long polling; Telegram is told "received" only by the call after the commit."""

import asyncio
import json
import logging
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

from telegram.error import TelegramError

from bot.intake import Intake, canonical_body, update_id_of
from bot.outcomes import pause
from bot.telegram_in import ALLOWED_UPDATES
from bot.transport import AiohttpRequest

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 30
GRACE_SECONDS = 15
BATCH = 100
FIRST_PAUSE = 1.0
SHORTEST_ROUND = 0.2
LONGEST_PAUSE = 300.0

T = TypeVar("T")


class TokenRefused(Exception):
    """Telegram does not know the token: nothing will work until the operator sets another."""


class _Pause(Exception):
    """Wait and try again; `seconds` if the other side named a time."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Polling:
    """`methods_url` is Bot.base_url (it has the token in it); `last_answer` is loop.time() of the last good answer."""

    def __init__(
        self,
        request: AiohttpRequest,
        methods_url: str,
        intake: Intake,
        *,
        long_poll: int = LONG_POLL_SECONDS,
        first_pause: float = FIRST_PAUSE,
        chance: random.Random | None = None,
    ) -> None:
        self._request = request
        self._url = methods_url
        self._intake = intake
        self._long_poll = long_poll
        self._first_pause = first_pause
        self._chance = chance or random.Random()  # noqa: S311 - spreads retries, guards nothing
        self._offset: int | None = None
        self._stopped = False
        self._waiting: asyncio.Task[Any] | None = None
        self._failures = 0
        self._told_conflict = False
        self._asked = 0.0
        self.last_answer: float | None = None

    async def run(self) -> None:
        """Until stop(). Raises TokenRefused."""
        while not self._stopped:
            try:
                updates = await self._interruptible(self._fetch())
                # A commit under way is not cut off by stop(): it ends by itself.
                await self._take_in(updates)
                if not updates:
                    await self._interruptible(asyncio.sleep(self._until_next()))
            except _Stopped:
                return
            except _Pause as error:
                await self._rest(error)
            else:
                self._failures = 0

    async def stop(self) -> None:
        """What was fetched and not committed is fetched again by the next run."""
        self._stopped = True
        if self._waiting is not None:
            self._waiting.cancel()

    async def _fetch(self) -> list[Any]:
        fields = {"timeout": str(self._long_poll), "limit": str(BATCH), "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            fields["offset"] = str(self._offset)
        self._asked = asyncio.get_running_loop().time()
        code, told = await self._call("getUpdates", fields, self._long_poll + GRACE_SECONDS)
        if code == 200 and isinstance(told.get("result"), list):
            self.last_answer = asyncio.get_running_loop().time()
            self._told_conflict = False
            return list(told["result"])
        description = str(told.get("description", ""))
        if code in (401, 404) and told:
            raise TokenRefused(description)
        if code == 409:
            await self._conflict(description)
        if code == 429:
            parameters = told.get("parameters")
            wanted = parameters.get("retry_after") if isinstance(parameters, dict) else None
            raise _Pause("Telegram asks for a pause", pause(wanted).total_seconds())
        raise _Pause(f"HTTP {code} {description[:200]}")

    async def _call(self, method: str, fields: dict[str, str], read_timeout: float) -> tuple[int, dict[str, Any]]:
        try:
            code, payload = await self._request.exchange(f"{self._url}/{method}", fields, read_timeout=read_timeout)
        except TelegramError as error:
            raise _Pause(str(error)) from error
        try:
            told = json.loads(payload)
        except (ValueError, RecursionError):
            told = None
        return code, told if isinstance(told, dict) and "ok" in told else {}

    async def _conflict(self, description: str) -> None:
        if "webhook" in description.casefold() and "use deletewebhook" in description.casefold():
            log.warning("a webhook was set for this bot; it is removed now, since updates are to be polled")
            await self._call("deleteWebhook", {"drop_pending_updates": "false"}, GRACE_SECONDS)
        elif not self._told_conflict:
            log.error("another program fetches this bot's updates; stop it, two cannot run at once: %s", description)
            self._told_conflict = True
        raise _Pause("conflict")

    def _until_next(self) -> float:
        """A server that answers "nothing" at once instead of waiting must not be asked in a circle."""
        waited = asyncio.get_running_loop().time() - self._asked
        return max(0.0, SHORTEST_ROUND - waited)

    async def _take_in(self, updates: list[Any]) -> None:
        known = [(update_id, canonical_body(u)) for u in updates if (update_id := update_id_of(u)) is not None]
        if not known:
            if updates:
                raise _Pause("an answer without any update id")
            return
        try:
            await self._intake.accept(known)
        except Exception as error:
            raise _Pause(f"updates not stored ({type(error).__name__}), fetched again later") from error
        # Of this answer only: ids start anew at random after a quiet week.
        self._offset = max(update_id for update_id, _ in known) + 1

    async def _rest(self, error: _Pause) -> None:
        seconds = error.seconds if error.seconds is not None else self._pause_after(self._failures)
        self._failures += 1
        if not self._told_conflict:
            log.warning("polling waits %.1f s: %s", seconds, error)
        try:
            await self._interruptible(asyncio.sleep(seconds))
        except _Stopped:
            return

    def _pause_after(self, failures: int) -> float:
        longest = min(LONGEST_PAUSE, self._first_pause * 2.0 ** min(failures, 20))
        return longest * self._chance.uniform(0.5, 1.0)

    async def _interruptible(self, call: Coroutine[Any, Any, T]) -> T:
        """Awaits what stop() may cut off."""
        if self._stopped:
            call.close()
            raise _Stopped
        task = asyncio.get_running_loop().create_task(call)
        self._waiting = task
        try:
            return await task
        except asyncio.CancelledError:
            if self._stopped:
                raise _Stopped from None
            raise
        finally:
            self._waiting = None


class _Stopped(Exception):
    pass
