"""Days off and worked, and pauses of reminders, in words."""

import datetime as dt
from collections.abc import Mapping, Sequence

from language.wording.catalogue import Markup
from language.wording.voice import Voice, lines
from ledger.calendar import ONE_DAY
from ledger.preferences import NudgePause

MOST_LINES = 30


def laid_down(voice: Voice, days: Sequence[dt.date], works: str) -> Markup:
    """ "好的，5月1日—5月5日放假，已计入工作日计算。"."""
    return voice.say(f"calendar_{works}", days=_span(voice, days[0], days[-1]))


def year(voice: Voice, laid: Mapping[dt.date, bool], of: int) -> Markup:
    """What the office itself laid down, and whether the year's holidays are known at all."""
    known = "calendar_provisional" if voice.calendar.provisional(of) else "calendar_known"
    runs = _runs({day: works for day, works in laid.items() if day.year == of})
    said = [
        voice.say("calendar_line_on" if works else "calendar_line_off", days=_span(voice, first, last))
        for first, last, works in runs[:MOST_LINES]
    ]
    return lines(voice.say(known, year=of), *said, voice.say("calendar_how"))


def paused(voice: Voice, pause: NudgePause) -> Markup:
    return voice.say("pause_begun", days=_span(voice, pause.first, pause.last))


def _runs(laid: Mapping[dt.date, bool]) -> list[tuple[dt.date, dt.date, bool]]:
    """Days that follow each other, together."""
    runs: list[tuple[dt.date, dt.date, bool]] = []
    for day in sorted(laid):
        if runs and runs[-1][1] + ONE_DAY == day and runs[-1][2] == laid[day]:
            runs[-1] = (runs[-1][0], day, laid[day])
        else:
            runs.append((day, day, laid[day]))
    return runs


def _span(voice: Voice, first: dt.date, last: dt.date) -> str:
    return voice.date(first) if first == last else f"{voice.short_date(first)}—{voice.short_date(last)}"
