"""Reads a report of progress in one sentence: how far, a value, the next step, the problem, or nothing concrete."""

import re
from dataclasses import dataclass

from language.understanding.item_numbers import BLANK
from language.understanding.numerals import number

_PERCENT = re.compile(
    r"(?P<before>[\u4e00-\u9fffa-z ]{0,12})(?<![0-9.])(?P<value>-?[0-9]{1,4}(?:\.[0-9]{1,2})?) ?(?:%|pct\b"
    r"|percent\b|per cent\b)"
)
_RISES = re.compile(r"(?<![0-9.])[0-9]{1,3} ?%? ?(?:→|➡|->|=>|⇒|—>|变[成为]?) ?(?=[0-9]{1,3} ?%)")
"""「40%→55%」: what it was is not how far it is."""
_HUNDREDTHS = re.compile(r"(?P<before>[\u4e00-\u9fff]{0,12})百分之?(?P<value>[零一二三四五六七八九十百]{1,5})")
_UNMARKED = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,12}(?:(?:进度|进展|完成度|完成率|完成|做|干|弄|推进|进行)(?:目前|现在|已经?"
    r"|大概|大约|约|差不多)*(?:是|为|到|填|报"
    r"|写|有|达)?了?|填|already|at|(?:percent|progress)(?:就|先)?(?:填|is|at|to)?|(?:整体|进度|进读)(?:就|先)?(?:按"
    r"|算|报)?)|(?:^"
    r"|[\u2591 ,，])(?:已经?|都|现在|刚)?到了?)"
    r" ?[:：]? ?(?:百分之?)?(?P<value>[0-9]{2,3})(?![0-9.:/-]|%"
    r"| ?(?:[个项月日号年天处座户家公亩吨万亿元人次场所条套台件千分平米度多余名批只辆村小镇位倍支]"
    r"|percent|days?|weeks?|items?))"
)
_SET_TO = re.compile(
    r"(?:(?:进度|进读|进度条|整体|percent|progress)[^0-9,，;；。%]{0,8}?(?:改|调|拉|填|提|按|报|算|记|写)(?:到|成|为"
    r"|上|个|就)*|(?:按|算|记|写"
    r"|填)(?:上|到|个|成){0,2}"
    r"|从 ?[0-9]{1,3} ?%?(?:调|改|提|涨|升|拉|变)[到成为至]|[0-9]{1,3} ?%? ?(?:→|➡|->|=>|⇒|—>) ?)[:：]? ?"
    r"(?P<value>[0-9]{2,3}|[二三四五六七八九]?十[一二三四五六七八九]?|百)"
    r"(?P<behind> ?(?:吧|嘛|啦|了|咧|哈|上|报|记|填|算)?)(?=$|[ ,，。;；!！])"
)
"""「进度改成80吧」「先记上个四十三」「percent就填75」「14从60调到66」."""
_DECIMAL = re.compile(r"(?:完成率|完成度|进度)(?:是|为|到|达)? ?[:：]? ?0?\.([0-9]{1,2})(?![0-9%])")
_TENTHS = re.compile(
    r"(?:完成|干|办|做|推进|进度|到)?了?(?:大概|差不多"
    r"|约)?([一二两三四五六七八九])成(?![立员果功长本绩效为])(多|半|[一二三四五六七八九](?![个项户家处座条]))?"
)
_AMOUNT = re.compile(
    r"(?:累计|达到?|实现|完成|已有?|共有?|到|新增|新建|建成|改造|输转|培训|发放|放了?|演了?|办了?|搞了?|入库"
    r"|吸纳[^0-9]{0,4}|接待[^0-9]{0,6}|清完|收|签约?|认定"
    r"|浇筑|铺设?|安装|修了?|修好|砌|清运|栽植?|种植?|补贴|走访|排查|检查|调解"
    r"|整治)了?[^0-9,，;；。%]{0,8}?([0-9]{1,9}(?:\.[0-9]{1,3})? ?(?:万|亿|千)?"
    r"(?:元|人次|人|公里|亩|吨|户|家|处|座|场|个|条|所|套|台|名|件|只|盒|批|米|盏|棵|株|平方米|平米|平))"
)
_OVERALL = re.compile(
    r"(?:合起来|总的|总体|整体|综合|全项|whole thing|overall|all in all)[^0-9,，;；。%]{0,8}"
    r"(?:[,，] ?(?:就|先)?报(?:个|成)?)? ?(?P<value>[0-9]{1,3})(?= ?%|[吧哈啦了 ,，。.]|$)"
    r"|[,，]就报个? ?(?P<all>[0-9]{1,3})(?= ?%)"
)
"""How far the whole is, whatever its parts."""
_HALF = re.compile(
    r"(?:完成|干|办|做|推进|进行|弄|搞)(?:了|到)?(?:差不多|大概)?(?:快)?一半|[完好成了到]了?(?:差不多|大概|快"
    r"|近)?一半|过半|half ?way|half done"
)
_RATE = re.compile(
    r"(?:(?<!完成)(?<!进度)率|覆盖面?|占比|比例|比重|指数|缺口|增长|增幅|增速|同比|环比|下降|压减"
    r"|减少|降低)(?:这个月|本月|本季度?|目前|今年|当前|现在|累计|暂时|平均|约|大概|[了已]|(?:达到?|为|是|到"
    r"|提高到|上升到|保持在?|稳定在?|升到|降到))*[ :：]*$"
    r"|rate (?:is |at |of )?$"
)
_PROGRESS = re.compile(
    r"(?:完成|进度|进展|总体|整体|已|达到?|干|办|推进|到了?|done|complete[d]?|progress|at|now"
    r"|about)[\u4e00-\u9fffa-z ]{0,6}[:：]? *$|^[ ,，:：]*$"
)
_FORMER = re.compile(
    r"(?:由|从|自|不是|上个?[月周次季期][^,，;；。]{0,4}|(?:原来|之前)[^,，;；。]{0,3}|(?:上次|上回|之前"
    r"|原来)[^,，;；。]{0,8}[报填]的?[是为了]?"
    r"|应[^,，;；。]{0,3}|\bfrom"
    r"|(?:目标|计划|预计|力争|争取|确保|拟|(?<!主)(?<!需)(?<!重)要)[^,，;；。%]{0,10}|\b(?:target"
    r"|plan|aim)[^,;.%]{0,10})[ :]*(?:百分之)?$"
)
"""What stood there before, or is to be, is not how far it is."""
_WRONG = re.compile(r"%(?:这个|是|有点)?(?:不对|有误|不准|错|虚)")
_NOT_YET = re.compile(
    r"(?:没有?|未|不到|不足|还没有?|尚未)(?:完成|达到?|到|办到)?[ ]*$|(?:not|n't|less than"
    r"|below) (?:yet )?(?:[a-z]+ )?$"
)
_STOP = (
    r"(?=[,，;；。!\n]|(?:存在)?(?:问题|困难)[:：是]|(?:暂|目前)?(?:没有?|无)(?:什么|啥)?(?:困难|问题)"
    r"|大概[0-9百]|(?:总体|整体|进度)|$)"
)
_NEXT = re.compile(
    rf"(?:下一?步|接下来|下阶段|下月|后续|next(?: step)?s?)(?:(?:工作)?(?:计划|打算|准备|工作|重点|安排)(?=[是为:]))?"
    rf"(?:就?是|为|:|：|,)? *(.{{1,80}}?){_STOP}"
)
_PROBLEM = re.compile(
    rf"(?:存在)?(?:的?(?:主要)?(?:问题|困难|难点|堵点|卡点))(?:就是|主要是|主要在|是|为|在于|:"
    rf"|：)+ *(.{{1,80}}?){_STOP}"
    r"|((?:[\u4e00-\u9fff0-9a-z]{0,14})(?:卡住了?|卡在[^,，;；。]{1,20}|受阻|没(?:有)?落实|没(?:有)?到[账货]"
    r"|未到[账货]|没下来|没落地|未落实"
    r"|没到位|未到位|推不动|没批|未批|滞后)|[\u4e00-\u9fff0-9a-z]{0,14}(?<!不)(?:还缺"
    r"|还差(?=[0-9一二三四五六七八九])|缺(?![口席勤点]))"
    r"[^,，;；。]{1,14})"
    r"|(?:problem|issue|blocker)s?(?: is| are|:) *([^,.;]{1,80})|(stuck (?:on|with|at) [^,.;]{1,60}"
    r"|blocked by [^,.;]{1,60})"
)
_NO_PROBLEM = re.compile(
    r"(?:暂|目前|现)?(?:无|没有?|不存在)(?:什么|啥|任何)?(?:困难|问题|需协调)|no (?:problems?|issues?"
    r"|difficulties)"
)
_VAGUE = re.compile(
    r"正常推进|推进正常|(?:进展|进度|推进)(?:目前|还是|比较|有点|有些|较|很|相对|略)*(?:缓慢|慢|滞后|顺利"
    r"|不理想|不大|一般|平稳)|(?:正在|正|稳步|有序|扎实|积极|持续|继续"
    r"|抓紧|按计划|按时序|顺利)(?:地)?(?:推进|开展|进行|办理"
    r"|落实|实施|办)|进展顺利|没(?:有|得)?啥?(?:什么)?新?(?:的)?(?:进展|变化|进度|动作)|[无暂](?:无)?新?(?:进展"
    r"|变化)(?!的)"
    r"|(?:还|仍|尚)?[没未](?:有)?(?:弄|办|干|做|搞)(?:完|好)|还没完|未完成|没(?:啥|什么)?动静|(?:基本|几乎"
    r"|一直|还)?没(?:怎么)?动(?!工|员)"
    r"|按(?:照)?(?:序时|计划|既定|时间)?(?:进度|节点|步骤|安排|要求)(?:正常|稳步|有序)?(?:推进|进行|开展|办理)"
    r"|跟?[和同]?上[月周次]一样"
    r"|同上|老样子|差不多(?:快)?(?:完|好)?了?|快(?:完|好)了|(?<!现)在办(?!到)|(?:正在?|还在)(?:走|跑|审|报|等"
    r"|办)[^,，]{0,6}(?:程序|流程|手续|批复|审批"
    r"|材料)|办着呢|还在(?:弄|办|搞|推)|一切正常"
    r"|in progress|on track|ongoing|same as (?:last|before)|almost done|nothing new|no news"
)
_CONCRETE = re.compile(
    r"[0-9]|[一二三四五六七八九十两]{1,4}(?:个|项|户|家|处|座|条|场|次|名|批|所|件|公里|亩)|已(?:报|建|签"
    r"|印发|开工|竣工|验收|完工|批|上报|提交|挂牌|启动)|完工|竣工|开工|挂牌|验收|获批|印发|签订|通过"
)
_TRIM = " ,，:：;；。.、\n" + BLANK


@dataclass(frozen=True, slots=True)
class Told:
    text: str
    percent: int | None
    value: str
    next_step: str
    problem: str
    vague: bool

    @property
    def concrete(self) -> bool:
        return self.percent is not None or bool(self.value or self.next_step or self.problem)


def read_report(rest: str, original: str) -> Told:
    """`rest` is the plain text with BLANK where the items' numbers stood; `original` keeps the person's own signs."""
    percent, value = _figures(rest)
    next_step = _as_typed(found[1].strip(_TRIM), original) if (found := _NEXT.search(rest)) else ""
    problem = "" if _NO_PROBLEM.search(rest) else _as_typed(_problem(rest), original)
    text = own_words(original)
    empty = not (percent is not None or value or next_step or problem)
    vague = empty and (_CONCRETE.search(rest) is None) and (_VAGUE.search(rest) is not None or len(text) < 4)
    return Told(text, percent, value, next_step, problem, vague)


def _as_typed(words: str, original: str) -> str:
    """With the capitals it had: 「4A」."""
    place = original.lower().find(words)
    return original[place : place + len(words)] if place >= 0 else words


def is_vague(text: str) -> bool:
    return _VAGUE.search(text) is not None


def is_concrete(text: str) -> bool:
    return _CONCRETE.search(text) is not None


def has_percent(text: str) -> bool:
    return _figures(text)[0] is not None or bool(_figures(text)[1])


def _figures(text: str) -> tuple[int | None, str]:
    text = _RISES.sub("", text)
    surely, loosely, rates = _shares(text)
    percent = surely if surely is not None else loosely
    overall = [each for each in _OVERALL.finditer(text) if not _planned(text, each.start(each.lastgroup or 0))]
    if overall and (said := _percent(overall[-1][overall[-1].lastgroup or 0])) is not None:
        percent = said
    if percent is None:
        percent = _tenths(text)
    if percent is None and (found := _UNMARKED.search(text)) and not _planned(text, found.start("value")):
        percent = int(found["value"]) if int(found["value"]) <= 100 else None
    if percent is None:
        percent = _set_to(text)
    if percent is None and (found := _DECIMAL.search(text)):
        percent = int(found[1].ljust(2, "0"))
    if percent is None:
        percent = _fraction(text)
    if percent is None and not rates and _HALF.search(text):
        alone = share_alone(text)
        percent = alone if alone is not None and alone >= _HALFWAY else _HALFWAY
    if not rates and (amount := _AMOUNT.search(text)):
        rates = amount[1].replace(" ", "")
    return percent, rates or _only_amount(text)


_CN = "一二两三四五六七八九十百千零"
_MEASURES = "个条处家件台所名套户座场栋盏米株"
_COUNTED = re.compile(
    rf"(?<![0-9.{_CN}月])(?!一[{_MEASURES[:9]}])([0-9]{{1,9}}(?:\.[0-9]{{1,3}})?|[{_CN}]{{1,7}}) ?(?:多|余|来)?"
    rf"(?:(万|亿)(元|人次|人|亩|吨)?|(千)?(元|人次|人(?![社大民])|公里|平方米|小时|亩|吨|[{_MEASURES}])"
    r"(?!月|点|工作|多|乡|镇|单位|意见|建议|样|百分))"
)
_NOT_HAD = re.compile(
    r"(?:差|缺|剩|欠|少|离|不是|目标|计划|任务|打算|准备|预计|争取|再|又|还有|另|每|前|[这那头]|全年|年度)"
    r"[^0-9,，。;；]{0,5}$"
)


def _only_amount(text: str) -> str:
    """「民宿又挂两家，现在九家了」: the last figure, where all that is counted is of one kind."""
    found = [
        each for each in _COUNTED.finditer(text) if not _NOT_HAD.search(text[max(0, each.start() - 8) : each.start()])
    ]
    if len({each[3] or each[5] for each in found}) != 1:
        return ""
    said = found[-1]
    value = said[1] if said[1][0].isdigit() else number(said[1])
    unit = "".join(part for part in said.groups()[1:] if part)
    return f"{value}{unit}" if value is not None else ""


def _set_to(text: str) -> int | None:
    """The last that it is set to: 「别写60了，写63」."""
    found = [
        each for each in _SET_TO.finditer(text) if not _NO_MORE.search(text[max(0, each.start() - 3) : each.start()])
    ]
    return _percent(found[-1]["value"]) if found else None


_NO_MORE = re.compile(r"(?:别|不要|不是|不)再?$")


def _percent(words: str) -> int | None:
    value = int(words) if words.isdigit() else number(words)
    return value if value is not None and value <= _WHOLE else None


_WHOLE, _HALFWAY = 100, 50
_ALONE = re.compile(
    r"(?:^|[░ ,，。;；:：—]|现在|目前|已经?|改成|改到|合计|算下来|大概|写|报|到|挂|更新|记|录"
    r"|[报写记录给填挂]个|应为|变(?:成)?"
    r"|走|(?<!不)是|照旧|报成|写成|\bat|\bit's|\bis|\bnow|\bas|\boverall|\bit) ?"
    r"(?P<value>[0-9]{2,3}|[二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九]"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
    r" ?(?:by now|now|overall|个点|了|啊|咧|嘛|吧|啦|哈|上|喽|整|写上|记上|差不多){0,2} ?"
    r"(?=$|[,，。;；!！—]| (?![a-z])|不是|\.(?: |$))"
)
_NOT_IT = re.compile(
    r"不是 ?[0-9]{1,3}|\bnot [0-9]{1,3}\b|\b[0-9]{1,3}\.\.\. ?no,|(?:上[次回]|之前|原来)[^,，0-9]{0,6}[0-9]{1,3}"
)


def share_alone(rest: str) -> int | None:
    """「14 六十五了」「70咧」「it's 65 by now」: the only number that counts nothing, in what is a report."""
    found = {_percent(each["value"]) for each in _ALONE.finditer(_NOT_IT.sub(" ", rest))}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _shares(text: str) -> tuple[int | None, int | None, str]:
    """How far it is as said with a word of progress, as said without one, and the first rate of something else."""
    surely, loosely, rate = None, None, ""
    shares = [*_PERCENT.finditer(text), *_HUNDREDTHS.finditer(text)]
    for found in sorted(shares, key=re.Match.start):
        said = _share(found["value"])
        if said is None or _planned(text, found.start("value")):
            continue
        if _RATE.search(found["before"]):
            rate = rate or f"{found['value'] if found['value'].isascii() else round(said)}%"
        elif _PROGRESS.search(found["before"]):
            surely = round(said) if surely is None else surely
        else:
            loosely = round(said) if loosely is None else loosely
    return surely, loosely, rate


def _tenths(text: str) -> int | None:
    for found in _TENTHS.finditer(text):
        if not _planned(text, found.start(1)):
            return (number(found[1]) or 0) * 10 + (5 if found[2] == "半" else number(found[2] or "") or 0)
    return None


_FRACTION = re.compile(r"([二三四五六七八九十])分之([一二三四五六七八九])")


def _fraction(text: str) -> int | None:
    """「完成三分之二」, rounded down."""
    found = _FRACTION.search(text)
    if found is None or _planned(text, found.start()):
        return None
    whole, part = number(found[1]), number(found[2])
    return 100 * part // whole if whole and part and part <= whole else None


def _planned(text: str, place: int) -> bool:
    return _FORMER.search(text[max(0, place - 14) : place]) is not None


def _share(words: str) -> float | None:
    return float(words) if words.isascii() else number(words)


def short_of(text: str) -> bool:
    """「没完成60%」「不到60%」「60%不对」: how far it is was not said."""
    if _WRONG.search(text) and shares(text) == 1:
        return True
    return any(_NOT_YET.search(found["before"]) for found in (*_PERCENT.finditer(text), *_HUNDREDTHS.finditer(text)))


def shares(text: str) -> int:
    return len(_PERCENT.findall(text)) + len(_HUNDREDTHS.findall(text))


def _problem(text: str) -> str:
    found = _PROBLEM.search(text)
    return next((group for group in found.groups() if group), "").strip(_TRIM) if found else ""


_LEADING_ITEM = re.compile(
    r"^\s*(?:/report(?:@\w+)?\s+)?(?:第?\s*[0-9０-９一二三四五六七八九十廿卅]{1,4}\s*(?:[项条号个](?!月"
    r"|工作|村|乡)|[:：](?!\d)|(?=\s))|#\s*\d+|(?:item|task|no\.?)\s*\d+)[\s,，:：、]*",
    re.IGNORECASE,
)
_LEADING_ASK = re.compile(
    r"^(?:我?(?:来|要|想)?(?:报告|报|汇报|上报|填报|反馈)(?:一下)?(?:进展|进度|情况)?|进展|progress"
    r"|report)[\s:：,，]*",
    re.IGNORECASE,
)


def own_words(original: str) -> str:
    """The sentence as it was typed, without the item it begins with."""
    text = _LEADING_ASK.sub("", original.strip(), count=1)
    text = _LEADING_ITEM.sub("", text, count=1)
    return _LEADING_ASK.sub("", text, count=1).strip(_TRIM)
