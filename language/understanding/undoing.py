"""Understands that somebody takes his own last change back: 撤销上一步, 手滑了取消, 弄错了退回去, oops, undo that."""

import re

from language.intents import Undo
from language.understanding.message import Message

_SLIPPED = re.compile(
    r"(?:步|个|次|条|下|笔)(?:搞|弄)?错了|(?:点|按|手)(?:得)?(?:太)?快了|手(?:滑"
    r"|抖|误|快|贱)|误(?:操作|点|触|报|发|分)|(?:弄|搞|改|分|点|按|选"
    r"|填|写|打|报|发|输|录|派|催|操作|摁|签|传|整|交)(?:岔|错|反|误|串|劈叉|乱"
    r"|重复)"
    r"|\boops\b|\bmy (?:mistake|bad)\b|\bby mistake\b|\bmis-?click|\bwrong (?:button|one|item|number)\b"
)
_BACK = re.compile(
    r"撤销|撤回|撤消|撤了|撤掉|回退|回滚|还原|(?:退|倒|改|恢复|弹|复原)回(?:$|吧|了|去"
    r"|到|来|上一?步|之前|原)|恢复(?:一?下|吧|$|回|原来|原样|原状|之前|到之前|成原来)|收回|不算(?!数)"
    r"|别算|不作数|作废|取消|反悔|抹掉|当没(?:发生|点|说)|重来|(?:^|[,，。!！ ])撤(?:吧|了)?[。!！ ]*$"
    r"|\bundo\b|\brevert\b|\breverse\b|\broll(?:ed)? ?back\b|\btake (?:it|that"
    r"|this) back\b|\bcancel (?:my|the|that) (?:last|latest|previous|change|entry"
    r"|action|step|one)\b"
)
_LAST = re.compile(
    r"刚才|刚刚|方才|刚(?=[报点改分签发按填派])|上一?(?:步|次|条|个|下|回|笔"
    r"|项操作)|那一?(?:下|步|笔)|这一?(?:步|下)|最后一?(?:步|条|次|个|笔)|最近一?(?:步|条|次|个|笔)|上个动作|操作"
    r"|改动|修改(?!时限)"
    r"|\b(?:last|latest|previous|that|it|just)\b"
)
_ALONE = re.compile(
    r"^ctrl ?[+-]? ?z(?![a-z]).{0,4}$|^(?:请|帮我|给我|把|那|先|快|能)*(?:撤销|撤回|撤消|反悔|回退|回滚|还原)(?:一下"
    r"|它|那个|我的?|吧|了|啊|呗|的)*[。!！~]*$"
    r"|^(?:哎呀?|哎哟|啊|呀|糟了|坏了|完了|不好|不好意思|[,， ])*(?:搞|弄|改"
    r"|分|点|按|选|填|写|报|发|派)错了?(?:啊|呀|哈)?[。!！]*$|^(?:please )?undo(?: please"
    r"| it)?[.!]?$"
)
_OTHER = re.compile(
    r"那一?项|挂起|中止|申请|请示|督办|任务|事项(?!操作)|会议|绑定|解绑|账号|免打扰|静音|订阅|代理"
    r"|[ab]角|[?？吗]|怎么|咋(?!呼)|如何|谁|为什么|不是|别撤|不要撤|先别|不用撤"
    r"|没(?:有)?(?:弄|搞|改|分|点|按|选|填|写|报)错|会不会"
    r"|\b(?:why|plan|everything|all|if|don't|not)\b|能不能撤|上次|昨天|上周|如果|要是|怕|万一|他|领导|局长"
)
_LONGEST = 30


_THE_ITEM = re.compile(r"(?:撤销|取消|撤掉|作废)(?:掉|了)?(?:它|这项|该项|此项)[,，。]")
"""Of what is talked about, with a reason behind it."""


def undo(message: Message) -> Undo | None:
    if message.items or message.loosely_named.items or (message.talked_about and message.has(_THE_ITEM)):
        return None
    if message.has(_ALONE):
        return Undo()
    if len(message.text) > (_LONGEST if not message.text.isascii() else 2 * _LONGEST) or message.has(_OTHER):
        return None
    return Undo() if message.has(_BACK) and (message.has(_LAST) or message.has(_SLIPPED)) else None
