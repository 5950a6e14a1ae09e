"""Who cannot be written to any more, as administrators read it."""

from collections.abc import Mapping, Sequence

from language.wording.catalogue import Language, Markup, say
from language.wording.voice import lines
from ledger.departments import Department
from ledger.members import Member
from ledger.sending_ports import LostChat


def lost_chats(
    language: Language, lost: Sequence[LostChat], members: Mapping[int, Member], units: Mapping[int, Department]
) -> Markup:
    told = [_line(language, each, members.get(each.member_id or 0), units) for each in lost]
    return lines(say(language, "lost_first", count=len(lost)), *told, say(language, "lost_what_to_do"))


def _line(language: Language, lost: LostChat, member: Member | None, units: Mapping[int, Department]) -> Markup:
    reason = say(language, f"lost_{lost.reason}")
    if member is None:
        return say(language, "lost_group", chat=lost.chat_id, reason=reason)
    unit = units.get(member.department_id or 0)
    named = unit.name if unit is not None else say(language, "lost_no_unit")
    return say(language, "lost_person", name=member.name, unit=named, reason=reason)
