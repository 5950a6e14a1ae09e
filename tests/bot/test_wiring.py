"""Settings arrive where they are meant: every threshold an operator sets changes what the bot does."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.calendar_data import working_calendar
from bot.playground_token import is_playground_token, playground_token
from bot.telegram_in import Us
from bot.transport import AiohttpRequest
from bot.wiring import policies_of, webhook_address, wire
from config import read_settings
from ledger.digest import is_push_day
from ledger.nudging import Recipient, Trigger, rule_for
from tests.memory_store import MemoryStore
from tests.town import MORNING

TOKEN = "123456789:AAF-this_is_no_real_token_at_all_0"


def given(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(f"DUBAN_{name}", value)


def test_thresholds_become_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        TIMEZONE="Asia/Urumqi",
        NUDGES__BEFORE="10,2,0",
        NUDGES__OVERDUE="2",
        NUDGES__HEAD_FROM="10",
        NUDGES__CO_FROM="2",
        LIGHTS__YELLOW_DAYS="2",
        LIGHTS__BLUE_DAYS="5",
        LIGHTS__YELLOW_BEHIND="20",
        LIGHTS__RED_BEHIND="40",
        LIGHTS__BLUE_SHOWN="false",
        HOURS__OPENS="10:00",
        HOURS__CLOSES="19:30",
        HOURS__MORNING="10:30",
        CALENDAR__HOLIDAYS="2026-11-25",
        CALENDAR__WORKING_DAYS="2026-11-28",
    )
    policies = policies_of(read_settings(None))
    assert policies.hours.zone == ZoneInfo("Asia/Urumqi") == policies.lights.zone
    assert (policies.hours.opens, policies.hours.closes, policies.hours.morning) == (
        dt.time(10),
        dt.time(19, 30),
        dt.time(10, 30),
    )
    lights = policies.lights
    assert (lights.yellow_days, lights.blue_days, lights.yellow_behind, lights.red_behind) == (2, 5, 20, 40)
    assert lights.blue_shown is False
    ladder = [rule for rule in policies.nudges.rules() if rule.trigger is Trigger.LIMIT]
    assert [rule.name for rule in ladder] == ["before_10", "before_2", "before_0", "overdue_2"]
    assert Recipient.LEAD_HEAD in ladder[0].to
    assert Recipient.CO_LIAISON not in ladder[0].to
    calendar = policies.calendar
    assert not calendar.is_working(dt.date(2026, 11, 25))
    assert calendar.is_working(dt.date(2026, 11, 28))
    rule = rule_for(dt.date(2026, 12, 8), dt.date(2026, 11, 24), calendar, policies.nudges)
    assert rule is not None


def test_the_digest_is_set_too(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, DIGEST__WORKING_DAY="2", DIGEST__CATCH_UP_DAYS="1")
    policies = policies_of(read_settings(None))
    pushed = [day for day in range(23, 30) if is_push_day(dt.date(2026, 11, day), policies.calendar, policies.digest)]
    assert pushed == [24, 25]


def test_the_calendar_knows_make_up_days_and_says_what_it_does_not_know() -> None:
    calendar = working_calendar()
    assert calendar.is_working(dt.date(2026, 10, 10))
    assert not calendar.is_working(dt.date(2026, 10, 5))
    assert not calendar.provisional(2026)
    assert calendar.provisional(2031)
    assert not calendar.is_working(dt.date(2031, 10, 1))
    own = working_calendar([dt.date(2031, 2, 3), dt.date(2026, 10, 10)], [dt.date(2031, 2, 8), dt.date(2026, 10, 7)])
    assert not own.is_working(dt.date(2026, 10, 10)), "the office does not work this make-up day"
    assert own.is_working(dt.date(2026, 10, 7)), "nor rests on that holiday"
    assert not own.provisional(2031)
    assert own.is_working(dt.date(2031, 2, 8))


def test_the_webhooks_path_is_the_operators_or_a_secret_one(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TELEGRAM__TOKEN=TOKEN, TELEGRAM__WEBHOOK_SECRET="s" * 20)
    given(monkeypatch, TELEGRAM__WEBHOOK_URL="https://duban.example.org/hook")
    assert webhook_address(read_settings(None)) == ("https://duban.example.org/hook", "/hook")
    given(monkeypatch, TELEGRAM__WEBHOOK_URL="https://duban.example.org/")
    url, path = webhook_address(read_settings(None))
    assert url == f"https://duban.example.org{path}"
    assert len(path) > 40
    assert TOKEN not in url


def test_the_server_of_a_base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TELEGRAM__BASE_URL="http://telegram-api:8081/bot")
    assert read_settings(None).telegram.server == "http://telegram-api:8081"


def test_a_playgrounds_token_is_known_by_its_look() -> None:
    assert is_playground_token(playground_token())
    assert playground_token() != playground_token()
    assert not is_playground_token(TOKEN)


async def test_everything_fits_together(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TELEGRAM__TOKEN=TOKEN)
    async with AiohttpRequest() as request:
        program = wire(read_settings(None), MemoryStore(), request, Us(42, "duban_bot"), lambda: MORNING)
        await program.timetable.tick(MORNING)
        assert program.worker.held == 0
