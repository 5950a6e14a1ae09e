"""The hour of the day that a message names: 八点四十五, 下午两点半, 9:30, 17点, at 10, 9 am."""

import datetime as dt
import re

from language.understanding.numerals import number

_NUM = r"[一二三四五六七八九十两]"
_TIME = re.compile(
    rf"(?P<part>早上|上午|早晨|清早|一早|早|中午|下午|午后|晚上|傍晚|夜里|(?:晚饭后|下班前)[,，]?|晚|凌晨)?(?:的)?(?P<hour>[0-9"
    rf"]{{1,2}}|{_NUM}{{1,3}})"
    rf"(?:点钟?|:|时(?![间限候]))(?P<minute>半|一刻|三刻|整|[0-9]{{1,2}}|{_NUM}{{2,3}}|十|{_NUM}(?=分))?(?:分|钟)?"
    r"|\b(?P<hour2>[0-9]{1,2})(?:[:.](?P<minute2>[0-9]{2}))? ?(?P<half>am|pm|a\.m\.|p\.m\.)(?![a-z])"
    r"|\bat (?P<hour3>[0-9]{1,2})(?::(?P<minute3>[0-9]{2}))?\b"
)
_LATE = ("晚饭后", "下班前", "下午", "午后", "晚上", "傍晚", "夜里", "晚")
_WORDS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}
_REFUSED = re.compile(r"(?:别|不要|不用|不)[^,，。 ]{0,6}$")

_TOO_EARLY = re.compile(
    r"[^,，。;；]{0,2}(?:太|就?有点|还)?(?:早|晚)了?(?=$|[,，。我])|我?(?:都|还|才|刚|在|正)[^,，。]{0,3}[在没起忙睡做送]"
    r"|孩子|\bis too\b"
)
"""「改成八点半，七点太早了」「九点我都在工地上了」."""


def hour_said(text: str) -> dt.time | None:
    """The last one: 「从九点改到十点」「九点太早，十点再发」; one that is refused only when there is no other."""
    times = [
        (time, _REFUSED.search(text[: found.start()]) is not None or _TOO_EARLY.match(text, found.end()) is not None)
        for found in _TIME.finditer(text)
        if (time := _read(found)) is not None
    ]
    wanted = [time for time, refused in times if not refused] or [time for time, _ in times]
    return wanted[-1] if wanted else None


def _read(found: re.Match[str]) -> dt.time | None:
    if found["hour"] is not None:
        hour, minute = number(found["hour"]), _minute(found["minute"])
        late = (found["part"] or "").rstrip(",，") in _LATE
    else:
        hour, minute = int(found["hour2"] or found["hour3"]), int(found["minute2"] or found["minute3"] or 0)
        late = (found["half"] or "").startswith("p")
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    if late and hour < 12:
        hour += 12
    return dt.time(hour % 24, minute)


def _minute(said: str | None) -> int | None:
    if said is None:
        return 0
    return _WORDS[said] if said in _WORDS else number(said)
