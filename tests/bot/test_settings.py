"""Settings come from four places, and a wrong one is one sentence that names it."""

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.redaction import guard_logs
from config import BadSettings, read_settings
from config.logging import set_up_logging
from config.settings import names

EXAMPLE = Path(__file__).parents[2] / ".env.example"
TOKEN = "123456789:AAF-this_is_no_real_token_at_all_0"


def given(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(f"DUBAN_{name}", value)


def complaint(env_file: Path | None = None) -> str:
    with pytest.raises(BadSettings) as caught:
        read_settings(env_file)
    return str(caught.value)


def test_the_example_names_every_setting_and_its_default() -> None:
    shown = dotenv_values(EXAMPLE)
    assert set(shown) == set(names())
    assert read_settings(EXAMPLE) == read_settings(None)


def test_the_example_explains_every_setting() -> None:
    explained = False
    for line in EXAMPLE.read_text("utf-8").splitlines():
        if line.startswith("DUBAN_"):
            assert explained, line
        else:
            explained = line.startswith("# ") and not line.startswith("# ---")


def test_the_environment_overrules_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DUBAN_WEB__PORT=1\nDUBAN_WEB__HOST=::1\nDUBAN_ADMINS=5\n")
    given(monkeypatch, WEB__PORT="2")
    settings = read_settings(file)
    assert (settings.web.port, settings.web.host, settings.admins) == (2, "::1", (5,))


@pytest.mark.parametrize("name", ["telegram__token", "DUBAN_TELEGRAM__TOKEN"])
def test_secrets_from_files(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f"{TOKEN}\n")
    (tmp_path / "somebody-elses").write_text("x")
    given(monkeypatch, SECRETS_DIR=str(tmp_path))
    settings = read_settings(None)
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == TOKEN
    assert TOKEN not in repr(settings)
    given(monkeypatch, SECRETS_DIR=str(tmp_path / "nowhere"))
    assert "DUBAN_SECRETS_DIR" in complaint()


def test_lists_and_times(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        ADMINS="[10, 20]",
        NUDGES__BEFORE="5, 2, 0",
        HOURS__OPENS="8:00",
        HOURS__MORNING="09:15",
        CALENDAR__HOLIDAYS="2027-02-05",
    )
    settings = read_settings(None)
    assert settings.admins == (10, 20)
    assert settings.nudges.before == (5, 2, 0)
    assert (settings.hours.opens, settings.hours.morning) == (dt.time(8), dt.time(9, 15))
    assert settings.calendar.holidays == (dt.date(2027, 2, 5),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMINS", "somebody"),
        ("ADMINS", "[1"),
        ("TIMEZONE", "Mars/Olympus"),
        ("LANGUAGE", "fr"),
        ("WEB__PORT", "99999"),
        ("WEB__PORT", "http"),
        ("TELEGRAM__BASE_URL", "https://api.telegram.org"),
        ("TELEGRAM__BASE_URL", "api.telegram.org/bot"),
        ("TELEGRAM__WEBHOOK_SECRET", "with spaces"),
        ("DATABASE__URL", "mysql://localhost/x"),
        ("NUDGES__BEFORE", "1,3,7"),
        ("NUDGES__BEFORE", "7,3,1"),
        ("NUDGES__OVERDUE", "3,1"),
        ("NUDGES__OVERDUE", "0,1"),
        ("LIGHTS__YELLOW_DAYS", "-1"),
        ("LIGHTS__BLUE_DAYS", "2"),
        ("LIGHTS__RED_BEHIND", "5"),
        ("HOURS__MORNING", "25:00"),
        ("HOURS__MORNING", "07:00"),
        ("HOURS__URGENT_OPENS", "05:30"),
        ("HOURS__URGENT_CLOSES", "23:00"),
        ("HOURS__URGENT_CLOSES", "06:30"),
        ("DIGEST__WORKING_DAY", "6"),
        ("CALENDAR__HOLIDAYS", "soon"),
        ("LOG__LEVEL", "chatty"),
        ("TELEGRAM__TOKN", "1:x"),
        ("TELGRAM__TOKEN", "1:x"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **{name: value})
    sentence = complaint()
    assert f"DUBAN_{name}" in sentence
    assert "\n" not in sentence
    assert not any(word in sentence.lower() for word in ("traceback", "pydantic", "validation error"))


def test_a_webhook_without_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TELEGRAM__WEBHOOK_URL="https://duban.example.org")
    assert complaint().startswith("DUBAN_TELEGRAM__WEBHOOK_SECRET is missing")


def test_a_wrong_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, DATABASE__URL="mysql://me:hunter22@localhost/x", TELEGRAM__WEBHOOK_SECRET="top secret words")
    assert "hunter22" not in complaint()
    assert "top secret" not in complaint()


def test_other_peoples_variables_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TEST_POSTGRES="required", SOMETHING__ELSE="1")
    read_settings(None)


def test_nobody_changes_them_later() -> None:
    settings = read_settings(None)
    with pytest.raises(ValueError, match="frozen"):
        settings.web.port = 1


@pytest.fixture
def quiet_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def test_no_secret_reaches_the_log(
    quiet_root: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(
        monkeypatch,
        TELEGRAM__TOKEN=TOKEN,
        TELEGRAM__WEBHOOK_SECRET="correct-horse-battery",
        DATABASE__URL="postgresql://duban:hunter2222@db/duban",
    )
    settings = read_settings(None)
    set_up_logging("DEBUG")
    guard_logs(settings.secrets())
    log = logging.getLogger("somewhere")
    try:
        raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except RuntimeError:
        log.exception("it broke: %s %s", "correct-horse-battery", settings.database.url.get_secret_value())
    logged = capsys.readouterr().err
    assert "it broke" in logged
    assert not any(secret in logged for secret in (TOKEN, "correct-horse-battery", "hunter2222"))


def test_a_line_cannot_be_forged(quiet_root: None, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging()
    logging.getLogger("x").warning("%s", "a\n2026-01-01T00:00:00Z ERROR   y: b\x1b[31m")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
