"""What the office asks for on paper or at a glance: decisions that wait, targets, drafts of documents, the ledger."""

import re

from language.intents import Clarify, Decisions, DraftDocument, Export, Intent, ItemNo, Items, MyTasks, Reconcile
from language.understanding.message import Message
from language.understanding.question_words import any_unit
from language.understanding.safety import HOW
from language.understanding.supervising import slip_level
from language.understanding.topics import SURE, clear
from ledger.members import Role

_DECISIONS = re.compile(
    r"有(?:没有)?(?:什么|啥|哪些)?(?:要|该|需要|等着)(?:批|审|签批|审批|拍板)的"
    r"|(?:几个?|哪些|多少|有没有)(?:个|件)?申请[^,，]{0,4}(?:没|未|待)(?:处理"
    r"|批|办|审|回)|待(?:审核?|批|审批|处理)的(?:申请|请示|件)|need to (?:approve"
    r"|decide|sign)"
    r"|(?:没|未)(?:批|审)(?:完|掉|过)的|(?:我|自己)(?:要|该|得)?(?:批|审|签|定"
    r"|管)的(?:东西|件|事|申请|单子)?(?:在哪|有哪|有啥|有几|是哪)|sign off|(?:要"
    r"|需要?|等着?|待|该|得|让|有没有|请)(?:我|您)(?:来|去)?(?:点头|拍板"
    r"|定夺|过目|把关|签发|批阅|画圈|发话|表态|首肯|审定|审核|签批|拿主意|做主"
    r"|定一?下)|待(?:审|批|审批|审核|签批)的?(?:都?在哪|呢)|(?:还)?(?:没"
    r"|未)(?:批|审|审批|签批)(?:完)?的?(?:申请|件|延期|请示|东西|(?:都)?(?:是"
    r"|有)(?:谁|哪))|(?:申请|要求|提请|请求)(?:了)?(?:延期|协调|办结|退回|求助)的?(?:事项"
    r"|任务|单位|项目|申请)?(?:列表|清单|名单|有哪些|都有谁|有几|都?是[谁哪])"
    r"|"
    r"我(?:要|该|得|需要)?(?:处理|审批|批|审)的(?:审批|申请|件|事)|waiting (?:on|for) (?:me|us)\b"
    r"|待[批审签](?:的|件|事项)*(?:有哪些|有啥|有多少"
    r"|有几[个项件]|列一?下|看看|呢)?[?？]?$|(?:几|多少|哪些|啥|什么)[个件项]?(?:东西|事"
    r"|申请)?(?:是)?要(?:我)?(?:审|批|签)|(?:东西|申请|事)(?:等"
    r"|要)(?:着)?我(?:批|审|签)|(?:延期|办结|协调|申请)[^,，]{0,6}(?:等|待)着?(?:批|审)|(?:等着?|待)(?:批|审批"
    r"|审核)的?(?:有几|有哪|呢)"
    r"|for (?:my approval|me to (?:approve|sign|decide|review))|待(?:我|您)(?:来)?(?:处理|审|批|办|签|定|决)"
    r"|(?:要|需要?"
    r"|等着?|该|得)(?:我|您)(?:来)?(?:去)?(?:批|审|签字?|定|拍板|处理|决定|表态)(?!收)"
    r"|我(?:要|该|需要|得)(?:批|审|签|定)(?:的|啥|什么|哪|几)|(?:几|多少|哪些)个?(?:延期|办结|协调"
    r"|申请).{0,4}没(?:批|审)"
    r"|(?:待|未|没)(?:审批|批准?)的(?:申请|延期|办结)|待办审批|审批待办|pending (?:approvals?|decisions?|requests?)"
    r"|(?:need|require|await|wait)\w* (?:for )?(?:my|me\b)|my (?:decision|approvals?"
    r"|sign-?off)\b|to approve\b|for me to (?:approve|decide|sign)"
)
_RECONCILE = re.compile(
    r"(?:指标|目标)(?:值)?[^,，]{0,3}(?:完成|达成|兑现|实现)(?:情况|率|表|进度"
    r"|得|度|多少|几成)|which targets|targets? .{0,20}(?:miss|short|behind|reach)"
    r"|(?:指标|目标)[^,，]{0,6}(?:缺口|短板|欠账|落后|没达标|未达标|差距|差多少"
    r"|差几)|[0-9一二三四五六七八九十](?:万|亿|个|元|公里|户|%)[^,，]{0,8}(?:完成"
    r"|到位|实现|建成)了?(?:多少|几)|(?:完成|到位|实现)了?多少[,， ]*(?:还)?差多少"
    r"|(?:离|距|跟)(?:年度|全年)?目标(?:还)?(?:差|有)|how (?:far|close) .{0,30}\btargets?\b"
    r"|\btargets?\b .{0,16}\b(?:behind|missed|short)\b|"
    r"目标值?(?:和|与|跟|、)(?:完成|实际)值?|(?:对|核)(?:一下|一对|下)?(?:各项|全部|年度)?(?:指标|目标)|(?:年度|全年"
    r"|各项)?目标(?:值)?完成(?:了)?(?:多少|几|得?怎)|对账|指标.{0,6}达标|指标(?:表"
    r"|完成|对照|对比|差|情况|盘点|核算)|对照.{0,6}(?:目标|指标)|(?:目标|指标)(?:还|和|与|跟)?.{0,6}(?:差距"
    r"|对照|实际|完成情况|差多少)"
    r"|差距.{0,4}(?:列|表|多大|多少)"
    r"|\btargets?\b.{0,12}\b(?:versus|vs|against|actuals?|table)\b|\breconcil|\bgap(?:s)? to\b"
    r"|actual.{0,10}targets?|\b(?:numbers?|figures?|results?|progress) (?:against|versus|vs"
    r"|compared)\b.{0,12}\btargets?\b|\bindicators? (?:table|list)\b"
)
_DRAFTS = re.compile(
    r"拟(?:一?[份个篇张期版])|草稿|初稿|底稿|稿子|文稿|模板(?=.*拟)|[出起]个?稿|先拟着?"
    r"|代拟|起草|草拟|起个?草|拟(?:一?下|好|出)|写一?下|拟(?:一?[份个篇]|个)?(?=[^,，]{0,16}(?:通知"
    r"|单|函|报告"
    r"|通报))|写(?:一?[份个篇])?|生成"
    r"|[弄做](?:一?[份个篇])|打印|导出|准备|形成"
    r"|打个样|样子给|琢磨一版|(?:稿子?|文)[^,，]{0,2}(?:来|呢|呗|$)|写来|写一?块|\bdrafted\b|\bdraft\b"
    r"|\bprepare\b|\bwrite\b|\bgenerate\b|\bcompose\b"
)
_BRINGS = re.compile(r"(?:出|搞|整)(?:一?[份个篇张])")
"""「来一份通报」 asks for the digest that is there."""
_DOCUMENTS = (
    (
        "assignment",
        re.compile(
            r"交办的?(?:通知|函|单|文|稿)|交办[^,，]{1,6}之?通知|任务交办书|督查通知|assignment (?:notice|letter)"
        ),
    ),
    (
        "urging",
        re.compile(
            r"[催崔]办的?(?:通知|函|单|稿)|催[^,，]{1,8}的?(?:那个)?(?:公文|通知|文稿)|(?:urging"
            r"|reminder) (?:notice|letter)"
        ),
    ),
    ("closing", re.compile(r"(?:办结|销号|结项|完成情况)报告|closing report|completion report")),
    ("bulletin", re.compile(r"通报(?!批评)|通报稿|\bbulletin\b|supervision report")),
    ("slip", re.compile(r"督办[单函]|[蓝黄红]色?[单函]|\bslip\b")),
)
_ALONE = re.compile(r"^[^,，]{0,12}(?:交办|催办)(?:通知|函|单)书?[。!！]?$|^[^,，]{0,10}(?:办结|结项)报告[。!！]?$")
_NOT_ASKED = re.compile(
    r"为(?:啥|什么|何)|\bwhy\b|收到|发过|看过|写完|写好|已(?:经)?(?:写|发|报)|批了|报告(?:已|交|报)"
)
_EXPORT = re.compile(
    r"(?:表|台账)(?:也|再|给我|帮我)*导(?:一?[份下])|\bledger (?:in|into|as) (?:one|a) |"
    r"导(?:一?[张份个])[^,，]{0,4}(?:总表|表|台账|清单)|(?:send|give|get|email"
    r"|mail) .{0,24}(?:ledger|table|plan|list) .{0,12}(?:file"
    r"|sheet|excel|csv)|(?:ledger|table) as a (?:file|sheet)|打(?:一?个)?包(?=给"
    r"|发|下|[,， ]|$)[^,，]{0,6}(?:表|台账|给我)?|(?:台账"
    r"|清单|事项|任务)[^。]{0,10}(?:要|用|弄成|做成)(?:个|成)?(?:表格|电子版"
    r"|excel)|导出|下载(?:台账|表|全部|所有|一份)?|(?:台账|表格|总表).{0,6}(?:下载"
    r"|导|excel|表格|文件|xlsx)|(?:要|给|来|发|生成"
    r"|做)(?:我)?(?:一?[份个张])?.{0,3}(?:excel|xlsx"
    r"|电子表|台账表)|(?:要|给|来|发)(?:我)?(?:一?[份个张]).{0,8}台账|导[成出个]|(?:生成|做成|整成|汇总成"
    r"|弄成).{0,3}表|\bexcel\b|spreadsheet"
    r"|\bexport\b|\bdownload\b|\.xlsx"
)
_INDICATORS = re.compile(r"指标|目标(?:表|值)|\bindicators?\b|\btargets?\b")


_ISSUES = re.compile(r"(?:出|开|下|上)(?:个|一?张|一?份)?[蓝黄红][色牌]?(?:督办)?[单函](?!的?(?:模板|样|稿|初稿|草))")
"""「出个黄单」 issues it."""
_LYING = re.compile(
    r"(?:压|积|攒|堆|躺)着?(?:了)?(?:哪些|什么|啥|几个|多少)?[^,，]{0,4}(?:没" r"|未|待|等)(?:处理|批|审|签|定)"
)
"""「我这儿还压着什么没处理」 of somebody who decides."""


def decisions(message: Message) -> Intent | None:
    if message.items:
        return None
    decides = message.hearing.role not in (Role.LIAISON, Role.HEAD)
    if message.hearing.role is Role.LIAISON and message.has(_TO_SIGN):
        return MyTasks()
    return Decisions() if message.has(_DECISIONS) or (decides and message.has(_LYING)) else None


_TO_SIGN = re.compile(r"(?:要|需要|等着?|待|该)我(?:来)?签(?!批|发)(?![^。]{0,8}[批审])")
"""A contact signs for items and decides nothing."""
_SURELY_DRAFTS = re.compile(
    r"草|拟|稿|打个样|样子|琢磨一版|模板|样本|先看|写|生成|准备(?=一?[份个张])|打印|\b(?:draft|prepare"
    r"|write|generate|compose)\b"
)
"""A slip is issued more often than it is drafted."""


def draft(message: Message) -> Intent | None:
    """With a word for writing it; a notice or report that is merely named is a draft, too. A slip alone is none."""
    kind = next((kind for kind, words in _DOCUMENTS if message.has(words)), "")
    if kind == "slip" and message.has(_ISSUES):
        return None
    if not kind or message.has(_NOT_ASKED) or message.has(HOW):
        return None
    if kind == "slip" and not message.has(_SURELY_DRAFTS):
        return None
    writes = message.has(_DRAFTS) or (kind != "bulletin" and message.has(_BRINGS))
    if not writes and not message.has(_ALONE):
        return None
    named = message.loosely_named
    if named.missing is not None and not named.items:
        return Clarify("no_such_item", number=named.missing)
    level = slip_level(message.text) if kind == "slip" else ""
    return DraftDocument(kind, named.items, any_unit(message), level)


_NOT_NOW = re.compile(r"^(?:先|你|请|千万)?(?:别|不要|不用|甭|勿|不必|先不)|怎么才能|\b(?:don't|do not|no need)\b")


def export(message: Message) -> Intent | None:
    if not message.has(_EXPORT) or message.has(_NOT_NOW):
        return None
    return Export("indicators" if message.has(_INDICATORS) else "", any_unit(message))


_STRETCH_OF_ALL = re.compile(r"各|全部|所有|都|对账|盘点|几个|[我咱]们|表|\ball\b|\bwe\b|年底|年度|全年")


def _spoken_of(message: Message) -> Items:
    matches = message.known.topics.find(message.text)
    return (matches[0].item,) if clear(matches) and matches[0].score >= SURE else ()


_LAYS_DOWN = re.compile(r"(?:写|定|设|改|调|填|报)(?:成|为|到|在)?[0-9一二三四五六七八九十]")
_ITS_TARGETS = re.compile(r"^第?([0-9]{1,2})项的?(?:指标|目标)")


def reconcile(message: Message) -> Intent | None:
    if not message.has(_RECONCILE) or message.has(_LAYS_DOWN):
        return None
    named = _ITS_TARGETS.match(message.text)
    known = {item.number for item in message.known.lexicon.items}
    items = (ItemNo(int(named[1])),) if named and int(named[1]) in known else message.items
    if not items and message.unit is None and not (message.has(_STRETCH_OF_ALL)):
        items = message.loosely_named.items or _spoken_of(message)
    return Reconcile(items, any_unit(message))
