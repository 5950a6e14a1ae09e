"""Every wish in many manners of speaking: what denies, asks, supposes, reports, plans or exclaims makes no card."""

import pytest

from tests.language.understanding.county import LIMITS, read
from tests.language.understanding.phrases import CHANGES

WISHES = {
    "把14项交给文旅局": "assign",
    "9项让水务局配合": "assign",
    "把14项时限改到12月20日": "set_deadline",
    "同意14项延期": "approve",
    "批准12项办结": "approve",
    "催一下发改局": "urge",
    "给14项发黄色督办单": "issue_slip",
    "挂起18项": "suspend",
    "恢复18项": "resume",
    "把10项销号": "strike",
    "撤销13项任务": "cancel",
    "把17项拆成两个子项": "split_item",
    "把3项和4项合并": "merge_items",
    "重新立项4项": "reopen",
    "把4项归档": "archive",
    "14项设为敏感": "set_sensitivity",
    "14项定为特急": "set_priority",
    "14项转给江副县长": "hand_on",
    "新增一项任务：修路": "register",
}
WISHED = [
    "{}",
    "请{}",
    "帮我{}",
    "麻烦{}",
    "{}，谢谢",
    "{}吧",
    "那就{}",
    "好，{}",
    "{}。",
    "你好，{}",
    "领导，{}",
    "嗯{}",
]
NOT_WISHED = [
    "{}了吗",
    "{}了没",
    "要是{}就好了",
    "听说{}",
    "小王说{}",
    "局长说要{}",
    "谁{}",
    "谁让{}的",
    "如果{}会怎样",
    "没说要{}",
    "昨天会上说{}",
    "别{}",
    "先别{}",
    "不要{}",
    "不是要{}",
    "我没说{}",
    "{}的话怎么弄",
    "要不要{}",
    "{}是什么意思",
    "为什么{}",
    "领导问能不能{}",
    "文件上写着“{}”",
    "{}？",
    "{}合适吗",
    "{}太早了吧",
    "先不{}",
    "暂不{}",
    "不用{}",
    "假如{}",
    "{}会有什么影响",
    "想问问{}",
    "正在研究{}",
    "打算下周{}",
    "本来想{}",
    "差点{}",
    "{}不合适",
    "不建议{}",
    "反对{}",
    "{}怎么操作",
    "为啥要{}",
    "有人建议{}",
    "万一{}",
    "倘若{}",
    "希望省里{}",
    "他们想{}",
    "难道{}",
    "凭什么{}",
    "谁说{}",
    "不知道该不该{}",
    "{}还是算了",
    "举个例子，{}",
    "比如{}",
    "假设{}",
    "最好能{}，可惜不行",
    "{}，他说的",
    "据说{}",
    "{}有必要吗",
    "{}行不行",
    "啥时候{}",
    "什么时候{}",
    "考虑{}",
    "是否{}",
    "{}与否待定",
    "除非{}",
    "{}我可没答应",
    "忘了{}",
    "{}失败了",
    "早就{}",
]


@pytest.mark.parametrize("manner", WISHED)
@pytest.mark.parametrize("wish", WISHES)
def test_a_plain_wish_in_any_polite_manner(wish: str, manner: str) -> None:
    assert read(manner.format(wish), "admin", limits=LIMITS)["intent"] == WISHES[wish]


@pytest.mark.parametrize("manner", NOT_WISHED)
@pytest.mark.parametrize("wish", WISHES)
def test_what_is_no_wish_to_do_it_now(wish: str, manner: str) -> None:
    assert read(manner.format(wish), "admin", limits=LIMITS)["intent"] not in CHANGES
