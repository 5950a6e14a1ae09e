"""Units by the names people use for them; nobody who was named is dropped without a word."""

import pytest

from language.understanding.units import UnitNames
from ledger.departments import Department
from tests.language.understanding.county import lexicon, read

LISTED = (
    Department(1, "县交通运输局", ("交通局", "交运局")),
    Department(2, "县文体广电和旅游局", ("文旅局",), ("旅游局",), "Culture and Tourism Bureau"),
    Department(3, "县供水管理局", ("供水局",)),
    Department(4, "市供水管理局", ("供水局",)),
)


def named(words: str) -> list[tuple[int, ...]]:
    return [mention.departments for mention in UnitNames(LISTED).mentions(words)]


@pytest.mark.parametrize("words", ["交通局", "交运局", "县交通运输局", "交通运输局", "交通", "县交通局"])
def test_a_list_need_not_hold_every_form(words: str) -> None:
    assert named(f"{words}配合") == [(1,)]


def test_a_name_two_units_share_means_both_and_its_bare_form_neither() -> None:
    assert named("供水局") == [(3, 4)]
    assert named("供水") == []


def test_a_former_name_leads_to_the_unit_of_today() -> None:
    assert named("旅游局") == [(2,)]


@pytest.mark.parametrize(
    "words",
    [
        "14项文旅局牵头，气象台配合",
        "14项文旅局牵头，发改局、气象台配合，年底前",
        "把14项分给文旅局，气象台和交通局协助",
        "14项气象台牵头，交通局配合",
    ],
)
def test_a_unit_nobody_knows_is_asked_about(words: str) -> None:
    found = read(words, "admin")
    assert (found["intent"], found.get("reason")) == ("clarify", "which_department")


@pytest.mark.parametrize(
    "words",
    [
        "14项由文旅局继续牵头，交通局积极配合",
        "14项请文旅局牵头、发改局一起配合",
        "14项文旅局作为牵头单位，配合单位是交通局",
    ],
)
def test_other_words_before_a_duty_are_no_units(words: str) -> None:
    assert read(words, "admin")["intent"] == "assign"


def test_the_sample_countys_names_are_all_found() -> None:
    names = UnitNames(lexicon().departments)
    for unit in lexicon().departments:
        for name in (unit.name, *unit.short_names):
            assert (unit.id,) in [mention.departments for mention in names.mentions(name)], name
