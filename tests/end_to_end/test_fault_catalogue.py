"""Faults F02–F37 of the reliability study over the real transport: the stand-in misbehaves, and its history judges."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bench.round_the_clock import always_open_settings
from bot.filing import Filing
from bot.seal import Seal
from bot.sending import TelegramSender
from bot.telegram_out import TelegramOut
from bot.transport import AiohttpRequest, make_bot
from bot.wiring import policies_of
from language.replies import File, Order, Payload, dump
from ledger.messages import Lane, MessageState, OutboxMessage
from ledger.pace import Pace
from playground.faults import Fault
from playground.judging import Judgement, judge
from playground.people import Group, crowd
from playground.server import Playground
from scheduler.dispatcher import Dispatcher
from scheduler.terms import Terms
from tests.memory_store import MemoryStore

TOKEN = "700000000:playground-faults"
GROUP = -4001
ONE, TWO, THREE = (person.id for person in crowd(3))
QUICK = Terms(
    lease=dt.timedelta(seconds=3),
    uncertain_for=dt.timedelta(seconds=0.15),
    watches=(dt.timedelta(seconds=0.1), dt.timedelta(seconds=0.5)),
)


class NoFiles:
    async def file(self, order: Order) -> File | str:
        raise AssertionError("no files here")


@dataclass
class Rig:
    playground: Playground
    store: MemoryStore
    dispatcher: Dispatcher
    put_out: int = 0

    async def queues(self, chat: int, text: str = "") -> int:
        self.put_out += 1
        payload = dump(Payload(text or f"第{self.put_out}号通知", ((("签收", "s;14"),),)))
        async with self.store.writing() as uow:
            found = await uow.outbox.put_once(
                OutboxMessage(f"k{self.put_out}", Lane.PROMPT, chat, now(), payload=payload)
            )
        assert found is not None
        return found

    async def works(self, rounds: int = 12) -> None:
        for _ in range(rounds):
            await self.dispatcher.drain(now())
            await asyncio.sleep(0.1)

    async def row(self, row_id: int) -> OutboxMessage:
        async with self.store.reading() as uow:
            found = await uow.outbox.get(row_id)
        assert found is not None
        return found

    def judged(self) -> Judgement:
        return judge(self.playground.stand_in, [str(n) for n in range(1, self.put_out + 1)], r"第(\d+)号通知")

    def calls(self, method: str = "sendMessage") -> int:
        return len(self.playground.history.of(method))


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@asynccontextmanager
async def rigged(*, read_timeout: float = 0.3, server: str = "") -> AsyncIterator[Rig]:
    playground = Playground(
        crowd(3),
        [Group(GROUP, "群", (ONE, TWO))],
        token=TOKEN,
        bot_username="duban_bot",
        bot_name="督办",
        zone="Asia/Shanghai",
        next_working_morning=lambda moment: moment,
    )
    playground.have_started((ONE, TWO, THREE))
    address = await playground.start(port=0)
    request = AiohttpRequest(read_timeout=read_timeout, connect_timeout=1.0)
    await request.initialize()
    out = TelegramOut(make_bot(TOKEN, request, base_url=server or address), Seal.from_token(TOKEN))
    store = MemoryStore()
    dispatcher = Dispatcher(
        store,
        TelegramSender(out, Filing(NoFiles())),
        policies_of(always_open_settings()),
        now,
        "rig",
        terms=QUICK,
        pace=Pace(0.001, 0.002, 0.002),
    )
    try:
        yield Rig(playground, store, dispatcher)
    finally:
        await request.shutdown()
        await playground.stop()


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with rigged() as here:
        yield here


@pytest.mark.parametrize(
    ("fault", "calls", "silent"),
    [
        pytest.param(Fault("sendMessage", "drop_before"), 1, 1, id="F05_reset_not_carried_out"),
        pytest.param(Fault("sendMessage", "drop_after"), 1, 0, id="F05_reset_carried_out"),
        pytest.param(Fault("sendMessage", "hold_after", hold=0.6), 1, 0, id="F06_no_answer_but_delivered"),
        pytest.param(Fault("sendMessage", "drop_before", hold=0.6), 1, 1, id="F07_no_answer_not_delivered"),
        pytest.param(Fault("sendMessage", "truncated_after"), 1, 0, id="F08_half_an_answer"),
        pytest.param(Fault("sendMessage", "garbage_after"), 1, 0, id="F08_a_page_instead_of_an_answer"),
        pytest.param(Fault("sendMessage", "page_after"), 1, 0, id="F09_502_delivered"),
        pytest.param(Fault("sendMessage", "page_before"), 1, 1, id="F10_502_not_delivered"),
        pytest.param(
            Fault("sendMessage", code=500, description="Internal Server Error: restart"), 1, 1, id="F11_500_restart"
        ),
        pytest.param(Fault("sendMessage", "other_chat_after"), 1, 0, id="F35_the_answer_to_another_call"),
    ],
)
async def test_an_open_outcome_ends_with_one_copy(rig: Rig, fault: Fault, calls: int, silent: int) -> None:
    rig.playground.faults.plan(fault)
    row_id = await rig.queues(ONE)
    await rig.works(7)
    row, found = await rig.row(row_id), rig.judged()
    assert (row.state, row.ambiguous_ever) == (MessageState.DELIVERED, True)
    assert (found.lost, found.shown_twice, found.rung_twice, found.silent) == ((), (), (), silent)
    assert sum(call.ok for call in rig.playground.history.of("sendMessage")) == calls


async def test_f06_what_comes_late_is_found_or_taken_away(rig: Rig) -> None:
    rig.playground.faults.plan(Fault("sendMessage", "late", hold=0.5))
    row_id = await rig.queues(ONE)
    await rig.works(14)
    found = rig.judged()
    assert (found.lost, found.shown_twice, found.rung_twice, found.removed) == ((), (), (), 1)
    shown = [m for m in rig.playground.stand_in.world.chats[ONE].messages.values() if m.sender is None]
    assert [m.id for m in shown] == [(await rig.row(row_id)).message_id]


async def test_f02_f37_nobody_there_is_surely_not_sent() -> None:
    async with rigged(server="http://127.0.0.1:9") as rig:
        row_id = await rig.queues(ONE)
        await rig.works(1)
        row = await rig.row(row_id)
        assert (row.state, row.ambiguous_ever) == (MessageState.DUE, False)
        assert row.not_before > now()


async def test_f12_one_chat_told_to_wait_holds_up_no_other(rig: Rig) -> None:
    rig.playground.faults.plan(Fault("sendMessage", chat_id=ONE, parameters={"retry_after": 1}))
    waits, flows = await rig.queues(ONE), await rig.queues(TWO)
    await rig.works(1)
    assert (await rig.row(waits)).state is MessageState.DUE
    assert (await rig.row(flows)).state is MessageState.DELIVERED
    await rig.works(14)
    found = rig.judged()
    assert (found.lost, found.shown_twice, found.silent) == ((), (), 0)


@pytest.mark.parametrize("asked", [{"retry_after": 3600}, {}, {"retry_after": -5}, {"retry_after": 10**9}])
async def test_f13_f14_a_pause_is_kept_within_reason(rig: Rig, asked: dict[str, int]) -> None:
    rig.playground.faults.plan(Fault("sendMessage", times=9, parameters=asked, code=429))
    row_id = await rig.queues(ONE)
    await rig.works(5)
    assert rig.calls() == 1
    wait = ((await rig.row(row_id)).not_before - now()).total_seconds()
    assert {3600: 3500, 10**9: 86000}.get(asked.get("retry_after", 0), 20) < wait <= 86400


@pytest.mark.parametrize(
    ("code", "description", "told"),
    [
        pytest.param(403, "Forbidden: bot was blocked by the user", "blocked", id="F16"),
        pytest.param(403, "Forbidden: user is deactivated", "deactivated", id="F17"),
        pytest.param(403, "Forbidden: bot can't initiate conversation with a user", "cannot_initiate", id="F18"),
        pytest.param(400, "Bad Request: chat not found", "chat_not_found", id="F20"),
    ],
)
async def test_a_chat_that_is_lost_is_tried_once(rig: Rig, code: int, description: str, told: str) -> None:
    rig.playground.faults.plan(Fault("sendMessage", times=9, code=code, description=description))
    row_id = await rig.queues(ONE)
    await rig.works(4)
    row = await rig.row(row_id)
    assert row.state is MessageState.UNDELIVERABLE
    assert row.reason.startswith(told)
    assert rig.calls() == 1


async def test_f21_a_group_that_moves_is_followed_once(rig: Rig) -> None:
    first, second = await rig.queues(GROUP), await rig.queues(GROUP)
    rig.playground.faults.plan(Fault("sendMessage", "migrate", chat_id=GROUP))
    await rig.works(4)
    for row_id in (first, second):
        row = await rig.row(row_id)
        assert row.state is MessageState.DELIVERED
    found = rig.judged()
    assert (found.lost, found.shown_twice, found.rung_twice) == ((), (), ())
    assert sum(call.code == 400 for call in rig.playground.history.of("sendMessage")) == 1


async def test_f27_markup_that_cannot_be_read_goes_as_plain_text(rig: Rig) -> None:
    what = 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3'
    rig.playground.faults.plan(Fault("sendMessage", code=400, description=what))
    await rig.queues(ONE)
    await rig.works(2)
    assert rig.judged().lost == ()


async def test_f28_buttons_that_are_refused_do_not_cost_the_message(rig: Rig) -> None:
    rig.playground.faults.plan(Fault("sendMessage", code=400, description="Bad Request: BUTTON_DATA_INVALID"))
    await rig.queues(ONE)
    await rig.works(2)
    assert rig.judged().lost == ()


async def test_f29_an_unknown_refusal_is_tried_and_then_shown(rig: Rig) -> None:
    rig.playground.faults.plan(Fault("sendMessage", times=9, code=400, description="Bad Request: NEW_THING"))
    row_id = await rig.queues(ONE)
    await rig.works(1)
    row = await rig.row(row_id)
    assert (row.state, row.reason.split(":")[0]) == (MessageState.DUE, "rejected 1 of 3")


async def test_f30_a_refused_token_stops_everything_at_once(rig: Rig) -> None:
    rig.playground.faults.plan(Fault("sendMessage", times=99, code=401, description="Unauthorized"))
    for person in (ONE, TWO, THREE, ONE):
        await rig.queues(person)
    await rig.works(3)
    assert rig.calls() <= 3
    assert rig.dispatcher.unauthorized
