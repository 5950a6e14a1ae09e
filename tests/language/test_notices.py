"""What happened and what waits, as the people concerned read it: every event, both languages, sensitive or not."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from language.buttons import decode, encode
from language.intents import Decisions, ItemNo, Move, ShowItem
from language.replies import Reply
from language.wording.catalogue import Language, has
from language.wording.daily import Told, message
from language.wording.voice import Voice
from ledger.applications import Asked, Desk
from ledger.audiences import HEARS
from ledger.changes import Change
from ledger.departments import Department
from ledger.items import Item, Sensitivity, State
from ledger.members import Member, Role
from ledger.notices import NoticeKind
from ledger.refusals import Refused
from ledger.transitions.deciding import grant_extension
from ledger.transitions.supervising import instruct, urge
from tests.ledger.acts import ACTS, seeded
from tests.ledger.making import (
    CO,
    HEAD_OF_LEAD,
    LEAD,
    LIMIT,
    NOW,
    OTHER,
    TODAY,
    applied,
    at,
    day,
    entry_of,
    member,
    stored,
)
from tests.town import CALENDAR, POLICIES

ADMIN = Member(1, "顾长河", Role.ADMIN, None, 7009)
UNITS = {
    LEAD: Department(LEAD, "县文旅局"),
    CO: Department(CO, "县交通局"),
    OTHER: Department(OTHER, "县住建局"),
}
REASON = "用地指标未落实"


def voice(language: Language) -> Voice:
    people = {each.id: each for each in (member(), HEAD_OF_LEAD, ADMIN)}
    return Voice(language, TODAY, CALENDAR, POLICIES.lights, UNITS, people)


def plain(reply: Reply) -> list[str]:
    return re.sub(r"<[^>]+>", "", reply.text).split("\n")


def told(change: Change, reader: Member, language: Language = "zh", of: Item | None = None) -> list[str]:
    entry = entry_of(change, by=ADMIN)
    return plain(message(voice(language), reader, [Told(NoticeKind.CHANGED, of or stored(change), (entry,))]))


def done(name: str) -> Change:
    for state in (State.DOING, *State):
        try:
            return ACTS[name].do(ACTS[name].ready(at(state)), seeded(3))
        except Refused:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if act.event in HEARS])
def test_every_event_that_is_heard_of_has_its_sentence(name: str, language: Language) -> None:
    change = done(name)
    lines = told(change, member(), language)
    known = {"assigned", "deadline_set", "part_reported"}
    assert has(f"notice_event_{change.event}") or change.event in known
    assert "{" not in "".join(lines)
    assert not any(line.endswith(("：", ": ", "，")) for line in lines)
    assert "顾长河" in "".join(lines) or change.event == "part_reported"
    if language == "en":
        assert lines[0].startswith("Item 14")
    else:
        assert lines[0].startswith("第14项" if change.event == "sensitivity_set" else "第14项 培育文化旅游")


REASONED = (
    "send the draft back, do not back, refuse time, return, refuse the bounce, answer, urge, instruct, issue a slip, "
    "suspend, cancel, reopen"
)


@pytest.mark.parametrize("name", REASONED.split(", "))
def test_the_reason_or_the_answer_stands_in_it(name: str) -> None:
    change = done(name)
    assert change.note
    assert any(change.note in line for line in told(change, member())), name


def test_how_it_reads() -> None:
    of = replace(at(State.DOING), applications=(applied(Asked.EXTENSION),))
    granted = grant_extension(of, deadline=day(dt.date(2027, 1, 20)), today=TODAY)
    assert told(granted, member()) == [
        "第14项 培育文化旅游：同意延期",
        "时限：2027年1月20日（周三）",
        "顾长河，11月24日 10:00",
    ]
    assert told(urge(replace(of, urged=1), note="请本周报进展"), member())[:2] == [
        "第14项 培育文化旅游：请加快办理（第2次催办）",
        "内容：请本周报进展",
    ]
    told_by = instruct(of, by=1, now=NOW, text="务必按期完成", person="江副县长")
    assert told(told_by, member())[0] == "第14项 培育文化旅游：江副县长有批示"


@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if act.event in HEARS])
def test_of_a_sensitive_item_only_the_named_read_what_happened(name: str) -> None:
    change = done(name)
    hidden = replace(stored(change), sensitivity=Sensitivity.SENSITIVE, lead=LEAD, co=(CO,))
    stranger = Member(31, "外单位", Role.LIAISON, OTHER, 131)
    lines = told(change, stranger, of=hidden)
    assert lines[0] == "第14项有变动"
    assert not change.note or change.note not in "".join(lines)
    assert len(lines) == 2
    assert len("".join(told(change, member(), of=hidden))) > len(lines[0])


DESKS = [
    *[(kind, Desk.HEAD, HEAD_OF_LEAD) for kind in Asked],
    *[(kind, Desk.OFFICE, ADMIN) for kind in Asked],
    (Asked.HELP, Desk.LEADER, Member(51, "江若谷", Role.LEADER, None, 151, title="副县长")),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("kind", "desk", "reader"), DESKS)
def test_what_lies_on_the_desk_says_all_that_the_decision_needs(
    kind: Asked, desk: Desk, reader: Member, language: Language
) -> None:
    lies = applied(kind, desk, deadline=LIMIT, progress="完成60%", evidence="31号文", person="江副县长")
    of = replace(at(State.DOING), leader="江副县长", applications=(lies,))
    if kind is Asked.CLOSING and desk is Desk.OFFICE:
        of = replace(of, state=State.SUBMITTED)
    reply = message(voice(language), reader, [Told(NoticeKind.DECIDE, of)])
    text = "\n".join(plain(reply))
    for said in (REASON, "完成60%", "31号文", "林晓禾", "住建局"):
        assert said in text
    pressable = [button.intent for row in reply.buttons for button in row]
    assert all(decode(encode(intent)) == intent for intent in pressable)
    assert pressable[:2] == [
        Move("approve", (ItemNo(14),), value=kind.value),
        Move("reject", (ItemNo(14),), value=kind.value),
    ]
    assert pressable[2:] == [ShowItem((ItemNo(14),)), Decisions()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_draft_waits(language: Language) -> None:
    reply = message(voice(language), ADMIN, [Told(NoticeKind.DECIDE, at(State.TO_APPROVE))])
    assert len(plain(reply)) == 3
    assert len(reply.buttons) == 2


def test_what_waits_stands_first_and_an_instruction_is_not_lost_behind_an_assignment() -> None:
    given = at(State.ASSIGNED)
    waiting = replace(at(State.DOING), id=8, number=15, applications=(applied(Asked.HELP, Desk.HEAD),))
    note = entry_of(instruct(given, by=1, now=NOW, text="务必按期完成"), by=ADMIN)
    limit = entry_of(done("set the limit"), by=ADMIN)
    lines = plain(
        message(
            voice("zh"),
            HEAD_OF_LEAD,
            [
                Told(NoticeKind.ASSIGNED, given),
                Told(NoticeKind.CHANGED, given, (limit,)),
                Told(NoticeKind.CHANGED, given, (note,)),
                Told(NoticeKind.DECIDE, waiting),
            ],
        )
    )
    heads = [line for line in lines if line.startswith(("第", "新交办"))]
    assert [head[:4] for head in heads] == ["第15项", "新交办：", "第14项"]
    assert "内容：务必按期完成" in lines
    assert not any("时限改" in line or "完成时限" in line for line in lines)
