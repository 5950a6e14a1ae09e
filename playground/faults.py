"""Planned misbehaviour of the server, for tests of what a bot does about it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal[
    "refuse",
    "drop_before",
    "drop_after",
    "page_before",
    "page_after",
    "late",
    "garbage_after",
    "truncated_after",
    "other_chat_after",
    "hold_after",
    "migrate",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """The next `times` calls of the method after `skip` good ones go wrong, when `chat_id` is None or theirs.

    "refuse" answers with code, description and parameters. "drop" closes the connection, "page" answers as a proxy
    does; before the call is carried out or after. `hold` waits so many seconds first, with "hold_after" between the
    deed and its answer. "late" closes the connection and carries the call out `hold` seconds later. "garbage" answers
    200 with what is no JSON, "truncated" half an answer, "other_chat" the answer to another chat's call. "migrate"
    makes the group a supergroup just before.
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


@dataclass(frozen=True)
class Storm:
    """Of the calls of these methods (in small letters) the share goes wrong, each in one of the ways, by the seed."""

    share: float
    ways: Sequence[Fault]
    methods: frozenset[str] = frozenset({"sendmessage", "editmessagetext", "deletemessage"})
    seed: int = 0


class Faults:
    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self._storm: Storm | None = None
        self._chance = random.Random()  # noqa: S311 - guards nothing

    def plan(self, *faults: Fault) -> None:
        self._planned += faults

    def rage(self, storm: Storm | None) -> None:
        """From now on; None calms it."""
        self._storm = storm
        if storm is not None:
            self._chance.seed(storm.seed)

    def clear(self) -> None:
        self._planned.clear()
        self._storm = None

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
        storm = self._storm
        if storm is not None and method in storm.methods and self._chance.random() < storm.share:
            return replace(self._chance.choice(storm.ways), method=method)
        return None
