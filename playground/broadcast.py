"""Tells the open pages what has happened, one stream of events for each."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MOST_UNREAD = 2000


class Broadcast:
    """A page that reads too slowly is cut off: it connects again and reads everything anew."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._closed = False

    @property
    def heard(self) -> bool:
        return bool(self._listeners)

    def tell(self, name: str, data: Any) -> None:
        if not self._listeners:
            return
        event = f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
        for listener in list(self._listeners):
            if listener.qsize() < MOST_UNREAD:
                listener.put_nowait(event)
            else:
                self._cut_off(listener)

    @contextmanager
    def listening(self) -> Iterator["asyncio.Queue[bytes | None]"]:
        """The queue brings events; None is the end."""
        listener: asyncio.Queue[bytes | None] = asyncio.Queue()
        if self._closed:
            listener.put_nowait(None)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def open(self) -> None:
        self._closed = False

    def close(self) -> None:
        self._closed = True
        for listener in list(self._listeners):
            self._cut_off(listener)

    def _cut_off(self, listener: "asyncio.Queue[bytes | None]") -> None:
        self._listeners.discard(listener)
        listener.put_nowait(None)
