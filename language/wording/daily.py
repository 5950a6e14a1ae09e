"""One message a person: all that is owed to him now, what matters in its first line, the pressing first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from language.intents import MyTasks
from language.replies import Button, Keyboard, Reply
from language.wording import desk, digests, notices, nudges
from language.wording.catalogue import Markup
from language.wording.voice import Voice
from ledger.changes import AuditEntry
from ledger.digest import DigestFigures
from ledger.items import Item
from ledger.members import Member
from ledger.notices import NoticeKind
from ledger.pending import awaiting
from ledger.transitions.undoing import UNDONE

MOST_BLOCKS = 8
MOST_BUTTON_ROWS = 5
_PROMPT_ORDER = (NoticeKind.DECIDE, NoticeKind.ASSIGNED, NoticeKind.CHANGED)
_SAID_BY_ASSIGNING = frozenset(
    {"assigned", "deadline_set", "draft_approved", "part_registered", "bounce_accepted", UNDONE}
)

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What is owed about an item, with the audit's entries of what happened, oldest first, where something did."""

    kind: NoticeKind
    item: Item
    entries: tuple[AuditEntry, ...] = ()


def message(
    voice: Voice,
    member: Member,
    told: Sequence[Told],
    digest: DigestFigures | None = None,
    people: Sequence[Markup] = (),
) -> Reply:
    """`people` is what is told of people, units and groups, worded. Raises ValueError when there is nothing to say."""
    blocks = _blocks(voice, told)
    if not blocks and digest is None and not people:
        raise ValueError("a message needs something to say")
    shown, hidden = blocks[:MOST_BLOCKS], len(blocks) - MOST_BLOCKS
    parts = [_block(voice, member, each) for each in shown]
    if len(blocks) > 1 or (blocks and digest is not None):
        parts.insert(0, _first_line(voice, blocks))
    if hidden > 0:
        parts.append(voice.say("daily_more", count=hidden))
    parts += people
    if digest is not None:
        parts.append(digests.weekly(voice, member, digest))
    about = tuple(dict.fromkeys(each.item.label for each in shown))
    return Reply(Markup("\n\n".join(parts)), _buttons(voice, member, shown, digest), about=about)


def _blocks(voice: Voice, told: Sequence[Told]) -> list[Told]:
    """One an item and kind. What waits for the reader first, then what is new, late, due."""
    merged: dict[tuple[NoticeKind, int], Told] = {}
    for each in told:
        before = merged.get((each.kind, each.item.id))
        merged[each.kind, each.item.id] = replace(each, entries=before.entries + each.entries) if before else each
    fresh = {each.item.id for each in told if each.kind is NoticeKind.ASSIGNED}
    kept = [each for each in (_besides(each, fresh) for each in merged.values()) if each is not None]
    return sorted(kept, key=lambda each: _urgency(voice, each))


def _besides(told: Told, fresh: set[int]) -> Told | None:
    """What an assignment does not say itself: it says units, leader and limit, not what somebody wrote."""
    if told.item.id not in fresh or told.kind in (NoticeKind.ASSIGNED, NoticeKind.DECIDE):
        return told
    entries = tuple(entry for entry in told.entries if entry.event not in _SAID_BY_ASSIGNING)
    return replace(told, entries=entries) if told.kind is NoticeKind.CHANGED and entries else None


def _urgency(voice: Voice, told: Told) -> tuple[int, int, Key]:
    item = told.item
    place = (item.number, item.part)
    if told.kind in _PROMPT_ORDER:
        return _PROMPT_ORDER.index(told.kind), 0, place
    limit = item.limit.toordinal() if item.limit else 0
    return len(_PROMPT_ORDER) + (not nudges.is_late(voice, item)), limit, place


def _block(voice: Voice, member: Member, told: Told) -> Markup:
    match told.kind:
        case NoticeKind.ASSIGNED:
            return notices.assigned(voice, told.item, member.department_id, told.entries)
        case NoticeKind.CHANGED:
            return notices.changed(voice, told.item, member, told.entries)
        case NoticeKind.DECIDE:
            return desk.to_decide(voice, told.item, member)
    return nudges.nudge(voice, told.item, member.department_id)


def _first_line(voice: Voice, blocks: Sequence[Told]) -> Markup:
    kinds = [_part(voice, each) for each in blocks]
    parts = [
        voice.say(f"daily_part_{kind}", count=kinds.count(kind))
        for kind in ("decide", "assigned", "changed", "overdue", "due")
        if kind in kinds
    ]
    return voice.say("daily_first", parts=Markup(voice.say("list_comma").join(parts)), date=voice.date(voice.today))


def _part(voice: Voice, told: Told) -> str:
    if told.kind is NoticeKind.NUDGE:
        return "overdue" if nudges.is_late(voice, told.item) else "due"
    return told.kind.value


def _buttons(voice: Voice, member: Member, shown: Sequence[Told], digest: DigestFigures | None) -> Keyboard:
    items = list({each.item.id: each.item for each in shown}.values())
    rows = list(_item_rows(voice, member, items))
    if not items and digest is not None:
        rows = list(digests.buttons(voice, member, digest))
    elif len(items) > 1:
        rows.append((Button(voice.say("nudge_button_tasks"), MyTasks()),))
    return tuple(rows)


def _item_rows(voice: Voice, member: Member, items: Sequence[Item]) -> Iterator[tuple[Button, ...]]:
    alone = len(items) == 1
    for item in items[:MOST_BUTTON_ROWS]:
        if any(awaiting(item, member)):
            yield from desk.presses(voice, item, member, alone=alone)
        else:
            yield nudges.buttons(voice, item, member.department_id, alone=alone)
