"""Understands what is said of people: invitations, transfers, leaves, deputies, accounts.

邀请文旅局的马春山当联络员 · 林晓禾调到发改局，工作交给马春山 · 林晓禾退休了 · 给林晓禾换绑
我5月18日到22日请假，由小李代 · 我回来上班了 · 小李是我的AB角 · 取消AB角 · 我的数据 · 解绑
"""

import re
from collections.abc import Callable

from language.intents import Clarify, Intent
from language.people_intents import Leave, ListGroups, MyData, PeopleIntent, ShowPeople
from language.understanding.absences import absent
from language.understanding.accounts import own_account, who_is_there
from language.understanding.changes_of_post import departed, transferred
from language.understanding.group_chats import group_chat
from language.understanding.inviting import invited
from language.understanding.judging_people import doubt_about_people
from language.understanding.message import Message
from language.understanding.naming import NO_NAME
from language.understanding.rebinding import rebound
from language.understanding.reorganising import reorganised, splits

_LONGEST = 240
_AND_ALSO = re.compile(r"(?:另外|顺便|还有|同时|再|[,，]) ?(?:把)?第?[0-9一二三四五六七八九十]{1,3}项")


_DUTIES = ("配合单位", "牵头单位", "责任单位", "协办单位", "主办单位")
"""Of an item, and nobody's name."""


def people(message: Message) -> Intent | None:
    """None when it is about something else. What is forwarded, negated or asked about changes nobody's place."""
    if len(message.text) > _LONGEST or message.text.startswith(_DUTIES):
        return None
    if message.named.items and not splits(message):
        return None
    found = next((intent for read in _READERS if (intent := read(message)) is not None), None)
    if found is not None and NO_NAME.search(getattr(found, "person", "")):
        return None
    if found is None or isinstance(found, MyData | ShowPeople | ListGroups):
        return found
    if message.hearing.forwarded:
        return Clarify("forwarded", words=message.said)
    if isinstance(found, Leave) and found.last < message.hearing.today:
        return Clarify("deadline_past", words=message.said)
    if isinstance(found, Leave) and message.has(_AND_ALSO):
        return Clarify("several_wishes", words=message.said)
    reason = doubt_about_people(message, found)
    return Clarify(reason, words=message.said) if reason else found


_READERS: tuple[Callable[[Message], PeopleIntent | None], ...] = (
    group_chat,
    rebound,
    transferred,
    departed,
    own_account,
    absent,
    invited,
    reorganised,
    who_is_there,
)
