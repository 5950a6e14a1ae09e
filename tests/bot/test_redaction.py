"""No token reaches a log, however it gets there."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.redaction import Redaction, guard_logs, redact_tokens
from bot.transport import AiohttpRequest, make_bot
from tests.bot.faulty_server import TOKEN

SECRET = "webhook-secret-of-the-county"


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s %(extra)s", defaults={"extra": ""}))
    logger = logging.getLogger("tests.redaction")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    guard_logs([SECRET], logger)
    yield logger, stream
    logger.removeHandler(handler)


def fail() -> None:
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def test_nothing_gets_through(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logger.info("%(url)s", {"url": f"x/bot{TOKEN.replace(':', '%3A')}/y"})
    logger.info(ValueError(TOKEN))
    logger.info("%d", TOKEN)
    logger.info("secret %r", SECRET.encode())
    logger.info("extra", extra={"extra": {"url": TOKEN}})
    logger.getChild("deeper").warning(TOKEN, stack_info=True)
    try:
        fail()
    except RuntimeError:
        logger.exception("failed with %s", SECRET)
    text = stream.getvalue()
    assert TOKEN not in text
    assert TOKEN.partition(":")[2] not in text
    assert SECRET not in text
    assert "Traceback" in text
    assert text.count("<hidden>") >= 9


def test_what_is_no_secret_stays() -> None:
    assert redact_tokens("第 14 项 12345:abc 2026-11-23 20:43") == "第 14 项 12345:abc 2026-11-23 20:43"
    assert Redaction(["", "abc"]).redact("abc") == "abc"


async def test_the_client_logs_no_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with AiohttpRequest(connect_timeout=0.2) as request:
        bot = make_bot(TOKEN, request, base_url="http://127.0.0.1:1")
        try:
            await bot.get_me()
        except Exception:
            logging.getLogger("tests").exception("no answer")
    assert "no answer" in caplog.text
    assert TOKEN not in caplog.text
