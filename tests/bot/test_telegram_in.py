"""Updates as Telegram sends them, and as nobody should."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram_in import Incoming, IncomingFile, Us, read_update

US = Us(999, "duban_bot")
LI = {"id": 5, "is_bot": False, "first_name": "李", "language_code": "zh-hans"}
BOT = {"id": 999, "is_bot": True, "first_name": "督办", "username": "duban_bot"}
PRIVATE = {"id": 5, "type": "private", "first_name": "李"}
GROUP = {"id": -100, "type": "supergroup", "title": "督查群"}


def message(**fields: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 3, "date": 1, "chat": PRIVATE, "from": LI, **fields}}


def in_group(text: str = "", **fields: Any) -> dict[str, Any]:
    return message(chat=GROUP, **({"text": text} if text else {}), **fields)


def press(**fields: Any) -> dict[str, Any]:
    shown = {"message_id": 3, "date": 0, "chat": GROUP}
    return {"update_id": 1, "callback_query": {"id": "77", "from": LI, "message": shown, "data": "x~y", **fields}}


def member(status: str, **fields: Any) -> dict[str, Any]:
    change = {"user": BOT, "status": status, **fields}
    return {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "from": LI, "date": 1, "new_chat_member": change}}


def read(raw: object) -> Incoming:
    incoming = read_update(raw, US)
    assert incoming is not None
    return incoming


def test_a_text() -> None:
    assert read(message(text="第14项")) == Incoming(
        update_id=1,
        kind="text",
        chat_id=5,
        chat_type="private",
        user_id=5,
        first_name="李",
        language_code="zh-hans",
        text="第14项",
        message_id=3,
        addressed=True,
    )


@pytest.mark.parametrize(
    ("text", "kept", "addressed"),
    [
        ("/help", "/help", True),
        ("/help@duban_bot", "/help", True),
        ("/item@Duban_Bot 14", "/item 14", True),
        ("/help@other_bot", "/help@other_bot", False),
        ("/help@duban_bots", "/help@duban_bots", False),
        ("@duban_bot第12项进展", "第12项进展", True),
        ("第12项 @DUBAN_BOT 进展", "第12项 进展", True),
        ("@duban_bot_x 第12项", "@duban_bot_x 第12项", False),
        ("写给 a@duban_bot 的信", "写给 a@duban_bot 的信", False),
        ("大家好", "大家好", False),
        ("和/或", "和/或", False),
    ],
)
def test_who_is_meant_in_a_group(text: str, kept: str, addressed: bool) -> None:
    incoming = read(in_group(text))
    assert (incoming.text, incoming.addressed) == (kept, addressed)


def test_a_reply_to_us_is_meant_for_us() -> None:
    to_us = read(in_group("完成了", reply_to_message={"message_id": 2, "from": BOT}))
    assert (to_us.addressed, to_us.reply_to_is_bot, to_us.reply_to_message_id) == (True, True, 2)
    to_li = read(in_group("完成了", reply_to_message={"message_id": 2, "from": LI}))
    assert (to_li.addressed, to_li.reply_to_is_bot, to_li.reply_to_message_id) == (False, False, 2)


def test_forum_topics() -> None:
    opened = {"message_id": 2, "from": BOT, "forum_topic_created": {"name": "x"}}
    incoming = read(in_group("好", is_topic_message=True, message_thread_id=2, reply_to_message=opened))
    assert (incoming.thread_id, incoming.reply_to_is_bot, incoming.addressed) == (2, False, False)
    assert read(in_group("好", message_thread_id=2)).thread_id is None


def test_a_press_tells_what_stood_on_the_button() -> None:
    rows = [[{"text": "看第3项", "callback_data": "a~b"}], [{"text": "签收", "callback_data": "x~y"}]]
    shown = {"message_id": 3, "date": 1, "chat": GROUP, "reply_markup": {"inline_keyboard": rows}}
    assert read(press(message=shown)).press_label == "签收"
    assert read(press()).press_label == ""
    for broken in ({"inline_keyboard": 5}, {"inline_keyboard": [5, [6]]}, 7, {}):
        assert read(press(message={**shown, "reply_markup": broken})).press_label == ""


def test_a_press() -> None:
    incoming = read(press())
    assert (incoming.kind, incoming.press_data, incoming.press_id) == ("press", "x~y", "77")
    assert (incoming.chat_id, incoming.user_id, incoming.message_id) == (-100, 5, 3)


def test_files() -> None:
    document = {"file_id": "f", "file_name": "计划.docx", "mime_type": "application/x", "file_size": 12}
    incoming = read(message(document=document, caption="导入"))
    assert (incoming.kind, incoming.text) == ("file", "导入")
    assert incoming.file == IncomingFile("f", "计划.docx", 12, "application/x")
    photo = read(message(photo=[{"file_id": "s"}, {"file_id": "l"}], media_group_id="9"))
    assert photo.file == IncomingFile("l", "", 0, "image/jpeg", picture=True)
    assert photo.album == "9"


@pytest.mark.parametrize("name", ["sticker", "voice", "location", "poll", "dice", "contact", "video", "animation"])
def test_unsupported(name: str) -> None:
    assert read(message(**{name: {"file_id": "f"}, "document": {"file_id": "f"}})).kind == "unsupported"


@pytest.mark.parametrize(
    ("raw", "inside"),
    [
        (member("member"), True),
        (member("kicked"), False),
        (member("left"), False),
        (member("administrator"), True),
        (member("restricted", is_member=True), True),
        (member("restricted", is_member=False), False),
    ],
)
def test_membership(raw: object, inside: bool) -> None:
    incoming = read(raw)
    assert (incoming.kind, incoming.is_member) == ("membership", inside)


def test_migration_told_by_both_chats_is_the_same() -> None:
    old = {"message_id": 3, "chat": {"id": -5, "type": "group"}, "migrate_to_chat_id": -100}
    new = {"message_id": 1, "chat": GROUP, "from": LI, "migrate_from_chat_id": -5}
    for told in (old, new):
        incoming = read({"update_id": 1, "message": told})
        assert (incoming.kind, incoming.chat_id, incoming.migrate_to) == ("migrated", -5, -100)


def test_edited() -> None:
    raw = {"update_id": 1, "edited_message": message(text="30%")["message"]}
    assert (read(raw).kind, read(raw).text) == ("edited", "30%")


@pytest.mark.parametrize(
    "fields",
    [
        {"sender_chat": GROUP, "from": {"id": 1087968824, "is_bot": True}},
        {"sender_chat": {"id": -1, "type": "channel"}, "from": {"id": 136817688, "is_bot": True}},
        {"from": {"id": 777000, "is_bot": False}},
        {"sender_chat": GROUP},
    ],
)
def test_z12_anonymous(fields: dict[str, Any]) -> None:
    assert read(in_group("/close 14", **fields)).anonymous


def test_z14_forwarded() -> None:
    assert read(message(text="x", forward_origin={"type": "user"})).forwarded
    assert not read(message(text="x")).forwarded


@pytest.mark.parametrize(
    "raw",
    [
        message(text="x", **{"from": {"id": 6, "is_bot": True}}),
        message(text="x", via_bot=BOT),
        in_group("x", is_automatic_forward=True, **{"from": {"id": 777000}}),
        message(text="x", chat={"id": -9, "type": "channel"}),
        message(new_chat_members=[LI]),
        message(pinned_message={}),
        press(**{"from": {"id": 6, "is_bot": True}}),
        {"update_id": 1, "channel_post": message(text="x")["message"]},
        {"update_id": 1, "guest_message": message(text="x")["message"]},
        {"update_id": 1, "inline_query": {"id": "1", "from": LI}},
        {"update_id": 1, "callback_query": {"id": "1", "from": LI, "inline_message_id": "x", "data": "y"}},
        {"update_id": 1, "callback_query": {"id": "1", "from": LI, "game_short_name": "x"}},
        {"update_id": 1},
    ],
)
def test_not_for_us(raw: object) -> None:
    assert read_update(raw, US) is None


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "x",
        {},
        {"update_id": True, "message": message(text="x")["message"]},
        {"update_id": 2**63, "message": message(text="x")["message"]},
        message(text=5),
        message(chat=None),
        message(message_id="3"),
        message(**{"from": []}),
        message(document="x"),
        message(document={"file_id": ""}),
        message(photo=[]),
        message(text="x", is_topic_message=True),
        message(migrate_to_chat_id="x"),
        press(data=None),
        press(message=None),
        member("member") | {"my_chat_member": {"chat": PRIVATE, "from": LI}},
    ],
)
def test_malformed(raw: object) -> None:
    assert read_update(raw, US) is None


def test_texts_a_database_can_keep() -> None:
    assert read(json.loads(json.dumps(message(text="a\ud800\0b")))).text == "a?b"


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["private", "member"])
NAMES = [
    "update_id", "message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "type",
    "text", "is_bot", "message_id", "data", "document", "photo", "file_id", "reply_to_message", "new_chat_member",
    "status", "migrate_to_chat_id", "is_topic_message",
]  # fmt: skip
nested = st.recursive(
    values,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6),
)


@given(nested)
def test_anything_is_survived(raw: object) -> None:
    read_update(raw, US)


@given(st.data())
def test_any_part_replaced_is_survived(data: st.DataObject) -> None:
    """A good update with one part of it replaced by something else."""
    raw = json.loads(json.dumps(data.draw(st.sampled_from(GOOD))))
    node: Any = raw
    while isinstance(node, (dict, list)) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], (dict, list)) or data.draw(st.booleans()):
            node[key] = data.draw(nested)
            break
        node = node[key]
    read_update(raw, US)


GOOD = [
    message(text="@duban_bot x", reply_to_message={"message_id": 2, "from": BOT}),
    message(document={"file_id": "f", "file_name": "x", "file_size": 3}, caption="x"),
    message(photo=[{"file_id": "f"}], is_topic_message=True, message_thread_id=3),
    press(),
    member("restricted", is_member=True),
]
