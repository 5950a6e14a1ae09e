"""The sample county as the grammar knows it, on Tuesday 2026-11-24."""

import datetime as dt
from functools import cache
from typing import Any

from documents.departments import read_departments
from documents.text_files import read_text
from documents.work_plans import read_plan
from language.intents import Intent, ItemNo
from language.lexicon import Hearing, KnownItem, Lexicon
from language.understanding import understand
from language.understanding.spelled_out import spelled_out
from ledger.conversations import Conversation
from ledger.departments import Department
from ledger.members import Role
from tests.town import CALENDAR, CULTURE, OFFICE, SAMPLE, TODAY

PARTS = (KnownItem(17, 1, 5, "甲", ""), KnownItem(17, 2, 5, "乙", ""))
LIMITS = {
    ItemNo(5): dt.date(2026, 11, 30),
    ItemNo(13): dt.date(2026, 12, 10),
    ItemNo(14): dt.date(2026, 11, 27),
    ItemNo(22): dt.date(2026, 12, 15),
}
"""As a message about these items is heard; those without one have no limit."""


@cache
def lexicon() -> Lexicon:
    plan = read_plan(read_text(SAMPLE / "plan.txt").replace("{year}", "2026"))
    drafts = read_departments(read_text(SAMPLE / "departments.csv"))
    return Lexicon(
        departments=tuple(
            Department(n, d.name, d.short_names, d.former_names, d.english_name, d.groups)
            for n, d in enumerate(drafts, start=1)
        ),
        items=(*(KnownItem(i.number, 0, i.section, i.title, i.body) for i in plan.items), *PARTS),
        sections=tuple((s.number, s.title) for s in plan.sections),
        plan_year=2026,
    )


def unit(name: str) -> int:
    return next(d.id for d in lexicon().departments if name in (d.name, *d.short_names))


def hearing(role: str = "liaison", today: dt.date = TODAY, **circumstances: Any) -> Hearing:
    home = CULTURE if role in ("liaison", "head") else OFFICE
    return Hearing(today, CALENDAR, Role(role), unit(home), **circumstances)


def heard(words: str, role: str = "liaison", **circumstances: Any) -> Intent:
    return understand(words, lexicon(), hearing(role, **circumstances))


def read(words: str, role: str = "liaison", **circumstances: Any) -> dict[str, Any]:
    """Intent and slots in one: {"intent": "item", "items": [14]}; names of units are short ones."""
    return told(heard(words, role, **circumstances))


def told(intent: Intent) -> dict[str, Any]:
    """As `read` gives it."""
    spelled = spelled_out(intent, lexicon())
    slots: dict[str, Any] = dict(spelled["slots"])  # type: ignore[call-overload]
    short = {d.name: d.short for d in lexicon().departments}
    if "unit" in slots:
        slots["unit"] = short[slots["unit"]]
    if "into" in slots:
        slots["into"] = [{**part, "unit": short[part["unit"]]} if "unit" in part else part for part in slots["into"]]
    if "co_units" in slots:
        slots["co_units"] = [short[name] for name in slots["co_units"]]
    return {"intent": spelled["intent"], **slots}


def talk(*items: str, asked: str = "") -> Conversation:
    return Conversation(1, items, dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC), asked)


def fits(words: str, wanted: dict[str, Any], role: str = "liaison") -> list[str]:
    """What differs from the wanted intent and slots; slots that are not wanted are not looked at."""
    found = read(words, role)
    return [f"{key}: {found.get(key)!r}, not {value!r}" for key, value in wanted.items() if found.get(key) != value]
