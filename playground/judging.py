"""The history as a judge: what of all that was to be said is shown, how often, and how often it rang."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from playground.stand_in import StandIn


@dataclass(frozen=True, slots=True)
class Judgement:
    """`lost` and `shown_twice` are read from what the chats show now, `rung_twice` from all calls that were carried
    out. `removed` are copies that were shown once and were taken away.
    """

    lost: tuple[str, ...]
    shown_twice: tuple[str, ...]
    rung_twice: tuple[str, ...]
    silent: int
    removed: int


def judge(stand_in: StandIn, keys: Iterable[str], mark: str) -> Judgement:
    """`mark` is a pattern whose first group finds a key in a message's text. The history must reach back far enough."""
    pattern = re.compile(mark)
    shown: Counter[str] = Counter()
    for chat in stand_in.world.chats.values():
        for message in chat.messages.values():
            if message.sender is None and (found := pattern.search(message.text)):
                shown[found[1]] += 1
    rung: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for call in stand_in.history.of("sendMessage"):
        found = pattern.search(str(call.params.get("text", ""))) if call.ok else None
        if found:
            came[found[1]] += 1
            rung[found[1]] += str(call.params.get("disable_notification", "")).lower() not in ("true", "1")
    wanted = list(keys)
    return Judgement(
        lost=tuple(key for key in wanted if not shown[key]),
        shown_twice=tuple(key for key, times in shown.items() if times > 1),
        rung_twice=tuple(key for key, times in rung.items() if times > 1),
        silent=sum(1 for key in wanted if came[key] and not rung[key]),
        removed=sum(came.values()) - sum(shown.values()),
    )
