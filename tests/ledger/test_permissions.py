"""Who may do what, cell by cell: every action, every role, every relation to the item (domain.md §7.2)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from ledger.applications import Application, Asked, Desk
from ledger.items import Item, Sensitivity
from ledger.members import Member, Role
from ledger.permissions import Action, refusal
from tests.ledger.making import CO, LEAD, NOW, OTHER, item

# One letter a person: a(dmin), s(upervisor), L(eader who answers for the item), l(eader who does not), h(ead),
# i (liaison).
ALL = "asLlhi"
ROLES = {
    "a": Role.ADMIN, "s": Role.SUPERVISOR, "L": Role.LEADER, "l": Role.LEADER, "h": Role.HEAD, "i": Role.LIAISON,
}  # fmt: skip
UNITS = {"lead": LEAD, "co": CO, "other": OTHER, "none": None}
ME, COLLEAGUE = 5, 6


def anywhere(letters: str) -> dict[str, str]:
    return dict.fromkeys(UNITS, letters)


def only(lead: str, co: str = "", elsewhere: str = "") -> dict[str, str]:
    return {"lead": lead, "co": co, "other": elsewhere, "none": elsewhere}


# With nothing applied for. Leaders never do their unit's work, wherever they sit.
OPEN_ITEM: Mapping[Action, dict[str, str]] = {
    Action.SEE_LIST: anywhere(ALL),
    Action.SEE_ITEM: anywhere(ALL),
    Action.SEE_DETAIL: anywhere(ALL),
    Action.SEE_HISTORY: anywhere(ALL),
    Action.SEE_DIGEST: anywhere(ALL),
    Action.EXPORT: anywhere("ash"),
    Action.DRAFT_DOCUMENT: only("ashi", co="as", elsewhere="as"),
    Action.REGISTER: anywhere("as"),
    Action.PROPOSE: anywhere("as"),
    Action.DECIDE_DRAFT: anywhere("aL"),
    Action.ASSIGN: anywhere("aL"),
    Action.SET_DEADLINE: anywhere("aL"),
    Action.SET_PLAN: anywhere("a"),
    Action.SET_SENSITIVITY: anywhere("a"),
    Action.DIVIDE: anywhere("a"),
    Action.SIGN: only("ashi", co="ashi"),
    Action.REPORT: only("ashi", co="ashi", elsewhere="as"),
    Action.APPLY: only("ashi"),
    Action.BACK: only("h"),
    Action.WITHDRAW: only("h"),
    Action.DECIDE_EXTENSION: anywhere("aL"),
    Action.DECIDE_CLOSING: anywhere("aL"),
    Action.DECIDE_BOUNCE: anywhere("aL"),
    Action.ANSWER_HELP: anywhere("aL"),
    Action.URGE: only("asLh", co="asL", elsewhere="asL"),
    Action.INSTRUCT: anywhere("asL"),
    Action.ISSUE_SLIP: anywhere("a"),
    Action.PAUSE: anywhere("a"),
    Action.FINISH: anywhere("a"),
    Action.REOPEN: anywhere("a"),
    Action.UNDO: anywhere(ALL),
    Action.INVITE: anywhere("a"),
    Action.IMPORT: anywhere("a"),
    Action.RESUME_SENDING: anywhere("a"),
}
KNOW_OF_IT = only(ALL, co=ALL, elsewhere="asL")
"""The supervision office sees how a sensitive item stands; what it says only the admin does, and who is named."""
READS = only(ALL, co=ALL, elsewhere="aL")
DECIDES = {
    Action.DECIDE_EXTENSION: Asked.EXTENSION,
    Action.DECIDE_CLOSING: Asked.CLOSING,
    Action.DECIDE_BOUNCE: Asked.BOUNCE,
    Action.ANSWER_HELP: Asked.HELP,
}
LEADER = "副县长江若谷"


def person(letter: str, unit: str, *, active: bool = True, joined: bool = True) -> Member:
    name = "江若谷" if letter == "L" else "林晓禾"
    return Member(ME, name, ROLES[letter], UNITS[unit], 7001 if joined else None, active=active)


def those_who_may(action: Action, of: Item, unit: str) -> str:
    return "".join(letter for letter in ROLES if refusal(person(letter, unit), action, of) is None)


def applied(kind: Asked, desk: Desk = Desk.OFFICE, **fields: object) -> Item:
    base = Application(kind, desk, COLLEAGUE, NOW - dt.timedelta(days=1), NOW)
    return item(leader=LEADER, applications=(replace(base, **fields),))  # type: ignore[arg-type]


def test_no_action_is_forgotten() -> None:
    assert set(OPEN_ITEM) == set(Action)


@pytest.mark.parametrize("action", Action)
def test_an_open_item(action: Action) -> None:
    of = item(leader=LEADER)
    assert {unit: those_who_may(action, of, unit) for unit in UNITS} == OPEN_ITEM[action]


@pytest.mark.parametrize("action", sorted(set(Action) - {Action.SEE_LIST}))
def test_a_sensitive_item(action: Action) -> None:
    of = item(leader=LEADER, sensitivity=Sensitivity.SENSITIVE)
    seen = READS if action in (Action.SEE_DETAIL, Action.SEE_HISTORY) else KNOW_OF_IT
    expected = {unit: "".join(each for each in OPEN_ITEM[action][unit] if each in seen[unit]) for unit in UNITS}
    assert {unit: those_who_may(action, of, unit) for unit in UNITS} == expected


@pytest.mark.parametrize("action", sorted(set(Action) - {Action.SEE_LIST}))
@pytest.mark.parametrize("letter", "lhi")
def test_of_a_sensitive_item_others_hear_number_and_title(action: Action, letter: str) -> None:
    hidden = item(leader=LEADER, sensitivity=Sensitivity.SENSITIVE)
    for unit in ("other", "none"):
        found = refusal(person(letter, unit), action, hidden)
        assert found is not None
        assert (found.code, dict(found.params)) == ("sensitive_item", {"item": "14", "title": "培育文化旅游"})


def test_every_sensitive_item_stands_in_lists() -> None:
    hidden = item(sensitivity=Sensitivity.SENSITIVE)
    assert all(those_who_may(Action.SEE_LIST, hidden, unit) == ALL for unit in UNITS)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("letter", list(ROLES))
def test_who_left_or_has_not_joined_may_nothing(action: Action, letter: str) -> None:
    for unit in UNITS:
        for who in (person(letter, unit, active=False), person(letter, unit, joined=False)):
            for of in (item(leader=LEADER), item(leader=LEADER, sensitivity=Sensitivity.SENSITIVE), None):
                found = refusal(who, action, of)
                assert found is not None
                assert found.code == "not_a_member"


@pytest.mark.parametrize(("action", "kind"), DECIDES.items())
@pytest.mark.parametrize("unit", UNITS)
class TestAnApplication:
    def test_of_another_is_decided_by_the_office_or_its_leader(self, action: Action, kind: Asked, unit: str) -> None:
        assert those_who_may(action, applied(kind), unit) == "aL"

    @pytest.mark.parametrize("mine", [{"member_id": ME}, {"backed_by": ME}])
    def test_of_his_own_is_decided_by_nobody(
        self, action: Action, kind: Asked, unit: str, mine: dict[str, int]
    ) -> None:
        for letter in ROLES:
            found = refusal(person(letter, unit), action, applied(kind, Desk.OFFICE, **mine))
            assert found is not None
            assert found.code == "own_application"

    def test_still_with_the_head_is_not_decided(self, action: Action, kind: Asked, unit: str) -> None:
        of = applied(kind, Desk.HEAD)
        codes = {letter: refusal(person(letter, unit), action, of) for letter in ROLES}
        assert {letter: found.code for letter, found in codes.items() if found} == {
            "a": "waits_for_head", "L": "waits_for_head",
            "s": "admin_only", "h": "admin_only", "i": "admin_only", "l": "leader_own_items_only",
        }  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_whoever_is_asked_for_help_may_answer_though_the_item_is_another_s(unit: str) -> None:
    of = replace(applied(Asked.HELP, Desk.LEADER, person=LEADER), leader="县长")
    assert those_who_may(Action.ANSWER_HELP, of, unit) == "aL"
    hidden = replace(of, sensitivity=Sensitivity.SENSITIVE)
    assert "L" in those_who_may(Action.SEE_DETAIL, hidden, unit)
    assert "L" in those_who_may(Action.ANSWER_HELP, hidden, unit)
    assert "L" not in those_who_may(Action.DECIDE_EXTENSION, of, unit)


@pytest.mark.parametrize("kind", Asked)
def test_who_applied_or_the_head_takes_it_back(kind: Asked) -> None:
    def may(**fields: int) -> dict[str, str]:
        return {unit: those_who_may(Action.WITHDRAW, applied(kind, Desk.OFFICE, **fields), unit) for unit in UNITS}

    assert may() == only("h")
    assert may(member_id=ME) == only("ashi")
    assert may(backed_by=ME) == only("ashi")


def test_why_not_is_said() -> None:
    codes = {
        (Action.SIGN, "i", "other"): "involved_units_only",
        (Action.REPORT, "L", "lead"): "involved_units_only",
        (Action.APPLY, "i", "co"): "lead_unit_only",
        (Action.BACK, "i", "lead"): "waits_for_head",
        (Action.BACK, "h", "other"): "lead_unit_only",
        (Action.WITHDRAW, "i", "lead"): "application_of_another",
        (Action.URGE, "h", "co"): "urge_not_yours",
        (Action.URGE, "l", "none"): "leader_own_items_only",
        (Action.INSTRUCT, "h", "lead"): "instruct_not_yours",
        (Action.ASSIGN, "l", "none"): "leader_own_items_only",
        (Action.ASSIGN, "s", "none"): "admin_only",
        (Action.REGISTER, "h", "lead"): "office_only",
        (Action.DRAFT_DOCUMENT, "h", "co"): "office_only",
        (Action.EXPORT, "i", "lead"): "export_not_yours",
    }
    for (action, letter, unit), code in codes.items():
        found = refusal(person(letter, unit), action, item(leader=LEADER))
        assert found is not None, (action, letter, unit)
        assert found.code == code, (action, letter, unit)


def test_a_unitless_person_is_not_the_lead_of_an_item_without_one() -> None:
    nobodys = item(lead=None, co=())
    for action in (Action.SIGN, Action.REPORT, Action.APPLY, Action.BACK, Action.WITHDRAW):
        assert refusal(person("h", "none"), action, nobodys) is not None


def test_a_leader_without_a_name_on_the_item_answers_for_nothing() -> None:
    assert those_who_may(Action.ASSIGN, item(leader=""), "none") == "a"


def test_without_an_item_it_says_whether_there_could_be_one() -> None:
    for letter in "hi":
        assert refusal(person(letter, "lead"), Action.SIGN) is not None
        assert refusal(person(letter, "lead"), Action.ASSIGN) is not None
        assert refusal(person(letter, "lead"), Action.SEE_DETAIL) is None
    assert refusal(person("l", "none"), Action.ASSIGN) is None
    assert refusal(person("l", "none"), Action.SET_PLAN) is not None
