"""How often something is to be reported: 每周五, 每月25日前, 每季度, every Friday."""

import re

from language.understanding.english_deadline_rules import ENGLISH_WEEKDAYS
from language.understanding.moments import WEEKDAYS
from language.understanding.numerals import number
from ledger.deadlines import Cadence, Frequency

_WEEKLY = re.compile(
    r"(?:每|逐)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])?|(?<!每)周(?:调度|通报|报告|督导|督查)"
    r"|(?:周周|礼拜礼拜|星期星期)(?:都)?[报交]|一(?:周|星期|礼拜)都|(?:改|改成|改为|换成|按)周报|一(?:个)?(?:周"
    r"|星期|礼拜)(?:报|交|反馈)?一|按周|一周一(?:报|调度"
    r"|督查|通报|碰头)"
)
_MONTHLY = re.compile(
    r"(?:每|逐|按)个?月(?:底|末)?(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})?(?:日|号)?"
    r"|(?:改|改成|改为|换成|按)月报|(?<![0-9十])一(?:个)?月(?:报|交|反馈)?一|(?<![十])一月一(?:报|调度|督查"
    r"|通报)|(?<!每)月(?:调度|通报)"
    r"(?!前)"
)
_MONTHLY_ON = re.compile(r"(?:每|逐|按)个?月(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)")
"""「按月调度，每月5号前报」: the day wins."""
_QUARTERLY = re.compile(
    r"(?:每|逐|按)个?季度?|(?:(?<!十)三|(?<![0-9])3)个月(?:报|交|反馈)?一[次趟回报]|(?:改|改成|改为|换成|按)季报"
    r"|以季度为节点|一个?季度?(?:报|交|反馈)?一|季度?一(?:报"
    r"|调度|督查|通报|盘点)|季(?:调度|通报|推进)"
)
_HALF_YEARLY = re.compile(r"每半年|半年一?(?:报|次|调度|总结|汇报)")
_ENGLISH = re.compile(
    r"\b(?:every|each) (?P<what>week|month|quarter|half[- ]year|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\b"
    r"|\b(?:once|one report|one) an? (?P<once>week|month|quarter)\b"
    r"|\b(?P<how>weekly|monthly|quarterly|half-yearly)\b"
)
_ENGLISH_DAY = re.compile(r"\b(?:on|by) (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b")
_ENGLISH_WEEKDAY = re.compile(r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b")
_FREQUENCIES = {"week": Frequency.WEEKLY, "month": Frequency.MONTHLY, "quarter": Frequency.QUARTERLY}


def find_recurrence(text: str) -> tuple[Cadence, tuple[int, int]] | None:
    """The recurrence and where its words stand."""
    if found := _WEEKLY.search(text):
        return Cadence(Frequency.WEEKLY, WEEKDAYS[found["day"]] if found["day"] else None), found.span()
    if found := _HALF_YEARLY.search(text):
        return Cadence(Frequency.HALF_YEARLY), found.span()
    if found := _QUARTERLY.search(text):
        return Cadence(Frequency.QUARTERLY), found.span()
    if found := (_MONTHLY_ON.search(text) or _MONTHLY.search(text)):
        day = number(found["day"]) if found["day"] else None
        return Cadence(Frequency.MONTHLY, day if day and day <= 31 else None), found.span()
    return _english(text)


def _english(text: str) -> tuple[Cadence, tuple[int, int]] | None:
    found = _ENGLISH.search(text)
    if found is None:
        return None
    said = found["what"] or found["once"] or found["how"]
    if said in ENGLISH_WEEKDAYS:
        return Cadence(Frequency.WEEKLY, ENGLISH_WEEKDAYS[said]), found.span()
    if said.startswith("half"):
        return Cadence(Frequency.HALF_YEARLY), found.span()
    frequency = _FREQUENCIES[said.removesuffix("ly")]
    if frequency is Frequency.WEEKLY and (weekday := _ENGLISH_WEEKDAY.search(text)):
        return Cadence(frequency, ENGLISH_WEEKDAYS[weekday[1]]), found.span()
    day = _ENGLISH_DAY.search(text, found.end()) if frequency is Frequency.MONTHLY else None
    return Cadence(frequency, int(day[1]) if day and int(day[1]) <= 31 else None), found.span()


_BECOMES = re.compile(r"(?:改|换|变|调整?)(?:成|为|到|作)?|往后|以后")
_CLAUSE = re.compile(r"[,，。;；:：]")
_REPORTS = (
    (Frequency.WEEKLY, re.compile(r"周报|周周报?|每周")),
    (Frequency.QUARTERLY, re.compile(r"季报|季季报?|按季")),
    (Frequency.MONTHLY, re.compile(r"^月的|月月报?|月报|一个月一[次报回]|每月")),
)
_EACH_TIME = re.compile(r"逢(?:周|礼拜|星期)(?P<weekday>[一二三四五六日天])|逢(?P<day>[0-9]{1,2})")
"""「1号任务按月报，逢25号交」: of two days the one that recurs."""
_ON_DAY = re.compile(
    r"(?:(?<![月一])周|礼拜|星期)(?P<weekday>[一二三四五六日天])|(?:逢|每月)?(?P<day>[0-9]{1,2}) ?[号日](?!起"
    r"|开始)|逢(?P<spoken>[0-9]{1,2}"
    r"|[一二三四五六七八九十]{1,3}(?![一二三四五六七八九十]))|每个?月(?:的)?(?P<first>头一?|第一)天"
)


def wished_cadence(text: str) -> Cadence | None:
    """What it is to become, where the old cycle is named before the new: 「一季度一报太稀，改成月月报，逢20号」."""
    text = _NOT_SO.sub("", text)
    found: Cadence | None = None
    for tail in _tails(text):
        read = find_recurrence(tail)
        cadence = read[0] if read else next((Cadence(how) for how, words in _REPORTS if words.search(tail)), None)
        if cadence is not None:
            found = cadence
            break
    if found is None or found.day is not None:
        return found
    whole = find_recurrence(text)
    if whole is not None and whole[0].frequency is found.frequency and whole[0].day is not None:
        return whole[0]
    day = _EACH_TIME.search(text) or _ON_DAY.search(text)
    if day is None:
        return found
    said = day.groupdict()
    if said["weekday"] and found.frequency is Frequency.WEEKLY:
        return Cadence(found.frequency, WEEKDAYS[said["weekday"]])
    value = 1 if said.get("first") else number(said["day"] or said.get("spoken") or "") or 0
    monthly = found.frequency in (Frequency.MONTHLY, Frequency.QUARTERLY)
    return Cadence(found.frequency, value) if monthly and 0 < value <= _LAST_DAY else found


_LAST_DAY = 31
_NOT_SO = re.compile(
    r"[,，]?(?:别|不要|不用|不再|甭|莫|不是)(?:再|老|总)?(?:按|一)?[每逐]?个?(?:月|周|星期|礼拜"
    r"|季度?)[^,，。]{0,8}|\binstead of .{0,24}$"
)
"""「按季度报吧，别每月折腾」"""


def _tails(text: str) -> list[str]:
    """What stands behind the last word for a change, then the clauses from the last on."""
    changes = [*_BECOMES.finditer(text)]
    behind = [text[found.end() :] for found in reversed(changes)]
    return [*behind, *reversed(_CLAUSE.split(text)), text]
