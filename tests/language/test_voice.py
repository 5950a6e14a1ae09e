"""One person's view in words: dates, units, people, in both languages."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.wording.catalogue import LANGUAGES, Language
from language.wording.cutting import shortened
from language.wording.voice import Voice, bold, lines
from ledger.calendar import WorkingCalendar
from ledger.departments import Department
from ledger.lights import LightPolicy
from ledger.members import Member, Role
from ledger.plans import Plan, PlanKind, Section

CULTURE = Department(1, "县文体广电和旅游局", ("文旅局", "文旅"), english_name="Culture Bureau")
BARE = Department(2, "县<政>府&办")
ZH = Voice(
    language="zh",
    today=dt.date(2026, 11, 24),
    calendar=WorkingCalendar(),
    lights=LightPolicy(zone=ZoneInfo("Asia/Shanghai")),
    departments={1: CULTURE, 2: BARE},
    members={1: Member(1, "林晓禾", Role.LIAISON, 1)},
    plan=Plan(1, "要点", 2026, PlanKind.MAIN, True, (Section(4, "做优产业"),)),
)
EN = replace(ZH, language="en")


@pytest.mark.parametrize(
    ("day", "zh", "en", "short_zh", "short_en"),
    [
        (dt.date(2026, 12, 31), "12月31日（周四）", "Thu 31 Dec", "12月31日", "31 Dec"),
        (dt.date(2026, 11, 22), "11月22日（周日）", "Sun 22 Nov", "11月22日", "22 Nov"),
        (dt.date(2026, 3, 2), "3月2日（周一）", "Mon 2 Mar", "3月2日", "2 Mar"),
        (dt.date(2027, 1, 1), "2027年1月1日（周五）", "Fri 1 Jan 2027", "2027年1月1日", "1 Jan 2027"),
        (dt.date(2025, 12, 31), "2025年12月31日（周三）", "Wed 31 Dec 2025", "2025年12月31日", "31 Dec 2025"),
    ],
)
def test_dates(day: dt.date, zh: str, en: str, short_zh: str, short_en: str) -> None:
    assert (ZH.date(day), EN.date(day)) == (zh, en)
    assert (ZH.short_date(day), EN.short_date(day)) == (short_zh, short_en)


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_weekdays_stand_where_the_calendar_has_them(day: dt.date, language: Language) -> None:
    voice = replace(ZH, language=language)
    assert voice.weekday(day.isoweekday()) in voice.date(day)


def test_times_are_local_across_midnight() -> None:
    at = dt.datetime(2026, 11, 24, 16, 5, tzinfo=dt.UTC)
    assert ZH.time(at) == "11月25日 00:05"
    assert EN.time(at) == "25 Nov 00:05"
    assert ZH.time(dt.datetime(2026, 12, 31, 16, 0, tzinfo=dt.UTC)) == "2027年1月1日 00:00"


def test_units_by_the_name_people_use() -> None:
    assert (ZH.unit(1), EN.unit(1)) == ("文旅局", "Culture Bureau")
    assert (ZH.unit(2), EN.unit(2)) == ("县<政>府&办", "县<政>府&办")
    for nobody in (None, 3):
        assert (ZH.unit(nobody), EN.unit(nobody)) == ("尚未明确", "not decided yet")
    assert ZH.units((1, 2)) == "文旅局、县<政>府&办"
    assert EN.units((1, 2)) == "Culture Bureau, 县<政>府&办"


def test_names_are_escaped_once_where_they_are_said() -> None:
    assert ZH.say("row_lead", unit=ZH.unit(2)) == "牵头：县&lt;政&gt;府&amp;办"
    assert ZH.say("card_co", units=ZH.units((1, 2))) == "配合单位：文旅局、县&lt;政&gt;府&amp;办"


def test_people_and_sections() -> None:
    assert (ZH.person(1), ZH.person(9), ZH.person(None)) == ("林晓禾", "未知人员", "未知人员")
    assert (ZH.section(4), ZH.section(5)) == ("做优产业", "")
    assert replace(ZH, plan=None).section(4) == ""


def test_lines_escape_plain_words_and_leave_markup() -> None:
    assert lines("a<b", "", bold("c&d"), bold(bold("e"))) == "a&lt;b\n<b>c&amp;d</b>\n<b><b>e</b></b>"


@given(st.text("一二。；，、.; \n", max_size=40), st.integers(2, 30))
def test_cutting_keeps_the_beginning_and_the_length(text: str, length: int) -> None:
    cut = shortened(text, length)
    assert len(cut) <= length
    assert text.strip().startswith(cut.removesuffix("…"))
    assert cut.endswith("…") or cut == text.strip()


def test_cutting_prefers_the_end_of_a_sentence() -> None:
    assert shortened("主体完工。智慧导览系统正在调试，民宿挂牌", 12) == "主体完工。智慧导览系统…"
    assert shortened("主体已经全部完工。智慧导览系统正在调试", 12) == "主体已经全部完工。…"
    assert shortened("主体已经全部完工，智慧导览系统正在调试", 12) == "主体已经全部完工…"
