"""Keeps bot tokens and other secrets out of every log line, argument and traceback."""

import logging
import re
import traceback
from collections.abc import Iterable

HIDDEN = "<hidden>"
_TOKEN = re.compile(r"\d{5,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
_SHORTEST_SECRET = 6
_NOISY = ("httpx", "httpcore", "telegram", "aiohttp.access", "apscheduler")
_OWN_FIELDS = frozenset(logging.makeLogRecord({}).__dict__)


def redact_tokens(text: str) -> str:
    return _TOKEN.sub(HIDDEN, text)


class Redaction(logging.Filter):
    """Goes on handlers, not loggers: a logger's filter does not see what comes up from its children."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        # Longest first, so that a secret inside another leaves no rest behind.
        self._secrets = sorted({s for s in secrets if len(s) >= _SHORTEST_SECRET}, key=len, reverse=True)

    def redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return redact_tokens(text)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # A wrong format string must not print its arguments unseen.
            message = f"{record.msg!r} {record.args!r}"
        record.msg, record.args = self.redact(message), ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
        record.exc_info = None
        if record.exc_text:
            record.exc_text = self.redact(record.exc_text)
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        for name, value in record.__dict__.items():
            if name not in _OWN_FIELDS and not isinstance(value, (int, float, bool, type(None))):
                clean = self.redact(str(value))
                record.__dict__[name] = value if clean == str(value) else clean
        return True


def guard_logs(secrets: Iterable[str], logger: logging.Logger | None = None) -> Redaction:
    """Puts the filter on all handlers the logger (the root by default) has now, and quiets libraries that log URLs."""
    redaction = Redaction(secrets)
    for handler in (logger or logging.getLogger()).handlers:
        handler.addFilter(redaction)
    if logging.lastResort is not None:
        logging.lastResort.addFilter(redaction)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    return redaction
