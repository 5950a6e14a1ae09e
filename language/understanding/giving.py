"""Giving items away and setting their limits: what an admin's sentence asks for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from language.intents import Assign, Clarify, Intent, ItemNo, SetDeadline
from language.understanding import reports
from language.understanding.assignments import duties, takes_off, unknown_unit
from language.understanding.deadlines import counts_from_limit
from language.understanding.message import Message
from language.understanding.moving import HELP, asks_for
from language.understanding.pointing import ASSIGN, THAT, items_meant, willing
from language.understanding.safety import is_dry_run
from language.understanding.units import Mention
from ledger.members import Role

_GET_DONE = re.compile(r"把.{0,12}(?:落实|抓好|抓起来|推进|办好|推动|办了|做了)(?:下去|起来|一下|了|好|到位|$)")
_TITLE = re.compile(r"(?:的)?(?:副)?(?:书记|主任|局长|县长|部长|乡长|镇长|院长|检察长|行长|经理|科长|同志)")
_LEADER = re.compile(
    r"(?:责任|牵头|包抓|分管|挂帅|挂牌|包联)领导[:：]?(?:第?[0-9一二三四五六七八九十]{1,3}[项条号])?(?:就"
    r"|先|请)?(?:写成?|挂|填写|改成?|改为|定(?:为|成)?|换成?|换为|填|是|为"
    r"|:|由|请|安排|明确为?|确定为?|调整为)? ?"
    r"((?![帮出协来给])(?:[\u4e00-\u9fff·]{0,10}?(?:常务副县长|副?书记|副?县长|副?主任|常委|部长|主席|局长|镇长|乡长"
    r"|常务)|(?![补填写]上|空|缺|没|还)[\u4e00-\u9fff·]{2,3}(?=$"
    r"|[,，。;；!]))|(?<=[:是为成由改换定写填])[\u4e00-\u9fffa-z·]{2,14})"
    r"|(?:由|请|让|归|给|,|项)((?![由请让归给])[\u4e00-\u9fff]{1,3}(?:副?书记|副?县长|副?主任|常委|部长|主席))(?:来)?"
    r"(?:包抓|牵头|挂帅|挂牌|包联|包保|分管|负责|督办)|responsible leader(?: is|:| to)? ([a-z ]{2,30})"
)
_NAMED_LEADER = re.compile(
    r"(?:责任|牵头|包抓|分管|包联)领导[^,，。;；]{0,8}?(?:常务)?副?(?:县长|书记|主任|部长"
    r"|主席)([\u4e00-\u9fff]{2,3})同志"
)
"""「责任领导明确为常务副县长李国平同志」: by his name."""
_TITLE_OF_A_LEADER = (
    r"((?:常务|分管(?:[\u4e00-\u9fff]{1,4}?的)?)副?县长|(?:县委|政法委)?副?书记|[\u4e00-\u9fff]副?(?:县长|书记))"
    r"(?![\u4e00-\u9fff]{2,3}同志)"
)
_TITLED = re.compile(
    r"领导[^。;；?？]{0,4}(?:补上|补挂|登记|填上|写上|空着|缺着)[^。;；?？0-9]{0,4}?(?:写|填|成|为|是|[,，:：]) ?"
    rf"{_TITLE_OF_A_LEADER}"
    r"|补[个挂](?:责任)?领导[,，:：] ?"
    rf"{_TITLE_OF_A_LEADER}"
    rf"|[,，]{_TITLE_OF_A_LEADER}$"
    rf"|[,，]{_TITLE_OF_A_LEADER}(?:来)?(?:分管|管|挂帅?|盯|抓)(?:着|总)?(?=$|[,，。吧])"
)
"""「分管领导补上，写常务副县长」「科技局牵头，常务副县长管」."""
_LIMIT = re.compile(
    r"限期|死限|为限|限(?=[0-9一二三四五六七八九十]{1,3} ?(?:月|日|号|个|天|周))|截[止至]|提到|提前|\blimit\b"
    r"|时间节点|时间(?:就|先|统一)?(?:定|改|调|设|延|推)|时限"
    r"|期限|截止|完成时间|办结时间|到期(?!的|有)|(?:改|延期?"
    r"|推迟?|放宽|放|提前|定|挪|移|顺延|调整?)(?:到|成|在|为"
    r"|至)|\bdeadline\b|\bdue\b|\bmove\b|\bpostpone\b|\bextend\b.*\bto\b|\bset\b"
)
_FORECAST = re.compile(
    r"完成了|完成[0-9]|预计|估计|可能|应该能|(?<!务必)能够?(?:在|于|按)?.{0,10}(?:完成|办结)|无法|难以|(?:完成"
    r"|办)不了|完不成|[没未]能|已经?"
)
"""What is expected is no limit."""
_FINISH_BY = re.compile(r"完成|办结|办完|搞定|收尾|交账|finish|complete|done by")


def assign(message: Message) -> Intent | None:
    forced = message.command == "assign"
    if is_dry_run(message) and message.items and not message.mentions:
        return Assign(message.items, dry_run=True)
    if message.office and message.items and message.has(_GET_DONE) and not message.mentions and not message.asking:
        return Clarify("which_department", items=message.items)
    if not forced and (not (message.has(ASSIGN) or _hands(message)) or (message.asking and not willing(message))):
        return None
    if asks_for(message) and (message.has(HELP) or reports.has_percent(message.named.rest) or message.has(_HELPED)):
        return None
    if not message.named.items and message.has(_NEW_ITEM):
        return None
    if message.has(_EITHER) and len(message.mentions) > 1:
        return Clarify("which_department", items=message.loosely_named.items, words=message.said)
    if message.has(_LED_BY) and message.items and not message.has(_HANDING):
        return None
    if takes_off(message.text) and message.mentions and message.meant and not message.has(_INSTEAD):
        return Clarify("negated", items=message.loosely_named.items, words=message.said)
    leader = leader_named(message)
    mentions = [m for m in message.mentions if not names_topic(message, m)]
    if leader is None and (message.office or forced):
        misses = [
            miss for miss in message.near_misses if not any(m.start < miss.end and miss.start < m.end for m in mentions)
        ]
    else:
        misses = []
    if not mentions and not leader and not misses:
        return _incomplete_assignment(message) if forced or _names_nobody_known(message) else None
    which = items_meant(message, loosely=True)
    if isinstance(which, Clarify):
        return which if forced or _says_item(message) else None
    found = duties(message.text, mentions)
    draft = Assign(
        which if isinstance(which, tuple) else (),
        lead=found.lead,
        co=tuple(found.co) if found.co and found.lead is not None and not found.adds else None,
        add_co=tuple(found.co) if found.lead is None or found.adds else (),
        leader=leader,
        dry_run=is_dry_run(message),
    )
    if misses:
        return _which_department(draft, misses[0].likely)
    if found.ambiguous:
        return _which_department(draft, found.ambiguous)
    if unknown := unknown_unit(message.loosely_named.rest, mentions):
        return Clarify("which_department", items=draft.items, words=unknown)
    if message.deadline is not None:
        if message.deadline.problem:
            return Clarify(message.deadline.problem, items=draft.items, words=message.deadline.words)
        draft = replace(draft, deadline=message.deadline.deadline)
    if not draft.items:
        return _choose_item(message, lambda item: replace(draft, items=(item,)))
    return draft


_EITHER = re.compile(r"(?:到底|究竟)[^,，。]{0,16}还是|[局办委部镇乡]还是[^,，。░]{2,8}(?:$|[?？呢啊])")
"""「13到底派给科技局还是工信局」: that is not decided."""
_NEW_ITEM = re.compile(r"[,，]立项(?=[,，。])|增补立项|新立一项|任务进台账")
_HELPED = re.compile(r"^(?:我们)?配合[^,，]{2,8}(?:搞|做|办|那|的|开展)")
"""「配合商务局搞的夜市又办了两期」: a unit tells what it has done to help."""
_INSTEAD = re.compile(r"换成|改由|改为|改成|换为|归|接手|接过")
_LED_BY = re.compile(r"(?:牵头|负责|配合|主办|承办)的 ?第?(?:[0-9]|[一二三四五六七八九十])")
"""「文旅局牵头的14项」 describes the item."""
_HANDING = re.compile(r"把|将|交给|分给|派给|改")


def _hands(message: Message) -> bool:
    """「14给文旅局」: a bare 给 gives only where nothing else follows that would be given."""
    text, rest = message.text, message.loosely_named.rest
    return any(
        _STRAIGHT.search(rest[max(0, mention.start - 24) : mention.start]) and _NOTHING_ELSE.match(text, mention.end)
        for mention in message.mentions
    )


_STRAIGHT = re.compile(r"(?:░|(?:那|这)一?[项个条件]) ?(?:项?任务|事项|工作)?(?:就|都|先|也|统一|一并)?[, ]?给 ?$")
"""Between the item and 给 there is nothing that could be what is given: not 「14项材料给…」."""
_NOTHING_ELSE = re.compile(r" ?(?:$|[,，。;；!]|吧|了|来|去|办|做|主办|承办|配合|还是)")


def deadline(message: Message) -> Intent | None:
    reading = message.deadline
    if (message.asking and not willing(message)) or (reading is None and message.command != "deadline"):
        return None
    if message.hearing.role in (Role.LIAISON, Role.HEAD) and message.command != "deadline":
        return None
    short = message.hearing.role is Role.ADMIN and message.has(_FINISH_BY) and not message.has(_FORECAST)
    says = message.has(_LIMIT) or message.command == "deadline" or (message.shift is not None and message.office)
    if not (says or short):
        return None
    which = items_meant(message, loosely=says)
    if isinstance(which, Clarify):
        return which if which.reason == "no_such_item" or message.command == "deadline" else None
    if reading is None:
        return Clarify("which_date", items=which)
    if counts_from_limit(reading):
        return Clarify("which_date", items=which, words=reading.words)
    if reading.problem:
        return Clarify(reading.problem, items=which, words=reading.words)
    if reading.deadline is None:
        return None
    if _whose(message):
        return Clarify("which_department", items=which)
    limit = reading.deadline
    return SetDeadline(which, limit) if which else _choose_item(message, lambda item: SetDeadline((item,), limit))


def _whose(message: Message) -> bool:
    """Units beside a day that were not understood as given the item: rather asked about than passed over."""
    return any(
        not mention.weak and not message.text.startswith(("的", "'s", "申请", "请示", "报"), mention.end)
        for mention in message.mentions
    )


def _choose_item(message: Message, of: Callable[[ItemNo], Intent]) -> Clarify:
    found = THAT.search(message.text)
    matches = message.known.topics.find(message.text[: found.start()]) if found else []
    return Clarify("which_item", words=message.said, options=tuple(of(m.item) for m in matches[:3]))


_GIVES = re.compile(r"^把|^将|\bassign\b|分给|交给")


def _says_item(message: Message) -> bool:
    return message.loosely_named.missing is not None or message.has(THAT) or message.has(_GIVES)


def _which_department(draft: Assign, likely: Sequence[int]) -> Clarify:
    options = tuple(replace(draft, lead=unit) for unit in likely[:4]) if draft.items else ()
    return Clarify("which_department", items=draft.items, options=options)


def _incomplete_assignment(message: Message) -> Clarify:
    which = items_meant(message, loosely=True)
    if isinstance(which, Clarify):
        return which
    return Clarify("which_department", items=which)


_TO_SOMEBODY = re.compile(
    r"(?:交给|交由|派给|分给|划给|转给|改由|由|归|让)(?![本我]|他们)[^,，。;；0-9]{1,9}(?:局|办|委|部|中心|院"
    r"|公司|镇|乡|会|站|大队)(?:来)?(?:牵头|负责|承办"
    r"|主办|管|办|配合|$|[,，。])"
)


def _names_nobody_known(message: Message) -> bool:
    """「交给数据局牵头」: a unit that is none of the county's."""
    return message.office and not message.asking and message.has(_TO_SOMEBODY)


def leader_named(message: Message) -> str | None:
    if (named := _NAMED_LEADER.search(message.text)) is not None:
        return named[1]
    if (titled := _TITLED.search(message.text)) is not None and message.office:
        return next(title for title in titled.groups() if title)
    found = _LEADER.search(message.text)
    if found is None or not (found[1] or found[3] or message.office):
        return None
    return next(group for group in found.groups() if group).strip()


def names_topic(message: Message, mention: Mention) -> bool:
    """「旅游那项」 names an item, 「政法委书记」 a person."""
    if _TITLE.match(message.text, mention.end):
        return True
    if message.described and mention.weak and mention.end <= message.described.until:
        return True
    return mention.weak and THAT.match(message.text, mention.end) is not None
