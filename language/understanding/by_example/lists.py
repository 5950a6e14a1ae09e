"""Builds the list that the second reader heard: every filter that the words name."""

import re

from language.intents import Intent, ListItems
from language.understanding.by_example.asked_about import several_asked
from language.understanding.listings import DUE, NOT_OURS, soon, spoken_of_own
from language.understanding.message import Message
from language.understanding.narrowing import section_in, states_in
from language.understanding.periods import find_period
from language.understanding.question_words import LEADERLESS, SILENT, UNASSIGNED, any_unit, lights_in
from language.understanding.silence import silent_since
from ledger.items import State
from ledger.lights import Colour

_ALL = re.compile(r"全部|所有|一共|总共|清单|列表|名单|目录|每一?项|各项|\ball\b|\bevery|\blist\b|full")
_LATE = re.compile(
    r"过了?时限|拖过点|逾七|过了点|过了日子|过了期|掉队|\bpast (?:due|(?:their|its|the) (?:limit|deadline|date))"
)
_STILL = re.compile(
    r"没(?:有)?(?:吭|啥?声响|动弹|交差|啥?响动)|一声(?:不|没)吭|不吭[声气]|没出声"
    r"|没了[声动]|没[^,，]{0,2}吱[^,，]?声|\bno report|haven't reported"
)
_UNCLAIMED = re.compile(
    r"没得?主儿?(?![动意要持任席])|(?:没|未)派(?:出|下)?去?|空着|没人管|[莫没]得?人(?:管|认|要)|落空|没着落|没得?人[认]?领|没?婆家|(?:没|未)定(?:下)?(?:牵头)?单位"
    r"|\bunclaimed\b"
)
_OURS = re.compile(
    r"[我俺咱额](?:们)?(?:局|单位|这(?!次|样|种)|名下|手|头上|牵头|配合|负责|分管|承办|的|有|哪|漏|还"
    r"|文旅)|^咱|\b(?:our|ours|my|mine|we)\b"
)
_NAMING = re.compile(
    r"(?:提到了?|涉及(?:到)?|带有?|含有?|包含|写了|讲到|讲|关于|沾着)[“\"「]?([^,，。“”\"「」]{1,12}?)[”\"」]?"
    r"(?:的|[俩两]?字|字样|这|有|翻|搜|$|[,，])"
    r"|[跟和与]([^,，。跟和与]{1,12}?)(?:有关|相关|沾(?:点)?边|搭(?:点)?边|挂钩|有牵连)"
    r"|(?:^|[,，])涉([\u4e00-\u9fff]{1,3})的"
)
_ONGOING = re.compile(r"长期(?:坚持|推进|性)|常抓不懈|没有?(?:截止|完成)(?:时限|日期|期限)|\bongoing\b|\bno end date\b")
_NO_WORDS = re.compile(r"[我俺咱你]|灯|逾期|牵头|到期|本月|这些|哪")
_PART = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:那|这)?一?(?:[章篇节]|类(?!似)|大块)")
_ENGLISH_PART = re.compile(r"\b(?:section|part|chapter) (one|two|three|four|five|six)\b")
_WORDS_FOR = ("one", "two", "three", "four", "five", "six")


def listed(message: Message) -> Intent | None:
    """With at least one filter, or words that want them all."""
    if several := several_asked(message):
        return ListItems(items=several)
    if message.named.ranged and message.items:
        return ListItems(items=message.items)
    lights, states = lights_in(message) or _late(message) or _spoken_lights(message), _states(message)
    section, unit, mine = _section(message), any_unit(message), _mine(message)
    if message.has(SILENT) or message.has(_STILL):
        return ListItems(
            silent_since=silent_since(message), section=section, department=None if mine else unit, mine=mine
        )
    if message.has(LEADERLESS):
        return ListItems(leaderless=True, section=section, department=None if mine else unit, mine=mine)
    if message.has(_ONGOING):
        return ListItems(ongoing=True, section=section, department=None if mine else unit, mine=mine)
    unassigned = message.has(UNASSIGNED) or message.has(_UNCLAIMED)
    period = find_period(message)
    if period is None and message.has(DUE) and not lights:
        period = (None, soon(message))
    words = "" if unassigned or lights or states else _words(message)
    if not (lights or states or unassigned or section is not None or period or words or message.has(_ALL)):
        return None
    due_from, due_to = period or (None, None)
    return ListItems(
        lights=lights,
        states=states,
        section=section,
        department=None if mine or words else unit,
        mine=mine and not words,
        due_from=due_from,
        due_to=due_to,
        unassigned=unassigned,
        words=words,
    )


def _late(message: Message) -> tuple[Colour, ...]:
    return (Colour.RED,) if message.has(_LATE) else ()


def _spoken_lights(message: Message) -> tuple[Colour, ...]:
    """「绿着的」「reds only」."""
    return tuple(colour for words, colour in _LIGHTS if message.has(words))


_LIGHTS = (
    (re.compile(r"\breds\b"), Colour.RED),
    (re.compile(r"\byellows\b"), Colour.YELLOW),
    (re.compile(r"绿着|\bgreens\b"), Colour.GREEN),
)


def _states(message: Message) -> tuple[State, ...]:
    found = states_in(message)
    return found or tuple(state for words, state in _STATES if message.has(words))


_STATES = (
    (
        re.compile(
            r"(?:没|未)(?:有)?点?签(?!约|订|合同)|等(?:着)?(?:签字|签收|认领|签)|没(?:有)?(?:签字|认领)|[莫没]得?人认(?!为)"
            r"|(?:hasn't|haven't|has not|have not|not|didn't|yet to) (?:yet )?(?:been )?(?:accept|sign)(?:ed)?\b"
        ),
        State.ASSIGNED,
    ),
    (
        re.compile(r"(?:办完|已经?)?销掉了?的|已经?(?:全)?(?:办完|做完|干完|办好|了结)|(?:办完|办好)了(?:的|哪|几)"),
        State.CLOSED,
    ),
)


def _mine(message: Message) -> bool:
    return not message.has(NOT_OURS) and (spoken_of_own(message) or message.has(_OURS))


def _section(message: Message) -> int | None:
    """A part that the plan has."""
    section = section_in(message)
    if section is None and (found := _ENGLISH_PART.search(message.text)) is not None:
        section = _WORDS_FOR.index(found[1]) + 1
    if section is None and (found := _PART.search(message.text)) is not None:
        pairs = [found[1][n : n + 2] for n in range(len(found[1]) - 1)]
        section = next((part for part, title in message.known.sections if any(pair in title for pair in pairs)), None)
    return section if any(section == each for each, _ in message.known.sections) else None


def _words(message: Message) -> str:
    found = _NAMING.search(message.text)
    words = next((said for said in found.groups() if said), "").strip() if found is not None else ""
    return "" if _NO_WORDS.search(words) else words
