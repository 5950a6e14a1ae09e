"""What a unit applies for or takes back: more time, help, an item that is not its own (延期、协调、退回、撤回)."""

import re
from dataclasses import replace

from language.intents import Clarify, Intent, Items, Move
from language.understanding import reports
from language.understanding.deadlines import Reading
from language.understanding.deciding import kind_in
from language.understanding.item_numbers import find_items
from language.understanding.message import Message
from language.understanding.moving import HELP, asks_for, limit, move, person, reason, wished
from language.understanding.pointing import in_context, willing
from language.understanding.safety import HOW
from language.understanding.units import Mention
from language.understanding.weighed_units import rather_leads
from ledger.members import Role

_EXTENSION = re.compile(
    r"(?:缓|拖|挪|推|(?<![进开发拓扩施舒])展)到|续命|拖多|松一松|(?:恳请|想|能)[^,，]{0,6}(?:放|宽)到|放宽到"
    r"|\bdelay ?到|想到[^,，]{2,8}[交报]"
    r"|\bpush .{0,40}back to\b|(?:往后|后)挪|晚(?:几|两|三|一|半)(?:天|周|个)"
    r"|[求请想要盼望再](?:再)?延(?=[一二两三四五六七八九十几半0-9])|延期|延长|顺延|宽限|展期"
    r"|往后(?:再)?(?:拖|推|延|放|挪|缓)|推迟|晚几天|缓几天|缓一缓"
    r"|缓(?=半|[0-9一两二三四五六十])|[要得会怕需]晚.{0,4}(?:天|周|月|礼拜|星期)|晚(?:交|报|办|完成"
    r"|弄).{0,4}(?:天|周|月|礼拜|星期)"
    r"|延一延|\b(?:have|give us|get|need) (?:it |this )?(?:till|until)\b|拖一拖|[帮给][^,，]{0,8}延(?=$"
    r"|[,，。 到]|一下)"
    r"|\bneeds? (?:another|one more|a few more|two more|some more|a bit more)\b|\b(?:another|extra) (?:week"
    r"|month|few days)\b|[要想得需][^,，]{0,2}延(?=$|[,，。 了])|(?:时限|期限|时间|限期"
    r"|截止)[^,，]{0,10}(?:调整|改|变更|推|挪|放宽|往后|后移"
    r"|顺)[^,，]{0,3}[到至为后成]"
    r"|(?:再|多)给.{0,8}(?:天|日|周|礼拜|星期|月|时间)|拖(?:几|到|一)|延到|延后|延至|赶不上|来不及|(?:交|完成"
    r"|弄|办|赶)不(?:了|完|出来)怎么办"
    r"|\bextensions?\b|\bextend|\bdelay\b|more (?:time|days?|weeks?)|extra (?:time|days?"
    r"|weeks?)|postpone|push .{0,14}back"
)
_SPOKEN_OF = re.compile(
    r"延期(?:会|要|影响|对|以?后)[^,，]{0,10}[吗么?？]|再(?:催|提醒|通知|叫)|(?:延长"
    r"|延)[到至为]?[0-9]+(?:\.[0-9]+)?(?:个?小时|公里|米|分钟|场|户)|延长(?:开放"
    r"|服务|营业|产业|供热|供水|上班)"
    r"|延期[^,，]{0,6}(?:了没|了吗|没有|批了|几次|过)|延期.{0,4}谁|谁.{0,4}延期|延期(?:的)?(?:流程|规定|条件"
    r"|手续)|延[到至](?:啥|什么|哪|几)"
    r"|^(?:do|does|did|is|are|will|would) (?:an? |the |our |these )?(?:extensions?|delays?)\b"
    r"|延过|(?:延期|申请).{0,6}(?:没批|未批|批(?:下来|没|了|吗|$))|(?:上次|之前|以前|上回).{0,8}延"
)
_NO_HELP = re.compile("(?:不用|不必|无需|没|别)(?:再|去)?(?:请|找(?!到))|不(?:需要?|用)协调|无需?协调|暂无")
_BOUNCE = re.compile(
    r"(?:单位|部门|人)(?:搞|派|分|写|弄|发)错|[派分发搞]错(?:了)?(?:单位|部门|人|地方)|[派分]错(?:了)?(?:吧|$|[,，。!])"
    r"|退回(?:去)?[,，][^,，]{0,4}不归|(?<!申请)退回(?:去"
    r"|吧)?[,，] ?(?:该|应)|退回[^,，]{0,8}[,，]?不(?:归|属|是)我|(?:建议|申请|请)(?:改由|改派|转给|转|改给"
    r"|交给|交由)[^,，]{2,12}(?:牵头|负责"
    r"|承办|办|$)|(?:不|不应该?|不该|不宜|不能|不用)(?:应?该)?(?:是|由|归)?(?:我们|我局|本单位|我单位|俺们"
    r"|咱们).{0,4}(?:牵头|负责|办|管|干)"
    r"|不是(?:我们|俺们|咱们|本单位|我局|我们局|我们单位)(?!不|没)(?:局|单位)?的?(?:活|事|任务|职责|工作|负责"
    r"|牵头)?|不归(?:我们|俺们|咱们?|[^,，]{2,6}管)|不该我们|不属于(?:我们|本单位|我局)|职[责能]不(?:符|在"
    r"|对)|[与和跟]我(?:局|们|单位)[^,，。]{0,8}(?:不符|无关|不搭)|退回交办|not ours|(?:isn't"
    r"|not) our(?:s| (?:job"
    r"|task|item))|should (?:be (?:with|done by|handled by)|go to)|(?<!doesn't )(?<!not )belongs? to"
    r"|(?:doesn't|does not|isn't|is not|not) (?:belong to|within|part of)|\breturn(?:ing)? (?:it|this|item"
    r"|no\.?|#)\b|\bshould (?:handle|lead|take|do) (?:it|this)\b|\b(?:return|send) (?:it|this|no\.? ?"
    r"|item ?|#)?[0-9]{0,2} ?(?:back )?to\b"
    r"|\bwrong (?:unit|bureau|department|office)\b|\bnot our (?:job|duty|remit|area|business|responsibility)"
    r"|凭(?:什么|啥)(?:派|分|交)给?我|(?:^|[项条,，。 !！]|这个|这项|它|我们|我局|本局|这边)(?:就|要|申请|请|予以"
    r"|要求|麻烦|只能|建议|现|先)*退(?:回|还"
    r"|掉)?(?:去|了)?(?:吧|交办|处理|给?上级)?(?=$|[,，。!])"
    r"|退回?[给到](?![我他它她小老])[^,，]{2,10}|(?:我们|我局|本局|俺们)?不(?:能|该|应该)?(?:接|认|领"
    r"|收)(?:这个|这项|这活|此项|该项|这事|这摊|它)"
    r"|(?:接|认领|承接)不(?:了|下来)|没有?(?:这个?|这项|此项|该项?|那个)(?:职能|职责|权限)|\btake (?:item "
    r"|no\.? ?|#)?[0-9]{1,2} back\b"
    r"|\bit(?:'s| is) (?:the )?[a-z ]{3,30}(?:'s)? (?:job|task|business|duty|remit)\b|非(?:我|本)(?:们|局|单位"
    r"|部门)的?(?:职责|职能|业务|工作|分管)|不是[^,，]{1,8}的(?:活|事|职责|任务|职能|业务|菜|分内)"
    r"|不(?:在|属)[^,，]{0,8}(?:职责|职能|业务|管辖)(?:范围)?"
)
_TO_REDO = re.compile(r"(?<!申请)退[^,，]{0,8}(?:补|改改|修改|重[新做报办弄写](?!交办)|完善)|报的[^,，]{0,8}退")
"""The unit's head sends back what his own people have handed in."""
_MAY_IT = re.compile(
    r"(?:能|可以|可否|能否|该不该|要不要|是不是)[^,，。]{0,16}(?:吗|不|么|呢)?[?？]$|(?:能|可以"
    r"|可)(?!不)[^,，。]{0,12}[吗不]$"
)
"""「我可以把21退给教育局吗」 asks for the rule."""
_SHOULD_BE = re.compile(
    r"应该?(?:当|是)?(?:由|归|是|给|让|交给?|属于)?[^,，]{2,12}(?:牵头|负责|管|办|干|做)|应该?(?:当)?(?:由|归"
    r"|是|给|交给|属于)[^,，的]{2,10}(?:的"
    r"|$|[,，。])|该[^,，]{2,8}(?:局|办|委|部|镇|乡|会|院|司)(?:$|[,，。的]|[来去]?(?:干|管|办|弄|做|负责|牵头))"
    r"|是[^,，]{2,10}的(?:活|事|职责|任务|职能|业务)儿?(?=$|[,，。])|(?:职能|职责|业务)[^,，]{0,6}(?:划|转|移|调)[给到]"
    r"|找[^,，]{2,8}(?:去|吧|才对)(?=$|[,，。])|本来[^,，]{0,4}(?:归|是|由|该)"
)
_WITHDRAW = re.compile(
    r"(?:撤回|收回|撤销|撤掉|撤了|撤下|要回|拿回|取消)(?!单)[^,，。]{0,10}(?:申请|请求|延期|办结|协调|求助|拟办"
    r"|提请|申报)"
    r"|(?:申请|请求|延期|办结|协调|求助|拟办|提请|申报|退回交办)(?:[^,，。不没未]{0,8})(?:先?撤(?:了|回|销|掉"
    r"|下|一下|$)|收回|要回"
    r"|[拿取撤]回来?|取消|不(?:再)?(?:要|用|需要|办|走|提|报)了|作废|作罢)"
    r"|不(?:再)?申请了(?:[,， ]|$)|(?:申请|延期|办结|协调|求助|拟办|提请|申报"
    r"|报告)[^。;；没未?？]{0,20}[,，。 !！](?:我们|我|先|还请|请|准予"
    r"|给我|就|研究决定|给)*(?:撤(?:回|了|销|掉|吧|$|[!！])|收回|拿回|抽回|要回)|抽回来|不再申请[^,，]{0,6}(?:[,，]|$)|[刚上][^,，]{0,6}(?:报|提|交"
    r"|申请)的[^,，]{0,10}(?:撤回|收回|撤了|拿回来)"
    r"|\bwithdraw\b|\b(?:cancel|take back|pull(?: back)?|recall|drop) (?:my|our|the) .{0,16}(?:request"
    r"|application|extension|proposal)"
)


_OWN = re.compile(r"我(?:们)?(?:局|办|单位)?(?:刚|上|之前|昨天|今天|早上|下午|对|的|提|报|在)|\b(?:my|our)\b")
"""The office takes back what it has proposed itself."""


def withdraw(message: Message) -> Intent | None:
    if (
        message.asking
        or not (asks_for(message) or message.has(_OWN))
        or wished(message, _WITHDRAW, denying=True) is None
    ):
        return None
    return move(message, "withdraw", value=kind_in(message.text, "extension", "closing", "bounce", "help"))


def bounce(message: Message) -> Intent | None:
    if not asks_for(message) or (message.hearing.role is Role.HEAD and message.has(_TO_REDO)):
        return None
    other = _whose_it_is(message)
    if not message.has(_BOUNCE) and not (other is not None and message.has(_SHOULD_BE)):
        return None
    if message.has(_MAY_IT):
        return Clarify("question_about_write", items=message.meant, words=message.said)
    if len(message.items) > 1 and (which := _of_the_clause(message)):
        return Move("bounce", which, other, reason=message.original.strip()[:200])
    return move(message, "bounce", reason=message.original.strip(), department=other)


def _of_the_clause(message: Message) -> Items:
    """「21项那块归我们，但27项真不是我们的」."""
    clauses = _CLAUSES.split(message.text)
    named = (find_items(clause, message.known.lexicon.items).items for clause in clauses if _BOUNCE.search(clause))
    return next((items for items in named if items), ())


_CLAUSES = re.compile(r"[,，。;；…]+|但")


def _in_topic(message: Message, mention: Mention) -> bool:
    """「招商引资」 names no unit."""
    return mention.weak and message.text.startswith(("引资", "引才", "安全", "产业"), mention.end)


def _whose_it_is(message: Message) -> int | None:
    """「不是文旅的职责，建议转给住建局」: never the speaker's own unit."""
    own = message.hearing.department_id
    return rather_leads(
        message, [m for m in message.mentions if m.one not in (None, own) and not _in_topic(message, m)]
    )


def extension(message: Message) -> Intent | None:
    """A unit asks; the office sets limits and decides."""
    if (
        not (asks_for(message) or message.has(_WE_ASK))
        or message.has(_SPOKEN_OF)
        or message.has(_NEVER)
        or wished(message, _EXTENSION, denying=True, may_ask=True) is None
    ):
        return None
    reading = message.deadline
    if message.asking and reading is None and _about_nothing(message):
        return None
    if reading is not None and (reading.problem == "impossible_date" or _put_off_to_past(message, reading)):
        return Clarify(reading.problem, items=message.loosely_named.items, words=reading.words)
    return move(message, "ask_extension", reason=reason(message, _EXTENSION), deadline=limit(message))


def _put_off_to_past(message: Message, reading: Reading) -> bool:
    """「延到11月10号」: that day is over; the days of a reason may be."""
    return reading.problem == "deadline_past" and _TO.search(message.text[: reading.span[0]]) is not None


_TO = re.compile(r"(?:延|推|拖|缓|改|放|挪|宽限?|给)(?:期|迟|后)?(?:到|至|成|为)了? ?$|\b(?:to|until|till) (?:the )?$")
_NEVER = re.compile(r"不可能|没门|想得美|休想|还要?延期[?？]")
"""「还要延期？不可能」."""
_WE_ASK = re.compile(r"我们?(?:局|单位|办|科|镇|乡)?(?:想|要|得|需|再)*申请")
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
    needed = move(message, "ask_help", reason=message.original.strip(), department=_whose_it_is(message))
    return replace(needed, person=person(message))
