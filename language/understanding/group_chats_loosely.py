"""Finds what becomes of a group chat in sentences of any order: let go, notices switched, and whose group it is.

老的防汛群解散了，断了它 · 专班群里的红灯通知开起来 · 把4A专班群接到你这儿
"""

import re

from language.people_intents import GroupNotices, LinkGroup
from language.understanding.message import Message
from language.understanding.units import own_unit

_GROUP = r"群(?![众体团主名里]?[众体团])"
_LETS_GO = re.compile(
    r"解绑|断[开联掉]|断了(?=它|他|吧|$|[,，。])|脱开|(?:取消|解除|撤销|去掉)[^,，。群]{0,6}(?:关[联连]|绑定)"
    r"|(?:关[联连]|绑定)(?:也|就|都|给|先)*(?:取消|解除|去掉|撤)|(?:摘|划|拿|去|移|撤)[掉除](?!周|提|通|消)|摘了|撤下来|掐了|拆了|拆开|解了(?=$|[,，。])"
    r"|移除|退出(?:来|去)|退出[^,，。]{0,8}群|^(?:please )?(?:unlink|disconnect|detach|drop"
    r"|remove) .{1,40}\b(?:group|chat)\b"
)
_KEEPS = re.compile(
    r"(?:不要|不用|先别|先不|没有?|未|不能|不许|谁让你|为什么|怎么|(?<!就)别)(?:再|给我|把[^,，]{0,12}?|让[^,，]{0,6}?)?(?:解绑|断|脱|取消|解除|摘|划|撤|拆|移|退)"
    r"|昨天|上个?[月周次]|去年|被人|误|自己|记录|晓得|知道|要是|如果|想|打算|再说|留着(?!也)|不过"
    r"|(?:^|[,，])(?!请|麻烦|帮|你|给|就|先)[^,，群把]{2,10}把[^,，]{0,10}群"
)
_ITEM_OR_PERSON = re.compile(r"牵头|配合|项|任务|时限|同志|账号|联络员|手机")

_NOTICES = re.compile(
    r"公告|大喇叭|名单|群里?播|播出|早报|通知|提醒|播报|推送|消息|通报|周报|月报|简报|动态|红灯|逾期|临期|提示|广播"
    r"|notif(?:y|ication)|notices?|announcements|reminders|digest|\bposts?\b"
)
_ON = re.compile(
    r"打开(?!群)|开启|予以恢复|给它开|开通|开起来|开开|开一下|给开|恢复|启用|[=为]开"
    r"|\bturn\b(?! off).{2,60}\b(?:back )?on\b|\b(?:enable|switch on|let)\b.{2,60}(?:group|chat)"
)
_ALSO = re.compile(
    r"也(?:要)?(?:往|给|在)?[^,，]{0,8}(?:[发推收丢贴看报]|同步)|要发|直接往群里|(?:每|以后|自动|一出)[^,，]{0,10}[发推丢贴播]"
)
_OFF = re.compile(
    r"关(?:了|掉|闭|停|上|吧|$|[,，。!])|收了(?=$|[,，。])|闭嘴|不许(?:再)?[发推播]|别往里|停(?:了|掉|吧|发|$|[,，。!])|(?:别|不要|不用|莫|甭|不再|就不要)(?!只)(?:再|老|总|乱)*(?:往|在|给)?[^,，]{0,6}[发推播念@]|不发|免了|少发|屏蔽|静音"
    r"|\bturn off\b|\bno more\b|\bstop\b|\bswitch off\b"
)
_ONLY = re.compile(
    r"(?<!别)(?<!不)(?<![那这])只|光(?=[发推周一二三四五私])(?!私)|留起|(?<!群还)留着|[早中晚]各|点以后|各播|夜里不|除了|其他的?(?:照|还)|改成|还是发|重要的|一份$|这一次|这次|今天|现在发|马上发|\bonly\b"
)
"""Some of the notices: that cannot be set."""
_KEEPS_NOTICES = re.compile(
    r"(?:不要|不用|别|先别|没有?|不能|不许)(?:把[^,，]{0,12}?|给)?(?:全)?(?:关|停|取消|打开|开启|开通|恢复)|谁|怎么|为什么|[?？吗]$|昨天|上次|听说|如果|要是|想"
)
_TIES = re.compile(
    r"挂钩|入网|入驻|接管|绑(?:一哈|[0-9一]?个?群)|进[去来]待|连好|认到|连(?:上|接|到|起来|你)|接(?:进来|入|上|到|过来|一下|通|个头|$|[,，。])|绑(?:上|定|给|到|一下|好|$)|挂(?:上|接|到|在|进来|一下)|关联|对接|认(?:一?下|领)"
    r"|登记|纳进来|拴|加进来|\b(?:link|hook up|hook (?:this|the|that|our)|hook it up|connect|attach)\b"
)
_NOT_TYING = re.compile(
    r"哪|(?<!督)查|看|核|情况|不该|[没未不]同意|撤了|这事|几个|多少|名单|清单|列表|没$|没得$|[?？吗]$|列一下|一览|带名字|终止|取绑|有没有|是不是|谁|怎么|不要(?!管)|别(?!的)|解|断|取消|昨天|已经(?!建|把你|拉)|记录|听说|如果|要是|牵头|配合|邀请码"
)
_CALLED = re.compile(
    r"(?:^|(?:把|将|给|个|那个|这个|建的|建了|是"
    r"|[,，:：“\"「 ]))(?P<name>[\u4e00-\u9fff0-9a-z]{1,14}?)(?:的)?(?:那个|这个)?(?:工作|微信|内部|大"
    r"|小|新|老)?"
    rf"{_GROUP}"
)
_INTRODUCED = re.compile(r"[个到有把将]")
_BEFORE_ITS_NAME = re.compile(
    r"^(?:我们?|咱们?|俺们?|你|本|这|那|此|该|新|旧|老|大|小|登记|关联|绑定|接|连|一?个|刚|建了?|拉了?|的|把|将|给|请|麻烦|帮忙?|是|有|了)+"
)
_NO_PROJECT = re.compile(r"(?:局里?|机关|单位里?|部门|内部|工作|临时|专用|机器人|[你他]|上|里)*")
_OURS = re.compile(
    rf"(?:我|我们|咱|咱们|俺们?|本)(?:们)?(?:这?边)?(?:局|单位|镇|乡|办|委|部|科室)?(?:里|机关)?(?:的|那个|这个)*[^,，]{{0,6}}?{_GROUP}"
)
_SHORT = 2


def lets_go(message: Message) -> bool:
    """Whether a group is to be let go, whatever it is called; not what somebody did with one."""
    return message.has(_LETS_GO) and not message.has(_KEEPS) and not message.has(_ITEM_OR_PERSON) and not message.asking


def switched(message: Message) -> GroupNotices | None:
    """Notices in groups on or off, as a standing rule: what is sent once, or some kinds only, is another matter."""
    if not message.has(_NOTICES) or message.has(_ONLY) or message.has(_KEEPS_NOTICES):
        return None
    on, off = message.has(_ON), message.has(_OFF)
    if on != off:
        return GroupNotices(on)
    return GroupNotices(True) if not off and message.has(_ALSO) else None


def linked(message: Message) -> LinkGroup | None:
    """The unit whose group it is, or the work it is for; with neither the handler asks."""
    if not message.has(_TIES) or message.has(_NOT_TYING):
        return None
    units = {mention.one for mention in message.mentions if not mention.group}
    project = _project(message)
    strong = {mention.one for mention in message.mentions if not mention.group and not mention.weak}
    if len(units) > 1 or None in units:
        units = strong
    if len(units) > 1:
        return None
    if len(units) == 1 and (strong or not project):
        return LinkGroup(units.pop())
    if not project and (own_unit(message.text) or message.has(_OURS)):
        return LinkGroup(message.hearing.department_id)
    return LinkGroup(None, project)


def _project(message: Message) -> str:
    """What the group is named after, as it was typed."""
    found = _CALLED.search(message.text)
    name = _BEFORE_ITS_NAME.sub("", _INTRODUCED.split(found["name"])[-1]) if found else ""
    if len(name) < _SHORT or _NO_PROJECT.fullmatch(name):
        return ""
    place = message.original.lower().find(name)
    return message.original[place : place + len(name)] if place >= 0 else name
