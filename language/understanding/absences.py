"""Understands who is away, who is back and who stands in.

我5月18日到22日请假，由小李代 · 周四周五休假 · 我回来上班了 · 小李是我的AB角 · 我不在的时候由赵敏代 · 取消AB角
"""

import re

from language.people_intents import BackFromLeave, Deputy, Leave, PeopleIntent
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, NAME, I, person_named, somebody
from language.understanding.spans import span_of_days

_WHO = rf"(?:我|本人|{LOOSE_NAME})"
_AWAY = re.compile(
    r"休(?:息)?到|请(?:[^,，]{0,4})?假|休(?:年|病|产|事|探亲|婚|丧|公)?假|(?:年"
    r"|病|产|事|婚|丧|陪产|探亲|公|育儿|护理)假|公休|休班|倒休|看病|产检|生孩子|探亲|年休|补休|轮休|调休"
    r"|(?:休|歇)(?:息)?(?=[0-9一二两三四五六七八九十]+天)|出差|外出|脱产|住院|我(?:要)?[去赴到](?:省|市|州|外地|北京|上海)[^,，]{0,4}(?:开会|办事)"
    r"|培训去|手术|坐月子|陪产|不在(?:岗|单位|办公室|局里|县里|班上|家|这)?"
    r"(?=$|[,，。 ]|的?[这那几]|上班)|(?:去|赴|到|在)[^,，]{1,12}?(?:培训|学习"
    r"|考察|跟班|挂职|轮训|集训|开会(?=.*(?:不在|代|替|顶|盯)))"
    r"|\b(?:on|take|taking|be on) (?:annual |sick |maternity |paternity |business )?(?:leave"
    r"|vacation|holiday|a holiday)\b"
    r"|\bout of (?:the )?office\b|\b(?:be|am|i'm|is) (?:away|off)\b|\bbusiness trip\b"
)
_QUIET = re.compile(r"提醒|打扰|推送|静音|免扰")
"""「我休假到周五，别提醒我」 asks for quiet."""
_WORKS = re.compile(r"调休[^,，]{0,4}上班|上班[^,，]{0,4}[,，]?[^,，]{0,4}调休")
"""A day off on which everybody works is of the calendar."""
_AWAY_WHO = re.compile(
    rf"^(?P<who>{_WHO})(?:同志)?(?=从|自|请|休|出差|外出|住院|要|明|后|今|下|本"
    rf"|这|周|病|产|年|事|陪|将|因|[0-9一二三四五六七八九十])"
)
_WHEN = re.compile(
    r"^(?:准备|假|打算|计划|想|可能|期间|明|后天|今|下|本|这|周|星期|礼拜|因"
    r"|从|[年病产事婚丧陪公补]|休|请|去|到|[0-9一二三四五六七八九十])"
)
_POST = r"(?:副?局长|副?主任|副?科长|副?书记|副?县长|副?镇长|副?乡长|副?部长|同志|老师|主席|院长)"
_STANDS_IN = (
    r"(?:来)?(?:帮忙|帮我|帮着|暂时|临时|先)?(?:代(?!表)(?:管|理|办|班|为|收"
    r"|替|签|行|我)*|替(?!换)(?:我|班|岗)?|顶(?:班|替|岗|上)?|负责|接替|接手"
    r"|接管|接"
    r"|盯(?:着|班)?|照看|照应|主持|管)"
)
_COVER = re.compile(
    rf"(?:由|让|请|找|托|交给|期间|[,， ])(?:给)?(?P<who>(?:{_POST})?{NAME}|{NAME}{_POST}"
    rf"|[{'小老'}][\u4e00-\u9fff])(?:{_POST})?{_STANDS_IN}"
    r"(?:我|他|她|着)?(?:一下|工作|的班|几天|的?活儿?|消息)?[。了]*(?:$|[,，。 ])"
    rf"|(?:找|由|让|代(?:办|班|管)?人?[是:为])(?P<who2>{NAME})[。]*$"
)
_ENGLISH_COVER = re.compile(
    r"\b(?:covered by|cover(?:ing)?:?|backed up by|my cover is) (?P<who>[a-z]+(?: [a-z]+)?)[.]?$"
    r"|(?:^|[,.;] ?|\band )(?P<who2>[a-z]+(?: [a-z]+)?) (?:covers|will cover"
    r"|is covering|stands in|will stand in|takes over)\b"
)
_BACK_WORDS = (
    r"(?:(?<=今天)上班|(?<=今日)上班|(?<=起)上班|销假|收假|复工|返岗|回岗|到岗|复岗|上岗|回单位|回局里|回来(?:上班|工作"
    r"|了)|回来$|上班了|正常上班|恢复上班|恢复工作|开始上班"
    r"|(?:休假|请假|假期|学习|出差|培训|外出)(?:已经?)?(?:结束|完了|到期|回来)"
    r"|结束(?:了)?(?:休假|请假|假期|学习|出差|培训))"
)
_ABSENCE = r"(?:(?:休|请)完?(?:了|病|年|产|陪产|婚|事)?假|(?:年|病|产|婚|陪产|事)?假(?:期)?|学习|出差|培训|外出)"
_BACK = re.compile(
    rf"^(?:(?:病|身体|感冒|腿)(?:都|已经?)?(?:好|养好|痊愈)了[,， ]*)?"
    rf"(?:(?P<who>(?![今明昨现提已休请学出培外回销复返假产年病婚陪刚都本下周星元国五大全这上]){_WHO})(?:同志)?)?"
    r"(?:今天|今早|昨天|今日|已经?|现在|提前|明天起|今天起|从今天起|刚|都|也|来|就|要|[,， ]|起)*"
    rf"(?:{_ABSENCE}(?:都)?(?:休|请|学)?(?:完了?|结束|到期|满)?(?:了)?)?[,， ]*"
    rf"(?:我|今天|今早|起|已经?|提前|现在|就|从|开始|昨天|[,， ])*{_BACK_WORDS}(?:[,， ]*(?:已)?"
    rf"{_BACK_WORDS})?[了啦喽]?(?:[,，。 ] ?.{{0,14}})?$"
    r"|^(?:i'm |i am |we're )?back (?:from|at work|at my|in the|in office|to work"
    r"|on duty|today)\b|^returned from (?:leave|holiday)|^(?:i'm |i am )?back(?: now| again)?[.!]?$"
)
_NOT_BACK = re.compile(
    r"回来(?:再|之?后|以后|就|的时候|时)|等我|[?？吗么]$|还没|没(?:有)?(?:回"
    r"|销|复)|什么时候|请假(?:$|到)|听说|如果|要是"
)
_AB = (
    r"(?:(?:ab|a/b|[ab]) ?(?:角|岗)|代理人|代班(?:人|的)?|替手|替班(?:人|的)?"
    r"|替身|代办人|代管人|接替人|顶班(?:人|的)|顶岗(?:人|的)|备岗)"
)
_A_DEPUTY = re.compile(_AB)
_MINE = r"(?:我的?|本人的?|自己的?|我们局长的?|)"
_NAME = rf"(?P<deputy>{NAME}(?={_POST})|{NAME}|[小老][\u4e00-\u9fff])(?:{_POST})?"
_OWNER = (
    rf"(?P<of>(?!取消|换|改|把|给|设|让|由|以后|现在|指定|安排|隔壁)(?:我|本人|自己|{NAME}|[\u4e00-\u9fff]{{2,4}}))"
)
_DEPUTY = (
    re.compile(rf"^我(?:和|跟|与)(?P<deputy>{NAME}|[小老][\u4e00-\u9fff])互相(?:顶|代|替)(?:班|岗)?"),
    re.compile(
        rf"^(?:以后|今后)?(?:[代替]我)(?:签字|签收|收件|办|处理)?的?人?(?:不用|不是|别用)?[^,，]{{0,4}}了?[,，]?(?:换成|改成|换)(?P<deputy>{NAME})[吧了。]*$"
    ),
    re.compile(
        rf"^(?:帮我|给我|麻烦|以后)?(?:让|请|指定|安排|定|由|就让|就由|叫|找|选|设"
        rf"|设置|任命|委托|用|把|将|推荐)?(?P<deputy>(?!不|我|谁|要"
        rf"|隔壁){LOOSE_NAME})(?:{_POST})?(?:是|当|做|为|任|担任|作为|作|来当|来做"
        rf"|给)+"
        rf"(?:(?P<of>{_WHO})的? ?)?{_AB}[^吗?？]{{0,6}}$"
    ),
    re.compile(
        rf"^(?:以后|今后|从今天起|现在|把|将|帮我|请|麻烦|给我|那个|就|,|，| )*(?:{_OWNER}的? ?)?{_AB}(?:就"
        rf"|也|还|,|，|给我|帮我)*"
        rf"(?:设置?为|设置?成|设|定为|定|改为|改成|改|换成|换为|换|是|为|:|：|由|让"
        rf"|叫|找|选|用|配|填|写|指定|登记为)*[ ,，]*(?:为|成)?{_NAME}"
        r"(?:担任|来当|来做|当|吧|了|。|,|，|哈|啊|来|做)*$"
    ),
    re.compile(
        rf"^(?:换|改|设|设置|指定|登记|定|加|选|配|找|要)(?:个|一个|一下|下)?(?:新)?(?:{_OWNER}的? ?)?{_AB}"
        rf"[,，: ]*(?:改为|改成|换成|为|成|是|叫|用|由|让|设为|设成)*{_NAME}[吧了。]*$"
    ),
    re.compile(rf"^(?P<deputy>{NAME})(?:和|跟|与)(?P<of>我|{NAME})互为 ?{_AB}$"),
    re.compile(
        rf"^我(?:人)?(?:不在|出差|外出|休假|请假|开会)(?:单位|岗|家|局里)?(?:的?时候?"
        rf"|的?期间|的话|时|了)?[,，就都]*(?:由|让|请|找|归|交给|委托|有)?"
        rf"{_NAME}(?:都|就)?{_STANDS_IN}(?:我|一?下|消息|事情?|工作|的?活儿?|了|着|处理|,|，|的|收|提醒|办理)*[吧。]*$"
    ),
    re.compile(
        rf"^(?:以后|今后|要是|凡是|只要)?我(?:人)?不在(?:单位|岗|家|局里)?(?:的?时候?|的?期间|的话|时)?[,，就都]*(?:找"
        rf"|问|联系|有事找){_NAME}(?:就行|就好|吧|办|处理|。)*$"
    ),
    re.compile(
        rf"^(?:让|由|请|指定|安排|委托|授权)?{_NAME}(?:来)?(?:代理我|代我|替我|顶我"
        rf"|当我的代理|做我的代理)(?:的?工作|签收|处理|收消息|办理)?[^?？吗]{{0,4}}$"
    ),
)
_STAND_IN_EN = r"(?:deputy|stand-?in|backup|back-up|substitute|delegate|cover|replacement|alternate)"
_DEPUTY_EN = (
    re.compile(
        rf"^(?:please )?(?:make|appoint|name|choose|set|let) (?P<who>[a-z]+(?: [a-z]+){{0,2}}?) (?:be )?my "
        rf"{_STAND_IN_EN}\b"
    ),
    re.compile(
        rf"^(?:please )?(?:set|make|appoint|name|use|put|assign|choose) (?P<who>[a-z]+(?: [a-z]+){{0,2}}?) "
        rf"(?:down )?(?:as|to be|be) (?:my|the) {_STAND_IN_EN}\b"
    ),
    re.compile(
        rf"^(?:please )?(?:set |change |switch )?(?:my|the) {_STAND_IN_EN}(?: (?:is"
        rf"|will be|should be|to|shall be|becomes|now is))+ (?:now )?"
        r"(?P<who>(?!who|not|wrong|gone|away)[a-z]+(?: (?!from|now|please|until)[a-z]+){0,2})"
    ),
    re.compile(rf"^(?P<who>[a-z]+(?: [a-z]+){{0,2}}?) (?:is|will be|becomes) my {_STAND_IN_EN}\b"),
    re.compile(r"^(?:let |have )?(?P<who>[a-z]+(?: [a-z]+)?) (?:covers?|stands? in|fills? in|deputi[sz]es?) for me\b"),
)
_NO_DEPUTY = re.compile(
    rf"^(?:请|帮我|把|先|现在)*(?:取消|撤掉|去掉|撤销|删掉|删了|移除|解除|清空"
    rf"|清掉|不设|不要|不用|没有)(?:了)?(?P<of>{_WHO})?的? ?{_AB}(?:设置|关系)?[了吧。]*$"
    rf"|^(?:请|帮我|把|先|现在)*(?P<of2>{_WHO})?的? ?{_AB}(?:设置|关系)?(?:先"
    rf"|就|给我|可以)*(?:取消|撤掉|撤了|去掉|撤销|删掉|删了|移除|解除|清空|不要了"
    rf"|不设了|不用了|没有了|没了)[了吧。]*$"
    rf"|^我(?:现在|暂时|已经)?(?:没有?|不要|不用|不设){_AB}了?(?:[,，].{{0,16}})?$"
    rf"|^(?:please )?(?:remove|cancel|delete|clear|drop) my {_STAND_IN_EN}\b|^i (?:no longer have"
    rf"|have no) (?:a )?{_STAND_IN_EN}"
)


_LONGEST = 120


def absent(message: Message) -> PeopleIntent | None:
    if len(message.text) > _LONGEST:
        return None
    for read in (_back, _deputy, _leave):
        if (intent := read(message)) is not None:
            return intent
    return None


def _back(message: Message) -> PeopleIntent | None:
    found = _BACK.match(message.text)
    if found is None or message.has(_NOT_BACK) or message.has(_OF_MACHINES):
        return None
    who = (found["who"] or "").removesuffix("已").removesuffix("今天")
    return BackFromLeave(person_named(message, who))


def _leave(message: Message) -> PeopleIntent | None:
    for_all = message.has(_FOR_ALL) and not message.has(_HIS_OWN)
    if not message.has(_AWAY) or message.has(_QUIET) or message.has(_WORKS) or for_all:
        return None
    days = span_of_days(message)
    if days is None:
        return None
    found = _AWAY_WHO.match(somebody(message)[1]) or _AWAY_WHO.match(message.text)
    cover = _COVER.search(message.text) or _ENGLISH_COVER.search(message.text)
    who = found["who"] if found and not _WHEN.match(found["who"]) else ""
    stands_in = next((name for name in cover.groupdict().values() if name), "") if cover else ""
    return Leave(*days, person_named(message, who), person_named(message, stands_in))


_OF_MACHINES = re.compile(r"备份|数据|系统|(?<![国仓])库[^,，]{0,4}(?:回|恢复)|还原")
_FOR_ALL = re.compile(r"日历|补班|要上班|上班[,， ]*调休|调休(?:安排|上班)|放假|节假日|工作日表|全县|全体")
_HIS_OWN = re.compile(r"我|本人|请[^,，]{0,4}假|年假|病假|产假")


def _deputy(message: Message) -> PeopleIntent | None:
    if (found := _NO_DEPUTY.match(message.text)) is not None:
        return Deputy("", person_named(message, _owner(found["of"] or found["of2"])))
    for pattern in _DEPUTY_EN:
        if (found := pattern.match(message.text)) is not None:
            return Deputy(person_named(message, found["who"]))
    for pattern in _DEPUTY:
        if (found := pattern.match(message.text)) is not None:
            owner = found.groupdict().get("of")
            return Deputy(person_named(message, found["deputy"]), person_named(message, _owner(owner)))
    return None


def _owner(said: str | None) -> str:
    said = (said or "").removesuffix("的")
    return "" if said in I else said
