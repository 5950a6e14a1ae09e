"""What each transition does, every reason for which it refuses, and that undo gives back exactly what was."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.changes import Change
from ledger.items import DONE, OPEN, OWED, Item, State
from ledger.members import Member, Role
from ledger.permissions import Action
from ledger.recording import item_as_before
from ledger.refusals import Refused
from ledger.transitions.assigning import assign, set_deadline
from ledger.transitions.reporting import report
from ledger.transitions.signing import sign
from ledger.transitions.undoing import UNDO_WINDOW, undo
from tests.ledger.making import CO, LEAD, LIMIT, NOW, ONGOING, OTHER, TODAY, entry_of, item

FINISHED = sorted(DONE | {State.CANCELLED})


def draft() -> Item:
    return item(state=State.DRAFT, lead=None, co=(), assigned_at=None, signed_at=None, signed_by=None)


def code(no: pytest.ExceptionInfo[Refused]) -> str:
    return no.value.refusal.code


def test_assigning_a_draft_hands_it_over() -> None:
    change = assign(draft(), now=NOW, lead=LEAD, co=(CO, OTHER), leader="分管副县长", deadline=LIMIT)
    after = change.after
    assert (after.state, after.lead, after.co, after.leader) == (State.ASSIGNED, LEAD, (CO, OTHER), "分管副县长")
    assert (after.deadline, after.assigned_at, after.signed_at) == (LIMIT, NOW, None)
    assert change.before == draft()
    assert (change.action, change.event) == (Action.ASSIGN, "assigned")


def test_a_draft_without_a_lead_stays_a_draft() -> None:
    after = assign(draft(), now=NOW, co=(CO,), deadline=LIMIT).after
    assert (after.state, after.assigned_at) == (State.DRAFT, None)


def test_what_is_not_said_stays() -> None:
    change = assign(item(leader="县长"), now=NOW, deadline=LIMIT)
    assert change.changed_fields() == ("deadline",)


def test_a_new_lead_signs_anew_and_keeps_the_reports() -> None:
    before = report(item(), by=5, now=NOW, text="完成60%", percent=60).after
    after = assign(before, now=NOW, lead=OTHER).after
    assert (after.state, after.signed_at, after.signed_by) == (State.ASSIGNED, None, None)
    assert (after.percent, after.last_report) == (60, before.last_report)
    assert after.assigned_at == NOW


def test_the_same_lead_again_needs_no_new_signature() -> None:
    after = assign(item(), now=NOW, lead=LEAD, deadline=LIMIT).after
    assert (after.state, after.signed_by) == (State.DOING, 5)


def test_a_cooperating_unit_that_takes_the_lead_stops_cooperating() -> None:
    assert assign(item(), now=NOW, lead=CO).after.co == ()


def test_cooperating_units_are_replaced_or_added_each_once() -> None:
    assert assign(item(), now=NOW, co=(OTHER, OTHER)).after.co == (OTHER,)
    assert assign(item(), now=NOW, add_co=(OTHER, CO)).after.co == (CO, OTHER)
    assert assign(item(), now=NOW, co=()).after.co == ()


@pytest.mark.parametrize("fields", [{"co": (LEAD,)}, {"add_co": (LEAD,)}, {"lead": OTHER, "co": (OTHER,)}])
def test_nobody_leads_and_cooperates(fields: dict[str, int | tuple[int, ...]]) -> None:
    with pytest.raises(Refused) as no:
        assign(item(), now=NOW, **fields)  # type: ignore[arg-type]
    assert code(no) == "lead_also_cooperates"


@pytest.mark.parametrize("fields", [{}, {"lead": LEAD}, {"co": (CO,)}, {"add_co": (CO,)}])
def test_assigning_what_is_so_already_is_refused(fields: dict[str, int | tuple[int, ...]]) -> None:
    with pytest.raises(Refused) as no:
        assign(item(), now=NOW, **fields)  # type: ignore[arg-type]
    assert code(no) == "nothing_changes"


@pytest.mark.parametrize("state", FINISHED)
def test_finished_items_are_neither_assigned_nor_dated(state: State) -> None:
    with pytest.raises(Refused) as no:
        assign(item(state=state), now=NOW, lead=OTHER)
    assert code(no) == "item_finished"
    with pytest.raises(Refused) as no:
        set_deadline(item(state=state), LIMIT)
    assert code(no) == "item_finished"


def test_a_deadline_is_set_and_nothing_else() -> None:
    assert set_deadline(item(), LIMIT).changed_fields() == ("deadline",)
    assert set_deadline(item(deadline=LIMIT), ONGOING).after.deadline == ONGOING


def test_the_same_deadline_again_is_refused() -> None:
    with pytest.raises(Refused) as no:
        set_deadline(item(deadline=LIMIT), LIMIT)
    assert code(no) == "nothing_changes"


def test_signing_takes_the_item_on() -> None:
    after = sign(item(state=State.ASSIGNED, signed_at=None, signed_by=None), by=9, now=NOW).after
    assert (after.state, after.signed_at, after.signed_by) == (State.DOING, NOW, 9)


@pytest.mark.parametrize("state", sorted(set(State) - {State.ASSIGNED}))
def test_only_what_waits_for_a_signature_is_signed(state: State) -> None:
    with pytest.raises(Refused) as no:
        sign(item(state=state), by=9, now=NOW)
    assert code(no) == "already_signed"
    with pytest.raises(Refused) as no:
        sign(item(state=state, signed_at=None), by=9, now=NOW)
    assert code(no) == "nothing_to_sign"


@pytest.mark.parametrize("state", sorted(OWED))
def test_a_report_puts_the_item_in_hand_and_signs_for_it(state: State) -> None:
    before = item(state=state, signed_at=None, signed_by=None, percent=40)
    change = report(before, by=9, now=NOW, text="主体完工", percent=None)
    after = change.after
    assert (after.state, after.signed_by, after.percent, change.note) == (State.DOING, 9, 40, "主体完工")
    assert after.last_report is not None
    assert (after.last_report.percent, after.last_report.at, after.last_report.member_id) == (None, NOW, 9)


def test_a_report_leaves_an_earlier_signature_alone() -> None:
    assert report(item(), by=9, now=NOW, text="", percent=60).after.signed_by == 5


def test_a_cooperating_unit_reports_its_part_and_moves_nothing() -> None:
    before = item(state=State.ASSIGNED, signed_at=None, signed_by=None)
    change = report(before, by=9, now=NOW, text="道路已通", percent=90, unit=CO)
    assert (change.event, change.note, change.changed_fields()) == ("part_reported", "道路已通", ("parts",))
    assert report(item(), by=5, now=NOW, text="完成60%", percent=60, unit=LEAD).after.percent == 60


def test_an_item_nobody_leads_is_in_nobodys_hands() -> None:
    with pytest.raises(Refused) as no:
        report(item(lead=None), by=9, now=NOW, text="完成", percent=50)
    assert code(no) == "not_in_hand"


@pytest.mark.parametrize("state", sorted(set(State) - OWED))
def test_what_nobody_has_in_hand_is_not_reported(state: State) -> None:
    with pytest.raises(Refused) as no:
        report(item(state=state), by=9, now=NOW, text="完成", percent=50)
    assert code(no) == "not_in_hand"


@pytest.mark.parametrize(("percent", "allowed"), [(-1, False), (0, True), (100, True), (101, False)])
def test_percent_lies_between_0_and_100(percent: int, allowed: bool) -> None:
    if allowed:
        assert report(item(), by=9, now=NOW, text="", percent=percent).after.percent == percent
        return
    with pytest.raises(Refused) as no:
        report(item(), by=9, now=NOW, text="", percent=percent)
    assert (code(no), dict(no.value.refusal.params)) == (
        "percent_out_of_range",
        {"percent": percent, "item": "14"},
    )


def test_a_refusal_names_the_item_by_its_label() -> None:
    with pytest.raises(Refused) as no:
        assign(item(part=2, state=State.CLOSED), now=NOW, lead=OTHER)
    assert dict(no.value.refusal.params) == {"item": "14.2"}


ADMIN = Member(1, "顾长河", Role.ADMIN, None)
AUTHOR = Member(5, "林晓禾", Role.LIAISON, LEAD)
COLLEAGUE = Member(6, "罗建川", Role.HEAD, LEAD)


def undone(change: Change, *, minutes: float = 1, moved: int = 0, by: Member = AUTHOR) -> Item:
    """The change, through the audit and back."""
    entry = entry_of(change, by=AUTHOR)
    stored = replace(change.after, version=change.before.version + 1 + moved)
    now = NOW + dt.timedelta(minutes=minutes)
    return undo(stored, item_as_before(stored, entry), entry, by=by, now=now).after


CHANGES = st.sampled_from(
    [
        assign(draft(), now=NOW, lead=LEAD, co=(CO,), deadline=LIMIT),
        assign(item(percent=30), now=NOW, lead=OTHER),
        set_deadline(item(deadline=ONGOING), LIMIT),
        sign(item(state=State.ASSIGNED, signed_at=None, signed_by=None), by=9, now=NOW),
        report(item(state=State.RETURNED, percent=40), by=9, now=NOW, text="完成60%", percent=60),
    ]
)


@given(CHANGES, st.floats(0, UNDO_WINDOW.total_seconds() / 60))
def test_undo_gives_back_exactly_what_was(change: Change, minutes: float) -> None:
    after = undone(change, minutes=minutes)
    assert replace(after, version=change.before.version) == change.before
    assert after.version == change.before.version + 1  # what is stored now; the store adds one


def test_undo_is_refused_after_its_window() -> None:
    with pytest.raises(Refused) as no:
        undone(assign(item(), now=NOW, lead=OTHER), minutes=10.01)
    assert code(no) == "undo_too_late"


def test_undo_is_refused_once_the_item_has_moved_on() -> None:
    with pytest.raises(Refused) as no:
        undone(assign(item(), now=NOW, lead=OTHER), moved=1)
    assert code(no) == "moved_on"


def test_only_who_did_it_or_an_admin_takes_it_back() -> None:
    change = report(item(), by=5, now=NOW, text="完成60%", percent=60)
    assert undone(change, by=ADMIN) == undone(change, by=AUTHOR)
    with pytest.raises(Refused) as no:
        undone(change, by=COLLEAGUE)
    assert code(no) == "undo_not_yours"


@pytest.mark.parametrize("event", ["imported", "text_changed", "undone", "archived"])
def test_what_was_not_done_by_a_press_is_not_taken_back_by_one(event: str) -> None:
    with pytest.raises(Refused) as no:
        undone(Change(Action.IMPORT, event, item(), item(title="新标题")))
    assert code(no) == "not_undoable"


def test_the_states_fall_into_their_groups() -> None:
    assert OWED < OPEN
    assert not OPEN & DONE
    assert set(State) - OPEN - DONE == {State.SUSPENDED, State.CANCELLED, State.SPLIT}
    assert TODAY.year == 2026
