"""Builds the change that the second reader took a message for, as far as the words carry all that it needs.

What is built here is only a proposal: `weighing` lets it become a card where the grammar's own judgement has no doubt.
"""

import re

from language.intents import Assign, Intent, Items, Move, ReportProgress, SetDeadline, Sign
from language.understanding.assignments import duties, takes_off, unknown_unit
from language.understanding.by_example.house_wishes import BUILDERS, house_wish
from language.understanding.by_example.people_wishes import people_wish
from language.understanding.deciding import grade, kind_in
from language.understanding.message import Message
from language.understanding.moving import asks_for, lays_down, limit, move, person
from language.understanding.reports import read_report
from language.understanding.supervising import slip_level
from language.understanding.topics import SURE, clear
from ledger.members import Role

_OFFICE = frozenset(
    {"urge", "instruct", "issue_slip", "strike", "suspend", "resume", "cancel", "reopen", "phase_done", "set_cadence"}
)
_UNIT = frozenset({"ask_extension", "bounce"})
_COLOUR = re.compile(r"[蓝黄红]|blue|yellow|red")


def wish(message: Message, name: str) -> Intent | None:
    """None when a slot is missing, or when such a speaker does not do that."""
    match name:
        case "assign":
            return _assign(message)
        case "set_deadline":
            deadline = limit(message)
            items = message.loosely_named.items
            return SetDeadline(items, deadline) if items and deadline and deadline.day and lays_down(message) else None
        case "report_progress":
            return _report(message)
        case "sign":
            items = message.loosely_named.items
            return Sign(items) if items and asks_for(message) else None
    if name in BUILDERS:
        return house_wish(message, name)
    return people_wish(message, name) or _move(message, name)


def _assign(message: Message) -> Intent | None:
    items, reading = message.loosely_named.items, message.deadline
    if not items or not message.mentions or not lays_down(message) or takes_off(message.text):
        return None
    found = duties(message.text, message.mentions)
    if found.ambiguous or unknown_unit(message.loosely_named.rest, message.mentions):
        return None
    if found.lead is None or (reading is not None and reading.deadline is None):
        return None
    replaces = bool(found.co) and not found.adds
    return Assign(
        items,
        lead=found.lead,
        co=tuple(found.co) if replaces else None,
        add_co=() if replaces else tuple(found.co),
        deadline=reading.deadline if reading else None,
    )


def _report(message: Message) -> Intent | None:
    items = _told_of(message)
    if len(items) != 1 or not asks_for(message):
        return None
    told = read_report(message.named.rest, message.original)
    return ReportProgress(items, told.text, told.percent, told.value, told.next_step, told.problem, told.vague)


def _told_of(message: Message) -> Items:
    """A number inside a report may count anything; one at its head names the item."""
    if message.items:
        return message.items
    if message.named.missing is not None or message.named.ranged:
        return ()
    if message.text[:1].isdigit() and message.loosely_named.items:
        return message.loosely_named.items[:1]
    matches = message.known.topics.find(message.text)
    if clear(matches) and matches[0].score >= SURE:
        return (matches[0].item,)
    return message.talked_about if len(message.talked_about) == 1 else ()


def _whose(message: Message) -> int | None:
    """Who should have it instead: the last that is named besides the speaker's own unit."""
    others = [mention.one for mention in message.mentions if mention.one not in (None, message.hearing.department_id)]
    return others[-1] if others else None


def _move(message: Message, name: str) -> Move | None:
    if (name in _OFFICE and not lays_down(message)) or (name in _UNIT and not asks_for(message)):
        return None
    said = message.original.strip()
    match name:
        case "urge":
            urged = move(message, name, department=message.unit)
            return urged if urged.items or urged.department is not None else None
        case "approve" | "reject" if message.hearing.role is not Role.LIAISON:
            level = grade(message.text) if name == "approve" else ""
            built = move(message, name, deadline=limit(message), value=kind_in(message.text), level=level)
        case "instruct":
            by = "" if message.hearing.role is Role.LEADER else person(message)
            built = move(message, name, reason=said, deadline=limit(message), cadence=message.cadence, person=by)
        case "issue_slip":
            level = slip_level(message.text)
            if message.has(_COLOUR) and not level:
                return None
            built = move(message, name, deadline=limit(message), level=level, department=message.unit)
        case "ask_extension":
            built = move(message, name, deadline=limit(message))
        case "ask_help":
            built = move(message, name, reason=said, person=person(message))
        case "bounce":
            built = move(message, name, reason=said, department=_whose(message))
        case "set_cadence" if message.cadence is not None:
            built = move(message, name, cadence=message.cadence)
        case "submit_done" if asks_for(message):
            built = move(message, name)
        case "strike" | "suspend" | "resume" | "cancel" | "reopen" | "phase_done":
            built = move(message, name)
        case _:
            return None
    return built if len(built.items) == 1 and message.loosely_named.missing is None else None
