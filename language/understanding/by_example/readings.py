"""Builds the question that the second reader took a message for, with the slots that the grammar's finders see."""

import re
from collections.abc import Callable, Mapping

from language.clock_intents import WhyReminded
from language.intents import (
    Bind,
    Decisions,
    DraftDocument,
    ExplainLight,
    Export,
    Help,
    History,
    Intent,
    ItemNo,
    Items,
    MyTasks,
    Overview,
    Reconcile,
    SetLanguage,
    ShowItem,
    Smalltalk,
    Stats,
    UnitTasks,
    Who,
)
from language.people_intents import ListGroups, MyData, ShowPeople
from language.understanding.asking_how import HOUSE_TOPICS, TOPICS, help_wanted
from language.understanding.by_example.asked_about import (
    change_asked,
    first_of,
    items_asked,
    items_measured,
    role_asked,
)
from language.understanding.by_example.lists import listed
from language.understanding.by_example.which_item import which
from language.understanding.digest_words import digest_said
from language.understanding.languages import language_named
from language.understanding.message import Message
from language.understanding.question_words import DETAIL, any_unit, duty_said, lights_in
from language.understanding.supervising import slip_level
from language.understanding.units import own_unit

_LEADING = re.compile(r"牵头|负责|主办|主责|\blead")
_HELPING = re.compile(r"配合|协办|协助|协同|cooperat|support|help")
_DUTIES = (("lead", _LEADING), ("co", _HELPING))
_INDICATORS = re.compile(r"指标|目标|indicator|target")
_PAPERS = (
    ("slip", re.compile(r"[督度]办[单函]|[蓝黄红]色?[单函]|slip")),
    ("assignment", re.compile(r"交办|派单|[分派]办[单函]|分工(?:通知|函|单)|任务书|assignment")),
    ("closing", re.compile(r"办结|结项|销号|完成情况|clos|completion")),
    ("bulletin", re.compile(r"通报|简报|专报|circular|bulletin|supervision report")),
    ("urging", re.compile(r"[催崔摧]|reminder|urging|chas(?:er|ing)|督促函")),
)
_POLITE = (
    ("thanks", re.compile(r"谢|xie ?xie|🙏|辛苦|多謝|蟹蟹|添麻烦|救了我|obliged|thank|thx|appreciat|cheers|费心|有劳")),
    (
        "bye",
        re.compile(
            r"再见|拜拜|下班|撤了|歇吧|睡觉了|88$|catch (?:u|you)|回见|[明改]天见|歇着|收工|晚安|\bbye|see you"
            r"|good ?night"
        ),
    ),
    (
        "who_are_you",
        re.compile(
            r"你(?:到底)?(?:是|叫|谁)|你系|谁做的你|真人|机器人|who are|what are you|who am i (?:talking|speaking)"
        ),
    ),
    (
        "hello",
        re.compile(
            r"[你您]好|[早晚下上]午?[好安啊呀]|^早|在吗|在不|听得[到见]|吉祥|快乐|愉快|拜个早年|过年好|恁好|哈哈哈|打工人|对不住|\bmorning\b|哈[喽啰罗]|喂|嗨"
            r"|\bhi(?:ya)?\b|\bhey\b|hello|good (?:morning|after|even)"
        ),
    ),
    (
        "received",
        re.compile(
            r"收到|收悉|甚好|没事了|打扰了|客气|不用客气|知道|明白|巴适|不错|晓得|了解|得嘞|好[嘞咧滴的]|^好|^[行中]|嗯|没得?问题|莫得问题|阅|\bok|noted"
            r"|got it|understood|will do"
        ),
    ),
    (
        "chat",
        re.compile(
            r"[冷热]|降温|升温|[下大]雪|[下大]雨|刮风|暖气|天[气冷热]|路上|注意(?:安全|身体|保暖)|哈哈|嘿嘿|服了|机灵|挺[灵快能好勤]|勤快|厉害|可爱|😂|😄|🤣|加油|周末|过节|吃[了饭过]"
            r"|\b(?:cold|hot|snow|rain|weekend|funny|haha|lol|cute|smart|clever)\b"
        ),
    ),
)
_JOINS = re.compile(
    r"绑|登[记计录上进]|注册|认证?[一这下我]|验|码|口令|令牌|我[是叫系]|新来|报到|加入|接手|一串|数字|(?<!群)号|开通"
    r"|\bcode|\bjoin|\bbind|\bregister|\binvit|\bi(?:'m| am)\b|\bit's\b|[a-z0-9]{2,}-[a-z0-9]{2,}|[0-9]{5,8}"
)
_OF_A_GROUP = re.compile(r"群码|进群|接群|[本这]个?群")
_FEW = 10
_CHAT = 40
"""Who tells more than that wants something, however polite."""
_BESIDES = re.compile(r"除了|以外|之外|\bbesides\b|\bother than\b")


def reading(message: Message, name: str) -> Intent | None:
    """None when the words lack what such a question needs."""
    build = _BUILDERS.get(name)
    return build(message) if build is not None else None


def is_question(name: str) -> bool:
    """One that only shows something."""
    return name in _BUILDERS


def _item(message: Message) -> Intent | None:
    items = items_asked(message)
    return ShowItem(items, detail=message.has(DETAIL)) if items else None


def _unit_tasks(message: Message) -> Intent:
    """Without a unit they are the speaker's."""
    duty = duty_said(message) or first_of(message, _DUTIES)
    if not (message.mentions or duty or own_unit(message.text) or message.has(_SOME_UNIT)):
        return MyTasks()
    return UnitTasks(any_unit(message), duty)


_SOME_UNIT = re.compile(r"[局办委镇乡院]|单位|部门|\b(?:unit|bureau|department|our|we|office)\b")


def _who(message: Message) -> Intent | None:
    """Without an item it is asked for."""
    return Who(items_asked(message), role_asked(message)) if message.loosely_named.missing is None else None


def _history(message: Message) -> Intent | None:
    """Without an item it is asked for."""
    return History(items_asked(message), change_asked(message)) if message.loosely_named.missing is None else None


def _draft(message: Message) -> Intent | None:
    kind = first_of(message, _PAPERS)
    if not kind and not message.has(_OTHER_LETTER):
        return None
    level = slip_level(message.text) if kind == "slip" else ""
    return DraftDocument(kind, _written_about(message, kind), any_unit(message), level)


_OTHER_LETTER = re.compile(
    r"[函信稿]|报告|请示|材料|说明|总结|汇报|(?:写|拟|起草)[^,，]{0,6}[份个篇封]|\b(?:letter|memo|report|note|paper)\b"
)
"""Of a kind that is not written here: the handler says which are."""


def _written_about(message: Message, kind: str) -> Items:
    """A bulletin is about them all; a letter to a unit need not be about an item."""
    named = message.loosely_named
    if named.items or named.missing is not None or kind == "bulletin":
        return named.items
    if message.described is not None:
        return (message.described.item,)
    return () if message.mentions else items_asked(message)


def _smalltalk(message: Message) -> Intent | None:
    """By all that was said: thanks are politeness, too."""
    said = message.original.lower()
    kind = next((meant for meant, words in _POLITE if words.search(said)), "")
    return Smalltalk(kind) if kind and len(said) <= (2 * _CHAT if said.isascii() else _CHAT) else None


def _of_them_all(message: Message) -> bool:
    """「27项总的走到哪了」 where there are 27 of them."""
    total = sum(not item.part for item in message.known.lexicon.items)
    return not message.items or message.items == (ItemNo(total),) or len(message.items) == total


def _stats(message: Message) -> Intent | None:
    """「农业农村局四项平均进度」: with the unit its number says how many they are."""
    unit = any_unit(message)
    own = message.hearing.department_id if own_unit(message.text) else None
    return Stats(unit or own) if unit is not None or own is not None or not message.items else None


def _help(message: Message) -> Intent:
    """With the topic that is asked about, unless the whole is."""
    whole = help_wanted(message)
    if whole is not None:
        return whole
    return Help(next((topic for topic, words in (*TOPICS, *HOUSE_TOPICS) if message.has(words)), ""))


def _language(message: Message) -> Intent:
    """Both or neither wanted: asks which."""
    return SetLanguage(language_named(message))


_BUILDERS: Mapping[str, Callable[[Message], Intent | None]] = {
    "my_tasks": lambda message: MyTasks() if not message.loosely_named.items or message.has(_BESIDES) else None,
    "unit_tasks": _unit_tasks,
    "item": _item,
    "list": listed,
    "overview": lambda message: Overview() if _of_them_all(message) else None,
    "stats": _stats,
    "who": _who,
    "explain_light": lambda message: ExplainLight(items_asked(message)[:_FEW], lights_in(message)),
    "history": _history,
    "export": lambda message: Export("indicators" if message.has(_INDICATORS) else "", any_unit(message)),
    "decisions": lambda message: None if message.items else Decisions(),
    "reconcile": lambda message: Reconcile(items_measured(message), any_unit(message)),
    "draft": _draft,
    "help": _help,
    "smalltalk": _smalltalk,
    "digest": lambda message: None if message.items else digest_said(message),
    "people": lambda message: ShowPeople(any_unit(message)),
    "my_data": lambda message: MyData(),
    "groups": lambda message: ListGroups(),
    "why_reminded": lambda message: WhyReminded(which(message)),
    "language": _language,
    "bind": lambda message: Bind() if message.has(_JOINS) and not (message.items or message.has(_OF_A_GROUP)) else None,
}
