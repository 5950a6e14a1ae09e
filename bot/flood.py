"""One person's flood of messages costs him one warning and the others nothing: a leaking bucket for each person."""

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["answer", "warn", "pass_over"]

MOST = 40.0
"""So many at once are still somebody in a hurry, or an album that is passed on."""
A_SECOND = 8.0
"""What leaks away; nobody reads faster, and Telegram takes one answer a second in a chat."""
QUIET_AT = MOST / 2
PEOPLE = 10_000


@dataclass(slots=True)
class _Bucket:
    level: float
    at: dt.datetime
    warned: bool = False


class Flood:
    """In memory: after a restart everybody begins anew."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def weigh(self, user_id: int, at: dt.datetime) -> Verdict:
        """For each message, in order; `at` is when it came in. Who was warned is heard again once he has paused."""
        bucket = self._bucket(user_id, at)
        passed = max(0.0, (at - bucket.at).total_seconds())
        bucket.level = max(0.0, bucket.level - passed * A_SECOND)
        bucket.at = max(at, bucket.at)
        if bucket.warned and bucket.level > QUIET_AT:
            bucket.level = min(bucket.level + 1, MOST)
            return "pass_over"
        bucket.warned = False
        bucket.level += 1
        if bucket.level <= MOST:
            return "answer"
        bucket.warned = True
        return "warn"

    def _bucket(self, user_id: int, at: dt.datetime) -> _Bucket:
        bucket = self._buckets.get(user_id)
        if bucket is None:
            bucket = self._buckets[user_id] = _Bucket(0.0, at)
            if len(self._buckets) > PEOPLE:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(user_id)
        return bucket
