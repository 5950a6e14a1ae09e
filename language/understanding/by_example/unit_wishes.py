"""Builds what a unit says of its own items: signing for them, how far they are, finished."""

import re

from language.intents import Intent, ItemNo, Items, ReportProgress, Sign
from language.understanding.by_example.which_item import only, which
from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.moving import asks_for
from language.understanding.pointing import in_context
from language.understanding.reports import read_report, share_alone
from language.understanding.telling import item_at_the_end
from language.understanding.topics import SURE, clear

_ALL = re.compile(
    r"全|都|新派|刚派|没签收|未签收|新(?:下|来|分|交办)|统统|一并|这几|那几|接单|\ball\b|\beverything\b|\bnew\b"
)
_OPEN_HANDED = re.compile(r"签|收下|接|认|领|\bsign|\baccept|\backnowledge")


def sign(message: Message) -> Intent | None:
    """Without items whatever waits, where all are meant; else the one named or talked about."""
    if not asks_for(message):
        return None
    if message.items or (message.has(_OPEN_HANDED) and which(message)):
        return Sign(message.items or which(message))
    return Sign() if message.has(_ALL) and message.loosely_named.missing is None else None


def report(message: Message) -> Intent | None:
    items, rest = _told_of(message)
    if len(items) != 1 or not asks_for(message):
        return None
    told = read_report(rest, message.original)
    percent = told.percent
    if percent is None and not told.value:
        percent = share_alone(rest)
    vague = told.vague and percent is None
    return ReportProgress(items, told.text, percent, told.value, told.next_step, told.problem, vague)


_WITH_SHARE = re.compile(r"^([0-9]{1,2}) ?(?:——?|→|->|:|：|,|，) ?(?=[0-9]{2,3}(?![0-9]))")


def _told_of(message: Message) -> tuple[Items, str]:
    """A number inside a report may count anything; one at its head or end names the item. Also the other words."""
    named = message.named
    if message.items:
        return message.items, named.rest
    if named.missing is not None or named.ranged:
        return (), named.rest
    known = {item.number: item for item in message.known.lexicon.items if not item.part}
    found = _WITH_SHARE.match(message.text)
    if found is not None and int(found[1]) in known:
        return (ItemNo(int(found[1])),), BLANK + message.text[found.end() :]
    if last := item_at_the_end(message):
        return last, message.text[: message.text.rfind(str(last[0].number))]
    loose = message.loosely_named
    if message.text[:1].isdigit() and loose.items and not _JUST_SHARE.match(message.text):
        return loose.items[:1], loose.rest
    if found := _CALLED.search(message.text):
        return ((ItemNo(int(found[1])),) if int(found[1]) in known else ()), loose.rest
    matches = message.known.topics.find(_NUMERALS.sub(" ", message.text))
    if clear(matches) and matches[0].score >= SURE:
        doubtful = loose.items and matches[0].item not in loose.items
        return () if doubtful else (matches[0].item,), named.rest
    return in_context(message) or (only(message) if not loose.items else ()), named.rest


_CALLED = re.compile(r"(?:^|[,，。 ])(?:那个|这个|我们|咱们?|俺们)(?:的|家)? ?([0-9]{1,2})(?=[啊呢嘛吧呀,，])")
"""「那个14啊今天…」."""
_NUMERALS = re.compile(r"[一二三四五六七八九十百]{2,6}")
"""「六十五」 is no topic, though a plan may speak of the 「十五五」."""
_JUST_SHARE = re.compile(r"[0-9]{2,3} ?[\u4e00-\u9fff]{0,2}$|[0-9]{2,3} ?(?:→|->|—)")
