"""Builds the change that the second reader took a message for, as far as the words carry all that it needs.

What is built here is only a proposal: `weighing` lets it become a card where the grammar's own judgement has no doubt.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from language.intents import Intent, Move
from language.understanding.bare_items import bare_items, loosely_about
from language.understanding.by_example import giving_wishes, house_wishes, planning_wishes, unit_wishes
from language.understanding.by_example.people_wishes import people_wish
from language.understanding.by_example.which_item import named_at_all, which
from language.understanding.deciding import grade, kind_meant
from language.understanding.giving import names_topic
from language.understanding.message import Message
from language.understanding.moving import asks_for, lays_down, limit, move, person
from language.understanding.supervising import addressed, narrowed, slip_level
from language.understanding.units import Mention
from language.understanding.weighed_units import rather_leads
from ledger.members import Role

_OFFICE = frozenset(
    {"urge", "instruct", "issue_slip", "strike", "suspend", "resume", "cancel", "reopen", "phase_done", "set_cadence"}
)
_SUPERVISING = frozenset({"urge", "instruct", "issue_slip"})
"""A unit that says so asks for help; what else it may not do itself, it is told by the ledger."""
_HANDED_IN = re.compile(r"申请|延期|办结|材料|报告|求助|[报送交]的|\brequest|\bapplication|\bextension")
_OF_A_UNIT = {
    "approve": _HANDED_IN,
    "reject": _HANDED_IN,
    "instruct": re.compile(r"批|指示|要求|告诉|转告|叫|让|请|\binstruct|\btell\b"),
    "issue_slip": re.compile(r"单|蓝|黄|红|\bslip\b"),
}
"""They may name the unit whose matter it is instead of an item, where such words say so."""
_SEVERAL = frozenset({"approve", "reject", "suspend", "resume", "cancel", "strike", "reopen"})
_UNIT = frozenset({"ask_extension", "bounce"})
_COLOUR = re.compile(r"[蓝黄红]|blue|yellow|red")


def wish(message: Message, name: str) -> Intent | None:
    """None when a slot is missing, or when such a speaker does not do that."""
    if name in _OF_AN_ITEM and message.has(_OTHER_THINGS):
        return None
    if (build := _BY_TOPIC.get(name)) is not None:
        return build(message)
    return people_wish(message, name) or _move(message, name)


_OF_AN_ITEM = _OFFICE | _UNIT | {"submit_done", "report_progress", "ask_help", "approve", "reject", "sign"}
_OTHER_THINGS = re.compile(
    r"起草|拟(?:一|个|写|稿|好)|[初文草]稿|写[个份一][^,，]{0,8}(?:函|报告|通知|单)|excel|(?<!领)导出|(?<!又)(?<!天天)(?<!老)(?<!总)(?<!老是)(?<!总是)(?:提醒|喊|叫|戳|催"
    r"|跟)我(?!们|局)"
    r"|\bdraft\b|\bremind me\b|\bexport\b"
)
"""A paper to be written, or when to be reminded: the move itself is not wished."""
_BY_TOPIC: Mapping[str, Callable[[Message], Intent | None]] = {
    **house_wishes.BUILDERS,
    "assign": giving_wishes.assign,
    "propose": giving_wishes.propose,
    "register": giving_wishes.register,
    "remove_co": giving_wishes.remove_co,
    "hand_on": giving_wishes.hand_on,
    "set_deadline": planning_wishes.set_deadline,
    "set_cadence": planning_wishes.set_cadence,
    "set_target": planning_wishes.set_target,
    "set_milestones": planning_wishes.set_milestones,
    "reach_milestone": planning_wishes.reach_milestone,
    "set_sensitivity": planning_wishes.set_sensitivity,
    "set_priority": planning_wishes.set_priority,
    "split_item": planning_wishes.split_item,
    "merge_items": planning_wishes.merge_items,
    "archive": planning_wishes.archive,
    "sign": unit_wishes.sign,
    "report_progress": unit_wishes.report,
}


def _whose(message: Message) -> int | None:
    """Who should have it instead, and never the speaker's own unit."""
    own = message.hearing.department_id
    others = [mention for mention in message.mentions if mention.one not in (None, own)]
    strangers = [each for each in others if not _is_speaker(message, each)]
    return rather_leads(message, strangers or others)


def _is_speaker(message: Message, mention: Mention) -> bool:
    """「我们水务局11动弹不得，自规局…」「商务局小邵，…」: whose matter it is, and not who should help."""
    before = message.text[max(0, mention.start - 2) : mention.start]
    return before.endswith(("我", "我们", "咱", "咱们", "俺", "俺们")) or (
        mention.start <= 1 and _SPEAKS.match(message.text, mention.end) is not None
    )


_SPEAKS = re.compile(r"(?:的|这边|这里)?(?:[小老][\u4e00-\u9fff]|[\u4e00-\u9fff]{2,3})?(?=[,，:：。 ]|第?[0-9])")


def _urged(message: Message) -> int | None:
    """Also a unit by half its name, where no other is named: 「poke Housing」."""
    if message.unit is not None or len(message.mentions) != 1:
        return message.unit
    mention = message.mentions[0]
    return mention.one if not names_topic(message, mention) else None


def _applicant(message: Message) -> int | None:
    """The unit whose application it is; a short name does, where it is the only one."""
    found = {mention.one for mention in message.mentions}
    return message.unit or (found.pop() if len(found) == 1 else None)


def _move(message: Message, name: str) -> Move | None:
    if (name in _SUPERVISING and not lays_down(message)) or (name in _UNIT and not asks_for(message)):
        return None
    said = message.original.strip()
    match name:
        case "urge":
            urged = narrowed(message, replace(move(message, name, department=_urged(message)), items=which(message)))
            return urged if urged.items or urged.department is not None or urged.narrows else None
        case "approve" | "reject" if message.hearing.role is not Role.LIAISON:
            level = grade(message.text) if name == "approve" else ""
            kind = kind_meant(message, name)
            whose = _applicant(message) if not which(message) else None
            built = move(message, name, deadline=limit(message), department=whose, value=kind, level=level)
        case "instruct":
            by = "" if message.hearing.role is Role.LEADER else person(message)
            whose = addressed(message) if named_at_all(message) else message.unit
            built = move(message, name, reason=said, deadline=limit(message), department=whose, person=by)
            built = replace(built, cadence=message.cadence)
        case "issue_slip":
            level = slip_level(message.text)
            if message.has(_COLOUR) and not level:
                return None
            built = move(message, name, deadline=limit(message), level=level, department=message.unit)
        case "ask_extension":
            built = move(message, name, deadline=limit(message))
        case "ask_help":
            built = move(message, name, reason=said, person=person(message), department=_whose(message))
        case "bounce":
            built = move(message, name, reason=said, department=_whose(message))
        case "submit_done" if asks_for(message):
            built = move(message, name)
        case "strike" | "suspend" | "resume" | "cancel" | "reopen" | "phase_done":
            built = move(message, name)
        case _:
            return None
    surely = loosely_about(message) if not message.mentions else ()
    built = replace(built, items=which(message) or bare_items(message) or surely)
    if not built.items and message.loosely_named.missing is None:
        told = _OF_A_UNIT.get(name)
        return built if built.department is not None and told is not None and message.has(told) else None
    several = name in _SEVERAL and message.loosely_named.ranged
    return built if len(built.items) == 1 or several else None
