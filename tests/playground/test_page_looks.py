"""Pictures of the page on a laptop and a phone, by day and by night; nothing may stick out of the window."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, FilePayload, expect

from tests.playground.bot_client import BotClient, PeopleClient, echo_bot
from tests.playground.browser import Screen, Window, window
from tests.playground.conftest import GROUP, LIN, LUO
from tests.playground.test_people_and_files import png

MENU = [
    {"command": "mytasks", "description": "我牵头和配合的任务"},
    {"command": "item", "description": "看一项任务，如 /item 14"},
    {"command": "report", "description": "报进展"},
    {"command": "help", "description": "怎样使用"},
]
CARD = (
    "🟡 <b>第14项　游客中心建设</b>　临近\n"
    "牵头：县文体广电和旅游局\n配合：县发展和改革局、县交通运输局\n时限：<b>12月20日</b>（还有18个工作日）\n"
    "进度：60%　最近反馈 11月22日\n\n"
    "<blockquote>游客中心主体完工，智慧导览系统正在调试；精品民宿已挂牌7家，景区连接路还需交通局配合。</blockquote>"
)
CARD_KEYS = {
    "inline_keyboard": [
        [{"text": "📝 报进展", "callback_data": "a"}, {"text": "⏳ 申请延期", "callback_data": "b"}],
        [{"text": "✅ 报办结", "callback_data": "c"}, {"text": "🆘 请求协调", "callback_data": "d"}],
        [{"text": "查看办理过程和全部反馈记录", "callback_data": "e"}],
    ]
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", ["laptop", "phone"])
async def test_it_looks_well(
    browser: Browser, base: str, bot: BotClient, persons: PeopleClient, screen: Screen, dark: bool
) -> None:
    await bot("setMyCommands", commands=MENU)
    async with window(browser, base, screen, dark=dark) as one:
        look = f"{screen}-{'dark' if dark else 'light'}"
        await seen(one, f"{look}-1-opened")
        async with echo_bot(bot):
            await one.opens(LIN)
            await seen(one, f"{look}-2-before-start")
            await one.find("start").click()
            await expect(one.bubble("欢迎使用")).to_be_visible()
            await seen(one, f"{look}-3-welcome")
            await persons.says(LIN, "wrong")
            await expect(one.bubble("有多余参数")).to_be_visible()
            await one.find("file").set_input_files(files=[payload("现场.png", "image/png", png(640, 360))])
            await one.says("游客中心现场照片")
            await expect(one.bubble("听到：游客中心现场照片")).to_be_visible()
            await seen(one, f"{look}-3-photo")
            await one.find("file").set_input_files(
                files=[payload("任务分解表（第二版）.csv", "text/csv", b"x" * 70_000)]
            )
            await one.says("")
            await expect(one.bubble("台账.xlsx")).to_be_visible()
        await bot.sends(LIN, CARD, parse_mode="HTML", reply_markup=CARD_KEYS, disable_notification=True)
        await bot("sendChatAction", chat_id=LIN, action="typing")
        await expect(one.page.locator(".typing")).to_be_visible()
        await one.find("messages").evaluate("node => { node.scrollTop = node.scrollHeight }")
        await seen(one, f"{look}-4-files-and-card")
        await pressed_and_told(one, bot, look)
        await menus_and_sheets(one, look)
        await in_the_group(one, bot, persons, look)
        await the_calls(one, look)


async def pressed_and_told(one: Window, bot: BotClient, look: str) -> None:
    await one.key("申请延期").click()
    query = await _pressed(bot, "b")
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="延期申请已送督查室，批复前时限不变")
    await expect(one.find("toast")).to_be_visible()
    await one.key("请求协调").click()
    await expect(one.key("请求协调")).to_have_attribute("aria-busy", "true")
    await seen(one, f"{look}-5-toast-and-waiting")
    query = await _pressed(bot, "d")
    await bot(
        "answerCallbackQuery", callback_query_id=query["id"], text="请先写明需要哪个单位协调什么。", show_alert=True
    )
    await expect(one.find("alert")).to_be_visible()
    await seen(one, f"{look}-6-alert")
    await one.find("alert").locator("button").click()


async def menus_and_sheets(one: Window, look: str) -> None:
    await one.find("commands").click()
    await expect(one.find("command-menu")).to_be_visible()
    await seen(one, f"{look}-7-commands")
    await one.find("input").fill("")
    await one.find("clock-jump").click()
    await seen(one, f"{look}-8-clock")
    await one.page.locator(".jump-cancel").click()
    await one.find("block").click()
    await expect(one.find("unblock")).to_be_visible()
    await seen(one, f"{look}-9-blocked")
    await one.find("unblock").click()
    await expect(one.find("input")).to_be_visible()


async def in_the_group(one: Window, bot: BotClient, persons: PeopleClient, look: str) -> None:
    await persons.says(LUO, "@duban_bot 第14项现在怎么样了？", chat=GROUP)
    await bot.sends(GROUP, CARD, parse_mode="HTML")
    await persons.says(LIN, "导览系统周五前调完。", chat=GROUP)
    if await one.find("back").is_visible():
        await one.find("back").click()
        await seen(one, f"{look}-a-list")
    await one.opens(GROUP)
    await expect(one.bubble("导览系统")).to_be_visible()
    await seen(one, f"{look}-b-group")


async def the_calls(one: Window, look: str) -> None:
    if not await one.find("calls").is_visible():
        await one.find("calls-toggle").click()
    await one.page.locator(".call.odd summary").click()
    await one.page.locator(".call.bad summary").click()
    await seen(one, f"{look}-c-calls")
    if await one.page.locator(".calls-close").is_visible():
        await one.page.locator(".calls-close").click()
    await one.find("language").click()
    await seen(one, f"{look}-d-english")


async def seen(one: Window, name: str) -> None:
    await one.picture(name)
    assert await one.too_wide() == []


def payload(name: str, mime: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": content}


async def _pressed(bot: BotClient, data: str) -> dict[str, Any]:
    """The press that was just made; it may take a moment to come in."""
    async with asyncio.timeout(20):
        while True:
            newest = await bot.updates(offset=-1)
            query: dict[str, Any] = newest[0].get("callback_query", {}) if newest else {}
            if query.get("data") == data:
                return query
            await asyncio.sleep(0.05)
