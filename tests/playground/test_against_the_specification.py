"""The table of methods beside the Bot API's own specification, and the answers read by python-telegram-bot."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import telegram

from bot.transport import AiohttpRequest, make_bot
from playground.methods.table import METHODS
from playground.server import Playground
from tests.playground.bot_client import PeopleClient
from tests.playground.conftest import GROUP, LIN, TOKEN
from tests.playground.test_people_and_files import png

PLACES = (os.environ.get("DUBAN_BOT_API_SPEC", ""), "bot-api-spec.json", "../shared/bot-api-spec.json")


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    for place in filter(None, PLACES):
        if Path(place).is_file():
            methods: dict[str, Any] = json.loads(Path(place).read_text("utf-8"))["methods"]
            return methods
    pytest.skip("no bot-api-spec.json here (its path may be given in DUBAN_BOT_API_SPEC)")


def test_every_method_has_exactly_its_parameters(specification: dict[str, Any]) -> None:
    for method in METHODS.values():
        assert method.parameters == {field["name"] for field in specification[method.name]["fields"]}, method.name


@pytest.fixture
def request_client() -> AiohttpRequest:
    return AiohttpRequest()


async def test_python_telegram_bot_reads_every_answer(
    request_client: AiohttpRequest, base: str, persons: PeopleClient, playground: Playground
) -> None:
    await persons.says(LIN, "/start")
    bot = make_bot(TOKEN, request_client, base_url=base)
    async with bot:
        assert bot.username == "duban_bot"
        keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("签收", callback_data="a")]])
        sent = await bot.send_message(LIN, "<b>第14项</b>", parse_mode="HTML", reply_markup=keyboard)
        assert sent.text_html == "<b>第14项</b>"
        await persons.presses(LIN, sent.message_id, "a")
        await persons.post("block", person_id=LIN, blocked=True)
        await persons.post("block", person_id=LIN, blocked=False)
        updates = await bot.get_updates()
        assert [update.effective_chat.id for update in updates if update.effective_chat] == [LIN] * 4
        press = updates[1].callback_query
        assert press is not None
        assert await press.answer("好")
        edited = await bot.edit_message_text("新", LIN, sent.message_id)
        assert isinstance(edited, telegram.Message)
        document = await bot.send_document(LIN, telegram.InputFile(b"x", filename="a.txt"))
        assert document.document is not None
        assert bytes(await (await bot.get_file(document.document.file_id)).download_as_bytearray()) == b"x"
        assert (await bot.send_photo(LIN, png())).photo[0].width == 3
        assert await bot.set_my_commands([("help", "帮助")], language_code="zh")
        assert (await bot.get_my_commands(language_code="zh"))[0].command == "help"
        assert (await bot.get_chat(GROUP)).title == "文旅产业专班"
        assert (await bot.get_chat_member(GROUP, LIN)).status == "creator"
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.delete_message(LIN, sent.message_id)
    assert playground.history.violations == []
