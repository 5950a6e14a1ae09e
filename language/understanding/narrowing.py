"""What narrows a list: the state of the items, and the part of the plan they stand in."""

import re

from language.understanding.message import Message
from language.understanding.numerals import number
from language.understanding.plain_words import is_chinese
from language.understanding.question_words import UNSIGNED
from language.understanding.topics import core
from ledger.items import State

_STATES = (
    (UNSIGNED, State.ASSIGNED),
    (
        re.compile(
            r"待(?:审核?|审批|复核)|[等走在](?:着|待)?(?:我|您|督查室|领导)?(?:审核?|审批|复核|批)(?:的|中"
            r"|流程)|(?:报了|已报|报过|刚报|已经报)办结|报办结(?:的|还没|没[审批]|等)"
            r"|待(?:我|您)(?:处理|审)|(?:awaiting|pending|waiting for|under|to) (?:my |our |your )?(?:review|approv)"
            r"|waiting for me"
        ),
        State.SUBMITTED,
    ),
    (
        re.compile(
            r"(?<!没)(?<!未)(?<!没有)(?<!要)(?<!该)(?:已经?|都|完全)?(?:办结|销号|完成"
            r"|办完)了?的(?!率|时|条件|材料|流程|标准|程序|手续|要求)|已(?:办结|完成"
            r"|销号)(?:事项|任务|项目|有)"
            r"|(?:办结|销号)了?(?:哪|几|多少)|哪[些几][^,，要该没未应得]{0,4}(?:办结|销号|完成)了?$"
            r"|\bclosed\b|\bcompleted (?:items|ones|tasks)|(?:which|what).{0,12}(?:done|finished)"
        ),
        State.CLOSED,
    ),
    (
        re.compile(r"(?:正在|还?在)(?:办理?|推进|进行|做)中?的|(?:办理|推进|进行)中|在办(?:的|事项|任务)|in progress"),
        State.DOING,
    ),
    (
        re.compile(
            r"被(?:退回|打回|退)|(?:退回|打回)(?:重办|重报)?的|(?:退回|打回)了?(?:哪|几|多少)|\breturned\b|sent back"
        ),
        State.RETURNED,
    ),
    (
        re.compile(r"(?:挂起|中止|暂缓|暂停|停办|停着)(?:了?的|着的|事项|任务|了?(?:哪|几))|\bsuspended\b|\bon hold\b"),
        State.SUSPENDED,
    ),
)
_SECTION = re.compile(
    r"第([一二三四五六七八九十0-9]{1,3})(?:部分|大项|板块|块|大块|章)|(?<![第成为分几两各这那0-9])([一"
    r"二三四五六七八九1-9])(?:部分|大项|板块|大块)(?=的|里|有|任务|事项|都|列"
    r"|情况|[,，。?？]|$)|(?:section|part) (\d{1,2})"
)
_ABOUT = re.compile(r"(?:这|那)几[项个条件]|(?:这|那)(?:一?块|一?方面|板块|口|条线|一?部分)|方面|部分|领域|板块")
_SHORT_FOR = {"党建": "党的建设", "三农": "乡村", "环保": "生态", "经济工作": "经济", "作风": "作风"}
"""What a part of the plan is called, and a word of its title."""
_ENGLISH = {
    "生态": "ecology|ecological|environment|green",
    "民生": "livelihood|welfare|people's",
    "党": "party",
    "产业": "industry|industries|industrial",
    "乡村": "rural|village|agriculture",
    "项目": "projects?|investment",
}
_ENGLISH_CUE = re.compile(r"\b(?:items|section|area|tasks)\b")


_LONG = 4
"""So many signs of an item's own title mean that item, and not the part of the plan."""


def states_in(message: Message) -> tuple[State, ...]:
    return tuple(state for pattern, state in _STATES if message.has(pattern))


def section_in(message: Message) -> int | None:
    """A number that no part of the plan has is given back, too: it is asked about."""
    if found := _SECTION.search(message.text):
        return number(found[1] or found[2] or found[3])
    about = _ABOUT.search(message.text)
    if about is None:
        return _english(message)
    words = message.text[: about.start()]
    if whole := next((title for short, title in _SHORT_FOR.items() if short in words), None):
        return _titled(message, whole)
    words = "".join(core(words))[-6:]
    if len(words) >= _LONG and any(words in item.title for item in message.known.lexicon.items):
        return None
    for section, title in message.known.sections:
        if any(words[n : n + 2] in title for n in range(len(words) - 1) if is_chinese(words[n])):
            return section
    return None


def _english(message: Message) -> int | None:
    if not message.has(_ENGLISH_CUE):
        return None
    for word, names in _ENGLISH.items():
        if re.search(rf"\b(?:{names})\b", message.text):
            return _titled(message, word)
    return None


def _titled(message: Message, word: str) -> int | None:
    return next((section for section, title in message.known.sections if word in title), None)
