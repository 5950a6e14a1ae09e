"""People's choices, the office's days and the weeks' figures in memory."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ledger.calendar import ONE_DAY
from ledger.clock_ports import Standing
from ledger.preferences import NudgePause, Preference
from tests.memory_store.tables import Tables


class MemoryPreferences:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def all(self) -> Mapping[int, Preference]:
        return dict(self._tables.preferences)

    async def get(self, member_id: int) -> Preference:
        return self._tables.preferences.get(member_id, Preference(member_id))

    async def put(self, preference: Preference) -> None:
        self._tables.preferences[preference.member_id] = preference

    async def snooze(self, member_id: int, item_ids: Sequence[int], until: dt.date) -> None:
        for item_id in item_ids:
            self._tables.snoozes[member_id, item_id] = until

    async def snoozed(self, today: dt.date) -> Mapping[tuple[int, int], dt.date]:
        return {which: until for which, until in self._tables.snoozes.items() if until > today}


class MemoryHouseDays:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def calendar(self) -> Mapping[dt.date, bool]:
        return dict(self._tables.calendar_days)

    async def set_days(self, days: Sequence[dt.date], works: bool | None, note: str, member_id: int | None) -> None:
        for day in days:
            if works is None:
                self._tables.calendar_days.pop(day, None)
            else:
                self._tables.calendar_days[day] = works

    async def pause_on(self, day: dt.date) -> NudgePause | None:
        found = [pause for pause in self._tables.pauses.values() if pause.covers(day)]
        return max(found, key=lambda pause: pause.id, default=None)

    async def add_pause(self, pause: NudgePause) -> None:
        number = self._tables.next("pauses")
        self._tables.pauses[number] = replace(pause, id=number)

    async def end_pauses(self, today: dt.date) -> int:
        running = [pause for pause in self._tables.pauses.values() if pause.last >= today]
        for pause in running:
            self._tables.pauses[pause.id] = replace(pause, last=today - ONE_DAY)
        return len(running)


class MemoryWeeks:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put_once(self, plan_id: int, week: str, items: Mapping[int, Standing]) -> bool:
        if (plan_id, week) in self._tables.weeks:
            return False
        self._tables.weeks[plan_id, week] = dict(items)
        return True

    async def get(self, plan_id: int, week: str) -> Mapping[int, Standing] | None:
        return self._tables.weeks.get((plan_id, week))


class MemoryTicks:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def last(self) -> dt.datetime | None:
        return self._tables.ticks.get("last")

    async def put(self, at: dt.datetime) -> None:
        self._tables.ticks["last"] = at.replace(microsecond=0)
