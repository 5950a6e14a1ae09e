"""When people may be written to: working hours of working days, in the organisation's zone."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ledger.calendar import ONE_DAY, WorkingCalendar


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Local times; `morning` is when the merged daily message goes out (domain.md §4.2: 08:40).

    What is 特急 may leave from `urgent_opens` to `urgent_closes` on any day; where both are the same, never besides.
    """

    zone: ZoneInfo
    opens: dt.time = dt.time(8, 30)
    closes: dt.time = dt.time(18, 0)
    morning: dt.time = dt.time(8, 40)
    urgent_opens: dt.time = dt.time(7, 0)
    urgent_closes: dt.time = dt.time(22, 0)

    def local(self, now: dt.datetime) -> dt.datetime:
        return now.astimezone(self.zone)

    def allow(self, now: dt.datetime, calendar: WorkingCalendar) -> bool:
        """True from `opens` up to, not including, `closes` on a working day."""
        local = self.local(now)
        return calendar.is_working(local.date()) and self.opens <= local.time() < self.closes

    def allow_urgent(self, now: dt.datetime) -> bool:
        """True from `urgent_opens` up to, not including, `urgent_closes`, on days off as well."""
        return self.urgent_opens <= self.local(now).time() < self.urgent_closes

    def at(self, day: dt.date, time: dt.time) -> dt.datetime:
        """The instant of a local wall time as aware UTC (a wall time skipped by a DST gap moves forward)."""
        return dt.datetime.combine(day, time, self.zone).astimezone(dt.UTC)

    def elapsed(self, start: dt.datetime, end: dt.datetime, calendar: WorkingCalendar) -> dt.timedelta:
        """The working time between two aware instants; zero when `end` is not later."""
        if end <= start:
            return dt.timedelta()
        first, last = self.local(start), self.local(end)
        whole = calendar.between(first.date(), last.date()) * self.day_length
        return whole + self._left(first, calendar) - self._left(last, calendar)

    def _left(self, local: dt.datetime, calendar: WorkingCalendar) -> dt.timedelta:
        """What is left of the day's working time."""
        if not calendar.is_working(local.date()) or local.time() >= self.closes:
            return dt.timedelta()
        return _of_day(self.closes) - _of_day(max(local.time(), self.opens))

    @property
    def day_length(self) -> dt.timedelta:
        return _of_day(self.closes) - _of_day(self.opens)

    def next_allowed(self, now: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
        """`now` when it is allowed, else the next working day's morning."""
        if self.allow(now, calendar):
            return now
        local = self.local(now)
        day = local.date()
        if local.time() >= self.opens:
            day += ONE_DAY
        return self.at(calendar.on_or_after(day), self.morning)

    def next_urgent(self, now: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
        """`now` when what is 特急 is allowed, else whichever comes first: its next window, or the next allowed time."""
        usual = self.next_allowed(now, calendar)
        if usual == now or self.allow_urgent(now):
            return now
        if self.urgent_opens == self.urgent_closes:
            return usual
        local = self.local(now)
        day = local.date() + ONE_DAY if local.time() >= self.urgent_opens else local.date()
        return min(usual, self.at(day, self.urgent_opens))


def _of_day(time: dt.time) -> dt.timedelta:
    return dt.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond)
