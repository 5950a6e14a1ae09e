"""Which items are wanted: filters that narrow each other, a unit's tasks, the whole."""

import datetime as dt
import re

from language.intents import (
    Clarify,
    Intent,
    ListItems,
    ShowItem,
    UnitTasks,
)
from language.understanding.message import Message
from language.understanding.narrowing import section_in, states_in
from language.understanding.periods import find_period
from language.understanding.question_words import (
    DETAIL,
    ITEM_WORDS,
    SILENT,
    UNASSIGNED,
    any_unit,
    duty_said,
    lights_in,
    no_such,
)
from language.understanding.silence import silent_since
from language.understanding.topics import clear, core
from language.understanding.units import own_unit
from ledger.members import Role

_LISTING = re.compile(
    r"只看|都有|有哪|哪些|哪几|列|清单|名单|的$|有没有|多少|看看|给我|发我|筛|查|\blist\b|\bshow\b"
    r"|\bwhich\b|\bwhat(?:'s| is| are)?\b|\bany\b|\bitems?\b|\bonly\b|\ball\b"
)
DUE = re.compile(
    r"到期|要完|要交|要报|截止|该完|该交|该报|期限|要办|到点|时限|完成的有|\bdue\b|\bdeadlines?\b"
    r"|\bexpir"
)
_UNIT_WORDS = re.compile(
    r"名下|头上|身上|调出来|大事|(?:要|该)(?:干|办|做|抓)的|承接|认领|在办|的事"
    r"|的账|手上|盯|管的|念|列|清单|everything|\binvolved\b|\bresponsible\b|\bis in\b"
    r"|\bduties\b|\bplate\b|"
    r"任务|牵头|配合|负责|承办|事项|的活|有啥|有什么|有哪|都有|几项|多少|情况|进展|咋样|怎么样|呢|那边"
    r"|那项|的$|欠|干什么|干啥|做什么|做啥|承担|参与|手里|手头|\btasks?\b|\bitems?\b|\bwork\b"
    r"|\bleads?\b|\bleading\b|\bowe|\bdoing\b|\bduties\b|\bhas\b|on its plate"
    r"|\bhave\b"
)
_NEXT_REPORT = re.compile(
    r"(?:下次|下一次|什么时候|啥时候|哪天|几号).{0,6}(?:报|反馈|填报|交材料)|when .{0,12}(?:report"
    r"|next report)|next report"
)
_WE = re.compile(r"\bwe\b|\bus\b|我们|俺们|咱们")
_FEW = 3


_ABOUT = re.compile(
    r"(?:跟|和|与|涉及|关于|有关)([^,，。的]{2,12}?)(?:有关|相关|方面|挂钩|沾边)?的?(?:任务|事项|工作"
    r"|项目)(?:有|都|是)?(?:哪|几|多少|列|$)"
    r"|^([^,，。的]{2,12}?)(?:相关|有关)的?(?:任务|事项|工作|项目)"
)


def about(message: Message) -> Intent | None:
    """「涉及就业的任务有哪些」: all that have the words, not the one that fits best."""
    if len(message.text) > _LONGEST:
        return None
    searched = _SEARCHED.search(message.text)
    if searched is not None and not message.items and not message.has(_SECTIONS):
        words = next(said for said in searched.groups() if said).strip()
        if not re.search(r"[我俺咱]|灯|逾期|牵头|到期|本|这", words):
            return ListItems(words=words)
    found = _ABOUT.search(message.text)
    words = (found[1] or found[2] or "").strip() if found else ""
    if not words or message.items or message.mentions or message.has(_MINE_WORDS):
        return None
    return ListItems(words=words)


_SECTIONS = re.compile(r"section|部分|板块|which item|哪一?项")
_MINE_WORDS = re.compile(r"[我俺咱]")


_LONGEST = 120
_EVERYTHING = re.compile(
    r"(?:全部|所有|全体|整个|完整)(?:的)?(?:督查|督办|重点|年度)?(?:事项|任务"
    r"|工作|台账)(?:清单|列表|名单|目录|一览|总表|都?列|都?给|都?拿|都?调|有哪些"
    r"|是哪些)|一项不(?:落|漏)|(?:事项|任务)(?:总表|总清单|一览表?|目录|全目录)"
    r"|^(?:列出|列一下|看看?|给我)?(?:全部|所有)(?:事项|任务|工作)(?:看看|列出来)?$"
    r"|(?:list|show)(?: me)? (?:all|every|the whole|the full)(?: of)?(?: the)? (?:items?"
    r"|tasks?|list|plan)|^all (?:items|tasks)$"
)


def everything(message: Message) -> Intent | None:
    """「全部事项清单」「27项一项不落地列给我」."""
    if (
        len(message.text) > _LONGEST
        or not message.has(_EVERYTHING)
        or message.mentions
        or lights_in(message)
        or states_in(message)
    ):
        return None
    return ListItems()


_SEARCHED = re.compile(
    r"(?:凡是?|所有|哪些|哪几项)?(?:提到|涉及到?|带有|含有?|包含|写到|写了|讲到"
    r"|关于|有关)(?P<words>[^,，。的]{2,12}?)(?:内容|字样|方面|问题)?的(?:那些"
    r"|几个|所有|全部)?(?:事项|任务|工作|项目|条目|都|有|全|$)"
    r"|(?:搜一?[下搜]|查找|检索|找一?[下找])(?:提到|涉及|关于|带有?|有)?[:： ]?(?P<words2>[^,，。的一"
    r"下]{2,12}?)(?:相关|有关)?的?(?:事项|任务|工作|项目)"
    r"|(?:items?|tasks?|everything|anything) (?:about|mentioning|that mentions?"
    r"|containing|related to|on) (?P<words3>[a-z ]{3,30})$"
)


def next_report(message: Message) -> Intent | None:
    """「下次啥时候报」: what is due for the speaker, from today on."""
    if not message.has(_NEXT_REPORT) or message.items:
        return None
    return ListItems(mine=True, due_from=message.hearing.today)


def silent(message: Message) -> Intent | None:
    """「本月没报的」: since the month began; 「连续两个月没报的」: since last month began."""
    if not message.has(SILENT) or message.items:
        return None
    return ListItems(silent_since=silent_since(message), department=any_unit(message), mine=own_unit(message.text))


TO_ME = re.compile(
    r"(?:给|发|告诉|跟|帮|让|推给|报|念给|讲给|说给|通知)我|我(?:看看?|瞅|瞧"
    r"|要看|想看|想知道)|\b(?:give|show|tell|send|let) me\b|\bi (?:want|need"
    r"|would like)\b"
)
FIRST_PERSON = re.compile(r"我(?!们|县)|\bmy\b|\bi\b")
_WE_AT_A_UNIT = re.compile(r"[我俺咱](?:们)?(?!县|全县)|\b(?:ours?|we|us)\b")
NOT_OURS = re.compile(r"除了[我咱俺]|不光[我咱俺]|\b(?:besides|other than) (?:us|ours)\b")


def spoken_of_own(message: Message) -> bool:
    """「我们亮红的」 of somebody of a unit; the office's 「我们」 are all."""
    text = TO_ME.sub("", message.text)
    if message.has(NOT_OURS):
        return False
    if own_unit(message.text) or FIRST_PERSON.search(text) is not None:
        return True
    of_a_unit = message.hearing.role in (Role.LIAISON, Role.HEAD)
    return of_a_unit and not message.mentions and _WE_AT_A_UNIT.search(text) is not None


def listing(message: Message) -> Intent | None:
    """Filters narrow each other: 「文旅局红的」「生态这块本月到期的」."""
    if message.has(CHATS) or message.has(_SHARE):
        return None
    if message.items and not message.named.ranged:
        return None
    if message.named.ranged:
        if not message.items:
            return no_such(message)
        few = len(message.items) <= _FEW
        if few and message.has(DETAIL):
            return ShowItem(message.items, detail=True)
        return (
            ShowItem(message.items)
            if len(message.items) < _FEW and message.has(_EACH)
            else ListItems(items=message.items)
        )
    if message.has(DUE) and message.deadline is not None and message.deadline.problem == "which_date":
        return Clarify("which_date", words=message.deadline.words)
    lights = lights_in(message)
    states = states_in(message)
    unassigned = message.has(UNASSIGNED)
    section = section_in(message)
    if section is not None and all(section != each for each, _ in message.known.sections):
        return Clarify("unknown", words=message.said)
    period = find_period(message) if message.has(DUE) or (message.deadline and message.has(_LISTING)) else None
    if message.has(DUE) and period is None and not message.items and not _asks_one(message):
        period = (None, None)
    if not (lights or states or unassigned or section is not None or period):
        return None
    due_from, due_to = period or (None, None)
    mine = spoken_of_own(message)
    return ListItems(
        lights=lights,
        states=states,
        section=section,
        department=_unit_of_list(message, section) if not mine else None,
        mine=mine,
        due_from=due_from,
        due_to=due_to if due_to or not message.has(DUE) else soon(message),
        unassigned=unassigned,
    )


_EACH = re.compile(r"进展|进度|咋样|怎么样|情况|分别|给我看|看一?[看下]|到哪|程度|状态|\bstatus\b|\bhow\b|\bshow\b")


def _unit_of_list(message: Message, section: int | None) -> int | None:
    """「ecology items」 are a part of the plan, and not the environment branch's."""
    return any_unit(message) if section is None else message.unit


CHATS = re.compile(r"(?:[们务督乡镇个班作局大往到些推发]|^)群(?![众体文防岗])|群(?:里|聊|通知)")
_SHARE = re.compile(r"占(?:比|百分|总|了?[几多]成)|比例|百分之几|(?:逾期|超期|红灯|办结)率|^(?:办结|完成)了?几成")
"""What is spoken of are chats, and shares are figures."""
OTHER_MATTERS = re.compile(
    rf"{CHATS.pattern}|邀请|[个发令][^,，]{{0,3}}码(?!头)|登记|注册|绑[定过上]|账号|在册|名册|册上|挂号"
    rf"|联络员(?:是|哪|、|各|叫)"
    r"|(?:局长|一把手)[^,，]{0,6}(?:谁|哪|叫)|开(?:个|一?个)号|拉个人|转到|调到|划到|把人|的人(?!物|居|才)"
    r"|有没有人|有人没有?"
    r"|人上齐|合到|归到|一分为二|改名"
    r"|\b(?:registered|on file|joined|invit\w*|account)\b"
)
"""Of a unit, but not of its tasks: its people, its chats, and what becomes of it."""


def unit_tasks(message: Message) -> Intent | None:
    if message.items or message.has(OTHER_MATTERS):
        return None
    unit, ambiguous = message.unit, _ambiguous(message)
    if unit is None and ambiguous:
        return Clarify("which_department", options=tuple(UnitTasks(each) for each in ambiguous[:4]))
    duty = duty_said(message)
    if unit is None and (own_unit(message.text) or (duty and message.has(_WE))):
        return UnitTasks(None, duty)
    if unit is None and message.has(_UNIT_WORDS):
        weak = [m for m in message.mentions if m.one is not None]
        unit = weak[0].one if len(weak) == 1 and not message.has(ITEM_WORDS) else None
    if unit is None:
        return _near_unit(message, duty)
    if message.has(_ONE_ITEM) or _within_topic(message, unit):
        return None
    own = unit == message.hearing.department_id and own_unit(message.text)
    left = "".join(core(_without_mentions(message)))
    if message.has(_UNIT_WORDS) or message.asking or len(left) <= 3:
        return UnitTasks(None if own else unit, duty)
    return None


_ONE_ITEM = re.compile(r"\bthe .{3,30} (?:item|task)\b(?!s)|^[a-z ]{3,30} (?:item|task)\b(?!s)")
"""「the industrial park item」 is one item, and no unit."""


def _within_topic(message: Message, unit: int) -> bool:
    """「招商引资到位多少了」: the word that could be a unit is a part of a longer one that is surely an item's."""
    if not all(mention.weak for mention in message.mentions) or message.has(_DUTY):
        return False
    matches = message.known.topics.find(message.text)
    if not clear(matches) or matches[0].score < _CERTAIN:
        return False
    return any(
        mention.words in chunk and len(chunk) >= len(mention.words) + 2
        for mention in message.mentions
        for chunk in core(message.text)
    )


_DUTY = re.compile(r"牵头|配合|负责|承办|任务|事项")
_CERTAIN = 40


def chapter(message: Message) -> Intent | None:
    """A bare word that is a section's: 「生态」 with 方面, 这块."""
    section = section_in(message)
    return ListItems(section=section) if section is not None else None


def _ambiguous(message: Message) -> tuple[int, ...]:
    strong = [mention for mention in message.mentions if not mention.weak and not mention.group]
    return next((mention.departments for mention in strong if len(mention.departments) > 1), ())


def _near_unit(message: Message, duty: str) -> Intent | None:
    """发该局 can only be 发改局; 住健局 may be two, and is asked about."""
    misses = message.near_misses
    if len(misses) != 1 or message.mentions or not message.has(_UNIT_WORDS):
        return None
    likely = misses[0].likely
    if len(likely) == 1:
        return UnitTasks(likely[0], duty)
    return Clarify("which_department", options=tuple(UnitTasks(unit, duty) for unit in likely))


def _without_mentions(message: Message) -> str:
    text = message.text
    for mention in message.mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _asks_one(message: Message) -> bool:
    """「什么时候截止」 asks about the item talked about, not for a list."""
    return re.search(r"什么时候|啥时候|多久(?:到期|截止|完)|几号|哪天|\bwhen\b|还剩|几天", message.text) is not None


def soon(message: Message) -> dt.date:
    return message.hearing.calendar.add(message.hearing.today, 7)
