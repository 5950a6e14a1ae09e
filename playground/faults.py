"""Planned misbehaviour of the server, for tests of what a bot does about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["refuse", "drop_before", "drop_after", "page_before", "page_after"]


@dataclass(frozen=True, slots=True)
class Fault:
    """The next `times` calls of the method after `skip` good ones go wrong, when `chat_id` is None or theirs.

    "refuse" answers with code, description and parameters. "drop" closes the connection, "page" answers as a proxy
    does; before the call is carried out or after. `hold` waits so many seconds first.
    """

    method: str
    kind: Kind = "refuse"
    times: int = 1
    skip: int = 0
    chat_id: int | None = None
    code: int = 429
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    hold: float = 0.0


class Faults:
    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def plan(self, *faults: Fault) -> None:
        self._planned += faults

    def clear(self) -> None:
        self._planned.clear()

    def next_for(self, method: str, chat_id: str) -> Fault | None:
        for at, fault in enumerate(self._planned):
            if fault.method.lower() != method or (fault.chat_id is not None and str(fault.chat_id) != chat_id):
                continue
            if fault.skip > 0:
                self._planned[at] = replace(fault, skip=fault.skip - 1)
                return None
            if fault.times > 1:
                self._planned[at] = replace(fault, times=fault.times - 1)
            else:
                del self._planned[at]
            return fault
        return None
