"""An item in a list: two lines to read on a phone, and the button that opens it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from language.intents import ItemNo, ShowItem
from language.replies import Button
from language.wording import lights
from language.wording.catalogue import Markup
from language.wording.cutting import shortened
from language.wording.labels import button
from language.wording.voice import Voice, bold, lines
from ledger.items import Item, State
from ledger.lights import Light

TITLE_LENGTH = 26
IN_A_ROW = 4
_WORTH_SAYING = frozenset({State.ASSIGNED, State.SUBMITTED, State.RETURNED})
"""States that the light does not tell already."""


@dataclass(frozen=True, slots=True)
class Line:
    """`shown` False: only number and title may be said here. `readable`: the texts, too."""

    item: Item
    light: Light
    shown: bool = True
    readable: bool = True


def title(voice: Voice, item: Item, length: int = TITLE_LENGTH) -> Markup:
    return bold(voice.say("item_title", item=item.label, title=shortened(item.title, length)))


def row(voice: Voice, line: Line, *, lead: bool = False) -> Markup:
    """`lead` names the lead unit, too: the item is somebody else's."""
    return lines(title(voice, line.item), facts(voice, line, lead=lead))


def facts(voice: Voice, line: Line, *, lead: bool = False) -> Markup:
    if not line.shown:
        return voice.say("row_sensitive")
    return Markup(voice.say("row_between").join(_facts(voice, line, lead)))


def number(item: Item) -> ItemNo:
    return ItemNo(item.number, item.part)


def openers(voice: Voice, items: Iterable[Item]) -> tuple[tuple[Button, ...], ...]:
    """A button an item, a few in a row."""
    return in_rows([b for item in items for b in button(voice, ShowItem((number(item),)))])


def in_rows(buttons: Sequence[Button], width: int = IN_A_ROW) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def _facts(voice: Voice, line: Line, lead: bool) -> Iterator[str]:
    item = line.item
    yield lights.shown(voice, line.light)
    if item.state in _WORTH_SAYING:
        state = voice.say(f"state_{item.state.value}")
        yield state if lead else bold(state)
    if item.limit is not None:
        yield voice.say("row_limit", date=voice.short_date(item.limit))
    if item.percent is not None:
        yield voice.say("row_percent", percent=item.percent)
    if lead and item.lead is not None:
        yield voice.say("row_lead", unit=voice.unit(item.lead))
