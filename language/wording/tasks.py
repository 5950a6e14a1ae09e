"""A person's or a unit's tasks: the answer in the first line, what needs something first."""

from collections.abc import Sequence
from dataclasses import dataclass

from language.wording.catalogue import Markup
from language.wording.lists import unassigned as numbers
from language.wording.paging import Page, note
from language.wording.rows import Line, row
from language.wording.voice import Voice, bold, lines
from ledger.items import Item, State
from ledger.lights import Colour


@dataclass(frozen=True, slots=True)
class Tasks:
    """One unit's open items by duty, most urgent first, and how many are finished. `unit` None: the reader's own."""

    unit: int | None
    leading: tuple[Line, ...]
    cooperating: tuple[Line, ...]
    pressing: int
    finished: int

    @property
    def all(self) -> tuple[Line, ...]:
        return self.leading + self.cooperating


def tasks(voice: Voice, found: Tasks, page: Page[Line]) -> Markup:
    """`page` is a page of `found.all`."""
    if not found.all:
        return _none(voice, found)
    on_page = len(page.rows)
    leading = max(min(len(found.leading) - page.before, on_page), 0)
    return lines(
        bold(_heading(voice, found)),
        *_group(voice, "tasks_leading", page.rows[:leading], lead=False),
        *_group(voice, "tasks_cooperating", page.rows[leading:], lead=True),
        voice.say("tasks_finished", count=found.finished) if found.finished and page.number == page.pages else "",
        note(voice, page),
    )


def _heading(voice: Voice, found: Tasks) -> Markup:
    lead, co = len(found.leading), len(found.cooperating)
    tail = voice.say("tasks_pressing", count=found.pressing) if found.pressing else voice.say("tasks_calm")
    duty = "both" if lead and co else "lead" if lead else "co"
    if duty == "co":
        tail = voice.say("tasks_listed")
    who = "you" if found.unit is None else "unit"
    return voice.say(f"tasks_{who}_{duty}", unit=voice.unit(found.unit), lead=lead, co=co, tail=tail)


def _none(voice: Voice, found: Tasks) -> Markup:
    who = "you" if found.unit is None else "unit"
    kind = "all_finished" if found.finished else "none"
    return voice.say(f"tasks_{who}_{kind}", unit=voice.unit(found.unit), count=found.finished)


def _group(voice: Voice, heading: str, shown: Sequence[Line], *, lead: bool) -> list[Markup]:
    if not shown:
        return []
    return [voice.say(heading), *(row(voice, line, lead=lead) for line in shown)]


def attention(
    voice: Voice, found: Sequence[Line], page: Page[Line], *, unassigned: Sequence[Item], total: int
) -> Markup:
    """What the supervision office should look at; `page` is a page of `found`, which has no unassigned items: of them
    the numbers are enough.
    """
    if not found and not unassigned:
        return voice.say("attention_none", total=total)
    counts = {
        "red": sum(line.light.colour is Colour.RED for line in found),
        "yellow": sum(line.light.colour is Colour.YELLOW for line in found),
        "waiting": sum(line.item.state is State.SUBMITTED for line in found),
        "unassigned": len(unassigned),
    }
    parts = voice.say("list_comma").join(voice.say(f"attention_{k}", number=n) for k, n in counts.items() if n)
    return lines(
        bold(voice.say("attention_some", total=total, count=len(found) + len(unassigned), parts=parts)),
        *(row(voice, line, lead=True) for line in page.rows),
        note(voice, page),
        numbers(voice, unassigned),
    )
