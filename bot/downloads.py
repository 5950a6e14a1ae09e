"""Fetches the files people send, within limits and again when the line broke; what fails is a sentence to them."""

import asyncio
from typing import Protocol

from bot.telegram_out import DownloadFailed
from ledger.refusals import Refused

PAUSES = (0.5, 2.0)


class Downloading(Protocol):
    """TelegramOut."""

    async def download(self, file_id: str, max_bytes: int) -> bytes:
        """Raises DownloadFailed."""


class Downloads:
    def __init__(self, out: Downloading) -> None:
        self._out = out

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Raises Refused file_too_large, file_gone, file_cut."""
        for pause in (*PAUSES, None):
            try:
                return await self._out.download(file_id, most)
            except DownloadFailed as failed:
                if failed.reason == "too_big":
                    raise Refused("file_too_large", limit_mb=most // 2**20, size_mb=most // 2**20 + 1) from None
                if failed.reason == "gone":
                    raise Refused("file_gone") from None
            if pause is not None:
                await asyncio.sleep(pause)
        raise Refused("file_cut")
