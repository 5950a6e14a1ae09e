"""Reads a deadline in words: a last day, an ongoing duty, or words that must be asked about (domain.md §2.3)."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from language.understanding import days
from language.understanding.deadline_rules import (
    day_of_month,
    half,
    holiday,
    iso,
    month_day,
    month_part,
    near,
    quarter,
    slashed,
    stated_year,
    this_month,
    weekday,
    within,
    year_end,
)
from language.understanding.english_deadline_rules import (
    MONTH,
    WEEKDAY_EN,
    english_day,
    english_end,
    english_holiday,
    english_month,
    english_quarter,
    english_weekday,
    english_within,
)
from language.understanding.item_numbers import BLANK
from language.understanding.moments import Day, Moment, Rule
from language.understanding.numerals import ENGLISH
from language.understanding.office_deadline_rules import OFFICE_RULES
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Deadline, DeadlineKind


@dataclass(frozen=True, slots=True)
class Reading:
    """`span` is where the words stood. `problem` is a Clarify reason, with no deadline then: "impossible_date",
    "deadline_past", "which_date".
    """

    span: tuple[int, int]
    words: str
    deadline: Deadline | None = None
    problem: str = ""
    day: dt.date | None = None
    """The day read, also when it is past."""


_YEAR = r"(?:(?P<year>20[0-9]{2}|今|明|后|去|次|来)年?的?)?"
_BEFORE = r"(?:以前|之前|前)?"
_CN = "零〇一二两三四五六七八九十"
_NUM = f"(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})"


def find_deadline(text: str, today: dt.date, calendar: WorkingCalendar) -> Reading | None:
    """The first deadline in the plain text; of two that begin together, the longer. Past days are a problem."""
    moment = Moment(today, calendar)
    text = _WEEKDAY_OF_A_DATE.sub(lambda found: BLANK * len(found[0]), text)
    best: tuple[int, int, Day] | None = None
    for pattern, read in _RULES:
        for found in pattern.finditer(text):
            day = read(found, moment)
            if day is not None and (best is None or _sooner(found, best)):
                best = (found.start(), found.end(), day)
            if day is not None:
                break
    ongoing = _ONGOING.search(text)
    if best is None and (vague := _VAGUE.search(text)) is not None:
        best = (*vague.span(), "which_date")
    if best is not None and _several(text, best):
        best = (*best[:2], "which_date")
    if best is None:
        if ongoing is None:
            return None
        words = ongoing[0].strip()
        return Reading(ongoing.span(), words, Deadline(words, DeadlineKind.ONGOING))
    return _reading(text, best, today)


def _several(text: str, best: tuple[int, int, Day]) -> bool:
    """「6月27日、9月30日、次年1月5日前」「急件3日内，其他15日内」: none of them is the one."""
    start, end, _ = best
    if _DURATION.search(text[start:end]):
        return _DURATION.search(text, end) is not None
    return len(_LISTED_DAYS.findall(text[start:])) > 1 and _LISTED.match(text, start) is not None


_WEEKDAY_OF_A_DATE = re.compile(
    rf"(?:下个?|本|这个?)?(?:周|星期|礼拜)[一二三四五六日天][ ,，(（]{{0,2}}(?={_NUM} ?月{_NUM})"
    rf"|\b(?:{WEEKDAY_EN}|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\.?,? (?:the )?"
    rf"(?={MONTH}\.? [0-9]|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b)"
)
"""「周六11月28日」: the date says which."""
_DURATION = re.compile(rf"(?:[0-9]|[{_CN}])[^,，。;；]{{0,4}}(?:日|天|工作日|周|月)(?:之内|以内|内)")
_LISTED_DAYS = re.compile(rf"{_NUM} ?月{_NUM} ?[日号]")
_A_DAY = rf"(?:{_YEAR.replace('?P<year>', '?:')}{_NUM} ?月{_NUM} ?[日号]前?)"
_LISTED = re.compile(rf"(?:{_A_DAY}[、,，和及与]{{1,3}}){{1,11}}{_A_DAY}")


def _sooner(found: re.Match[str], best: tuple[int, int, Day]) -> bool:
    if found.start() < best[1] and best[0] < found.end():  # they overlap: the longer says more
        return found.end() - found.start() > best[1] - best[0]
    return found.start() < best[0]


def _reading(text: str, best: tuple[int, int, Day], today: dt.date) -> Reading:
    start, end, day = best
    soft = _SOFT.search(text[max(0, start - 6) : start]) is not None
    words = text[start:end].strip(" ,，。")
    if isinstance(day, str):
        return Reading((start, end), words, problem=day)
    assert day is not None  # noqa: S101 - those were left out
    if day < today:
        return Reading((start, end), words, problem="deadline_past", day=day)
    return Reading((start, end), words, Deadline(words, DeadlineKind.DAY, day, soft), day=day)


def ahead(reading: Reading, today: dt.date) -> Reading:
    """As a person means it who speaks of what is to come: in November 「1月15日」 is the next one; in May 「3月15日」
    is past, and asked about.
    """
    day = reading.day
    if day is None or (today - day).days <= _LONG_PAST or _WITH_YEAR.search(reading.words):
        return reading
    day = days.month_after(day, 12)
    return replace(reading, deadline=Deadline(reading.words, DeadlineKind.DAY, day), problem="", day=day)


_LONG_PAST = 183
_WITH_YEAR = re.compile(r"20[0-9]{2}|年|昨|前天|上|yesterday|last")


def counts_from_limit(reading: Reading) -> bool:
    """「延期半个月」 without the limit that was: never counted from today."""
    return reading.deadline is not None and reading.deadline.kind is DeadlineKind.UNCLEAR


_VAGUE = re.compile(
    r"尽快|抓紧|尽早|近期|适时|汛期前|入冬前|供暖前|开学前|两会前|按上级要求|as soon as possible|asap|soon\b"
)
"""Asked about only where no day is said as well."""
_SOFT = re.compile(r"(?:力争|争取|尽量|aim(?:ing)? for)[^,。]{0,4}$")
_ONGOING = re.compile(
    r"长期坚持|持续推进|持续开展|常态化(?:开展|推进)?|常抓不懈|长期(?!以来)|不设(?:时限|期限)"
    r"|没有(?:时限|期限)|ongoing|continuing|no deadline|long[- ]term"
)
_UNIT = r"(?:个?工作日|个?星期|个?礼拜|周|个半?月|年|天|日)"
_HOLIDAYS = "|".join((*days.LUNAR, *days.SOLAR))
_RULES: tuple[Rule, ...] = (
    *OFFICE_RULES,
    (
        re.compile(
            rf"{_YEAR}(?P<month>{_NUM}) ?月(?P<day>{_NUM}) ?(?:[日号]|好(?=[ ,，申吧了啊]|$)){_BEFORE}(?:内|为止|止)?"
        ),
        month_day,
    ),
    (re.compile(rf"{_YEAR}(?P<month>{_NUM}) ?月(?P<day>[0-9]{{1,2}})(?![0-9项条个天])"), month_day),
    (
        re.compile(
            rf"{_YEAR}(?P<month>{_NUM}) ?月(?P<day>[一二三四五六七八九十]{{1,3}})(?=$|[ ,，。;；]"
            rf"|[前后吧了以之止截下交完办周]|不对)"
        ),
        month_day,
    ),
    (
        re.compile(
            rf"(?<![0-9月第.])(?P<day>[0-9]{{1,2}}|[{_CN}]{{1,3}})号(?:以前|之前|前|为止|止)"
            rf"|(?<=[到至成为限定]) ?(?P<until>[0-9]{{1,2}}|[{_CN}]{{1,3}})"
            rf"[号日](?![楼线院文令]|任务|事项|项)"
        ),
        day_of_month,
    ),
    (re.compile(rf"(20[0-9]{{2}})[-/.](1[0-2]|0?[0-9])[-/.]([0-3]?[0-9])(?![0-9]){_BEFORE}"), iso),
    (
        re.compile(
            rf"(?<![0-9.第/-])(1[0-2]|0?[1-9])[/.-]([1-3][0-9]"
            rf"|0?[1-9])(?![0-9.%/项个万亿千百吨公里亩户人元倍-]){_BEFORE}"
        ),
        slashed,
    ),
    (
        re.compile(
            rf"{_YEAR}(?<![个{_CN}0-9])(?P<month>{_NUM}) ?月(?!{_NUM} ?[日号])(?:份)?"
            r"(?P<part>底|末|上旬|中旬|下旬|初|中|前|之前|以前|内)?(?:以前|之前|前|内)?"
        ),
        month_part,
    ),
    (
        re.compile(
            r"(?P<which>这个?|本|下下个?|(?<!名)下个?|上个?|当)?月(?P<part>底|末|上旬|中旬|下旬|中|初|内)(?P<day>)?(?:以前"
            r"|之前|前)?"
        ),
        this_month,
    ),
    (re.compile(rf"(?P<which>这个|本|下下个|下个|下|这)月(?P<part>)?(?P<day>{_NUM})(?:日|号){_BEFORE}"), this_month),
    (re.compile(r"(?P<which>本|下个?|这个)月(?P<part>)(?P<day>)?(?:内|以内|之内)?(?!报|[0-9底末])"), this_month),
    (
        re.compile(
            rf"(?:今年|明年|本年|去年)?的?(?:年底|年末|年终|年内|岁末){_BEFORE}|全年|(?:本|今)?年度(?:内)?|(?:今|明"
            rf"|本)年(?:以内|之内|内|底)"
        ),
        year_end,
    ),
    (
        re.compile(
            r"(20[0-9]{2}) ?年(?:底|末|内|全年|度|之内)?前?(?! ?[0-9一二三四五六七八九十]+ ?月|第"
            r"|[一二三四上下])"
        ),
        stated_year,
    ),
    (re.compile(rf"{_YEAR}(?:上半年|下半年){_BEFORE}(?:内|末|底)?"), half),
    (
        re.compile(rf"{_YEAR}第?(?P<quarter>[1-4一二三四本这下])个?季度?(?:末|底|内|结束)?(?P<before>前|之前|以前)?"),
        quarter,
    ),
    (
        re.compile(
            rf"(?:再给|限期?|限定)?(?P<count>半|{_NUM}"
            rf"|[0-9]{{3}}) ?(?P<unit>{_UNIT})(?P<half>(?<=半月))?(?:时间)?(?:之内|以内|内|后|以后)"
        ),
        within,
    ),
    (
        re.compile(
            rf"(?:限期?|给)(?:他们|了)?(?P<count>半|{_NUM}"
            rf"|[0-9]{{3}}) ?(?P<unit>{_UNIT})(?P<half>(?<=半月))?"
        ),
        within,
    ),
    (re.compile(r"(今天|今日|当天|当日|明天|明日|大后天|后天|昨天|昨日|前天)(?:下班)?(?:以前|之前|前)?"), near),
    (
        re.compile(
            r"(?P<week>下下个?|下个?|上个?|本|这个?)?(?:周|星期"
            r"|礼拜)(?P<day>[一二三四五六日天1-7])(?![0-9])(?P<whole>)?(?:下班)?(?:以前|之前|前)?"
        ),
        weekday,
    ),
    (
        re.compile(r"(?P<week>下下个?|下个?|本|这个?)(?:周|星期|礼拜)(?P<day>(?!.))?(?P<whole>之?内|末|底|前)?"),
        weekday,
    ),
    (re.compile(rf"({_HOLIDAYS})(?:节|假期|长假|放假)?(?:之前|以前|前)"), holiday),
    (
        re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20[0-9]{{2}}))?\b"),
        english_day,
    ),
    (
        re.compile(
            rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd"
            rf"|th)?(?: of)? (?P<month>{MONTH})(?:,? (?P<year>20[0-9]{{2}}))?\b"
        ),
        english_day,
    ),
    (
        re.compile(
            rf"\b(?:by |in |before )?(?:the )?(?P<part>end of |late |mid[- ]"
            rf"|middle of )(?P<month>{MONTH})(?: (?P<year>20[0-9]{{2}}))?\b"
        ),
        english_month,
    ),
    (
        re.compile(
            rf"\b(?:by|in|until|to|till) (?P<part>)?(?P<month>{MONTH})(?: (?P<year>20[0-9]{{2}}))?\b(?! ?[0-9])"
        ),
        english_month,
    ),
    (
        re.compile(rf"\b(?P<next>next|this|on|by)? ?(?P<day>{WEEKDAY_EN})\b(?P<week> (?:of )?next week)?"),
        english_weekday,
    ),
    (
        re.compile(
            rf"\b(?:in|within) (?P<count>an?|[0-9]{{1,3}}|{ENGLISH}) (?P<unit>(?:working |business "
            rf"|work ?)?days?|weeks?|months?)\b"
        ),
        english_within,
    ),
    (
        re.compile(
            r"\b(?:by |before )?(?:the )?end of (?:the )?(?P<next>this|next)? ?(?P<what>week|month|quarter"
            r"|year)\b"
        ),
        english_end,
    ),
    (re.compile(r"\b(?P<next>this|next) (?P<what>week|month|quarter|year)\b"), english_end),
    (
        re.compile(r"\b(?P<next>)(?:by )?(?P<what>year)[- ]end\b|\byear ?end\b(?P<none>)?"),
        lambda found, moment: dt.date(moment.today.year, 12, 31),
    ),
    (
        re.compile(
            r"\b(?:q(?P<digit>[1-4])|(?:the )?(?P<word>first|second|third"
            r"|fourth) quarter)(?: of)?(?: (?P<year>20[0-9]{2}))?\b"
        ),
        english_quarter,
    ),
    (re.compile(r"\b(today|tomorrow|yesterday)\b"), near),
    (
        re.compile(r"\bbefore (?:the )?(" + "|".join(days.ENGLISH_HOLIDAYS) + r")(?: day| festival)?\b"),
        english_holiday,
    ),
)
