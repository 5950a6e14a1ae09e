"""One move of an item's further life with the slots its words fill, and whether it is wished at all."""

import re

from language.intents import Items, Move
from language.understanding.item_numbers import BLANK
from language.understanding.message import PIECES, Message
from language.understanding.plain_words import plain
from language.understanding.pointing import in_context
from language.understanding.reports import own_words
from ledger.deadlines import Deadline, DeadlineKind
from ledger.members import Role

_DENIED = re.compile(
    r"(?:没(?:有|人)?|[尚并]?未|(?<![能可要行该])不(?:想|要|用|能|会|得|再|必|准|许|该|应该?|需要?|予|可能?)?"
    r"|别|勿|莫|甭|谁|哪[个些]?"
    r"|\b(?:not|never|don't|no|cannot|can't|without|who) (?:yet )?)(?:被|再|能|去|给|把|将|先"
    r"|急着)?(?:发|下|下发|设|设为|设成|标|标为|标成|列为|定为|改为|做)?$"
)
_NO = re.compile(r"(?<![能可要行])不(?!能再拖|得)|没(?=[撤批办签报准分给过])|未")
_SPOKEN_OF = re.compile(
    r"(?:过|了)?(?:吗|没(?!问题|法|有问题)|几[次回]|多少[次回])|过(?!了?[$,，])"
    r"|了?的(?:时候|流程|手续|规定|条件|情况|记录|单位|事项|任务|标准|意义|有|是|那|话|$)|率|条件|流程|手续|标准"
)
_SAID_BY_OTHERS = re.compile(r"(?:局长|县长|书记|主任|领导|部长|他们?|她|人家)(?:已经?|都|也)?$")
_ABOUT_IT = re.compile(
    r"的时候|[过了](?:几|多少)|[过了]没有?[?？]?$|什么意思|为(?:什么|啥|何)|(?:什么|啥|多会儿?)时候|谁[让叫]"
)
"""Spoken of, whatever stands between."""
_LATER_ON = re.compile(r"(?:下次|改天|回头(?!看)|过几天|过两天|以后|晚点|明天)(?:再)?(?:说|办|定|看|弄|提)|再说|还早")
_UNTIL_THEN = re.compile(r"等[^,，。]{2,24}?(?:再说|再办|再议|再定|再推进|以后再说)")
"""What a thing waits for, and no putting off of the wish."""
_ITEM = re.compile(r"第?[0-9一二三四五六七八九十廿]{1,4}(?:\.[0-9]{1,2})?[项条号个]|(?:item|no\.?|#) ?[0-9]{1,3}")
HELP = re.compile(
    r"(?:麻烦|请求?|求)(?:县|督查)[^,，]{0,4}(?:给|帮着?|替)?(?:我们|咱)?说(?:句|个)?(?:话|和)|(?:县上|县里"
    r"|督查室)[^,，]{0,4}(?:拉个会|牵个?头"
    r"|开个[^,，]{0,3}会)"
    r"|(?:帮|替|给)(?:我们?|我局|忙|咱们?)[^,，。!！]{0,4}(?:往上|向上|提上去|反映上去|报上去协调)|(?:往上"
    r"|向上)(?:反映|提)(?:一下|提)"
    r"|找[^,，。!！]{2,8}(?:帮|给)(?:我们|忙)|"
    r"(?:请|(?<!主)要|找|需要?|想|麻烦|申请|提请|求|盼|望).{0,12}(?:协调|撑腰|撑个腰|出面|帮忙协调|支持解决"
    r"|解决一下)|提请协调|协调不(?:动"
    r"|了|下来|通)|求助|求援"
    r"|(?:请|盼|恳请|望)[^,，。]{1,12}(?:支持|帮助|帮忙|帮一把|搭把手)"
    r"|(?:请|要|想|让|找|麻烦|恳请|劳烦|烦请|希望).{0,10}(?:县长|书记|主任|领导|常委).{0,4}(?:牵头|出面|过问"
    r"|支持|协调|帮|开|推动|解决)"
    r"|请[^,，。]{2,10}(?:协助|支援|配合(?:解决|处理|一下))|\bneed .{2,30} (?:help|support)\b|需协调|协调一下"
    r"|(?:需要?|想要?|请求|请给)(?:一些"
    r"|些|点)?(?:帮助|帮忙|支援)|求(?:协调|支持|帮助|帮忙|援)|请求协调|(?:请"
    r"|(?<![主需重只])要)[\u4e00-\u9fff]{0,6}(?:县长"
    r"|书记|主任|领导|局长)|推不动了|\bhelp (?:is )?needed\b|\bneeds? (?:the |some "
    r"|your )?[a-z']{0,12} ?(?:help|support)\b"
    r"|\bstuck\b(?=.{0,80}\b(?:need|help|coordinat|support|step in|please|county|leader))"
    r"|\bask the (?:deputy|county|leader)|(?:need|want) (?:some )?(?:help|coordination|support)|coordinat"
)
_LONGEST = 400
"""A reason is a sentence, and no report."""
_BECAUSE = re.compile(
    r"(?:因为|由于|理由是?|原因是?|鉴于|because(?: of)?|due to|since|reason:?|as (?=the|we"
    r"|it)) ?[:：]?([^。;；]{2,120})",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:等|因(?!素)|(?i:until|till))[^,，。;；]{2,60}")
_PERSON = re.compile(
    r"(常务副县长|分管[\u4e00-\u9fff]{0,4}的?副县长"
    r"|(?:(?![请让由找给报呈要叫向对和与跟是经求盼望副得挂送把上写填])[\u4e00-\u9fff])?(?:副?县长|副?书记|副?主任|副?部长"
    r"|常务|常委|县委书记))"
    r"|((?:deputy )?county (?:head|magistrate|leader)|party secretary|the leader)"
)
_FILLING = re.compile(
    r"给|到|至|前|内|为|改|新|的|时限|期限|限|定|按|办|完成|回复|补齐|办理|吧|了|请|评|等次|等级|为止|之前"
    r"|以前|延期?|推迟"
    r"|\b(?:by|until|to|due|in|the|grade|please)\b|[ :：░]"
)


def move(
    message: Message,
    name: str,
    *,
    reason: str = "",
    deadline: Deadline | None = None,
    department: int | None = None,
    **slots: object,
) -> Move:
    """On the items meant."""
    return Move(name, meant(message), department, deadline, reason=reason[:200], **slots)  # type: ignore[arg-type]


def meant(message: Message) -> Items:
    """Those named or described, else the one last talked about."""
    return message.meant or in_context(message)


def wished(
    message: Message, pattern: re.Pattern[str], *, denying: bool = False, waits: bool = False, may_ask: bool = False
) -> re.Match[str] | None:
    """Where it is wished: what is denied before or within, put off, or only spoken of behind, is not.

    `denying`: the wish itself is a no (不同意, 不申请了).
    `waits`: 「等…再说」 is its reason. `may_ask`: 「能…吗」 asks for it.
    """
    if not message.has(pattern):
        return None
    text = _UNTIL_THEN.sub("", message.text) if waits else message.text
    if _LATER_ON.search(text) or _ABOUT_IT.search(message.text):
        return None
    for found in pattern.finditer(message.text):
        if not denying and _NO.search(found[0]):
            continue
        before = message.text[max(0, found.start() - 12) : found.start()]
        if may_ask and _MAY.search(before):
            return found
        if not (
            _DENIED.search(before) or _SAID_BY_OTHERS.search(before) or _SPOKEN_OF.match(message.text, found.end())
        ):
            return found
    return None


_MAY = re.compile(r"(?:能|可以|可否|能否)[^,，。]{0,6}$")


def denied(message: Message, pattern: re.Pattern[str]) -> bool:
    """Whether it is denied everywhere, or only talked about; for words with any object (催「没签收的单位」)."""
    text = message.text
    if _ABOUT_IT.search(text):
        return True
    return all(_DENIED.search(text[max(0, found.start() - 12) : found.start()]) for found in pattern.finditer(text))


def lays_down(message: Message) -> bool:
    """The office and the leaders, and somebody unknown; a unit asks for the same."""
    return message.hearing.role not in (Role.LIAISON, Role.HEAD)


def asks_for(message: Message) -> bool:
    """A unit, and somebody unknown; the office and the leaders decide."""
    return not message.office and message.hearing.role is not Role.LEADER


def limit(message: Message) -> Deadline | None:
    """The day said; one that counts from a limit nobody knows yet stays UNCLEAR."""
    return message.deadline.deadline if message.deadline else None


def day_said(message: Message) -> Deadline | None:
    """Also a past one, for what has been reached."""
    reading = message.deadline
    if reading is None or reading.day is None:
        return None
    return Deadline(reading.words, DeadlineKind.DAY, reading.day)


def person(message: Message) -> str:
    found = _PERSON.search(message.text)
    return (found[1] or found[2] or "") if found else ""


def reason(message: Message, command: re.Pattern[str]) -> str:
    """What is said besides the command and the slots, in the speaker's own words."""
    original = message.original[:_LONGEST]
    if cue := _BECAUSE.search(original):
        return cue[1].strip()
    pieces = [piece.strip() for piece in PIECES.split(original)]
    kept = [own_words(piece) for piece in pieces if piece and not _is_slot(message, piece, command)]
    if kept := [piece for piece in kept if piece]:
        return ("，" if not message.original.isascii() else ", ").join(kept)
    cue = _UNTIL.search(original)
    return cue[0].strip() if cue else ""


def after_colon(message: Message) -> str:
    """What stands behind the first colon that is none of a time of day."""
    found = re.search(r"[:：](?![0-9])", message.original)
    return message.original[found.end() :].strip() if found else ""


def _is_slot(message: Message, piece: str, command: re.Pattern[str]) -> bool:
    text = plain(piece)
    if command.search(text):
        return True
    for words in (message.deadline.words if message.deadline else "", *(m.words for m in message.mentions)):
        text = text.replace(words, "") if words else text
    return len(_FILLING.sub("", _ITEM.sub("", text)).replace(BLANK, "")) < 2
