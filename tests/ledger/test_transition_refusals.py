"""Why each move is refused, and what each does beyond the state it leads to."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from ledger.applications import Asked, Desk
from ledger.changes import Change
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import Grade, Item, Milestone, PartState, Sensitivity, State, Target
from ledger.refusals import Refused
from ledger.supervision import Slip, SlipLevel
from ledger.transitions.applying import (
    ask_bounce,
    ask_closing,
    ask_extension,
    ask_help,
    back,
    open_ends,
    send_back,
    withdraw,
)
from ledger.transitions.assigning import remove_co
from ledger.transitions.deciding import (
    accept_bounce,
    answer_help,
    close,
    grant_extension,
    hand_on_help,
    refuse_bounce,
    refuse_extension,
    return_closing,
)
from ledger.transitions.dividing import MOST_PARTS, give_part, merge, split
from ledger.transitions.drafting import propose
from ledger.transitions.finishing import reopen
from ledger.transitions.pausing import cancel, resume, suspend
from ledger.transitions.planning import quarter_ends, reach_milestone, set_cadence, set_milestones, set_target
from ledger.transitions.reporting import report
from ledger.transitions.signing import sign
from ledger.transitions.supervising import instruct, issue_slip, urge
from tests.ledger.making import (
    CO,
    HEAD_OF_LEAD,
    LEAD,
    LIMIT,
    NOW,
    ONGOING,
    OTHER,
    TODAY,
    applied,
    at,
    day,
    item,
    member,
)

ONE_DAY = dt.timedelta(days=1)
DOING = at(State.DOING)
LATER = day(dt.date(2027, 1, 20))
YESTERDAY = TODAY - ONE_DAY
MONTHLY = Cadence(Frequency.MONTHLY, 25)
DONE_NODE = Milestone("完成申报", TODAY, NOW)


def extension(of: Item = DOING, **said: object) -> Change:
    words: dict[str, object] = {"deadline": LATER, "reason": "汛期停工", "progress": "完成60%", "today": TODAY}
    return ask_extension(of, by=member(), now=NOW, head=True, **{**words, **said})  # type: ignore[arg-type]


def slip(of: Item, level: SlipLevel, until: dt.date = TODAY) -> Change:
    return issue_slip(of, by=1, now=NOW, today=TODAY, level=level, day=until)


def slipped(level: SlipLevel, until: dt.date) -> Item:
    return replace(DOING, slips=(Slip(level, 1, until, 1, NOW),))


def with_(kind: Asked, desk: Desk = Desk.OFFICE, **fields: object) -> Item:
    return replace(DOING, applications=(applied(kind, desk, **fields),))


E, C, B, H = Asked.EXTENSION, Asked.CLOSING, Asked.BOUNCE, Asked.HELP
UNLIMITED = replace(with_(E), deadline=None)
RATE = Target("普及率", ">=", 80, "%")
WHY_NOT: list[tuple[str, Callable[[], object]]] = [
    ("extension_without_limit", lambda: extension(item())),
    ("extension_without_limit", lambda: extension(item(deadline=ONGOING))),
    ("extension_too_late", lambda: extension(replace(DOING, deadline=day(YESTERDAY)))),
    ("extension_not_later", lambda: extension(deadline=LIMIT)),
    ("extension_not_later", lambda: extension(deadline=ONGOING)),
    ("extension_incomplete", lambda: extension(reason=" ")),
    ("extension_incomplete", lambda: extension(progress="")),
    ("already_applied", lambda: extension(with_(E))),
    ("closing_incomplete", lambda: ask_closing(DOING, by=member(), now=NOW, result=" ", evidence="", head=True)),
    ("bounce_incomplete", lambda: ask_bounce(DOING, by=member(), now=NOW, reason="", department=OTHER, head=True)),
    ("bounce_to_itself", lambda: ask_bounce(DOING, by=member(), now=NOW, reason="职责", department=LEAD, head=True)),
    ("help_incomplete", lambda: ask_help(DOING, by=member(), now=NOW, need="", person="", leader=True, head=True)),
    ("nothing_to_decide", lambda: back(DOING, E, by=HEAD_OF_LEAD, now=NOW, leader=True)),
    ("nothing_to_decide", lambda: back(with_(E), E, by=HEAD_OF_LEAD, now=NOW, leader=True)),
    ("nothing_to_decide", lambda: send_back(with_(E), E, reason="再补充")),
    ("nothing_applied_for", lambda: withdraw(with_(E), H)),
    ("nothing_to_decide", lambda: grant_extension(DOING, deadline=LATER, today=TODAY)),
    ("exact_date_needed", lambda: grant_extension(with_(E), deadline=ONGOING, today=TODAY)),
    ("extension_not_later", lambda: grant_extension(with_(E), deadline=LIMIT, today=TODAY)),
    ("extension_not_later", lambda: grant_extension(UNLIMITED, deadline=day(YESTERDAY), today=TODAY)),
    ("nothing_to_decide", lambda: refuse_extension(DOING, reason="按原时限")),
    ("nothing_to_decide", lambda: close(with_(C, Desk.HEAD), now=NOW)),
    ("reason_needed", lambda: return_closing(at(State.SUBMITTED), reason=" ")),
    ("bounce_needs_unit", lambda: accept_bounce(with_(B, department=None), now=NOW)),
    ("bounce_needs_unit", lambda: accept_bounce(with_(B), now=NOW, lead=LEAD)),
    ("nothing_to_decide", lambda: accept_bounce(DOING, now=NOW, lead=OTHER)),
    ("nothing_to_decide", lambda: refuse_bounce(DOING, reason="三定方案明确由你单位承担")),
    ("nothing_to_decide", lambda: answer_help(DOING, answer="同意")),
    ("answer_needed", lambda: answer_help(with_(H), answer="")),
    ("person_needed", lambda: hand_on_help(with_(H), person=" ", now=NOW)),
    ("nothing_to_decide", lambda: hand_on_help(DOING, person="李副县长", now=NOW)),
    ("part_is_not_split", lambda: split(replace(DOING, part=1), ("一", "二"))),
    ("parts_count", lambda: split(DOING, ("一",))),
    ("parts_count", lambda: split(DOING, ("一",) * (MOST_PARTS + 1))),
    ("merge_with_itself", lambda: merge(DOING, DOING)),
    ("item_finished", lambda: merge(DOING, replace(at(State.CLOSED), id=8))),
    ("proposal_incomplete", lambda: propose(item(state=State.DRAFT))),
    ("proposal_incomplete", lambda: propose(at(State.DRAFT), deadline=LIMIT)),
    ("lead_also_cooperates", lambda: propose(at(State.DRAFT), lead=CO)),
    ("reason_needed", lambda: reopen(at(State.CLOSED), reason="")),
    ("reason_needed", lambda: suspend(DOING, reason="")),
    ("reason_needed", lambda: cancel(DOING, reason=" ")),
    ("nothing_changes", lambda: remove_co(DOING, (OTHER,))),
    ("nothing_changes", lambda: set_cadence(replace(DOING, cadence=MONTHLY), MONTHLY)),
    ("nothing_changes", lambda: set_target(replace(DOING, targets=(RATE,)), RATE)),
    ("nothing_changes", lambda: set_milestones(DOING, ())),
    ("no_such_milestone", lambda: reach_milestone(DOING, 0, now=NOW)),
    ("no_such_milestone", lambda: reach_milestone(replace(DOING, milestones=(DONE_NODE,)), -1, now=NOW)),
    ("milestone_done_already", lambda: reach_milestone(replace(DOING, milestones=(DONE_NODE,)), 0, now=NOW)),
    ("already_signed", lambda: sign(sign(DOING, by=9, now=NOW, unit=CO).after, by=9, now=NOW, unit=CO)),
    ("not_in_hand", lambda: urge(item(lead=None))),
    ("instruction_empty", lambda: instruct(DOING, by=1, now=NOW, text=" ")),
    ("slip_not_next", lambda: slip(DOING, SlipLevel.YELLOW)),
    ("slip_not_next", lambda: slip(slipped(SlipLevel.BLUE, YESTERDAY), SlipLevel.RED)),
    ("slip_not_next", lambda: slip(slipped(SlipLevel.YELLOW, YESTERDAY), SlipLevel.YELLOW)),
    ("slip_not_next", lambda: slip(slipped(SlipLevel.RED, YESTERDAY), SlipLevel.BLUE)),
    ("slip_still_running", lambda: slip(slipped(SlipLevel.BLUE, TODAY), SlipLevel.YELLOW)),
    ("slip_day_past", lambda: slip(DOING, SlipLevel.BLUE, YESTERDAY)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "move"), WHY_NOT)
def test_why_not(code: str, move: Callable[[], object]) -> None:
    with pytest.raises(Refused) as no:
        move()
    assert no.value.refusal.code == code


@pytest.mark.parametrize(
    ("role_is_head", "unit_has_head", "desk"),
    [(False, True, Desk.HEAD), (False, False, Desk.OFFICE), (True, True, Desk.OFFICE)],
)
def test_a_contact_s_application_lies_with_his_head_first(role_is_head: bool, unit_has_head: bool, desk: Desk) -> None:
    by = HEAD_OF_LEAD if role_is_head else member()
    change = ask_closing(DOING, by=by, now=NOW, result="已办成", evidence="文号", head=unit_has_head)
    lies = change.after.application(C)
    assert lies is not None
    assert lies.desk is desk
    assert (change.after.state is State.SUBMITTED) == (desk is Desk.OFFICE)


@pytest.mark.parametrize(("leader", "desk"), [(True, Desk.LEADER), (False, Desk.OFFICE)])
def test_help_goes_to_the_leader_who_can_be_reached(leader: bool, desk: Desk) -> None:
    asked = ask_help(DOING, by=HEAD_OF_LEAD, now=NOW, need="用地", person="", leader=leader, head=True).after
    backed = back(with_(H, Desk.HEAD), H, by=HEAD_OF_LEAD, now=NOW, leader=leader).after
    handed = hand_on_help(with_(H), person="李副县长", now=NOW, leader=leader).after
    assert [each.applications[0].desk for each in (asked, backed, handed)] == [desk] * 3
    assert backed.applications[0].backed_by == HEAD_OF_LEAD.id


def test_asking_for_closing_signs_for_what_was_not_signed() -> None:
    change = ask_closing(at(State.ASSIGNED), by=HEAD_OF_LEAD, now=NOW, result="已办成", evidence="", head=True)
    assert (change.after.signed_at, change.after.signed_by, change.after.submitted_at) == (NOW, HEAD_OF_LEAD.id, NOW)


def test_a_granted_extension_keeps_the_first_limit_and_counts() -> None:
    once = grant_extension(with_(E), deadline=LATER, today=TODAY).after
    assert (once.deadline, once.original_deadline, once.extended, once.applications) == (LATER, LIMIT, 1, ())
    again = replace(once, applications=(applied(E),))
    twice = grant_extension(again, deadline=day(dt.date(2027, 3, 1)), today=TODAY).after
    assert (twice.original_deadline, twice.extended) == (LIMIT, 2)


def test_closing_keeps_result_and_evidence_and_drops_every_application() -> None:
    of = at(State.SUBMITTED)
    of = replace(of, applications=(applied(C, reason="全域通水", evidence="31号文"), applied(H)))
    after = close(of, now=NOW, grade=Grade.GOOD).after
    assert (after.result, after.evidence, after.grade, after.closed_at) == ("全域通水", "31号文", Grade.GOOD, NOW)
    assert after.applications == ()
    back_again = reopen(after, reason="反弹").after
    assert (back_again.result, back_again.evidence, back_again.grade, back_again.closed_at) == ("", "", None, None)


def test_what_is_returned_counts_and_may_get_a_new_limit() -> None:
    after = return_closing(at(State.SUBMITTED), reason="材料不实", deadline=LATER).after
    assert (after.returned, after.deadline, after.original_deadline, after.submitted_at) == (1, LATER, LIMIT, None)
    assert return_closing(at(State.SUBMITTED), reason="材料不实").after.original_deadline is None


def test_a_bounce_gives_the_item_to_the_other_unit_which_signs_anew() -> None:
    after = accept_bounce(with_(B, department=CO), now=NOW).after
    assert (after.lead, after.co, after.state, after.signed_at, after.assigned_at) == (
        CO,
        (),
        State.ASSIGNED,
        None,
        NOW,
    )


def test_parts_go_on_from_the_numbers_that_were_taken() -> None:
    change, drafts = split(DOING, ("教育", "就业"), taken=(1, 2))
    assert [(each.number, each.part, each.title) for each in drafts] == [(14, 3, "教育"), (14, 4, "就业")]
    assert change.after.resume_to is State.DOING
    whole = replace(DOING, leader="县长", cadence=MONTHLY, sensitivity=Sensitivity.SENSITIVE)
    part = give_part(item(part=3, state=State.DRAFT, lead=None, co=(), assigned_at=None), whole, lead=None, now=NOW)
    assert (part.after.lead, part.after.leader, part.after.deadline, part.after.cadence) == (
        LEAD,
        "县长",
        LIMIT,
        MONTHLY,
    )
    assert part.after.sensitivity is Sensitivity.SENSITIVE


@pytest.mark.parametrize("state", [State.DRAFT, State.TO_APPROVE, State.ASSIGNED, State.DOING, State.RETURNED])
def test_what_was_stopped_goes_back_to_where_it_was(state: State) -> None:
    assert resume(suspend(at(state), reason="等省上文件").after).after == at(state)
    assert resume(cancel(suspend(at(state), reason="等").after, reason="政策调整").after).after.state is state


def test_a_closing_outlives_a_pause_but_not_a_withdrawal() -> None:
    of = at(State.SUBMITTED)
    assert resume(suspend(of, reason="等").after).after == of
    back_again = resume(cancel(of, reason="政策调整").after).after
    assert (back_again.state, back_again.submitted_at, back_again.applications) == (State.DOING, None, ())


def test_a_new_target_keeps_the_figures_reported() -> None:
    of = replace(DOING, targets=(Target("普及率", ">=", 80, "%", "达到80%", actual=73.5, actual_at=NOW),))
    (target,) = set_target(of, Target("普及率", ">=", 85, "%")).after.targets
    assert (target.value, target.actual, target.words, target.gap) == (85, 73.5, "达到80%", 11.5)


def test_nodes_stand_in_the_order_of_their_days_and_stay_done() -> None:
    first, last = Milestone("开工", TODAY), Milestone("完工", TODAY + ONE_DAY)
    done = reach_milestone(set_milestones(DOING, (last, first)).after, 0, now=NOW).after
    assert done.milestones == (replace(first, done_at=NOW), last)
    assert set_milestones(done, (first,)).after.milestones == (replace(first, done_at=NOW),)
    assert quarter_ends(2026, after=dt.date(2026, 3, 31), until=dt.date(2026, 11, 30)) == (
        dt.date(2026, 6, 30),
        dt.date(2026, 9, 30),
    )


def test_a_figure_goes_to_the_one_target_it_fits() -> None:
    rate, count = Target("普及率", ">=", 80, "%"), Target("改厕", "=", 500, "座")
    of = replace(DOING, targets=(rate, count))
    assert report(of, by=5, now=NOW, text="", percent=None, value="73.5%").after.targets == (
        replace(rate, actual=73.5, actual_at=NOW),
        count,
    )
    two = replace(DOING, targets=(rate, replace(rate, name="合格率")))
    assert report(two, by=5, now=NOW, text="", percent=None, value="73.5%").after.targets == two.targets
    assert [Target("率", relation, 10, "%", actual=12).gap for relation in (">=", "<=", "=")] == [0, 2, 2]


def test_a_part_has_its_own_state_in_the_order_the_units_are_named() -> None:
    of = replace(DOING, co=(CO, OTHER))
    signed = sign(of, by=9, now=NOW, unit=OTHER).after
    done = report(signed, by=8, now=NOW, text="道路已通", percent=100, unit=CO).after
    assert [(part.department, part.state) for part in done.parts] == [(CO, PartState.DONE), (OTHER, PartState.SIGNED)]
    assert remove_co(done, (CO,)).after.parts == done.parts[1:]
    assert (done.state, done.percent, done.last_report) == (of.state, of.percent, of.last_report)


def test_a_reviewer_sees_what_is_still_open() -> None:
    of = replace(
        DOING, percent=90, targets=(Target("率", ">=", 80, "%", actual=70),), milestones=(Milestone("开工", TODAY),)
    )
    assert open_ends(of) == ("percent", "targets", "milestones", "parts")
    assert open_ends(item(co=())) == ()


def test_an_instruction_may_set_limit_and_cycle() -> None:
    after = instruct(DOING, by=1, now=NOW, text=" 务必按期销号 ", person="县长", deadline=LATER, cadence=MONTHLY).after
    assert (after.deadline, after.original_deadline, after.cadence) == (LATER, LIMIT, MONTHLY)
    assert (after.instructions[0].text, after.instructions[0].person) == ("务必按期销号", "县长")
    assert instruct(DOING, by=1, now=NOW, text="抓紧").after.original_deadline is None


def test_slips_climb_one_step_at_a_time_and_stay_red() -> None:
    of = DOING
    for number, level in enumerate((SlipLevel.BLUE, SlipLevel.YELLOW, SlipLevel.RED, SlipLevel.RED), start=1):
        of = slip(of, level).after
        assert (of.slips[-1].level, of.slips[-1].number) == (level, number)
        of = replace(of, slips=(*of.slips[:-1], replace(of.slips[-1], day=YESTERDAY)))


def test_an_unclear_date_is_no_new_limit() -> None:
    unclear = Deadline("尽快", DeadlineKind.UNCLEAR)
    with pytest.raises(Refused) as no:
        grant_extension(with_(E), deadline=unclear, today=TODAY)
    assert no.value.refusal.code == "exact_date_needed"
