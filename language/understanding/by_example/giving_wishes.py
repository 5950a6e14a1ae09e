"""Builds who is to have an item: giving, proposing and registering one, taking a helper off, handing a request on."""

import re
from dataclasses import replace

from language.intents import Assign, Intent, Move
from language.understanding.assignments import Duties, duties, takes_off, unknown_unit
from language.understanding.by_example.which_item import only, which
from language.understanding.deadlines import find_deadline
from language.understanding.deciding import handed_to
from language.understanding.giving import leader_named, names_topic
from language.understanding.message import Message
from language.understanding.moving import lays_down, limit, move, person
from language.understanding.plain_words import plain
from language.understanding.units import Mention
from language.understanding.weighed_units import duties_heard

_INSTEAD = re.compile(r"换|改由|改成|改为|接过去|接手|退为")
_SAYS_NO = re.compile(
    r"不要(?!再?[悬拖晾挂等放推])|不用|别让|别给|不(?:再)?(?:由|归|让|给)(?!.{0,12}[,，])|免了|取消|\bnot to\b"
)
_HELPS_ONLY = re.compile(
    r"(?:配合|协办|协助|协同|帮忙|搭把手|搭手)|加(?!快|强|大|紧|班)|补(?:上|进)|添|\bco-?(?:unit|operat)|\bsupport"
    r"|\bhelp"
)
_LEADING = re.compile(
    r"牵|挑头|挑大梁|打主力|主角|当家|包圆|总责|为主|领着干|统起来|打头|领头|主责|主办|承办|主抓|负责|挂帅|领衔|抓总|\blead|归|交给|交由|派|分给|甩给|落给|换成|换|扛|接"
)
_ADDING = re.compile(
    r"(?<![参增更附])加(?!快|强|大|紧|班|工|入)|补(?:上|进|充)|添|拉进|列为|列入|纳入|也(?:让|进|来)|\badd\b"
    r"|\bco-unit\b"
)


def assign(message: Message) -> Intent | None:
    """The lead, who helps, or the leader who answers for it; None where a unit may be dropped or mistaken."""
    items = which(message)
    if not items or not lays_down(message):
        return None
    reading = message.deadline
    if reading is not None and reading.deadline is None and _TELLS_WHEN.match(reading.words):
        reading = None
    if reading is not None and reading.deadline is None:
        return None
    mentions = _given(message)
    answers = _answers(message, mentions)
    if answers is not None and not mentions:
        return Assign(items, leader=answers)
    found = _shared(message, mentions)
    if found is None:
        return None
    only_help = found.lead is None
    replaces = bool(found.co) and not only_help and not found.adds
    return Assign(
        items,
        lead=found.lead,
        co=tuple(found.co) if replaces else None,
        add_co=() if replaces else tuple(found.co),
        leader=answers,
        deadline=reading.deadline if reading else None,
    )


def _answers(message: Message, given: list[Mention]) -> str | None:
    """The leader who is to answer for it; a title does, where leaders are spoken of and no unit is named."""
    if (named := leader_named(message) or _put_down(message)) is not None:
        return named
    return (person(message) or None) if not given and message.has(_OF_LEADERS) else None


_OF_LEADERS = re.compile(r"领导|分管|挂帅|\bleader\b|挂(?:[\u4e00-\u9fff]{1,2}县长|常务)")


def _put_down(message: Message) -> str | None:
    """「责任领导给11项填上江若谷」."""
    found = _FIELD.search(message.text)
    return found[1] if found else None


_FIELD = re.compile(r"(?:责任|分管)?领导[^。;；]{0,16}?[填写补挂][上在为]?((?![都没还谁空未哪])[\u4e00-\u9fff]{2,7})$")


_TELLS_WHEN = re.compile(r"[昨前]|上[个周]|刚")
"""When it was settled, and no limit: 「昨天常委会明确了」."""


def propose(message: Message) -> Intent | None:
    """The office's or a leader's own suggestion of a lead."""
    items = only(message)
    if not items or not lays_down(message):
        return None
    given = _given(message)
    answers = _answers(message, given)
    found = _shared(message, given) if given or answers is None else Duties()
    if found is None:
        return None
    made = Move("propose", items, found.lead, limit(message), cadence=message.cadence, co=tuple(found.co))
    return replace(made, person=answers or "")


def _given(message: Message) -> list[Mention]:
    """Units that are named as units; one that stands before the words for the item is its topic."""
    return [each for each in message.mentions if not (names_topic(message, each) or _of_a_title(message, each))]


def _of_a_title(message: Message, mention: Mention) -> bool:
    """「科技创新由工信局牵头」: a part of what an item is called."""
    words = message.text[mention.start : mention.end + _TWO]
    longer = len(words) == mention.end - mention.start + _TWO
    return mention.weak and longer and any(words in item.title for item in message.known.lexicon.items)


_TWO = 2


def _shared(message: Message, mentions: list[Mention]) -> Duties | None:
    if not mentions or (takes_off(message.text) and not message.has(_INSTEAD)) or message.has(_SAYS_NO):
        return None
    if unknown_unit(message.loosely_named.rest, mentions):
        return None
    if (heard := duties_heard(message, mentions)) is not None:
        return heard
    found = duties(message.text, mentions)
    if found.ambiguous and len(mentions) > 1:
        found = duties(message.text, _from_the_leading_on(message.text, mentions))
    if found.ambiguous or (found.lead is None and not found.co):
        return None
    if found.lead is not None and message.has(_ADDING) and not message.has(_LEADING):
        found = Duties(None, [found.lead, *found.co], adds=True)
    if found.lead is None and not message.has(_HELPS_ONLY):
        return None
    if len(mentions) > 1 and not (message.has(_LEADING) or message.has(_HELPS_ONLY)):
        return None
    return found


def _from_the_leading_on(text: str, mentions: list[Mention]) -> list[Mention]:
    """「商务局一直不签，换市监局牵头」: who stands in an earlier clause without a duty is the reason."""
    for place, mention in enumerate(mentions):
        before = text[max(0, mention.start - 2) : mention.start]
        if (
            place
            and _LEADS_HERE.match(text, mention.end)
            and _NEW_CLAUSE.search(text[mentions[place - 1].end : mention.start])
        ):
            return mentions[place:]
        if (
            place
            and before.endswith(("换", "由", "给"))
            and _NEW_CLAUSE.search(text[mentions[place - 1].end : mention.start])
        ):
            return mentions[place:]
    return mentions


_LEADS_HERE = re.compile(r" ?(?:来|去)?(?:牵|挑头|主办|负责|承办|抓|接)")
_NEW_CLAUSE = re.compile(r"[,，。;；]")
_OFF = re.compile(
    r"删|抹|划|拿|免了|去掉|去除|踢|剔|摘|撤|减(?!负|排|灾|税)|下车|除名|抠|请出|去调|移[出除]|退出|不再列|不列|不参与|别拉|不用|没[^,，]{0,6}(?:啥|什么)?事"
    r"|掺和"
    r"|\b(?:remove|drop|take)\b"
)
_ANOTHER = re.compile(r"换成|改为|改由|加上|增加|新增|牵头")


def remove_co(message: Message) -> Intent | None:
    """Every unit named is one that no longer helps."""
    if not message.has(_OFF) or message.has(_ANOTHER):
        return None
    mentions = [each for each in _given(message) if not (each.weak and _LOOSE.match(message.text, each.end))]
    if not mentions or any(each.one is None and not each.group for each in mentions):
        return None
    items = only(message)
    units = dict.fromkeys(unit for each in mentions for unit in each.departments)
    return Move("remove_co", items, co=tuple(units), reason="") if items else None


_LOOSE = re.compile(r"的(?:事|活|任务)")
_NEW = re.compile(
    r"立项|新立|补立|立(?:个|上|一)|立成任务|新(?:加|增|建|录|起|开)|增[设列]|来个新的|开一[条件]新的|补一[条件]新的"
    r"|挂进台账|上个户口|登记新件|新件|新item|现在列|另外?(?:起|加|立)|记一[件条项]|加一[件条项]|再加一|增补"
    r"|列入(?:督办|督查|台账)|录进来|新增进|单列"
    r"|新任务|新事项|\bregister\b|\bnew (?:matter|item|task)\b"
)
_NEW_NAMED = re.compile(r"(?:新立|新增|新加|新建|增设|增列|再立|立|加)(?:一)[项条件]([\u4e00-\u9fff]{4,30})$")
"""「给我新立一项校园周边食品整治」."""
_QUOTED = re.compile(r"[“\"「《]([^“”\"「」《》]{3,40})[”\"」》]")
_CALLED = re.compile(r"(?:就?叫(?:做)?|名(?:称|为)|题目[是叫]?)[:： ]?([^,，。;；]{3,30})")
_PIECES = re.compile(r"[,，。;；:：\n]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_DUTY = re.compile(
    r"牵头|挑头|负责|配合|主办|承办|协办|领衔|完成|时限|月底|前[修办完]|前$|\blead|\bled\b|\bby\b|support"
    r"|会上|领导|县长|书记|省|市里|热线|台账|要点|刚定|定的事|再说"
)
_ONLY_ORDER = re.compile(
    r"(?:今年|另外?|再|给|请|今天|接到?|刚|新|单独?|把|作为|个|吧|任务|事项|一|的|进去|进来|上|起|件|条|项|督办|督查"
    r"|立|列入|加|增|补|记|录"
    r"|register|a|an|new|matter|item|task|to|put|on|the|ledger| ){1,20}"
)
_LONGEST = 200


def register(message: Message) -> Intent | None:
    """A thing that no item is about yet, with a name of its own, and whoever it is given to."""
    if message.named.items or not message.has(_NEW):
        return None
    original = message.original[:_LONGEST]
    title = _title(message, original)
    if len(title) < 3:
        return None
    behind = message.text.find(plain(title)[-4:])
    mentions = [each for each in message.mentions if behind < 0 or each.start >= behind]
    found = duties(message.text, mentions)
    if found.ambiguous:
        return None
    late = limit(message)
    if late is None or late.day is None:
        rest = message.text[max(behind, 0) + 4 :]
        reading = find_deadline(rest, message.hearing.today, message.hearing.calendar)
        late = reading.deadline if reading is not None and not reading.problem else late
    made = Move("register", reason=title, deadline=late)
    return replace(made, department=found.lead, co=tuple(found.co) if found.lead is not None else ())


def _title(message: Message, original: str) -> str:
    for said in (_QUOTED, _CALLED):
        if found := said.search(original):
            title = found[1]
            for mention in message.mentions:
                title = title.split(mention.words)[0] if title.find(mention.words) > 2 else title
            return title.strip()
    pieces = [piece.strip() for piece in _PIECES.split(original) if piece.strip()]
    place = next((n for n, piece in enumerate(pieces) if _NEW.search(plain(piece))), 0)
    own = _NEW_NAMED.search(pieces[place]) if pieces else None
    if own is not None and not _DUTY.search(plain(own[1])):
        return own[1].strip()
    ordered = [*pieces[place + 1 :], *reversed(pieces[:place]), pieces[place]]
    free = [piece for piece in ordered if not _DUTY.search(plain(piece)) and not _ONLY_ORDER.fullmatch(plain(piece))]
    free = [piece for piece in free if not _is_given(message, piece)]
    free = free or [piece for piece in ordered if _may_be_title(message, piece)]
    return _NEW.sub("", free[0]).strip(" ，,：:") if free else ""


def _may_be_title(message: Message, piece: str) -> bool:
    """Where no clause is plainly the title: what gives it to nobody and is more than the order and a day."""
    text = plain(piece)
    if _GIVES.search(text) or _ONLY_ORDER.fullmatch(text):
        return False
    mention = next(iter(message.known.units.mentions(text)), None)
    if mention is not None and mention.start == 0 and len(text) - mention.end <= _RATHER_SHORT:
        return False
    words = message.deadline.words if message.deadline is not None else ""
    return len(_NEW.sub("", text.replace(words, "") if words else text)) > _RATHER_SHORT


_GIVES = re.compile(r"牵|负责|配合|主办|承办|协办|完成|没有|再说|回头|按新|[那这][件个项条]事?$")
_RATHER_SHORT = 3


def _is_given(message: Message, piece: str) -> bool:
    """A clause that is a unit, or a day, or begins with a unit that does it."""
    text = plain(piece)
    if message.deadline is not None and message.deadline.words in text:
        return True
    mention = next(iter(message.known.units.mentions(text)), None)
    return mention is not None and mention.start == 0 and len(text) - mention.end <= 2


def hand_on(message: Message) -> Intent | None:
    """To the unit or the leader who is to deal with it."""
    if not lays_down(message):
        return None
    unit, to = handed_to(message), person(message)
    if unit is None and not to:
        return None
    return replace(
        move(message, "hand_on", department=unit, person="" if unit is not None else to), items=which(message)
    )
