"""The main dialogue, as people in the sample county have it: asked, assigned, heard of, nudged, summed up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.county import GROUP, GU, LIN, LUO, SHEN, TANG, County, county, eventually, first_line


@pytest.fixture
async def yunling(tmp_path: Path) -> AsyncIterator[County]:
    async with county(tmp_path) as here:
        yield here


async def test_a_liaison_asks_what_is_hers(yunling: County) -> None:
    answer = await yunling.says(LIN, "我的任务")
    assert "第14项" in answer["text"]
    assert first_line(answer).startswith("您牵头")


async def test_a_liaison_asks_for_an_item_in_english(yunling: County) -> None:
    answer = await yunling.says(LIN, "item 14 status")
    assert "14" in first_line(answer)
    assert "60%" in answer["text"]
    assert not any("\u4e00" <= c <= "\u9fff" for c in first_line(answer).replace("做强文化旅游产业", ""))


async def test_an_assignment_is_confirmed_heard_of_and_nudged_about(yunling: County) -> None:
    """One sentence of the administrator, one press; the unit hears of it and is reminded in time."""
    card = await yunling.says(GU, "把第13项交给文旅局牵头，发改局配合，12月1日前完成")
    assert "第13项" in card["text"]
    assert "县文体广电和旅游局" in card["text"] or "文旅局" in card["text"]
    told = await yunling.presses(GU, "确认")
    assert "第13项" in told["text"]
    heard = await yunling.hears(LIN, containing="第13项")
    assert any("签收" in button["text"] for row in heard["buttons"] for button in row)
    await yunling.presses_only(LIN, "签收")
    await yunling.hears(LIN, containing="已签收：第13项")

    await yunling.goes_to_next_working_morning()
    nudge = await yunling.hears(LIN, containing="第13项")
    assert "12月1日" in nudge["text"]

    await yunling.goes_to("2026-11-30T08:40:00")
    await yunling.hears(SHEN, containing="周")


async def test_what_somebody_else_has_signed_for_is_not_asked_for_any_more(yunling: County) -> None:
    """The head of the unit signs; the contact's message of the morning changes where it stands, without a new one."""
    [morning] = [message for message in await yunling.messages(LIN) if message["from"]["is_bot"]]
    assert "签收第21项" in str(morning["buttons"])
    await yunling.says(LUO, "签收第21项")
    await yunling.presses(LUO, "确认")

    async def edited() -> bool:
        [shown] = [message for message in await yunling.messages(LIN) if message["from"]["is_bot"]]
        return "✅ 第21项 丰富群众文化体育生活：已签收（11月24日 10:00）" in shown["text"]

    await eventually(edited)
    [shown] = [message for message in await yunling.messages(LIN) if message["from"]["is_bot"]]
    assert [line for line in morning["text"].split("\n") if "21" not in line and "11月23日交办" not in line] == [
        line for line in shown["text"].split("\n") if "21" not in line and not line.startswith("时限：12月18日")
    ]
    assert "签收" not in str(shown["buttons"])
    assert "第22项报进展" in str(shown["buttons"])


async def test_a_night_is_quiet(yunling: County) -> None:
    await yunling.says(LIN, "我的任务")
    await yunling.goes_to("2026-11-24T22:00:00")
    before = {person: len(await yunling.from_bot(person)) for person in (LIN, GU, SHEN)}
    await yunling.goes_to("2026-11-25T03:00:00")
    await yunling.goes_to("2026-11-28T10:00:00")
    assert {person: len(await yunling.from_bot(person)) for person in before} == before


async def test_a_stranger_hears_how_to_join_and_nothing_else(yunling: County) -> None:
    answer = await yunling.says(TANG, "/start")
    for secret in ("第14项", "文旅局", "逾期", "27项"):
        assert secret not in answer["text"]
    await yunling.says_only(TANG, "第14项")
    assert not any("做强" in text for text in await yunling.from_bot(TANG))


async def test_a_group_hears_facts_only_when_it_asks_the_bot(yunling: County) -> None:
    await yunling.posts("say", chat_id=GROUP, person_id=LIN, text="中午吃什么")
    answer = await yunling.says(LIN, "@duban_bot 第14项", chat=GROUP)
    assert "第14项" in answer["text"]
    assert len(await yunling.from_bot(GROUP)) == 1


async def test_t05_4096_emoji_are_no_trouble(yunling: County) -> None:
    answer = await yunling.says(LIN, "👨‍👩‍👧‍👦" * 585)
    assert answer["text"]
    assert "第14项" in (await yunling.says(LIN, "第14项"))["text"]


async def test_f16_blocked_and_back(yunling: County) -> None:
    async def reachable() -> bool:
        async with yunling.store.reading() as uow:
            member = await uow.members.by_user(LIN)
            assert member is not None
            return member.reachable

    async def gone() -> bool:
        return not await reachable()

    await yunling.posts("block", person_id=LIN, blocked=True)
    await eventually(gone)
    await yunling.posts("block", person_id=LIN, blocked=False)
    await eventually(reachable)


async def test_every_call_is_one_the_bot_api_knows(yunling: County) -> None:
    await yunling.says(LIN, "我的任务")
    await yunling.says(LIN, "第14项")
    await yunling.presses(LIN, "14")
    await yunling.says(LIN, "/start")
    assert yunling.playground.history.violations == []
    refused = [call for call in yunling.playground.history if not call.ok]
    assert refused == []


async def test_menus_fit_the_person(yunling: County) -> None:
    async def menu_of(person: int) -> list[str]:
        async with yunling.session.get("/play/state") as answer:
            commands = (await answer.json())["commands"]
        return [line["command"] for line in commands.get(str(person), [])]

    async def shown() -> bool:
        return bool(await menu_of(TANG))

    await eventually(shown)
    strangers = await menu_of(TANG)
    await yunling.says(GU, "/start")

    async def other() -> bool:
        return await menu_of(GU) != strangers

    await eventually(other)
