"""Lists of items, the whole ledger at a glance, and units' figures."""

from collections.abc import Iterator, Sequence

from language.intents import ListItems
from language.wording import filters, lights
from language.wording.catalogue import Markup
from language.wording.paging import Page, note
from language.wording.rows import Line, facts, row, title
from language.wording.voice import Voice, bold, lines
from ledger.digest import DigestFigures
from ledger.items import DONE, Item, State
from ledger.lights import Colour
from ledger.unit_figures import UnitFigures

_RED_NAMED = 5
_NUMBERS_NAMED = 15
_SHOWN_COLOURS = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN, Colour.NONE, Colour.PAUSED)


def listed(voice: Voice, wanted: ListItems, page: Page[Line], total: int, missing: Sequence[str], last: int) -> Markup:
    """`total` over all pages; `missing` are labels asked for that the plan, whose last number is `last`, has not."""
    narrowed = filters.words(voice, wanted)
    if not total:
        head = voice.say("list_none_of", filter=narrowed) if narrowed else voice.say("list_none")
    else:
        head = voice.say("list_heading", filter=narrowed or voice.say("list_all"), count=total)
    return lines(
        bold(head),
        *(row(voice, line, lead=True) for line in page.rows),
        voice.say("list_missing", items=voice.say("list_comma").join(missing), last=last) if missing else "",
        note(voice, page),
    )


def overview(voice: Voice, figures: DigestFigures, red: Sequence[Line]) -> Markup:
    """`red` are the red items that may be named here."""
    return lines(
        bold(_totals(voice, figures)),
        _states(voice, figures),
        _colours(voice, figures),
        *_red(voice, red),
        unassigned(voice, figures.unassigned),
    )


def _totals(voice: Voice, figures: DigestFigures) -> Markup:
    done = sum(figures.by_state[state] for state in DONE)
    red, yellow = figures.by_colour[Colour.RED], figures.by_colour[Colour.YELLOW]
    return voice.say("overview_totals", total=figures.total, done=done, red=red, yellow=yellow)


def _states(voice: Voice, figures: DigestFigures) -> Markup:
    return Markup(
        voice.say("list_comma").join(
            voice.say("overview_state", state=voice.say(f"state_{state.value}"), number=figures.by_state[state])
            for state in State
            if figures.by_state[state]
        )
    )


def _colours(voice: Voice, figures: DigestFigures) -> Markup:
    return Markup(
        voice.say("row_between").join(
            f"{lights.SIGNS[colour]} {lights.name(voice, colour)}{voice.say('overview_number', number=count)}"
            for colour in _SHOWN_COLOURS
            if (count := figures.by_colour[colour])
        )
    )


def _red(voice: Voice, red: Sequence[Line]) -> Iterator[Markup]:
    for line in red[:_RED_NAMED]:
        yield lines(title(voice, line.item), facts(voice, line, lead=True))
    if len(red) > _RED_NAMED:
        yield voice.say("overview_more_red", count=len(red) - _RED_NAMED)


def unassigned(voice: Voice, items: Sequence[Item]) -> Markup:
    """ "⚪ 未分解3项：第13、25、27项", nothing when there are none."""
    if not items:
        return Markup()
    numbers = voice.say("list_comma").join(item.label for item in items[:_NUMBERS_NAMED])
    more = voice.say("overview_and_more") if len(items) > _NUMBERS_NAMED else ""
    return voice.say("overview_unassigned", count=len(items), items=numbers, more=more)


def units(voice: Voice, page: Page[UnitFigures], total: int) -> Markup:
    """In the order of the office's list of units: no ranks. `total` over all pages."""
    if not total:
        return voice.say("stats_none")
    heading = bold(voice.say("stats_heading", count=total))
    return lines(heading, *(_unit_line(voice, each) for each in page.rows), note(voice, page))


def _unit_line(voice: Voice, unit: UnitFigures) -> Markup:
    parts = {"done": unit.done, "red": unit.red, "yellow": unit.yellow, "unsigned": unit.unsigned}
    said = [voice.say(f"stats_{name}", number=number) for name, number in parts.items() if number]
    line = voice.say(
        "stats_line", unit=voice.unit(unit.department_id), leading=unit.leading, cooperating=unit.cooperating
    )
    if not said:
        return line
    return voice.say("stats_line_more", line=line, parts=Markup(voice.say("list_comma").join(said)))


def unit(voice: Voice, figures: UnitFigures) -> Markup:
    """One unit's figures in full."""
    name = voice.unit(figures.department_id)
    if not (figures.leading or figures.cooperating):
        return voice.say("tasks_unit_none", unit=name)
    return lines(
        bold(voice.say("stats_line", unit=name, leading=figures.leading, cooperating=figures.cooperating)),
        voice.say(
            "stats_leading",
            done=figures.done,
            red=figures.red,
            yellow=figures.yellow,
            unsigned=figures.unsigned,
            month=figures.due_this_month,
        )
        if figures.leading
        else "",
        _in_time(voice, figures) if figures.leading else "",
    )


def _in_time(voice: Voice, figures: UnitFigures) -> Markup:
    if not figures.owed:
        return voice.say("stats_nothing_owed")
    share = f"{100 * figures.in_time / figures.owed:.1f}"
    return voice.say("stats_in_time", owed=figures.owed, in_time=figures.in_time, share=share)
