"""Is this a wish of this speaker to do it now? The one judgement before any change leaves the grammar.

What somebody denies, asks, supposes, reports, plans, merely describes or exclaims over is no wish, whatever its verbs.
`doubts` is the table of such manners of speaking; what opens a wish is in `openings`, and whatever else stands before
the words that wish is not sure either. A doubt becomes a question with the reading as a button, never a change.
"""

import re

from language.intents import Intent
from language.understanding.doubts import ASKED_FOR, ASKS, DENYING, DOUBTS, TOLD, UNSURE
from language.understanding.message import Message
from language.understanding.openings import CLAUSES, opens_plainly
from language.understanding.tone import asks_whether, looks_back, mocks

_OTHERS_TOLD = frozenset({"instruct", "urge", "issue_slip", "ask_help", "propose", "register"})
_STRICT_UP_TO = 40
"""Longer sentences tell their reasons first; short ones have no room for them."""


def doubt(message: Message, intent: Intent, *, strict: bool = True) -> str | None:
    """The key of the question to ask back; None when the wish is plain. `strict`: a short one opens as a wish does."""
    name = intent.NAME
    if mocks(message) or looks_back(message):
        return UNSURE
    if asks_whether(message):
        return ASKS
    if name not in _OTHERS_TOLD and of_others(message):
        return UNSURE
    text = _applied(message.text) if name in ASKED_FOR else message.text
    for each in DOUBTS:
        if name not in each.spares and each.words.search(text if each.reason == UNSURE else message.text):
            return each.reason
    if not strict or name in TOLD | ASKED_FOR | DENYING or len(message.text) > _STRICT_UP_TO:
        return None
    return None if opens_plainly(message) else UNSURE


_APPLIES = re.compile(r"申请|延|缓|宽限|推|挪|拖|协调|帮|求|请|支持|extend|extension|help|more|need")


def _applied(text: str) -> str:
    """The clauses that apply for something: what the others tell is the reason."""
    clauses = CLAUSES.split(text)
    return ",".join([clause for clause in clauses if _APPLIES.search(clause)] or clauses)


def of_others(message: Message) -> bool:
    """「发改局昨天报了1项完成55%」: what another unit has said or done is no report of the speaker."""
    first = message.mentions[0] if message.mentions else None
    if first is None or first.start > 3 or first.one in (None, message.hearing.department_id):
        return False
    return _THEY_SAID.match(message.text, first.end) is not None


_THEY_SAID = re.compile(
    r"(?:那边|这边|昨天|今天|上周|刚才?|已经|也|又|都|说|的人){0,3}(?:报了|报的|报过|说|称|讲|反映|汇报"
    r"|把[^,，]{1,8}(?:退|报|催|改|办)|告诉"
    r"|通知|回复|表示|想|要求|申请|请示|提出|打算|办完了|完成了)"
)
