"""Takes updates that Telegram posts: 200 means committed, 503 means come again."""

import asyncio
import hashlib
import hmac
import json
import logging
from typing import Any

import telegram
from aiohttp import web

from bot.intake import Intake, canonical_body, update_id_of
from bot.outcomes import attempt
from bot.telegram_in import ALLOWED_UPDATES
from ledger.delivery import Outcome

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LONGEST_BODY = 1024 * 1024
DEEPEST = 64
CONNECTIONS = 40
COMMIT_SECONDS = 25.0
# Telegram keeps a chat's later updates back until this one is taken, so it should come again soon.
RETRY_SECONDS = "3"


class _Unreadable(Exception):
    pass


class _TooLong(Exception):
    pass


class Webhook:
    """`refused` counts posts without the secret, for the metrics."""

    def __init__(self, intake: Intake, secret: str, path: str) -> None:
        if not secret:
            raise ValueError("a webhook without a secret takes anybody's updates")
        self._intake = intake
        self._secret = secret.encode()
        self.path = path
        self.refused = 0

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", self.path, self.handle)
        app.on_response_prepare.append(_without_banner)

    async def handle(self, request: web.Request) -> web.Response:
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            self.refused += 1
            return web.Response(status=403)
        try:
            update_id, body = _read(await _body(request))
        except _TooLong:
            return web.Response(status=413)
        except _Unreadable as error:
            log.warning("an unreadable webhook post: %s", error)
            return web.Response(status=400)
        try:
            async with asyncio.timeout(COMMIT_SECONDS):
                await self._intake.accept([(update_id, body)])
        except Exception as error:
            log.warning("update %d not stored: %s", update_id, type(error).__name__)
            return web.Response(status=503, headers={"Retry-After": RETRY_SECONDS})
        return web.Response(status=200)


def webhook_path(token: str) -> str:
    """Nobody can guess it, and it does not tell the token."""
    return "/telegram/" + hmac.digest(token.encode(), b"duban webhook path", hashlib.sha256).hex()[:40]


async def register(bot: telegram.Bot, url: str, secret: str) -> Outcome:
    """Tells Telegram where to post. What waits there is kept."""
    return await attempt(
        bot.set_webhook(
            url,
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        ),
        scope="all",
    )


async def _body(request: web.Request) -> bytes:
    """Read here, so that the limit holds whatever the application allows elsewhere."""
    if (request.content_length or 0) > LONGEST_BODY:
        raise _TooLong
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise _TooLong
    return bytes(body)


def _read(body: bytes) -> tuple[int, str]:
    try:
        update = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise _Unreadable(type(error).__name__) from None
    update_id = update_id_of(update)
    if update_id is None:
        raise _Unreadable("no update id")
    if body.count(b"[") + body.count(b"{") > DEEPEST and _depth(update) > DEEPEST:
        raise _Unreadable("too deep")
    return update_id, canonical_body(update)


def _depth(value: Any) -> int:
    deepest = 0
    waiting = [(value, 1)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, dict | list):
            deepest = max(deepest, depth)
            children = node.values() if isinstance(node, dict) else node
            waiting += [(child, depth + 1) for child in children]
    return deepest


async def _without_banner(_: web.BaseRequest, response: web.StreamResponse) -> None:
    response.headers.popall("Server", None)
