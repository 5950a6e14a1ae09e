"""What a unit applies for or takes back: more time, help, an item that is not its own (延期、协调、退回、撤回)."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent
from language.understanding import reports
from language.understanding.deciding import kind_in
from language.understanding.message import Message
from language.understanding.moving import HELP, asks_for, limit, move, person, reason, wished
from language.understanding.pointing import in_context, willing
from language.understanding.safety import HOW

_EXTENSION = re.compile(
    r"(?:缓|拖|挪|推)到|(?:往后|后)挪|晚(?:几|两|三|一|半)(?:天|周|个)|延期|延长|顺延|宽限|展期"
    r"|往后(?:再)?(?:拖|推|延|放|挪|缓)|推迟|晚几天|缓几天|缓一缓"
    r"|缓(?=半|[0-9一两二三四五六十])|[要得会怕需]晚.{0,4}(?:天|周|月|礼拜|星期)|晚(?:交|报|办|完成"
    r"|弄).{0,4}(?:天|周|月|礼拜|星期)"
    r"|(?:再|多)给.{0,8}(?:天|日|周|礼拜|星期|月|时间)|拖(?:几|到|一)|延到|延后|延至|赶不上|来不及|(?:交|完成"
    r"|弄|办|赶)不(?:了|完|出来)怎么办"
    r"|\bextensions?\b|\bextend|\bdelay\b|more (?:time|days?|weeks?)|extra (?:time|days?"
    r"|weeks?)|postpone|push .{0,14}back"
)
_SPOKEN_OF = re.compile(
    r"延期[^,，]{0,6}(?:了没|了吗|没有|批了|几次|过)|延期.{0,4}谁|谁.{0,4}延期|延期(?:的)?(?:流程|规定|条件"
    r"|手续)|延[到至](?:啥|什么|哪|几)"
    r"|延过|(?:延期|申请).{0,6}(?:没批|未批|批(?:下来|没|了|吗|$))|(?:上次|之前|以前|上回).{0,8}延"
)
_NO_HELP = re.compile("不(?:需要?|用)协调|无需?协调|暂无")
_BOUNCE = re.compile(
    r"[派分发搞]错(?:了)?(?:单位|部门|人|地方)|[派分]错(?:了)?(?:吧|$|[,，。!])"
    r"|退回(?:去)?[,，][^,，]{0,4}不归|(?<!申请)退回(?:去"
    r"|吧)?[,，] ?(?:该|应)|退回[^,，]{0,8}[,，]?不(?:归|属|是)我|(?:建议|申请|请)(?:改由|改派|转给|转|改给"
    r"|交给?)[^,，]{2,12}(?:牵头|负责"
    r"|承办|办|$)|(?:不|不应该?|不该|不宜|不能|不用)(?:应?该)?(?:是|由|归)?(?:我们|我局|本单位|我单位|俺们"
    r"|咱们).{0,4}(?:牵头|负责|办|管|干)"
    r"|不是(?:我们|俺们|咱们|本单位|我局|我们局|我们单位)(?:局|单位)?的?(?:活|事|任务|职责|工作|负责"
    r"|牵头)?|不归(?:我们|俺们|咱们?)|不该我们|不属于(?:我们|本单位|我局)|职[责能]不(?:符|在"
    r"|对)|[与和跟]我(?:局|们|单位)[^,，。]{0,8}(?:不符|无关|不搭)|退回交办|not ours|(?:isn't"
    r"|not) our(?:s| (?:job"
    r"|task|item))|should (?:be (?:with|done by|handled by)|go to)|belongs to"
)
_SHOULD_BE = re.compile(
    r"应该?(?:当|是)?(?:由|归|是|给|让|交给?|属于)?[^,，]{2,12}(?:牵头|负责|管|办|干|做)|应该?(?:当)?(?:由|归"
    r"|是|给|交给|属于)[^,，的]{2,10}(?:的"
    r"|$|[,，。])|该[^,，]{2,8}(?:局|办|委|部|镇|乡)(?:$|[,，。的])"
)
_WITHDRAW = re.compile(
    r"(?:撤回|收回|撤销|撤掉|撤了|取消)[^,，。]{0,10}(?:申请|请求|延期|办结|协调|求助)"
    r"|(?:申请|请求|延期|办结|协调|求助)(?:[^,，。不没未]{0,8})(?:先?撤(?:了|回|销|掉|下)|收回|取消|不要了|作废)"
    r"|不(?:再)?申请了?(?:[,，]|$)"
    r"|\bwithdraw\b|\b(?:cancel|take back) (?:my|our|the) .{0,12}(?:request|application|extension)"
)


def withdraw(message: Message) -> Intent | None:
    if not asks_for(message) or message.asking or wished(message, _WITHDRAW, denying=True) is None:
        return None
    return move(message, "withdraw", value=kind_in(message.text, "extension", "closing", "bounce", "help"))


def bounce(message: Message) -> Intent | None:
    if message.office:
        return None
    other = _whose_it_is(message)
    if not message.has(_BOUNCE) and not (other is not None and message.has(_SHOULD_BE)):
        return None
    return move(message, "bounce", reason=message.original.strip(), department=other)


def _whose_it_is(message: Message) -> int | None:
    """「不是文旅的职责，建议转给住建局」: the last that is named, and never the speaker's own unit."""
    others = [m.one for m in message.mentions if m.one not in (None, message.hearing.department_id)]
    return others[-1] if others else None


def extension(message: Message) -> Intent | None:
    """A unit asks; the office sets limits and decides."""
    if (
        not asks_for(message)
        or message.has(_SPOKEN_OF)
        or wished(message, _EXTENSION, denying=True, may_ask=True) is None
    ):
        return None
    reading = message.deadline
    if message.asking and reading is None and _about_nothing(message):
        return None
    if reading is not None and reading.problem == "impossible_date":
        return Clarify(reading.problem, items=message.loosely_named.items, words=reading.words)
    return move(message, "ask_extension", reason=reason(message, _EXTENSION), deadline=limit(message))


_VAGUELY = re.compile(r"[那这]个|[那这]项|还能|别的")
_HALF_SENTENCE = 8


def _about_nothing(message: Message) -> bool:
    """A question of which nobody knows what it asks for: 「那个能往后挪挪不」; 「能不能延期？」 asks for it."""
    if message.loosely_named.items or in_context(message):
        return False
    return len(message.text) > _HALF_SENTENCE or message.has(_VAGUELY)


def help_wanted(message: Message) -> Intent | None:
    if message.has(HOW) or not message.has(HELP) or (message.asking and not willing(message)) or message.has(_NO_HELP):
        return None
    if message.asking and not message.loosely_named.items and not in_context(message):
        return None
    if message.items and reports.has_percent(message.named.rest):
        return None
    return replace(move(message, "ask_help", reason=message.original.strip()), person=person(message))
