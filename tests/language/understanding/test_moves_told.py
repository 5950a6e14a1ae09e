"""Every move of an item, denied, asked about, put off or told of: none of it makes a card."""

import pytest

from language.intents import MOVES
from tests.language.understanding.county import heard
from tests.language.understanding.phrases import CHANGES

OFFICE = {
    "14项{}": "销号 挂起 归档 拆分 撤销 重新立项 发红单 设为涉敏 阶段性办结",
    "18项{}": "恢复推进 暂缓 批准延期 驳回延期 催办",
}
WISHES = [form.format(verb) for form, verbs in OFFICE.items() for verb in verbs.split()]
FORMS = [
    "{}了吗",
    "{}了没有",
    "{}没有？",
    "{}过没有",
    "{}的时候通知我",
    "{}过几次",
    "{}是什么意思",
    "为什么{}",
    "谁让{}的",
    "什么时候{}",
    "怎么把{}",
    "如果{}会怎样",
    "要是{}呢",
    "能不能{}？",
    "该不该{}",
    "是不是要{}",
    "听说{}",
    "他说：“{}”",
    "下次再说{}的事",
]


@pytest.mark.parametrize("wish", WISHES)
def test_the_same_wished_plainly_is_a_move(wish: str) -> None:
    assert heard(wish, "admin").NAME in MOVES


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wish", WISHES)
def test_speaking_of_a_move_is_none(wish: str, form: str) -> None:
    assert heard(form.format(wish), "admin").NAME not in CHANGES


DENIED = ["先别", "不要", "别", "没有", "还没", "暂时不", "不用", "未"]


@pytest.mark.parametrize("no", DENIED)
@pytest.mark.parametrize("wish", WISHES)
def test_a_move_that_is_denied_is_none(wish: str, no: str) -> None:
    item, verb = wish[:3], wish[3:]
    assert heard(f"{item}{no}{verb}", "admin").NAME not in CHANGES


ASKED = ["14项办完了", "14项延期一周", "14项不是我们的活", "撤回14项的延期申请", "14项请张县长协调"]


@pytest.mark.parametrize("wish", ASKED)
def test_what_a_unit_asks_for_is_not_repeated_from_others(wish: str) -> None:
    assert heard(wish).NAME in MOVES
    assert heard(wish, forwarded=True).NAME not in CHANGES
    assert heard(f"通知：各单位，{wish}").NAME not in CHANGES
    assert heard(f"如果{wish}呢").NAME not in CHANGES
