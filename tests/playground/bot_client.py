"""A bot of a few lines at the other end of the stand-in, and a person who acts through /play."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json
    headers: Mapping[str, str]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> str:
        assert not self.body["ok"], self.body
        assert self.body["error_code"] == self.status
        return str(self.body["description"])


class BotClient:
    """Parameters go as a form, objects as JSON within it; `files` make it multipart."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: str) -> None:
        self.session = session
        self.base = base
        self.token = token

    async def __call__(
        self, method: str, files: Mapping[str, tuple[str, bytes]] | None = None, **params: Any
    ) -> Answer:
        fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        form = aiohttp.FormData(fields, quote_fields=False)
        for part, (name, content) in (files or {}).items():
            form.add_field(part, content, filename=name, content_type="application/octet-stream")
        return await self.post(method, data=form)

    async def post(self, method: str, **how: Any) -> Answer:
        async with self.session.post(f"{self.base}/bot{self.token}/{method}", **how) as answer:
            return Answer(answer.status, await answer.json(), answer.headers)

    async def sends(self, chat_id: int, text: str, **params: Any) -> Json:
        result: Json = (await self("sendMessage", chat_id=chat_id, text=text, **params)).result
        return result

    async def updates(self, **params: Any) -> list[Json]:
        result: list[Json] = (await self("getUpdates", **params)).result
        return result


class PeopleClient:
    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base

    async def post(self, what: str, **wish: Any) -> tuple[int, Json]:
        async with self.session.post(f"{self.base}/play/{what}", json=wish, headers={"X-Playground": "1"}) as answer:
            return answer.status, await answer.json()

    async def get(self, what: str, **query: Any) -> Json:
        async with self.session.get(f"{self.base}/play/{what}", params=query) as answer:
            assert answer.status == 200
            read: Json = await answer.json()
            return read

    async def says(self, person: int, text: str, chat: int | None = None, **more: Any) -> list[int]:
        status, told = await self.post("say", chat_id=chat or person, person_id=person, text=text, **more)
        assert status == 200, told
        return list(told["message_ids"])

    async def presses(self, person: int, message_id: int, data: str, chat: int | None = None) -> str:
        status, told = await self.post(
            "press", chat_id=chat or person, person_id=person, message_id=message_id, data=data
        )
        assert status == 200, told
        return str(told["query_id"])


@asynccontextmanager
async def echo_bot(bot: BotClient) -> AsyncIterator[None]:
    """Answers as its script says until the block ends; survives a server that goes away for a while."""
    task = asyncio.create_task(_echo(bot))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _echo(bot: BotClient) -> None:
    offset = 0
    while True:
        try:
            updates = await bot.updates(offset=offset, timeout=20)
            for update in updates:
                offset = update["update_id"] + 1
                await _answer(bot, update)
        except (aiohttp.ClientError, AssertionError):
            await asyncio.sleep(0.1)


async def _answer(bot: BotClient, update: Json) -> None:
    if "callback_query" in update:
        await _answer_press(bot, update["callback_query"])
    elif "message" in update:
        await _answer_message(bot, update["message"])


async def _answer_press(bot: BotClient, query: Json) -> None:
    place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
    if query["data"] == "alert":
        await bot("answerCallbackQuery", callback_query_id=query["id"], text="逾期任务需要说明原因", show_alert=True)
    elif query["data"] == "edit":
        await bot("editMessageText", **place, text="<b>第14项</b> 已签收", parse_mode="HTML")
        await bot("answerCallbackQuery", callback_query_id=query["id"])
    elif query["data"] == "delete":
        await bot("deleteMessage", **place)
        await bot("answerCallbackQuery", callback_query_id=query["id"])
    elif query["data"] != "silence":
        await bot("answerCallbackQuery", callback_query_id=query["id"], text="已登记")


async def _answer_message(bot: BotClient, message: Json) -> None:
    chat = message["chat"]["id"]
    text = str(message.get("text", message.get("caption", "")))
    if text.startswith("/start"):
        await bot("sendMessage", chat_id=chat, text=WELCOME, parse_mode="HTML", reply_markup=KEYBOARD)
    elif "document" in message:
        await bot(
            "sendDocument", chat_id=chat, files={"document": ("台账.xlsx", b"PK" + bytes(4000))}, caption="已收到文件"
        )
    elif text == "typing":
        await bot("sendChatAction", chat_id=chat, action="typing")
    elif text == "wrong":
        await bot("sendMessage", chat_id=chat, text="<b>x", parse_mode="HTML")
        await bot("sendMessage", chat_id=chat, text="有多余参数", colour="red")
    else:
        await bot(
            "sendMessage", chat_id=chat, text=f"听到：{text}", reply_parameters={"message_id": message["message_id"]}
        )


KEYBOARD = {
    "inline_keyboard": [
        [{"text": "签收", "callback_data": "edit"}, {"text": "登记", "callback_data": "toast"}],
        [{"text": "说明逾期", "callback_data": "alert"}, {"text": "撤回这条", "callback_data": "delete"}],
        [{"text": "不回应", "callback_data": "silence"}, {"text": "打开说明", "url": "https://example.org/help"}],
    ]
}
WELCOME = (
    "<b>您好，欢迎使用督办机器人</b>\n"
    "🔴 逾期 1 项　🟡 临近 2 项　🟢 正常 5 项\n\n"
    "<b>第14项</b> 游客中心建设（<i>12月20日前</i>）\n"
    "<blockquote expandable>主体已完工\n智慧导览系统正在调试\n精品民宿已挂牌7家\n"
    "景区连接路还需交通局配合\n下周现场核查</blockquote>\n"
    "编号 <code>YL-14</code>，<s>旧时限</s> <u>新时限</u>，<tg-spoiler>内部备注</tg-spoiler>\n"
    '命令 /help，<a href="https://example.org/plan">年度计划</a>，https://example.org/a?b=1&amp;c=2'
)
