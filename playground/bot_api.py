"""The Bot API's side of the server: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import json
import re
import time
from contextlib import suppress
from datetime import datetime
from inspect import isawaitable
from typing import Any

from aiohttp import web

from playground.acting import upgrade
from playground.arguments import Arguments, read_arguments
from playground.faults import Fault
from playground.methods.table import METHODS, Method
from playground.refusals import RefusedCall, unauthorized
from playground.stand_in import StandIn
from playground.webhooks import Webhooks

_TOKEN = re.compile(r"[1-9]\d{0,16}:[^/]+")
_JSON = "application/json"
_PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_ATTACHED = "attach://"


class BotApi:
    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._late: set[asyncio.Task[None]] = set()
        self.webhooks = Webhooks(stand_in.queue, stand_in.clock, self._execute)

    async def call(self, request: web.Request) -> web.StreamResponse:
        began, started = self._stand_in.clock.now(), time.perf_counter()
        name = request.match_info["method"]
        method = METHODS.get(name.lower())
        arguments = Arguments({})
        try:
            self._check_token(request.match_info["token"])
            arguments = await read_arguments(request)
            fault = self._stand_in.faults.next_for(name.lower(), arguments.text("chat_id"))
            if fault is not None:
                return await self._misbehave(fault, request, method, arguments, began, started)
            result = await self._answer(method, arguments)
        except RefusedCall as refused:
            self._record(name, arguments, began, started, refused)
            return _refusal(refused)
        self._record(name, arguments, began, started, result)
        return web.Response(body=_body(result), content_type=_JSON)

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._stand_in.account.token:
            return _refusal(unauthorized())
        file = self._stand_in.files.by_path(request.match_info["path"])
        if file is None:
            return _refusal(RefusedCall(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def not_found(self, _: web.Request) -> web.Response:
        return _refusal(RefusedCall(404, "Not Found"))

    def _check_token(self, token: str) -> None:
        if token == self._stand_in.account.token:
            return
        raise unauthorized("" if _TOKEN.fullmatch(token) else "invalid token specified")

    async def _answer(self, method: Method | None, arguments: Arguments) -> Any:
        if method is None:
            raise RefusedCall(404, "Not Found: method not found")
        result = method(self._stand_in, arguments, self.webhooks)
        return await result if isawaitable(result) else result

    async def _execute(self, wish: dict[str, Any]) -> None:
        """A method out of a webhook's answer: nobody hears its result."""
        name = str(wish.pop("method"))
        method = METHODS.get(name.lower())
        if method is None or method.of_webhooks or method.name.startswith("get"):
            return
        began, started = self._stand_in.clock.now(), time.perf_counter()
        arguments = Arguments(wish)
        try:
            result = await self._answer(method, arguments)
        except RefusedCall as refused:
            self._record(name, arguments, began, started, refused)
            return
        self._record(name, arguments, began, started, result)

    async def _misbehave(
        self,
        fault: Fault,
        request: web.Request,
        method: Method | None,
        arguments: Arguments,
        began: datetime,
        started: float,
    ) -> web.StreamResponse:
        if fault.kind == "late":
            self._carry_out_later(fault, method, arguments, began, started)
            return _dropped(request)
        if fault.hold and fault.kind != "hold_after":
            await asyncio.sleep(fault.hold)
        if fault.kind == "refuse":
            raise RefusedCall(fault.code, fault.description or f"fault {fault.code}", fault.parameters or None)
        if fault.kind == "migrate":
            upgrade(self._stand_in, arguments.integer("chat_id"))
        result = None
        if not fault.kind.endswith("before"):
            result = await self._answer(method, arguments)
            self._record(fault.method, arguments, began, started, result)
        if fault.kind == "hold_after":
            await asyncio.sleep(fault.hold)
        return await _disfigured(fault.kind, request, _body(result))

    def _carry_out_later(
        self, fault: Fault, method: Method | None, arguments: Arguments, began: datetime, started: float
    ) -> None:
        async def later() -> None:
            await asyncio.sleep(fault.hold)
            # Whoever was refused meanwhile hears nothing of it either.
            with suppress(RefusedCall):
                self._record(fault.method, arguments, began, started, await self._answer(method, arguments))

        task = asyncio.get_running_loop().create_task(later())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _record(self, name: str, arguments: Arguments, began: datetime, started: float, outcome: Any) -> None:
        method = METHODS.get(name.lower())
        refused = outcome if isinstance(outcome, RefusedCall) else None
        self._stand_in.record(
            method.name if method else name,
            arguments.given,
            {part: len(upload.content) for part, upload in arguments.files.items()},
            began=began,
            ms=(time.perf_counter() - started) * 1000,
            ok=refused is None,
            code=refused.code if refused else 200,
            description=refused.description if refused else "",
            result=None if refused or isinstance(outcome, bytes) else outcome,
            violations=_violations(method, arguments) if method else ("unknown method",),
        )


async def _disfigured(kind: str, request: web.Request, body: bytes) -> web.StreamResponse:
    if kind.startswith("page"):
        return web.Response(status=502, text=_PROXY_PAGE, content_type="text/html")
    if kind == "garbage_after":
        return web.Response(text=_PROXY_PAGE, content_type="text/html")
    if kind == "other_chat_after":
        body = re.sub(rb'"chat": ?\{"id": ?-?\d+', b'"chat": {"id": 1', body)
    if kind == "truncated_after":
        response = web.StreamResponse(headers={"Content-Type": _JSON, "Content-Length": str(len(body))})
        await response.prepare(request)
        await response.write(body[: len(body) // 2])
        return _dropped(request)
    if kind.startswith("drop"):
        return _dropped(request)
    return web.Response(body=body, content_type=_JSON)


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _violations(method: Method, arguments: Arguments) -> tuple[str, ...]:
    """Telegram passes over parameters it does not know; here they are shown, for they are the bot's mistakes."""
    unknown = [name for name in arguments.given if name not in method.parameters]
    unknown += [name for name in arguments.files if name not in method.parameters and not _pointed_at(name, arguments)]
    return tuple(f"unknown parameter {name}" for name in unknown)


def _pointed_at(part: str, arguments: Arguments) -> bool:
    return any(isinstance(value, str) and _ATTACHED + part in value for value in arguments.given.values())


def _body(result: Any) -> bytes:
    told = result if isinstance(result, bytes) else json.dumps(result, ensure_ascii=False).encode("utf-8", "replace")
    return b'{"ok":true,"result":' + told + b"}"


def _refusal(refused: RefusedCall) -> web.Response:
    told: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    headers = {}
    if refused.parameters:
        told["parameters"] = dict(refused.parameters)
        if "retry_after" in refused.parameters:
            headers["Retry-After"] = str(refused.parameters["retry_after"])
    return web.Response(status=refused.code, body=json.dumps(told).encode(), content_type=_JSON, headers=headers)
