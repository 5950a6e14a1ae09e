"""What the office lays down for everybody: reminders paused (减负), days off and worked, sending held after a restore.

全县提醒停到下周五 · 12月28、29两日县庆放假 · 按原来的安排 · 放假补班都是怎么设的 · 把扣着的消息发出去
"""

import datetime as dt
import re

from language.clock_intents import Mute, PauseNudges, SetCalendar
from language.intents import Clarify, Intent
from language.sending_intents import ResumeSending
from language.understanding.deadlines import find_deadline
from language.understanding.doubts import ASKS, NO, UNSURE
from language.understanding.message import Message
from language.understanding.numerals import number
from language.understanding.spans import last_day, stretch
from ledger.calendar import WorkingCalendar
from ledger.members import OFFICE

_SENT = r"(?:到期|逾期|自动|系统|日常|临期)*(?:催报提醒|提醒|催报|催办|推送|(?<!取消)通知(?=全?停)|提示消息|督办消息)"
_EVERYBODYS = r"(?:全部|所有|一切|全县|大家|各单位|各部门|各级|各乡镇|全员|对|向|给|的|下|一下|发送|发|掉)*"
_STOPPED = (
    r"(?:暂停|停发|停止|停一?停|停掉|先停|中止|叫停|停|关掉|关闭|先关|免发|免除|不再发|不发|别发|先别发|不要发|别再发)"
)
_ALL = r"(?:全员|全县|全体|所有人|所有单位|全部单位|大家|大伙儿?|各单位|各部门|各乡镇|所有|一切)"
_SENT_LOOSELY = r"(?:提醒|催办|催报|催促|催|闹铃|推送|提示)"
_ALL_PAUSED = re.compile(
    rf"{_STOPPED}{_EVERYBODYS}{_SENT}|{_SENT}(?:也|都|就|先|全|全部|一律|统统|通通|暂时|统一|消息|的事|给我|一概"
    rf"|要|可以)*{_STOPPED}(?![产工水电])"
    rf"|谁(?:的(?:提醒|消息))?(?:也|都)(?:别|不要|不用|不|莫)(?:再)?(?:催|提醒|发|通知|推)"
    rf"|{_ALL}的?(?:都|先|一律|给我)*(?:静音|免打?扰|免催|(?:别|不要|不用|莫)(?:再)?(?:催|提醒)|停[^,，]{{0,3}}催)"
    rf"|{_ALL}的?(?:自动)?{_SENT_LOOSELY}[^,，]{{0,6}}(?:掐|停|收一?收|关|免|按(?:下)?暂停)"
    rf"|(?:一律|都)?不向{_ALL}[^,，]{{0,4}}(?:发|推|催)|(?:系统)?自动(?:催|提醒)[^,，]{{0,6}}停"
    r"|减负[周月期](?!的)|减负.{0,12}(?:提醒|推送|停)|\bpause (?:all |everybody's |everyone's |the |our "
    r"|county )*(?:reminders|nudges|reminding|nudging)\b"
    r"|\b(?:stop|suspend|hold|halt) (?:all |everybody's |everyone's |the |sending )*(?:reminders|nudges"
    r"|reminding everyone|nudging)\b"
    r"|\bno reminders (?:to|for) (?:anyone|anybody|everyone|all)\b"
)
_RESUMED = re.compile(
    rf"(?:恢复|重新开始|重新|打开|开启|继续|重启){_EVERYBODYS}{_SENT}"
    rf"|{_SENT}(?:也|都|就|全|全部|可以|现在|应该|该|能|要|重新|一律)*(?:恢复|重启|继续|开起来|打开|开启|照发|接着发)"
    r"|\b(?:resume|restart|turn on|reenable|re-enable) (?:all |the |everybody's |everyone's )*(?:reminders"
    r"|nudges)\b|\bunmute\b"
    r"|\bstart (?:all |the |sending )*(?:reminders|nudges) again\b|\breminders (?:can |may "
    r"|should )?(?:be )?(?:back on|resumed?|restart)\b|取消免打扰"
)
_OFF = re.compile(
    r"(?:放假(?!之?[前后]|期间)|不算工作日|算休息日|停工停课|调休|休息|不上班|休假|放[一二两三1-9]天|停班|(?:元旦|春节|清明|端午|中秋|国庆|五一)(?:怎么放|假期)|公休|画红|[设记标变录算]成?(?:放)?假(?!期)|日历[^,，。]{0,14}休(?=$|[,，。]))(?!通知"
    r"|文件|安排表)"
    r"|\bdays? off\b(?=.{0,24}calendar)|^holiday calendar: add\b"
    r"|\b(?:is |are )?(?:a (?:public |local )?holiday|holidays|off|(?:a )?days? off"
    r"|non-?working days?)(?: (?:for|in) (?:the whole"
    r" county|the county|everyone|everybody|all|the calendar))?\.?$|\badd (?:a |another )?(?:public "
    r"|local )?holiday\b|\b(?:no work"
    r"|office closed|closed) on\b|\boffice (?:is )?closed$"
)
_ON = re.compile(
    r"补班|补[一二两三]?天?班|加班日|(?<!不)(?:要|正常|照常|照样|都得?|得)?(?<!不)上班|不(?:放假|休息|休)|(?<!不)(?:算"
    r"|作为|当|是|按"
    r"|成|为)工作日|正常出勤|得干活|[记变算设]成?(?:上)?班(?!会|子|级)"
    r"|\b(?:is |are |as )?(?:worked|(?:a |an )?(?:make-?up )?working days?|workdays?|a working saturday"
    r"|make-?up days?)\.?$|\bwe work\b"
)
_USUAL = re.compile(
    r"(?:恢复|按|照|回到)(?:成|到)?(?:原来|原样|原|以前|平常|国家|默认|日历)(?:的|安排|样子?|规定|日历|法定)*"
    r"|不放假了|不补班了|恢复正常上班"
    r"|(?:取消|撤销|撤掉|去掉)[^,，]{0,12}(?:放假|补班|调休)|(?:放假|补班|调休)(?:的)?(?:安排)?(?:取消|撤销"
    r"|作废)|\b(?:back to|as) (?:normal|usual)$"
)
_DAYS_OFF = r"(?:节假日|放假|假期|补班|调休|法定假|工作日历|日历|放哪几天|(?<!请)(?<!请什么)假(?=$|[?？])|工作日)"
_YEAR = re.compile(
    rf"{_DAYS_OFF}.{{0,10}}(?:怎么[设安排定]|怎样|如何|哪些|哪几|哪天|有哪|什么|多少|几天)|(?:怎么[设安排定]"
    rf"|哪些|哪几天|哪天|什么时候|查|看).{{0,8}}{_DAYS_OFF}"
    r"|(?:元旦|春节|清明|端午|中秋|国庆|五一|劳动节)(?:节)?(?:怎么|如何|放不放|放几天|是?怎么个?)放?|^(?:节假日"
    r"|放假|假期|补班|调休)(?:安排|日历|表)?(?:是|有)?(?:什么|哪些|怎么|如何|呢|吗|[?？])*$|^holidays\??$"
    r"|\b(?:which|what|show|list)\b.{0,24}\b(?:holidays|days off|working days|working calendar|calendar)\b"
)
_NOT_WISHED = re.compile(
    r"(?:提醒|催办|催报|推送)[^,，]{0,4}(?:不用|不要|别|不必|不能|先不)[^,，发]{0,3}(?:停|关|恢复)"
    r"|(?:不用|不要|别|不必)[^,，]{0,3}(?:停|关|恢复)?[^,，]{0,3}(?:提醒|催办|催报|推送)[^,，]{0,2}恢复|"
    r"(?:别|不要|不用|先不|不能|不许|没(?:有|说)?|不必|不想|不准备|不打算|不)(?:再|先|把|给|急着|要|让"
    r"|全)*(?:暂停|停|关|中止|恢复|取消|放假|调休|补班)"
    r"|\b(?:don't|do not|not|never)\b"
)
_LONG_PAST = 31
_AND_TO = re.compile(r" ?(?:起|开始|始)?[,，]? ?(?:到|至|-|~|—|、|,|和|to|until|till|through|and) ?")
_RESUME = re.compile(
    r"(?:恢复|继续|重新开始|开始)(?:发送|推送|发消息|对外发送|消息发送|发信)(?:吧|了)?"
    r"|(?:please )?resume (?:the )?sending"
    r"|.{0,20}(?:扣(?:着|下|住|押)|压(?:着|住|下)|积压|卡(?:着|住)|攒着|憋着|拦(?:着|下|住)|滞留|堆着|没发出去"
    r"|未发出|待发|挂着没发|停着没发)"
    r"(?:的|了|着|没发|在那)*[^,，。]{0,4}(?:消息|通知|信息|提醒|推送|短信|东西|那[些批]).{0,24}"
    r"|.{0,24}(?:消息|通知|信息|推送)(?:还|都|是|有|被|给|现在|还有)*(?:扣(?:着|下|住)|压(?:着|住)|积压|卡(?:着"
    r"|住)|攒着|憋着|拦(?:着|下)|滞留|堆着).{0,16}"
    r"|.{0,6}恢复(?:数据)?库?(?:之后|以后|后)[^。]{0,6}(?:没发|未发|待发|扣)[^。]{0,20}"
    r"|(?:please )?(?:send|release|drop|discard|delete|show|let go|what are"
    r"|which are)(?: me)?(?: out)? (?:of )?(?:all |the )*"
    r"(?:held|held[- ]back|withheld|waiting|queued|pending|stuck)(?: back)? (?:messages?|notices|notifications"
    r"|sendings)\b.{0,40}"
    r"|.{0,30}\b(?:messages?|notices|notifications) (?:that )?(?:are |were |is )?(?:still )?(?:held|withheld"
    r"|waiting|queued|stuck)\b.{0,30}"
)
"""After a backup was restored; what to do with what waits is pressed, not said."""


_LONGEST = 240


def of_the_house(message: Message) -> Intent | None:
    """For everybody. Of who is no admin the handler says so; what is asked for oneself is told apart by 我."""
    if len(message.text) > _LONGEST:
        return None
    if not message.items and (_RESUME.fullmatch(message.text) or waits_to_be_sent(message)):
        return ResumeSending()
    if message.items or (message.mentions and not message.has(_COUNTY)):
        return None
    wish = _days_off(message) or _paused(message)
    if isinstance(wish, Clarify) or (isinstance(wish, SetCalendar) and wish.first is None):
        return wish
    reason = doubt_about_house(message) if wish is not None else None
    return Clarify(reason, words=message.said) if reason else wish


_WAITING = re.compile(
    r"(?:攒|囤|压|扣|积压|存着|冻住|憋|滞留|卡在|拦下|留下)[^,，。]{0,8}(?:没发|未发|待发|消息|通知|提醒|推送|那[些批堆]|的那|队列|[0-9一二三四五六七八九十]条)"
    r"|那[些批堆][^,，。]{0,4}(?:扣|攒|压|囤)下?(?:没发)?|待发(?:箱|件|队列|的)|没发出去|往外发|积压的?(?:那|$|[,，])"
    r"|攒[着下]|囤[着下]|压着(?!的?(?:事|活|工作|材料|任务))|扣[着下住]|存着没发|停发到"
    r"|\b(?:held|backlog|piled up|queued|withheld)\b"
)
_RESTORED = re.compile(
    r"备份|恢复(?!到期|提醒)|还原|回滚|(?<![国仓])库|数据(?:回来|[^,，]{0,4}核对|没丢)|那批|\brestor|\bbackup"
)
_NOT_OF_IT = re.compile(r"任务|项目|谁|时限|台账|怎么恢复|听说|如果|什么时候|先(?:压|扣|留|放)着|还没(?:核|查)|\?$")


def waits_to_be_sent(message: Message) -> bool:
    """Both what waits and the restoring it waits for. It only shows; what becomes of it is pressed."""
    if message.asking or message.has(_NOT_OF_IT):
        return False
    return message.has(_WAITING) and message.has(_RESTORED)


def _days_off(message: Message) -> SetCalendar | Clarify | None:
    wanted = [works for works, pattern in (("usual", _USUAL), ("on", _ON), ("off", _OFF)) if message.has(pattern)]
    if wanted and not message.has(_WHICH) and "我" not in message.text and (span := _days(message) or stretch(message)):
        if wanted == ["on", "off"] and not (message.has(_WISHES_NO) or message.has(_WORKED_INSTEAD)):
            return Clarify("several_wishes", words=message.said)
        if span[1] is None and not _on_its_weekday(message.text, span[0]):
            return Clarify("which_date", words=message.said)
        return SetCalendar(span[0], span[1] or span[0], wanted[0])
    return SetCalendar() if message.has(_YEAR) and not _PERSONAL.search(message.text) else None


def days_laid_down(message: Message) -> SetCalendar | None:
    """Days that are plainly off or worked."""
    laid = _days_off(message)
    return laid if isinstance(laid, SetCalendar) and laid.first is not None else None


def _on_its_weekday(text: str, day: dt.date) -> bool:
    """「29号那个礼拜天」 must be a Sunday: else one of both was misread."""
    said = {"一二三四五六日".find(found[1].replace("天", "日")) for found in _WEEKDAY.finditer(text)}
    return not said or day.weekday() in said


_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_WORKED_INSTEAD = re.compile(r"上班[^。]{0,6}调休|调休[^,，。]{0,4}(?:上班|补班)|不休[,，]|不是?休息")
"""「要上班，调休」 and 「不休，补班」 name one thing."""
_COUNTY = re.compile(r"\bcounty-?wide\b|\ball reminders\b")
_WHICH = re.compile(r"哪|什么|多少|几天|怎么|如何|\b(?:which|what|when|how)\b")
_PERSONAL = re.compile(r"我|请假|年假|项|任务|到期|截止|还剩|办完|[0-9]个?工作日")


def _paused(message: Message) -> PauseNudges | Mute | Clarify | None:
    for_all = message.hearing.role in OFFICE and not _MY_OWN.search(message.text)
    if message.has(_RESUMED):
        if for_all and (span := _days(message)) is not None and span[0] > message.hearing.today:
            return Clarify(UNSURE, words=message.said)
        return PauseNudges(resume=True) if for_all and "免打扰" not in message.text else Mute(off=True)
    if not for_all or not message.has(_ALL_PAUSED):
        return None
    if Message(message.original, message.known, message.hearing, text=_NOBODY.sub("", message.text)).asking:
        return Clarify(ASKS, words=message.said)
    return pause_said(message)


_NOBODY = re.compile(r"谁(?=的?(?:提醒|消息)?(?:都|也))|(?<=[这那])几(?=天)")
"""「谁也别提醒」 asks for nobody."""
_UP_TO = re.compile(r"[到至]|为止|[之以]前|恢复|再响|再发|底|末|\b(?:until|till|through|to|by)\b")


def pause_said(message: Message) -> PauseNudges:
    """From when to when nobody is to be reminded; a day alone is that day, unless it is the last one."""
    first, last = _days(message) or (None, None)
    if last is None and (span := stretch(message)) is not None:
        first, last = span
    if first is None and _UP_TO.search(message.text) and not message.has(_EACH):
        last = last_day(message)
    if last is None and first is not None and not _UP_TO.search(message.text) and not _FOR_DAYS.search(message.text):
        return PauseNudges(first, None if _FROM.search(message.text) else first, message.said)
    if last is None and first and (_A_DAY.search(message.text) or _FROM.search(message.text)):
        pass
    elif last is None:
        first, last = None, first
    if (
        (count := _FOR_DAYS.search(message.text))
        and last is None
        and (length := 1 if count[2] == "a" else number(count[1] or count[2]))
    ):
        first = first or message.hearing.today
        last = first + dt.timedelta(days=length * (7 if count[0].endswith(("周", "星期", "week", "weeks")) else 1) - 1)
    return PauseNudges(first, last, message.said)


_EACH = re.compile(r"从|起(?!来)|开始")
_A_DAY = re.compile(r"停[^,，到至月]{0,10}[0-9一两二三四五六七八九十]{1,2}(?:天|日|个?工作日)")
_MY_OWN = re.compile(r"我(?!们?县)|\bm[ey]\b")
_FROM = re.compile(r"(?<!即日)(?<!今日)起(?!来)|开始|\bfrom\b|starting")
_FOR_DAYS = re.compile(
    r"(?<![月0-9那这第天])([0-9]{1,2}|[一二两三四五六七八九十]{1,2}) ?(?:天|日(?!前)|周|个?星期)(?!前)|\b(?:for )(a"
    r"|[0-9]{1,2}|one|two"
    r"|three|four|five|seven|ten) (?:days?|weeks?)"
)


def doubt_about_house(message: Message) -> str | None:
    """Whether a pause or a day off is wished at all; the key of the question to ask back."""
    if message.has(_NOT_WISHED) and not message.has(_WISHES_NO):
        return NO
    if message.has(_ASKED):
        return ASKS
    return UNSURE if message.has(_UNSURE) else None


_WISHES_NO = re.compile(r"不放假了|不补班了|不放假|不休(?:息|[,，])|不算工作日|取消")
_ASKED = re.compile(
    r"[?？]$|([来去要行])不\1|[吗么]$|了没(?:有)?$|是不是|是否|能不能|可不可以|行不行|怎么(?!样都)|如何|为(?:什么|啥)|什么时候|要不要"
)
_UNSURE = re.compile(
    r"听说|据说|传(?:言|闻|说)|好像|似乎|可能|也许|打算|考虑|商量|如果|要是|假如|万一|的话|有人说|(?:他|她|们"
    r"|小.|老.|人|局长|主任|领导|县长|书记)(?:说|问|建议|希望)"
    r"|就好了|多好|以前|去年|建议|\b(?:if|maybe|heard|wish|perhaps|said)\b"
)


def _days(message: Message) -> tuple[dt.date, dt.date | None] | None:
    """「5月18日」, 「5月1日到5日」; as said, since a limit would be moved off a day off."""
    text, today = _plainly_dated(message.text), message.hearing.today
    every_day = WorkingCalendar(make_up_days=(), known_years=(today.year,))
    first = find_deadline(text, today, every_day)
    if first is None or first.day is None:
        return None
    joint = _AND_TO.match(text, first.span[1]) or _AND_TO.match(text, _bare_end(text, first.span))
    if joint is None:
        return _ahead(first.day, today), None
    rest = text[joint.end() :]
    if _BARE_LAST.match(rest):
        rest = f"{first.day.year}年{first.day.month}月{rest}"
    elif _IN_A_MONTH.match(rest) and first.day > today:
        rest = f"{first.day.year}年{rest}"
    last = find_deadline(rest, today, every_day)
    if (last is None or last.span[0] > 0) and rest[:1].isdigit():
        last = find_deadline(f"{first.day.month}月{rest}", today, every_day)
    if last is None or last.day is None or last.span[0] > 0 or last.day < first.day:
        return (_ahead(first.day, today), None) if joint[0].strip() in (",", "、", "和", "and") else None
    return _ahead(first.day, today), _ahead(last.day, today)


_NEW_YEAR = re.compile(r"元旦(?:放[一二两三1-9]天[,，])?(?=1(?:[号日]|[到至]))")
_FEAST = re.compile(r"元旦|春节|清明|端午|中秋|国庆|五一")
_DATED = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]")
_BARE_IN_WORDS = re.compile(
    r"([一二三四五六七八九十]{1,2}月(?:二?十[一二三四五六七八九]?|三十一?))(?![一二三四五六七八九十日号月0-9个])"
)
_DAYS_BEFORE_MONTH = re.compile(r"\b(?:between )?([0-9]{1,2}) (?:to|and|-) ([0-9]{1,2}) ([a-z]{3,9})\b")
_IN_A_MONTH = re.compile(r"[0-9]{1,2}月")
_BARE_LAST = re.compile(r"[0-9]{1,2}[日号]")


def _plainly_dated(text: str) -> str:
    """As a day is read best; beside 「12月27号」 a day of the week says nothing new."""
    text = _NEW_YEAR.sub("1月", text)
    text = _DAYS_BEFORE_MONTH.sub(r"\1 \3 to \2 \3", _BARE_IN_WORDS.sub(r"\1号", text))
    return _FEAST.sub("", _WEEKDAY.sub("", text)) if _DATED.search(text) else text


def _bare_end(text: str, span: tuple[int, int]) -> int:
    """「12月28、29两日」: the first day may have swallowed nothing behind it."""
    return span[1] - len(text[span[0] : span[1]]) + len(text[span[0] : span[1]].rstrip(" ,，"))


def _ahead(day: dt.date, today: dt.date) -> dt.date:
    """Said in November, 「5月1日放假」 is about the May to come."""
    if (today - day).days <= _LONG_PAST:
        return day
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
