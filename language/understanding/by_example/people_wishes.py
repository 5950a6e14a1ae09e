"""Builds what the second reader took for a wish about people: who joins, goes, is away, stands in, has another account.

Whom it concerns is found by `persons`; a sentence that leaves open which of two is meant is no wish yet.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from language.intents import Intent
from language.people_intents import BackFromLeave, Depart, Deputy, Invite, Leave, Rebind, Transfer, Unbind
from language.understanding.message import Message
from language.understanding.persons import Person, persons
from language.understanding.posts import OFFICE_TITLE, POSTS, office_and_role
from language.understanding.spans import span_of_days
from language.understanding.units import Mention, own_unit
from language.understanding.word_by_word import masked, successor_named

_ME = re.compile(
    r"我(?!们|局|单位|[县镇乡办委])|本人|本账?号|本机|俺(?!们)|自己|这个?(?:号|账号|机器人|手机)|\b(?:me|my|mine|i|i'm|myself)\b"
)
_I_AM = re.compile(
    r"(?:我|俺|本人|额|这里|这边)(?:还)?(?:是|叫|系)[^,，。;；]{0,12}$|\bi(?:'m| am) $|\bthis is $|\bmy name is $"
)
_SOMEBODY = re.compile(r"他|她|其(?=账|号|联)|那个人|这个?人|对方|人家|\b(?:him|her|his|their|them|he|she)\b")
_OPEN_END = re.compile(r"说不准|说不好|没准|还看|再说|不一定|看情况|哪天|啥时|什么时候")
_STANDING_IN = re.compile(
    r"(?:同志)?(?:也|先|就|来|帮忙|帮我|暂时|临时|全程|给我|给俺|都)*(?:代|替|顶|盯|看着|照看|接|负责|主持|管|兼|处理|cover)"
    r"| (?:will )?(?:covers?|stands? in|fills? in|signs?|takes over|look(?:s)? after|minds?)\b|那[里儿]"
)
_TURNED_TO = re.compile(
    r"(?:找|问|联系|麻烦|送到|交给|转给|移交给|交|由|让|请|委托|替班是?|代班人?是?|同事"
    r"|\bcover(?:ed)?(?: is| by|:)?)[^,，。]{0,5}$"
)
_NO_MORE = re.compile(
    r"(?:不用|不要|别|甭|无需|不再|取消|撤|莫)(?:再)?(?:麻烦|劳烦|让|由|给|发给|找)?[^,，。]{0,2}$|\bno more $"
)
_INSTEAD = re.compile(r"换成|改成|改为|换为|换|改由|改让|\breplace\b|\binstead\b")
_TAKEN_OFF = re.compile(r"取消|撤掉|撤了|去掉|删掉|移除|解除|不要[^,，]{0,3}代|不用[^,，]{0,4}代|\b(?:cancel|remove)\b")
_ITS_DEPUTY = re.compile(
    r"的? ?(?:ab|a/b|[ab])? ?(?:[角岗]|代理|代办|代管|候补|替补|替班|替手|副手|后备|备份)"
    r"|(?:一个人|下乡|常|老是|总|忙)"
)
_FOR_WHOM = re.compile(r"(?:给|为|替)(?:[^,，。]{0,6}(?:的|员|长|任))?$")
_GETS_ONE = re.compile(r"(?:设|配|找|安排|指定|选|定|加|弄)")
_TO = re.compile(
    r"(?:调整?|转|去|到|往|入|至|归|任|改成|改到|改为|变更?为|搬|挪|换岗|换到|划|并|成了?|挂|→|就是|报到|moves?|moved|joined?|to|into|for)"
    r"(?: the |[^,，。;；░]{0,3})$"
)
_FROM = re.compile(
    r"(?:不(?:再)?在|不是|离开|从|由|原来在?|原在|原是|还挂着?|以前在"
    r"|from|out of|leaving|left)[^,，。;；░到去往至]{0,2}$"
)
_TO_US = re.compile(
    r"(?:到|来|归|划到|转到|进|调[入来]|入|留在)(?:了)?(?:我们?|咱们?|本|俺们?)[^,，。]{0,2}(?:局|单位|办|委|镇|乡|部)"
)
_THIS_PERSON_FIRST = re.compile(rf"(?:请|给|把|将|帮|麻烦|系统里|同志|[ ,，░]|的|{OFFICE_TITLE}|联络员|同事|那个?)*+")


def people_wish(message: Message, name: str) -> Intent | None:
    """None when it is no intent about a person, or when a slot is missing or ambiguous."""
    build = _BUILDERS.get(name)
    if (
        build is None
        or (message.items and name != "invite" and not _only_days(message, name))
        or not message.has(_SPOKEN_OF[name])
    ):
        return None
    return build(message, persons(message))


def _only_days(message: Message, name: str) -> bool:
    """「27号28号请两天假」: what looks like items are the days."""
    span = span_of_days(message) if name == "leave" else None
    if span is None:
        return False
    numbers = {(span[0] + dt.timedelta(days=n)).day for n in range(min((span[1] - span[0]).days, _MONTH) + 1)}
    return all(not item.part and item.number in numbers for item in message.items)


_MONTH = 31
_SPOKEN_OF: Mapping[str, re.Pattern[str]] = {
    "invite": re.compile(
        r"码|邀|进|登|能上|加|添|新增|注册|登记|开|号|拉|凭证|入场|入册|用上|\binvit|\bcode|\baccess|\badd\b|\bonboard|\bjoin"
    ),
    "transfer": re.compile(
        r"调|转|到|去|搬|收了|动一动|\bshift|\breassign|\bbelongs|换|改|归|岗|挪|划|任|迁|变|归属|入职|→|\bmov|\btransfer|\bjoin|\bleft\b|\bstarts?\b|\bposted"
    ),
    "depart": re.compile(
        r"离|辞|退|合同|随军|不在岗|没续|最后一个?班|走|考|调|免职|不干|开除|病故|去世|没了|注销|下海|撤|除名"
        r"|\bleft\b(?! (?:the )?(?:meeting|room|call|office|building|early))"
        r"|\bgone\b|\bretire|\bresign|\bquit|\bremove"
    ),
    "rebind": re.compile(
        r"绑|换|号|手机|机子|电报|卡|新机|登|码|账|丢|\brebind|\bphone|\bsim\b|\btelegram|\baccount|\bre-?register|\bcode|\brelink"
    ),
    "unbind": re.compile(
        r"绑|解|注销|断|拔|拆|掐|连|脱|摘|退|撤|停|清|卸|踢|移|作废|关联"
        r"|\bunbind|\bunlink|\blog (?:me )?out|\bcut\b|\bdisconnect|\bremove|\bdelete"
    ),
    "leave": re.compile(
        r"假|休|出差|奔丧|顾不上|不搁|党校|带队|陪护|qingjia|请[加嫁]|年修|外出|不在|培训|学习|开会|考察|住院|手术|走|离|来不了|歇|回老家|赴|去|代|\bleave|\booo\b|\boff\b|\baway|\bout\b|\bholiday"
    ),
    "back_from_leave": re.compile(
        r"回|归来|返|人(?:已|在)|退了|代班|\bactive again|到岗|复工|复岗|销假|上班|归队|在岗|结束|期满"
        r"|[休坐放请销]完|好[了啦咧喽利]|假|正常|照[旧常]|放出来|散了|\bback\b|\breturn|\bleave\b"
    ),
    "deputy": re.compile(
        r"代|替|顶|副(?:手|联络)|影子|搭档|备胎|转由|承接|说了算|后备|备份|候补|[ab] ?[角岗脚]|授权|委托|把关|拍板"
        r"|打下手|副着"
        r"|\bdeput|\bstand-?in|\bback-?up|\bcover|\bsubstitute"
    ),
}
"""Whatever the examples say, one of these words must be there."""


def _himself(message: Message, someone: Person) -> bool:
    """「我是林晓禾」: the speaker says his name."""
    return _I_AM.search(message.text[: someone.start]) is not None


def _whose(message: Message, named: Sequence[Person]) -> str | None:
    """The one who is spoken of; "" for the speaker, None when neither is sure."""
    others = [each for each in named if not _himself(message, each) and not _NOT_HE.search(message.text[: each.start])]
    if len(others) == 1:
        return others[0].name
    if others or (not message.has(_ME) and message.has(_SOMEBODY)):
        return None
    return named[0].name if named else "" if message.has(_ME) else None


_NOT_HE = re.compile(r"不是$")
"""「不是秦月华，是梁雨桐」."""


def _home(message: Message, someone: Sequence[Person]) -> int | None:
    """The unit that stands right before a person's name."""
    if not someone:
        return None
    near = [m.one for m in message.mentions if m.one is not None and 0 <= someone[0].start - m.end <= _NEAR]
    return near[-1] if near else None


_NEAR = 5


def _ones(mentions: Sequence[Mention]) -> list[int]:
    return list(dict.fromkeys(mention.one for mention in mentions if mention.one is not None))


def _invite(message: Message, named: Sequence[Person]) -> Intent | None:
    """Whom, or at least for which unit."""
    if message.has(_TO_A_MEETING):
        return None
    guests = [each for each in named if not _himself(message, each) and not _WITH.match(message.text, each.end)]
    guests = [each for each in guests if not _BESIDES.search(message.text[: each.start])]
    units = _ones(message.mentions)
    if len(guests) > 1 or len(units) > 1 or (not units and message.mentions):
        return None
    unit = units[0] if units else message.hearing.department_id if own_unit(message.text) else None
    if not guests and (unit is None or not message.has(_A_CODE)):
        return None
    office, role = office_and_role(_about(message, guests))
    role = role or next((role for post, role in POSTS.items() if post in message.text), None)
    return Invite(guests[0].name if guests else "", unit, role, office if guests else "")


_A_CODE = re.compile(
    r"码|凭证|入场|账号|链接|联络员|人(?:进|没|来)|没人|[出发]一?[个张]邀请|拉(?:个|一个)人|\bcode|\blink|\binvitation"
)
"""Without a name: 「邀请发改局参加评审会」 is about a meeting."""
_TO_A_MEETING = re.compile(
    r"[来去参]加?(?:个|一下)?[^,，。]{0,4}(?:开会|会议|评审|座谈|培训|吃饭|喝茶|调研)|\bmeeting\b"
)
_WITH = re.compile(r"(?:那边|这边)?(?:跑|签了?字|一个人|离|走|退|调)")
_BESIDES = re.compile(r"(?:等|跟着?|不能只有|除了)[^,，。]{0,2}$")
_OFFICES = re.compile(r"[,，。;；]")


def _about(message: Message, guests: Sequence[Person]) -> str:
    """The clause with the name, and the rest where none is named."""
    if not guests:
        return message.text
    before = _OFFICES.split(message.text[: guests[0].start])[-1]
    return before + message.text[guests[0].end :]


def _transfer(message: Message, named: Sequence[Person]) -> Intent | None:
    heir = successor_named(message)
    who = _whose(message, [each for each in named if each.name != heir])
    if who is None:
        return None
    text = message.text
    left = {m.one for m in message.mentions if _FROM.search(text[: m.start])}
    aims = [m for m in message.mentions if m.one is not None and m.one not in left]
    reached = [m for m in aims if _TO.search(text[: m.start]) or _SAYS_TO.match(text, m.end)]
    goals = set(_ones(reached) or _ones(aims))
    if message.has(_TO_US) and message.hearing.department_id is not None:
        left |= set(_ones(message.mentions)) - {message.hearing.department_id}
        goals = {message.hearing.department_id}
    home = _home(message, [each for each in named if each.name == who])
    goals = goals - {home} if len(goals) > 1 else goals
    if len(goals) != 1:
        return None
    was = next((one for one in (*left, home) if one is not None), None)
    goal = goals.pop()
    role = office_and_role(text)[1]
    return Transfer(who, goal, role if message.has(_POSTED) else None, "", was if was != goal else None, heir)


_POSTED = re.compile(r"(?:当|任|担任|做)[^,，。]{0,8}(?:联络员|联系人|局长|主任|书记|镇长|乡长|负责人)")
_SAYS_TO = re.compile(r"(?:那边|这边)?(?:收了[他她]|的?人了?|的兵|报到|上班|任职|管|去了)")


def _depart(message: Message, named: Sequence[Person]) -> Intent | None:
    if any(mention.one is not None and _TO.search(message.text[: mention.start]) for mention in message.mentions):
        return None  # to another unit of the county
    heir = successor_named(message)
    gone = [each for each in named if each.name != heir]
    who = _whose(message, gone)
    return Depart(who, _home(message, gone), heir) if who is not None else None


def _rebind(message: Message, named: Sequence[Person]) -> Intent | None:
    """Who names nobody speaks of his own account: 「新手机，帮我换绑」. Without anything new it is only let go."""
    if not message.has(_ANEW):
        return None
    if len(named) == 1:
        return Rebind(named[0].name, _home(message, named))
    return Rebind("") if not named and not message.has(_SOMEBODY) and not message.mentions else None


_ANEW = re.compile(
    r"换|重|新|再|补|改|移|迁|接|认|注册|启用|绑[到上她他]|绑一?下"
    r"|\bnew\b|\bre-?(?:bind|link|register|connect)|\bfresh|\bagain\b|\bswitch|\bback\b"
)


def _unbind(message: Message, named: Sequence[Person]) -> Intent | None:
    who = _whose(message, named)
    if who is None and not (named or message.mentions or message.office or message.has(_SOMEBODY)):
        return Unbind("")
    return Unbind(who, _home(message, named)) if who is not None else None


def _leave(message: Message, named: Sequence[Person]) -> Intent | None:
    days = span_of_days(message)
    if days is None or days[1] < message.hearing.today or message.has(_OPEN_END):
        return None
    text = message.text
    if (days[1] - days[0]).days >= _WHOLE_MONTH and len(_DAY.findall(text)) > 1:
        return None
    covers = [
        each
        for each in named
        if _STANDING_IN.match(text, each.end) or (each.start > 0 and _TURNED_TO.search(text[: each.start]))
    ]
    away = [each for each in named if each not in covers and not _himself(message, each)]
    if len(covers) > 1 or len(away) > 1 or (away and not _comes_first(message, away[0])):
        return None
    who = away[0].name if away and not _SPEAKER.match(text, away[0].end) else ""
    return Leave(*days, who, covers[0].name if covers else "")


_WHOLE_MONTH = 27
_DAY = re.compile(r"[号日]")
"""「二号动身八号收队（十二月）」 means no whole month."""
_SPEAKER = re.compile(r"[,，]?我")


def _comes_first(message: Message, someone: Person) -> bool:
    start = _THIS_PERSON_FIRST.match(masked(message))
    return start is not None and start.end() >= someone.start


def _back(message: Message, named: Sequence[Person]) -> Intent | None:
    """The speaker, unless the sentence begins with somebody else."""
    first = next((each for each in named if _comes_first(message, each)), None)
    if first is None or _SPEAKER.match(message.text, first.end) or _himself(message, first):
        return BackFromLeave("")
    return BackFromLeave(first.name) if not _MYSELF_TOO.search(message.text) else None


_MYSELF_TOO = re.compile(r"(?:替|代|给|发)我|我(?:回|到|返|今)")


def _deputy(message: Message, named: Sequence[Person]) -> Intent | None:
    text = message.text
    instead = _INSTEAD.search(text)
    kept = [each for each in named if not _NO_MORE.search(text[: each.start]) and not _himself(message, each)]
    if len(named) == 1 and not instead and message.has(_TAKEN_OFF):
        return Deputy("", "") if message.has(_ME) or not message.office else None
    if len(kept) > 1 and instead:
        kept = [each for each in kept if each.start > instead.start()]
    if len(kept) == 1:
        owned = message.has(_ME) or not (_OTHERS.search(text) or (message.office and message.mentions))
        return Deputy(kept[0].name, "") if owned and not _for_him(text, kept[0]) else None
    if len(kept) != _OWNER_AND_DEPUTY:
        return None
    owner, deputy = kept
    if _HIS_WORK.search(text[owner.end : deputy.start]) and _STANDING_IN.match(text, deputy.end):
        return Deputy(deputy.name, owner.name)
    if _for_him(text, deputy):
        owner, deputy = deputy, owner
    elif not (_for_him(text, owner) or _ITS_DEPUTY.match(text, owner.end)) or message.has(_FOR_ME):
        return None
    return Deputy(deputy.name, owner.name)


_OWNER_AND_DEPUTY = 2
_HIS_WORK = re.compile(r"[他她]的?(?:事情?|活儿?|工作|岗)?(?:就|都|先)?(?:由|让|交给|给|叫)$")
"""「小林下个月生娃，她的事情由小邓顶上」."""
_OTHERS = re.compile(r"给(?:他|她|他们|她们)|他们的?|她们的?")
_FOR_ME = re.compile(r"(?:代|替|给|顶|当|做|帮)(?:我|俺)|我的?(?:ab|[ab]|代|替|副)")


def _for_him(text: str, someone: Person) -> bool:
    """「给林晓禾配个」: he is the one who gets a deputy."""
    if _FOR_WHOM.search(text[: someone.start]) and _GETS_ONE.match(text, someone.end):
        return True
    return text[someone.end : someone.end + 1] == "的" and _ITS_DEPUTY.match(text, someone.end) is not None


_BUILDERS: Mapping[str, Callable[[Message, Sequence[Person]], Intent | None]] = {
    "invite": _invite,
    "transfer": _transfer,
    "depart": _depart,
    "rebind": _rebind,
    "unbind": _unbind,
    "leave": _leave,
    "back_from_leave": _back,
    "deputy": _deputy,
}
