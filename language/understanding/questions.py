"""Questions, in the order in which they are tried."""

import re
from collections.abc import Callable, Sequence

from language.intents import (
    Help,
    Intent,
    ShowDigest,
)
from language.understanding.listings import (
    about,
    chapter,
    listing,
    my_tasks,
    next_report,
    overview,
    silent,
    stats,
    unit_tasks,
)
from language.understanding.message import Message
from language.understanding.papers import decisions, export, reconcile
from language.understanding.periods import week_asked
from language.understanding.safety import HOW
from language.understanding.single_items import explain_light, half_question, history, show_item, topic, waits_for, who

_HELP = re.compile(
    r"教教我|教我用|不会(?:用|操作|弄)|新来的[^,，]{0,4}(?:不会|不懂)|^(?:帮助|帮帮我|使用说明|说明书?|怎么用"
    r"|咋用|菜单|help|menu|\?|commands?)[!?。. ]*$|怎么(?:使?用"
    r"|操作)(?:你|这|机器人)?|你(?:能|会|可以)(?:做|干|帮)?(?:些|点)?(?:什么|啥)|有(?:什么|啥"
    r"|哪些)(?:功能|命令|指令|用法|口令)|(?:机器人|这个|你)(?:是)?(?:怎么|咋|如何)(?:使?用|操作)"
    r"|(?:能|可以|会)(?:问|帮|跟)你(?:些|点)?(?:什么|啥|哪些)|what can you do|how (?:does this|do i use)|使用帮助"
)
_NEXT = re.compile(
    r"(?:我)?(?:现在|接下来|下一步|今天)?(?:该|要|应该|需要)(?:干|做|办)(?:点|些)?(?:啥|什么|嘛)"
    r"|该我干啥|what (?:should|do|must) i (?:need to |have to )?do|what(?:'s| is) next"
)
_EVIDENCE = re.compile(
    r"(?:佐证|证明|材料|附件|照片).{0,8}(?:往|到|在|从)?(?:哪儿?|哪里|什么地方)(?:发|传|交|放|报|送)|(?:佐证"
    r"|证明|材料|附件|照片).{0,8}(?:发|传|交|放"
    r"|给)(?:到|去|在)?(?:哪|谁|什么地方)"
    r"|(?:佐证|证明|附件|照片|材料).{0,4}(?:怎么|咋|如何)(?:发|传|上传|交|报送|提交)"
    r"|(?:怎么|咋|如何)(?:发|传|上传|交|提交).{0,4}(?:佐证|材料|附件|照片)"
    r"|where .{0,12}(?:evidence|documents?|files?)"
)
_DIGEST = re.compile(
    r"周报|(?:督查|督办|本周|这周|上周|工作|一份|出个)(?:的)?通报|督查简报|月报|简报|跟?上[周月]比|(?:这|本"
    r"|上)周.{0,6}(?:变化|小结|总结|情况)"
    r"|有(?:啥|什么|哪些|没有)?(?:新)?变化|\bdigest\b|\bweekly\b|report for (?:last|this) week|what(?:'s| has"
    r"| is)? changed"
)
_COMPARED = re.compile(r"[跟和与比]?上个?[周月](?:相比|对比|比较|[比以])|比上个?[周月]|since last (?:week|month)")
"""「跟上周比」 asks for this week."""
_TOPICS = (
    ("report_progress", re.compile(r"报(?:进展|进度|送|告)?|反馈|\breport")),
    ("sign", re.compile(r"签收|\bsign\b")),
    ("ask_extension", re.compile(r"延期|\bextension|\bextend")),
    ("submit_done", re.compile(r"办结|销号|\bclose\b")),
    ("ask_help", re.compile(r"协调|coordinat")),
    ("set_deadline", re.compile(r"时限|\bdeadline")),
    ("assign", re.compile(r"分派|分解|分给|交办|\bassign")),
    ("split_item", re.compile(r"拆分|\bsplit\b")),
    ("issue_slip", re.compile(r"督办[单函]|\bslip\b")),
    ("invite", re.compile(r"账号|邀请|开通")),
    ("bounce", re.compile(r"退回")),
    ("assign", re.compile(r"派任务|分任务|换牵头|改牵头")),
    ("approve", re.compile(r"审批|批准")),
    ("urge", re.compile(r"催办|\burge")),
    ("suspend", re.compile(r"挂起|\bsuspend")),
    ("undo", re.compile(r"撤销|撤回|\bundo\b")),
    ("export", re.compile(r"导出|下载|\bexport")),
    ("language", re.compile(r"语言|英文|\blanguage")),
    ("bind", re.compile(r"加入|绑定|邀请|\bjoin\b")),
)


def question(message: Message) -> Intent | None:
    for read in _READINGS:
        intent = read(message)
        if intent is not None:
            return intent
    return None


def help_(message: Message) -> Intent | None:
    if message.has(_EVIDENCE):
        return Help("evidence")
    if message.has(_NEXT) and not message.mentions:
        return Help("next")
    if message.has(HOW):
        topic = next((name for name, pattern in _TOPICS if message.has(pattern)), None)
        if topic:
            return Help(topic)
    return Help() if message.has(_HELP) else None


def digest(message: Message) -> Intent | None:
    if not message.has(_DIGEST) or message.items:
        return None
    return ShowDigest(None if message.has(_COMPARED) else week_asked(message))


_READINGS: Sequence[Callable[[Message], Intent | None]] = (
    help_,
    export,
    decisions,
    reconcile,
    waits_for,
    history,
    explain_light,
    my_tasks,
    about,
    next_report,
    digest,
    who,
    silent,
    listing,
    stats,
    show_item,
    overview,
    unit_tasks,
    chapter,
    topic,
    half_question,
)
