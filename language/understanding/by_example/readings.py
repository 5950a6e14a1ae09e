"""Builds the question that the second reader took a message for, with the slots that the grammar's finders see."""

import re
from collections.abc import Callable, Mapping, Sequence

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
    Items,
    ListItems,
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
from language.understanding.digest_words import digest_said
from language.understanding.languages import language_named
from language.understanding.message import Message
from language.understanding.narrowing import section_in, states_in
from language.understanding.periods import find_period
from language.understanding.question_words import DETAIL, SILENT, UNASSIGNED, any_unit, lights_in
from language.understanding.supervising import slip_level
from language.understanding.topics import clear
from language.understanding.units import own_unit

_ALL = re.compile(r"全部|所有|一共|总共|清单|列表|名单|目录|每一?项|各项|\ball\b|\bevery|\blist\b|full")
_LEADING = re.compile(r"牵头|负责|主办|主责|\blead")
_HELPING = re.compile(r"配合|协办|协助|协同|cooperat|support|help")
_DUTIES = (("lead", _LEADING), ("co", _HELPING))
_ROLES = (
    ("contact", re.compile(r"联系|联络|找谁|电话|contact|call")),
    ("co", _HELPING),
    ("leader", re.compile(r"领导|县长|书记|\bleader\b")),
    ("lead", _LEADING),
)
_CHANGED = (
    ("waiting", re.compile(r"卡在|等谁|谁手[里上]|stuck|waiting")),
    ("deadline", re.compile(r"时限|期限|延期|拖|deadline|exten|due")),
    ("lead", re.compile(r"换过|改派|牵头|转给|assigned|\blead")),
)
_INDICATORS = re.compile(r"指标|目标|indicator|target")
_PAPERS = (
    ("assignment", re.compile(r"交办|assignment")),
    ("urging", re.compile(r"催办|reminder|urging")),
    ("slip", re.compile(r"督办[单函]|slip")),
    ("closing", re.compile(r"办结|结项|销号|完成情况|clos|completion")),
    ("bulletin", re.compile(r"通报|bulletin|supervision report")),
)
_POLITE = (
    ("thanks", re.compile(r"谢|辛苦|thank|thx|appreciat|cheers")),
    ("hello", re.compile(r"[你您]好|早上好|上午好|下午好|晚上好|在吗|在不|\bhi\b|hello|good (?:morning|after|even)")),
    ("received", re.compile(r"收到|知道|明白|晓得|了解|好|行|嗯|ok|noted|got it|understood|will do")),
    ("bye", re.compile(r"再见|拜|下班|回见|明天见|bye|see you|good night")),
    ("who_are_you", re.compile(r"你是|谁|机器人|who are|what are you")),
)
_JOINS = re.compile(
    r"绑|登[记计录上进]|注册|认证?[一这下我]|验|码|口令|令牌|我[是叫系]|新来|报到|加入|接手|一串|数字|(?<!群)号|开通"
    r"|\bcode|\bjoin|\bbind|\bregister|\binvit|\bi(?:'m| am)\b|\bit's\b|[a-z0-9]{2,}-[a-z0-9]{2,}|[0-9]{5,8}"
)
_OF_A_GROUP = re.compile(r"群码|进群|接群|[本这]个?群")
_FEW = 10


def reading(message: Message, name: str) -> Intent | None:
    """None when the words lack what such a question needs."""
    build = _BUILDERS.get(name)
    return build(message) if build is not None else None


def is_question(name: str) -> bool:
    """One that only shows something."""
    return name in _BUILDERS


def _first(message: Message, table: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """What the first words of the table that are there stand for; "" without any."""
    return next((meant for meant, words in table if message.has(words)), "")


def _items(message: Message) -> Items:
    """Named, or clearly the topic, or the one last talked about."""
    if message.loosely_named.items:
        return message.loosely_named.items
    if message.loosely_named.missing is not None:
        return ()
    matches = message.known.topics.find(message.text)
    if clear(matches):
        return (matches[0].item,)
    return message.talked_about if len(message.talked_about) == 1 else ()


def _item(message: Message) -> Intent | None:
    items = _items(message)
    return ShowItem(items, detail=message.has(DETAIL)) if items else None


def _list(message: Message) -> Intent | None:
    """With at least one filter, or words that want them all."""
    lights, states, section = lights_in(message), states_in(message), section_in(message)
    unassigned, period = message.has(UNASSIGNED), find_period(message)
    if section is not None and all(section != each for each, _ in message.known.sections):
        section = None
    if message.named.ranged and message.items:
        return ListItems(items=message.items)
    mine = own_unit(message.text)
    if message.has(SILENT):
        return ListItems(silent_since=message.hearing.today.replace(day=1), department=any_unit(message), mine=mine)
    if not (lights or states or unassigned or section is not None or period or message.has(_ALL)):
        return None
    due_from, due_to = period or (None, None)
    return ListItems(
        lights=lights,
        states=states,
        section=section,
        department=None if mine else any_unit(message),
        mine=mine,
        due_from=due_from,
        due_to=due_to,
        unassigned=unassigned,
    )


def _unit_tasks(message: Message) -> Intent:
    return UnitTasks(any_unit(message), _first(message, _DUTIES))


def _who(message: Message) -> Intent | None:
    items = _items(message)
    return Who(items, _first(message, _ROLES)) if items else None


def _history(message: Message) -> Intent | None:
    items = _items(message)
    return History(items, _first(message, _CHANGED)) if items else None


def _draft(message: Message) -> Intent | None:
    kind = _first(message, _PAPERS)
    if not kind:
        return None
    level = slip_level(message.text) if kind == "slip" else ""
    return DraftDocument(kind, message.loosely_named.items, any_unit(message), level)


def _smalltalk(message: Message) -> Intent | None:
    kind = _first(message, _POLITE)
    return Smalltalk(kind) if kind else None


def _language(message: Message) -> Intent:
    """Both or neither wanted: asks which."""
    return SetLanguage(language_named(message))


_BUILDERS: Mapping[str, Callable[[Message], Intent | None]] = {
    "my_tasks": lambda message: None if message.loosely_named.items else MyTasks(),
    "unit_tasks": _unit_tasks,
    "item": _item,
    "list": _list,
    "overview": lambda message: None if message.items else Overview(),
    "stats": lambda message: None if message.items else Stats(any_unit(message)),
    "who": _who,
    "explain_light": lambda message: ExplainLight(_items(message)[:_FEW], lights_in(message)),
    "history": _history,
    "export": lambda message: Export("indicators" if message.has(_INDICATORS) else "", any_unit(message)),
    "decisions": lambda message: None if message.items else Decisions(),
    "reconcile": lambda message: Reconcile(message.items, any_unit(message)),
    "draft": _draft,
    "help": lambda message: Help(),
    "smalltalk": _smalltalk,
    "digest": lambda message: None if message.items else digest_said(message),
    "people": lambda message: ShowPeople(any_unit(message)),
    "my_data": lambda message: MyData(),
    "groups": lambda message: ListGroups(),
    "why_reminded": lambda message: WhyReminded(message.items),
    "language": _language,
    "bind": lambda message: Bind() if message.has(_JOINS) and not (message.items or message.has(_OF_A_GROUP)) else None,
}
