"""The one place that reads the real clock; everybody else is told the time."""

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Gives aware UTC."""


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
