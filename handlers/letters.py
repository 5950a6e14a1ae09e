"""What stands in each kind of document: heading, number, addressee, body, form, annex; from the words of drafting."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.letters import Annex, Letter, Table
from handlers import numbering
from handlers.statistics_sheet import UNCOUNTED
from language.wording import drafting as wording
from language.wording.rows import Line
from language.wording.voice import Voice
from ledger.digest import DigestFigures, figures
from ledger.items import Item, Sensitivity
from ledger.members import Member, Role
from ledger.supervision import SlipLevel

ANSWER_DAYS = 3
"""Working days a unit is given to answer in writing; the office changes it in the draft."""
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class About:
    """`level` of a slip. Of lines that are not `readable` only number and title are given."""

    kind: str
    lines: Sequence[Line]
    level: SlipLevel | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """`title` names the document also where it is spoken of; `number` is "" where its own unit numbers it."""

    voice: Voice
    member: Member
    about: About
    title: str
    number: str

    def letter(self) -> Letter:
        return _LETTERS[self.about.kind](self)

    @property
    def item(self) -> Item:
        return self.about.lines[0].item


def contents(voice: Voice, member: Member, about: About, given: int) -> Contents:
    return Contents(voice, member, about, _title(voice, about), numbering.words(voice, given) if given else "")


def _title(voice: Voice, about: About) -> str:
    labels = wording.numbers(voice, [line.item for line in about.lines[:5]])
    several = len(about.lines) > 1
    match about.kind:
        case "slip":
            return voice.write("draft_title_slip", level=voice.write(f"draft_slip_level_{about.level}"), item=labels)
        case "bulletin":
            return voice.write("draft_title_bulletin", day=wording.day(voice, voice.today))
        case "closing":
            return voice.write("draft_title_closing", item=labels)
    if several:
        return voice.write(f"draft_title_{about.kind}_several", count=len(about.lines))
    return voice.write(f"draft_title_{about.kind}", item=labels)


def _assignment(self: Contents) -> Letter:
    voice, items = self.voice, [line.item for line in self.about.lines]
    units = dict.fromkeys(unit for item in items for unit in (item.lead, *item.co) if unit is not None)
    return Letter(
        mark=voice.write("draft_mark"),
        heading=self.title,
        number=self.number,
        addressee=_addressee(voice, [wording.unit(voice, unit) for unit in units]),
        body=list(wording.assignment(voice, items)),
        closing=[voice.write("draft_annex_named", title=voice.write("draft_annex_items"))] if len(items) > 1 else [],
        signature=_signature(self),
        annex=_annex(voice, self.about.lines, voice.write("draft_annex_items")) if len(items) > 1 else None,
    )


def _urging(self: Contents) -> Letter:
    voice = self.voice
    units = dict.fromkeys(line.item.lead for line in self.about.lines)
    return Letter(
        mark=voice.write("draft_mark"),
        heading=self.title,
        number=self.number,
        addressee=_addressee(voice, [wording.unit(voice, unit) for unit in units]),
        body=list(wording.urging(voice, self.about.lines, _answer_by(voice))),
        signature=_signature(self),
    )


def _slip(self: Contents) -> Letter:
    voice, line, level = self.voice, self.about.lines[0], self.about.level
    issued = next((each for each in reversed(line.item.slips) if each.level is level), None)
    return Letter(
        mark=voice.write("draft_mark"),
        heading=voice.write("draft_heading_slip", level=voice.write(f"draft_slip_level_{level}")),
        form=Table(
            rows=wording.slip_form(
                voice,
                line,
                number=self.number,
                level=str(level),
                answer_by=issued.day if issued else _answer_by(voice),
                reason=issued.reason if issued else "",
            ),
            widths=(34, 122),
        ),
        signature=_signature(self),
        colour=str(level),
    )


def _closing(self: Contents) -> Letter:
    voice = self.voice
    return Letter(
        mark=voice.write("draft_mark"),
        heading=self.title,
        addressee=_addressee(voice, [_office(voice)]),
        body=list(wording.closing(voice, self.about.lines[0])),
        signature=(wording.unit(voice, self.item.lead), wording.day(voice, voice.today)),
    )


def _bulletin(self: Contents) -> Letter:
    """It goes to all units, so a sensitive item stands in it by number and title, whoever has it drafted."""
    voice = self.voice
    lines = [_for_all(line) for line in self.about.lines if line.item.state not in UNCOUNTED]
    hidden = frozenset(line.item.id for line in lines if not line.readable)
    told = _figures(voice, [line.item for line in lines], hidden)
    return Letter(
        mark=voice.write("draft_mark"),
        heading=self.title,
        number=self.number,
        addressee=voice.write("bulletin_addressee"),
        body=list(wording.bulletin(voice, told, len(hidden), _answer_by(voice))),
        closing=[voice.write("draft_annex_named", title=voice.write("draft_annex_ledger"))],
        signature=_signature(self),
        annex=_annex(voice, lines, voice.write("draft_annex_ledger")),
    )


def _for_all(line: Line) -> Line:
    shown = line.readable and line.item.sensitivity is Sensitivity.OPEN
    return Line(line.item, line.light, shown, shown)


def _figures(voice: Voice, items: Sequence[Item], hidden: frozenset[int]) -> DigestFigures:
    """The year so far. Hidden items count in the totals and are named nowhere."""
    found = figures(
        items,
        start=voice.today.replace(month=1, day=1),
        end=voice.today,
        today=voice.today,
        calendar=voice.calendar,
        policy=voice.lights,
    )
    return replace(
        found,
        red=tuple(line for line in found.red if line.item.id not in hidden),
        yellow=tuple(line for line in found.yellow if line.item.id not in hidden),
        closed=tuple(item for item in found.closed if item.id not in hidden),
        unassigned=tuple(item for item in found.unassigned if item.id not in hidden),
    )


def _addressee(voice: Voice, units: Sequence[str]) -> str:
    return voice.write("draft_addressee", units=voice.write("list_comma").join(units))


def _signature(self: Contents) -> tuple[str, str]:
    """The unit of who has it drafted, and the day."""
    voice, unit = self.voice, self.member.department_id
    name = wording.unit(voice, unit) if unit is not None else voice.write("draft_office")
    return name, wording.day(voice, voice.today)


def _office(voice: Voice) -> str:
    """The unit that supervises: where an admin belongs."""
    units = (m.department_id for m in voice.members.values() if m.active and m.role is Role.ADMIN)
    found = next((unit for unit in units if unit is not None), None)
    return wording.unit(voice, found) if found is not None else voice.write("draft_office")


def _answer_by(voice: Voice) -> dt.date:
    return voice.calendar.add(voice.today, ANSWER_DAYS)


def _annex(voice: Voice, lines: Sequence[Line], title: str) -> Annex:
    left_out = len(lines) - MOST_ROWS
    note = voice.write("draft_annex_note", day=wording.day(voice, voice.today))
    return Annex(
        mark=voice.write("draft_annex"),
        title=title,
        note=note + (voice.write("draft_annex_more", count=left_out) if left_out > 0 else ""),
        table=Table(
            rows=wording.annex_rows(voice, lines[:MOST_ROWS]),
            widths=wording.ANNEX_WIDTHS,
            header=[voice.write(f"column_{key}") for key in wording.ANNEX],
        ),
        across=True,
    )


_LETTERS: Mapping[str, Callable[[Contents], Letter]] = {
    "assignment": _assignment,
    "urging": _urging,
    "slip": _slip,
    "closing": _closing,
    "bulletin": _bulletin,
}
