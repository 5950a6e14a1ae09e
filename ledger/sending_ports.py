"""What sending needs from a store: the outbox, revisions, known message ids, the shared pace, marks, lost chats."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ledger.messages import OutboxMessage, Settlement
from ledger.pace import Pace, Turn


class Outbox(Protocol):
    async def put_once(self, message: OutboxMessage) -> int | None:
        """The new row's id, or None when the key exists."""

    async def get(self, message_id: int) -> OutboxMessage | None: ...

    async def claim(
        self,
        *,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        limit: int,
        only: int | None = None,
        replies_after: int | None = None,
    ) -> Sequence[OutboxMessage]:
        """Takes rows whose time has come and of which nothing can have been sent yet, replies first, into SENDING
        under a lease, with `attempts` counting this one.

        A SENDING row whose lease has run out is taken again, as UNCERTAIN (`ambiguous_ever` set). Safe from several
        processes. `only` claims that one row if it is DUE. With `replies_after` (hold mode) nothing but replies with
        a higher id is taken.
        """

    async def claim_doubts(
        self, *, now: dt.datetime, owner: str, lease: dt.timedelta, limit: int, replies_after: int | None = None
    ) -> Sequence[OutboxMessage]:
        """The same for rows that may have been sent (their payload was frozen): they come as UNCERTAIN. Of a chat in
        which another row is asking only replies come, since nothing else could be asked there now.
        """

    async def freeze(self, message_id: int, owner: str, payload: str) -> bool:
        """Stores the payload just before it is sent for the first time, and the highest known id of the chat's space
        as `id_floor`; False when the claim was lost.
        """

    async def settle(self, message_id: int, owner: str, settlement: Settlement) -> bool:
        """Fenced by owner and SENDING; False when the claim was lost. UNCERTAIN sets `ambiguous_ever`;
        DUE on a row that was ever ambiguous is stored as UNCERTAIN, and takes its floor from any other.
        """

    async def supersede_waiting(self, member_id: int, by: int) -> int:
        """Other DUE, never attempted DAILY or PROMPT messages of the member give way to message `by`:
        state SUPERSEDED, their notices move to it. Returns how many.
        """

    async def watches(self, *, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[OutboxMessage]:
        """Delivered messages of which a late copy is to be looked for now; they come again after `lease` unless
        `watched` is told.
        """

    async def watched_count(self) -> int: ...

    async def watched(self, message_id: int, settlement: Settlement) -> None:
        """Sets message id, `id_floor`, `watch_at` and `watches_left` of a delivered message."""

    async def others_at(self, chat_id: int, message_id: int, than: int) -> Sequence[int]:
        """Other delivered rows that have this message as theirs."""

    async def reopen(self, row_id: int, now: dt.datetime) -> None:
        """What was delivered is in doubt again: its message was taken for another's."""

    async def move(self, chat_id: int, to: int) -> int:
        """The chat has another number now: what is not settled yet goes there. Returns how many."""

    async def unsettled(self, up_to: int, limit: int) -> Sequence[OutboxMessage]:
        """DUE, SENDING and UNCERTAIN rows with ids up to `up_to`, in the order they would leave."""

    async def cancel(self, up_to: int, reason: str) -> int:
        """The same rows become CANCELLED; returns how many."""

    async def shown_buttons(self, since: dt.datetime) -> Sequence[int]:
        """Members to whom a message with buttons was delivered that was due since then."""

    async def last_id(self) -> int:
        """The highest id there is, 0 without rows."""

    async def forget_payloads(self, before: dt.datetime) -> int:
        """Settled rows due before then keep their key and ids only. Returns how many."""

    async def counts(self) -> Mapping[str, int]:
        """Rows per state, for health and metrics."""


ON_SCREEN = dt.timedelta(days=4)
"""For so long a message is worth revising: over a weekend. By then a newer one stands below it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A delivered message of which something has moved on: outbox row `row_id` is to be looked over from `at` on.
    `lease_until` names the hold of whoever took it.
    """

    row_id: int
    at: dt.datetime
    lease_until: dt.datetime | None = None
    begun: bool = False
    """An edit was begun, and nobody knows its end: the chat may show other words than the row."""


class Revisions(Protocol):
    """Of messages on people's screens. One that is asked for again while it is held is looked over again after that:
    two edits of a message are never under way together.
    """

    async def ask(self, item_id: int, *, since: dt.datetime, at: dt.datetime) -> int:
        """Messages that tell of the item, due since `since`, delivered or still to be, are looked over from `at` on.
        Returns how many.
        """

    async def take(self, *, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[Revision]:
        """Those whose time has come and whose message is delivered, numbered and no longer watched for copies, in a
        chat in which no row is asking (MessageIds.ask). They come again after `lease` unless they end.
        """

    async def begin(self, revision: Revision) -> bool:
        """From here on the chat may show other words than the row; False when the hold was lost."""

    async def end(self, revision: Revision, payload: str | None) -> bool:
        """The chat shows `payload`, which is the row's from now on; None: it shows what the row says, or nobody can
        change it any more. False, and nothing is noted, when the hold was lost.
        """

    async def postpone(self, revision: Revision, at: dt.datetime) -> None:
        """Lets go: looked over again then, or when it was asked for meanwhile."""

    async def forget(self, before: dt.datetime) -> int:
        """Those asked for before then are no longer worth it. Returns how many."""


class MessageIds(Protocol):
    """The ids Telegram is known to have given, by the space in which it counts (messages.id_space)."""

    async def put(self, seen: Iterable[tuple[int, int]], now: dt.datetime) -> int:
        """(chat id, message id); those known already are passed over. Returns how many were new."""

    async def put_absent(self, chat_id: int, numbers: Iterable[int], now: dt.datetime) -> None:
        """Numbers given long ago that are no messages of this chat, whatever they are elsewhere in its space."""

    async def after(self, chat_id: int, floor: int) -> Sequence[int]:
        """Ids above `floor` about which nothing is to be found out in this chat any more, ascending: those that are
        known in its space, and those that are absent here.
        """

    async def ask(self, row_id: int, chat_id: int, floor: int, ahead: int) -> Sequence[int] | None:
        """As `after`. From here until `answered` what this outbox row finds in the chat, up to
        `ahead` above the highest of them, is its own; None while another row is still asking there.
        """

    async def answered(self, row_id: int) -> None: ...

    async def take(self, row_id: int, chat_id: int, number: int, now: dt.datetime) -> bool:
        """The number of what was just sent for this row, known from now on; False, and nothing is noted, when it is
        known already, or among those that another row is asking for in this chat and may have taken for its own.
        """

    async def forget(self, before: dt.datetime) -> int:
        """How many were forgotten; the newest of each space is kept, since floors grow from it."""


class Paces(Protocol):
    """One pace for all processes. `now` is in seconds; None means the database's own clock."""

    async def take(
        self, chat_id: int, pace: Pace, *, extra: int = 0, patience: float = 0.0, now: float | None = None
    ) -> Turn:
        """None is taken that is more than `patience` seconds away. `extra` are messages that left without a turn
        (answers to people), for which bulk makes room.
        """

    async def make_room(self, pace: Pace, answers: int, *, now: float | None = None) -> None:
        """So many messages left without a turn."""

    async def pause(self, chat_id: int | None, seconds: float, *, now: float | None = None) -> None:
        """No turns in this chat, or (None) in any, for so long."""


class Marks(Protocol):
    """Single numbers the program remembers by name."""

    async def get(self, name: str) -> int | None: ...

    async def put(self, name: str, value: int) -> None: ...

    async def remove(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class LostChat:
    """`reason` is a delivery.Lost; `told` once administrators have been told."""

    chat_id: int
    reason: str
    at: dt.datetime
    told: bool = False
    member_id: int | None = None
    """Whose chat it was; he may not be bound to it any more."""


class LostChats(Protocol):
    async def put(self, lost: LostChat) -> bool:
        """False when the chat was lost already: nobody is told twice."""

    async def found(self, chat_id: int) -> None:
        """It can be written to again."""

    async def untold(self) -> Sequence[LostChat]: ...

    async def mark_told(self, chat_ids: Sequence[int]) -> None: ...
