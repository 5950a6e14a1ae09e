"""What a question that the second reader heard is about: the items, and which side of them."""

import re
from collections.abc import Sequence

from language.intents import ItemNo, Items
from language.understanding.bare_items import bare_items
from language.understanding.described import CERTAIN
from language.understanding.message import Message
from language.understanding.numerals import number
from language.understanding.topics import clear

_SPELT = re.compile(
    r"^第?(二?十[一二三四五六七八九]?)(?=[^一二三四五六七八九十百0-9日号天年月周点项万亿来多几个]|$)"
    r"|(?<![第一二三四五六七八九十0-9月])(二?十[一二三四五六七八九])[ 。.!?]*$"
)
"""「二十二离到点还剩几天」「…才能变绿二十二」: numbers in words, where nothing is counted."""
_SPELT_PAIR = re.compile(
    r"^第?(二?十[一二三四五六七八九]?)[跟和与、](二?十[一二三四五六七八九]?)(?=[^一二三四五六七八九十])"
)
_FIRST = re.compile(r"^([0-9]{1,2})(?=一(?:次|个字|直|点|趟|句|回)|两|这|那)")
"""「26一次没报过」."""
_TOGETHER = re.compile(r"[,， ]?[两俩三四五六七八九](?:个|项|条)?(?=(?:没签的?)?(?:一[起块并]|都|放|并|摆))")
"""「14 21 22三个一起看看」: how many they are."""

_ROLES = (
    (
        "lead",
        re.compile(
            r"谁(?:在|来)?(?:牵头|负责|主办|主抓|挑头)|牵头的?(?:单位)?(?:是|到底是)?[谁哪]"
            r"|哪[个家][^,，]{0,4}牵[的个]?头"
        ),
    ),
    (
        "contact",
        re.compile(
            r"联系|[联连]络|对接|对口|接头|接洽|手机号|号码|找(?:[^,，0-9]{0,6}?哪一?位|谁|个人)|唠|[局委办]哪位|电话|跑腿|填报|经办|具体(?:哪个|谁)"
            r"|contact|\bcall\b|\bring\b|reach|phone"
        ),
    ),
    (
        "co",
        re.compile(
            r"配合|协办|协助|协同|帮手|搭把?手|搭伙|打下手|帮衬|参与|掺和|跟着[干弄]|[跟和同]我?们?(?:一[起路块]|一道)|一[起路块](?:弄|搞|干|整)|除了牵头|[跟和同]我?们?一块儿?"
            r"|二传手|也在里头|以外|除了|还拉|点名的"
            r"|\bco-?(?:unit|owner|operat)|cooperat|support|\bhelp|assist|\bwith us\b|\belse\b|partner"
        ),
    ),
    ("leader", re.compile(r"vice[- ](?:magistrate|mayor|head)|领导|县长|书记|常委|分管|挂帅|包抓|包联|\bleader\b")),
    (
        "lead",
        re.compile(
            r"牵|前头单位|领衔|谁在?带(?=[?？ ]*$)|谁的(?=[?？ ]*$)"
            r"|挑头|领头|负责|主办|主责|承办|主抓|抓总|[在谁家]管|归[谁哪]|谁家|谁的活"
            r"|[谁家][在来]?[抓弄办管干组盯搞跑]|(?:哪一?[个家]|啥|什么)(?:局|单位|部门|办|镇)?[在来]?(?:的|管|搞|弄|整|办|抓|干)|打头|头儿|[局办委]的还是|找哪个局|在抓|派给"
            r"|有主|婆家|qian ?tou|\blead|in charge|responsible|\bowns?\b|on the hook|whose"
        ),
    ),
)
_TOUCHED = (
    (
        "waiting",
        re.compile(
            r"卡[在谁]|[压停搁躺][在到]|等(?:着)?(?:谁|哪)|[谁哪边][^,，]{0,2}手[里上头度]|[走到](?:了)?谁"
            r"|[审走批]到(?:了)?(?:哪|啥|什么)"
            r"|到(?:了)?[谁哪](?:那|个环节)|哪个环节|\bstuck\b|waiting|sitting|\bholding\b"
        ),
    ),
    ("deadline", re.compile(r"(?:换|改|动|变)过?[^,，]{0,4}(?:时限|期限|限期)|的限|限期")),
    ("report", re.compile(r"填报|上报|报告|报(?:是|的是)?(?:什么|啥)时候|改成[0-9]{1,3}%")),
    ("waiting", re.compile(r"球在|谁(?:那儿?|手[里上])[压卡]|在谁|批下来没|[等走]谁")),
    ("co", re.compile(r"配合|协办|协助|cooperat|\bsupport")),
    ("leader", re.compile(r"(?:责任|分管|包抓|牵头)领导|\bleader\b")),
    ("lead", re.compile(r"换过|改派|牵头|转给|[个谁][^,，]{0,2}派的|派给|分给|assigned|\blead\b|handed")),
    ("deadline", re.compile(r"日子[^,，]{0,3}变|期线|[改换]成[^,，]{0,4}[0-9一二三四五六七八九十]{1,2}月")),
    (
        "report",
        re.compile(
            r"报的|报过|谁在报|冒泡|[前头][几两][次回][^,，]{0,6}说|报了(?:些|什么|啥|几|没)|[上前历][次回几][^,，]{0,8}报|汇报|反馈|进展|说过|写的"
            r"|录进|填的|那条|\breports?\b|updates?"
        ),
    ),
    ("deadline", re.compile(r"时限|期限|延|拖|日子|日期|推迟|截止|deadline|exten|\bdue\b|\bdate\b")),
)
_ALL_OF_THEM = re.compile(r"各|全部|所有|都|几个|逐|[我咱]们?局|\ball\b|\bwe\b|\bour\b")
_CHARTED = re.compile(r"^第?([0-9]{1,2})项的?(?:指标|目标)")
_THOSE = re.compile(r"这[俩两几些三四]|它们|\b(?:these|those|both|them)\b")
_SOME = 3.3
"""A topic as sure as that is meant, when the kind of question needs an item anyway."""


def first_of(message: Message, table: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """What the first words of the table that are there stand for; "" without any."""
    return next((meant for meant, words in table if message.has(words)), "")


def role_asked(message: Message) -> str:
    """ "" where all are asked for: 「我们是牵头还是配合」."""
    both = message.has(_LEADS) and message.has(_HELPS) and not message.has(_WHO_LEADS)
    return "" if both else first_of(message, _ROLES)


_WHO_LEADS = _ROLES[0][1]
_LEADS = re.compile(r"牵头|\bleads?\b|\bchairs?\b")
_HELPS = re.compile(r"配合|协办|\bsupports?\b|\bpartners?\b|cooperat")


def change_asked(message: Message) -> str:
    """Which of what was done to the item, or "waiting" for with whom it lies."""
    return first_of(message, _TOUCHED)


def items_asked(message: Message) -> Items:
    """Named, or clearly the topic, or known by its figures, or the one last talked about."""
    if message.loosely_named.items:
        return message.loosely_named.items
    if message.loosely_named.missing is not None:
        return ()
    if spelt := _spelt(message) or bare_items(message):
        return spelt
    if (figured := message.known.figures.find(message.text)) is not None:
        return (figured,)
    talked = message.talked_about if len(message.talked_about) == 1 or message.has(_THOSE) else ()
    described = message.described
    if described is not None and (not talked or described.pointed or described.score >= CERTAIN):
        return (described.item,)
    if talked:
        return talked
    matches = message.known.topics.find(message.text)
    return (matches[0].item,) if clear(matches) and matches[0].score >= _SOME else ()


def _spelt(message: Message) -> Items:
    known = {item.number for item in message.known.lexicon.items}
    found = _SPELT_PAIR.search(message.text) or _SPELT.search(message.text) or _FIRST.search(message.text)
    said = [number(each) for each in found.groups() if each] if found is not None else []
    return tuple(ItemNo(each) for each in said if each is not None) if set(said) <= known else ()


def several_asked(message: Message) -> Items:
    """Two or more: 「14、21、22一并说说」「14 21 22三个一起看看」; with 「这俩」 those talked about as well."""
    found = _TOGETHER.search(message.text)
    if found is not None:
        before = message.text[: found.start()]
        said = [int(each) for each in re.findall(r"(?<![0-9.])[0-9]{1,2}(?![0-9.%])", before[:_NEAR])]
        known = {item.number for item in message.known.lexicon.items}
        if len(said) > 1 and set(said) <= known:
            return tuple(ItemNo(each) for each in dict.fromkeys(said))
    named = message.loosely_named
    if len(named.items) > 1 and named.missing is None:
        return named.items
    pair = _spelt(message)
    return pair if len(pair) > 1 else ()


_NEAR = 30


def items_measured(message: Message) -> Items:
    """Whose targets are asked for; () for all that have any."""
    charted = _CHARTED.match(message.text)
    if charted is not None and any(item.number == int(charted[1]) for item in message.known.lexicon.items):
        return (ItemNo(int(charted[1])),)
    if message.items:
        return message.items
    if message.loosely_named.items:
        return message.loosely_named.items
    if (figured := message.known.figures.find(message.text)) is not None:
        return (figured,)
    matches = message.known.topics.find(message.text)
    sure = clear(matches) and matches[0].score >= _SOME
    if message.has(_ALL_OF_THEM) and not sure:
        return ()
    if message.described is not None:
        return (message.described.item,)
    if sure:
        return (matches[0].item,)
    return message.talked_about if len(message.talked_about) == 1 and not message.mentions else ()
