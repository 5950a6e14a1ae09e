"""Understands what is said of accounts and of who has one: 我的数据, 解绑, 停用某人的账号, 水务局都绑了哪些人."""

import re

from language.people_intents import MyData, ShowPeople, Unbind
from language.understanding.message import Message
from language.understanding.word_by_word import masked, told, vocabulary, wholly

_LONGEST = 40
_ACCOUNT = r"账号|账户|号码?|电报号?|telegram ?号?|tg ?号?|微信号?|权限|绑定关系|绑定"
_LET_GO = (
    r"解绑|(?:解除|取消|撤销|注销|停用|断开|清掉|删掉|去掉)[^,，░]{0,6}?(?:绑定关系|绑定|账号|账户|号|权限)"
    r"|(?:绑定|账号|账户|号|权限)(?:给|先|都|也|全)?(?:解除|取消|撤销?|注销|停用|停掉?|去掉|删掉?|清掉)(?:了|掉)?"
)
_UNBINDING = vocabulary(_LET_GO, rf"{_ACCOUNT}|掉|一下|不用|不再|不需要|暂时|停用|作废|旧|老|那个|绑")
_MINE = re.compile(r"我|本人|自己")
_MY_UNBINDING = wholly(
    rf"{_LET_GO}|{_ACCOUNT}|我自己|自己|本人|我|不归|不管|管|不干|不做|不当|不用|不想|不再|用|使用|退出|退|离开"
    rf"|调走|调离|退休|换岗|联络员"
    r"|工作|事情?|掉|一下|注销|解除|取消|请"
)
_LETS_GO = re.compile(_LET_GO + r"|(?:解除|注销|取消).{0,4}(?:我|绑定)")
_THING = r"数据|信息|资料|档案|记录"
_DATA_WORDS = wholly(
    rf"{_THING}|我自己|我本人|本人|自己|我|个人|关于|有关|跟|和|保存|存储|存|留|登记|收集|记录?|掌握|采集|哪些"
    rf"|什么|啥|多少|看看|看|查看|查询?"
    r"|导出来?|导|下载|调出来?|打印|列出来?|列|发|一份|给|着|过|你们?|这[里儿]|全部|所有|都|在|一下|[?？呢吗么]"
)
_DATA = re.compile(_THING)
_ABOUT_ME = re.compile(r"我|本人")
_PERSONAL = re.compile(r"个人|本人|关于|有关|存|留|收集|掌握|登记|采集|我的(?:数据|信息|资料)|档案")
_WHO = re.compile(r"谁|哪些人|哪几[个位]|几个人?|多少个?人|人员|名单|成员|花名册|通讯录|用户|哪些|几[个位]")
_HERE = re.compile(
    r"绑|登记|注册|加入|进来|在册|入驻|开通|[在会能]?用|系统|机器人|上线|人员|名单|成员|花名册|通讯录|用户"
)
_PEOPLE_WORDS = wholly(
    r"谁|哪些人?|哪几[个位]人?|几[个位]人?|多少个?人?|人员|成员|用户|联络员|联系人|账号|花名册|绑定?|登记|注册"
    r"|加入|进来|在册|入驻|开通|会用|能用|使用|用|在线"
    r"|上线|在|系统|机器人|群|东西|玩意儿?|都|已经|已|过|有|一共|总共|共|给我|发我|看看|看|列出来?|列|查看"
    r"|查一?下?|查|情况|办公室|明细|[?？吗呢啊着]"
)
_OURS = re.compile(r"我们|咱|本[局办委镇乡单]|我[局办委镇乡单]|俺")
_ENGLISH_PEOPLE = re.compile(
    r"\b(?:people|users|members|staff|persons|colleagues|accounts|everyone|everybody) (?:do we have |are |is "
    r"|registered |bound |signed up )*"
    r"(?:of|in|from|at|for|with|under)\b|\bwho(?:'s| is| are| all is)? (?:registered|signed up|bound|on board"
    r"|using|enrolled|in the system)\b"
    r"|\b(?:staff|user|people|member|personnel) list\b|\bhow many (?:people|users|accounts)\b"
)
_OUR = re.compile(r"\b(?:our|my|we|us)\b")
_NO_PEOPLE = re.compile(r"\b(?:items?|tasks?|leads?|responsible|report\w*|overdue|sign(?:ed)? (?!up)\w*)\b")


def my_data(message: Message) -> MyData | None:
    text = message.text
    if len(text) > _LONGEST or not (_DATA.search(text) and _ABOUT_ME.search(text) and _PERSONAL.search(text)):
        return None
    return MyData() if _DATA_WORDS.fullmatch(text) else None


def unbound(message: Message) -> Unbind | None:
    if (gone := told(message, _UNBINDING)) is not None:
        ones = [mention.one for mention in gone.before if mention.one is not None]
        return Unbind(gone.person, ones[0] if len(ones) == 1 else None)
    text = message.text
    if len(text) > _LONGEST or "群" in text or not (_MINE.search(text) and _LETS_GO.search(text)):
        return None
    return Unbind() if _MY_UNBINDING.fullmatch(text) else None


def who_is_there(message: Message) -> ShowPeople | None:
    """Of one unit, or of the speaker's own."""
    named = [mention.one for mention in message.mentions if mention.one is not None]
    unit = named[0] if named else None
    if len(message.text) > _LONGEST + 20 or len(named) > 1:
        return None
    if _ENGLISH_PEOPLE.search(message.text) and not _NO_PEOPLE.search(message.text):
        return ShowPeople(unit) if named or _OUR.search(message.text) else None
    text = masked(message)
    if not (_WHO.search(text) and _HERE.search(text) and (named or _OURS.search(text))):
        return None
    return ShowPeople(unit) if _PEOPLE_WORDS.fullmatch(text) else None
