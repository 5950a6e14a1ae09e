"""What people do: pressing, blocking, sending files; menus; and what the bot asks about chats."""

import struct
import zlib
from typing import Any

import aiohttp
import pytest

from playground.server import Playground
from tests.playground.bot_client import BotClient, PeopleClient
from tests.playground.conftest import GROUP, LIN, LUO, TANG

KEYS = {"inline_keyboard": [[{"text": "签收", "callback_data": "sign"}, {"text": "看", "url": "https://x.cn"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b0800070009010111 00ffd9".replace(" ", ""))


def png(width: int = 3, height: int = 2) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    pixels = zlib.compress(b"".join(b"\0" + b"\xb0\x35\x2a" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.fixture
async def message_id(bot: BotClient, persons: PeopleClient) -> int:
    await persons.says(LIN, "/start")
    return int((await bot.sends(LIN, "第14项", reply_markup=KEYS))["message_id"])


async def test_a_press_and_its_answer(bot: BotClient, persons: PeopleClient, message_id: int) -> None:
    query_id = await persons.presses(LIN, message_id, "sign")
    query = (await bot.updates())[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "sign", LIN)
    assert query["message"]["reply_markup"] == KEYS
    assert query["chat_instance"]
    assert (await bot("answerCallbackQuery", callback_query_id=query_id, text="好")).result is True
    assert (await bot("answerCallbackQuery", callback_query_id=query_id)).refusal == TOO_OLD


async def test_an_answer_that_comes_late(bot: BotClient, persons: PeopleClient, message_id: int) -> None:
    query_id = await persons.presses(LIN, message_id, "sign")
    await persons.post("clock", advance_minutes=2)
    assert (await bot("answerCallbackQuery", callback_query_id=query_id)).refusal == TOO_OLD


async def test_pressing_by_what_is_written_on_it(bot: BotClient, persons: PeopleClient, message_id: int) -> None:
    place = {"chat_id": LIN, "person_id": LIN, "message_id": message_id}
    assert (await persons.post("press", **place, label="签收"))[0] == 200
    assert (await persons.post("press", **place, label="看")) == (
        409,
        {"error": "this message has no such button", "code": "no_button"},
    )
    assert (await persons.post("press", **{**place, "message_id": 99}, data="x"))[1]["code"] == "gone"
    assert (await persons.post("press", **{**place, "person_id": LUO}, data="sign"))[1]["code"] == "no_chat"


async def test_blocking_is_told_only_to_a_bot_that_was_started(bot: BotClient, persons: PeopleClient) -> None:
    await persons.post("block", person_id=TANG, blocked=True)
    await persons.says(LIN, "/start")
    for blocked in (True, True, False):
        await persons.post("block", person_id=LIN, blocked=blocked)
    changes = [update["my_chat_member"] for update in await bot.updates() if "my_chat_member" in update]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert (await persons.post("say", chat_id=TANG, person_id=TANG, text="x"))[1]["code"] == "blocked"


async def upload(persons: PeopleClient, name: str, mime: str, content: bytes) -> int:
    form = aiohttp.FormData(
        {"chat_id": str(LIN), "person_id": str(LIN), "caption": "/import 见附件"}, quote_fields=False
    )
    form.add_field("file", content, filename=name, content_type=mime)
    async with persons.session.post(f"{persons.base}/play/upload", data=form, headers={"X-Playground": "1"}) as answer:
        assert answer.status == 200
        return int((await answer.json())["message_id"])


async def test_a_file_to_the_bot(bot: BotClient, persons: PeopleClient) -> None:
    await upload(persons, "分解 表.csv", "text/csv", b"a,b\n1,2")
    message = (await bot.updates())[0]["message"]
    document = message["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("分解 表.csv", "text/csv", 7)
    assert message["caption"] == "/import 见附件"
    assert message["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]
    told = (await bot("getFile", file_id=document["file_id"])).result
    async with bot.session.get(f"{bot.base}/file/bot{bot.token}/{told['file_path']}") as answer:
        assert await answer.read() == b"a,b\n1,2"
    async with bot.session.get(f"{bot.base}/file/bot1:x/{told['file_path']}") as answer:
        assert answer.status == 401
    assert (await bot("getFile", file_id="x")).refusal == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


@pytest.mark.parametrize(("content", "mime", "size"), [(png(), "image/png", (3, 2)), (JPEG, "image/jpeg", (9, 7))])
async def test_a_picture_goes_as_a_photo(
    bot: BotClient, persons: PeopleClient, content: bytes, mime: str, size: tuple[int, int]
) -> None:
    await upload(persons, "x.png", mime, content)
    [photo] = (await bot.updates())[0]["message"]["photo"]
    assert (photo["width"], photo["height"]) == size


async def test_a_file_from_the_bot(bot: BotClient, persons: PeopleClient, playground: Playground) -> None:
    await persons.says(LIN, "/start")
    answer = await bot(
        "sendDocument",
        chat_id=LIN,
        document="attach://part",
        caption="<b>周报</b>",
        parse_mode="HTML",
        files={"part": ("周报.xlsx", b"PK")},
    )
    document = answer.result["document"]
    assert (document["file_name"], answer.result["caption"]) == ("周报.xlsx", "周报")
    again = await bot("sendDocument", chat_id=LIN, document=document["file_id"])
    assert again.result["document"]["file_id"] == document["file_id"]
    assert playground.history.violations == []
    shown = (await persons.get("messages", chat_id=LIN))["messages"][-1]["file"]
    async with persons.session.get(persons.base + shown["url"]) as download:
        assert await download.read() == b"PK"
        assert download.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%91%A8")
        assert "sandbox" in download.headers["Content-Security-Policy"]
    refusals = [
        (await bot("sendDocument", chat_id=LIN, **params)).refusal
        for params in ({}, {"document": "x"}, {"files": {"document": ("a", b"")}})
    ]
    assert refusals == [
        "Bad Request: there is no document in the request",
        "Bad Request: wrong remote file identifier specified: Wrong string length",
        "Bad Request: file must be non-empty",
    ]
    assert (await bot("sendPhoto", chat_id=LIN, files={"photo": ("a.png", b"text")})).refusal == (
        "Bad Request: IMAGE_PROCESS_FAILED"
    )
    long = await bot("sendPhoto", chat_id=LIN, files={"photo": ("a.png", png())}, caption="x" * 1025)
    assert long.refusal == "Bad Request: message caption is too long"
    place = {"chat_id": LIN, "message_id": answer.result["message_id"]}
    assert (await bot("editMessageText", **place, text="x")).refusal == (
        "Bad Request: there is no text in the message to edit"
    )
    assert (await bot("editMessageCaption", **place, caption="新")).result["caption"] == "新"


def menu(*names: str) -> list[dict[str, Any]]:
    return [{"command": name, "description": name} for name in names]


async def test_the_narrowest_menu_is_shown(bot: BotClient, persons: PeopleClient) -> None:
    async def shown(chat: int) -> list[str]:
        commands = (await persons.get("state"))["commands"]
        return [one["command"] for one in commands.get(str(chat), [])]

    await persons.says(LIN, "/start")
    assert await shown(LIN) == []
    await bot("setMyCommands", commands=menu("all"))
    await bot("setMyCommands", commands=menu("alle"), language_code="de")
    assert await shown(LIN) == await shown(GROUP) == ["all"]
    await bot("setMyCommands", commands=menu("zh"), language_code="zh")
    assert await shown(LIN) == ["zh"]
    await bot("setMyCommands", commands=menu("private"), scope={"type": "all_private_chats"})
    await bot("setMyCommands", commands=menu("mine"), scope={"type": "chat", "chat_id": LIN})
    assert (await shown(LIN), await shown(LUO), await shown(GROUP)) == (["mine"], ["private"], ["zh"])
    await bot("deleteMyCommands", scope={"type": "chat", "chat_id": LIN})
    assert await shown(LIN) == ["private"]
    assert (await bot("getMyCommands", language_code="zh")).result == menu("zh")


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"commands": menu("Help")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a" * 33)}, "command length must not exceed 32"),
        ({"commands": [{"command": "a", "description": ""}]}, "command description must be non-empty"),
        ({"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": menu(*(f"a{n}" for n in range(101)))}, "BOT_COMMANDS_TOO_MUCH"),
        ({"scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
        ({"language_code": "zh-hans"}, "invalid language code specified"),
    ],
)
async def test_what_is_no_menu(bot: BotClient, params: dict[str, Any], refusal: str) -> None:
    assert (await bot("setMyCommands", **params)).refusal == f"Bad Request: {refusal}"


async def test_what_the_bot_may_ask(bot: BotClient, persons: PeopleClient) -> None:
    assert (await bot("getChat", chat_id=GROUP)).result["title"] == "文旅产业专班"
    assert (await bot("getChatMemberCount", chat_id=GROUP)).result == 4
    member = (await bot("getChatMember", chat_id=GROUP, user_id=LUO)).result
    assert (member["status"], member["user"]["first_name"]) == ("member", "罗建川")
    assert [one["user"]["id"] for one in (await bot("getChatAdministrators", chat_id=GROUP)).result] == [LIN]
    assert (await bot("getChat", chat_id=TANG)).refusal == "Bad Request: chat not found"
    assert (await bot("setMyDescription", description="好", language_code="zh")).result is True
    assert (await bot("getMyDescription", language_code="zh")).result == {"description": "好"}
    assert (await bot("getMyName")).result == {"name": "督办"}
