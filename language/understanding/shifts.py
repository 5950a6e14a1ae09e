"""A limit moved by a while (往后拖半个月, 提前五天, two more weeks): counted from that limit, not from today."""

import datetime as dt
import re
from dataclasses import dataclass

from language.intents import Assign, Clarify, Intent, Items, Move
from language.understanding import days
from language.understanding.numerals import ENGLISH, number
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Deadline, DeadlineKind

_COUNT = r"(?P<count>半|[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = r"(?P<unit>个?工作日|个?星期|个?礼拜|周|个?半?月|年|天|日)(?![0-9前内])"
_GAP = r"[^0-9半一二两三四五六七八九十到至在成为,，。;；内]{0,4}"
_LATER = re.compile(
    r"(?:延期|延长|延后|延迟|延缓|顺延|推迟|推后|后推|后延|后移|放宽|宽限|展期|往后(?:再)?[拖推延放挪移调错]?"
    r"|再给|多给|再要|晚|缓|拖|推|延)"
    rf"{_GAP}{_COUNT} ?{_UNIT}"
)
_EARLIER = re.compile(rf"(?:提前|提早|往前(?:[提挪赶移])?|前移|缩短){_GAP}{_COUNT} ?{_UNIT}")
_EN_UNIT = r"(?P<unit>(?:working |business )?days?|weeks?|months?)"
_EN_COUNT = rf"(?P<count>an?|[0-9]{{1,3}}|{ENGLISH})"
_EN_LATER = (
    re.compile(rf"\b{_EN_COUNT} (?:more|extra|additional|further) {_EN_UNIT}\b"),
    re.compile(rf"\b(?:another|by|an? (?:extra|additional|further)) (?:{_EN_COUNT} )?{_EN_UNIT}\b"),
    re.compile(rf"\b{_EN_COUNT}[ -]{_EN_UNIT}(?:'s?)? (?:extension|longer|later)\b"),
    re.compile(
        rf"\b(?:extend|postpone|delay|push|move)(?:ed)? .{{0,40}}?(?:back|for|out)(?: by)? {_EN_COUNT} {_EN_UNIT}\b"
    ),
)
_EN_EARLIER = re.compile(
    rf"\b(?:forward|earlier)(?: by)? {_EN_COUNT} {_EN_UNIT}\b|\b(?P<n>[0-9]{{1,3}}) days earlier\b"
)
_ABOUT = re.compile(r"[一二两三四五六七八九]{2,3}")
"""「两三天」 is no number."""


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much; `sign` -1 is earlier. `span` is where the words stood."""

    span: tuple[int, int]
    words: str
    sign: int = 1
    months: int = 0
    days: int = 0
    working_days: int = 0


def counted_from(intent: Intent) -> Items:
    """The items whose limits must be known before these words name a day; () when no limit is missing."""
    match intent:
        case Move(deadline=Deadline(kind=DeadlineKind.UNCLEAR)) | Assign(deadline=Deadline(kind=DeadlineKind.UNCLEAR)):
            return intent.items
        case Clarify(reason="which_date"):
            return intent.items
    return ()


def find_shift(text: str) -> Shift | None:
    """The first in the plain text; an amount that is none ("几天", "两三天") is left out."""
    for pattern, sign in ((_EARLIER, -1), (_LATER, 1), (_EN_EARLIER, -1), *((each, 1) for each in _EN_LATER)):
        found = pattern.search(text)
        if found is not None and (shift := _read(found, sign)) is not None:
            return shift
    return None


def shifted(limit: dt.date, shift: Shift, calendar: WorkingCalendar) -> dt.date:
    """`limit` and the answer are local dates."""
    if shift.working_days:
        if shift.sign > 0:
            return calendar.add(limit, shift.working_days)
        return _working_days_before(limit, shift.working_days, calendar)
    day = days.month_after(limit, shift.sign * shift.months) if shift.months else limit
    return day + dt.timedelta(days=shift.sign * shift.days)


def _working_days_before(day: dt.date, count: int, calendar: WorkingCalendar) -> dt.date:
    while count:
        day -= dt.timedelta(days=1)
        count -= calendar.is_working(day)
    return day


def _read(found: re.Match[str], sign: int) -> Shift | None:
    groups = found.groupdict()
    said, unit = groups.get("count") or groups.get("n") or "a", groups.get("unit") or "days"
    if _ABOUT.fullmatch(said):
        return None
    count = 1 if said in ("a", "an") else 0 if said == "半" else number(said)
    if count is None or count > 366:
        return None
    amount = _amount(count, unit)
    return Shift(found.span(), found[0].strip(), sign, **amount) if any(amount.values()) else None


def _amount(count: int, unit: str) -> dict[str, int]:
    """0 of a unit is half of one: half a month is 15 days, half a year six months."""
    if "工作日" in unit or unit.startswith(("working", "business")):
        return {"working_days": count}
    if unit.startswith("week") or unit.endswith(("周", "星期", "礼拜")):
        return {"days": 7 * count}
    if "月" in unit or unit.startswith("month"):
        half = 15 if count == 0 or "半" in unit else 0
        return {"months": count if unit not in ("半月",) else 0, "days": half * (count or 1 if unit == "半月" else 1)}
    if unit == "年":
        return {"months": 12 * count or 6}
    return {"days": count}
