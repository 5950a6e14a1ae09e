"""Who hears of a change."""

import datetime as dt
from dataclasses import replace

from ledger.announcing import notices_of, taken_back
from ledger.changes import AuditEntry, Change
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Item, State
from ledger.members import Member, Role
from ledger.permissions import Action
from ledger.transitions.assigning import assign, set_deadline
from ledger.transitions.reporting import report
from ledger.transitions.signing import sign
from ledger.transitions.undoing import undo

NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
LEAD, CO, OTHER = 1, 2, 3
OFFICE = Member(9, "主任", Role.ADMIN, 8, 109)
PEOPLE = (
    Member(11, "牵头联络员", Role.LIAISON, LEAD, 111),
    Member(12, "牵头负责人", Role.HEAD, LEAD, 112),
    Member(13, "只受邀", Role.LIAISON, LEAD),
    Member(14, "已离任", Role.LIAISON, LEAD, 114, active=False),
    Member(21, "配合联络员", Role.LIAISON, CO, 121),
    Member(22, "配合负责人", Role.HEAD, CO, 122),
    Member(32, "无联络员的负责人", Role.HEAD, OTHER, 132),
    OFFICE,
)
ITEM = Item(14, 1, 4, 14, "题", "文")
HANDED_OUT = replace(ITEM, lead=LEAD, co=(CO,), state=State.DOING, assigned_at=NOW, signed_at=NOW)


def heard(change: Change, by: Member = OFFICE) -> dict[int, str]:
    return {n.member_id: f"{n.kind} {n.rule}" for n in notices_of(change, 2, PEOPLE, by=by, not_before=NOW)}


def test_a_new_item_goes_to_the_contacts_and_the_head_of_the_lead_and_to_the_contacts_of_the_others() -> None:
    change = assign(ITEM, now=NOW, lead=LEAD, co=(CO, OTHER))
    assert heard(change) == {11: "assigned lead", 12: "assigned lead", 21: "assigned co", 32: "assigned co"}


def test_the_one_who_did_it_knows() -> None:
    change = assign(ITEM, now=NOW, lead=LEAD, co=(CO,))
    assert 12 not in heard(change, by=replace(PEOPLE[1], role=Role.ADMIN))
    assert heard(change, by=replace(PEOPLE[4], role=Role.ADMIN)) == {11: "assigned lead", 12: "assigned lead"}


def test_the_old_lead_hears_that_it_is_no_longer_his() -> None:
    change = assign(HANDED_OUT, now=NOW, lead=OTHER)
    assert heard(change) == {
        32: "assigned lead",
        11: "changed assigned",
        12: "changed assigned",
        21: "changed assigned",
    }


def test_a_helper_who_becomes_the_lead_hears_of_that_only() -> None:
    change = assign(HANDED_OUT, now=NOW, lead=CO)
    assert heard(change)[21] == "assigned lead"
    assert heard(change)[22] == "assigned lead"


def test_a_helper_left_out_hears_of_it() -> None:
    assert heard(assign(HANDED_OUT, now=NOW, co=()))[21] == "changed assigned"


def test_the_leader_s_name_is_the_lead_unit_s_business() -> None:
    assert set(heard(assign(HANDED_OUT, now=NOW, leader="江若谷"))) == {11, 12}


def test_a_limit_is_everybody_s_business() -> None:
    limit = Deadline("年底前", DeadlineKind.DAY, dt.date(2026, 12, 31))
    assert set(heard(set_deadline(HANDED_OUT, limit))) == {11, 12, 21}
    assert heard(set_deadline(ITEM, limit)) == {}


def test_signing_and_the_lead_s_own_report_are_told_to_nobody() -> None:
    assert heard(sign(replace(HANDED_OUT, state=State.ASSIGNED, signed_at=None), by=11, now=NOW)) == {}
    assert heard(report(HANDED_OUT, by=11, now=NOW, text="进展", percent=60, unit=LEAD)) == {}


def test_a_helper_s_part_is_told_to_the_lead_s_contacts() -> None:
    part = report(HANDED_OUT, by=21, now=NOW, text="进展", percent=100, unit=CO)
    assert heard(part, by=PEOPLE[4]) == {11: "changed part_reported"}


def test_keys_are_the_change_s_own() -> None:
    change = assign(ITEM, now=NOW, lead=LEAD)
    notices = notices_of(change, 2, PEOPLE, by=OFFICE, not_before=NOW)
    assert [n.key for n in notices] == ["assigned|14|2|11", "assigned|14|2|12"]
    assert {(n.fact, n.item_id) for n in notices} == {("2", 14)}


def test_taken_back_by_another_it_is_told_to_the_one_who_did_it_too() -> None:
    change = assign(ITEM, now=NOW, lead=LEAD)
    entry = AuditEntry(NOW, 12, "", "", "assigned", 14, {}, {"version": 2})
    undone = undo(replace(change.after, version=2), ITEM, entry, by=OFFICE, now=NOW)
    notices = taken_back(change, undone, 3, PEOPLE, did=12, by=OFFICE, not_before=NOW)
    assert {(n.member_id, n.kind.value, n.rule, n.key) for n in notices} == {
        (11, "changed", "undone", "changed|14|3|11"),
        (12, "changed", "undone", "changed|14|3|12"),
    }
    assert undone.action is Action.UNDO
