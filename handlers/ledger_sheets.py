"""The ledger as sheets: its columns (domain.md §2.2), each with the function that fills it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from documents.sheets import Column, Kind, Sheet, Tone, Toned, Value
from language.wording import figures, lights, limits
from language.wording.drafting import day
from language.wording.rows import Line
from language.wording.voice import Voice
from ledger.applications import Asked
from ledger.items import Item, Milestone
from ledger.lights import Colour, schedule_of
from ledger.members import Role
from ledger.reconciling import by_quarter

TONES: Mapping[Colour, Tone] = {
    Colour.RED: Tone.RED,
    Colour.YELLOW: Tone.YELLOW,
    Colour.BLUE: Tone.BLUE,
    Colour.GREEN: Tone.GREEN,
    Colour.DONE: Tone.GREEN,
    Colour.PAUSED: Tone.GREY,
    Colour.NONE: Tone.GREY,
}


@dataclass(frozen=True, slots=True)
class Book:
    """What every sheet is written from. A line that is not `readable` is given by number and title only.
    `doc_numbers` are 立项编号 by item id; `people` names by unit and role, filled once.
    """

    voice: Voice
    lines: Sequence[Line]
    doc_numbers: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[tuple[int | None, Role], str] = field(default_factory=dict)

    @property
    def readable(self) -> Iterator[Line]:
        return (line for line in self.lines if line.readable)


def book(voice: Voice, lines: Iterable[Line], doc_numbers: Mapping[int, str]) -> Book:
    people: dict[tuple[int | None, Role], str] = {}
    for member in voice.members.values():
        if member.active:
            key = (member.department_id, member.role)
            people[key] = voice.write("list_comma").join(filter(None, (people.get(key, ""), member.name)))
    return Book(voice, tuple(lines), doc_numbers, people)


Fill = Callable[[Book, Line], Value]


@dataclass(frozen=True, slots=True)
class _Field:
    key: str
    width: float
    kind: Kind
    fill: Fill
    open: bool = False
    """Given of every item, also of one that is not to be read."""


def ledger_sheet(
    source: Book, name: str, title: str, lines: Sequence[Line] | None = None, fields: Sequence["_Field"] | None = None
) -> Sheet:
    """The main sheet, or one section's or unit's. `lines` default to all."""
    chosen = _MAIN if fields is None else fields
    given = source.lines if lines is None else lines
    voice = source.voice
    return Sheet(
        name=name,
        title=title,
        note=voice.write("sheet_note", day=day(voice, voice.today), count=len(given)),
        columns=[Column(voice.write(f"column_{each.key}"), each.width, each.kind) for each in chosen],
        rows=(_row(source, chosen, line) for line in given),
        frozen=_FROZEN,
        large=True,
    )


def course_sheet(source: Book, title: str) -> Sheet:
    """What the main sheet has no room for: measures, who, instructions, urging, extensions, results."""
    return ledger_sheet(source, source.voice.write("sheet_course"), title, fields=_COURSE)


def nodes_sheet(source: Book, title: str) -> Sheet:
    """Quarterly nodes (季度节点)."""
    voice = source.voice
    return ledger_sheet(source, voice.write("sheet_nodes"), title, fields=_NODES)


def _row(source: Book, fields: Sequence[_Field], line: Line) -> list[Value]:
    if line.readable:
        return [each.fill(source, line) for each in fields]
    hidden = source.voice.write("sheet_hidden")
    last = len(fields) - 1
    return [each.fill(source, line) if each.open else hidden if n == last else None for n, each in enumerate(fields)]


def seq(item: Item) -> int | str:
    """A number as such; a part's label is words, or 14.10 would become 14.1."""
    return item.label if item.part else item.number


def light(voice: Voice, line: Line) -> Toned:
    return Toned(unescape(lights.name(voice, line.light.colour)), TONES[line.light.colour])


def _targets(source: Book, line: Line) -> str:
    return "\n".join(f"{figures.name(each)} {figures.aim(each)}" for each in line.item.targets)


def _actual(source: Book, line: Line) -> str:
    return "\n".join(
        f"{figures.name(each)} {figures.actual(source.voice, each)}"
        for each in line.item.targets
        if each.actual is not None
    )


def _last_report(source: Book, line: Line) -> str:
    report, voice = line.item.last_report, source.voice
    if report is None:
        return ""
    time, who = voice.time(report.at), voice.person(report.member_id)
    return voice.write("sheet_report", time=time, who=who, text=report.text)


def _need(source: Book, line: Line) -> str:
    asked = line.item.application(Asked.HELP)
    return asked.reason if asked else ""


def _instructions(source: Book, line: Line) -> str:
    voice = source.voice
    return "\n".join(
        f"{voice.time(each.at)} {each.person or unescape(voice.person(each.member_id))}：{each.text}"
        for each in line.item.instructions
    )


def _slips(source: Book, line: Line) -> str:
    voice = source.voice
    return "\n".join(
        voice.write("sheet_slip", level=voice.write(f"sheet_slip_{each.level.value}"), day=voice.short_date(each.day))
        for each in line.item.slips
    )


def _date(source: Book, at: object) -> Value:
    """The local date of an instant, nothing for None."""
    return source.voice.local(at).date() if at is not None else None  # type: ignore[arg-type]


def _units(voice: Voice, item: Item) -> str:
    return unescape(voice.units(item.co))


def _node(voice: Voice, node: Milestone) -> str:
    last = voice.short_date(node.day)
    if node.done_at is None:
        return voice.write("sheet_node", text=node.text, day=last)
    return voice.write(
        "sheet_node_done", text=node.text, day=last, done=voice.short_date(voice.local(node.done_at).date())
    )


def _quarter(number: int) -> Fill:
    def fill(source: Book, line: Line) -> str:
        voice = source.voice
        year = voice.plan.year if voice.plan else voice.today.year
        return "\n".join(_node(voice, node) for node in by_quarter(line.item, year)[number - 1])

    return fill


def _text(name: str) -> Fill:
    return lambda source, line: str(getattr(line.item, name))


def _count(name: str) -> Fill:
    """Nothing for 0: what did not happen is left blank."""
    return lambda source, line: getattr(line.item, name) or None


_SEQ = _Field("seq", 6, Kind.SHORT, lambda source, line: seq(line.item), open=True)
_TITLE = _Field("title", 24, Kind.TEXT, _text("title"), open=True)
_LEAD = _Field("lead", 15, Kind.SHORT, lambda source, line: unescape(source.voice.unit(line.item.lead)))
_DEADLINE = _Field("deadline", 11, Kind.DATE, lambda source, line: line.item.limit)
_REMARK = _Field("remark", 12, Kind.TEXT, _text("remark"))
_FROZEN = 2

_MAIN: Sequence[_Field] = (
    _SEQ,
    _TITLE,
    _Field("section", 14, Kind.TEXT, lambda source, line: source.voice.section(line.item.section), open=True),
    _Field("content", 42, Kind.TEXT, _text("body")),
    _Field("target", 20, Kind.TEXT, _targets),
    _Field("actual", 18, Kind.TEXT, _actual),
    _Field("leader", 11, Kind.SHORT, _text("leader")),
    _LEAD,
    _Field("co", 18, Kind.TEXT, lambda source, line: _units(source.voice, line.item)),
    _Field("deadline_text", 12, Kind.SHORT, lambda source, line: line.item.deadline.text if line.item.deadline else ""),
    _DEADLINE,
    _Field("state", 9, Kind.SHORT, lambda source, line: source.voice.write(f"state_{line.item.state.value}")),
    _Field("percent", 7, Kind.SHARE, lambda source, line: _percent(line.item)),
    _Field(
        "schedule",
        9,
        Kind.SHORT,
        lambda source, line: lights.schedule(
            source.voice, schedule_of(line.item, source.voice.today, source.voice.lights)
        ),
    ),
    _Field("light", 8, Kind.SHORT, lambda source, line: light(source.voice, line)),
    _Field("reason", 16, Kind.TEXT, lambda source, line: unescape(lights.reason(source.voice, line.light))),
    _Field("last_report", 30, Kind.TEXT, _last_report),
    _Field("need", 18, Kind.TEXT, _need),
    _REMARK,
)

_NODES: Sequence[_Field] = (
    _SEQ,
    _TITLE,
    _LEAD,
    *(_Field(f"q{number}", 26, Kind.TEXT, _quarter(number)) for number in (1, 2, 3, 4)),
    _DEADLINE,
    _REMARK,
)

_COURSE: Sequence[_Field] = (
    _SEQ,
    _TITLE,
    _Field("doc_number", 14, Kind.SHORT, lambda source, line: source.doc_numbers.get(line.item.id, "")),
    _Field("source", 14, Kind.TEXT, _text("source")),
    _Field("category", 9, Kind.SHORT, _text("category")),
    _Field(
        "priority",
        8,
        Kind.SHORT,
        lambda source, line: limits.priority(source.voice, line.item.priority) if line.item.priority else "",
    ),
    _Field("measures", 34, Kind.TEXT, lambda source, line: "\n".join(line.item.measures)),
    _Field("start", 11, Kind.DATE, lambda source, line: _date(source, line.item.assigned_at)),
    _Field("signed", 11, Kind.DATE, lambda source, line: _date(source, line.item.signed_at)),
    _Field(
        "cadence",
        12,
        Kind.SHORT,
        lambda source, line: unescape(limits.cadence(source.voice, line.item.cadence)) if line.item.cadence else "",
    ),
    _Field("unit_head", 10, Kind.SHORT, lambda source, line: source.people.get((line.item.lead, Role.HEAD), "")),
    _Field("contact", 10, Kind.SHORT, lambda source, line: source.people.get((line.item.lead, Role.LIAISON), "")),
    _Field("instructions", 26, Kind.TEXT, _instructions),
    _Field("urged", 6, Kind.NUMBER, _count("urged")),
    _Field("slips", 14, Kind.TEXT, _slips),
    _Field("extended", 6, Kind.NUMBER, _count("extended")),
    _Field(
        "original_deadline",
        12,
        Kind.SHORT,
        lambda source, line: line.item.original_deadline.text if line.item.original_deadline else "",
    ),
    _Field("returned", 6, Kind.NUMBER, _count("returned")),
    _Field("evidence", 18, Kind.TEXT, _text("evidence")),
    _Field("result", 24, Kind.TEXT, _text("result")),
    _Field("finished", 11, Kind.DATE, lambda source, line: _date(source, line.item.closed_at)),
    _Field(
        "grade",
        7,
        Kind.SHORT,
        lambda source, line: source.voice.write(f"grade_{line.item.grade.value}") if line.item.grade else "",
    ),
    _Field(
        "sensitivity",
        8,
        Kind.SHORT,
        lambda source, line: source.voice.write(f"sheet_sensitivity_{line.item.sensitivity.value}"),
    ),
)


def _percent(item: Item) -> float | None:
    return item.percent / 100 if item.percent is not None else None
