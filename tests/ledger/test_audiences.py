"""Every event of the table is told to somebody, or it is said why not."""

from dataclasses import replace

import pytest

from ledger.announcing import notices_of
from ledger.applications import Asked, Desk
from ledger.audiences import HEARS, SILENT
from ledger.items import Item, State
from ledger.members import Member, Role
from ledger.notices import NoticeKind, untrue
from ledger.refusals import Refused
from ledger.transitions import applying, deciding, drafting
from ledger.transitions.table import TABLE
from tests.ledger.acts import ACTS, seeded
from tests.ledger.making import CO, LEAD, NOW, OTHER, TODAY, applied, at

# 5 and 6 are the contact who applies and his head in the tests of moves.
PEOPLE = {
    "contact": Member(5, "林晓禾", Role.LIAISON, LEAD, 105),
    "head": Member(6, "罗建川", Role.HEAD, LEAD, 106),
    "invited": Member(7, "只受邀", Role.LIAISON, LEAD),
    "left": Member(8, "已离任", Role.HEAD, LEAD, 108, active=False),
    "helper": Member(21, "配合联络员", Role.LIAISON, CO, 121),
    "helper's head": Member(22, "配合负责人", Role.HEAD, CO, 122),
    "other": Member(31, "他单位联络员", Role.LIAISON, OTHER, 131),
    "admin": Member(41, "督查室主任", Role.ADMIN, None, 141),
    "second admin": Member(42, "副主任", Role.ADMIN, None, 142),
    "supervisor": Member(43, "督查员", Role.SUPERVISOR, None, 143),
    "leader": Member(51, "江若谷", Role.LEADER, None, 151, title="副县长"),
    "asked leader": Member(52, "张远", Role.LEADER, None, 152, title="副县长"),
    "handed leader": Member(53, "李平", Role.LEADER, None, 153, title="副县长"),
}
NAMES = {member.id: name for name, member in PEOPLE.items()}

UNIT, ALL = {"contact", "head"}, {"contact", "head", "helper"}
ADMINS = {"admin", "second admin"}
# Who hears when nobody of them did it: who is to decide, who has new duties, who is told.
HEARD: dict[str, dict[str, set[str]]] = {
    "propose": {"decide": ADMINS},
    "approve the draft": {"assigned": ALL},
    "send the draft back": {"changed": {*ADMINS, "supervisor"}},
    "name a leader": {"changed": UNIT},
    "let a unit help": {"assigned": {"other"}, "changed": UNIT},
    "leave a unit out": {"changed": ALL},
    "set the limit": {"changed": ALL},
    "set the cycle": {"changed": UNIT},
    "set a target": {"changed": UNIT},
    "set milestones": {"changed": UNIT},
    "set the urgency": {"changed": UNIT},
    "set who may read": {"changed": ALL},
    "split": {"changed": ALL},
    "merge": {"changed": ALL},
    "rejoin": {"changed": ALL},
    "report a part": {"changed": {"contact"}},
    "ask for time": {"decide": {"head"}, "changed": {"contact"}},
    "ask for closing": {"decide": {"head"}, "changed": {"contact"}},
    "ask for closing as head": {"decide": ADMINS, "changed": {"head"}},
    "bounce": {"decide": ADMINS, "changed": {"contact"}},
    "ask for help": {"decide": {"asked leader"}, "changed": {"contact"}},
    "back an extension": {"decide": ADMINS, "changed": {"contact", "head"}},
    "back a closing": {"decide": ADMINS, "changed": {"contact", "head"}},
    "do not back": {"changed": {"contact"}},
    "withdraw an extension": {"changed": {"contact", *ADMINS}},
    "withdraw a closing": {"changed": {"contact", *ADMINS}},
    "grant time": {"changed": ALL},
    "refuse time": {"changed": UNIT},
    "close": {"changed": ALL},
    "return": {"changed": UNIT},
    "accept the bounce": {"assigned": {"other"}, "changed": ALL},
    "refuse the bounce": {"changed": UNIT},
    "answer": {"changed": UNIT},
    "hand on": {"decide": {"handed leader"}, "changed": {"contact"}},
    "urge": {"changed": UNIT},
    "instruct": {"changed": {*UNIT, *ADMINS}},
    "issue a slip": {"changed": UNIT},
    "suspend": {"changed": ALL},
    "resume": {"changed": ALL},
    "cancel": {"changed": ALL},
    "strike": {"changed": ALL},
    "end the phase": {"changed": ALL},
    "reopen": {"changed": ALL},
}
OF_THEIR_OWN = {"assign", "give a part"}
"""Depend on units drawn at random: test_announcing.py."""


def heard(name: str, by: Member | None = None) -> dict[str, set[str]]:
    """From the first state in which the act can happen, by somebody who is none of them."""
    act = ACTS[name]
    for state in (State.DOING, *State):
        try:
            change = act.do(replace(act.ready(at(state)), leader="江副县长"), seeded(1))
        except Refused:
            continue
        found: dict[str, set[str]] = {}
        for notice in notices_of(change, 2, PEOPLE.values(), by=by, not_before=NOW):
            found.setdefault(notice.kind.value, set()).add(NAMES[notice.member_id])
        return found
    raise AssertionError(f"{name} can never happen")


def test_every_event_has_hearers_or_a_reason_for_silence() -> None:
    assert set(HEARS) | set(SILENT) == set(TABLE)
    assert not set(HEARS) & set(SILENT)
    assert all(SILENT.values())


@pytest.mark.parametrize("name", sorted(set(ACTS) - OF_THEIR_OWN))
def test_who_hears(name: str) -> None:
    if name == "instruct":  # with the limit moved, the units that help hear, too
        assert heard(name) in ({"changed": {*UNIT, *ADMINS}}, {"changed": {*ALL, *ADMINS}})
    elif name == "return":
        assert heard(name) in ({"changed": UNIT}, {"changed": ALL})
    else:
        assert heard(name) == HEARD.get(name, {})


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", PEOPLE)
def test_never_the_one_who_did_it_nor_who_is_not_here(name: str, who: str) -> None:
    told = set().union(*heard(name, by=PEOPLE[who]).values())
    assert not told & {who, "invited", "left"}


def test_what_a_leader_decides_the_office_hears_of() -> None:
    assert heard("close", by=PEOPLE["leader"]) == {"changed": {*ALL, *ADMINS}}
    assert heard("close", by=PEOPLE["admin"]) == {"changed": ALL}


def test_a_leader_who_has_not_joined_is_spoken_for_by_the_office() -> None:
    few = [member for member in PEOPLE.values() if member.role is not Role.LEADER]
    change = applying.back(
        replace(at(State.DOING), applications=(applied(Asked.HELP, Desk.HEAD, person="张副县长"),)),
        Asked.HELP,
        by=PEOPLE["head"],
        now=NOW,
        leader=True,
    )
    told = notices_of(change, 2, few, by=PEOPLE["head"], not_before=NOW)
    assert {(NAMES[n.member_id], n.kind.value) for n in told} == {
        ("admin", "decide"), ("second admin", "decide"), ("contact", "changed"),
    }  # fmt: skip


def desk(kind: Asked, desk_: Desk) -> Item:
    return replace(at(State.DOING), leader="江副县长", applications=(applied(kind, desk_),))


def test_a_decision_is_asked_for_while_it_is_to_be_made() -> None:
    of = desk(Asked.EXTENSION, Desk.HEAD)
    asked = applying.back(of, Asked.EXTENSION, by=PEOPLE["head"], now=NOW, leader=False)
    notice = next(
        n for n in notices_of(asked, 2, PEOPLE.values(), by=PEOPLE["head"], not_before=NOW) if n.member_id == 41
    )
    assert (notice.kind, notice.rule, notice.key) == (NoticeKind.DECIDE, "to_decide", "decide|7|2|41")
    admin = PEOPLE["admin"]
    assert untrue(notice, admin, asked.after, TODAY) == ""
    assert untrue(notice, admin, of, TODAY) == "decided"  # with the head again
    refused = deciding.refuse_extension(asked.after, reason="按原时限").after
    assert untrue(notice, admin, refused, TODAY) == "decided"
    draft = drafting.propose(at(State.DRAFT), lead=LEAD, co=()).after
    assert untrue(notice, admin, draft, TODAY) == ""
    assert untrue(replace(notice, member_id=43), PEOPLE["supervisor"], draft, TODAY) == "decided"
