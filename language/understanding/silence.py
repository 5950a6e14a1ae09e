"""Since when nobody has reported: 「本月没报的」「连续两个月没动静」「国庆以后」 and the like."""

import datetime as dt
import re

from language.understanding.days import month_after
from language.understanding.message import Message
from language.understanding.numerals import number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SINCE_DAY = re.compile(
    r"([0-9]{1,2})月(?:份)?([0-9]{1,2})?[日号]?(?=[^0-9]{0,3}(?:以后|之后|以来|起|开始|后|到现在|至今|就))"
    r"|从([0-9]{1,2})月(?:份)?([0-9]{1,2})?"
)
_SINCE_ENGLISH = re.compile(rf"since (?:the )?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? ?([0-9]{{1,2}})?")
_FOR_DAYS = re.compile(r"([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:天|日)(?:都|还|以来)?(?:没|未|不)")
_FOR_WEEKS = re.compile(r"([一二两三四五六1-6])(?:个)?(?:周|星期|礼拜)(?:以上|多|以来)?(?:都|还|一直)?(?:没|未|不)")
_HALF_A_MONTH = re.compile(r"半个?月(?:以来|多)?(?:都|还|一直)?(?:没|未|不)")
_A_WHOLE_MONTH = re.compile(
    r"(?:整|足足|快|满)(?:整)?(?:一|1)个?月|(?<!连续)(?:一|1)个(?:多)?月(?:都|还|以上|以来)?(?:没|未|不)"
)
_FOR_MONTHS = re.compile(r"([0-9]|[一二两三四五六]|半)个?月(?:以来)?(?:都|还|一直)?(?:没|未|不|一)|\b([0-9]) months\b")


def silent_since(message: Message) -> dt.date:
    """The day said, else the first of the month; of 「连续两个月没报的」 the first of last month."""
    first = message.hearing.today.replace(day=1)
    if (said := _since_said(message)) is not None:
        return said
    return month_after(first, -1) if re.search(r"上个?月|last month", message.text) else first


def _since_said(message: Message) -> dt.date | None:
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
    if (found := _FOR_WEEKS.search(text)) is not None:
        return today - dt.timedelta(weeks=number(found[1]) or 0)
    if _HALF_A_MONTH.search(text) is not None:
        return today - dt.timedelta(days=15)
    if _A_WHOLE_MONTH.search(text) is not None:
        return month_after(today, -1)
    if (found := _FOR_MONTHS.search(text)) is not None and found[1] != "半":
        months = number(found[1] or found[2]) or 1
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
