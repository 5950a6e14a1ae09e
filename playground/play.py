"""The page's side of the server: /play/…, also for programs that act as people."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from aiohttp import web

from playground import acting
from playground.acting import Impossible
from playground.arguments import Arguments, read_arguments
from playground.faults import Fault
from playground.refusals import RefusedCall
from playground.stand_in import StandIn
from playground.view import call_view, chat_view, message_view

log = logging.getLogger(__name__)

MOST_CALLS = 500
HEARTBEAT_SECONDS = 15.0
OWN_HEADER = "X-Playground"

NextMorning = Callable[[datetime], datetime]
Moved = Callable[[], Awaitable[None]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Play:
    """`zone` is a name such as "Asia/Shanghai". `moved` is awaited before a move of the clock is answered."""

    def __init__(self, stand_in: StandIn, *, zone: str, next_morning: NextMorning, moved: Moved | None) -> None:
        self._stand_in = stand_in
        self._zone = zone
        self._next_morning = next_morning
        self._moved = moved
        self._moving = asyncio.Lock()

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/play/state", self.state)
        app.router.add_get("/play/messages", self.messages)
        app.router.add_get("/play/calls", self.calls)
        app.router.add_get("/play/events", self.events)
        app.router.add_get("/play/files/{id}", self.file)
        for name, handler in (
            ("say", self.say),
            ("edit", self.edit),
            ("press", self.press),
            ("upload", self.upload),
            ("block", self.block),
            ("membership", self.membership),
            ("upgrade", self.upgrade),
            ("fault", self.fault),
            ("clock", self.clock),
        ):
            app.router.add_post(f"/play/{name}", _from_own_page(handler))

    async def state(self, _: web.Request) -> web.Response:
        stand_in = self._stand_in
        chats = [chat for chat in stand_in.world.chats.values() if chat.moved_to is None]
        return _json(
            {
                "timezone": self._zone,
                "now": stand_in.clock.now().isoformat(),
                "bot": {"name": stand_in.account.name, "username": stand_in.account.username},
                "people": [
                    {
                        "id": person.id,
                        "name": person.name,
                        "unit": person.unit,
                        "role": person.role,
                        "title": person.title,
                        "about": person.about,
                        "persona": person.persona,
                        "blocked": stand_in.world.chats[person.id].blocked,
                    }
                    for person in stand_in.world.people.values()
                ],
                "chats": [chat_view(chat, stand_in.account.name) for chat in chats],
                "commands": {chat.id: menu for chat in chats if (menu := stand_in.menus.shown_in(chat))},
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        chat = self._stand_in.world.chats.get(_number(request.query, "chat_id"))
        if chat is None:
            raise Impossible("no_chat", "no chat has this id")
        after = int(request.query.get("after", "0"))
        name = self._stand_in.account.name
        shown = [m for m in chat.messages.values() if m.id > after and m.service is None]
        return _json({"messages": [message_view(message, name) for message in shown]})

    async def calls(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        newer = [call for call in self._stand_in.history if call.seq > after]
        return _json({"calls": [call_view(call) for call in newer[-MOST_CALLS:]]})

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        # A page that was closed is no error.
        with suppress(ConnectionError), self._stand_in.page.listening() as listener:
            await response.write(b"retry: 800\n\n")
            while (news := await _next_events(listener)) is not None:
                await response.write(news)
        return response

    async def file(self, request: web.Request) -> web.Response:
        file = self._stand_in.files.by_id(request.match_info["id"])
        if file is None:
            raise Impossible("gone", "this file is no longer kept")
        how = "inline" if file.is_photo else "attachment"
        return web.Response(
            body=file.content,
            content_type=file.mime if file.is_photo else "application/octet-stream",
            headers={
                "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    async def say(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        reply_to = wish.integer("reply_to") if "reply_to" in wish.given else None
        said = acting.say(self._stand_in, _id(wish, "chat_id"), _id(wish, "person_id"), wish.text("text"), reply_to)
        return _json({"message_ids": [message.id for message in said]})

    async def edit(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        where = (_id(wish, "chat_id"), _id(wish, "person_id"), _id(wish, "message_id"))
        acting.edit(self._stand_in, *where, wish.text("text"))
        return _json({})

    async def press(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        data, label = (str(wish.given[name]) if name in wish.given else None for name in ("data", "label"))
        where = (_id(wish, "chat_id"), _id(wish, "person_id"), _id(wish, "message_id"))
        press = acting.press(self._stand_in, *where, data, label)
        return _json({"query_id": press.id})

    async def upload(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        file = wish.upload("file")
        if file is None:
            raise Impossible("empty", "there is no file in the request")
        message = acting.upload(
            self._stand_in, _id(wish, "chat_id"), _id(wish, "person_id"), file, wish.text("caption")
        )
        return _json({"message_id": message.id})

    async def block(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        acting.block(self._stand_in, _id(wish, "person_id"), wish.true("blocked"))
        return _json({})

    async def membership(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        acting.invite_bot(self._stand_in, _id(wish, "chat_id"), _id(wish, "person_id"), wish.true("inside"))
        return _json({})

    async def upgrade(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        return _json({"chat_id": acting.upgrade(self._stand_in, _id(wish, "chat_id")).id})

    async def fault(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        try:
            self._stand_in.faults.plan(Fault(**wish.given))
        except TypeError as error:
            raise Impossible("unreadable", str(error)) from error
        return _json({})

    async def clock(self, request: web.Request) -> web.Response:
        wish = await read_arguments(request)
        async with self._moving:
            self._stand_in.clock.move_to(self._wanted(wish))
            self._stand_in.page.tell("clock", {"now": self._stand_in.clock.now().isoformat()})
            if self._moved is not None:
                await self._moved()
        return _json({"now": self._stand_in.clock.now().isoformat()})

    def _wanted(self, wish: Arguments) -> datetime:
        now = self._stand_in.clock.now()
        try:
            if "advance_minutes" in wish.given:
                return now + timedelta(minutes=float(wish.given["advance_minutes"]))
            if wish.text("to_next") == "working_morning":
                return self._next_morning(now)
            return datetime.fromisoformat(wish.text("to")).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise Impossible("unreadable", "no moment that could be read") from error


def _from_own_page(handler: Handler) -> Handler:
    """Another site's page can post here, but it cannot add this header."""

    async def checked(request: web.Request) -> web.StreamResponse:
        if request.headers.get(OWN_HEADER) != "1":
            raise Impossible("foreign", f"the header {OWN_HEADER}: 1 is missing")
        return await handler(request)

    return checked


@web.middleware
async def told_to_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns what cannot be done into an answer that the page shows."""
    try:
        return await handler(request)
    except Impossible as error:
        status = 403 if error.code == "foreign" else 409
        return _json({"error": str(error), "code": error.code}, status)
    except RefusedCall as refused:
        return _json({"error": refused.description, "code": "unreadable"}, refused.code)
    except web.HTTPException:
        raise
    except Exception as error:
        log.exception("the playground failed at %s", request.path)
        return _json({"error": f"{type(error).__name__}: {error}", "code": "failed"}, 500)


async def _next_events(listener: "asyncio.Queue[bytes | None]") -> bytes | None:
    """All that has happened since; None is the end. Something now and then, so that a dead connection is found out."""
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            news = [await listener.get()]
    except TimeoutError:
        return b": still here\n\n"
    while not listener.empty():
        news.append(listener.get_nowait())
    return None if None in news else b"".join(event for event in news if event is not None)


def _id(wish: Arguments, name: str) -> int:
    if name not in wish.given:
        raise Impossible("unreadable", f"{name} is missing")
    return wish.integer(name)


def _number(query: Mapping[str, str], name: str) -> int:
    try:
        return int(query.get(name, ""))
    except ValueError:
        raise Impossible("unreadable", f"{name} must be a number") from None


def _json(data: Any, status: int = 200) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"),
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
