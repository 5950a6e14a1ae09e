"""Remembers every call of the bot: for the page's panel, and for tests as the judge."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

KEPT_CALLS = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """`params` as they came; `result` is the answer's result unless the call was refused.

    `violations` are what Telegram lets pass but the Bot API does not know: unknown parameters.
    """

    seq: int
    time: datetime
    method: str
    params: Mapping[str, Any]
    files: Mapping[str, int]
    """Name of the form's part -> bytes."""
    ok: bool
    ms: float
    code: int = 200
    description: str = ""
    result: Any = field(default=None, repr=False)
    violations: tuple[str, ...] = ()


class History(Sequence[Call]):
    """The newest calls, oldest first."""

    def __init__(self, kept: int = KEPT_CALLS) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)
        self._seq = 0

    def next_seq(self) -> int:
        self._seq += 1
        return self._seq

    def append(self, call: Call) -> None:
        self._calls.append(call)

    def of(self, *methods: str) -> list[Call]:
        return [call for call in self._calls if call.method in methods]

    @property
    def violations(self) -> list[str]:
        return [f"{call.method}: {violation}" for call in self._calls for violation in call.violations]

    def clear(self) -> None:
        self._calls.clear()

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(list(self._calls))

    def __getitem__(self, at: Any) -> Any:
        return list(self._calls)[at] if isinstance(at, slice) else self._calls[at]
