"""What came with a call: parameters and files out of a form, a multipart body or JSON, read by the type wanted."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from playground.refusals import RefusedCall, bad_request

_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
LARGEST_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arguments:
    """`given` has texts, as forms have; values of a JSON body as they came."""

    given: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.given.get(name, "")
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0, least: int | None = None, most: int | None = None) -> int:
        """Telegram reads what is no number as 0 and presses the rest between the limits."""
        value = self.given.get(name)
        if value is None:
            return default
        if isinstance(value, int):
            number = int(value)
        else:
            try:
                number = int(str(value).strip())
            except ValueError:
                number = 0
        if least is not None:
            number = max(number, least)
        return number if most is None else min(number, most)

    def true(self, name: str) -> bool:
        value = self.given.get(name)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return bool(value)

    def parsed(self, name: str, called: str = "") -> Any:
        """A parameter that is JSON; None when missing. `called` is Telegram's word for it in the error."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {called or name} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file itself, or the one that the parameter points to ("attach://…")."""
        if name in self.files:
            return self.files[name]
        value = self.given.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return None


async def read_arguments(request: web.BaseRequest) -> Arguments:
    """Parameters of the address count, too, as with Telegram. Raises RefusedCall."""
    of_address = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return Arguments(of_address)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _of_parts(request, of_address)
    body = await request.read()
    if kind == "application/json":
        return Arguments({**of_address, **_of_json(body)})
    return Arguments({**of_address, **_of_form(body)})


def _of_form(body: bytes) -> dict[str, Any]:
    """As urllib's parse_qsl, but a long Chinese text does not cost more than all the rest of the call."""
    pairs = (pair.partition(b"=") for pair in body.split(b"&") if pair)
    return {_unescaped(name): _unescaped(value) for name, _, value in pairs}


def _unescaped(escaped: bytes) -> str:
    plain = _ESCAPES.sub(lambda run: bytes.fromhex(run[0].decode().replace("%", "")), escaped.replace(b"+", b" "))
    return plain.decode("utf-8", "replace")


def _of_json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(read, dict):
        raise bad_request("can't parse JSON object")
    return {name: value for name, value in read.items() if value is not None}


async def _of_parts(request: web.BaseRequest, given: dict[str, Any]) -> Arguments:
    files: dict[str, Upload] = {}
    left = LARGEST_UPLOAD
    reader: MultipartReader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(1 << 16):
            content += chunk
            left -= len(chunk)
            if left < 0:
                raise RefusedCall(413, "Request Entity Too Large")
        if part.filename is None:
            given[part.name] = content.decode("utf-8", "replace")
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream").partition(";")[0]
            files[part.name] = Upload(part.filename, kind, bytes(content))
    return Arguments(given, files)
