"""Every move from every state: where it leads, or that it is refused; and where any sequence of moves may lead."""

from dataclasses import fields, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.applications import Asked, Desk
from ledger.changes import AuditEntry, Change
from ledger.items import DONE, OPEN, OWED, Item, State
from ledger.members import Member, Role
from ledger.proving import gap
from ledger.recording import item_as_before
from ledger.refusals import Refused
from ledger.transitions.table import TABLE, moved
from ledger.transitions.undoing import CREATED, UNDOABLE, undo
from tests.ledger.acts import ACTS, seeded
from tests.ledger.making import NOW, at, entry_of, item, stored

OFFICE = Member(1, "顾长河", Role.ADMIN, None, 7009)

# From which states; "→" to which, without it the state stays. Written out anew here: what domain.md §1.3 says.
LIFE = {
    "register": "draft",
    "propose": "draft → to_approve",
    "approve the draft": "to_approve → assigned",
    "send the draft back": "to_approve → draft",
    "assign": "draft to_approve assigned doing submitted returned → assigned",
    "name a leader": "draft assigned doing submitted returned | to_approve → assigned",
    "let a unit help": "draft assigned doing submitted returned | to_approve → assigned",
    "leave a unit out": "draft to_approve assigned doing submitted returned",
    "set the limit": "draft to_approve assigned doing submitted returned suspended",
    "set the cycle": "draft to_approve assigned doing submitted returned suspended",
    "set a target": "draft to_approve assigned doing submitted returned suspended",
    "set milestones": "draft to_approve assigned doing submitted returned suspended",
    "set the urgency": "draft to_approve assigned doing submitted returned suspended",
    "set who may read": "draft to_approve assigned doing submitted returned suspended"
    " closed struck phase_done cancelled split",
    "split": "draft to_approve assigned doing returned → split",
    "give a part": "draft → assigned",
    "merge": "draft to_approve assigned doing submitted returned → cancelled",
    "rejoin": "split → doing",
    "sign": "assigned → doing",
    "sign for a part": "assigned doing submitted returned",
    "report": "assigned doing returned → doing",
    "report a part": "assigned doing submitted returned",
    "reach a milestone": "assigned doing submitted returned",
    "ask for time": "assigned doing returned",
    "ask for closing": "assigned doing returned",
    "ask for closing as head": "assigned doing returned → submitted",
    "bounce": "assigned doing returned",
    "ask for help": "assigned doing returned",
    "back an extension": "assigned doing returned",
    "back a closing": "assigned doing returned → submitted",
    "do not back": "assigned doing returned",
    "withdraw an extension": "assigned doing submitted returned",
    "withdraw a closing": "assigned doing returned | submitted → doing",
    "grant time": "assigned doing submitted returned",
    "refuse time": "assigned doing submitted returned",
    "close": "submitted → closed",
    "return": "submitted → returned",
    "accept the bounce": "assigned doing returned → assigned",
    "refuse the bounce": "assigned doing returned",
    "answer": "assigned doing submitted returned",
    "hand on": "assigned doing submitted returned",
    "urge": "assigned doing returned",
    "instruct": "draft to_approve assigned doing submitted returned suspended",
    "issue a slip": "assigned doing returned",
    "suspend": "draft to_approve assigned doing submitted returned → suspended",
    "resume": "suspended cancelled → doing",
    "cancel": "draft to_approve assigned doing submitted returned suspended split → cancelled",
    "strike": "closed phase_done → struck",
    "end the phase": "assigned doing submitted returned → phase_done",
    "reopen": "closed struck phase_done → doing",
    "archive": "closed struck phase_done cancelled split → archived",
}


def _leads(described: str) -> dict[State, State]:
    found = {}
    for way in described.split("|"):
        before, _, after = way.partition("→")
        for name in before.split():
            found[State(name)] = State(after.strip() or name)
    return found


def test_every_row_of_the_table_is_played() -> None:
    assert set(LIFE) == set(ACTS)
    assert {act.event for act in ACTS.values()} == set(TABLE)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", ACTS)
def test_a_move_from_a_state(name: str, state: State) -> None:
    act, leads = ACTS[name], _leads(LIFE[name])
    before = act.ready(at(state))
    if state in leads:
        change = act.do(before, seeded(0))
        assert (change.event, change.after.state) == (act.event, leads[state])
        assert change.action is TABLE[act.event].action
        return
    with pytest.raises(Refused) as no:
        act.do(before, seeded(0))
    # Some moves have a nearer reason than the table's.
    nearer = {"already_signed", "already_applied", "not_in_hand", "nothing_to_decide"}
    assert no.value.refusal.code in nearer | {TABLE[act.event].refusal}
    assert dict(no.value.refusal.params)["item"] == "14"


@pytest.mark.parametrize("event", TABLE)
@pytest.mark.parametrize("state", State)
def test_a_row_lets_nothing_else_through(event: str, state: State) -> None:
    row = TABLE[event]
    before = item(state=state)
    if state not in row.before:
        with pytest.raises(Refused) as no:
            moved(event, before, state=state)
        assert no.value.refusal.code == row.refusal
        return
    for after in State:
        if row.leads(state, after):
            assert moved(event, before, state=after).after.state is after
        else:
            with pytest.raises(ValueError, match="may not lead"):
                moved(event, before, state=after)


def test_nothing_leads_out_of_the_archive_and_something_out_of_every_other_state() -> None:
    left = {state for row in TABLE.values() for state in row.before if row.after - {state}}
    assert left == set(State) - {State.ARCHIVED}
    assert {state for row in TABLE.values() for state in row.after} == set(State)


def wander(r: Random, steps: int) -> list[Change]:
    """Any moves in any order, from a draft; what is refused is not made. Ids and versions as a store would give."""
    now = at(State.DRAFT)
    made = []
    for name in r.choices(sorted(ACTS), k=steps):
        try:
            change = ACTS[name].do(now, r)
        except Refused:
            continue
        # Some acts put into the item what they need; only what was there counts.
        if change.before == now:
            made.append(change)
            now = stored(change)
    return made


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 80))
def test_no_sequence_of_moves_leaves_the_table_or_breaks_the_item(r: Random, steps: int) -> None:
    for change in wander(r, steps):
        assert TABLE[change.event].leads(change.before.state, change.after.state)
        sound(change.after)


def sound(of: Item) -> None:
    """What is true of an item in whatever way it came about."""
    kinds = [each.kind for each in of.applications]
    assert len(set(kinds)) == len(kinds)
    assert of.lead not in of.co
    assert {part.department for part in of.parts} <= set(of.co)
    closing = of.application(Asked.CLOSING)
    if of.state is State.SUBMITTED:
        assert closing is not None
        assert closing.desk is Desk.OFFICE
        assert of.submitted_at is not None
    if of.state in OWED:
        assert of.lead is not None
        assert of.assigned_at is not None
        assert closing is None or closing.desk is Desk.HEAD
        assert of.submitted_at is None
    if of.state in DONE | {State.CANCELLED, State.SPLIT}:
        assert not of.applications
    if of.state in OPEN:
        assert of.closed_at is None
        assert of.grade is None
    assert (of.closed_at is not None) == (of.state in {State.CLOSED, State.STRUCK, State.PHASE_DONE}) or (
        of.state is State.ARCHIVED
    )
    paused = of.state in {State.SUSPENDED, State.CANCELLED, State.SPLIT}
    assert of.resume_to in OPEN if paused else of.resume_to is None or of.state is State.ARCHIVED
    assert [node.day for node in of.milestones] == sorted(node.day for node in of.milestones)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_undo_restores_the_item_step_by_step_to_the_very_first(r: Random, steps: int) -> None:
    made = wander(r, steps)
    entries = [entry_of(change, seq=seq) for seq, change in enumerate(made, start=1)]
    assert gap(stored(made[-1]) if made else at(State.DRAFT), entries) is None
    for change, entry in zip(reversed(made), reversed(entries), strict=True):
        current = stored(change)
        before = item_as_before(current, entry)
        assert before == change.before
        if entry.event in UNDOABLE:
            assert undo(current, before, entry, by=OFFICE, now=NOW).after == replace(before, version=current.version)


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_was_done_to_an_item_in_one_step_is_undone_in_one(r: Random) -> None:
    made = wander(r, 30)[-3:]
    entries: list[AuditEntry] = [entry_of(change) for change in made]
    current, stands_at = (stored(made[-1]) if made else at(State.DRAFT)), None
    for entry in reversed(entries):
        if entry.event not in UNDOABLE:
            return
        change = undo(current, item_as_before(current, entry), entry, by=OFFICE, now=NOW, stands_at=stands_at)
        current, stands_at = stored(change), int(str(entry.before["version"]))
    if made:
        assert replace(current, version=made[0].before.version) == made[0].before


def test_every_field_is_moved_by_something() -> None:
    """A field that no move touches would pass every test of undoing."""
    touched: set[str] = set()
    for seed in range(400):
        for change in wander(seeded(seed), 60):
            touched |= set(change.changed_fields())
    untouched = {"id", "plan_id", "section", "number", "part", "title", "body", "measures", "version"}
    assert {f.name for f in fields(Item)} - touched == untouched | {"category", "remark"}


def test_what_creates_an_item_is_undone_by_its_removal_and_nothing_ends_in_the_archive_by_mistake() -> None:
    assert CREATED <= UNDOABLE
    assert set(TABLE) - UNDOABLE == {"archived"}
