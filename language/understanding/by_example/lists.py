"""Builds the list that the second reader heard: every filter that the words name."""

import datetime as dt
import re

from language.intents import Intent, ListItems
from language.understanding.by_example.asked_about import several_asked
from language.understanding.days import month_after
from language.understanding.listings import DUE, FIRST_PERSON, TO_ME, soon
from language.understanding.message import Message
from language.understanding.narrowing import section_in, states_in
from language.understanding.numerals import number
from language.understanding.periods import find_period
from language.understanding.question_words import SILENT, UNASSIGNED, any_unit, lights_in
from language.understanding.units import own_unit
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
    r"没主儿?(?![动意要持任席])|落空|没着落|没得?人[认]?领|没?婆家|(?:没|未)定(?:下)?(?:牵头)?单位|\bunclaimed\b"
)
_OURS = re.compile(
    r"[我俺咱额](?:们)?(?:局|单位|这(?!次|样|种)|名下|手|头上|牵头|配合|负责|分管|承办|的|有|哪|漏|还"
    r"|文旅)|^咱|\b(?:our|ours|my|mine|we)\b"
)
_NOT_OURS = re.compile(r"除了[我咱]|不光[我咱]")
_SINCE_DAY = re.compile(
    r"([0-9]{1,2})月(?:份)?([0-9]{1,2})?[日号]?(?=[^0-9]{0,3}(?:以后|之后|以来|起|开始|后|到现在|至今|就))"
    r"|从([0-9]{1,2})月(?:份)?([0-9]{1,2})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SINCE_ENGLISH = re.compile(rf"since (?:the )?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? ?([0-9]{{1,2}})?")
_FOR_DAYS = re.compile(r"([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:天|日)(?:都|还|以来)?(?:没|未|不)")
_FOR_MONTHS = re.compile(r"([0-9]|[一二两三四五六]|半)个?月(?:以来)?(?:都|还|一直)?(?:没|未|不|一)")
_NAMING = re.compile(
    r"(?:提到了?|涉及(?:到)?|带有?|含有?|包含|写了|讲到|讲|关于|沾着)[“\"「]?([^,，。“”\"「」]{1,12}?)[”\"」]?"
    r"(?:的|[俩两]?字|字样|这|有|翻|搜|$|[,，])"
    r"|[跟和与]([^,，。跟和与]{1,8}?)(?:有关|相关|沾边|挂钩)"
)
_NO_WORDS = re.compile(r"[我俺咱你]|灯|逾期|牵头|到期|本月|这些|哪")
_PART = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:那|这)?一?[章篇节]")
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
        return ListItems(silent_since=_since(message), section=section, department=None if mine else unit, mine=mine)
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
    (re.compile(r"没(?:有)?签字画押|(?:hasn't|haven't|not) (?:yet )?accepted"), State.ASSIGNED),
    (re.compile(r"(?:办完|已经?)?销掉了?的"), State.CLOSED),
)


def _mine(message: Message) -> bool:
    if message.has(_NOT_OURS):
        return False
    others = TO_ME.sub("", message.text)
    return own_unit(message.text) or FIRST_PERSON.search(others) is not None or _OURS.search(others) is not None


def _section(message: Message) -> int | None:
    """A part that the plan has."""
    section = section_in(message)
    if section is None and (found := _ENGLISH_PART.search(message.text)) is not None:
        section = _WORDS_FOR.index(found[1]) + 1
    if section is None and (found := _PART.search(message.text)) is not None:
        section = next((part for part, title in message.known.sections if found[1][-2:] in title), None)
    return section if any(section == each for each, _ in message.known.sections) else None


def _words(message: Message) -> str:
    found = _NAMING.search(message.text)
    words = next((said for said in found.groups() if said), "").strip() if found is not None else ""
    return "" if _NO_WORDS.search(words) else words


def _since(message: Message) -> dt.date:
    """The day said, or the first of the month."""
    first = message.hearing.today.replace(day=1)
    if (said := since_said(message)) is not None:
        return said
    return month_after(first, -1) if re.search(r"上个?月|last month", message.text) else first


def since_said(message: Message) -> dt.date | None:
    """The day named, or counted back; None where none is said."""
    today, text = message.hearing.today, message.text
    first = today.replace(day=1)
    if _HOLIDAY.search(text) is not None:
        return _last(today, 10, 8)
    if (found := _SINCE_ENGLISH.search(text)) is not None:
        return _last(today, _MONTHS.index(found[1]) + 1, int(found[2] or 1)) or first
    if (found := _SINCE_DAY.search(text)) is not None:
        month, day = (found[1], found[2]) if found[1] else (found[3], found[4])
        return _last(today, int(month), int(day or 1)) or first
    if (found := _FOR_DAYS.search(text)) is not None:
        return today - dt.timedelta(days=number(found[1]) or 0)
    if (found := _FOR_MONTHS.search(text)) is not None and found[1] != "半":
        months = number(found[1]) or 1
        return month_after(first, 1 - months)
    return None


_HOLIDAY = re.compile(r"国庆[^,，。]{0,6}(?:回来|后|完|到现在|以来)")
"""Work begins again on the eighth of October."""


def _last(today: dt.date, month: int, day: int) -> dt.date | None:
    """That day of this year, or of the last where it is still to come."""
    try:
        found = today.replace(month=month, day=day)
    except ValueError:
        return None
    return found if found <= today else found.replace(year=today.year - 1)
