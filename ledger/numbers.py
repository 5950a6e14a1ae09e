"""The port for numbers of documents (发文字号), which a store keeps."""

from collections.abc import Mapping
from typing import Protocol


class Numbers(Protocol):
    """Numbers of documents (发文字号): each series counts from 1, without gaps."""

    async def give(self, series: str, subject: str) -> int:
        """The subject's number: the one it has already, else the next of the series."""

    async def given(self, series: str) -> Mapping[str, int]:
        """By subject."""
