"""Working days of mainland China from the chinesecalendar package, with what the office adds."""

import datetime as dt
from collections.abc import Iterable

from ledger.calendar import Rollover, WorkingCalendar

# New Year, Labour Day and National Day fall on the same dates every year; the others follow the moon.
_FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
_YEARS_AHEAD = 5


def working_calendar(
    holidays: Iterable[dt.date] = (), working_days: Iterable[dt.date] = (), rollover: Rollover = Rollover.NEXT
) -> WorkingCalendar:
    """`holidays` and `working_days` are the office's own and overrule the package's.

    Years the package does not know yet (the State Council's notice comes out each November) have the fixed holidays
    only and are provisional, unless the office has given both holidays and working days for them.
    """
    from chinese_calendar import constants

    off, on = set(constants.holidays), set(constants.workdays)
    known = {day.year for day in off | on}
    ahead = range(max(known) + 1, max(known) + 1 + _YEARS_AHEAD)
    off |= {dt.date(year, month, day) for year in ahead for month, day in _FIXED}
    own_off, own_on = set(holidays), set(working_days)
    known |= {day.year for day in own_off} & {day.year for day in own_on}
    return WorkingCalendar(
        holidays=(off - own_on) | own_off,
        make_up_days=(on - own_off) | own_on,
        known_years=known,
        rollover=rollover,
    )
