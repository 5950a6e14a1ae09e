"""People's changes as rules: an admin stays, nobody raises himself, and what is taken back is as it was."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import people
from ledger.members import Away, Member, Role
from ledger.people import PersonChange
from ledger.refusals import Refused
from ledger.standing_in import acting, stand_in
from ledger.succession import successor

TODAY = dt.date(2026, 11, 24)
ADMIN = Member(1, "顾长河", Role.ADMIN, 8, 101)
OTHER = Member(2, "温如言", Role.ADMIN, 8, 102)
HEAD = Member(3, "罗建川", Role.HEAD, 1, 103)
CONTACT = Member(4, "林晓禾", Role.LIAISON, 1, 104)
COLLEAGUE = Member(5, "马春山", Role.LIAISON, 1, 105)
STRANGER = Member(6, "韩卫平", Role.LIAISON, 2, 106)
EVERYBODY = (ADMIN, OTHER, HEAD, CONTACT, COLLEAGUE, STRANGER)

MOVES = st.tuples(
    st.integers(1, 6),
    st.integers(1, 6),
    st.sampled_from(["transfer", "depart", "unbind", "leave", "deputy"]),
    st.sampled_from(Role),
    st.integers(1, 3),
)


def tried(by: Member, person: Member, move: str, role: Role, unit: int) -> PersonChange:
    match move:
        case "transfer":
            return people.transfer(person, by=by, unit=unit, role=role, title="")
        case "depart":
            return people.depart(person, by=by)
        case "unbind":
            return people.unbind(person, by=by)
        case "leave":
            return people.take_leave(person, by=by, first=TODAY, last=TODAY, cover=None, today=TODAY)
    return people.set_deputy(person, by=by, deputy=COLLEAGUE)


@given(st.lists(MOVES, max_size=25))
def test_whatever_is_tried_an_admin_stays_and_nobody_raises_himself(
    moves: list[tuple[int, int, str, Role, int]],
) -> None:
    now = {member.id: member for member in EVERYBODY}
    for by, person, move, role, unit in moves:
        try:
            change = tried(now[by], now[person], move, role, unit)
            people.keep_an_admin(change, now.values())
        except Refused:
            continue
        assert by != person or change.after.role is change.before.role
        assert now[by].role in (Role.ADMIN, Role.HEAD) or by == person
        now[person] = change.after
        assert any(member.joined and member.role is Role.ADMIN for member in now.values())


@given(MOVES)
def test_what_is_taken_back_is_as_it_was(move: tuple[int, int, str, Role, int]) -> None:
    _, person, kind, role, unit = move
    before = replace(EVERYBODY[person - 1], away=Away(TODAY, TODAY, 5), deputy_id=None)
    try:
        change = tried(ADMIN, before, kind, role, unit)
    except Refused:
        return
    if change.event in people.UNDOABLE:
        said, meant = change.changed()
        assert people.as_before(change.after, said, {**meant, "work": ["14"]}) == before
        with pytest.raises(Refused):
            people.as_before(before, said, meant)


def test_the_audit_never_learns_the_account() -> None:
    before, after = people.depart(CONTACT, by=ADMIN).changed()
    assert before == {"active": True}
    assert after == {"active": False}


@pytest.mark.parametrize(
    ("by", "person", "may"),
    [
        (ADMIN, STRANGER, True),
        (HEAD, CONTACT, True),
        (HEAD, STRANGER, False),
        (HEAD, HEAD, False),
        (CONTACT, COLLEAGUE, False),
        (replace(ADMIN, active=False), CONTACT, False),
        (replace(HEAD, department_id=None), replace(CONTACT, department_id=None), False),
        (Member(9, "沈知行", Role.SUPERVISOR, 8, 109), CONTACT, False),
        (Member(9, "江若谷", Role.LEADER, None, 109), CONTACT, False),
    ],
)
def test_who_looks_after_whom(by: Member, person: Member, may: bool) -> None:
    assert people.may_look_after(by, person) is may


def away(member: Member, cover: int | None = None) -> Member:
    return replace(member, away=Away(TODAY, TODAY, cover))


@pytest.mark.parametrize(
    ("absent", "others", "hears"),
    [
        (CONTACT, (HEAD, COLLEAGUE), None),
        (away(CONTACT, HEAD.id), (HEAD, COLLEAGUE), HEAD),
        (away(CONTACT), (HEAD, COLLEAGUE), COLLEAGUE),
        (away(CONTACT, COLLEAGUE.id), (HEAD, away(COLLEAGUE)), HEAD),
        (replace(away(CONTACT), deputy_id=HEAD.id), (HEAD, COLLEAGUE), HEAD),
        (away(CONTACT, STRANGER.id), (STRANGER,), None),
        (away(ADMIN), (OTHER, HEAD), None),
        (away(CONTACT), (replace(HEAD, user_id=None),), None),
    ],
)
def test_who_hears_instead(absent: Member, others: tuple[Member, ...], hears: Member | None) -> None:
    assert stand_in(absent, (absent, *others), TODAY) == hears


def test_only_a_named_colleague_acts_as_head_and_only_then() -> None:
    absent = away(HEAD, CONTACT.id)
    everybody = (absent, CONTACT, COLLEAGUE, STRANGER, OTHER)
    assert acting(CONTACT, everybody, TODAY) == replace(CONTACT, role=Role.HEAD, acting_for=HEAD.id)
    for other in (COLLEAGUE, STRANGER, OTHER):
        assert acting(other, everybody, TODAY) == other
    assert acting(CONTACT, everybody, TODAY + dt.timedelta(days=1)) == CONTACT
    unnamed = (away(HEAD), CONTACT)
    assert acting(CONTACT, unnamed, TODAY) == CONTACT


def test_the_office_s_own_work_falls_to_nobody_by_itself() -> None:
    assert successor(ADMIN, EVERYBODY) is None
    assert successor(CONTACT, EVERYBODY) == COLLEAGUE
    assert successor(STRANGER, EVERYBODY) is None
