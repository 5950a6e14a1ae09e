"""What must not become a change, however clear its words: orders to the bot, negations, questions, several wishes."""

import re

from language.intents import (
    Assign,
    Clarify,
    Help,
    Intent,
    Move,
    ReportProgress,
    SetDeadline,
    Sign,
    Undo,
)
from language.understanding.judging import doubt
from language.understanding.message import Message

WRITES = (Assign, SetDeadline, Sign, ReportProgress, Undo)

_ORDER = re.compile(
    r"\bpretend\b|\byou are now\b|\bapprove (?:all|everything)\b|假装你?是|扮演"
    r"|(?:忽略|无视|忘掉|忘记|不管|绕过|跳过)(?:你|之前|以前|前面|上面|所有|一切"
    r"|系统)?的?.{0,8}(?:规则|规矩"
    r"|指令|规定|要求|限制|提示|确认|审核|设定)|系统提示|执行 ?(?:sql|代码|命令)|drop table"
    r"|delete from|update [a-z]+ set|越权|你现在是(?!谁)|(?:管理员|开发者"
    r"|调试|超级|root|admin|developer|debug) ?(?:模式|权限|mode)"
    r"|(?:设|标记?|改|置)(?:为|成)(?:已|全部)?(?:完成|办结|销号)"
    r"|(?:ignore|disregard|forget|bypass) (?:all |any |the |your )?(?:previous|prior|above|earlier|rules"
    r"|instructions)"
    r"|(?:all|every) (?:items?|tasks?).{0,20}(?:closed|done|complete)|mark (?:all|everything)"
    r"|抹(?:掉|干净)|删干净|(?:别|不|莫)留(?:下)?(?:记录|痕)|偷偷(?:把|给|地|改|删|换)|一键变[红黄绿]|倒签|冒充一下"
    r"|(?:红灯|黄灯|逾期|记录|日志)[^,，]{0,6}(?:藏|瞒)(?:起来|住|下来)|日志别记"
    r"|^system\b ?[:：]|\byou are now\b|without (?:asking|confirm\w*|any confirm\w*)|\bapprove (?:everything|all"
    r"|every)\b"
    r"|(?:所有|全部|每个|一切)(?:的)?(?:待[批审]的?)?申请[^,，]{0,4}(?:一律|全|统统|自动)?(?:通过|批准|同意)"
    r"|(?:不许|不准|别|不要|不用)(?:再)?(?:弹|出|发|问|要)[^,，]{0,4}确认|从现在起你"
    r"|(?:把|将)(?:所有|一切)(?!没|未|已|红|黄|逾)[^,，。的]{0,8}(?:都|全|统统|一律)?(?:改|延|批|推|调|撤|挂)"
    r"|以[^,，]{2,10}(?:名义|身份)"
    r"|(?:^|把|将|给我|帮我|请)(?:所有|全部|一律|统统|每一?项)(?:的?(?:任务|事项|工作|项目))?(?:都|全)?(?:给我)?"
    r"(?:办结|销号|标记?(?:为|成)|标记|关闭|完成|删除|清空)(?!了|率|情况|的|没)|(?:删除|清空)(?:台账|所有|全部|数据)"
)
_RECOLOURS = re.compile(r"(?:把|将)[^,，]{0,10}灯[^,，]{0,4}(?:改|变|换|调|设|弄|标)(?:成|为)")
"""Lights follow from facts; nobody sets them."""
_WRITE_VERBS = (
    r"(?:催|分给|分派|分配|分(?!解)|派|交给|交办|交(?!通)|给|牵头|配合|换|归|改|签收?|报(?!表)|办结"
    r"|销号|撤销?|延期|通知|发(?!改"
    r"|展)|批|挂起|取消|退回?|设|调整|指派|assign|change|sign|urge|remind|send|close|move|submit"
    r"|report)"
)
_NEGATED = re.compile(
    rf"(?:不要|不用(?!等)|不必(?!等)|不许|先别|(?<![特区级类分告])别(?!人|的|墅|再?[挂停拖搁放等磨耽松]着?)|勿"
    rf"|莫|甭|先不|暂不|暂时不|无需"
    rf"|不需要)(?:再|先|急着"
    rf"|去|给|把|让|着急)?.{{0,10}}?{_WRITE_VERBS}"
    rf"|(?:等会儿?|待会儿?|回头|改天|过几天|过两天|晚点|明天|下次|以后)再(?:把|将|给|分|派|交|改|签|报)"
    rf"|等[^,，]{{1,10}}再(?:把|将|分|派|交|改|签|定)"
    r"|[,，。;；] ?(?:先|还是|暂时)?(?:不要|别|不)(?:办|弄|动|做|签|分|改|报)了?[。!！ ]*$"
    r"|[,，。;；] ?(?:还是)?(?:算了|免了|先放着)[吧。!！ ]*$"
    rf"|(?:don't|do not|never|not yet|no need to) .{{0,16}}?{_WRITE_VERBS}"
)
_PASTED = re.compile(
    r"(?:说|讲|问|答|表示|强调|指出|要求|写着|写的是|原话(?:是)?|said|says|wrote) ?[:,]? ?[“\"「『‘']"
    r"|^[【\[(]?(?:转发|转自|通知(?![没未])|紧急通知)[】\])]?|^(?:各|各有关)(?:相关)?(?:单位|部门|乡镇"
    r"|局)[^,，。]{0,12}[:：]|^(?:fwd?|forwarded)\b"
)
"""Somebody else's words, put in without the mark of a forwarded message."""
_CIRCULAR = re.compile(
    r"^[【\[(]?(?:转发?|转自|通知|紧急通知|转发通知)[】\])]|^转发[:： ]|^(?:各|各有关)(?:相关)?(?:单位|部门"
    r"|乡镇|局)[^,，。]{0,12}[:：]|^(?:fwd?"
    r"|forwarded)\b[:：]?"
)
"""A circular that was passed on, whatever it asks for."""
_DRY = re.compile(
    r"(?:先试一?下|试试|演练|预览|看看效果).{0,12}(?:别|不要|先别)真|(?:别|不要|先别)真(?:的)?(?:发|改"
    r"|分|执行)|dry[- ]?run|just (?:a )?preview|don't (?:really|actually)"
)
_QUESTION = re.compile(
    r"能不能|可不可以|可否|能否|是不是(?:可以|能|应?该|要)|要不要|该不该|行不行|行吗|可以吗|好吗"
    r"|能.{1,12}吗|可以.{1,12}吗|会不会|是否|如果|假如|(?<!主)(?<!需)要是|(?<!一)万一(?!千|百)|还是.{1,10}(?:好|合适|妥当|呢)$"
    r"|有这回事|(?:是真的|对不对|没错)[吧吗]?$"
    r"|(?:原来|(?<![日号月五六日天一二三四])(?:以前|之前)|当初|上次|上回|曾经?|早就|本来)[^,，]{0,12}(?:分|派|交|给|归|定|改|由|牵头"
    r"|负责)|(?:听|据|会上|有人)说"
    r"|\b(?:can|could|may|should|shall|would) (?:i|we|you|it|the)\b|\bwhat if\b|\bis it (?:possible|ok|okay)\b"
)
HOW = re.compile(
    r"怎么(?!样|看|回事|又|还|才(?!能)|老|总|没|这么|就|交|派|分)|如何|怎样(?=[^了?？])|咋(?!样"
    r"|回事|还|没|这么|才|又|老|总|就|个样|交|派|分|不)|在哪(?:里|儿)?(?=签|报|改)|(?<!走)(?<!办结)(?<!销号)流程|步骤"
    r"|谁(?:能|可以|来|有权)(?=签|报|改|分|批|撤|办)|(?:要|需要?|该|应)(?:填|写|报|交|准备|提供|附)?(?:什么|啥"
    r"|哪些|哪几)|找谁(?=签|报|批|审|办|改)|\bhow (?:do|can|to|should)\b|\bwho can\b"
)
_BETWEEN = re.compile(r"[。;；!！\n]|然后|接着|另外|同时再|顺便|并且把|再把|,再|,把|, then |\band then\b|\balso\b")


_NOT_SO = re.compile(
    r"(?:没(?!人|有人)(?:有)?|[尚并]?未|不(?!是)(?:该|应该?|应当|归|由|能|会|得|宜|用)?)(?:把|将|由"
    r"|让)?[^,，。;；]{0,8}?"
    r"(?:分给|分派|派给|交给|交由|划给|移交|牵头|负责|配合|管|改[到为成]|调[整到]|延[到至]|推[到迟]|签收|签字)"
    r"|\b(?:did|has|have|had|is|was|were|should|can|could|would|will|must)(?: not\b|n't\b)|\bcannot\b|\bpending\b"
)
_BYGONE = re.compile(
    r"(?:已经?|早就?|昨天|前天|上周|之前)(?:就|都)?(?:把|将)?[^,，。;；]{0,6}?(?:(?<!并)(?<!现)(?<!补)签收|签了|签过|分给|派给|交给|交由)"
    r"|(?:分给|派给|交给|交由)[^,，。;；]{2,12}(?:之后|以后|以来|后[^,，。;；面勤])|自从"
    r"|(?:本来|原本|按说|照理|理应)[^,，。;；]{0,6}(?:该|要|是|计划|定)"
    r"|[\u4e00-\u9fff](?:反映|认为|觉得|表示|问|说)[^,，。;；:]{0,16}(?:牵头|负责|配合|应该|给|分|派|交)"
)
"""What is not so, and what was or was said, is no wish to make it so."""


def pasted(message: Message) -> bool:
    """Somebody else's words."""
    return message.has(_PASTED)


def is_dry_run(message: Message) -> bool:
    return message.has(_DRY)


def stopped(message: Message) -> Clarify | None:
    """Before anything is read: words that are no wish of this person at all."""
    if message.has(_CIRCULAR):
        return Clarify("forwarded", words=message.said)
    if message.has(_ORDER) or (message.has(_RECOLOURS) and not message.asking):
        return Clarify("instruction", words=message.said)
    return None


def safe(message: Message, intent: Intent, *, strict: bool = True) -> Intent:
    """The intent itself, or what is said instead of a change that was not clearly wished. `strict` as in `doubt`."""
    if not isinstance(intent, (*WRITES, Move)):
        return intent
    asks = isinstance(intent, Move) and intent.name in _APPLICATIONS
    items = getattr(intent, "items", ())
    words = message.said
    if isinstance(intent, Assign) and message.has(_HANDED_OVER):
        message = Message(message.original, message.known, message.hearing, text=_HANDED_OVER.sub("", message.text))
    if message.hearing.forwarded or pasted(message):
        return Clarify("forwarded", items=items, words=words)
    if isinstance(intent, Move) and not items and message.loosely_named.missing is not None:
        return Clarify("no_such_item", number=message.loosely_named.missing)
    if is_dry_run(message):
        return intent
    if not isinstance(intent, ReportProgress) and message.has(HOW):
        return Help(intent.NAME)
    if not isinstance(intent, Undo) and message.has(_NEGATED) and not _may_deny(intent):
        return Clarify("negated", items=items, words=words)
    if message.has(_IF if asks else _QUESTION) or (_ends_asking(message) and not asks and not _tells(intent)):
        return Clarify("question_about_write", items=items, words=words)
    if isinstance(intent, Assign | SetDeadline | Sign):
        if message.has(_NOT_SO):
            return Clarify("negated", items=items, words=words)
        if message.has(_BYGONE) or message.has(_ASKED_BY):
            return Clarify("question_about_write", items=items, words=words)
    if isinstance(intent, Move) and not asks and intent.name not in _TELLING and message.has(_HEARSAY):
        return Clarify("question_about_write", items=items, words=words)
    if (unsure := doubt(message, intent, strict=strict)) is not None:
        return Clarify(unsure, items=items, words=words, options=() if unsure == "negated" else (intent,))
    return intent


_TELLING = frozenset({"register", "withdraw"})
"""They tell first what they are about."""
_HANDED_OVER = re.compile(r"不(?:再)?(?:牵头|负责|管|承办|主办)了(?=[,，。 ]|$)|[,，]?[他它]们(?=牵头|负责|主办)")
"""「商务不牵头了，换成…」 is the reason of the change, and no denial."""
_APPLICATIONS = frozenset({"ask_extension", "ask_help"})
"""「能不能延期」 asks for it."""
_IF = re.compile(r"如果|假如|(?<!主)(?<!需)要是|万一|会不会|\bwhat if\b")
_HEARSAY = re.compile(
    r"^(?!跟|给|对|你给|你跟|告诉|替我)[^,，:：我]{1,8}(?:(?<![来虽])说(?!好|[一两几][句遍])|表示|讲|提到(?!特?急|[0-9一二三四五六七八九十百])|透露)(?!明)|^(?:昨天|前天|上周|上次|会上"
    r"|之前)|听说|据说|说是|其实"
    r"|别再提|要不是|早就?[^,，!！]{0,3}(?:办|弄|做|完)(?![^,，!！]{0,4}[,，!！].{0,6}报(?:办结|完成|销号|结))"
    r"|有人(?:建议|提议|问)|授权你|好像|似乎|\bsaid\b|\bapparently\b"
)


_ASKED_BY = re.compile(r"[局办委部镇乡会](?:那边|他们)?(?:请示|申请|请求|想|要求|提出|希望)")


def _ends_asking(message: Message) -> bool:
    return message.text.endswith(("?", "吗"))


def _tells(intent: Intent) -> bool:
    return isinstance(intent, ReportProgress)


def negated(message: Message) -> Clarify | None:
    """「先别分」: what exactly is not to be done does not matter, nothing is done."""
    return Clarify("negated", items=message.items, words=message.said) if message.has(_NEGATED) else None


def _may_deny(intent: Intent) -> bool:
    """「不需要协调」 in a report, 「不同意延期」 as a decision, 「不要统计局配合了」."""
    return isinstance(intent, ReportProgress) or (isinstance(intent, Move) and intent.name in _DENYING)


_DENYING = frozenset(
    {"reject", "bounce", "withdraw", "remove_co", "ask_help", "set_sensitivity", "instruct", "register"}
)


def clauses(text: str) -> list[str]:
    return [clause.strip(" ,，、:：") for clause in _BETWEEN.split(text) if clause.strip(" ,，、:：")]
