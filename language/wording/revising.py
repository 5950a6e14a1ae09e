"""A message on somebody's screen after an item has moved on: that line says what became of it, the rest stays."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from language.buttons import decode, encode
from language.clock_intents import Snooze, WhyReminded
from language.item_no import Items
from language.replies import Block, Payload, Reply, payload_of
from language.wording import news
from language.wording.catalogue import Markup
from language.wording.daily import Told, block, item_rows
from language.wording.nudges import title_after
from language.wording.voice import Voice, lines
from ledger.items import OWED, Item
from ledger.members import Member
from ledger.notices import NoticeKind

_FOLLOWS = frozenset({NoticeKind.NUDGE.value, NoticeKind.DECIDE.value})
"""What asks for something follows the item; what told of an event stays as it was told."""
_MET = frozenset(
    {"signed", "reported", "milestone_reached", "decided"}
    | {"item_submitted", "item_closed", "item_struck", "item_phase_done", "item_archived"}
)

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Over:
    """Nothing is asked any more: why, as `ledger.notices.untrue` names it, and since when (aware UTC)."""

    reason: str
    at: dt.datetime | None = None


def revised(
    voice: Voice,
    member: Member,
    payload: Payload,
    items: Mapping[int, Item],
    standing: Mapping[Block, Told | Over],
) -> Payload:
    """`items` are those of all blocks, as they are now, by id; `standing` tells of the blocks whose item has moved on.

    `voice` speaks as of the day of the message. The same text and buttons when nobody would see a difference.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = length = 0
    for each in payload.blocks:
        words = payload.text[each.start : each.end]
        become = standing.get(each)
        parts.append(payload.text[at : each.start])
        length += len(parts[-1])
        if become is not None:
            words = _words(voice, member, each, words, items.get(each.item_id), become)
        parts.append(words)
        blocks.append(_block(each, items.get(each.item_id), become, length, len(words)))
        length += len(words)
        at = each.end
    parts.append(payload.text[at:])
    buttons = _buttons(voice, member, payload, blocks, items, {each.item_id for each in standing})
    return replace(payload, text="".join(parts), buttons=buttons, blocks=tuple(blocks))


def _words(voice: Voice, member: Member, said: Block, words: str, item: Item | None, become: Told | Over) -> str:
    if isinstance(become, Over):
        return words if said.over == become.reason else _over(voice, member, said.label, item, become)
    return block(voice, member, become) if said.kind in _FOLLOWS or said.over else words


def _block(said: Block, item: Item | None, become: Told | Over | None, start: int, length: int) -> Block:
    moved = replace(said, start=start, end=start + length)
    if become is None:
        return moved
    over = become.reason if isinstance(become, Over) else ""
    return replace(moved, over=over, version=item.version if item is not None else said.version)


def _over(voice: Voice, member: Member, label: str, item: Item | None, over: Over) -> Markup:
    """ "✅ 第14项 做强文化旅游产业：已签收（11月24日 10:05）"; what is still owed keeps its limit below."""
    first = voice.say(
        "over_met" if over.reason in _MET else "over_moot",
        item=label,
        title=title_after(item) if item is not None else "",
        what=voice.say(f"over_{over.reason}"),
        time=voice.say("over_time", time=voice.time(over.at)) if over.at is not None else "",
    )
    owes = item is not None and item.state in OWED and item.involves(member.department_id)
    return lines(first, news.limit(voice, item) if owes and item is not None else "")


def _buttons(
    voice: Voice,
    member: Member,
    before: Payload,
    blocks: Sequence[Block],
    items: Mapping[int, Item],
    moved: set[int],
) -> tuple[Row, ...]:
    """Of the items that have moved on those rows go, or are laid anew while something is still asked."""
    labels = {each.label for each in blocks}
    rows: list[Row] = list(before.buttons)
    for item_id in moved:
        label = next(each.label for each in blocks if each.item_id == item_id)
        places = [n for n, row in enumerate(rows) if _about(row) == label]
        item = items.get(item_id)
        fresh: tuple[Row, ...] = ()
        came_back = any(each.item_id == item_id and each.over for each in before.blocks)
        if item is not None and _asks(item, blocks) and (places or came_back):
            fresh = payload_of(Reply("", tuple(item_rows(voice, member, item, alone=len(labels) == 1)))).buttons
        place = places[0] if places else sum(_about(row) in labels for row in rows)
        rows = [row for n, row in enumerate(rows) if n not in places]
        rows[place:place] = fresh
    if not any(_about(row) in labels or _asks_any(blocks, items) for row in rows):
        return ()
    nudged = {each.label for each in blocks if each.kind == NoticeKind.NUDGE.value and not each.over}
    return tuple(row for row in (tuple(_still(row, nudged)) for row in rows) if row)


def _asks(item: Item, blocks: Sequence[Block]) -> bool:
    """News asks for nothing of what is not owed any more."""
    mine = [each for each in blocks if each.item_id == item.id and not each.over]
    return any(each.kind != NoticeKind.CHANGED.value or item.state in OWED for each in mine)


def _asks_any(blocks: Sequence[Block], items: Mapping[int, Item]) -> bool:
    return any(_asks(item, blocks) for item in items.values())


def _about(row: Row) -> str:
    """The label of the one item that a row is about, "" for the rows of the whole message."""
    for _, body in row:
        intent = decode(body)
        items: Items = getattr(intent, "items", ())
        if len(items) == 1 and not isinstance(intent, Snooze):
            return str(items[0].label)
    return ""


def _still(row: Row, nudged: set[str]) -> Iterator[tuple[str, str]]:
    """To be reminded another day: only of what is reminded of."""
    for label, body in row:
        intent = decode(body)
        if isinstance(intent, Snooze):
            left = tuple(item for item in intent.items if item.label in nudged)
            if left:
                yield label, encode(replace(intent, items=left))
        elif not isinstance(intent, WhyReminded) or nudged:
            yield label, body
