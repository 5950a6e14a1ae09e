"""The manners of speaking that cast doubt on a wish: denied, asked, supposed, told by others, over, mocked.

Each row is a question back, the words, and the intents in which such words are part of the wish.
"""

import re
from dataclasses import dataclass

from language.understanding.acts import ACT

TOLD = frozenset({"report_progress", "submit_done", "reach_milestone", "phase_done", "instruct", "register", "propose"})
"""They tell what has happened, or carry somebody's own sentence."""
ASKED_FOR = frozenset({"ask_extension", "ask_help"})
"""Applications: asking for it is wishing it."""
DENYING = frozenset({"reject", "bounce", "withdraw", "remove_co", "undo"})
"""Their own words say no."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """`reason` is the key of the question back; `spares` are the intents in which such words are part of the wish.
    `over_all`: wherever it stands, it casts its doubt on the whole message.
    """

    reason: str
    words: re.Pattern[str]
    spares: frozenset[str] = frozenset()
    over_all: bool = False


def _doubt(reason: str, words: str, *spares: frozenset[str]) -> Doubt:
    return Doubt(reason, re.compile(words), frozenset().union(*spares))


def _over_all(reason: str, words: str, *spares: frozenset[str]) -> Doubt:
    return Doubt(reason, re.compile(words), frozenset().union(*spares), over_all=True)


NO, ASKS, UNSURE = "negated", "question_about_write", "not_wished"
BEFORE = _doubt(
    UNSURE,
    rf"(?:昨天|昨晚|昨日|前天|前几天|上周|上个?月|上次|上回|早就|早已|早都|已经|曾|曾经"
    rf"|(?<![0-9日号月底初旬天])(?:以前|之前)(?!干|办|完|弄|做|报|必)|当初"
    rf"|当时(?!限)|去年|刚刚?(?!才)|那天)[^,，。;；]{{0,10}}{ACT}",
    TOLD,
    frozenset({"withdraw", "bounce", "ask_help", "undo", "reject", "reopen", "sign", "archive"}),
)
"""Over; the reason of some wishes."""
DOUBTS = (
    # denied or advised against
    _doubt(
        NO,
        rf"(?:不要|不用|不必|不准|不许|先不|暂不|暂时不|不打算|不想|不急着|没打算|没必要(?!再?(?:做|搞|办|推|干"
        rf"|存在|保留|列)了?[,，])|无必要|不需要|用不着"
        rf"|犯不着|无需|(?<![分级类特区告])别(?![人的墅忘]|再?[挂停拖搁放等磨耽松])"
        rf"|[勿莫甭])[^,，。;；]{{0,8}}{ACT}",
        DENYING,
        TOLD,
        ASKED_FOR,
    ),
    _doubt(
        NO,
        r"^(?:先|还是|暂时|请|你|我|千万|可)*(?:别|不要|不用|不必|没必要|甭|勿)(?!忘|的|人|墅)",
        frozenset({"remove_co", "withdraw", "report_progress", "set_sensitivity", "instruct"}),
    ),
    _doubt(
        NO, r"不是(?:要|想|让|说|叫)|没(?:有)?(?:说|让|叫|要求|答应|想)|我可没|谁也没|从(?:来)?(?:没|未)|不代表|不等于"
    ),
    _doubt(
        NO,
        r"反对|不建议|不赞成|不主张|不支持|不认可|不(?:太|大|怎么)?(?:合适|妥|妥当|现实|合理|对劲)|不(?:该"
        r"|应该|应当|应|宜|可|可能|能)(?!再拖|[延少低]|松|放松|懈怠)",
        DENYING,
        TOLD,
        ASKED_FOR,
    ),
    _over_all(
        NO,
        r"(?<![合并][成为]一项)(?<![合并][成为]一[条个])(?<![合并]成一个任务)(?<!牵头)(?:还是)?(?:算了|免了|拉倒"
        r"|作罢|取消念头)(?:吧)?[。!！ ]*$|与否|待定"
        r"|再议|另议|先放着$",
    ),
    _doubt(
        NO,
        r"(?:不|别|甭|没有?|未)(?:再|要|想|打算|准备|能|许|会|用|需要?|让|给|急着)*(?:挂起|中止|暂停|停|销号?|撤"
        r"|取消|退|驳|打回|批(?!准文|复)|同意|归档"
        r"|立项|拆|合并|并|催|发(?!展|现|生)|签|延|派|分(?!心)|改|去掉|减掉|拿掉|转|恢复|重启"
        r"|导)[^,，。;；]{0,4}(?:了|吧|啊|呢)?(?:$|[,，。!！ ])",
        DENYING,
        TOLD,
        ASKED_FOR,
        frozenset({"urge"}),
    ),
    _doubt(
        NO,
        r"(?:别|不要|甭|不用|不必|先不|没有?|未|(?<![能可否要行])不)(?:再|给|急着)?(?:去掉|拿掉|减掉|撤回|撤(?!销)|驳回"
        r"|打回|退回|退(?!休|换))",
        frozenset({"report_progress", "instruct"}),
    ),
    _doubt(
        NO,
        r"(?:不|别|无需|没)(?:再|用|想|必|打算|需要?|要|准备)*(?:找|请|让)?(?:领导|县里|县上)?(?:申请"
        r"|延期|延了|协调|求助|求援|求领导|转)",
        frozenset({"withdraw", "reject", "report_progress", "instruct", "bounce", "submit_done"}),
    ),
    _doubt(NO, r"(?:暂缓|缓一?缓|暂停|先停|停止)(?:立项|办结|销号|归档|审批|批准|批|签收|催办|拆分|合并|分派)"),
    _doubt(NO, r"^(?:不要|不用|别)[^,，]{0,8}[让把给]|[先暂]不(?:再)?同意", frozenset({"report_progress", "instruct"})),
    _doubt(
        NO,
        r"不(?:太|大|怎么)?(?:合适|妥当|现实|合理)",
        DENYING,
        ASKED_FOR,
        frozenset({"report_progress", "submit_done", "instruct"}),
    ),
    _doubt(
        NO,
        r"(?:没|未|不|别|甭|勿|谁)(?:有|要|用|能|让|许|给|同意|我|你|再|可以|先|人)*报(?:的)?(?:办结|完成|销号|结项)",
    ),
    _doubt(
        NO,
        r"\b(?:no need to|do not|don't|never|needn't|not to|stop) (?:urge|nudge|chase|remind)"
        r"|\b(?:hold off|stop|leave off|no more)(?: on)? (?:urging|nudging|chasing|reminding)",
    ),
    _doubt(NO, r"^(?:nobody|no one|none of us|i never|we never)\b|\bmerely asked\b|\b(?:only|just) ask(?:ed|ing)\b"),
    _over_all(
        UNSURE,
        r"^草稿|草稿[:：]|不作数|(?<!就)不算数|还没给[^,，。]{1,6}(?:看|审|过目)|没定稿|先别当真|(?:写|打)着玩|先存着",
    ),
    _doubt(UNSURE, r"该[延退撤停报][^,，]{0,3}(?:还得|也得|就得|就)[延退撤停报]"),
    _doubt(
        UNSURE,
        r"等[^,，。]{0,10}(?:会上?|会议|领导|上级|常委|党组|局长|书记|县长|批复)(?:再|来|上)?(?:定|研究|拍板|决定"
        r"|商量)(?=$|[,，。])",
        frozenset({"suspend", "report_progress", "propose", "instruct"}),
    ),
    _over_all(UNSURE, r"^请[^,，]{2,10}(?:[局办委部镇乡会院]|公司)签收"),
    # asked
    _doubt(
        ASKS, r"(?:不是|应该?(?:是|由|归)|才能|得先|要先|先要)[^,，。]{0,14}吧[?？]?$", frozenset({"instruct", "urge"})
    ),
    _doubt(ASKS, r"早[^,，。]{0,5}(?:了吧|了吗)|(?:多久|几天)(?:之后|以后)?(?:才|再|可以|能)"),
    _doubt(
        ASKS,
        r"(?:能|可以|会|该|要|行|好|还)[^,，。;；]{0,16}不[?？。]?$|(?:了|过)没(?:有)?[?？]?$"
        r"|[能会][^,，。]{0,16}[吗么]",
        ASKED_FOR,
        frozenset({"report_progress"}),
    ),
    _doubt(ASKS, r"还(?:能|可以|会|要)[^,，]{0,12}(?:吗|不|么)[?？]?$|(?:以后|之后)还[能会]"),
    _doubt(
        ASKS,
        r"要不要|该不该|是不是(?!我)|应不应该?|用不用|是否|能否|可否(?!给|帮|协调)|行不行|可不可以|能不能"
        r"|可以不[?？]?$|合不合适|有没有(?!困难|问题)|有必要|合适[吗么]"
        r"|好不好|[吗么]$|[吗么][,，?？]"
        r"|为(?:什么|啥|何)|凭(?:什么|啥)|怎么(?!样都|都)|咋|如何|哪[个些儿里位天]|谁|(?<!没)(?<!没有)(?:什么"
        r"|啥)(?!都|困难"
        r"|问题|新|动|进)|几时|多久|难道|岂|何必|何苦",
        ASKED_FOR,
        frozenset({"report_progress", "submit_done", "bounce", "undo", "sign", "urge", "instruct", "withdraw"}),
    ),
    _doubt(
        ASKS,
        r"为(?:什么|啥|何)|凭(?:什么|啥)(?!派|分|要我|让我)|谁|难道|(?:什么|啥)(?:时候|意思|影响|流程|条件|手续"
        r"|后果)|多会儿"
        r"|怎么(?:操作|申请|填|写|走|弄的|算)|(?<!走)(?<!办结)(?<!销号)流程|手续(?:是|有"
        r"|怎)|想(?:问|了解|请教|咨询|知道)|(?<!过)问(?:问|一?下|你|您)(?!题)|咨询|请教(?!育)|合适[吗么]|必要[吗么]"
        r"|是否|要不要|该不该|用不用|是不是|可行[吗么]"
        r"|(?:了|过)(?:吗|没(?:有)?)[?？]?$",
        frozenset({"urge", "instruct"}),
    ),
    # supposed
    _over_all(
        UNSURE,
        r"\b(?:suppose|supposing|assuming|imagine|in case)\b|如果|假如|假设|倘若|倘使"
        r"|(?<!主)(?<!需)(?<!重)(?<!只)要是|(?<!一)万一(?!千|百)|除非|一旦"
        r"|要不是|若(?:是|果|能|不)"
        r"|的话|哪怕|即使|即便|就算(?![了收是我])|只要|(?<!还)差点|险些|幸亏|多亏|早知",
    ),
    _doubt(
        UNSURE,
        r"等[^,，。]{2,16}(?:就|再|才)[^,，。]{0,6}(?:报|申请|签|结|销)",
        frozenset({"instruct", "ask_help", "urge"}),
    ),
    _doubt(
        UNSURE,
        r"(?:以后|之后|完了|到位了?|[通好齐来下]了?(?:以后|之后|再))[^,，。;；]{0,10}(?:就能|就可以|再"
        r"|才)[^,，。;；]{0,8}(?:报|结|销"
        r"|申请|签|补)|(?:下周|明天|下个?月|后天)[^,，。;；]{0,10}再(?:报|补|填|签|申请|审|批|定|看|议)|(?:明天"
        r"|后天|下周)我?再"
        r"|^我们?(?:回头|改天|改日|过[几两]天|过阵子|等会儿?|晚点|下次)|^(?:回头(?!看)|改天|改日|过[几两]天"
        r"|过阵子|等会儿?|晚点|下次)"
        r"|\bwe'll (?:probably|maybe)\b|\bprobably\b|\bgoing to\b|\bplan(?:s|ning)? to\b|希望(?:省|市|上级"
        r"|上面)|但愿|巴不得|盼着",
        frozenset({"instruct", "ask_help"}),
    ),
    _over_all(
        UNSURE,
        r"哈哈|呵呵|嘿嘿|笑死|退休(?!金|人|干)|一辈子|下辈子|猴年马月|行了吧|(?<![不了们])得了吧?[。!！ ]*$|多省事"
        r"|真好用"
        r"|做梦|白日梦|不可能(?!延误|耽误)|真香|就我(?:老实|倒霉|傻)"
        r"|别人都|真有你的|服了|得了呗|反正没人|爱咋咋|才怪|真行(?=$|[,，])|百分之[二三四五六七八九]百"
        r"|(?:20[3-9][0-9])年|\blol\b|\bhaha",
    ),
    _doubt(UNSURE, r"(?:月份?|上次|上回|之前|以前|上个?(?:月|周|星期|礼拜))[^,，。]{0,10}报过|过一?次吧|[吧了]好像$"),
    _doubt(UNSURE, r"本来|原本", ASKED_FOR),
    # others' wishes and hearsay
    _over_all(UNSURE, r"听(?:说|闻)|(?<!数)据(?:说|传)|传(?:闻|言|说)|谣传|有人(?:说|讲|传)"),
    _doubt(
        UNSURE,
        r"听(?:人|他)|(?<!数)据(?:悉|称|反映|了解)|说是|都说|有人(?:说|讲|提|建议|提议|问"
        r"|想|反映|主张|觉得)|(?:他|她|人家"
        r"|对方|别人)们?(?:也|都|又|还|早)?(?:说|讲|想|要求|要(?!报|交|求)|提出|建议|提议|觉得|认为|问|希望)"
        r"|[,，] ?(?:他|她|领导|局长|主任|小.|老.)(?:说"
        r"|讲)的?[。!]?$|原话|转述|谣",
    ),
    _doubt(
        UNSURE,
        r"^(?:昨天|昨晚|前天|上周|上次|上回|会上|那天|之前|以前|当时|当初|刚才"
        r"|刚刚)?[^,，:：我请]{0,6}(?:(?<![来虽])说(?!下|好|一下|说|[一两几][句遍])"
        r"|讲|(?<!有)(?<!过)问(?!题|问)|提到(?!特?急|[0-9一二三四五六七八九十百])"
        r"|提过|透露|建议|提议|希望|巴不得|盼着|觉得|认为|想着)(?<!前提到)(?!明|是指|服|法)",
        ASKED_FOR,
        frozenset({"bounce", "submit_done", "withdraw", "propose", "register"}),
    ),
    # over, or not yet
    BEFORE,
    _doubt(UNSURE, rf"{ACT}[^,，。;；]{{0,6}}(?<!通)过(?:了)?(?:[。!！ ]*$|[一两几]次)", TOLD, frozenset({"undo"})),
    _doubt(
        UNSURE,
        r"正在(?:研究|考虑|商量|讨论|酝酿|协商|征求)|打算|考虑(?!到)|琢磨|盘算|酝酿|商量|讨论(?!通过|会)"
        r"|研究一?下|商议|犹豫|纠结|想想|再想|没想好|还没定|不确定"
        r"|(?<!照片)(?<!图片)(?<!材料)(?<!写得)(?<!说得)(?<!写的)(?<!拍得)不清楚|不知道|拿不准",
        frozenset({"report_progress", "instruct", "register", "propose", "ask_help"}),
    ),
    _doubt(
        UNSURE,
        r"^(?:领导|局长|主任|书记|县长|[他她]们?|有人|小.|老.)(?:刚才?|昨天|今天)?(?:说|问|打听|让我?问|讲)",
        frozenset({"instruct"}),
    ),
    _doubt(NO, r"^(?:我|我们)?(?:反对|不建议|不赞成)", frozenset({"report_progress", "instruct"})),
    _over_all(
        UNSURE,
        r"(?:没准|说不定|可能|也许|或许|似乎|好像|仿佛|貌似|大概要|估计要|恐怕要|迟早|早晚(?=[要得会])"
        r"|回头(?!看)|改天|改日|过[几两]天|过阵子|等会|待会|一会儿?再|晚点|下次|(?<!乡)下回)",
        TOLD,
        ASKED_FOR,
        frozenset({"bounce", "withdraw"}),
    ),
    _doubt(
        UNSURE,
        rf"(?:明天|明儿|后天|下周|下个?月|明年|年后|节后|以后|回头|会后|等[^,，。;；]{{1,12}})(?:再"
        rf"|才)[^,，。;；]{{0,12}}{ACT}",
        TOLD,
    ),
    _doubt(
        UNSURE,
        r"(?:挂起|中止|暂停|恢复|撤销|取消|销号|归档|拆分|合并|立项|催办|延期|督办单|办结|分派"
        r"|交办)(?:了)?的(?:通知|主意|时机|手续|流程|模板|条件|份上"
        r"|意思|消息|文件|建议|方案|提议|后果|地步|风险|理由|依据|好处|时候|说法|可能)|还?(?:没"
        r"|不)到[^,，]{0,8}(?:份上|时候|地步|火候|程度)|时机"
        r"|像[^,，]{1,12}(?:一样|似的)|催了?我|[局办委部镇乡](?:那边)?(?:说|讲|嫌|觉得|表示)(?:不|没|要|想|是|他)",
        ASKED_FOR,
        frozenset({"bounce", "report_progress", "instruct", "urge"}),
    ),
    # exclaimed, judged, told as an example
    _over_all(
        UNSURE,
        r"自从|难道|\bpending\b|(?:交给|分给|派给)[^,，]{1,12}后(?:就|一直)|就好了|多好|可惜|开玩笑|搞笑|闹着玩"
        r"|真的假的|太(?:早|晚|急|快|草率|仓促|过分|难|离谱)"
        r"|失败|没成|搞砸"
        r"|居然|竟然|岂有|别提|不在话下|别当真|当我没说"
        r"|说着玩|假装|举(?:个)?例|例如|比如|譬如|打个比方|所谓|忘了(?![,，。 ]|提醒|[点签报填]|过来)|忘记|差一点",
    ),
    _doubt(UNSURE, r"(?:这|那)(?:种|类|回|件|档子)?(?:事|做法|操作)(?:儿)?(?:以后|不|很|挺|太|真|可|就这|再)"),
    # the same in English
    _doubt(
        NO,
        r"\b(?:don't|do not|doesn't|didn't|never|not|no need|can't|cannot|won't|shouldn't|isn't|wasn't"
        r"|hold off)\b",
        DENYING,
        TOLD,
        ASKED_FOR,
        frozenset({"urge", "set_priority"}),
    ),
    _doubt(
        ASKS,
        r"\?$|^(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|has|should"
        r"|would|anything|any|something)\b|\bwhether\b",
        ASKED_FOR,
        frozenset({"report_progress"}),
    ),
    _over_all(
        UNSURE,
        r"\b(?:if|unless|maybe|perhaps|might|heard|apparently|supposedly|someone|somebody|rumou?r"
        r"|said|says|told me|thinks?|wants? (?:us |me |it |you )?to|suggest(?:s|ed)?|considering|thinking (?:of"
        r"|about)|planning to"
        r"|almost|would have|should have|wish|hope|for example)\b",
        frozenset({"ask_extension", "ask_help", "report_progress", "instruct", "propose"}),
    ),
    _doubt(
        UNSURE,
        r"\b(?:yesterday|last week|already|was|were|had been|has been|have been)\b",
        TOLD,
        ASKED_FOR,
        frozenset({"bounce", "reject", "withdraw", "reopen", "undo"}),
    ),
)
