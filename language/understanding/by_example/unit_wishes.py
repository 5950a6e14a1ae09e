"""Builds what a unit says of its own items: signing for them, how far they are, finished."""

import re

from language.intents import Intent, ItemNo, Items, ReportProgress, Sign
from language.understanding.bare_items import bare_items, loosely_about, surely_about, without
from language.understanding.by_example.which_item import only, which
from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.moving import asks_for
from language.understanding.pointing import in_context
from language.understanding.reports import is_concrete, read_report, share_alone
from language.understanding.telling import item_at_the_end

_ALL = re.compile(
    r"全|都|新派|刚派|没签收|未签收|没签的|未签的|还没签|新(?:下|来|分|交办)|统统|一并|这几|那几|接单|\ball\b"
    r"|\beverything\b|\bnew\b"
)
_OPEN_HANDED = re.compile(
    r"签|收下|收了|收讫|要了|是我们的|算(?:我|咱|俺)|归(?:我|咱|俺)|接|认|领|\bqian ?shou\b|\bqs\b|\btake\b"
    r"|\breceived\b|\bsign|\baccept"
    r"|\backnowledge"
)


def sign(message: Message) -> Intent | None:
    """Without items whatever waits, where all are meant; else the one named or talked about."""
    if not asks_for(message):
        return None
    found = message.items or (message.has(_OPEN_HANDED) and (which(message) or bare_items(message)))
    if found:
        return Sign(found)
    return Sign() if message.has(_ALL) and message.loosely_named.missing is None else None


def report(message: Message) -> Intent | None:
    if not asks_for(message):
        return _for_a_unit(message)
    if several := _of_each(message):
        told = read_report(message.loosely_named.rest, message.original)
        return ReportProgress(several, told.text, None, "", told.next_step, told.problem, told.vague)
    items, rest = _told_of(message)
    if len(items) != 1:
        return None
    told = read_report(rest, message.original)
    percent = told.percent
    if percent is None and not told.value:
        percent = share_alone(rest)
    vague = told.vague and percent is None
    return ReportProgress(items, told.text, percent, told.value, told.next_step, told.problem, vague)


def _for_a_unit(message: Message) -> Intent | None:
    """The office writes down what a unit told it: how far an item is, what was done, or that nothing was."""
    items = only(message) or bare_items(message) or surely_about(message)
    if len(items) != 1:
        return None
    told = read_report(message.named.rest, message.original)
    percent = told.percent if told.percent is not None or told.value else share_alone(message.named.rest)
    if percent is None and not (
        told.concrete or told.vague or is_concrete(message.named.rest) or message.has(_ON_RECORD)
    ):
        return None
    vague = told.vague and percent is None
    return ReportProgress(items, told.text, percent, told.value, told.next_step, told.problem, vague)


_ON_RECORD = re.compile(
    r"(?:记|写|填|补|录|登|加)(?:上|下|进去|一下|一?[条笔句]|入|录)|(?:替|帮|代|给)[^,，。]{1,8}(?:报|记|补|填|录"
    r"|写|登)|报(?:来|的|了|[:：])"
    r"|\b(?:log|record|put|note|write|add) (?:it|that|this|down|under)\b"
)


def _of_each(message: Message) -> Items:
    """「14和22都在往前走，没有新问题」: the same is told of them all, and no figure."""
    named = message.loosely_named
    if len(named.items) < 2 or named.missing is not None or not message.has(_EACH):
        return ()
    told = read_report(named.rest, message.original)
    return named.items if told.percent is None and not told.value else ()


_EACH = re.compile(
    r"(?<!全)都(?=[在有没已还按正能往])|均|[两三四五](?:项|条|个|件)(?:工作|任务)?(?:本周|本月|目前|现在|都|均|还"
    r"|正|按|进展|推进)|\bboth\b"
)
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
    if len(loose.items) > 1 and _JOINED.match(message.text):
        return (), loose.rest
    if message.text[:1].isdigit() and loose.items and not _JUST_SHARE.match(message.text):
        return loose.items[:1], loose.rest
    if found := _CALLED.search(message.text):
        return ((ItemNo(int(found[1])),) if int(found[1]) in known else ()), loose.rest
    if bare := bare_items(message):
        return bare, without(message.text, bare[0])
    if sure := loosely_about(message):
        return () if loose.items and sure[0] not in loose.items else sure, named.rest
    named_once = only(message)
    if not loose.items or message.numbers.surely(named_once):
        return in_context(message) or named_once, loose.rest if loose.items else named.rest
    return in_context(message), named.rest


_CALLED = re.compile(r"(?:^|[,，。 ])(?:那个|这个|我们|咱们?|俺们)(?:的|家)? ?([0-9]{1,2})(?=[啊呢嘛吧呀,，])")
"""「那个14啊今天…」."""
_JOINED = re.compile(r"[0-9]{1,2} ?[和跟与及、&] ?[0-9]{1,2}(?![0-9]| ?%)")
_JUST_SHARE = re.compile(r"[0-9]{2,3} ?[\u4e00-\u9fff]{0,2}$|[0-9]{2,3} ?(?:→|->|—)")
