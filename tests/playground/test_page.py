"""The chat page, as somebody uses it who wants to try the bot."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, FilePayload, expect

from playground.server import Playground
from tests.playground.bot_client import BotClient, PeopleClient, echo_bot
from tests.playground.browser import Window, window
from tests.playground.conftest import GROUP, LIN, LUO, new_playground


@pytest.fixture
async def answering(bot: BotClient) -> AsyncIterator[None]:
    async with echo_bot(bot):
        yield


@pytest.fixture
async def laptop(browser: Browser, base: str, answering: None) -> AsyncIterator[Window]:
    async with window(browser, base) as one:
        yield one


async def started(one: Window, person: int = LIN) -> None:
    await one.opens(person)
    await one.find("start").click()
    await expect(one.bubble("欢迎使用")).to_be_visible()


async def test_start_then_type(laptop: Window) -> None:
    await started(laptop)
    assert await laptop.find("start").count() == 0
    await laptop.says("第14项 <b>&amp;")
    await expect(laptop.bubble("听到：第14项 <b>&amp;")).to_be_visible()
    quote = laptop.page.locator(".reply-quote").last
    await expect(quote).to_contain_text("第14项 <b>&amp;")
    await expect(laptop.find("input")).to_have_value("")
    await expect(laptop.find(f"person-{LIN}")).to_contain_text("听到：第14项")


async def test_markup_becomes_what_telegram_shows(laptop: Window) -> None:
    await started(laptop)
    bubble = laptop.bubble("欢迎使用")
    await expect(bubble.locator("b").first).to_have_text("您好，欢迎使用督办机器人")
    await expect(bubble.locator("code")).to_have_text("YL-14")
    await expect(bubble.locator("s")).to_have_text("旧时限")
    addresses = [await link.get_attribute("href") for link in await bubble.locator("a").all()]
    assert addresses == ["https://example.org/plan", "https://example.org/a?b=1&c=2"]
    more = bubble.locator(".quote-more")
    await more.click()
    await expect(more).to_have_text("收起")
    spoiler = bubble.locator(".spoiler")
    await spoiler.click()
    await expect(spoiler).not_to_have_attribute("role", "button")


async def test_commands_in_a_message_can_be_clicked(laptop: Window) -> None:
    await started(laptop)
    await laptop.bubble("欢迎使用").locator(".command-link").click()
    await expect(laptop.bubble("听到：/help")).to_be_visible()


async def test_buttons(laptop: Window) -> None:
    await started(laptop)
    await laptop.key("登记").click()
    await expect(laptop.find("toast")).to_have_text("已登记")
    await laptop.key("说明逾期").click()
    alert = laptop.find("alert")
    await expect(alert).to_contain_text("逾期任务需要说明原因")
    await alert.locator("button").click()
    await laptop.key("签收").click()
    await expect(laptop.bubble("已签收")).to_contain_text("已编辑")
    assert await laptop.page.locator(".key").count() == 0


async def test_a_press_without_answer_keeps_turning(laptop: Window) -> None:
    await started(laptop)
    await laptop.key("不回应").click()
    await expect(laptop.key("不回应")).to_have_attribute("aria-busy", "true")
    await expect(laptop.key("登记")).to_have_attribute("aria-disabled", "true")


async def test_a_deleted_message_goes_away(laptop: Window) -> None:
    await started(laptop)
    await laptop.key("撤回这条").click()
    await expect(laptop.bubble("欢迎使用")).to_have_count(0)


async def test_files_both_ways(laptop: Window) -> None:
    await started(laptop)
    file: FilePayload = {"name": "分解 表.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n" * 200}
    await laptop.find("file").set_input_files(files=[file])
    await laptop.says("请导入")
    await expect(laptop.bubble("分解 表.csv")).to_contain_text("1.6 KB")
    answer = laptop.page.locator("a.file", has_text="台账.xlsx")
    async with laptop.page.expect_download() as download:
        await answer.click()
    assert (await download.value).suggested_filename == "台账.xlsx"


async def test_typing_is_seen(laptop: Window) -> None:
    await started(laptop)
    await laptop.says("typing")
    await expect(laptop.page.locator(".doing")).to_have_text("正在输入…")
    await expect(laptop.page.locator(".typing")).to_be_visible()


async def test_the_clock(laptop: Window, playground: Playground) -> None:
    face = laptop.find("clock")
    await expect(face).to_have_text("2026年11月24日 周二 09:00")
    await laptop.find("clock-hour").click()
    await expect(face).to_have_text("2026年11月24日 周二 10:00")
    await expect(laptop.find("clock-notice")).to_contain_text("时钟已拨到")
    await laptop.find("clock-morning").click()
    await expect(face).to_have_text("2026年11月25日 周三 08:30")
    await laptop.find("clock-jump").click()
    await laptop.find("clock-jump-input").fill("2026-12-20T17:45")
    await laptop.find("clock-jump-go").click()
    await expect(face).to_have_text("2026年12月20日 周日 17:45")
    assert playground.now().strftime("%Y-%m-%d %H:%M") == "2026-12-20 09:45"


async def test_days_part_the_messages(laptop: Window) -> None:
    await started(laptop)
    await laptop.find("clock-day").click()
    await laptop.says("第二天")
    await expect(laptop.page.locator(".day")).to_have_count(2)
    await expect(laptop.page.locator(".day").first).to_contain_text("昨天")


async def test_the_calls_panel(laptop: Window) -> None:
    await started(laptop)
    await laptop.says("wrong")
    panel = laptop.find("calls")
    await expect(panel.locator(".call.bad")).to_contain_text("can't parse entities: Can't find end tag")
    await expect(panel.locator(".call.odd")).to_contain_text("unknown parameter colour")
    await laptop.find("calls-filter").fill("sendMessage -wrong")
    await expect(panel.locator(".call.good").first).to_contain_text("sendMessage")
    await panel.locator(".call.odd summary").click()
    await expect(panel.locator(".call.odd pre").last).to_contain_text('"colour": "red"')
    await laptop.find("calls-toggle").click()
    await expect(panel).to_be_hidden()


async def test_both_languages(laptop: Window) -> None:
    await laptop.opens(LIN)
    await laptop.find("language").click()
    await expect(laptop.find("start")).to_have_text("START")
    await expect(laptop.find("suggestion").first).to_have_text("my tasks")
    await expect(laptop.find("clock")).to_have_text("Tue 24 Nov 2026 09:00")
    await laptop.find("language").click()
    await expect(laptop.find("start")).to_have_text("开始 START")


async def test_the_menu_of_commands(laptop: Window, bot: BotClient) -> None:
    commands = [{"command": "help", "description": "帮助"}, {"command": "mytasks", "description": "我的任务"}]
    await bot("setMyCommands", commands=commands)
    await started(laptop)
    await laptop.find("commands").click()
    await expect(laptop.find("command-menu").locator("li")).to_have_count(2)
    await laptop.find("input").press_sequentially("my")
    await expect(laptop.find("command-menu").locator("li")).to_have_count(1)
    await laptop.find("input").press("Enter")
    await expect(laptop.bubble("听到：/mytasks")).to_be_visible()


async def test_blocking(laptop: Window, bot: BotClient) -> None:
    await started(laptop)
    await laptop.find("block").click()
    await expect(laptop.find(f"person-{LIN}")).to_contain_text("已屏蔽")
    assert (await bot("sendMessage", chat_id=LIN, text="x")).refusal == "Forbidden: bot was blocked by the user"
    await laptop.find("unblock").click()
    await laptop.says("回来了")
    await expect(laptop.bubble("听到：回来了")).to_be_visible()


async def test_a_group_with_a_choice_of_speaker(laptop: Window) -> None:
    await laptop.opens(GROUP)
    await laptop.says("大家好")
    await laptop.find("speaker").select_option(label="罗建川 · 文旅局 · 局长")
    await laptop.says("@duban_bot 第14项")
    await expect(laptop.bubble("听到：@duban_bot 第14项")).to_be_visible()
    await expect(laptop.page.locator(".message.own", has_text="第14项")).to_have_count(1)
    await expect(laptop.page.locator(".message.other .author").first).to_have_text("林晓禾")
    assert await laptop.bubble("听到：大家好").count() == 0


async def test_what_comes_elsewhere_is_counted(laptop: Window, persons: PeopleClient) -> None:
    await laptop.opens(LIN)
    await persons.says(LUO, "在吗")
    await expect(laptop.find(f"person-{LUO}").locator(".badge")).to_have_text("1")
    await expect(laptop.page).to_have_title("(1) 督办 · 试用台")
    await laptop.opens(LUO)
    await expect(laptop.find(f"person-{LUO}").locator(".badge")).to_have_count(0)


async def test_a_refusal_is_shown_in_words(laptop: Window, persons: PeopleClient, playground: Playground) -> None:
    await started(laptop)
    message = playground.stand_in.world.chats[LIN].last
    assert message is not None
    del playground.stand_in.world.chats[LIN].messages[message.id]
    await laptop.key("登记").click()
    await expect(laptop.find("error")).to_contain_text("按钮失败：这条消息已不在了")
    laptop.faults.clear()


async def test_the_page_outlives_the_server(
    browser: Browser, playground: Playground, base: str, bot: BotClient
) -> None:
    async with window(browser, base, faults_expected=True) as laptop:
        await laptop.opens(LIN)
        await playground.stop()
        await expect(laptop.page.locator(".link-state")).to_have_text("连接中断，正在重连")
        await laptop.says("有人吗")
        await expect(laptop.find("error").first).to_contain_text("连不上试用台的服务器")
        await expect(laptop.find("input")).to_have_value("有人吗")
        again = new_playground()
        await again.start(port=int(base.rsplit(":", 1)[1]))
        try:
            await expect(laptop.page.locator(".link-state")).to_have_text("", timeout=20_000)
            async with echo_bot(bot):
                await laptop.find("send").click()
                await expect(laptop.bubble("听到：有人吗")).to_be_visible()
        finally:
            await again.stop()
