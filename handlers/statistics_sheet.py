"""The ledger's figures as a sheet: by state, light, section and unit, with shares. Counts only, no ranks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from documents.sheets import Column, Kind, Sheet, Toned, Value
from handlers.ledger_sheets import TONES, Book
from language.wording import lights
from language.wording.drafting import day
from language.wording.rows import Line
from ledger.items import DONE, State
from ledger.lights import Colour

UNCOUNTED = frozenset({State.CANCELLED, State.SPLIT})
"""Withdrawn items count nowhere, and of a split one its parts count."""
_COLUMNS: Sequence[tuple[str, float, Kind]] = (
    ("group", 14, Kind.SHORT),
    ("name", 34, Kind.TEXT),
    ("total", 9, Kind.NUMBER),
    ("share", 9, Kind.SHARE),
    ("done", 9, Kind.NUMBER),
    ("done_share", 10, Kind.SHARE),
    ("red", 9, Kind.NUMBER),
    ("yellow", 9, Kind.NUMBER),
    ("unassigned", 9, Kind.NUMBER),
)


def statistics_sheet(source: Book, title: str) -> Sheet:
    """Items not to be read are counted in the total and by section, which is open; nothing else is told of them."""
    voice = source.voice
    counted = [line for line in source.lines if line.item.state not in UNCOUNTED]
    left_out = len(source.lines) - len(counted)
    note = voice.write("statistics_note", day=day(voice, voice.today), count=len(counted))
    if left_out:
        note += voice.write("statistics_left_out", count=left_out)
    return Sheet(
        name=voice.write("sheet_statistics"),
        title=title,
        note=note,
        columns=[Column(voice.write(f"statistics_{key}"), width, kind) for key, width, kind in _COLUMNS],
        rows=_rows(source, counted),
    )


def _rows(source: Book, counted: Sequence[Line]) -> Iterator[Sequence[Value]]:
    voice, total = source.voice, len(counted)
    readable = [line for line in counted if line.readable]
    yield _figures(voice.write("statistics_all"), voice.write("statistics_all"), counted, total)
    states = Counter(line.item.state for line in readable)
    yield from _plain(
        voice.write("statistics_by_state"),
        [(voice.write(f"state_{each.value}"), states[each]) for each in State],
        total,
    )
    colours = Counter(line.light.colour for line in readable)
    yield from _plain(
        voice.write("statistics_by_light"),
        [(Toned(unescape(lights.name(voice, each)), TONES[each]), colours[each]) for each in Colour],
        total,
    )
    sections: dict[int, list[Line]] = defaultdict(list)
    for line in counted:
        sections[line.item.section].append(line)
    for number in sorted(sections):
        name = voice.section(number) or str(number)
        yield _figures(voice.write("statistics_by_section"), name, sections[number], total)
    units: dict[int | None, list[Line]] = defaultdict(list)
    for line in readable:
        units[line.item.lead].append(line)
    for unit in (*voice.departments, None):
        if unit in units:
            yield _figures(voice.write("statistics_by_unit"), unescape(voice.unit(unit)), units[unit], total)


def _plain(group: str, counts: Iterable[tuple[str | Toned, int]], total: int) -> Iterator[Sequence[Value]]:
    """Only what there is."""
    for name, count in counts:
        if count:
            yield (group, name, count, count / total, None, None, None, None, None)


def _figures(group: str, name: str, lines: Sequence[Line], total: int) -> Sequence[Value]:
    readable = [line for line in lines if line.readable]
    done = _count(line.item.state in DONE for line in readable)
    return (
        group,
        name,
        len(lines),
        len(lines) / total if total else None,
        done,
        done / len(lines) if lines else None,
        _count(line.light.colour is Colour.RED for line in readable),
        _count(line.light.colour is Colour.YELLOW for line in readable),
        _count(line.item.lead is None for line in readable),
    )


def _count(found: Iterable[bool]) -> int:
    return sum(found)
