"""Reads days off and make-up days from a CSV file: a date, 放假 or 上班, and a note."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

from ledger.refusals import Refused

_WORKS = {
    "放假": False,
    "休": False,
    "off": False,
    "holiday": False,
    "上班": True,
    "补班": True,
    "班": True,
    "on": True,
}
_HEADINGS = ("日期", "date", "day")


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: dt.date
    works: bool
    note: str = ""


def read_calendar_days(text: str) -> list[CalendarDay]:
    """A line of headings may stand first. Raises Refused calendar_file with the number of the line."""
    found = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and cells[0].lower() in _HEADINGS):
            continue
        try:
            day = dt.date.fromisoformat(cells[0].replace("/", "-"))
            works = _WORKS[cells[1].lower()]
        except (ValueError, KeyError, IndexError):
            raise Refused("calendar_file", line=number) from None
        found.append(CalendarDay(day, works, cells[2] if len(cells) > 2 else ""))
    return found
