"""A row of the outbox says the same to Telegram at every try, wherever its chat has moved."""

from hypothesis import given
from hypothesis import strategies as st

from bot.sending import TelegramSender, message_of
from bot.telegram_out import OutgoingMessage, TelegramOut
from language.replies import Document, Payload, dump, load
from ledger.delivery import Delivered, Outcome

texts = st.text(st.characters(exclude_categories=["Cs"]))
keyboards = st.lists(st.lists(st.tuples(texts, texts), max_size=3).map(tuple), max_size=3).map(tuple)
payloads = st.builds(Payload, texts, keyboards, st.none() | st.integers(1, 9), st.none() | st.integers(1, 9))


class Listening(TelegramOut):
    def __init__(self) -> None:
        self.heard: list[tuple[str, OutgoingMessage]] = []

    async def send(self, message: OutgoingMessage) -> Outcome:
        self.heard.append(("send", message))
        return Delivered(7, message.chat_id)

    async def edit(self, message: OutgoingMessage) -> Outcome:
        self.heard.append(("edit", message))
        return Delivered(message.edit_message_id, message.chat_id)


@given(payloads)
def test_the_row_keeps_all_that_is_said(payload: Payload) -> None:
    assert load(dump(payload)) == payload
    assert message_of(load(dump(payload)), 5) == message_of(payload, 5)
    assert message_of(payload, 5).chat_id == 5


async def test_sending_is_silent_when_told_and_edits_in_place() -> None:
    out = Listening()
    await TelegramSender(out).send(-5, dump(Payload("x", ((("签收", "s;14"),),), replaces=3, thread=9)), silent=True)
    assert out.heard == [
        ("send", OutgoingMessage(-5, "x", ((("签收", "s;14"),),), silent=True, edit_message_id=3, thread_id=9))
    ]


async def test_a_probe_edits_the_message_in_question_and_nothing_else() -> None:
    out = Listening()
    assert await TelegramSender(out).edit(5, 44, dump(Payload("x", replaces=3))) == Delivered(44, 5)
    [(way, message)] = out.heard
    assert (way, message.edit_message_id) == ("edit", 44)


def test_a_file_is_never_an_edit() -> None:
    payload = Payload("x", replaces=3, document=Document("账.xlsx", b"PK"))
    message = message_of(payload, 5)
    assert message.document == ("账.xlsx", b"PK")
    assert message.edit_message_id is None
