"""What the bot says: a text, the presses it offers, a file; and its form as a row of the outbox."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Any

from language import intent_json
from language.buttons import encode
from language.intents import Intent


@dataclass(frozen=True, slots=True)
class Button:
    """`label` is shown as it is (no markup, at most 64 characters); `intent` is what the press means."""

    label: str
    intent: Intent


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A file that goes with a message: what was asked for, by which member, when (aware UTC), and the number that was
    given to it. The file itself is made when the message leaves, so that none waits in the outbox.
    """

    intent: Intent
    member_id: int
    at: dt.datetime
    language: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """`make` may take seconds and touches nothing but its own data: it is called off the loop."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Block:
    """Where a message tells of an item, in characters of its text; `kind` is a notice's, `label` the item's ("14.2"),
    `version` the one it was worded of. `over` names why it asks for nothing any more, "" while it does.
    """

    kind: str
    item_id: int
    label: str
    version: int
    start: int
    end: int
    over: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is Telegram's HTML, made by the catalogue, which escapes what people wrote.

    `toast` is the short note under a press (no markup, at most 200 characters), `alert` makes it a box to be closed.
    `in_place` asks to replace the message whose button was pressed. An empty `text` says nothing beyond the toast.
    `about` are the labels of the items shown ("14", "14.2"), so that 「还剩几天」 knows which; `asked` names what was
    asked for, so that a bare answer is understood.
    """

    text: str
    buttons: Keyboard = ()
    order: Order | None = None
    toast: str = ""
    alert: bool = False
    in_place: bool = False
    about: tuple[str, ...] = ()
    asked: str = ""
    forget: bool = False
    """What was talked about is over."""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Payload:
    """A message ready to leave, the same bytes at every try. A button is (label, encoded intent)."""

    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    replaces: int | None = None
    """The message id to edit; sent anew when it cannot be edited any more."""
    thread: int | None = None
    reply_to: int | None = None
    order: Order | None = None
    blocks: tuple[Block, ...] = ()
    """By place. Not shown: what must be known to change one of them later and leave the rest."""


def payload_of(
    reply: Reply, *, replaces: int | None = None, thread: int | None = None, reply_to: int | None = None
) -> Payload:
    """Raises ValueError when a button's intent is too long for Telegram."""
    buttons = tuple(tuple((button.label, encode(button.intent)) for button in row) for row in reply.buttons)
    edits = replaces if reply.in_place else None
    return Payload(reply.text, buttons, edits, thread, reply_to, reply.order, reply.blocks)


def dump(payload: Payload) -> str:
    return json.dumps(
        {
            "text": payload.text,
            "buttons": payload.buttons,
            "replaces": payload.replaces,
            "thread": payload.thread,
            "reply_to": payload.reply_to,
            **({"order": _order(payload.order)} if payload.order is not None else {}),
            **({"blocks": [astuple(block) for block in payload.blocks]} if payload.blocks else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load(text: str) -> Payload:
    fields = json.loads(text)
    return Payload(
        text=fields["text"],
        buttons=tuple(tuple((label, body) for label, body in row) for row in fields["buttons"]),
        replaces=fields["replaces"],
        thread=fields["thread"],
        reply_to=fields["reply_to"],
        order=_read_order(fields["order"]) if "order" in fields else None,
        blocks=tuple(Block(*block) for block in fields.get("blocks", ())),
    )


def _order(order: Order) -> dict[str, object]:
    return {
        "intent": intent_json.dump(order.intent),
        "member_id": order.member_id,
        "at": order.at.isoformat(),
        "language": order.language,
        "number": order.number,
    }


def _read_order(fields: dict[str, Any]) -> Order | None:
    """None for a file that this program does not know any more: then only the text is sent."""
    intent = intent_json.load(fields["intent"])
    if intent is None:
        return None
    at = dt.datetime.fromisoformat(fields["at"])
    return Order(intent, fields["member_id"], at, fields["language"], fields["number"])
