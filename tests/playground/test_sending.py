"""Sending, editing and deleting, with Telegram's own words when it refuses."""

from typing import Any

import pytest

from playground.server import Playground
from tests.playground.bot_client import BotClient, PeopleClient
from tests.playground.conftest import GROUP, GU, LIN, LUO, SHEN, SUPERGROUP

KEYS = {"inline_keyboard": [[{"text": "签收", "callback_data": "a"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


@pytest.fixture
async def lin(persons: PeopleClient) -> int:
    """She has pressed START."""
    await persons.says(LIN, "/start")
    return LIN


async def test_a_message_comes_back_as_understood(bot: BotClient, lin: int) -> None:
    sent = await bot.sends(lin, " <b>第14项</b> &amp;\r ", parse_mode="HTML", reply_markup=KEYS)
    assert sent["text"] == "第14项 &"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert sent["reply_markup"] == KEYS
    assert sent["from"] == {"id": 700000000, "is_bot": True, "first_name": "督办", "username": "duban_bot"}
    assert sent["chat"] == {"id": lin, "type": "private", "first_name": "林晓禾"}


async def test_form_and_json_say_the_same(bot: BotClient, lin: int) -> None:
    sent = await bot.post("sendMessage", json={"chat_id": lin, "text": "好", "reply_markup": KEYS, "parse_mode": None})
    assert sent.result["reply_markup"] == KEYS
    of_address = await bot.post("sendMessage?chat_id=7000001&text=%E5%A5%BD", data={"parse_mode": "html"})
    assert of_address.result["text"] == "好"
    assert (await bot("SENDMESSAGE", chat_id=lin, text="a+b c%")).result["text"] == "a+b c%"


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "项" * 4097}, "message is too long"),
        ({"text": "项" * 10923}, "text is too long"),
        ({"text": "x", "parse_mode": "xml"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 1}, "chat not found"),
        ({"text": "x", "chat_id": LUO}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "k"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "k"}]]}},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "k", "callback_data": "项" * 22}]]}},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "k", "url": "javascript:1"}]]}},
            "BUTTON_URL_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "k", "callback_data": "1"}] * 101]}},
            "reply markup is too long",
        ),
    ],
)
async def test_what_cannot_be_sent(bot: BotClient, lin: int, params: dict[str, Any], refusal: str) -> None:
    answer = await bot("sendMessage", **{"chat_id": lin, **params})
    assert (answer.status, answer.refusal) == (400, f"Bad Request: {refusal}")


async def test_limits_count_what_is_seen(bot: BotClient, lin: int) -> None:
    await bot.sends(lin, "<b>" + "项" * 4096 + "</b>", parse_mode="HTML")
    await bot.sends(lin, "x", reply_markup={"inline_keyboard": [[{"text": "k", "callback_data": "x" * 64}]]})


async def test_tokens(bot: BotClient) -> None:
    wrong = BotClient(bot.session, bot.base, "123:wrong")
    assert ((answer := await wrong("getMe")).status, answer.refusal) == (401, "Unauthorized")
    senseless = BotClient(bot.session, bot.base, "wrong")
    assert (await senseless("getMe")).refusal == "Unauthorized: invalid token specified"


async def test_an_unknown_method(bot: BotClient, playground: Playground) -> None:
    answer = await bot("sendNothing")
    assert (answer.status, answer.refusal) == (404, "Not Found: method not found")
    assert playground.history.violations == ["sendNothing: unknown method"]


async def test_an_unknown_parameter_is_let_pass_and_noted(bot: BotClient, lin: int, playground: Playground) -> None:
    await bot.sends(lin, "x", colour="red")
    assert playground.history.violations == ["sendMessage: unknown parameter colour"]
    assert playground.history[-1].result["text"] == "x"


async def test_who_cannot_be_written_to(bot: BotClient, persons: PeopleClient, lin: int) -> None:
    assert (await persons.post("block", person_id=lin, blocked=True))[0] == 200
    answer = await bot("sendMessage", chat_id=lin, text="x")
    assert (answer.status, answer.refusal) == (403, "Forbidden: bot was blocked by the user")
    assert (await bot("sendChatAction", chat_id=lin, action="typing")).status == 403
    await persons.says(LUO, "/help", chat=GROUP)
    answer = await bot("sendMessage", chat_id=LUO, text="x")
    assert answer.refusal == "Forbidden: bot can't initiate conversation with a user"


async def test_groups_that_are_lost(bot: BotClient, persons: PeopleClient) -> None:
    await persons.post("membership", chat_id=GROUP, person_id=LUO, inside=False)
    assert (await bot("sendMessage", chat_id=GROUP, text="x")).refusal == (
        "Forbidden: bot was kicked from the group chat"
    )
    assert (await bot("leaveChat", chat_id=SUPERGROUP)).result is True
    assert (await bot("sendMessage", chat_id=SUPERGROUP, text="x")).refusal == (
        "Forbidden: bot is not a member of the supergroup chat"
    )
    await persons.post("membership", chat_id=GROUP, person_id=LUO, inside=True)
    assert (await bot.sends(GROUP, "x"))["chat"]["title"] == "文旅产业专班"


async def test_a_group_that_moved(bot: BotClient, persons: PeopleClient) -> None:
    _, told = await persons.post("upgrade", chat_id=GROUP)
    answer = await bot("sendMessage", chat_id=GROUP, text="x")
    assert answer.refusal == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer.body["parameters"] == {"migrate_to_chat_id": told["chat_id"]}
    assert (await bot.sends(told["chat_id"], "x"))["chat"]["type"] == "supergroup"
    old, new = (update["message"] for update in await bot.updates())
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (GROUP, told["chat_id"])
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (told["chat_id"], GROUP)


async def test_message_numbers(bot: BotClient, persons: PeopleClient, lin: int) -> None:
    """One counter for private chats and basic groups, one for each supergroup."""
    await persons.says(GU, "/start")
    ids = [(await bot.sends(chat, "x"))["message_id"] for chat in (lin, GU, GROUP, SUPERGROUP, lin, SUPERGROUP)]
    assert ids == [3, 4, 5, 1, 6, 2]


async def test_editing(bot: BotClient, persons: PeopleClient, lin: int) -> None:
    sent = await bot.sends(lin, "<b>a</b>", parse_mode="HTML", reply_markup=KEYS)
    place = {"chat_id": lin, "message_id": sent["message_id"]}
    same = await bot("editMessageText", **place, text="<strong>a</strong>\n", parse_mode="HTML", reply_markup=KEYS)
    assert same.refusal == NOT_MODIFIED
    assert (await bot("editMessageReplyMarkup", **place, reply_markup=KEYS)).refusal == NOT_MODIFIED
    plainer = (await bot("editMessageText", **place, text="a", reply_markup=KEYS)).result
    assert "entities" not in plainer
    assert plainer["edit_date"] >= plainer["date"]
    assert "reply_markup" not in (await bot("editMessageText", **place, text="a")).result
    assert (await bot("editMessageReplyMarkup", **place)).refusal == NOT_MODIFIED
    [asked] = await persons.says(lin, "x")
    for message_id, refusal in (
        (asked, "message can't be edited"),
        (999, "message to edit not found"),
        (0, "message to edit not found"),
    ):
        answer = await bot("editMessageText", chat_id=lin, message_id=message_id, text="a")
        assert answer.refusal == f"Bad Request: {refusal}"
    assert (await bot("editMessageText", text="x")).refusal == "Bad Request: message identifier is not specified"


async def test_deleting(bot: BotClient, persons: PeopleClient, lin: int) -> None:
    sent = await bot.sends(lin, "a")
    place = {"chat_id": lin, "message_id": sent["message_id"]}
    assert (await bot("deleteMessage", **place)).result is True
    assert (await bot("deleteMessage", **place)).refusal == "Bad Request: message to delete not found"
    assert (await bot("editMessageText", **place, text="b")).refusal == "Bad Request: message to edit not found"
    [command] = await persons.says(SHEN, "/help", chat=GROUP)
    assert (await bot("deleteMessage", chat_id=GROUP, message_id=command)).refusal == (
        "Bad Request: message can't be deleted"
    )
    old = await bot.sends(lin, "a")
    await persons.post("clock", advance_minutes=48 * 60 + 1)
    assert (await bot("deleteMessage", chat_id=lin, message_id=old["message_id"])).refusal == (
        "Bad Request: message can't be deleted for everyone"
    )


async def test_a_reply_shows_what_it_answers(bot: BotClient, persons: PeopleClient) -> None:
    [asked] = await persons.says(LIN, "第14项")
    sent = await bot.sends(LIN, "x", reply_parameters={"message_id": asked})
    assert sent["reply_to_message"]["text"] == "第14项"
    loose = await bot.sends(LIN, "x", reply_parameters={"message_id": 99, "allow_sending_without_reply": True})
    assert "reply_to_message" not in loose
