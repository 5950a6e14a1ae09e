"""Whom an item means by its responsible leader, and whom nobody knows."""

from dataclasses import replace

import pytest

from ledger.items import State
from ledger.leaders import meant, unclear_leaders
from ledger.members import Member, Role
from tests.ledger.leaders import CASES, PEOPLE
from tests.ledger.making import item


@pytest.mark.parametrize(("words", "people", "unclear"), CASES)
def test_who_is_meant(words: str, people: str, unclear: str) -> None:
    found = meant(words, PEOPLE)
    assert sorted(member.name for member in found.people) == sorted(people.split())
    assert found.unclear == tuple(unclear.split())


def test_of_two_with_one_name_neither_is_meant() -> None:
    twins = [Member(1, "张三", Role.LEADER, None, 11), Member(2, "张三", Role.LEADER, None, 12)]
    assert meant("张三", twins).unclear == ("张三",)
    assert meant("张三", twins).people == ()


def test_who_was_only_invited_holds_the_office_as_well() -> None:
    invited = Member(2, "王远", Role.LEADER, None, title="副县长")
    two = [Member(1, "李平", Role.LEADER, None, 11, title="副县长"), invited]
    assert meant("副县长", two).people == ()
    gone = [two[0], replace(invited, active=False)]
    assert [member.name for member in meant("副县长", gone).people] == ["李平"]


def test_others_of_the_same_title_are_no_leaders() -> None:
    assert meant("县长", [Member(1, "贺秋", Role.HEAD, 3, 11, title="县长")]).unclear == ("县长",)


def test_whose_leader_nobody_knows() -> None:
    items = [
        item(id=1, leader="王副县长"),
        item(id=2, leader="李副县长"),
        item(id=3, leader="王副县长、贺书记"),
        item(id=4, leader="赵县长", state=State.CLOSED),
    ]
    found = unclear_leaders(items, PEOPLE)
    assert [(words, [each.id for each in of]) for words, of in found] == [("王副县长", [1, 3])]
    assert unclear_leaders(items, [Member(1, "顾长河", Role.ADMIN, None, 1)]) == (), "no leader is among the people"
