"""Words and things that several kinds of questions look for."""

import re

from language.intents import Clarify
from language.understanding.message import Message
from ledger.lights import Colour

UNASSIGNED = re.compile(
    r"(?<!有)(?:没|未)(?:有)?[^,，。]{0,4}(?:定|明确|落实|确定|安排|指定|分到?)[^,，。]{0,4}(?:牵头"
    r"|主责|责任|负责|承办|主办)"
    r"|(?:牵头|责任|主办|主责)(?:单位|部门|人)?(?:都|还)?(?:没|未|空着|空缺|没有|缺着?|不明确|待定)"
    r"|(?<!有)(?:没|未|还没|尚未|没有|没人)(?:有)?(?:分解|分配|分派|分下去|分出去|牵头|明确(?:牵头|单位|责任)"
    r"|落实单位|人管|人认领|人领|安排|着落|交办|派|主责|认领|(?:责任|牵头|主办)?单位|责任人|主儿?的)"
    r"|没分|待分解|\bunassigned\b|not (?:yet )?assigned"
    r"|no (?:lead|owner)|(?:nobody|no one|no-one) (?:leads|owns|is leading|has)|without (?:an? )?(?:lead|owner|unit)"
)
LEADERLESS = re.compile(
    r"(?:没|无|缺|少|空)[^,，。]{0,6}(?:责任|分管|包抓)?领导(?:的|空)|(?:责任|分管|包抓)领导[^,，。]{0,5}(?:空|缺"
    r"|没|未|无)"
    r"|没(?:有)?(?:人|领导)分管|\b(?:no|without (?:a )?)(?: responsible)? ?leader\b"
)
UNSIGNED = re.compile(
    r"(?:没人|无人|没单位|没谁)(?:去)?(?:认领|签)|(?:没|未)(?:有)?(?:人|去)?签(?!字"
    r"|到|合同|约)|待签|(?:haven't|not) (?:yet )?(?:been )?signed|(?:没|未"
    r"|还没|尚未|没有)签收|待签收"
    r"|谁.{0,3}(?:没|未)签|unsigned|not (?:yet )?signed"
    r"|awaiting signature"
)
SILENT = re.compile(
    r"(?:个月|半年|一直|好久|很久|长期|两周|天)(?:都|还)?(?:没|未)(?:有)?动(?!员"
    r"|工|手)|(?:没人|无人|没单位|没谁|没哪个)(?:反馈|报|更新|填|汇报|上报|动)"
    r"|(?:nobody"
    r"|no one|no-one) (?:has )?(?:reported|updated)|(?:没|未)(?:有)?(?:啥|什么"
    r"|任何)?(?:动静|消息|音信|动作|更新|回音|声音)|(?:没|未)(?:有)?(?:按时|按期"
    r"|及时|见|提交|更新|交|任何|再"
    r"|填)[^,，]{0,3}(?:报|反馈|进展|进度|填|更新|交)|不报(?!告)|no update|silent|(?:没|未|还没|没有)(?:报"
    r"|反馈|填报|上报|汇报|交)"
    r"|(?:haven't|hasn't|not) reported|(?:didn't|did not) report|no report"
)
HISTORY = re.compile(
    r"从头到尾(?![^,，]{0,6}(?:念|读|看|说|讲))|来龙去脉|发生(?:过|了)?(?:什么|啥|哪些)|(?:以前|原来|之前"
    r"|原先|最早|先前"
    r"|一开始|起初).{0,6}(?:哪个|哪家|什么)(?:单位|局|部门)?|前后[^,，]{0,4}(?:改"
    r"|变|调|次)|(?:最近|近期|近来)?(?:都)?(?:有"
    r"|做|搞)(?:了)?(?:哪些|什么|啥)(?:动作|变动|变更|调整|操作)|一步步|怎么走过来"
    r"|(?:上次|上回|最近一次|最后一次)[^,，]{0,6}(?:什么时候"
    r"|几号|哪天|报|更新|反馈)|(?:什么时候|哪天|几号)(?:报|更新|反馈|签|改|退"
    r"|批|催)(?:的|过)|(?:报|填|交|提)的[^,，]{0,8}(?:还在不在|在不在)"
    r"|(?:前面"
    r"|已经|先前|都)报过|(?:上次|上回)报的?[^,，]{0,6}(?:是)?(?:哪天"
    r"|几号|什么时候)|(?:申请|延期|办结)[^,，]{0,6}(?:批|准|同意|通过)了(?:没"
    r"|吗|不)|(?:批|准|通过)(?:下来)?了没|[延拖改推](?:了|过)?(?:几|多少)(?:次"
    r"|回)|how (?:many times|often) (?:has|was|did)|(?:everything|all|what) (?:that )?(?:has )?happene"
    r"d|历史(?!文化|遗产)|经过(?!验收|审核|批准|同意)|(?:操作|变更|变动|改动|修改|办理|调整"
    r"|催办|历次)记录|(?<!纪)沿革"
    r"|(?:以前|原来|之前|原先|最早|先前|一开始|起初).{0,8}谁|(?:以前|之前|此前|上次|历次).{0,4}(?:报|说"
    r"|填)过?的?(?:什么|啥|哪)"
    r"|(?:催|提醒|延|改|动|变|挪|退|批示?|报|调)过(?:几|多少)[次回]|\bhas (?:anyone|anybody|someone) (?:chased"
    r"|urged|reported"
    r"|changed|signed|asked)|谁(?:说|让|叫|要求|提出?|定|决定)[^,，]{0,4}(?:把"
    r"|将|给|要)|谁(?:把|改|动|调|分|给|批|准|同意"
    r"|核准|销|挂|退)|(?:改|调整|变更|变动)(?:过(?![来去])|记录|了几次)|[什啥]么?时候(?:派|改|分|交|签|给"
    r"|定|下)|什么时候(?:改"
    r"|分|交|签|给|定|派)|什么时候把|过程|轨迹|脉络|审计(?!局|署|部门|整改|[、和的]|提示|说)|台账记录"
    r"|\bhistory\b|who (?:changed"
    r"|moved|pushed|extended"
    r"|postponed|delayed|returned|cancelled|chased|urged"
    r"|assigned|approved|rejected|closed|split|suspended"
    r"|signed)|\b(?:change ?|audit |activity )?log\b|(?<!before the )\baudit\b(?! (?:bureau|office))"
    r"|when (?:was|did|were) .{1,40}(?:chang|mov"
    r"|assign|edit|updat)"
    r"|what happened(?! (?:this|last|in the past))"
)
DETAIL = re.compile(
    r"从头到尾|全文|原文|详细|详情|具体|内容|正文|怎么写的|写的(?:啥|什么)|措施|目标|指标|区别|\bdetails?\b"
    r"|full text|whole text|\btext\b|in full|\btargets?\b"
)
ITEM_WORDS = re.compile(
    r"那一?[项个条块件]|这一?[项个条]|哪一?[项个条]|在哪项|是哪项|的那|那事|这事|\bthe .{2,30} (?:item"
    r"|one|task)\b|(?:item|task) (?:about|on)|\bwhich item\b|^[a-z ]{3,30} (?:item|one)[?]?$"
)
_COLOURS = (
    (
        re.compile(
            r"红(?!头|利|色|军|线|旗)|逾期|超期|过期|亮红|拖期|拖了|拖着|拖后腿|超时|\bred\b|\boverdue\b|\blate\b"
        ),
        Colour.RED,
    ),
    (re.compile(r"黄(?!河|金|色督|土|花)|预警|临期|\byellow\b|\bamber\b"), Colour.YELLOW),
    (re.compile(r"蓝灯|蓝的|\bblue\b"), Colour.BLUE),
    (re.compile(r"绿灯|绿的|正常的|(?:推进|进展)正常|正常(?:推进|进行)|\bgreen\b|\bon track\b"), Colour.GREEN),
)


_LIT = re.compile(r"亮了?灯的|有灯的|亮灯(?:项|事|任|单|有|情)")


_HELPS_ONLY = re.compile(
    r"(?:别人|人家|别家|别的(?:单位|局)|其他(?:单位|局)|兄弟单位)[^,，]{0,4}牵头|(?:不|没|除了?|非)牵头"
    r"|牵头的[^,，]{0,3}(?:不|我)"
    r"|(?:光|只|单|纯|就)(?:看|念|列|说|要|是|报)?(?:我们?|咱们?|我局|本局)?配合"
)
_LEADS = re.compile(r"牵头|牵了?[^,，]{0,3}头|挑头|领头|挑大梁|负责|主办|主责|\blead")
_HELPS = re.compile(r"配合|协办|协助|协同|搭把?手|打下手|cooperat|support|help|\bco-op\b")


def duty_said(message: Message) -> str:
    """Of which side of the duty a list is wanted: "lead", "co" or "" for both."""
    if message.has(_HELPS_ONLY):
        return "co"
    return "lead" if message.has(_LEADS) else "co" if message.has(_HELPS) else ""


def no_such(message: Message) -> Clarify | None:
    named = message.loosely_named
    if named.missing is not None and not named.items:
        return Clarify("no_such_item", number=named.missing)
    return None


def any_unit(message: Message) -> int | None:
    if message.unit is not None:
        return message.unit
    ones = {mention.one for mention in message.mentions if mention.one is not None}
    return ones.pop() if len(ones) == 1 else None


def colours_in(text: str) -> tuple[Colour, ...]:
    return tuple(colour for pattern, colour in _COLOURS if pattern.search(text))


def lights_in(message: Message) -> tuple[Colour, ...]:
    found = colours_in(message.text)
    return found or ((Colour.RED, Colour.YELLOW) if message.has(_LIT) else ())
