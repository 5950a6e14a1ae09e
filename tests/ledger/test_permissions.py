"""Who may do what, cell by cell: every action, every role, every relation to the item."""

from itertools import product

import pytest

from ledger.items import Sensitivity
from ledger.members import Role
from ledger.permissions import Action, refusal
from tests.ledger.making import CO, LEAD, OTHER, item, member

RELATIONS = {"lead": LEAD, "co": CO, "other": OTHER, "none": None}

# The first letter of each role that may: a(dmin) s(upervisor) l(eader) h(ead) i (liaison); "" is nobody.
ALL = "aslhi"
OPEN_ITEM: dict[Action, dict[str, str]] = {
    Action.SEE_LIST: dict.fromkeys(RELATIONS, ALL),
    Action.SEE_ITEM: dict.fromkeys(RELATIONS, ALL),
    Action.SEE_DETAIL: dict.fromkeys(RELATIONS, ALL),
    Action.SEE_HISTORY: dict.fromkeys(RELATIONS, ALL),
    Action.ASSIGN: dict.fromkeys(RELATIONS, "a"),
    Action.SET_DEADLINE: dict.fromkeys(RELATIONS, "a"),
    Action.SIGN: {"lead": ALL, "co": "", "other": "", "none": ""},
    Action.REPORT: {"lead": ALL, "co": ALL, "other": "", "none": ""},
    Action.UNDO: dict.fromkeys(RELATIONS, ALL),
    Action.SEE_DIGEST: dict.fromkeys(RELATIONS, ALL),
    Action.INVITE: dict.fromkeys(RELATIONS, "a"),
    Action.IMPORT: dict.fromkeys(RELATIONS, "a"),
}
# A sensitive item does not exist for units it does not concern; office and leaders know of it.
SENSITIVE_ITEM: dict[Action, dict[str, str]] = {
    Action.SEE_LIST: dict.fromkeys(RELATIONS, ALL),
    Action.SEE_ITEM: {"lead": ALL, "co": ALL, "other": "asl", "none": "asl"},
    Action.SEE_DETAIL: {"lead": ALL, "co": ALL, "other": "a", "none": "a"},
    Action.SEE_HISTORY: {"lead": ALL, "co": ALL, "other": "a", "none": "a"},
    Action.ASSIGN: dict.fromkeys(RELATIONS, "a"),
    Action.SET_DEADLINE: dict.fromkeys(RELATIONS, "a"),
    Action.SIGN: {"lead": ALL, "co": "", "other": "", "none": ""},
    Action.REPORT: {"lead": ALL, "co": ALL, "other": "", "none": ""},
    Action.UNDO: {"lead": ALL, "co": ALL, "other": "asl", "none": "asl"},
    Action.SEE_DIGEST: {"lead": ALL, "co": ALL, "other": "asl", "none": "asl"},
    Action.INVITE: dict.fromkeys(RELATIONS, "a"),
    Action.IMPORT: dict.fromkeys(RELATIONS, "a"),
}
LETTERS = {Role.ADMIN: "a", Role.SUPERVISOR: "s", Role.LEADER: "l", Role.HEAD: "h", Role.LIAISON: "i"}
CELLS = [
    pytest.param(table, sensitivity, *cell, id="-".join((sensitivity.value, *map(str, cell))))
    for table, sensitivity in ((OPEN_ITEM, Sensitivity.OPEN), (SENSITIVE_ITEM, Sensitivity.SENSITIVE))
    for cell in product(Action, Role, RELATIONS)
]


@pytest.mark.parametrize(("table", "sensitivity", "action", "role", "relation"), CELLS)
def test_cell(
    table: dict[Action, dict[str, str]], sensitivity: Sensitivity, action: Action, role: Role, relation: str
) -> None:
    may = LETTERS[role] in table[action][relation]
    found = refusal(member(role, RELATIONS[relation]), action, item(sensitivity=sensitivity))
    assert (found is None) == may


@pytest.mark.parametrize(("action", "role"), list(product(Action, Role)))
def test_who_has_left_may_nothing(action: Action, role: Role) -> None:
    found = refusal(member(role, active=False), action, item())
    assert found is not None
    assert found.code == "not_a_member"


def test_what_one_may_not_see_is_refused_like_what_is_not_there() -> None:
    hidden = item(sensitivity=Sensitivity.SENSITIVE)
    for action in set(Action) - {Action.SEE_LIST}:
        found = refusal(member(Role.LIAISON, OTHER), action, hidden)
        assert found is not None
        assert (found.code, dict(found.params)) == ("no_such_item", {"item": "14"})


def test_a_unitless_person_is_not_the_lead_of_an_item_without_one() -> None:
    assert refusal(member(Role.LIAISON, None), Action.SIGN, item(lead=None, co=())) is not None
    assert refusal(member(Role.LIAISON, None), Action.REPORT, item(lead=None, co=())) is not None


def test_no_item_at_all_is_nobodys_to_sign_or_report() -> None:
    assert refusal(member(), Action.SIGN) is not None
    assert refusal(member(), Action.REPORT) is not None
    assert refusal(member(), Action.SEE_DETAIL) is None
