"""Understands what is said of group chats: linking one to a unit, letting it go, notices in it, the list of them.

把本群绑定为文旅局工作群 · 这个群绑成住建局的群 · 取消本群绑定 · 本群开启通知 · 群里别发通知了 · 群列表
"""

import re

from language.people_intents import GroupNotices, LinkGroup, ListGroups, PeopleIntent, UnlinkGroup
from language.understanding.group_chats_loosely import lets_go, linked, switched
from language.understanding.message import Message
from language.understanding.naming import the_unit
from language.understanding.units import own_unit
from language.understanding.word_by_word import masked, wholly

_THIS = r"(?:(?:本|这个?(?:大|工作)?|该|咱们?这?个?|我们这?个?|此)群)"
_LINK = re.compile(
    rf"^(?:请|麻烦|帮我|帮忙)?(?:把|将)?{_THIS}(?:给)?(?:就)?(?:绑定?|设置?|关联|登记|作|对接|挂靠?|连接?"
    rf"|接入?|归|算|当|改|定)(?:为|成|到|给|作|在|上"
    rf"|是|做)?(?P<what>.{{0,40}}?)的?(?:工作|督办)?群?[。吧了!！ ]*$"
    rf"|^{_THIS}(?:就|以后)?(?:是|归|算|为)(?P<what3>.{{2,30}}?)的?(?:工作|督办)?群?[,，。 ]*(?:绑定?上?"
    rf"|绑一?下|登记一?下|关联上?|设一?下)(?:吧|了)?$"
    rf"|^(?:请)?(?:绑定|关联|登记){_THIS}(?:为|成|到|给)(?P<what2>.{{1,40}}?)的?(?:工作)?群?[。吧]*$"
)
_UNLINK = re.compile(
    rf"^(?:请|麻烦|帮我)?(?:取消|解除|撤销|解掉)(?:{_THIS}|(?=[^,，]{{0,8}}群))的?(?:群)?(?:的)?(?:绑定|关联"
    rf"|登记)(?:群)?[。吧了!！]*(?:$|[,， ])"
    rf"|^(?:请|麻烦|帮我)?(?:把|将)?{_THIS}(?:的)?(?:先|就|给)?(?:解绑|取消绑定|解除绑定|解除关联|取消关联"
    rf"|绑定(?:取消|解除|解掉|去掉))[。吧了掉!！]*(?:$|[,， ])"
    rf"|(?:这|本|该)个?群(?:已经?|都)?(?:散|解散|废|撤|不用|没用)了[,，].{{0,12}}(?:绑|挂|关联)"
    rf"|^(?:请|麻烦)?(?:解绑|解除绑定){_THIS}[。吧!！]*$|^{_THIS}(?:不用了|不要了|不用绑了?|撤了"
    rf"|解散了)[,，。 ]*(?:解绑|取消绑定)(?:吧)?"
)
_GROUPS = re.compile(
    r"^(?:请|帮我)?(?:查看|看看?|列出?|显示|查)?(?:一?下)?(?:已?绑定?(?:了|过)?的?|已?接入?(?:了|过)?的?"
    r"|所有的?|工作)?群(?:聊)?(?:列表|清单|名单"
    r"|都?有哪些|有几个|有多少)?[?？]?$"
    r"|(?:现在|目前|都|一共|总共|已经?)?(?:绑定?|接入?|连接?|关联|登记|开通|加入?|进|在)(?:了|过|着)?(?:哪些"
    r"|哪几个|几个|多少个?|什么)(?:工作)?群|^(?:都|现在"
    r"|目前)?(?:有)?(?:哪些|哪几个|几个|多少个?)(?:工作)?群(?:绑|接|关联|登记|里|[?？]|$)"
    r"|^(?:list |show |which |what )?(?:linked |my |all |the )*(?:groups|group chats)(?: are (?:linked"
    r"|connected))?\??$"
)
_NOTICES = re.compile(
    rf"^(?:以后)?群里(?:面)?(?:也|同步|一并|都)+(?P<on5>发|推|通知)[^,，]{{0,6}}(?:通知|提醒|消息)[吧。]*$"
    rf"|^(?:请|以后)?(?:在|往)?(?:{_THIS}|群)(?:里面?|内)?(?:也|都|就|再|先)*(?P<off>不用?|别|不要|停止|关闭"
    rf"|关掉|关|取消|停)?(?:再"
    rf"|也)?(?P<on>开启|开通|打开|开|接收|收|发|推送?)?(?:个|一?下)?的?(?:通知|推送|提醒|播报"
    rf"|消息)(?:功能)?(?:给)?(?P<off3>关了|关掉|停了|取消"
    rf"|关闭)?(?P<on3>打开|开启|开通)?[吧了。!！]*$"
    rf"|^(?:请)?(?:把)?(?P<off2>关闭|停止|取消|关掉|停掉|关)?(?P<on2>开启|打开|开通|恢复"
    rf"|开)?(?:{_THIS})(?:里)?(?:的)?(?:通知|推送|提醒|播报)[吧了。]*$"
    r"|(?:的?时候|时|后|每次|以后|都)[,， ]?(?:在|往|到)群里(?:面)?(?:也|都|再)?(?P<on4>说一?声"
    r"|发一?[下份条个]?|通知|通报|喊一?声|提醒|播报|告知)(?:一?声"
    r"|一?下)?(?:通知|提醒|消息)?[吧了。!！]*$"
    r"|(?:也|都|同步)[在往到](?:他们|各自|单位|各)?的?群里[^,，]{0,3}(?:说|吱|通知|发|喊)一?声?[吧。]*$"
    r"|(?P<off4>别|不要|不用|不)(?:再)?(?:在|往)?群里(?:面)?(?:再)?(?:说|发|通知|推|喊|提醒|播报)"
)
_OFF_IN_GROUP = re.compile(
    r"群里(?:面)?(?:以后)?(?:就)?(?:别|不要|不用|不|莫|甭|勿)(?:再)?(?:说|发|通知|推|喊|提醒|播报|@)[^,，]{0,4}[了吧。]*$"
)
_GROUP = (
    r"(?:本|这是|这个?大?|该|此|咱们?这?个?|我们这?个?|单位|各单位|局里|工作|督办|当前)*群(?:聊|组)?(?:里面?|内|上|中)?"
)
_WHAT = r"交办|派|分派|下达|督办|新|任务|事项|事情?|活儿?|工作|单子|督办单|批示|催办|内容|东西|有"
_WHENEVER = (
    r"每次|每回|凡是|只要|一旦|的?时候?|时|之?后|同时|同步|一并|一起|另外|顺便|统一|功能|开关|发布|里|声|遍|份"
    r"|条|个|次"
)
_NOTICING = r"通知|推送|提醒|播报|消息|通报|告知|播报|播|说|喊|发|推|报|转|吱"
_ON = r"打开|开启|开通|恢复|启用|接收|收|开"
_OFF = r"关闭|关掉|关了|停止|停掉|停了|停|取消|禁用|屏蔽|别|不要|不用|不必|不再|不|勿|甭|免|撤掉|关"
_NOTICE_WORDS = wholly(rf"{_GROUP}|{_NOTICING}|{_ON}|{_OFF}|{_WHAT}|{_WHENEVER}|老是?|总是?|太吵|吵|刷屏|烦|往|里|吧")
_NOTICE = re.compile(_NOTICING)
_STANDING = re.compile(rf"{_ON}|{_OFF}|[也都每时]|以后|今后|之?后|同步|一并")
"""A notice that is to be sent once is no switch."""
_SWITCHED_OFF = re.compile(_OFF)
_ANY_GROUP = re.compile(r"群(?!众|体|团)")
_TO_LINK = r"绑定|绑|关联|挂靠|挂接|挂|登记|认领|接入|对接|连接|连|作为|当作|设置|设|定|归属|归|算|认|标记?|用"
_UNLINKING = (
    r"断开|解绑|(?:解除|取消|撤销|断开|去掉|解掉|脱离|撤掉|不要|删掉)[^,，群]{0,4}?(?:绑定|关联|挂接|登记|连接|绑"
    r"|关系)|(?:绑定|关联|挂接|登记|连接|关系)"
    r"(?:给)?(?:取消|解除|撤|断|去掉|解掉|删)|脱钩|脱绑|解除|断开"
)
_LINK_WORDS = wholly(rf"大群|是|{_GROUP}|群|{_TO_LINK}|督办|工作|专用|以后|使用|对应|成|上|给|跟|和|与|作|好|吧|一?下")
_LINKS = re.compile(_TO_LINK + r"|是")
_UNLINK_WORDS = wholly(
    rf"{_UNLINKING}|{_GROUP}|群|跟|和|与|░|不用了?|不要了?|没用了?|撤了|散了|解散了?|废弃了?|绑定|关联|掉|关系"
    rf"|解除|取消|撤销|断开|去掉|挂接|登记|已经?|对应|所有|任何|用|全部|绑|错|了"
)
_UNLINKS = re.compile(_UNLINKING + r"|(?:解除|取消|撤销|断开|去掉).{0,16}(?:绑定|关联|挂接|登记|关系)")
_LIST_WORDS = wholly(
    r"哪些|哪几个|哪[个里儿]|几个|多少个?|什么|清单|列表|名单|一览表?|工作|督办|群聊?|群组|绑定?|挂|关联|接入?|连接?"
    r"|登记|加|进|在|开通|有|过|一共|总共|共|所有|全部|全县"
    r"|各单位|查看|查询?|看看?|列出?|显示|给我|发我|拉出来|一?下|都|[?？吗呢]|分别|单位|对应|着"
)
_LISTS = re.compile(r"哪|几个|多少|什么|清单|列表|名单|一览")
_THIS_GROUP = re.compile(r"(?:本|这个?大?|该|此|当前)群|^这(?:个|里)?(?:就)?是")
_EN_GROUP = r"(?:this|the|our) (?:group|chat|group chat)"
_ENGLISH_LINK = re.compile(
    rf"^(?:please )?(?:link|bind|connect|attach|assign|register|set|map|tie) {_EN_GROUP}(?: up)? (?:to|with|as"
    rf"|for|under) (?:the )?(?P<what>.{{1,60}}?)"
    r"(?:'s?)?(?: (?:work(?:ing)? )?(?:group|chat))?[.!]?$"
    rf"|^(?:please )?(?:make )?(?:{_EN_GROUP}|this|it)(?: is(?: for)?| belongs to| shall be| should be"
    rf"| will be)? (?:the )?(?P<what2>.{{2,60}}?)(?:'s?)? (?:work(?:ing)? )?(?:group|chat)"
    r"(?:[,;.] ?(?:please )?(?:link|hook|bind|connect|register|attach|hook) it(?: up| please)?)?[.!]?$"
    rf"|^{_EN_GROUP} (?:belongs to|is for) (?:the )?(?P<what3>[^,;.]{{2,60}})(?:[,;.] ?(?:please )?(?:link|bind"
    rf"|connect"
    rf"|register) it(?: up)?(?: please)?)?[.!]?$"
)
_ENGLISH_UNLINK = re.compile(
    rf"^(?:please )?(?:unlink|unbind|disconnect|detach|deregister|unregister) {_EN_GROUP}(?: from .{{2,60}})?[.!]?$"
    rf"|^(?:please )?(?:remove|drop|undo|cancel|cut) (?:the )?(?:group |chat )?(?:link|binding)(?: (?:of|for"
    rf"|from|to|in) (?:{_EN_GROUP}|.{{2,40}}))?[.!]?$"
)
_ENGLISH_GROUPS = re.compile(
    r"^(?:please )?(?:list|show|display|give me|which|what)(?: me)?(?: all| the| my| of)*(?: linked| connected"
    r"| bound| registered| work)?"
    r" (?:groups?|group chats?|chats)(?: (?:are|is|we|have been|do we have|we have|the bot|you|been|in|to|linked"
    r"|connected|bound|registered|right now|now|currently|there"
    r"|so far|with units?)\b)*\??$|^(?:which|what) (?:units|bureaus) have (?:a )?(?:linked )?groups?\??$"
)
_EN_NOTICE = r"(?:notices?|notifications?|messages?|announcements?|alerts?|reminders?|assignments?|tasks?|posts?)"
_ENGLISH_NOTICES = re.compile(
    rf"^(?:please )?(?:turn|switch) (?P<how>on|off) (?:the )?(?:group )?{_EN_NOTICE}(?: (?:in|for) {_EN_GROUP}"
    rf"| here)?[.!]?$"
    rf"|^(?:please )?(?:turn |switch )?(?:the )?(?:group )?{_EN_NOTICE} (?P<how2>on|off)(?: (?:in"
    rf"|for) {_EN_GROUP}| here)?[.!]?$"
    rf"|^(?:please )?(?:turn|switch) (?:the )?(?:group )?{_EN_NOTICE} (?P<how3>on|off)(?: (?:in|for) {_EN_GROUP}"
    rf"| here)?[.!]?$"
    rf"|^(?:please )?(?:(?P<on>enable|start|allow|resume|post|announce|tell|also post|also announce)"
    rf"|(?P<off>disable|stop|mute|silence|no more|don't (?:post|send)|do not (?:post|send)|no)) (?:posting "
    rf"|sending |the |any |all |new |more |group |assignment )*"
    rf"{_EN_NOTICE}(?: too| as well| also)? (?:(?:in|to|into|for) {_EN_GROUP}|here)(?: too| as well| also"
    rf"| any ?more)?(?: please)?[.!]?$"
    rf"|^(?:please )?(?:(?P<on2>enable|start)|(?P<off2>disable|stop|mute)) (?:the )?group {_EN_NOTICE}[.!]?$"
)


def group_chat(message: Message) -> PeopleIntent | None:
    text = masked(message) if message.has(_ANY_GROUP) and len(message.text) <= _LONGEST else ""
    if (
        message.has(_UNLINK)
        or message.has(_ENGLISH_UNLINK)
        or (_UNLINKS.search(text) and _UNLINK_WORDS.fullmatch(text))
    ):
        return UnlinkGroup()
    if message.has(_GROUPS) or message.has(_ENGLISH_GROUPS) or (_LISTS.search(text) and _LIST_WORDS.fullmatch(text)):
        return ListGroups()
    found = _notices(message, text) or _link(message, text)
    if found is not None or not (text or (len(message.text) <= _LONGEST and message.has(_ENGLISH_GROUP))):
        return found
    return UnlinkGroup() if lets_go(message) else (switched(message) or linked(message))


_LONGEST = 60
_ENGLISH_GROUP = re.compile(r"\b(?:group|chat)s?\b")


def _notices(message: Message, text: str) -> GroupNotices | None:
    if message.has(_OFF_IN_GROUP):
        return GroupNotices(on=False)
    if (found := _NOTICES.search(message.text)) is not None:
        off = any(found[name] for name in ("off", "off2", "off3", "off4"))
        return GroupNotices(on=not off)
    if (found := _ENGLISH_NOTICES.match(message.text)) is not None:
        off = any(found[name] for name in ("off", "off2")) or "off" in (found["how"], found["how2"], found["how3"])
        return GroupNotices(on=not off)
    if not message.mentions and _STANDING.search(text) and _NOTICE.search(text) and _NOTICE_WORDS.fullmatch(text):
        return GroupNotices(on=_SWITCHED_OFF.search(text) is None)
    return None


def _link(message: Message, text: str) -> LinkGroup | None:
    units = {mention.one for mention in message.mentions}
    if len(units) == 1 and _THIS_GROUP.search(text) and _LINKS.search(text) and _LINK_WORDS.fullmatch(text):
        return LinkGroup(units.pop())
    found = _LINK.match(message.text) or _ENGLISH_LINK.match(message.text)
    if found is None:
        return None
    what = next((words for words in found.groups() if words), "")
    unit = message.hearing.department_id if own_unit(what) else the_unit(message, what)
    if unit is None and found.re is _ENGLISH_LINK and not found["what"]:
        return None
    return LinkGroup(unit, "" if unit is not None else what.strip('“”"「」 '))
