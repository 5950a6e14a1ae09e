"""What an outcome makes of a message: the table of reliability in one place, pure."""

import datetime as dt
import re
from typing import assert_never

from ledger.delivery import Delivered, Gone, Moved, NotSent, Outcome, Rejected, TryLater, Unauthorized, Unknown
from ledger.messages import Lane, MessageState, OutboxMessage, Settlement
from scheduler.terms import Terms

REJECTIONS = 3
FAILURES = 5
GIVEN_TIME = dt.timedelta(minutes=1)
UNAUTHORIZED_FOR = dt.timedelta(minutes=5)

_LONGEST_WAIT = {Lane.REPLY: 30, Lane.PROMPT: 300, Lane.DAILY: 300}
_TIMES = re.compile(r"(rejected|failed) (\d+) of ")


def settlement(message: OutboxMessage, outcome: Outcome, now: dt.datetime, terms: Terms) -> Settlement:
    """`message` as it was claimed, so that `attempts` counts this one and `reason` is the last one's."""
    match outcome:
        case Delivered():
            return Settlement(MessageState.DELIVERED, outcome.message_id)
        case NotSent():
            return again(message, now, outcome.reason)
        case Moved():
            return again(message, now, f"moved to {outcome.chat_id}")
        case TryLater():
            return Settlement(MessageState.DUE, not_before=now + outcome.after, reason=f"told to wait {outcome.after}")
        case Gone():
            return Settlement(MessageState.UNDELIVERABLE, reason=f"{outcome.reason.value} {outcome.text}".strip())
        case Rejected():
            return _some_times(message, now, "rejected", REJECTIONS, f"{outcome.kind.value} {outcome.reason}")
        case Unauthorized():
            return Settlement(MessageState.DUE, not_before=now + UNAUTHORIZED_FOR, reason=outcome.reason)
        case Unknown():
            later = now + _doubt(message.attempts, terms)
            return Settlement(MessageState.UNCERTAIN, not_before=later, reason=outcome.reason)
    assert_never(outcome)


def again(message: OutboxMessage, now: dt.datetime, reason: str) -> Settlement:
    """Surely not sent: again after a wait that doubles and differs from row to row."""
    longest = _LONGEST_WAIT[message.lane]
    seconds = min(2 ** min(message.attempts, 10), longest) * (1 + message.id % 10 / 20)
    return Settlement(MessageState.DUE, not_before=now + dt.timedelta(seconds=seconds), reason=reason)


def failure(message: OutboxMessage, now: dt.datetime, reason: str) -> Settlement:
    """It could not even be worded: a fault of ours, or of the database."""
    return _some_times(message, now, "failed", FAILURES, reason)


def _some_times(message: OutboxMessage, now: dt.datetime, what: str, most: int, reason: str) -> Settlement:
    """Passing troubles look like lasting ones; a lasting one is given up and shown to the operator."""
    before = _TIMES.match(message.reason)
    times = 1 + (int(before[2]) if before and before[1] == what else 0)
    said = f"{what} {times} of {most}: {reason}"
    if times >= most:
        return Settlement(MessageState.UNDELIVERABLE, reason=said)
    return Settlement(MessageState.DUE, not_before=now + times * GIVEN_TIME, reason=said)


def _doubt(attempts: int, terms: Terms) -> dt.timedelta:
    """A network that leaves everything open for hours does not earn a copy every 90 seconds."""
    return min(terms.uncertain_for * (1 << min(max(attempts - 2, 0), 10)), terms.longest_doubt)
