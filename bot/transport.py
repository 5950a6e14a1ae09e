"""The HTTP client under python-telegram-bot: one aiohttp session, and errors that say whether anything went out.

python-telegram-bot's own client costs ten times the CPU, and its five-second read timeout makes doubt where waiting
would bring an answer: Telegram may hold a send for a minute before it answers.
"""

import asyncio
import datetime as dt
import io
import json
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
import telegram
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.redaction import redact_tokens

KEEPALIVE_SECONDS = 15.0
CONNECTIONS = 128
UPLOAD_SECONDS = 20.0
LONGEST_ANSWER = 32 * 1024 * 1024

THROTTLED = 429
REFUSED = (413, 414, 415, 421, 431)


class NeverSent(NetworkError):
    """No connection came about, so Telegram cannot have seen the request."""


class ForeignAnswer(NetworkError):
    """Something answered that is not the Bot API: a proxy's page, or a cut body."""

    def __init__(self, code: int) -> None:
        super().__init__(f"An answer that is not the Bot API's (HTTP {code})")
        self.code = code


class Throttled(TelegramError):
    """HTTP 429. `seconds` is what the answer asked for, unchecked; None when it named no time.

    python-telegram-bot's RetryAfter is no use here: it needs a number that is neither missing, zero nor huge.
    """

    def __init__(self, seconds: object) -> None:
        super().__init__("Too many requests")
        self.seconds = seconds


class Refused(NetworkError):
    """The server turned the request away unread: too large, wrong encoding, wrong host."""

    def __init__(self, code: int) -> None:
        super().__init__(f"Refused unread (HTTP {code})")
        self.code = code


class AiohttpRequest(BaseRequest):
    """One session for all calls. `exchange` is the bare call, for those who need no telegram objects."""

    __slots__ = ("_connect_timeout", "_heard", "_proxy", "_read_timeout", "_session")

    def __init__(self, *, read_timeout: float = 75.0, connect_timeout: float = 10.0, proxy: str | None = None) -> None:
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None
        self._heard: tuple[dt.datetime, float] | None = None

    def server_time(self) -> dt.datetime | None:
        """What time it is by the newest answer's Date, aware UTC: a clock besides this machine's. None before it."""
        if self._heard is None:
            return None
        said, at = self._heard
        return said + dt.timedelta(seconds=asyncio.get_running_loop().time() - at)

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEPALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "duban"},
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        wait = self._read_timeout if read_timeout in (None, BaseRequest.DEFAULT_NONE) else float(read_timeout)
        fields = request_data.json_parameters if request_data else {}
        if request_data is not None and request_data.contains_files:
            code, payload = await self.exchange(url, fields, files=request_data.multipart_data, read_timeout=wait)
        else:
            code, payload = await self.exchange(url, fields, read_timeout=wait, method=method)
        if not 200 <= code <= 299:
            _raise_what_http_tells(code, payload)
        return code, payload

    async def exchange(
        self,
        url: str,
        fields: Mapping[str, str],
        *,
        files: Mapping[str, Any] | None = None,
        read_timeout: float | None = None,
        method: str = "POST",
        longest: int = LONGEST_ANSWER,
    ) -> tuple[int, bytes]:
        """One request, one answer; raises NeverSent, TimedOut, ForeignAnswer or NetworkError with the cause kept."""
        if self._session is None:
            raise NeverSent("The client is not open")
        wait = self._read_timeout if read_timeout is None else read_timeout
        body: aiohttp.FormData | bytes | None = None
        headers = {}
        if files:
            body = _form(fields, files)
        elif method == "POST":
            body = _encoded(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        timeout = aiohttp.ClientTimeout(
            total=self._connect_timeout + wait + (UPLOAD_SECONDS if files else 0.0),
            connect=self._connect_timeout,
            sock_read=wait,
        )
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, proxy=self._proxy, allow_redirects=False
            ) as answer:
                self._hear(answer.headers.get("Date", ""))
                return answer.status, await _read(answer, longest)
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            aiohttp.ClientHttpProxyError,
            aiohttp.ServerFingerprintMismatch,
            aiohttp.InvalidURL,
        ) as error:
            raise NeverSent(f"No connection ({type(error).__name__})") from _without_token(error)
        except TimeoutError as error:
            raise TimedOut(f"No answer in time ({type(error).__name__})") from _without_token(error)
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"Connection broke ({type(error).__name__})") from _without_token(error)

    def _hear(self, date: str) -> None:
        try:
            said = parsedate_to_datetime(date)
        except ValueError:
            return
        if said.tzinfo is not None:
            self._heard = said.astimezone(dt.UTC), asyncio.get_running_loop().time()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the original, but without writing the whole answer into the log."""
        try:
            parsed = json.loads(payload)
        except (ValueError, RecursionError):
            raise ForeignAnswer(200) from None
        if not isinstance(parsed, dict) or (parsed.get("ok") is True and "result" not in parsed):
            raise ForeignAnswer(200)
        return parsed


def make_bot(token: str, request: AiohttpRequest, *, base_url: str = "https://api.telegram.org") -> telegram.Bot:
    """A Bot on this transport; `base_url` is the server without path."""
    root = base_url.rstrip("/")
    return telegram.Bot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )


def _encoded(fields: Mapping[str, str]) -> bytes:
    """As a browser's form. Chinese has to be escaped byte by byte, which is done at once for the whole text."""
    return "&".join(
        urlencode({name: value}) if value.isascii() else f"{name}=%{value.encode().hex('%')}"
        for name, value in fields.items()
    ).encode()


def parameters(fields: Mapping[str, object]) -> RequestData:
    """A call's parameters as they travel, without what is None. python-telegram-bot's own objects cost more to build
    than all else of a message, and most calls are messages.
    """
    return RequestData(
        [
            RequestParameter(name, value if isinstance(value, str) else _compact(value), None)
            for name, value in fields.items()
            if value is not None
        ]
    )


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _form(fields: Mapping[str, str], files: Mapping[str, Any]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (file_name, content, mime) in files.items():
        # aiohttp warns of large bare bytes: it would write them in one go.
        part = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, part, filename=file_name, content_type=mime)
    return form


async def _read(answer: aiohttp.ClientResponse, longest: int) -> bytes:
    if (answer.content_length or 0) > longest:
        raise ForeignAnswer(answer.status)
    payload = bytearray()
    async for chunk in answer.content.iter_any():
        payload += chunk
        if len(payload) > longest:
            raise ForeignAnswer(answer.status)
    return bytes(payload)


def _raise_what_http_tells(code: int, payload: bytes) -> None:
    """Raises where the status alone decides; an error in the Bot API's own form is left to the caller."""
    try:
        parsed = json.loads(payload)
    except (ValueError, RecursionError):
        parsed = None
    told = parsed if isinstance(parsed, dict) and "ok" in parsed else None
    if code == THROTTLED:
        parameters = told.get("parameters") if told else None
        raise Throttled(parameters.get("retry_after") if isinstance(parameters, dict) else None)
    if code in REFUSED:
        raise Refused(code)
    if told is None:
        # A proxy's 403 or 404 page must not pass for "blocked" or "token refused".
        raise ForeignAnswer(code)


def _without_token(error: BaseException) -> BaseException:
    """aiohttp puts the URL into some messages, and the URL has the token in it."""
    seen: BaseException | None = error
    while seen is not None:
        seen.args = tuple(redact_tokens(part) if isinstance(part, str) else part for part in seen.args)
        seen = seen.__cause__ or seen.__context__
    return error
