"""A plan's items with their lights on one day, worked out once for everybody until an item changes.

With five thousand items the lights alone would take longer than all else about an answer.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from handlers.request import Request
from handlers.sight import line
from language.wording.rows import Line
from ledger.calendar import WorkingCalendar
from ledger.digest import DigestFigures, figures
from ledger.items import Item, Sensitivity
from ledger.lights import Light, LightPolicy, light_of
from ledger.unit_figures import UnitFigures, figures_by_unit

T = TypeVar("T")
_KEPT = 4
_MOST_KEPT = 200
"""Questions of one survey whose answers are kept: somebody turns their pages."""
_surveys: dict[int, "Survey"] = {}


async def survey(request: Request) -> "Survey":
    """Of the current plan, today. Raises Refused: no_plan."""
    items = await request.uow.items.of_plan(request.plan.id)
    found = _surveys.pop(request.plan.id, None)
    voice = request.voice
    if found is None or not found.of(items, request.today, voice.calendar, voice.lights):
        found = Survey(items, request.today, voice.calendar, voice.lights, found)
    while len(_surveys) >= _KEPT:
        _surveys.pop(next(iter(_surveys)))
    _surveys[request.plan.id] = found
    return found


class Survey:
    """`before` lends the lights of items that are still the same."""

    def __init__(
        self,
        items: Sequence[Item],
        today: dt.date,
        calendar: WorkingCalendar,
        policy: LightPolicy,
        before: "Survey | None" = None,
    ) -> None:
        self.items = items
        self._today, self._calendar, self._policy = today, calendar, policy
        self._revision = calendar.revision
        self._kept: dict[Any, Any] = {}
        same_day = before is not None and before.of(before.items, today, calendar, policy)
        known: Mapping[int, Line] = before._open if before is not None and same_day else {}
        # Keyed by the object itself: an unchanged item is the very same one.
        self._open: dict[int, Line] = {
            id(item): known_line
            if (known_line := known.get(id(item))) is not None and known_line.item is item
            else Line(item, light_of(item, today, calendar, policy))
            for item in items
        }
        self._lines = list(self._open.values())
        self._sensitive = [n for n, item in enumerate(items) if item.sensitivity is not Sensitivity.OPEN]

    def of(self, items: Sequence[Item], today: dt.date, calendar: WorkingCalendar, policy: LightPolicy) -> bool:
        same_rules = calendar is self._calendar and calendar.revision == self._revision and policy == self._policy
        return items is self.items and today == self._today and same_rules

    def lines(self, request: Request) -> Sequence[Line]:
        """As this listener may see them here."""
        if not request.said.private:
            return [line(request, item) for item in self.items]
        if not self._sensitive:
            return self._lines
        seen = list(self._lines)
        for place in self._sensitive:
            seen[place] = line(request, seen[place].item)
        return seen

    def shown(self, request: Request) -> Sequence[Line]:
        """Those of which this listener may hear here how they stand."""
        found = self.lines(request)
        return found if found is self._lines else [each for each in found if each.shown]

    def of_these(self, lines: Sequence[Line], key: object, work: Callable[[Sequence[Line]], T]) -> T:
        """What `work` makes of the lines; kept under `key` when they are what everybody sees."""
        return self._once(key, lambda: work(lines)) if lines is self._lines else work(lines)

    def light(self, item: Item) -> Light:
        """Of one of its items."""
        return self._open[id(item)].light

    def figures(self, start: dt.date, end: dt.date, unit: int | None = None) -> DigestFigures:
        """Over all items; `unit` is whose leading is counted."""
        key = ("figures", start, end, unit)
        return self._once(key, lambda: self.figures_of(self.items, start, end, unit))

    def figures_of(self, items: Iterable[Item], start: dt.date, end: dt.date, unit: int | None) -> DigestFigures:
        """Over some of the items."""
        return figures(
            items,
            start=start,
            end=end,
            today=self._today,
            calendar=self._calendar,
            policy=self._policy,
            department_id=unit,
            light=self.light,
        )

    def by_unit(self) -> Mapping[int, UnitFigures]:
        """Of the units that carry anything."""
        return self._once(
            "by_unit",
            lambda: figures_by_unit(self.items, today=self._today, calendar=self._calendar, policy=self._policy),
        )

    def _once(self, key: Any, work: Callable[[], T]) -> T:
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        if key not in self._kept:
            self._kept[key] = work()
        found: T = self._kept[key]
        return found
