"""Sentences that only speak of a change and ask the ledger nothing: denied, planned, told by others, ironic.

`question` finds the item or the unit such a sentence names; shown as an answer that would say the wish was not heard.
"""

import re

from language.intents import (
    Clarify,
    Decisions,
    DraftDocument,
    ExplainLight,
    History,
    Intent,
    ListItems,
    Mute,
    Overview,
    Reconcile,
    ShowDigest,
    ShowItem,
    Stats,
    UnitTasks,
    Who,
)
from language.understanding.doubts import ASKS, DOUBTS, NO, UNSURE
from language.understanding.judging import of_others
from language.understanding.message import Message
from language.understanding.tone import looks_back

_READS = (
    ShowDigest, ShowItem, ListItems, UnitTasks, Who, History, Overview, ExplainLight, Stats, DraftDocument, Decisions,
    Reconcile,
)  # fmt: skip
_DOES = (
    "(?:改|动|定|换|调|勾|停|加|发|催|变|设|撤|批|减|关|派|分|报|销|结|挂|拆|并|延|退|签|转|交|办结|销号|归档"
    "|申请|通知|提醒|督办"
    "|审|免|放开)"
)
_OF_AN_ITEM = (
    "(?:时限|期限|牵头(?:单位)?|责任单位|节点|提醒|督办[单函]|任务|时间|灯|目标|周期|配合单位|台账|材料|办结|延期)"
)
_ABOUT_RULES = re.compile(
    r"算不算[^,，]{0,4}(?:逾期|超期|数|在内|时限|在时限)|(?:有没有|有)资格|有规定[没吗]|规定上|制度上"
    r"|允许不|的权限[吗不]|[改延推]得动不"
    r"|[算会][^,，]{0,2}(?:逾期|超期)[吗么不]|多久不报|啥情况下用|什么情况下用|灯是不是[^,，]{0,4}(?:变|绿"
    r"|红|黄)|最多(?:能|可以)?[延报催设退]"
    r"|一个单位最多|算哪家的$|[能可]不可以只报|配合单位也要[^,，]{1,6}[?？]$"
    r"|^should .{3,40}\bever\b|还能(?:收|撤|改|退|拿|要)回?来?[吗不么]|"
    r"[单函表](?:该|要|应该?)?(?:发|报|交)给谁|会不会(?:影响|算|导致|扣|被|自动)|有(?:啥|什么|何)(?:区别"
    r"|不同|差别|后果)|(?:区别|差别|不同)(?:在哪|是啥|是什么)"
    r"|(?:需要|要|得|该)(?:找)?谁(?:来)?(?:批|审|同意|点头|签字|拍板)(?!的)|谁来?(?:审|审批|审核|批准)$"
    r"|(?:以后|之后|过后|了|完)[^,，。]{0,8}还(?:能|会|要|可以|提醒|收|算|显示)[^,，。]{0,8}(?:吗|不|么)[?？]?$"
    r"|是不是[^,，。]{2,18}就(?:不|没|要|得|算|自动|会)[^,，。]{0,10}[了吗?？]*$"
    r"|多(?:久|长时间)(?:之后|以后|才能|可以|能)?(?:再|又)?(?:可以|能)?(?:再|又)?[催报延退]"
    r"|[写填报](?:百分比|数量|数字|比例)[^,，]{0,4}还是|[走要需得办](?:走|要|准备|提交)?(?:啥|什么|哪些"
    r"|哪种)(?:程序|流程|手续|材料|步骤)"
    r"|如果[^,，。]{2,24}(?:会怎样|会怎么样|怎么办|咋办|怎么处理|会如何|行吗)"
    r"|有(?:没有)?权(?:限|力)?[^,，。]{1,14}吗?[?？]?$|(?:能不能|可不可以|能否)提前(?:报|申请|办|销|归)"
    r"|\bwhat (?:happens|would happen) (?:if|when)\b|\b(?:difference between|am i allowed|do i need (?:approval"
    r"|permission))\b"
)
"""What the rules say is explained by the help, or asked back."""
_PASSED_ON = re.compile(r"(?:县长|书记|主任|领导|局长)[^,，]{0,3}问[^,，]{2,16}(?:什么|啥|哪|几|多少|咋|怎么)")
"""A question passed on is a question: 「李县长问民政局挂的是什么事」."""
_UNSETTLED = re.compile(
    r"[尚有]待[^,，]{0,10}(?:研究|审定|批复|明确|决定)|以批复为准|以文件为准|拟并入"
    r"|未经[^,，]{2,14}(?:同意|批准)|任何人不得"
    r"|并无[^,，]{1,6}之意|请勿误会|^谁说[^,，]{2,16}[了的][?？]?$|真的假的|倒过来写|信号不好|没有?(?:撤"
    r"|退|批|签|发|改|催)过[,，]"
    r"|听人家?(?:说|讲|喧|谝|摆)|听[^,，]{1,6}(?:讲|说)[,，]|可能要[把给让]|等纪要"
    r"|(?:书记|县长|主任|领导)[^,，?？]{0,8}(?:提过|说过|讲过)要|听说[^,，?？]{2,16}(?:没下文|没定|要)"
    r"|^(?:上个?月|上周|去年|前几天|前阵子)[给对向][^,，?？]{1,10}[发催派批](?:过|了)[^?？]*$"
    r"|^if\b.{3,60}\b(?:would|might|will|could|have to)\b|^if\b.{3,60}'(?:d|ll)\b"
)
"""Not decided, not true, or only heard of."""
_NOT_NOW = re.compile(
    rf"{_OF_AN_ITEM}(?:的事)?[^,，。?？]{{0,4}}?(?:先|暂时?|就|还是|都|也)*(?:不|别|甭|勿)(?:用|要|必|再|急着"
    rf"|给|去|许|准|能|该)*{_DOES}"
    rf"|(?:先|暂时?|还是|千万|可)(?:不|别|甭|勿)(?:用|要|必|再|急着|给|去|把)*{_DOES}(?!人)"
    rf"|(?:用不着|没必要|犯不着|不至于|还没到|还不到|谈不上|轮不到|没打算|不打算"
    rf"|没想过?)[^,，。?？]{{0,16}}(?:{_DOES}|地步|时候)"
    rf"|[项条][^,，。?？]{{0,6}}(?:不能|不许|不准|不得|不应该?|不该|不宜)(?:再)?{_DOES}|别给我|谁(?:让|叫"
    rf"|要)[^,，。]{{0,4}}{_DOES}"
    r"|除非[^。]{1,24}(?:否则|不然|要不)|不是(?:要|想|让|叫)[^,，。]{1,10}[,，]"
    r"|(?:事|手续|单子)[^,，。]{0,4}(?:先|暂时)?(?:放放|放一放|缓缓|搁一?搁|不急|不着急)"
    r"|\b(?:do not|don't|haven't decided|have not decided|not going to|no need to|won't|shouldn't"
    r"|never) (?:whether )?(?:to )?"
    r"(?:yet )?(?:assign|urge|nudge|chase|remind|report|close|approve|move|change|touch|ask|send|issue|mute|set"
    r"|split|merge|sign)"
)
_QUESTION_WORDS = re.compile(
    r"哪[些几个一位项]|多少|有没有|列|清单|看看|看一?下|查|名单|(?:事项|任务|工作|的|项目|单位)[?？]?$|[?？]$"
    r"|吗$|呢$|什么|啥|怎么|咋(?!样)"
)
_PLANNED = re.compile(
    r"(?:明天|明儿|后天|下个?(?:周|星期|礼拜|月|季度?)[一二三四五六日天]?|明年|年后|节后|会后|之后|以后|回头"
    r"|改天|晚点|过[几两]天"
    rf"|过阵子|等[^,，。?？]{{2,14}}?)[^,，。?？]{{0,8}}(?:再|打算|准备|计划|可能|我把|我们?再|我会"
    rf"|我就)[^,，。?？]{{0,14}}?(?:{_DOES}|定|邀请|说|补|弄)"
    r"|(?:争取|力争)[^,，。?？]{0,14}(?:完成|办结|办完|拿下|搞定|到位)|我们?(?:回头|晚点|明天|待会儿?|一会儿?"
    r"|过会儿?|下午|下周|改天"
    r"|过[两几]天)[^,，。?？]{0,4}(?:再|就|给你|把)?(?:补|报|填|交|签|发|弄|写|处理)"
    rf"|(?:打算|准备(?!一?[份个篇])|计划|考虑|琢磨|酝酿|寻思)(?:着)?(?:把|将|给|让|对|下)?[^,，。?？]{{0,16}}{_DOES}"
    r"|\bwe(?:'ll| will| plan to| are going to| might| may)\b.{0,40}|\bprobably\b|\bneed to (?:discuss|check"
    r"|think|consult)\b|\bthinking (?:of|about)\b"
)
_BY_OTHERS = re.compile(
    r"^(?:[^,，:：?？我]{0,10}?(?:有人|老[\u4e00-\u9fff]|小[\u4e00-\u9fff]|[局办委部长镇乡会]|(?:省|市|县|州"
    r"|上面|上头|上边)里?|他们?|她|人家"
    r"|对方|同事|群里))"
    r"(?:昨天|今天|刚才|私下|上午|下午|又|也|都)*(?:跟我|给我|对我|向我|来电话?|打电话来?|微信上?)*(?:里)?(?:说"
    r"|想(?:让|要|叫)|反映|问|讲|提|表示|抱怨|嚷嚷)(?!明|一下|下|法)"
    r"[^,，]{3,}|\bthe .{3,40} (?:has |have |had )?(?:asked|wants?|requested|is asking|proposed) (?:us )?(?:to"
    r"|for)\b|^(?:they|someone|somebody|people|he|she) (?:say|says|said|think|thinks|told)\b"
)
_OF_THE_PAST = re.compile(
    r"我(?!们?报)[^,，。?？]{0,16}(?:发|批|催|退|派|签|改|延|提)过(?!的|吗|没|几|多少)|(?:去年|前年|往年"
    r"|上一?年)[^,，。?？]{2,24}(?:牵头|负责|办结|完成|主办)的?$"
    r"|\bi (?:have )?already (?:approved|sent|signed|urged|reported|closed|assigned)\b"
)
_IRONIC = re.compile(
    r"笑死|哈哈|呵呵|嘿嘿|一辈子|下辈子|(?:可|也)真行|干脆[^,，。]{0,12}(?:算了|得了)|猴年马月|才怪|天知道"
    r"|\blol\b|\bhaha|\boh great\b|\bwhy not just\b"
)
OUTSIDE = re.compile(
    r"停车证|订餐|食堂吃|班车|工资条|话费|快递单|\bshuttle\b|\bparking\b|\bcanteen\b|\bwi-?fi\b|"
    r"天气|汇率|油价|房价|金价|菜价|股[市票价]|彩票|世界杯|菜谱|笑话|写首诗|(?:文件|电话|车牌"
    r"|身份证)号码?是多少|\bexchange rate\b|\bweather\b|\bjoke\b"
    r"|\bpoem\b|\blottery\b"
)
_BARE_CHANGE = re.compile(
    r"^(?:把|帮我|请|给我|要|想)*(?:换|改|调|变更|调整)(?:一?[下个]|掉)?(?:牵头|责任|时限|期限|主办|配合"
    r"|完成时间|办结时间)(?:单位|部门|领导)?(?:吧|一下)?[。!！]?$"
    r"|^(?:时限|期限|截止(?:时间|日期)?|完成时间)(?:改|延|推|调|定|放宽)[到至为成]|^(?:派|交|分|指派"
    r"|分配)给[^,，。]{2,12}(?:牵头|负责|主办|办)?[。!！]?$"
    r"|(?:那个?谁|那家)[,， ]?(?:你)?(?:给我|帮我|去)?催"
)
_OWN_MUTE = re.compile(r"\b(?:do not|don't|never) mute\b|(?:别|不要|不用)(?:给我)?(?:静音|免打扰)")


_OF_PEOPLE = frozenset({"leave", "deputy", "transfer", "depart", "unbind", "rebind", "invite", "set_calendar"})
_UNDECIDED = re.compile(
    r"还没(?:有)?(?:定|想好|批|确定|发文|决定)|没定(?:呢|下来)|没想好|看情况|说不准|不是(?:要|想|让)|别给我"
    r"|隔壁|别人[家局]|得等到|要等到"
)


_DIFFERENCE = re.compile(r"区别|差别|不同")
"""Of two items that is a question about them."""


def weighed(message: Message, intent: Intent) -> Intent:
    """The intent itself, or a question back where the sentence asks for nothing."""
    if mixed(message) and not isinstance(intent, Clarify):
        return Clarify("several_wishes", items=message.items, words=message.said)
    if intent.NAME in _OF_PEOPLE and message.has(_UNDECIDED):
        return Clarify("not_wished", words=message.said)
    if isinstance(intent, Mute) and message.has(_OWN_MUTE):
        return Clarify("negated", words=message.said)
    if (
        message.has(_ABOUT_RULES)
        and len(message.items) < 2
        and (isinstance(intent, (*_READS, Mute)) or intent.NAME == "pause_nudges")
    ):
        return Clarify("question_about_write", items=message.items, words=message.said)
    if not isinstance(intent, _READS):
        return intent
    reason = _reason(message)
    if reason == "negated" and isinstance(intent, DraftDocument):
        return intent  # 「起草督办单，先别发」 is what a draft is for
    return intent if reason is None else Clarify(reason, items=message.items, words=message.said)


def _reason(message: Message) -> str | None:
    if message.has(OUTSIDE):
        return "unknown"
    if message.has(_BARE_CHANGE) and not message.meant and not message.talked_about and message.office:
        return "which_item"
    if message.has(_UNSETTLED):
        return "not_wished"
    if message.has(_WHETHER):
        return "question_about_write"
    if message.has(_NOT_NOW):
        return "negated"
    if message.has(_IRONIC) or message.has(_OF_THE_PAST):
        return "not_wished"
    if message.has(_BY_OTHERS) and not message.has(_PASSED_ON) and not message.text.endswith(("?", "？", "吗")):
        return "not_wished"
    if message.has(_SUPPOSED):
        return "not_wished"
    if message.has(_WILL_DO):
        return "not_wished"
    return "not_wished" if message.has(_PLANNED) and not message.has(_QUESTION_WORDS) else None


_WHETHER = re.compile(
    r"(?:该不该|应不应该?|要不要)[^,，。]{0,6}(?:[出吃来下上开发])[^,，。]{0,6}[单函]|"
    rf"(?:该不该|应不应该?|要不要|合不合适|用不用)[^,，。]{{0,8}}{_DOES}|(?:该不该|应不应该?|要不要|合不合适"
    rf"|用不用)[^,，。]{{0,4}}(?:给|由|让)"
    rf"|哪[个项家][^,，]{{0,4}}(?:该|应)|为(?:啥|什么|何)(?:不能?|非要?|偏要?)[^,，]{{0,8}}{_DOES}"
    rf"|{_DOES}[^,，。]{{0,8}}吧[?？]$"
    rf"|的话[^,，]{{0,8}}(?:谁|怎么|咋|要)"
)
_SUPPOSED = re.compile(
    rf"(?:要是|如果|假如|若是|万一)[^。?？]{{1,20}}(?:{_DOES}|给|由|合适|好)|不是说好|怎么可能|哪可能|(?:商量"
    rf"|合计|研究|琢磨)(?:一?下|着)|(?:假设|假定|比方"
    rf"|譬如)[^。]{(2,)}|说好的?[^,，]{{0,12}}(?:吗|呢)"
)
_WILL_DO = re.compile(r"(?:明天|明儿|后天|下周|回头|改天|晚点|过[几两]天)我?再(?:把|给|来|去|让|跟)")


def spoken_of(message: Message, *, of_unit: bool, wish: str = "") -> str | None:
    """For what is no wish and no question either: 「21项没必要退回」, 「要是18项能完成就好了」.

    `of_unit`: else its tasks would be shown. `wish` is the intent in question: some say no by themselves, 「延期不批」.
    """
    if of_others(message) or message.has(_RUMOUR) or looks_back(message):
        return UNSURE
    if message.has(_FORBIDS) and (message.items or len(message.text) <= _HALF_SENTENCE):
        return NO
    if of_unit and message.has(_THIS_ITEM):
        return UNSURE
    if not message.has(_STRONG):
        return None
    if message.has(_LOOKS_BACK):
        return ASKS if of_unit and not message.has(_LISTS) else None
    if message.has(_ADVICE):
        return ASKS
    doubts = (each for each in DOUBTS if each.reason != ASKS and wish not in each.spares)
    return next((each.reason for each in doubts if message.has(each.words)), None)


_FORBIDS = re.compile(
    r"(?:^|[项条了吧 ,，])(?:先|暂时|还是|就|都)?(?:别(?!人|的|墅)|不要|不用|甭|勿|先不)(?!担心|客气"
    r"|急)[^,，的]{1,8}(?:$|[,，。 了])|\bno (?:slip|extension|urging|reminder|report|closing)\b"
)
_RUMOUR = re.compile(r"谣|网上(?:都)?(?:传|说)|外面(?:都)?(?:传|说)|小道消息|\brumou?r")
_HALF_SENTENCE = 12
_THIS_ITEM = re.compile(r"把[^,，]{1,6}(?:退|分|派|交|转)给|[这那]一?项.{2}")
_LISTS = re.compile(r"哪|任务|事项|清单")
_LOOKS_BACK = re.compile(r"几[次回张份天]|多少[次回]|什么时候|啥时候|谁|哪|[过了]没(?:有)?[?？]?$|记录|历史")
_ADVICE = re.compile(
    r"是不是(?:该|要|应|得)|[还能会](?!不会|按|如|完|办完)[^,，完]{0,12}[吗不么][?？]?$|发了没|要不要|该不该"
    r"|应不应|咋办|怎么办|有必要|合适吗"
)


_STRONG = re.compile(
    r"不(?:想|愿意?|肯)配合|去掉|减掉|拿掉|不退|别退|转给|批示|延期|导出|派|求助|撤|要配合|挂起|中止|暂停|销号"
    r"|销掉|撤销|取消|退回"
    r"|驳回|打回|(?<![审报])批(?!示|次|准文)|同意|归档|立项|拆分?|合并"
    r"|催|督办[单函]|签收|(?<!没)签|延期|派给|分给|交给|换成|重启|恢复|办结|(?:能|算|快)?完成|弄完|办完"
    r"|\b(?:cancel|close|strike|suspend|approve|reject|split|merge|extend|assign|sign|urge|slip|archive|reopen)\b"
)
"""Words of a change: a sentence with one of them and a doubt is not answered as if it had asked for the item."""

_KINDS = {
    "leave": re.compile(r"请(?:个)?(?:病|事|年)?假|休假|\bon leave\b"),
    "mute": re.compile(r"静音|免打扰|\bmute\b"),
    "export": re.compile(r"导(?:个|出|一[份下])|\bexport\b"),
    "pause": re.compile(r"(?:暂停|停掉?)(?:全员|所有|全部)?提醒|\bpause\b"),
    "undo": re.compile(r"(?:撤销|撤回)(?:一下)?(?:刚才|上一?[步次])|\bundo\b"),
    "bounce": re.compile(r"退[给回]"),
    "sign": re.compile(r"签收|\bsign\b"),
    "report": re.compile(r"报[0-9]{1,3} ?%?(?:$|[,，])|[项0-9]报[0-9]{1,3}%|\breport [0-9]{1,3}"),
    "closing": re.compile(r"报(?:办结|完成|结)|\bclose\b"),
    "extension": re.compile(r"申请延|延到|\bextend\b|\bextension\b"),
    "urging": re.compile(r"^(?:请|再|帮我)?催|\burge\b|\bchase\b"),
    "approval": re.compile(r"批了(?=$|[,，])|\bapprove\b"),
}
_OF_THE_CHAT = frozenset({"leave", "mute", "export", "pause", "undo"})
_PARTS = re.compile(r"[,，;；。\n]|\band\b|顺便|另外|然后| (?=再|顺便|另外|然后|把)|再(?=签|报|把|导|给|催)")
_JOINED = re.compile(r"顺便|另外|然后|还有|同时|再(?=签|报|把|导|给|催)|\band\b|\bthen\b")
_MOST_PARTS = 8


_ONE_AND_OTHER = re.compile(
    r"一[个项条件](?!一)(报|签|催|退|延|批|驳|办|挂|撤|派|给)[^,，。]{0,8}[,，、]?(?:另)?一[个项条件](?!\1)(?:报|签"
    r"|催|退|延|批|驳|办|挂|撤|派|给)"
)
"""「14和21，一个报70一个签收」."""


def mixed(message: Message) -> bool:
    """Several different acts in one message, each with its own card: 「催19项 顺便把20批了 再导个台账」."""
    if message.has(_ONE_AND_OTHER):
        return True
    if not message.has(_JOINED) and not message.has(_KINDS["report"]):
        return False
    found: dict[str, str] = {}
    for part in _PARTS.split(message.text[:_LONGEST])[:_MOST_PARTS]:
        kind = next((kind for kind, words in _KINDS.items() if words.search(part)), "")
        if kind:
            found.setdefault(kind, part)
    kinds = set(found)
    if len(kinds) >= _THREE or (len(kinds) > 1 and kinds & _OF_THE_CHAT):
        return True
    return {"report", "extension"} <= kinds and len(set(_NUMBER.findall(message.text))) > 1


_THREE = 3
_LONGEST = 300
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,2}(?=报|申请|延|项)")
