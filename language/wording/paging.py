"""Long lists a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from language.intents import Intent
from language.replies import Button
from language.wording.labels import button
from language.wording.voice import Voice

T = TypeVar("T")
PAGE_SIZE = 8


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`number` counts from 1; an empty list has one empty page. `before` is how many stand on earlier pages."""

    rows: tuple[T, ...]
    number: int
    pages: int
    before: int


def page_of(rows: Sequence[T], number: int, size: int = PAGE_SIZE) -> Page[T]:
    """A number past either end means the last or the first page: lists shrink while buttons to them wait."""
    pages = max(-(-len(rows) // size), 1)
    number = min(max(number, 1), pages)
    before = (number - 1) * size
    return Page(tuple(rows[before : before + size]), number, pages, before)


def turned(number: int) -> bool:
    """Whether a page was asked for by turning: page 0 is the first page turned back to, which replaces the message
    as the others do, while plain 1 is asked for afresh.
    """
    return number != 1


def turners(voice: Voice, page: Page[T], to: Callable[[int], Intent]) -> tuple[Button, ...]:
    """None where no button can carry the list's condition."""
    turning: tuple[Button, ...] = ()
    if page.number > 1:
        previous = page.number - 1
        turning += button(voice, to(previous if previous > 1 else 0), voice.say("page_previous"))
    if page.number < page.pages:
        turning += button(voice, to(page.number + 1), voice.say("page_next"))
    return turning


def note(voice: Voice, page: Page[T]) -> str:
    """ "第1页，共3页", nothing when there is only one."""
    return voice.say("page_note", page=page.number, pages=page.pages) if page.pages > 1 else ""
