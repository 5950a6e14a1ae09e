"""How an item is measured and read: reporting cycle, target, milestones, sensitivity, who no longer helps."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent
from language.understanding.assignments import takes_off
from language.understanding.item_numbers import BLANK, find_items
from language.understanding.message import Message
from language.understanding.moving import after_colon, day_said, lays_down, meant, move, wished
from language.understanding.pointing import ASSIGN
from language.understanding.recurrences import wished_cadence
from ledger.deadlines import Deadline

_TARGET = re.compile(
    r"(?:目标|指标)值?(?:就|先|按|统一)?(?:是|为|:|写|填|定|设|按|改|调|到)?(?=[^,，0-9]{0,10}[0-9])|(?:定|设"
    r"|加)(?:个|一个)?(?:目标|指标)"
    r"|目标值?(?:任务)?(?:就|先|统一|按|要)?(?:定|设|改|调|明确|写|填|调整|改写"
    r"|更新|提高?|降)(?:为|成|到|在"
    r"|至)?|目标值?(?:是|为|按"
    r"|:)(?=[^,，]{0,12}[0-9])|指标值?(?:定|设|改|调)(?:为|成|到)"
    r"|set .{0,12}target\b|\btargets? (?:for|of|on|is|to)\b|\btarget .{0,12}(?:is|to)\b"
)
_NUMBERS_AGAINST = re.compile(
    r"\b(?:numbers?|figures?|actuals?|results?|progress) (?:against|versus|vs|compared) .{0,12}\btargets?\b"
)
_FIGURE = re.compile(
    r"[0-9.]+ ?(?:%|[万亿千]?(?:平方米|公里|人次|亩|吨|户|家|座|处|场|个|条|所|套|台|名|件|项|人|元|次|批|篇|期"
    r"|天|分|倍|倍数|标段)|[万亿千]"
    r"|万?[\u4e00-\u9fff]{1,3}|[a-z]{2,12})?"
)
_SET_NODES = re.compile(
    r"(?:里程碑|节点)[:：]|\bmilestones?[:：]|(?:里程碑|节点)(?:就|先)?(?:设|定|分|排|改|调整?|分解|列"
    r"|写)(?!完)|\b(?:milestone|checkpoint)s? (?:for|of|on|are|:)|\bcheckpoints?\b.{0,30}:"
    r"|[项条]的?(?:时间|关键"
    r"|阶段)?节点[^,，。0-9]{0,6}[:：]|[项条]的?(?:时间|关键|阶段)?节点(?:如下|安排"
    r"|计划)?[:：]|(?:设|定|列|排|安排|分|添|加"
    r"|建)[^,，。]{0,10}节点|节点(?:设|定|分|安排|排)(?!完)|倒排工期"
    r"|\b(?:set|add|plan|make)\b.{0,20}\bmilestones?\b"
)
_TIME_ONLY = re.compile(r"时间节点(?:就|先|统一)?(?:是|为|在|截[止至]|到|改[到为]|定[到在]|调[到整])")
"""「时间节点截至12月31日」 is the limit."""
_A_FEW = re.compile(r"[设定排列加分](?:上|出)?几个")
"""「设几个节点」 asks nothing."""
_REACHED = re.compile(
    r"(?:节点|里程碑)[^。%]{0,24}?(?:完成|完了|通过|过了|打勾|勾掉|销掉|达到|达成|实现|兑现|拿下|到位)(?!的)"
    r"|\bmilestones? hit\b"
    r"|节点[^。]{0,24}?(?:完成|完了|通过|过了|打勾|勾掉|销掉)|(?:勾掉|勾选|划掉|销掉|打勾)[^,，。]{0,16}节点"
    r"|节点[^,，。]{0,6}(?:完成|达到|达成|过了|到了|实现"
    r"|通过)|(?:完成|达到|达成|通过)了?[^,，。%0-9]{0,10}节点"
    r"|\bmilestones?\b.{0,60}\b(?:reached|done|met|complete[d]?|passed)\b|\b(?:reached|met|passed"
    r"|completed)\b.{0,20}\bmilestone\b"
)
_TO_COME = re.compile(r"争取|力争|预计|计划|打算|准备|下周|下个?月|明天|即将|将[要于]|还没|没有?完|未完|\bwill\b")
_NODE_NAME = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:的)?节点")
_NO_NAME = re.compile(r"季度?|[上中下]旬|月|这个|那个|本|上个|下个|时间|关键|第")
_SENSITIVE = re.compile(
    r"(?:标|列|设|定|归|改|划)(?:为|成|个|作)?[^,，]{0,4}(?:敏感|涉敏|涉密|保密|内部)"
    r"|知悉范围[^,，]{0,8}(?:内部|指定|相关|限|缩)|涉敏|敏感|涉密|(?:不|不宜"
    r"|不要|不对外|暂不|非)公开"
    r"|(?<!环)保密|仅内部|内部掌握|\bsensitive\b|\bconfidential\b"
)
OPENS = re.compile(
    r"(?:敏感|涉敏|涉密|保密)[^,，不]{0,6}(?:去掉|取消|解除|摘掉|撤掉|拿掉|(?:调整?|改|转)[回为成到]{0,2}可?公开)"
    r"|(?<![不未])可公开(?=$|[,，。])|(?:降|回|恢复)[^,，]{0,2}公开(?=$|[,，。了吧])|(?:没|无)(?:有|啥|什么|好){0,3}(?:敏感|涉密|保密|不能公开)的?"
    r"|放开[,，][^,，]{0,4}(?:都|谁)"
    r"|谁都(?:能|可以)看|[项条0-9二三四五六七八九十保密的][,，]放开(?=$|[,，。吧])|敏感[^,，不]{0,4}[调改转]回?公开|"
    r"(?:没|无)(?:啥|什么)?(?:敏感|涉敏|涉密)[^。]{0,12}公开|[项条](?:改|设|调|转|对外)?(?:为|成)?公开(?=$"
    r"|[,，。吧])|放开[^,，]{0,4}公开|(?<![不未勿别])(?<!不[宜能得要])对外公开"
    r"|(?<![不未勿别])(?:改回|换成|设成|改成|变成|调成|一律|全部?|可以|恢复)(?:为|成)?公开(?=$|[,，。了吧])"
    r"|^(?:把|将)?第?[0-9]{1,2}[项条]?(?:设|改)?公开(?:了|吧)?$|放开[让给](?:大家|谁|群众|社会)"
    r"|\b(?:make|set|mark) (?:it|item [0-9]{1,2}|[0-9]{1,2}) (?:as )?open\b"
    r"|\bpublic\b(?! (?:security|service|health"
    r"|transport))|解密|知悉范围[^,，]{0,8}(?:公开|全体|所有人)|(?:取消|去掉|解除"
    r"|撤销|不再(?:是)?|不是|不算|摘掉|改为非"
    r"|非)[^,，]{0,4}(?:涉敏|敏感|涉密)"
    r"|(?:设|改|转|恢复)(?:为|成)?公开|\b(?:not|no longer) (?:sensitive|confidential)\b"
)
_TELLS_SENSITIVE = re.compile(r"(?:涉敏|敏感|涉密)(?:信息|问题|内容|吗|的有|是什么|怎么)")
_OFF_LEAD = re.compile(r"牵头|主办|负责|除了|除外|以外|不(?:含|包括)|\b(?:except|excluding|without)\b|\blead\b")
_CYCLE = re.compile(r"(?:每|逐|按)(?:个)?(?:半?月|旬|半?年|两周|两个月|季度?|周)|半月|一旬|双周|隔周|[周月季]报|旬报")


def cadence(message: Message) -> Intent | None:
    """A cycle the ledger does not know (每旬) is asked about."""
    if message.asking or not meant(message) or message.has(ASSIGN) or not lays_down(message):
        return None
    if message.cadence is None and not (message.has(_CYCLE) and "报" in message.text):
        return None
    return move(message, "set_cadence", cadence=wished_cadence(message.text) or message.cadence)


def target(message: Message) -> Intent | None:
    if message.has(_NUMBERS_AGAINST):
        return None
    if not lays_down(message) or wished(message, _TARGET) is None or message.asking or not meant(message):
        return None
    rest = message.named.rest
    said = _TARGET.search(rest)
    found = [*_FIGURE.finditer(rest, said.end() if said else 0)] or [*_FIGURE.finditer(rest)]
    value = found[-1][0].strip(" .") if found else ""
    return move(message, "set_target", value=value, reason=message.original.strip())


def milestones(message: Message) -> Intent | None:
    if message.has(_TIME_ONLY):
        return None
    asked = message.asking and not message.has(_A_FEW)
    if asked or not lays_down(message) or wished(message, _SET_NODES) is None:
        return None
    if message.loosely_named.missing is not None and not message.loosely_named.items:
        return Clarify("no_such_item", number=message.loosely_named.missing)
    made = move(message, "set_milestones", reason=after_colon(message))
    planned = find_items(_FIRST_NODE.split(message.text, maxsplit=1)[0], message.known.lexicon.items).items
    return replace(made, items=planned) if planned and set(planned) != set(made.items) else made


_FIRST_NODE = re.compile(r"[:：]|第[一二三四五]个|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月")
"""What stands before it names the item; 「10号收尾」 behind it is a day."""


def milestone_reached(message: Message) -> Intent | None:
    if message.asking or wished(message, _REACHED) is None or message.has(_TO_COME):
        return None
    day: Deadline | None = day_said(message)
    return move(message, "reach_milestone", deadline=day, value="" if day else node_name(message))


def sensitivity(message: Message) -> Intent | None:
    if message.asking or not lays_down(message) or not meant(message) or message.has(_TELLS_SENSITIVE):
        return None
    if message.has(OPENS):
        return move(message, "set_sensitivity", level="open")
    return (
        move(message, "set_sensitivity", level="sensitive")
        if wished(message, _SENSITIVE, denying=True) is not None
        else None
    )


def helper_off(message: Message) -> Intent | None:
    """「14项不要统计局配合了」; taking the lead away is another thing, and so is adding somebody as well."""
    if message.asking or not lays_down(message) or not takes_off(message.text) or message.has(_OFF_LEAD):
        return None
    topic = message.described.until if message.described else 0
    units = [
        unit
        for mention in message.mentions
        if (not mention.weak or mention.one) and not (mention.weak and mention.end <= topic)
        for unit in mention.departments
    ]
    if not units or not meant(message) or any(len(m.departments) > 1 and not m.group for m in message.mentions):
        return None
    if re.search(r"加上?|增加|新增|换|(?<!发)改|\badd\b|\breplace\b", message.text):
        return None
    return move(message, "remove_co", co=tuple(dict.fromkeys(units)))


def node_name(message: Message) -> str:
    """A word of the node's text: 「初评节点」."""
    found = _NODE_NAME.search(message.named.rest.replace(BLANK, " "))
    return found[1] if found and not _NO_NAME.search(found[1]) else ""
