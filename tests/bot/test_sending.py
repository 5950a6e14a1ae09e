"""A row of the outbox says the same to Telegram at every try, wherever its chat has moved."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.filing import Filing, message_of
from bot.sending import TelegramSender
from bot.telegram_out import OutgoingMessage, TelegramOut
from language.intents import DraftDocument, Export, ItemNo
from language.replies import File, Order, Payload, dump, load
from ledger.delivery import Delivered, Outcome, Rejected

texts = st.text(st.characters(exclude_categories=["Cs"]))
keyboards = st.lists(st.lists(st.tuples(texts, texts), max_size=3).map(tuple), max_size=3).map(tuple)
ids = st.none() | st.integers(1, 9)
AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
ORDER = Order(DraftDocument("slip", (ItemNo(14, 2),), level="red"), 7, AT, "zh", 14)
orders = st.none() | st.sampled_from([ORDER, Order(Export(), 7, AT, "en")])
payloads = st.builds(Payload, texts, keyboards, ids, ids, ids, orders)


class Listening(TelegramOut):
    def __init__(self) -> None:
        self.heard: list[tuple[str, OutgoingMessage]] = []

    async def send(self, message: OutgoingMessage) -> Outcome:
        self.heard.append(("send", message))
        return Delivered(7, message.chat_id)

    async def edit(self, message: OutgoingMessage) -> Outcome:
        self.heard.append(("edit", message))
        return Delivered(message.edit_message_id, message.chat_id)


class Files:
    """Makes a file of what was ordered, or says why there is none."""

    def __init__(self, refusal: str = "", *, broken: bool = False) -> None:
        self.refusal, self.broken = refusal, broken

    async def file(self, order: Order) -> File | str:
        if self.broken:
            raise OSError("the store is down")
        return self.refusal or File("账.xlsx", f"PK{order.number}".encode)


def sender(out: TelegramOut, files: Files | None = None) -> TelegramSender:
    return TelegramSender(out, Filing(files or Files()))


@given(payloads)
def test_the_row_keeps_all_that_is_said(payload: Payload) -> None:
    assert load(dump(payload)) == payload
    assert message_of(load(dump(payload)), 5) == message_of(payload, 5)
    assert message_of(payload, 5).chat_id == 5


async def test_sending_is_silent_when_told_and_edits_in_place() -> None:
    out = Listening()
    await sender(out).send(-5, dump(Payload("x", ((("签收", "s;14"),),), replaces=3, thread=9)), silent=True)
    assert out.heard == [
        ("send", OutgoingMessage(-5, "x", ((("签收", "s;14"),),), silent=True, edit_message_id=3, thread_id=9))
    ]


async def test_a_probe_edits_the_message_in_question_and_nothing_else() -> None:
    out = Listening()
    assert await sender(out).edit(5, 44, dump(Payload("x", replaces=3))) == Delivered(44, 5)
    [(way, message)] = out.heard
    assert (way, message.edit_message_id) == ("edit", 44)


async def test_a_file_is_made_when_it_leaves_and_never_edits() -> None:
    out = Listening()
    row = dump(Payload("x", replaces=3, order=ORDER))
    assert len(row) < 500
    await sender(out).send(5, row)
    assert out.heard == [("send", OutgoingMessage(5, "x", document=("账.xlsx", b"PK14")))]


async def test_a_file_that_may_no_longer_be_had_is_refused_in_words() -> None:
    out = Listening()
    await sender(out, Files("您还没有加入")).send(5, dump(Payload("x", ((("签收", "s;14"),),), order=ORDER)))
    assert out.heard == [("send", OutgoingMessage(5, "您还没有加入"))]


async def test_a_file_that_cannot_be_made_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    out = Listening()
    outcome = await sender(out, Files(broken=True)).send(5, dump(Payload("x", order=ORDER)))
    assert isinstance(outcome, Rejected)
    assert out.heard == []
    assert "could not be made" in caplog.text
