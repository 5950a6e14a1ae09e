"""Log lines a person can read: time, level, where, what; and a hook through which secrets are kept out."""

import logging
import sys
import time

_LINE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_ESCAPED = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), 127)}


class _Lines(logging.Formatter):
    """UTC, and no control characters: what people send must not forge lines or colour a terminal."""

    def __init__(self) -> None:
        super().__init__(_LINE, "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        record.message = record.message.replace("\n", "\\n")
        return super().formatMessage(record).translate(_ESCAPED)


def set_up_logging(level: str = "INFO") -> logging.Handler:
    """One handler on standard error for everything; returned so that bot/ can put its filter on it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    return handler
