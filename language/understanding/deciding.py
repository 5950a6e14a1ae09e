"""Decisions upon what was applied for (同意、不同意、转办), and which of them is meant."""

import re

from language.intents import Clarify, Intent
from language.understanding.message import Message
from language.understanding.moving import asks_for, lays_down, limit, move, person, reason, wished
from ledger.members import Role

_KINDS = (
    ("extension", re.compile(r"延期|展期|延长|延到|延至|宽限|再延|不延|时限|原时限|\bexten")),
    ("closing", re.compile(r"办结|销号|结项|材料|佐证|\bclos(?:e|ed|ing)\b|\bcompletion\b|\bevidence\b|\bphotos?\b")),
    ("bounce", re.compile(r"退回交办|退件|退回(?:这件|申请|的?事)|换单位|换牵头|变更|改由|职责")),
    ("help", re.compile(r"协调|求助|\bcoordinat|\bhelp\b")),
    ("draft", re.compile(r"立项|拟办|交办审核")),
)
_APPROVE = re.compile(
    r"(?:^|[,，。 ])(?:准了?|批了|同意了|我点头)(?=$|[,，。!])|(?<=[头意题])[,，。 ]过(?=$|[。!])"
    r"|(?:延期|办结|申请)[ ,，](?:准|批)(?=$|[,，。!])|(?:延期|延到[^,，]{1,8})的申请(?:批准|准了|同意)"
    r"|[项条](?:正式|批准|准予)?立项(?:交办)?(?=$|[,，。吧!])"
    r"|[项条](?:就|可以|我看)?通过(?=$|[,，。!])"
    r"|^(?:我)?(?:同意|批准|准了|批了|可以延|准予"
    r"|通过(?!了吗)|审核通过|准许|approved?|agreed?)|(?:同意|批准|准予)了?(?:.{0,8}?)(?:延期|延到|延至|延长"
    r"|办结|销号|申请|变更|展期|上报)"
    r"|(?:审核|审查|复核|审批|核验)(?:已)?通过(?!率|了[吗没])|退回(?:申请)?我?(?:这边)?同意|(?:延期|申请"
    r"|办结)[^,，]{0,6}(?:看行|没问题|准了|批了|批准|同意"
    r"|可以|通过)|(?:同意|批准)了?[。!]?$"
    r"|(?:批准|准予|同意|正式|审核通过|可以)(?:予以)?立项|可以(?:办结|延期|结(?!合))|我(?:这边|这里|也)?同意"
    r"|(?:申请|请求|(?:拟办|承办|处理|延期)意见|方案|交办|延期|办结|报告|材料|拟办)[^,，不未没]{0,6}(?:我|予以?"
    r"|可以|给予|就|这边|也|都|照)*"
    r"(?:同意|准了|批了|认可|通过|没意见|无意见|没问题|照准|批准|准予|照此办理)(?![吗么?？了没])(?!的)"
    r"|[项条](?:的)?(?:申请)?可以延(?=$|[,，。了])|[,，。 ]可以(?:上?报|上?报了)(?=$|[,，。!])|[,，。 ]通过(?=$"
    r"|[,，。吧!])"
    r"|[,，。 ](?:我)?(?:准予?|予以|给|就|同意|可以|照此|照)(?:予)?(?:通过|认可|下发|交办|办理|照办|办结)(?=$"
    r"|[,，。了吧!])"
    r"|^(?:可以|行|好|准|中|成)(?:吧|的|了)?[,，](?=[^?？]*(?:宽限|延|缓|办结))|(?<!不)照准|(?<!不)放行(?=$|[,，。吧!])"
    r"|(?<!to )\bapprove\b|\b(?:is |are )?approved\b(?! by)|\bgranted\b|\bmay have until\b|\bgo ahead with\b"
    r"|\bi (?:agree|consent) to\b|^(?:ok|okay|yes|fine)\b[, ]+(?:for|to|with|item|extension|closing)\b"
)
_REJECT = re.compile(
    r"^no\b[.,! ]+(?:stick|keep|the (?:old|original))|\bstick to the (?:original|old) (?:date|deadline|limit)"
    r"|退回(?:补正|补齐|补报)|(?:^|[,，。 ])(?:否了|驳了?)(?=$|[,，。!])|"
    r"[项条][^,，]{0,6}(?<!暂时)(?<!暂)(?<!先)(?:就|坚决|我)?不(?:批(?![评次示])|准|予|同意)(?![见吗么])|(?:^"
    r"|[,，])no to (?:the|this|that)?\b"
    r"|^no to\b|\bno (?:extension|more time|closing) (?:for|on)\b|\bcannot (?:agree|approve)\b"
    r"|\bwill not approve\b|\bturn(?:ing)? (?:it )?down\b"
    r"|[项条](?:就|坚决)?不能再?延(?:了|$)|(?:延期|申请|办结|销号|材料|审核).{0,4}不(?:批|行|准|同意|予|通过)"
    r"|不予(?:批准|延期|办结|通过|同意|销号)"
    r"|^(?:我)?(?:不同意|不行|不批|不准|驳回|先?退回?去?|打回|不通过|reject|refuse|no,"
    r"|send .{0,12}back)|(?:不同意|驳回|退回"
    r"|打回).{0,8}(?:延期|办结|申请|材料|重办|重报|去)|按原时限|理由(?:站不住|不(?:充分|足|成立"
    r"|够))|[,，。;；] ?(?:我)?不(?:批|同意|准)|\bden(?:y|ied)\b|\bdeclined?\b"
    r"|\bturn(?:ed)? down\b|\bnot approved\b|(?<!会)(?<!能)不(?:予|能|得|准"
    r"|许)?再?(?:延期|展期|延了)|(?<![能否])不(?:予)?通过|不同意(?![吗么?见])|材料(?:太虚|不[实全足齐])"
    r"|退(?:回(?:去)?|给[他她它们]{1,2}|了)?(?:补充"
    r"|修改|完善|重办|重报|重做|改)|(?:延期|办结|申请|立项)[^,，]{0,4}(?:驳回|打回|退回|否了"
    r"|否决)|[项条](?:先|给我)?(?:退回|打回|驳回)|\breject\b|\bsend (?:it|item [0-9]+) back\b"
)
_HAND_ON = re.compile(
    r"(?:请|报|交|由|让)[^,，。]{0,5}(?:县长|书记|主任|常务|常委|部长)(?:来)?(?:拿主意|拿个?主意|定夺|把关|做主|作主"
    r"|点头|过目|裁定|斟酌)|"
    r"(?:交给?|转交|交由)[^,，。]{0,4}(?:县长|书记|主任|常务|常委|部长)(?:处理|办理|协调|去|来|$)|转(?:给|呈|请"
    r"|交|报|办给?|(?=[^,，]{2,8}(?:局|办|委|部"
    r"|镇|乡|中心|处理|研究|负责))|(?=[^,，]{0,3}(?:县长"
    r"|书记|主任|常务|常委|部长)))|请(?=[^,，]{2,10}(?:研究|阅处|阅研|酌处))|呈(?:请|报"
    r"|送|给)?|(?:请|报|交|由)[^,，。]{0,5}(?:县长|书记|主任|常务|常委|部长)(?:来)?(?:审定|审批|批|定|审|阅|签"
    r"|拍板|决定)"
    r"|(?:^|[项条事示求,， ])转(?=[^,，]{2,10}$)|\b(?:pass|hand|forward|refer) .{0,40}(?:on |over )?to\b"
)
_REQUEST = re.compile(
    r"转(?:请|送|办|交|给|由)?[^,，]{2,12}(?:研究|处理|办理|阅处|阅办|酌处|酌办|答复|回复|研处|核实|研办)(?=$|[,，。!])"
    r"|请[^,，]{2,10}(?:研究|阅处|阅研|酌处)(?:后)?(?:答复|处理|解决|回复|提出意见)?(?=$|[,，。])|转办|转请"
    r"|转送|请示|协调|求助|请求|诉求|申请|求援"
    r"|\brequest\b|\bcoordination\b"
)
"""What is handed on to a unit as well; an item that goes to a unit is given to it."""
_GRADES = (
    ("excellent", re.compile(r"优秀|评优|\bexcellent\b")),
    ("good", re.compile(r"良好|评良|\bgood\b")),
    ("failed", re.compile(r"不合格|\bfailed\b")),
    ("passed", re.compile(r"合格|\bpassed\b|\bsatisfactory\b")),
)
_GRADED = re.compile(r"(?:评|等次|评价|等级|grade)[:：为定 ]{0,3}")


def decision(message: Message) -> Intent | None:
    """The office, a leader, or the unit's head; a contact decides nothing."""
    if message.asking or message.hearing.role is Role.LIAISON or (asks_for(message) and message.has(_BEGS)):
        return None
    if not message.has(_YES_FIRST) and wished(message, _REJECT, denying=True) is not None:
        return _decided(message, "reject", _REJECT)
    if message.has(_FROM_ABOVE):
        return None
    return _decided(message, "approve", _APPROVE) if wished(message, _APPROVE) is not None else None


_BEGS = re.compile(
    r"恳请|恳求|盼(?:予)?(?:批准|同意)|[望请求](?:领导|县[委里上]?[^,，]{0,4}|督查室|贵办|予以?|给予"
    r"|能)*(?:同意|批准|准予|支持|审批)"
    r"|拟申请|(?:想|要|特|现|再次)申请"
)
"""The unit's head asks for what others decide."""
_FROM_ABOVE = re.compile(r"(?:省|市|州|国家|上级|上面|部里|厅)[^,，。]{0,8}(?:批|同意|准|通过)了?")
"""What higher offices have approved is news."""
_YES_FIRST = re.compile(
    r"同意退回申请|退回[^,，不]{0,8}[,， ]*(?:我|这边|就)?(?:准了|同意|批了|可以)|退回(?:申请)?(?:我|这边|也)*同意"
    r"|^(?:我"
    r"|行|好|可以|没问题|[, ,，])*(?:同意|批准|准予)(?!.{0,8}(?:退回重"
    r"|打回|驳回|但|不过))"
)
"""「同意14项退回申请」 lets it go back."""


_INSTRUCTS = re.compile(r"批示|上?批[:：]")


def hand_on(message: Message) -> Intent | None:
    """To a person, not to a unit: that is an assignment."""
    if message.asking or not lays_down(message) or message.has(_INSTRUCTS) or wished(message, _HAND_ON) is None:
        return None
    to = person(message)
    units = [mention for mention in message.mentions if not mention.group and (not mention.weak or mention.one)]
    if units and message.has(_REQUEST):
        return move(message, "hand_on", person=to, department=handed_to(message) or message.unit)
    return move(message, "hand_on", person=to) if to and not units else None


def handed_to(message: Message) -> int | None:
    """The unit that a request goes to, not the one that it comes from: 「文旅局提的请求，转交通局去办」."""
    found = [
        each
        for each in message.mentions
        if each.one is not None and _TOWARDS.search(message.text[max(0, each.start - 8) : each.start])
    ]
    if not found and (them := _TO_THEM.search(message.text)) is not None:
        found = [each for each in message.mentions if each.one is not None and each.end <= them.start()]
    return found[-1].one if found else None


_TO_THEM = re.compile(r"[,，]转(?:给|办|交|到)?[他它]们?(?:[办处理吧]{0,2})?$")
_TOWARDS = re.compile(
    r"(?:转|批转|转办|转交|转请|转送|转给|转往|转到|转至|转俾|交|交给|交由|送|呈|请|给|到|由|让"
    r"|(?<!back )\bto(?: the)?) ?(?:县)?$"
)


def kind_in(text: str, *among: str) -> str:
    """Which application is meant, "" where nothing says it."""
    return next((kind for kind, words in _KINDS if (not among or kind in among) and words.search(text)), "")


def kind_meant(message: Message, name: str) -> str:
    """As said; else what goes with it: a day with an extension, a grade or evidence with a closing."""
    said = kind_in(message.text)
    if said:
        return said
    day = limit(message)
    if name == "approve" and day is not None and day.day is not None:
        return "extension"
    if other := next((kind for kind, words in _KINDS_BY_ONE_WORD if message.has(words)), ""):
        return other
    graded = name == "approve" and grade(message.text)
    return "closing" if graded or (name == "reject" and message.has(_EVIDENCE)) else ""


_KINDS_BY_ONE_WORD = (
    (
        "bounce",
        re.compile(
            r"退[签件]|(?:同意|准予?|许|让|想|要|拒绝)退(?!回去|回重|回补)|退(?=第?[0-9])|退(?:回)?(?:的)?(?:理由"
            r"|申请|可以)|退得?有|退什么退"
            r"|退回(?:有道理|不予|不准|不同意|来那)|甩掉|[局委办镇]退(?!回去|休)|\bbounce"
        ),
    ),
    (
        "extension",
        re.compile(
            r"[给准让许同意不啥么]延|延(?:[啥什]|这么|那么|几天|[吧嘛啊]|$|[,，。])|要延|拖(?:到|这么)"
            r"|\bmore time\b|\bdelay"
        ),
    ),
    (
        "closing",
        re.compile(
            r"(?:同意|可以|能|准)上?报|报上去|上报(?=$|[,，。吧])|重写|[能可]?不能销|予?销|该结|评(?:个|为)|\bgrade\b"
        ),
    ),
)
"""Where only the act is said: 「不同意退」「行，准小林延」「可以报上去」."""
_EVIDENCE = re.compile(r"照片|图片|附件|发票|验收[单表]|合格证|缺[^,，。]{0,6}(?:单|表|证|页|图)|补(?:齐|全|正)")


def _decided(message: Message, name: str, command: re.Pattern[str]) -> Intent:
    reading = message.deadline
    items = message.loosely_named.items
    if name == "approve" and reading is not None and reading.problem:
        return Clarify(reading.problem, items=items, words=reading.words)
    kind = kind_meant(message, name)
    return move(
        message,
        name,
        reason=_reason(message, name, command),
        deadline=limit(message),
        department=message.unit if kind == "bounce" or not items else None,
        level=grade(message.text) if name == "approve" else "",
        value=kind,
    )


def _reason(message: Message, name: str, command: re.Pattern[str]) -> str:
    told = reason(message, _GRADED if name == "approve" else _COMMAND)
    if name == "approve":
        return "" if command.search(told) or grade(told) else told
    return told or ("按原时限" if "按原时限" in message.text else "")


_COMMAND = re.compile(
    r"^(?:我)?(?:不同意|不行|不批|不准|先?退回?去?|驳回|打回|不通过)(?:了|去|吧)?$|[项条].{0,8}(?:不予?(?:通过"
    r"|批|同意|办结)|退回|驳回|打回)|"
    r"^(?:不同意|驳回|退回|打回).{0,10}[项条]|\breject\b|\bsend .{0,12}back\b"
)


def grade(text: str) -> str:
    return next((grade for grade, words in _GRADES if words.search(text)), "")
