"""Finds the numbers a text promises (达到80%以上, 50项指标, 全覆盖) and leaves years, dates and slogans alone."""

import re
from collections.abc import Iterator

from documents.numerals import half_width, number
from ledger.items import Target

_QUOTED = re.compile(r"“[^“”\n]{0,60}”|‘[^‘’\n]{0,60}’|「[^「」\n]{0,60}」|《[^《》\n]{0,60}》|\"[^\"\n]{0,60}\"")
_CLAUSE = re.compile(r"[，。；：！？\n;!?]|[,:](?![0-9])|(?<![0-9])[,:]")
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,9}(?![0-9])"
_DECIMAL = rf"(?:{_NUMBER})(?:\.[0-9]{{1,4}}(?![0-9]))?"
_UNIT = (
    r"个百分点|%|‰"
    r"|(?:万亿|[万亿千百])?(?:微克/立方米|平方公里|平方米|立方米|千瓦时|千瓦|兆瓦|公里|千米|公顷|公斤|工作日|小时|分钟"
    r"|人次|户次|场次|元(?!月|旦)|亩|米|吨|人(?!民|才|口|大)|户(?!籍)|家(?!庭)|个工作日"
    r"|个(?!月|意识|自信|维护|确立|不摘|全面|现代化|代表|文明|工作日|方面|层面|环节|阶段)|项(?!规定)|处(?!理|置|罚)|座|条(?!件|例)|所(?!有|在)|件|套|台(?!账)"
    r"|辆|头|只(?!有|要|能)|名(?!单)|场(?!所|景)|次(?!要)|村(?!民)|株|眼|支(?!持|部|撑)|宗|例|篇|份|间|栋|幢|倍|天|羽|口)"
)
_VALUE = re.compile(
    rf"(?<![0-9A-Za-z.第:/+])(?:(?P<low>{_DECIMAL})\s?(?:%|‰)?\s?[-—–~～至到]{{1,2}}\s?)?(?P<value>{_DECIMAL})"
    rf"\s?(?P<more>[余多])?\s?(?P<unit>{_UNIT})(?P<after>及?以上|之上|及?以下|以内|之内|左右|上下)?"
    r"|(?P<percent>百分之(?P<words>[一二三四五六七八九十百零〇]{1,5}))(?P<after2>及?以上|之上|及?以下|以内|之内|左右|上下)?"
    r"|全覆盖(?=$|[、\s）)]|的?目标|和|及)"
)
_AT_LEAST = re.compile(
    r"(?:不低于|不少于|不小于|不得低于|不得少于|至少|(?<!不)超过|突破|达到了?|达(?!标)|(?<!不)高于|(?<!不)多于|(?<!不)大于"
    r"|(?:提高|提升|增加|增长|扩大|增)[到至])(?:约|近)?$"
)
_AT_MOST = re.compile(
    r"(?:不超过|不得超过|不高于|不多于|不大于|控制在|限制在|(?<!不)(?<!得)低于|(?<!不)(?<!得)少于"
    r"|(?:降低|下降|压缩|压减|缩短|减少|降)[到至]|最多|至多)(?:约|近)?$"
)
_BASE_BEFORE = re.compile(r"[从由](?:[^0-9从由]{0,6}的?)$")
_BASE_AFTER = re.compile(r"[^0-9]{0,8}[到至为]")
_QUALIFIES = re.compile(r"的(?!目标|要求|标准|水平|任务)")
"""年收入10万元以上的村: which villages, not how much."""
_TIME = re.compile(r"天|小时|分钟|个?工作日")
_ALREADY = re.compile(r"(?<![较比])(?:去年|上年)(?!同期)|已经?(?:建成|完成|达到?|实现|累计)|以来")
_PARTLY = re.compile(r"基本|逐步|尚未|未实现")

_LEADING = re.compile(
    r"(?:(?:到|至)?(?:20[0-9]{2}|今|本)年(?:年?底|末)?(?:前|内)?|(?:年底|月底|[0-9]{1,2}月(?:底|末)?)(?:前|内)?"
    r"|全年|年内|确保|力争|努力|争取|尽快|加快|继续(?!教育)|持续|进一步|高质量|高标准|大力|积极(?!分子)|扎实|切实|着力|稳步|有序|逐步"
    r"|统筹(?!区)|深入|推进|推动|实现|完成(?![率度量额值情])|促进(?!会)|力促|对照|紧盯|围绕|其中|并且|以及"
    r"|并(?!网|联|购)|使(?!用)|将(?!军)|把(?!关)|要(?![素求点闻])|在(?![建校岗职线园])|、|\s)+"
)
_CONNECTING = re.compile(r"[、\s]*(?:以及|和|与|及)?")
_TRAILING = re.compile(
    r"(?:不低于|不少于|不小于|不得低于|不得少于|不得超过|不超过|不高于|不多于|不大于|控制在|限制在|保持在|稳定在|达到了?|达(?!标)|超过|突破|至少"
    r"|最多|至多|低于|少于|高于|多于|大于|力争|争取|完成|实现|(?:提高|提升|增加|扩大|降低|下降|压缩|压减|缩短|减少|增|降)[到至]|(?<!行)为"
    r"|(?<![节公合契])约|(?<![附最])近|(?<!公)共|(?<![人平年])均|分别|各|要|将|逐一|的|，|、|\s)+$"
)
_NOUN_AFTER = re.compile(r"的?([\u4e00-\u9fff]{1,16})")
_NOUN_ENDS = re.compile(r"进行|开展|实施|完成|达|全部|实现|的|和|与|及|为|在|并|以|有效|建设任务|推进|予以|，")
_LONGEST_NAME = 40
_LONGEST_WORDS = 200


def targets_in(text: str, otherwise: str = "") -> tuple[Target, ...]:
    """Targets in order of appearance, each once. `otherwise` names a number that has no noun beside it."""
    masked = _QUOTED.sub(lambda match: "□" * len(match[0]), half_width(text))
    found: dict[tuple[str, str, float, str], Target] = {}
    start = 0
    for end in (*(match.start() for match in _CLAUSE.finditer(masked)), len(masked)):
        for target in _in_clause(text[start:end], masked[start:end], otherwise):
            found.setdefault((target.name, target.relation, target.value, target.unit), target)
        start = end + 1
    return tuple(found.values())


def _in_clause(clause: str, masked: str, otherwise: str) -> Iterator[Target]:
    if _ALREADY.search(masked):
        return
    words = clause.strip()[:_LONGEST_WORDS]
    start, last_name = 0, otherwise
    for match in _VALUE.finditer(masked):
        if start:
            start = _after_connection(masked, start, match.start())
        before = clause[start : match.start()]
        if _QUALIFIES.match(masked, match.end()) and (match["after"] or match["after2"]):
            continue
        if (base := _BASE_BEFORE.search(before[-10:])) and _BASE_AFTER.match(masked, match.end()):
            last_name = _noun(before[: len(before) - len(base[0])]) or last_name
            start = match.end()
            continue
        noun, end = _counted(match, _noun(before), clause)
        start = end
        if target := _target(match, before, noun, last_name, words):
            last_name = target.name
            yield target


def _after_connection(masked: str, start: int, end: int) -> int:
    connection = _CONNECTING.match(masked, start, end)
    return connection.end() if connection else start


def _counted(match: re.Match[str], noun: str, clause: str) -> tuple[str, int]:
    """新建 + 高标准农田 (5万亩高标准农田) but 普及率 (普及率80%): what is counted often follows its number."""
    if match["unit"] is None or (noun and match["unit"] in ("%", "‰", "个百分点")):
        return noun, match.end()
    following = _NOUN_AFTER.match(clause, match.end())
    if not following:
        return noun, match.end()
    cut = _NOUN_ENDS.search(following[1])
    after = following[1][: cut.start()] if cut else following[1]
    return (noun + after)[:_LONGEST_NAME], following.start(1) + len(after)


def _target(match: re.Match[str], before: str, noun: str, last_name: str, words: str) -> Target | None:
    relation = _relation(before, match)
    name = noun or last_name
    if match[0] == "全覆盖":
        vague = not noun or _PARTLY.search(before[-6:])
        return None if vague else Target(noun + "全覆盖", "=", 100.0, "%", words)
    if match["percent"]:
        value = number(match["words"])
        return Target(name, relation, float(value), "%", words) if name and value is not None else None
    if not name or (relation == "=" and _TIME.fullmatch(match["unit"])):
        return None
    return Target(name, relation, float((match["low"] or match["value"]).replace(",", "")), match["unit"], words)


def _relation(before: str, match: re.Match[str]) -> str:
    after = match["after"] or match["after2"] or ""
    near = before[-8:]
    if after.endswith("上") or match["more"]:
        return ">="
    if after.endswith(("以下", "内")):
        return "<="
    if _AT_MOST.search(near):
        return "<="
    return ">=" if match["low"] or _AT_LEAST.search(near) else "="


def _noun(words: str) -> str:
    """The noun phrase in what stands before a number, without verbs of aiming and reaching."""
    words = words[-2 * _LONGEST_NAME :]
    words = words[_after_open_bracket(words) :].strip("（）() ")
    if trailing := _TRAILING.search(words):
        words = words[: trailing.start()]
    if leading := _LEADING.match(words):
        words = words[leading.end() :]
    return words[-_LONGEST_NAME:].strip("、，的 ")


def _after_open_bracket(words: str) -> int:
    opened = max(words.rfind("（"), words.rfind("("))
    return opened + 1 if opened > max(words.rfind("）"), words.rfind(")")) else 0
