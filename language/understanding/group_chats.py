"""Understands what is said of group chats: linking one to a unit, letting it go, notices in it, the list of them.

把本群绑定为文旅局工作群 · 这个群绑成住建局的群 · 取消本群绑定 · 本群开启通知 · 群里别发通知了 · 群列表
"""

import re

from language.people_intents import GroupNotices, LinkGroup, ListGroups, PeopleIntent, UnlinkGroup
from language.understanding.message import Message
from language.understanding.naming import the_unit

_THIS = r"(?:(?:本|这个?|该|咱们?这?个?|我们这?个?|此)群)"
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
    r"|^(?:list |show |which |what )?(?:linked |my |all |the )*(?:groups|group chats)(?: are (?:linked|connected))?\??$"
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
    r"|(?P<off4>别|不要|不用|不)(?:再)?(?:在|往)?群里(?:面)?(?:再)?(?:说|发|通知|推|喊|提醒|播报)"
)
_OFF_IN_GROUP = re.compile(
    r"群里(?:面)?(?:以后)?(?:就)?(?:别|不要|不用|不)(?:再)?(?:说|发|通知|推|喊|提醒|播报|@)[^,，]{0,4}[了吧。]*$"
)
_ENGLISH_LINK = re.compile(
    r"^(?:please )?(?:link|bind|connect) this (?:group|chat) (?:to|with|as) (?:the )?(?P<what>.{1,60}?)(?:'s? group)?$"
)
_ENGLISH_UNLINK = re.compile(r"^(?:please )?(?:unlink|unbind|disconnect) this (?:group|chat)$")
_ENGLISH_NOTICES = re.compile(
    r"^(?:please )?(?:turn |switch )?(?:the )?(?:group )?(?:notices|notifications) (?P<how>on"
    r"|off)(?: in this (?:group|chat)| here)?$"
    r"|^(?:please )?(?:turn|switch) (?P<how2>on|off) (?:the )?(?:group )?(?:notices"
    r"|notifications)(?: in this (?:group|chat)| here)?$"
)


def group_chat(message: Message) -> PeopleIntent | None:
    if message.has(_UNLINK) or message.has(_ENGLISH_UNLINK):
        return UnlinkGroup()
    if message.has(_GROUPS):
        return ListGroups()
    return _notices(message) or _link(message)


def _notices(message: Message) -> GroupNotices | None:
    if message.has(_OFF_IN_GROUP):
        return GroupNotices(on=False)
    if (found := _NOTICES.search(message.text)) is not None:
        off = any(found[name] for name in ("off", "off2", "off3", "off4"))
        return GroupNotices(on=not off)
    if (found := _ENGLISH_NOTICES.match(message.text)) is not None:
        return GroupNotices(on="on" in (found["how"], found["how2"]))
    return None


def _link(message: Message) -> LinkGroup | None:
    found = _LINK.match(message.text) or _ENGLISH_LINK.match(message.text)
    if found is None:
        return None
    what = next((words for words in found.groups() if words), "")
    unit = the_unit(message, what)
    return LinkGroup(unit, "" if unit is not None else what.strip('“”"「」 '))
