"""One message a person: all that is owed to him now, what matters in its first line, the pressing first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from language.clock_intents import Snooze, WhyReminded
from language.intents import MyTasks
from language.replies import Block, Button, Keyboard, Reply
from language.wording import desk, digests, notices, nudges
from language.wording.catalogue import Markup
from language.wording.labels import button
from language.wording.nudges import Reason
from language.wording.voice import Voice
from ledger.changes import AuditEntry
from ledger.digest import DigestFigures
from ledger.items import Item, Priority
from ledger.members import Member
from ledger.notices import NoticeKind
from ledger.nudging import Trigger, days_of
from ledger.pending import awaiting
from ledger.transitions.undoing import UNDONE

MOST_BLOCKS = 8
MOST_BUTTON_ROWS = 5
_BETWEEN = "\n\n"
_PROMPT_ORDER = (NoticeKind.DECIDE, NoticeKind.ASSIGNED, NoticeKind.CHANGED)
_SAID_BY_ASSIGNING = frozenset(
    {"assigned", "deadline_set", "draft_approved", "part_registered", "bounce_accepted", UNDONE}
)

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What is owed about an item, with the audit's entries of what happened, oldest first, where something did, and
    the rules that remind of it.
    """

    kind: NoticeKind
    item: Item
    entries: tuple[AuditEntry, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Extra:
    """What a message says besides items: digests, each of its period, and what only admins need to know."""

    digests: tuple[DigestFigures, ...] = ()
    house: tuple[tuple[str, str], ...] = ()
    """(code, what it is about)."""
    people: tuple[Markup, ...] = ()
    """Of people, units and groups, worded."""
    audit_head: str = ""
    """What the audit can be held to later, for readers beyond an administrator's reach."""

    def __bool__(self) -> bool:
        return bool(self.digests or self.house or self.people)


def message(voice: Voice, member: Member, told: Sequence[Told], extra: Extra = Extra()) -> Reply:
    """Raises ValueError when there is nothing to say."""
    blocks = _blocks(voice, told)
    if not blocks and not extra:
        raise ValueError("a message needs something to say")
    shown, hidden = blocks[:MOST_BLOCKS], len(blocks) - MOST_BLOCKS
    parts = [block(voice, member, each) for each in shown]
    placed = _placed(shown, parts, 0)
    if len(blocks) > 1 or (blocks and extra.digests):
        first = _first_line(voice, blocks)
        placed = _placed(shown, parts, len(first) + len(_BETWEEN))
        parts.insert(0, first)
    if hidden > 0:
        parts.append(voice.say("daily_more", count=hidden))
    parts += [voice.say(f"house_{code}", about=about) for code, about in extra.house]
    parts += extra.people
    parts += [digests.periodic(voice, member, digest, extra.audit_head) for digest in extra.digests]
    about = tuple(dict.fromkeys(each.item.label for each in shown))
    buttons = _buttons(voice, member, shown, extra.digests)
    return Reply(Markup(_BETWEEN.join(parts)), buttons, about=about, blocks=placed)


def _placed(shown: Sequence[Told], parts: Sequence[Markup], at: int) -> tuple[Block, ...]:
    """`at` is where the first of them begins."""
    placed = []
    for told, part in zip(shown, parts, strict=True):
        item = told.item
        placed.append(Block(told.kind.value, item.id, item.label, item.version, at, at + len(part)))
        at += len(part) + len(_BETWEEN)
    return tuple(placed)


def _blocks(voice: Voice, told: Sequence[Told]) -> list[Told]:
    """What waits for the reader first, then what is new, late, due."""
    fresh = {each.item.id for each in told if each.kind is NoticeKind.ASSIGNED}
    kept = [each for each in (_besides(each, fresh) for each in merged(told)) if each is not None]
    return sorted(kept, key=lambda each: _urgency(voice, each))


def merged(told: Iterable[Told]) -> Sequence[Told]:
    """One an item and kind."""
    found: dict[tuple[NoticeKind, int], Told] = {}
    for each in told:
        before = found.get((each.kind, each.item.id))
        if before is not None:
            each = replace(each, entries=before.entries + each.entries, reasons=before.reasons + each.reasons)
        found[each.kind, each.item.id] = each
    return list(found.values())


_PLACES = ("decide", "assigned", "changed", "overdue", "late", "sign", "due", "milestone", "report")


def _besides(told: Told, fresh: set[int]) -> Told | None:
    """What an assignment does not say itself: it says units, leader and limit, not what somebody wrote."""
    if told.item.id not in fresh or told.kind in (NoticeKind.ASSIGNED, NoticeKind.DECIDE):
        return told
    entries = tuple(entry for entry in told.entries if entry.event not in _SAID_BY_ASSIGNING)
    return replace(told, entries=entries) if told.kind is NoticeKind.CHANGED and entries else None


def _urgency(voice: Voice, told: Told) -> tuple[int, int, Key]:
    item = told.item
    limit = item.limit.toordinal() if item.limit and told.kind is NoticeKind.NUDGE else 0
    return _PLACES.index(_part(voice, told)), limit, (item.number, item.part)


def block(voice: Voice, member: Member, told: Told) -> Markup:
    """What is said about one item. What is 特急 says so: it may come in the evening."""
    text = _told(voice, member, told)
    return voice.say("notice_urgent", text=text) if told.item.priority is Priority.URGENT else text


def _told(voice: Voice, member: Member, told: Told) -> Markup:
    match told.kind:
        case NoticeKind.ASSIGNED:
            return notices.assigned(voice, told.item, member.department_id, told.entries)
        case NoticeKind.CHANGED:
            return notices.changed(voice, told.item, member, told.entries)
        case NoticeKind.DECIDE:
            return desk.to_decide(voice, told.item, member)
    if not told.item.involves(member.department_id):
        return nudges.escalated(voice, told.item)
    return nudges.nudge(voice, told.item, member.department_id, told.reasons)


def _first_line(voice: Voice, blocks: Sequence[Told]) -> Markup:
    kinds = [_part(voice, each) for each in blocks]
    parts = [voice.say(f"daily_part_{kind}", count=kinds.count(kind)) for kind in _PLACES if kind in kinds]
    return voice.say("daily_first", parts=Markup(voice.say("list_comma").join(parts)), date=voice.date(voice.today))


def _part(voice: Voice, told: Told) -> str:
    """What a block is about: one of _PLACES."""
    if told.kind is not NoticeKind.NUDGE:
        return told.kind.value
    if nudges.is_late(voice, told.item):
        return "overdue"
    triggers = [reason.trigger for reason in told.reasons]
    if not triggers or Trigger.LIMIT in triggers:
        return "due"
    if any(days_of(reason.rule) < 0 and reason.trigger is not Trigger.SIGN for reason in told.reasons):
        return "late"
    return triggers[0].value


def _buttons(voice: Voice, member: Member, shown: Sequence[Told], told_digests: Sequence[DigestFigures]) -> Keyboard:
    items = list({each.item.id: each.item for each in shown}.values())
    rows = list(_item_rows(voice, member, items))
    if not items and told_digests:
        rows = list(digests.buttons(voice, member, told_digests[0]))
    elif items:
        picture = digests.picture(voice, told_digests[0]) if told_digests else ()
        rows.append((*_last_row(voice, member, shown, items), *picture))
    return tuple(row for row in rows if row)


def _last_row(voice: Voice, member: Member, shown: Sequence[Told], items: Sequence[Item]) -> tuple[Button, ...]:
    """All of my tasks, where there are several; and to be reminded another day, where that can wait."""
    row = [Button(voice.say("nudge_button_tasks"), MyTasks())] if len(items) > 1 else []
    nudged = [each.item for each in shown if each.kind is NoticeKind.NUDGE and each.item.involves(member.department_id)]
    if nudged:
        later = Snooze(tuple(nudges.number(item) for item in nudged))
        row += button(voice, later, voice.say("nudge_button_later"))
        row += button(voice, WhyReminded(), voice.say("nudge_button_why"))
    return tuple(row)


def _item_rows(voice: Voice, member: Member, items: Sequence[Item]) -> Iterator[tuple[Button, ...]]:
    for item in items[:MOST_BUTTON_ROWS]:
        yield from item_rows(voice, member, item, alone=len(items) == 1)


def item_rows(voice: Voice, member: Member, item: Item, *, alone: bool) -> Iterator[tuple[Button, ...]]:
    """What can be done about one item; `alone`: no other one in the message, so no numbers are needed."""
    if any(awaiting(item, member)):
        yield from desk.presses(voice, item, member, alone=alone)
    else:
        yield nudges.buttons(voice, item, member, alone=alone)
