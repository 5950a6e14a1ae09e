"""Which units go by a name."""

import pytest

from ledger.departments import Department, called

UNITS = (
    Department(1, "县文体广电和旅游局", ("文旅局", "文广旅局"), ("旅游局", "体育局")),
    Department(2, "县教育局", ("教育局", "教体局")),
    Department(3, "县体育中心", ("体育局",)),
    Department(4, "市生态环境局云岭分局", ("生态环境局",), ("环保局",)),
    Department(5, "县第一中学", ("一中", "中学")),
    Department(6, "县第二中学", ("二中", "中学")),
)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("县文体广电和旅游局", (1,)),
        ("文体广电和旅游局", (1,)),
        (" 县 文旅局 ", (1,)),
        ("旅游局", (1,)),
        ("体育局", (3,)),  # a name in use goes before one that is no longer
        ("县环保局", (4,)),
        ("中学", (5, 6)),
        ("文旅", ()),
        ("教育", ()),
        ("县", ()),
        ("", ()),
    ],
)
def test_called(name: str, ids: tuple[int, ...]) -> None:
    assert tuple(unit.id for unit in called(name, UNITS)) == ids


def test_lists_show_the_first_short_name() -> None:
    assert UNITS[0].short == "文旅局"
    assert Department(9, "县档案馆").short == "县档案馆"
