"""A Bot API on loopback that fails in the ways networks and proxies fail, one planned way at a time."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "123456789:AAF-this_is_no_real_token_at_all_0"
CHAT = 4711

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


class FaultyServer:
    """`plan` holds what to do with the next requests; afterwards, `otherwise`. `seen` has (method, fields)."""

    def __init__(self) -> None:
        self.plan: list[Answer] = []
        self.otherwise: Answer = sent()
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.on_accept: Callable[[asyncio.StreamWriter], None] | None = None
        self.url = ""
        self._asked = asyncio.Event()

    async def next_request(self) -> None:
        self._asked.clear()
        await self._asked.wait()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.on_accept is not None:
                self.on_accept(writer)
                return
            while head := await reader.readuntil(b"\r\n\r\n"):
                line, _, rest = head.decode().partition("\r\n")
                length = next((int(h.split(":")[1]) for h in rest.lower().split("\r\n") if "content-length" in h), 0)
                body = await reader.readexactly(length)
                fields = {} if b"form-data" in head else dict(parse_qsl(body.decode(), keep_blank_values=True))
                self.seen.append((line.split()[1].rpartition("/")[2], fields))
                self._asked.set()
                await (self.plan.pop(0) if self.plan else self.otherwise)(writer)
                await writer.drain()
                if writer.is_closing():
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def faulty_server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer()
    listening = await asyncio.start_server(server.connected, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()


def raw(status: int, body: bytes, headers: str = "") -> Answer:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body)

    return answer


def says(status: int, **fields: Any) -> Answer:
    return raw(status, json.dumps({"ok": status == 200, **fields}).encode())


def sent(message_id: int = 7, chat_id: int = CHAT) -> Answer:
    chat = {"id": chat_id, "type": "private", "first_name": "A"}
    return says(200, result={"message_id": message_id, "date": 1, "chat": chat, "text": "x"})


def refused(code: int, text: str, **parameters: Any) -> Answer:
    more = {"parameters": parameters} if parameters else {}
    return says(code, error_code=code, description=text, **more)


async def closes(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def resets(writer: asyncio.StreamWriter) -> None:
    reset(writer)


def reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def stays_silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def sends_head_only(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
    await writer.drain()
    writer.close()


async def truncates(writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok":true,"resu')
    await writer.drain()
    writer.close()


async def trickles(writer: asyncio.StreamWriter) -> None:
    body = json.dumps(
        {"ok": True, "result": {"message_id": 7, "date": 1, "chat": {"id": CHAT, "type": "private"}, "text": "x"}}
    ).encode()
    for byte in f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.002)
