"""A new item in the plan (立项), and the office's proposal for one (拟办)."""

import re
from dataclasses import replace

from language.intents import Intent, Move
from language.understanding.assignments import duties
from language.understanding.deadlines import find_deadline
from language.understanding.message import Message
from language.understanding.moving import lays_down, limit, move, person
from language.understanding.plain_words import plain

_REGISTER = re.compile(
    r"^(?:请)?[新增]?加一[条件项个]新?(?:任务|事项)(?:进|入|到)台账[:：]|"
    r"^(?:请|帮我|再|麻烦|那就|现在|嗯|[哎好][,，]?|好的[,，]?|你好[,，]|您好[,，]|领导[,，]|辛苦|给我|给台账"
    r"|在?台账里?|往台账里)*(?:新增|增加|追加|加|添|新立|新建|立|登记|登|记|列|录|补)"
    r"(?:[一1]?[个项条件]新?的?(?:督办)?(?:任务|事项|工作|项目)?|新?(?:督办)?(?:任务|事项)"
    r"|[一个]?新[项任][务目]?)(?:[:：,， ]+|(?=[“\"「《]))"
    r"|^[^。]{0,40}?(?:(?:新)?立(?:个|一个|一)?(?:新)?项(?:督办|交办)?(?:一个|一项|一下)?|立项督办)[:：]"
    r"|^新(?:任务|事项)(?:一件|一项|一个|一条)?[ ,，:：]+|^(?:请|给我|帮我)*立(?:个|一个)新?项[,， ]+"
    r"|^(?:please )?register[:：] ?"
    r"|^[^,，:：]{0,16}(?:新任务|新事项|新增(?:督办)?(?:事项|任务))(?:一[件项个条])?[:：]"
    r"|^(?:请)?(?:新)?立项[:：,， ]+|^(?:please )?(?:add|register|create) (?:a |one )?(?:new )?(?:item|task)[:：,， ]+",
    re.IGNORECASE,
)
_NEW_THING = re.compile(
    r"(?:给(?:它|他)?|把它|要|得|需要?)?立(?:个|一个|一)?(?:新)?项(?:督办|交办|吧|了|一下|进?台账)*(?=$"
    r"|[,，。])|(?:列|纳|录|加)(?:入|进"
    r"|到)(?:督办)?(?:台账|清单)(?:督办)?(?=$|[,，。])"
)
_CALLED = re.compile(
    r"(?:叫|名叫|名称(?:是|叫|为)|题目(?:是|叫)|[“\"「])([^,，。”\"」]{3,30})|([^,，。]{4,24}?)(?:给|要|得"
    r"|需要?)?(?:立个?项|纳入|列入)"
)
"""「书记会上新定了一件事，叫停车收费整治，给立个项」."""
_PROPOSE = re.compile(
    r"先拟[着定好]?[:：,，]|等(?:领导|主任|审|县里)[^,，]{0,3}(?:审|定)|草拟|拟定|(?:建议|拟)[^,，]{2,12}(?:牵头"
    r"|负责|主办)(?=.*(?:审定|审批|审核|待审))|拟办"
    r"|(?:建议)?拟(?=[^,，0-9]{2,12}(?:牵头|负责|主办|承办))|(?:建议)?拟(?:由|交|定由|请|让)|\bpropose\b"
    r"|(?:报|请|呈)(?:请)?(?:主任|领导|您)[^,，]{0,2}(?:审|定|看)|报主任$|报请审定|请(?:主任|领导)定夺|我的想法"
    r"|拟办意见"
    r"|我?提议|提个?(?:建议|方案)|(?:你们|您|督查室)[^,，]{0,4}看着定"
    r"|建议(?=[^,，]{0,4}[0-9一二三四五六七八九十]{0,3}[项条]?[^,，]{2,14}(?:牵头|来牵|主办|承办|为主))"
    r"|\bi(?:'d| would) (?:propose|suggest)\b|\bsuggest\b"
)
_DUTY = re.compile(r"牵头|负责|配合|主办|承办|协办|完成|时限|lead|support|by ", re.IGNORECASE)
_PIECES = re.compile(r"[,，;；。]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def register(message: Message) -> Intent | None:
    """The title is the person's own; what a clause gives to a unit is no part of it."""
    found = _REGISTER.match(message.original.strip())
    if message.asking or not lays_down(message):
        return None
    if found is None:
        return _called(message)
    told = message.original.strip()[found.end() :]
    pieces = [piece.strip() for piece in _PIECES.split(told) if piece.strip()]
    title = [piece for n, piece in enumerate(pieces) if n == 0 or not _DUTY.search(plain(piece))]
    if not title:
        return None
    return _new_item(message, "，".join(title), told)


def _called(message: Message) -> Intent | None:
    """No number is named, and the thing has a name of its own."""
    if message.named.items or not message.has(_NEW_THING):
        return None
    found = _CALLED.search(message.original[:_LONGEST])
    if found is None:
        return None
    return _new_item(message, (found[1] or found[2]).strip(), message.original[found.end() :])


_LONGEST = 200


def _new_item(message: Message, title: str, told: str) -> Move:
    """Units are looked for behind the title, which may name places and units itself."""
    behind = message.text[max(message.text.find(plain(title.split("，")[0][:6])), 0) + len(title.split("，")[0]) :]
    mentions = message.known.units.mentions(behind)
    found = duties(behind, mentions) if mentions else duties(message.text, message.mentions)
    late = limit(message)
    if late is None or late.day is None:
        reading = find_deadline(behind, message.hearing.today, message.hearing.calendar)
        late = reading.deadline if reading is not None and not reading.problem else late
    made = Move("register", reason=title[:200], deadline=late)
    return replace(made, department=found.lead, co=tuple(found.co) if found.lead is not None else ())


def propose(message: Message) -> Intent | None:
    if message.asking or not lays_down(message) or not message.has(_PROPOSE) or not message.loosely_named.items:
        return None
    found = duties(message.text, message.mentions)
    if found.ambiguous or found.lead is None:
        return None
    made = move(message, "propose", deadline=limit(message), department=found.lead, co=tuple(found.co))
    return replace(made, cadence=message.cadence, person=person(message) if "责任领导" in message.text else "")
