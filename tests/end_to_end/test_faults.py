"""What goes wrong on the way: updates twice, a webhook, a broken line, an answer that nobody knows the fate of."""

import asyncio
import json
import socket
from pathlib import Path

import aiohttp

from playground.faults import Fault
from tests.end_to_end.county import GU, LIN, TANG, Webhook, county, eventually

SECRET = "correct-horse-battery-staple"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def update(update_id: int, text: str) -> dict[str, object]:
    person = {"id": LIN, "first_name": "林晓禾", "is_bot": False, "language_code": "zh-hans"}
    chat = {"id": LIN, "type": "private", "first_name": "林晓禾"}
    return {"update_id": update_id, "message": {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}}


async def test_webhook_mode_with_its_secret(tmp_path: Path) -> None:
    webhook = Webhook(free_port(), SECRET)
    async with county(tmp_path, webhook=webhook) as here:

        async def registered() -> bool:
            return bool(here.playground.history.of("setWebhook"))

        await eventually(registered)
        assert "14" in (await here.says(LIN, "第14项"))["text"]
        assert here.playground.history.of("getUpdates") == []
        [call] = here.playground.history.of("setWebhook")
        assert call.params["secret_token"] == SECRET
        url = call.params["url"]
        heard = len(await here.from_bot(LIN))
        async with aiohttp.ClientSession() as session:
            async with session.post(url, json=update(900_001, "第14项")) as answer:
                assert answer.status == 403
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            for _ in range(3):
                async with session.post(url, json=update(900_002, "第14项"), headers=headers) as answer:
                    assert answer.status == 200
            async with session.get(f"http://127.0.0.1:{webhook.port}/readyz") as answer:
                assert answer.status == 200
            async with session.get(f"http://127.0.0.1:{webhook.port}/metrics") as answer:
                assert "duban_webhook_refused_total 1.0" in await answer.text()

        async def answered() -> bool:
            return len(await here.from_bot(LIN)) > heard

        await eventually(answered)
        await asyncio.sleep(0.2)
        assert len(await here.from_bot(LIN)) == heard + 1


async def test_a_line_that_breaks_loses_no_question(tmp_path: Path) -> None:
    async with county(tmp_path) as here:
        here.playground.faults.plan(
            Fault("sendMessage", "refuse", chat_id=LIN, code=429, parameters={"retry_after": 1})
        )
        assert "14" in (await here.says(LIN, "第14项"))["text"]


async def test_a_read_of_unknown_fate_is_not_said_twice(tmp_path: Path) -> None:
    async with county(tmp_path) as here:
        await here.says(LIN, "第14项")
        before = len(await here.from_bot(LIN))
        here.playground.faults.plan(Fault("sendMessage", "drop_after", chat_id=LIN))
        await here.says(LIN, "第14项")
        await here.says(LIN, "第14项")
        assert len(await here.from_bot(LIN)) == before + 2


async def test_p09_what_was_written_is_answered_after_a_stop(tmp_path: Path) -> None:
    """Updates that come while nobody is there wait at Telegram; each is answered once by the next start."""
    async with county(tmp_path) as here:
        await here.stops()
        before = len(await here.from_bot(LIN))
        for words in ("第14项", "第22项", "第21项"):
            await here.says_only(LIN, words)
        await here.starts()

        async def all_answered() -> bool:
            return len(await here.from_bot(LIN)) >= before + 3

        await eventually(all_answered)
        answers = (await here.from_bot(LIN))[before:]
        assert [next(n for n in ("14", "22", "21") if n in text.split("\n")[0]) for text in answers] == [
            "14",
            "22",
            "21",
        ]


async def test_what_was_stored_and_not_answered_is_answered_by_the_next_start(tmp_path: Path) -> None:
    async with county(tmp_path, running=False) as here:
        body = json.dumps(update(5, "第14项"))
        async with here.store.writing() as uow:
            await uow.inbox.put([(5, "x" * 64, body)], here.playground.now())
        await here.starts()
        here.heard[LIN] = 0
        await here.hears(LIN, containing="第14项　做强")
        async with here.store.reading() as uow:
            assert await uow.inbox.waiting_count() == 0


async def test_p09_killed_between_the_effect_and_its_answer(tmp_path: Path) -> None:
    """The effect stands once, and who asked for it hears of it from the next start."""
    async with county(tmp_path) as here:
        await here.says(GU, "把第13项交给文旅局牵头，12月1日前完成")

        async def never(outbox_id: int) -> None:
            await asyncio.sleep(3600)

        assert here.app is not None
        here.app.program.dispatcher.send_now = never  # type: ignore[method-assign]
        await here.presses_only(GU, "确认")

        async def assigned() -> bool:
            return (await here.item(13)).lead is not None

        await eventually(assigned)
        told = len(await here.from_bot(LIN))
        before = await here.from_bot(GU)
        await here.dies()
        assert await here.from_bot(GU) == before
        await here.starts()

        async def answered() -> bool:
            return await here.from_bot(GU) != before

        await eventually(answered)
        assert (await here.item(13)).version == 2
        assert len([text for text in await here.from_bot(LIN) if "第13项" in text]) == 1
        assert len(await here.from_bot(LIN)) == told + 1


async def test_strangers_cannot_use_other_peoples_buttons(tmp_path: Path) -> None:
    async with county(tmp_path) as here:
        answer = await here.says(LIN, "第14项")
        data = next(button["data"] for row in answer["buttons"] for button in row)
        await here.says(TANG, "/start")
        before = await here.from_bot(LIN)
        press = {
            "id": "1",
            "from": {"id": TANG, "first_name": "唐小满", "is_bot": False},
            "data": data,
            "message": {"message_id": 3, "date": 1, "chat": {"id": TANG, "type": "private", "first_name": "x"}},
        }
        async with here.store.writing() as uow:
            rows = await uow.inbox.put(
                [(77, "y" * 64, json.dumps({"update_id": 77, "callback_query": press}))], here.playground.now()
            )
        assert here.app is not None
        here.app.program.worker.take(rows)
        await asyncio.sleep(0.3)
        assert await here.from_bot(LIN) == before
        assert not any("第14项" in text for text in await here.from_bot(TANG))
