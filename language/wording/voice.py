"""One person's view in words: language, today, and the names behind ids."""

import datetime as dt
import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from language.wording.catalogue import Language, Markup, escape, say
from ledger.calendar import WorkingCalendar
from ledger.departments import Department
from ledger.items import Item
from ledger.lights import Light, LightPolicy, light_of
from ledger.members import Member
from ledger.plans import Plan

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Voice:
    """`today` is the organisation's local date; `lights.zone` turns instants into local ones."""

    language: Language
    today: dt.date
    calendar: WorkingCalendar
    lights: LightPolicy
    departments: Mapping[int, Department]
    members: Mapping[int, Member]
    plan: Plan | None = None

    def say(self, key: str, /, **values: object) -> Markup:
        return say(self.language, key, **values)

    def write(self, key: str, /, **values: object) -> str:
        """The same for a file, where nothing is markup."""
        return html.unescape(self.say(key, **values))

    def unit(self, department_id: int | None) -> str:
        """The unit's short name, in English its English name; 尚未明确 where there is none."""
        unit = self.departments.get(department_id) if department_id is not None else None
        if unit is None:
            return self.say("unit_unknown")
        return unit.english_name or unit.short if self.language == "en" else unit.short

    def units(self, department_ids: Iterable[int]) -> str:
        return self.say("list_comma").join(self.unit(each) for each in department_ids)

    def person(self, member_id: int | None) -> str:
        member = self.members.get(member_id) if member_id is not None else None
        return member.name if member else self.say("person_unknown")

    def section(self, number: int) -> str:
        """The section's title, "" when the plan has none of that number."""
        section = self.plan.section(number) if self.plan else None
        return section.title if section else ""

    def light(self, item: Item) -> Light:
        return light_of(item, self.today, self.calendar, self.lights)

    def local(self, at: dt.datetime) -> dt.datetime:
        return at.astimezone(self.lights.zone)

    def date(self, day: dt.date) -> str:
        """ "12月31日（周四）" or "Thu 31 Dec", with the year when it is not this one."""
        if self.language == "zh":
            year = "" if day.year == self.today.year else f"{day.year}年"
            return f"{year}{day.month}月{day.day}日（周{_WEEKDAYS['zh'][day.weekday()]}）"
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"

    def weekday(self, number: int) -> str:
        """ "周五" or "Fri" for 5."""
        return f"周{_WEEKDAYS['zh'][number - 1]}" if self.language == "zh" else _WEEKDAYS["en"][number - 1]

    def short_date(self, day: dt.date) -> str:
        """ "12月31日" or "31 Dec", for lists."""
        if self.language == "zh":
            year = "" if day.year == self.today.year else f"{day.year}年"
            return f"{year}{day.month}月{day.day}日"
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]}{year}"

    def time(self, at: dt.datetime) -> str:
        """ "11月24日 17:20", local."""
        local = self.local(at)
        return f"{self.short_date(local.date())} {local:%H:%M}"


def bold(text: str) -> Markup:
    return Markup(f"<b>{text if isinstance(text, Markup) else escape(text)}</b>")


def lines(*parts: str) -> Markup:
    """The parts that are not empty, one a line; what is no Markup is escaped."""
    return Markup("\n".join(part if isinstance(part, Markup) else escape(part) for part in parts if part))
