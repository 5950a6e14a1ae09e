"""Settings of an office that is always open: what is measured now leaves now, also at night and on a Sunday."""

import datetime as dt

from config import Settings, read_settings
from config.groups import CalendarSettings, HourSettings

_AROUND = range(-3, 30)
_OPENS, _CLOSES = dt.time.min, dt.time.max


def always_open_settings() -> Settings:
    hours = HourSettings(opens=_OPENS, closes=_CLOSES, morning=_OPENS)
    return read_settings(None).model_copy(
        update={"hours": hours, "calendar": CalendarSettings(working_days=tuple(_days()))}
    )


def _days() -> list[dt.date]:
    today = dt.datetime.now(dt.UTC).date()
    return [today + dt.timedelta(days=n) for n in _AROUND]
