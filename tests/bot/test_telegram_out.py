"""What the bot says, as Telegram gets it."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.seal import Seal
from bot.telegram_out import DownloadFailed, OutgoingMessage, TelegramOut
from bot.transport import AiohttpRequest, make_bot
from ledger.delivery import Delivered, Fault, Rejected, TryLater, Unknown
from tests.bot.faulty_server import CHAT, TOKEN, FaultyServer, closes, faulty_server, raw, refused, says, sent

seal = Seal.from_token(TOKEN)


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    async with faulty_server() as running:
        yield running


@pytest.fixture
async def out(server: FaultyServer) -> AsyncIterator[TelegramOut]:
    async with AiohttpRequest(read_timeout=1.0) as request:
        yield TelegramOut(make_bot(TOKEN, request, base_url=server.url), seal)


async def test_a_message_with_everything(server: FaultyServer, out: TelegramOut) -> None:
    message = OutgoingMessage(CHAT, "<b>一</b>", ((("签收", "sign:14"),),), silent=True, reply_to=5, thread_id=9)
    assert await out.send(message) == Delivered(7, CHAT)
    method, fields = server.seen[0]
    assert method == "sendMessage"
    assert fields["text"] == "<b>一</b>"
    assert fields["parse_mode"] == "HTML"
    assert json.loads(fields["link_preview_options"]) == {"is_disabled": True}
    assert fields["disable_notification"] == "true"
    assert json.loads(fields["reply_parameters"]) == {"message_id": 5, "allow_sending_without_reply": True}
    assert fields["message_thread_id"] == "9"
    [[button]] = json.loads(fields["reply_markup"])["inline_keyboard"]
    assert button["text"] == "签收"
    assert seal.open(button["callback_data"], CHAT) == "sign:14"


async def test_buttons_telegram_would_refuse_are_left_out(
    server: FaultyServer, out: TelegramOut, caplog: pytest.LogCaptureFixture
) -> None:
    await out.send(OutgoingMessage(CHAT, "x", ((("好", "a"), ("长", "x" * 56), ("空", ""), (" ", "b")),)))
    [[button]] = json.loads(server.seen[0][1]["reply_markup"])["inline_keyboard"]
    assert button["text"] == "好"
    assert caplog.text.count("dropped") == 3


async def test_a_message_of_bad_buttons_only_still_arrives(server: FaultyServer, out: TelegramOut) -> None:
    await out.send(OutgoingMessage(CHAT, "x", ((("长", "x" * 56),),)))
    assert "reply_markup" not in server.seen[0][1]


async def test_wide_rows_and_crowds(server: FaultyServer, out: TelegramOut) -> None:
    await out.send(OutgoingMessage(CHAT, "x", (tuple((str(n), f"b{n}") for n in range(130)),)))
    rows = json.loads(server.seen[0][1]["reply_markup"])["inline_keyboard"]
    assert max(map(len, rows)) == 8
    assert sum(map(len, rows)) == 100


async def test_f27_unreadable_markup_goes_once_as_plain_text(
    server: FaultyServer, out: TelegramOut, caplog: pytest.LogCaptureFixture
) -> None:
    error = refused(400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0')
    server.plan = [error]
    assert await out.send(OutgoingMessage(CHAT, "<x>甲 &amp; 乙</x>")) == Delivered(7, CHAT)
    fields = server.seen[1][1]
    assert fields["text"] == "甲 & 乙"
    assert "parse_mode" not in fields
    assert caplog.text.count("plain text") == 1
    server.plan = [error] * 9
    outcome = await out.send(OutgoingMessage(CHAT, "<x>甲</x>"))
    assert isinstance(outcome, Rejected)
    assert len(server.seen) == 4


async def test_f28_refused_buttons_are_given_up_not_the_message(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [refused(400, "Bad Request: BUTTON_DATA_INVALID")]
    assert await out.send(OutgoingMessage(CHAT, "x", ((("签", "s"),),))) == Delivered(7, CHAT)
    assert "reply_markup" not in server.seen[1][1]


async def test_f23_an_unchanged_edit_is_delivered(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [refused(400, "Bad Request: message is not modified: specified new message content …")]
    assert await out.send(OutgoingMessage(CHAT, "x", edit_message_id=3)) == Delivered(3, CHAT)
    assert [method for method, _ in server.seen] == ["editMessageText"]


@pytest.mark.parametrize("text", ["message to edit not found", "message can't be edited"])
async def test_f24_f25_a_lost_card_is_sent_anew(text: str, server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [refused(400, f"Bad Request: {text}"), sent(message_id=8)]
    assert await out.send(OutgoingMessage(CHAT, "x", edit_message_id=3)) == Delivered(8, CHAT)
    assert [method for method, _ in server.seen] == ["editMessageText", "sendMessage"]


async def test_a_probe_never_sends_anew(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [refused(400, "Bad Request: message to edit not found")]
    outcome = await out.edit(OutgoingMessage(CHAT, "x", edit_message_id=3))
    assert isinstance(outcome, Rejected)
    assert outcome.kind is Fault.TO_EDIT_NOT_FOUND
    assert len(server.seen) == 1


async def test_doubt_and_throttling_are_not_tried_again_here(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [closes, refused(429, "Too Many Requests", retry_after=3), closes]
    assert isinstance(await out.send(OutgoingMessage(CHAT, "x")), Unknown)
    assert isinstance(await out.send(OutgoingMessage(CHAT, "x")), TryLater)
    assert isinstance(await out.send(OutgoingMessage(CHAT, "x", edit_message_id=3)), Unknown)
    assert len(server.seen) == 3


async def test_a_document(server: FaultyServer, out: TelegramOut) -> None:
    message = OutgoingMessage(CHAT, "<b>" + "报" * 2000 + "</b>", document=('周报"\r\nX: 1.xlsx', b"PK\x03\x04"))
    assert await out.send(message) == Delivered(7, CHAT)
    assert server.seen[0][0] == "sendDocument"


async def test_a_picture_is_shown_as_one(server: FaultyServer, out: TelegramOut) -> None:
    picture = OutgoingMessage(CHAT, "周报", document=("周报.png", b"\x89PNG"))
    await out.send(picture)
    await out.send(replace(picture, document=("周报.png", b"\x89PNG" + bytes(10_000_000))))
    assert [method for method, _ in server.seen] == ["sendPhoto", "sendDocument"]


async def test_delete(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [says(200, result=True), refused(400, "Bad Request: message to delete not found")]
    assert isinstance(await out.delete(CHAT, 3), Delivered)
    assert await out.delete(CHAT, 3) == Delivered(3, CHAT)


async def test_cosmetics_never_fail(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [closes, closes, says(200, result=True)]
    await out.answer_press("1", "x")
    await out.typing(CHAT)
    await out.answer_press("1", "长" * 500, alert=True)
    assert len(server.seen[2][1]["text"]) == 200


async def test_menus(server: FaultyServer, out: TelegramOut) -> None:
    server.otherwise = says(200, result=True)
    lines = [("help", "怎么用")]
    outcomes = await out.set_menus({"default": {"zh": lines, "": lines}, "chat:4711": {"en": [("help", "How to")]}})
    assert len(outcomes) == 3
    assert [fields.get("language_code") for _, fields in server.seen] == ["zh", None, "en"]
    assert json.loads(server.seen[2][1]["scope"]) == {"type": "chat", "chat_id": 4711}


@pytest.mark.parametrize(
    "menus",
    [
        {"everywhere": {"zh": [("help", "x")]}},
        {"default": {"zh": [("Help", "x")]}},
        {"default": {"zh": [("帮助", "x")]}},
        {"default": {"zh": [("help", " ")]}},
        {"default": {"zh": [("help", "x" * 257)]}},
        {"default": {"zh": [(f"c{n}", "x") for n in range(101)]}},
    ],
)
async def test_menus_telegram_would_refuse(
    menus: dict[str, dict[str, list[tuple[str, str]]]], out: TelegramOut
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        await out.set_menus(menus)


def a_file(size: int | None) -> dict[str, object]:
    told: dict[str, object] = {"file_id": "f", "file_unique_id": "u", "file_path": "documents/1.xlsx"}
    return told if size is None else {**told, "file_size": size}


async def test_download(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [says(200, result=a_file(4)), raw(200, b"PK\x03\x04")]
    assert await out.download("f", 10) == b"PK\x03\x04"


async def test_download_that_is_too_big_is_not_read(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [says(200, result=a_file(11))]
    with pytest.raises(DownloadFailed, match="too_big"):
        await out.download("f", 10)
    server.plan = [says(200, result=a_file(None)), raw(200, b"x" * 11)]
    with pytest.raises(DownloadFailed, match="too_big"):
        await out.download("f", 10)
    server.plan = [refused(400, "Bad Request: file is too big")]
    with pytest.raises(DownloadFailed, match="too_big"):
        await out.download("f", 10)


async def test_download_that_breaks(server: FaultyServer, out: TelegramOut) -> None:
    server.plan = [says(200, result=a_file(4)), raw(200, b"PK")]
    with pytest.raises(DownloadFailed, match="network"):
        await out.download("f", 10)
    server.plan = [says(200, result=a_file(4)), raw(404, b"")]
    with pytest.raises(DownloadFailed, match="gone"):
        await out.download("f", 10)
    server.plan = [closes]
    with pytest.raises(DownloadFailed, match="network"):
        await out.download("f", 10)
