"""What a unit says of its own item: how far it is, finished."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent, ItemNo, Items, ReportProgress
from language.understanding import reports
from language.understanding.item_numbers import BLANK, Named
from language.understanding.message import Message
from language.understanding.moving import asks_for, meant, move, reason, wished
from language.understanding.numerals import number
from language.understanding.pointing import in_context
from language.understanding.topics import clear
from ledger.members import Role

_DONE = re.compile(
    r"(?:办结|销号|结项)申请(?=$|[,，。:：]|交|提|上|报)|(?:可以|能)(?:结项|结案|收尾|交验|验收)了?"
    r"|(?:算|办|弄|全|都)完(?:结|了)?[,，! ]+(?:给我?|帮我?|就)*(?:报|交)上去|报上去(?:办结|销号|结项)"
    r"|\bmark (?:item |no\.? ?|#"
    r"|it )?(?:[0-9]{1,2} )?(?:as )?(?:done|complete|completed|finished|closed)\b|完结(?=$|[,，。])|终结(?=$|[,，。])"
    r"|(?:可以|能|该)销了|\bclos(?:ing|ure) request\b|\bwrapped up\b|\bplease close\b|(?:申请|请)结(?=$"
    r"|[,，。!])|(?:给|帮我?"
    r"|就|就能)?销(?:了|号|掉)(?:吧|哈|咯)"
    r"|(?:申请|想|要|来|帮我|给我|请|可以|能|同意|就|先)*(?:报|申报|上报|提|提交|呈报)(?:一下|个|上|一个|了"
    r"|下)?(?:办结|完成(?![了率度0-9一二三四五六七八九])|结项|结案|销号|完结)"
    r"|(?:可以|能)(?:交差|交账|交卷|收官|画句号)了?|\bsubmit(?:ting)?\b.{0,14}\b(?:for )?(?:completion|closure|closing)"
    r"|\bfor (?:completion|closure)\b"
    r"|(?:弄|办|干|做|搞|忙|整)(?:完|好|结|定|妥|成|利[索落]|停当|妥当)了?(?!\d"
    r"|百分|[一二三四五六七八九]成)"
    r"|(?:圆满|顺利|全面|如期|按期|全部)完成了?(?!\d|百分)"
    r"|(?:办理|完成|实施|建设|全部|已经?|均已)完毕|办毕|请(?:予以?|给予)?(?:办结|销号)|予以(?:办结|销号)|报结"
    r"|(?:已经?|全部|都|基本)?(?:完成|办结"
    r"|完工|结束)了(?!\d|百分|[一二三四五六七八九]成)|已(?:全部|经)?(?:办结|完成任务|完工|完成$)"
    r"|(?:任务|工作|事项|全部)完成(?=$|[,，。!！ ])|(?:可以|能)(?:结|办结|报结)了|收尾了|完工(?:并|且)?(?:验收"
    r"|通过)?(?=$|[,，。])"
    r"|\brequest(?:ing)? (?:closure|closing|to close)|\bready (?:to close|for closing)|(?:申请|请求|报|申报"
    r"|提请)(?:办结|销号)|可以销号|\b(?:is|are|it's|all|was|has been"
    r"|have been) (?:now |fully )?(?:done"
    r"|finished|complete[d]?)\b|\b(?:finished|completed) (?:item|with)|\bwe(?:'ve| have)? finished\b"
    r"|\bdone with\b|^(?:item )?#?[0-9]{1,3}:? (?:is )?(?:all )?(?:done|finished|complete[d]?)\b"
)
_NOT_DONE = re.compile(
    r"(?:准备|整理|收集|筹备)(?!好|完|齐|就绪)|没(?:有)?(?:看|审|批|弄|办|干|做|搞|完)|未(?:办|完)|快(?:弄|办"
    r"|干|做|搞)?(?:完|好)|差不多|基本(?:弄|办"
    r"|完)|almost|nearly|not (?:yet )?(?:done|finished)"
)
_REPORT = re.compile(
    r"^#?[0-9]{1,2} (?:progress|update|status)[:：]|^(?:我?(?:来|要|想|再|先|给)?)*(?:报|汇报|上报|填报|反馈"
    r"|报告|更新)(?:一下|一哈|下"
    r"|个)*(?:哈|啊|嘛)?(?:个)?(?:进展|进度|情况)"
    r"|^(?:进展|进度|情况|报告|汇报|补充|补报|周报|月报|反馈|更新|填报)(?:一下|汇报|报告|说明)?[:：]|^report\b"
    r"|\bprogress (?:on|for|report)"
    r"|^(?:接着|继续|再|另外?|还有?)+(?:汇报|报告|报|说)(?:一?下|个|一?[条句点])?[:：,， ]|^(?:再|另外?"
    r"|还有?)?补(?:充)?(?:报|说)?(?:一?句|一下|一条"
    r"|一点|个情况)[:：,， ]|^(?:an? )?(?:quick "
    r"|short )?(?:status )?(?:update|report) (?:on|for|to)\b|^update\b"
    r"|^(?:汇报|报告|填报|上报|报|反馈|进度|进展|更新)(?:一?[下哈])?(?:哈|啊)?[:：,， ]*第?(?:[0-9]{1,2}"
    r"|[一二三四五六七八九十廿]{1,4})项?(?![0-9号日月%下])[^?？]{4}"
    r"|^(?:我)?(?:说|讲)(?:一?下|说)[^,，]{0,8}(?:进展|进度|情况)[,，:：].{4}|(?:想|来|要)?(?:报|汇报"
    r"|反馈)(?:一下|个|下)(?:进度|进展|情况)[,，:： ]"
)
_CLOSE = re.compile(
    r"request(?:ing)? (?:closure|closing|to close)|ready (?:to close|for closing)|验收|审核|审查|核查|督查室"
    r"|请(?:领导)?|麻烦"
    r"|(?:please |you (?:can|may) )?(?:now )?close (?:it|the item)?|\bplease\b"
)
_EVIDENCE = re.compile(
    r"文号|[字函发][0-9]{1,4}号|验收单|材料|佐证|附件|证明|报告|[〔\[][0-9]{4}[〕\]] ?[0-9]+号"
    r"|\bdoc(?:ument)?s?\b|\bevidence\b|\bno\.|\bsee\b",
    re.IGNORECASE,
)
_LEADS_TO = re.compile(
    r"^.*?(?:(?:佐证|证明)?(?:材料|资料|附件)?(?:佐证|证明)?(?:详?见|在|为|是|:"
    r"|：)) *(?=.*[〔\[0-9])|^(?:佐证|证明|材料|附件)+[:： ]*(?=[^文])|^evidence:? ",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,，;；。\n]|\. |(?<=[\u4e00-\u9fff0-9%〕）]) (?=[\u4e00-\u9fff])")
_PART_OF_IT = re.compile(
    r"阶段|节点|部分|一期|前期|初步|配合的|第[一二三]步|(?:完成|完工|建成|弄完"
    r"|做完)了?[一二两三四五六七八九0-9]+(?:个|所|座|处|站|家)|(?:个|所|座|处|站|家|户|公里|亩"
    r"|场)[^,，]{0,12}(?:改造|建设|施工)?[,，].{0,6}(?:总共|一共|共)|\bphase\b|\bmilestone|\bpart\b"
)
"""Something of the item is finished, and not the item."""


def done(message: Message) -> Intent | None:
    rest = message.named.rest
    asks = asks_for(message) and message.has(_ASKS_TO_CLOSE)
    if wished(message, _DONE) is None or message.asking or (message.has(_NOT_DONE) and not asks):
        return None
    told = reports.read_report(rest, message.original)
    if told.percent not in (None, 100) or (told.value and not asks):
        return None
    if (message.has(_PART_OF_IT) and not asks) or _is_to_come(message):
        return None
    left = _CLOSE.sub("", _DONE.sub("", rest)).replace(BLANK, "").strip(" ,，.。!！:：已经都我们全部了请吧任务")
    evidence = _evidence(message.original)
    if len(left) > _FEW_WORDS and not evidence and not asks:
        return None
    result = reason(message, _EVIDENCE) if evidence else left
    return move(message, "submit_done", reason=result, evidence=evidence)


_ASKS_TO_CLOSE = re.compile(
    r"(?:算|办|弄|全|都)完(?:结|了)?[,，! ]+(?:给我?|帮我?|就)*(?:报|交)上去|报上去(?:办结|销号|结项)|"
    r"(?:办结|销号|结项)申请(?=$|[,，。:：]|交|提|上|报)|(?:申请|请)结(?=$|[,，。!])|申请(?:终结|完结|结束)"
    r"|请[^,，]{0,8}核销|(?:可以|能|该)销了"
    r"|\bclos(?:ing|ure) request (?:for|on)\b|\bmark (?:item |no\.? ?|#|it )?(?:[0-9]{1,2} )?(?:as )?(?:done"
    r"|complete)|(?:可以|能)(?:结项|结案|交验|验收)了|销(?:了|号|掉)(?:吧|哈|咯)|(?:可以|能)(?:交差|交账|交卷)"
    r"|(?:来|请|安排|可以"
    r"|帮忙)[^,，]{0,6}(?:验收|核查|核验|来验)(?=$|[吧了,，。])"
    r"|(?:报|申报|上报|提交?|呈报)(?:一下|个|上|一个|了|下)?(?:办结|完成(?![了率度0-9一二三四五六七八九])|结项"
    r"|结案|销号|完结)"
    r"|\bsubmit(?:ting)?\b.{0,14}\b(?:for )?(?:completion|closure|closing)|\bfor (?:completion|closure)\b"
    r"|(?:申请|请求|提请|报请|报|申报|请(?:予以?|给予)?|予以)(?:验收)?(?:办结"
    r"|销号|结项|销账)|报结"
    r"|请[^,，]{0,6}(?:审核|核验|验收|核查)|可以(?:办结|销号|结)了"
    r"|\b(?:please|pls) (?:review|close|check)|\bready to close|\brequest(?:ing)? (?:closure|closing|to close)"
)


def _is_to_come(message: Message) -> bool:
    """「下周办结」."""
    day = message.deadline.day if message.deadline else None
    return (day is not None and day > message.hearing.today) or message.has(_TO_COME)


_TO_COME = re.compile(
    r"下下?个?(?:周|月|星期|礼拜)|明[天年]|即将|预计|争取|力争|马上(?:就)?|很快|将要?|\b(?:will|soon|about to|next)\b"
)
_FEW_WORDS = 6
_LONGEST = 400


def _evidence(words: str) -> str:
    """Where the proof is to be found, as typed: a document's number, a file."""
    pieces = [piece.strip() for piece in _PIECES.split(words[:_LONGEST]) if piece.strip()]
    found = [piece for n, piece in enumerate(pieces) if _EVIDENCE.search(piece) and (n or len(pieces) == 1)]
    if not found or len(pieces) == 1:
        return ""
    return _LEADS_TO.sub("", found[0]).strip()


_REMINDS = re.compile(
    r"\bremind\b|(?:磨叽|再烦|再喊|再叫|戳)我|(?:再|别)(?:催|提醒|通知|叫)我?|提醒我|\bremind me\b|\bsnooze\b"
)


def report(message: Message) -> Intent | None:
    """A colon behind the item, or something that happened; a bare item number is a question."""
    forced = message.command == "report" or message.has(_REPORT)
    if message.has(_REMINDS):
        return None
    if message.asking and not (message.command == "report" or (forced and message.loosely_named.items)):
        return None
    named = message.loosely_named if forced or _BEGINS_BARE.match(message.text) else message.named
    says_something = reports.is_vague(named.rest) or reports.is_concrete(named.rest)
    if not named.items and named.missing is None and message.described is not None:
        named = replace(named, items=(message.described.item,))
    elif not named.items and named.missing is None and (last := item_at_the_end(message)) and says_something:
        named = replace(named, items=last)
    elif (
        len(named.items) > 1
        and reports.shares(named.rest) < 2
        and not message.has(_OF_THEM_ALL)
        and len(first := meant(message)) == 1
    ):
        named = replace(named, items=first)
    told = reports.read_report(named.rest, message.original)
    happened = told.concrete or (reports.is_concrete(named.rest) and message.has(_HAS_BEEN))
    if not named.items and named.missing is None and happened and asks_for(message):
        bare = message.loosely_named.items
        named = replace(named, items=bare if len(bare) == 1 else _begins_with_topic(message))
    terse = None if message.office else _terse(message)
    if not (forced or terse or _tells(message, told, named)):
        return None
    if terse is not None:
        return terse
    if reports.short_of(named.rest):
        return Clarify("what_percent", items=named.items)
    if len(named.items) > 1 and told.percent is not None:
        return _one_by_one(message, told)
    if named.missing is not None and not named.items:
        return Clarify("no_such_item", number=named.missing)
    return ReportProgress(named.items, told.text, told.percent, told.value, told.next_step, told.problem, told.vague)


def item_at_the_end(message: Message) -> Items:
    """「还在推进，22」: a clause of its own that is nothing but a known number."""
    found = _AT_THE_END.search(message.text)
    known = {item.number for item in message.known.lexicon.items}
    told = found is not None and found.start() >= _SOMETHING and int(found[1]) in known
    return (ItemNo(int(found[1])),) if found is not None and told else ()


_SOMETHING = 4
"""So many signs tell something."""
_AT_THE_END = re.compile(r"[,，。;；] ?(?:第 ?)?([0-9]{1,2})(?:[项条]|的)?[。!！ ]*$")


def _begins_with_topic(message: Message) -> Items:
    """「改厕累计2480座」: with a figure behind it a word of an item's title is enough."""
    if in_context(message):
        return ()
    matches = message.known.topics.find(message.text[:_FIRST_WORDS])
    return (matches[0].item,) if clear(matches) else ()


_FIRST_WORDS = 6
_HAS_BEEN = re.compile(r"[^为除]了|完|已|本周|本月|昨天|上周|今天|目前|好[一二三四五六七八九十百千两0-9]")


def _terse(message: Message) -> ReportProgress | None:
    """「14 60」 from a unit: the item, and how far it is."""
    found = _ITEM_AND_SHARE.fullmatch(message.text)
    if found is None:
        return None
    which, share = number(found[1] or found[3]), number(found[2] or found[4])
    if (
        which is None
        or share is None
        or share > 100
        or all(which != item.number for item in message.known.lexicon.items)
    ):
        return None
    return ReportProgress((ItemNo(which),), message.original.strip(), share)


_ITEM_AND_SHARE = re.compile(
    r"([0-9]{1,2})[项 ,，:]+([0-9]{1,3})%?[了咧啦]?|第?([一二三四五六七八九十廿]{1,4})项([一二三四五六七八九十]{1,3})了"
)


def _one_by_one(message: Message, told: reports.Told) -> Clarify:
    """Each item has its own report: 「14项60%，21项80%」."""
    parts = [Message(part, message.known, message.hearing) for part in re.split(r"[,，;；。\n]", message.original)]
    if reports.shares(message.named.rest) > 1:
        options = [report(part) for part in parts if len(part.items) == 1]
    else:
        options = [ReportProgress((item,), told.text, told.percent) for item in message.items]
    return Clarify(
        "several_wishes",
        items=message.items,
        words=message.said,
        options=tuple(option for option in options[:4] if option is not None),
    )


def nearly(message: Message) -> Intent | None:
    """「差不多快完了」: how far it is can be asked at once."""
    if message.asking or not message.has(_NEARLY) or len(message.text) > 20 or reports.has_percent(message.named.rest):
        return None
    return Clarify("what_percent", items=message.items or in_context(message))


_NEARLY = re.compile(
    r"快(?:弄|办|干|做|搞)?(?:完|好)了|差不多(?:了|完|快)|almost (?:done|there|finished)"
    r"|nearly (?:done|there|finished)"
)


_OF_THEM_ALL = re.compile(r"(?<=[项条0-9十一二三四五六七八九])都(?=[在有没已还按正能往])|[项条]均")
_POLITE = re.compile(r"\bplease\b|\bthanks?(?: you)?\b|谢谢|麻烦(?:您|你)?|请(?!示)|一下")


_SENTENCE = 12
_VAGUELY = 2
_HAPPENED = re.compile(r"(?<!为)了(?=[,，。;； ]).*[\u4e00-\u9fff]{2}")
_LATELY = re.compile(r"(?:昨天|今天|上周|本周|这周|本月|这个月|刚刚?|近日|日前|又|已经?|目前)[^,，。]{3,}")
"""A unit that says what happened lately tells how far its item is."""
_NEWS = re.compile(
    r"[^为除]了|已经|已(?!阅|有)|正在|开始|还[差剩]|还在(?!不)|基本|预计|成型|收口|扫尾|其[他它余]|全部|\d+/\d+"
)
_ENGLISH_NEWS = re.compile(
    r"\b(?:stuck|blocked|delayed|waiting (?:for|on)|arrived|installed|signed|started|built|passed|held|underway"
    r"|under way|renovated|completed"
    r"|haven't|hasn't|have not|has not|still (?:missing|waiting|open))\b"
)
_IN_HAND = re.compile(
    r"还差|工序|收工|扫尾|收尾|复工|开工|停工|施工|成型|进场|验收|招标|采购|调试|安装|装修|铺设|粉刷|绿化|硬化"
    r"|到位|到账"
    r"|批下来|(?:没|未)(?:到|批|下|装|修|建|拨|签)|卡在|正在|已"
)
"""What a unit says of the item talked about."""
_ABOUT_TIME = re.compile(
    r"[签审阅哪谁]|在不在|[过了完][没吗吧么]|报[过的]|延|催|照办|先不|吧|还是|等[^,，]{1,8}再|到期|超期|逾期"
    r"|红灯|黄灯|亮灯|截止|剩[几多]|还剩[^,，]{0,6}天"
)
_SHORT_NEWS = 7
_WISHES = re.compile(r"同意|批|请|想|希望|延期|办结|销号|协调|撤|退|不归|派|挂起|恢复|给|由|让|归")
"""What may be another wish is not taken for a report."""
_BEGINS_BARE = re.compile(r"[0-9]{1,2}(?: +(?![0-9])|[:：] (?=[0-9]{1,3} ?%))")


def _tells(message: Message, told: reports.Told, named: Named) -> bool:
    if len(named.items) > 1 and told.percent is None and message.has(_OF_THEM_ALL) and asks_for(message):
        return reports.is_vague(named.rest) and not told.value
    if (len(named.items) > 1 and told.percent is None) or (
        message.hearing.role in (Role.ADMIN, Role.SUPERVISOR, Role.LEADER) and not told.percent
    ):
        return False
    rest = _POLITE.sub("", named.rest)
    only_a_topic = message.described is not None and not message.described.pointed
    if only_a_topic and not (told.concrete or reports.is_concrete(rest) or message.has(_HAS_BEEN)):
        return False
    if not named.items:
        if (
            asks_for(message)
            and in_context(message)
            and (told.problem or told.next_step or told.value or _says_news(rest))
        ):
            return True
        return (told.percent is not None and len(rest) <= 200) or (reports.is_vague(rest) and len(rest) <= 20)
    if (
        asks_for(message)
        and len(rest) >= _SHORT_NEWS
        and _NEWS.search(rest)
        and not (_WISHES.search(rest) or _ABOUT_TIME.search(rest))
    ):
        return True
    if asks_for(message) and len(rest) >= _SENTENCE and _ENGLISH_NEWS.search(rest):
        return True
    if not message.office and len(rest) >= _SENTENCE - 4 and _LATELY.search(rest) and not _WISHES.search(rest):
        return True
    if (message.has(_PART_OF_IT) and message.has(_DONE)) or (
        len(rest) >= _SENTENCE and _HAPPENED.search(rest) and not _WISHES.search(rest)
    ):
        return True
    colon = re.search(rf"{BLANK} ?[:：,，]", rest) is not None
    length = len(rest.replace(BLANK, "").strip(" ,，:：。."))
    if reports.is_vague(rest) and length >= _VAGUELY:
        return True
    said = length >= 4
    return told.concrete or (said and (reports.is_concrete(rest) or reports.is_vague(rest) or colon))


def _says_news(rest: str) -> bool:
    return (
        len(rest) >= _SHORT_NEWS
        and bool(_IN_HAND.search(rest))
        and not (_WISHES.search(rest) or _ABOUT_TIME.search(rest))
    )
