"""Every fault of the network and every refusal of Telegram, through a real socket, to its outcome."""

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.outcomes import attempt, outcome_of, pause
from bot.transport import AiohttpRequest, NeverSent, make_bot
from ledger.delivery import (
    Delivered,
    Fault,
    Gone,
    Lost,
    Moved,
    NotSent,
    Outcome,
    Rejected,
    TryLater,
    Unauthorized,
    Unknown,
)
from tests.bot.faulty_server import (
    CHAT,
    TOKEN,
    Answer,
    FaultyServer,
    closes,
    faulty_server,
    raw,
    refused,
    reset,
    resets,
    says,
    sends_head_only,
    sent,
    stays_silent,
    trickles,
    truncates,
)


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    async with faulty_server() as running:
        yield running


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(read_timeout=0.4, connect_timeout=0.5) as request:
        yield request


@pytest.fixture
def bot(server: FaultyServer, request_: AiohttpRequest) -> telegram.Bot:
    return make_bot(TOKEN, request_, base_url=server.url)


async def send(bot: telegram.Bot) -> Outcome:
    return await attempt(bot.send_message(CHAT, "x"), chat_id=CHAT)


async def test_delivered(bot: telegram.Bot) -> None:
    assert await send(bot) == Delivered(7, CHAT)


async def test_a_call_without_message_is_delivered(server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [says(200, result=True)]
    assert await attempt(bot.delete_message(CHAT, 1), chat_id=CHAT) == Delivered(None, CHAT)


async def test_f36_message_id_zero_is_delivered_without_id(server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [sent(message_id=0)]
    assert await send(bot) == Delivered(None, CHAT)


async def test_f35_answer_for_another_chat(server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [sent(chat_id=CHAT + 1)]
    assert isinstance(await send(bot), Unknown)


async def test_f33_slow_link(server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [trickles]
    assert await send(bot) == Delivered(7, CHAT)


async def test_f02_connection_refused(request_: AiohttpRequest) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        bot = make_bot(TOKEN, request_, base_url=f"http://127.0.0.1:{unused.getsockname()[1]}")
        assert isinstance(await send(bot), NotSent)


async def test_f01_no_such_host(request_: AiohttpRequest) -> None:
    assert isinstance(await send(make_bot(TOKEN, request_, base_url="http://nowhere.invalid")), NotSent)


async def test_f03_connect_timeout_tells_no_token(request_: AiohttpRequest) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        crowd = [socket.socket() for _ in range(4)]
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        bot = make_bot(TOKEN, request_, base_url=url)
        with pytest.raises(NeverSent) as raised:
            await bot.send_message(CHAT, "x")
        for one in crowd:
            one.close()
    assert raised.value.__cause__ is not None
    assert TOKEN not in str(raised.value.__cause__)
    assert "hidden" in str(raised.value.__cause__)


async def test_f04_wrong_certificate_is_not_sent(server: FaultyServer, request_: AiohttpRequest) -> None:
    server.on_accept = lambda writer: writer.write(b"this is no TLS\r\n\r\n")
    assert isinstance(await send(make_bot(TOKEN, request_, base_url=server.url.replace("http", "https"))), NotSent)


async def test_a_closed_client_is_not_sent() -> None:
    assert isinstance(await send(make_bot(TOKEN, AiohttpRequest())), NotSent)


@pytest.mark.parametrize(
    "fault",
    [
        closes,
        resets,
        stays_silent,
        sends_head_only,
        truncates,
        raw(200, b"<html>welcome to the hotel</html>"),
        raw(200, b"[1, 2]"),
        raw(200, b'{"ok": true}'),
        raw(200, b'{"ok": false, "description": "no"}'),
        raw(200, b"[" * 100_000),
        says(200, result={"message_id": "seven"}),
        raw(302, b"", "Location: http://127.0.0.1:1/\r\n"),
        raw(403, b"<html>Forbidden by the company</html>"),
        raw(404, b"<html>Not Found</html>"),
        raw(401, b"<html>log in</html>"),
        raw(400, b"<html>Bad Request</html>"),
        raw(502, b"<html>Bad Gateway</html>"),
        raw(504, b"<html>Gateway Time-out</html>"),
        raw(599, b""),
        refused(500, "Internal Server Error: restart"),
        refused(500, "Internal Server Error: sent message was immediately deleted and can't be returned"),
        refused(400, "Bad Request: moved", migrate_to_chat_id="elsewhere"),
    ],
)
async def test_in_doubt(fault: Answer, server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [fault]
    assert isinstance(await send(bot), Unknown)
    assert len(server.seen) == 1, "nothing may be sent twice below the outbox"


@pytest.mark.parametrize("on_accept", [lambda writer: writer.close(), reset])
async def test_closed_on_accept_is_in_doubt(on_accept: object, server: FaultyServer, bot: telegram.Bot) -> None:
    server.on_accept = on_accept  # type: ignore[assignment]
    assert isinstance(await send(bot), Unknown)


async def test_f34_half_open_keepalive_connection(server: FaultyServer, bot: telegram.Bot) -> None:
    assert isinstance(await send(bot), Delivered)
    server.plan = [closes]
    assert isinstance(await send(bot), Unknown)
    assert isinstance(await send(bot), Delivered)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (refused(429, "Too Many Requests: retry after 3", retry_after=3), 3),
        (refused(429, "Too Many Requests: retry after 3600", retry_after=3600), 3600),
        (refused(429, "Too Many Requests"), 30),
        (refused(429, "Too Many Requests", retry_after=None), 30),
        (refused(429, "Too Many Requests", retry_after="soon"), 30),
        (refused(429, "Too Many Requests", retry_after=-5), 30),
        (refused(429, "Too Many Requests", retry_after=0), 1),
        (refused(429, "Too Many Requests", retry_after=10**30), 86_400),
        (refused(429, "Too Many Requests", retry_after=1e300), 86_400),
        (says(429, parameters=[1]), 30),
        (raw(429, b"<html>slow down</html>"), 30),
        (raw(429, b""), 30),
    ],
)
async def test_f14_throttled(answer: Answer, seconds: int, server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [answer]
    assert await send(bot) == TryLater(dt.timedelta(seconds=seconds), "chat")


def test_pause_survives_not_a_number() -> None:
    assert pause(float("nan")) == dt.timedelta(seconds=30)
    assert pause(float("inf")) == dt.timedelta(hours=24)
    assert pause(True) == dt.timedelta(seconds=30)


async def test_f21_migrated(server: FaultyServer, bot: telegram.Bot) -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    server.plan = [refused(400, text, migrate_to_chat_id=-1001)]
    assert await send(bot) == Moved(-1001)


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", Lost.BLOCKED),
        (403, "Forbidden: user is deactivated", Lost.DEACTIVATED),
        (403, "Forbidden: bot can't initiate conversation with a user", Lost.CANNOT_INITIATE),
        (403, "Forbidden: bot was kicked from the group chat", Lost.KICKED),
        (403, "Forbidden: bot was kicked from the supergroup chat", Lost.KICKED),
        (403, "Forbidden: bot is not a member of the supergroup chat", Lost.KICKED),
        (403, "Forbidden: the group chat was deleted", Lost.KICKED),
        (400, "Bad Request: chat not found", Lost.CHAT_NOT_FOUND),
        (400, "Bad Request: private chat not found", Lost.CHAT_NOT_FOUND),
        (400, "Bad Request: chat_id is empty", Lost.CHAT_NOT_FOUND),
        (400, "Bad Request: PEER_ID_INVALID", Lost.CHAT_NOT_FOUND),
    ],
)
async def test_gone(code: int, text: str, reason: Lost, server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [refused(code, text)]
    outcome = await send(bot)
    assert isinstance(outcome, Gone)
    assert outcome.reason is reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "message is not modified: specified new message content and reply markup are exactly the same as a"
            " current content and reply markup of the message",
            Fault.NOT_MODIFIED,
        ),
        ("message to edit not found", Fault.TO_EDIT_NOT_FOUND),
        ("message can't be edited", Fault.CANNOT_EDIT),
        ("there is no text in the message to edit", Fault.CANNOT_EDIT),
        ("message to delete not found", Fault.TO_DELETE_NOT_FOUND),
        ("message can't be deleted", Fault.CANNOT_DELETE),
        ("message can't be deleted for everyone", Fault.CANNOT_DELETE),
        ("message to be replied not found", Fault.REPLY_NOT_FOUND),
        ("query is too old and response timeout expired or query ID is invalid", Fault.QUERY_TOO_OLD),
        ('can\'t parse entities: Unsupported start tag "x" at byte offset 0', Fault.MARKUP),
        ("can't parse entities: Can't find end tag corresponding to start tag \"b\"", Fault.MARKUP),
        ("message text is empty", Fault.EMPTY),
        ("text must be non-empty", Fault.EMPTY),
        ("message is too long", Fault.TOO_LONG),
        ("text is too long", Fault.TOO_LONG),
        ("message caption is too long", Fault.TOO_LONG),
        ("reply markup is too long", Fault.BUTTONS),
        ("BUTTON_DATA_INVALID", Fault.BUTTONS),
        ("BUTTON_URL_INVALID", Fault.BUTTONS),
        ("not enough rights to send text messages to the chat", Fault.NO_RIGHTS),
        ("have no write access to the chat", Fault.NO_RIGHTS),
        ("TOPIC_CLOSED", Fault.NO_RIGHTS),
        ("CHAT_WRITE_FORBIDDEN", Fault.NO_RIGHTS),
        ("message thread not found", Fault.THREAD_NOT_FOUND),
        ("the moon is in the wrong house", Fault.OTHER),
    ],
)
async def test_rejected(text: str, kind: Fault, server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [refused(400, f"Bad Request: {text}")]
    outcome = await send(bot)
    assert isinstance(outcome, Rejected)
    assert outcome.kind is kind


async def test_other_refusals(server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [
        refused(403, "Forbidden: the bot can't send messages to the bot"),
        raw(413, b"<html>too large</html>"),
        refused(421, "Misdirected Request: unallowed token specified"),
        refused(409, "Conflict: terminated by other getUpdates request"),
    ]
    kinds = [outcome.kind if isinstance(outcome := await send(bot), Rejected) else None for _ in range(4)]
    assert kinds == [Fault.FORBIDDEN, Fault.TOO_LONG, Fault.OTHER, Fault.OTHER]


@pytest.mark.parametrize(("code", "text"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_f30_unauthorized(code: int, text: str, server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [refused(code, text)]
    assert isinstance(await send(bot), Unauthorized)


async def test_cancelling_is_no_outcome(server: FaultyServer, bot: telegram.Bot) -> None:
    server.plan = [stays_silent]
    sending = asyncio.ensure_future(send(bot))
    await asyncio.sleep(0.05)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending


@pytest.mark.parametrize(
    "error", [TimedOut(), NetworkError("x"), TelegramError("Invalid server response"), KeyError("result"), OSError()]
)
def test_default_is_unknown(error: Exception) -> None:
    assert isinstance(outcome_of(error), Unknown)


def test_bare_library_errors_are_known_too() -> None:
    assert outcome_of(NetworkError("Too Many Requests (429)")) == TryLater(dt.timedelta(seconds=30), "chat")


async def test_files_go_out_as_multipart(server: FaultyServer, bot: telegram.Bot) -> None:
    outcome = await attempt(bot.send_document(CHAT, telegram.InputFile(b"\x00\xff", filename="周报.xlsx")))
    assert isinstance(outcome, Delivered)
    assert server.seen[0][0] == "sendDocument"
