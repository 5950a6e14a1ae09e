"""Stopping, ending and taking up again: 中止、恢复、撤销、销号、阶段性办结、重新立项、归档."""

import re
from collections.abc import Callable, Sequence

from language.intents import Intent
from language.understanding.message import Message
from language.understanding.moving import asks_for, lays_down, meant, move, reason, wished

_SUSPEND = re.compile(
    r"先?停着|停办(?!了)|缓一?缓再|挂起|中止|暂缓|先?停一停|先停(?:下|办|了|$)|缓办|搁置|暂时停|先缓一?缓"
    r"|暂停(?!提醒|推送"
    r"|通知)|先?放一放|先放(?:着|一下|下)|(?<!un-)(?<!un)\bsuspend\b|put .{0,12}on hold|\b(?:pause|halt|freeze) (?:item"
    r"|task|no\b|#|it\b|[0-9])"
)
_CANCEL = re.compile(
    r"[项条][^,，]{0,8}不(?:搞|办|做|干)了[^。]{0,10}(?:取消|撤销|撤掉|撤了)|"
    r"(?:台账|计划|要点|清单)(?:里|中|上)[^,，]{0,3}(?:把|将)[^,，]{0,8}(?:去掉|删掉|删了|拿掉|划掉|撤掉|移除)"
    r"|(?:撤了?|撤掉|停了?|取消|撤销)第?[0-9一二三四五六七八九十]{1,3}项的?(?:督办|立项)|(?:撤销|取消|撤掉|删掉"
    r"|作废|终止)(?:掉|了)?(?:它|这项|该项|此项)|"
    r"[项条][^,，。]{0,10}(?:台账|要点|计划|清单|名单|督办)(?:里|中|上|里面)?(?:把它)?(?:给)?(?:撤销|取消|撤掉"
    r"|删掉|删除|拿掉|去掉|划掉|移除|移出|剔除)|(?:从"
    r"|在)?(?:台账|要点|计划|清单)(?:里|中|上)?(?:撤销|取消|撤掉|删掉|删除|拿掉|划掉|剔除)|(?:撤销|取消|撤掉"
    r"|删掉|作废|终止)(?:这|那|第|这一"
    r"|那一)?.{0,6}(?:项|任务|事项)|撤项|[项条](?:任务|事项)?[^,，]{0,10}[,，](?:直接|就)?(?:撤销|撤掉|撤了|取消"
    r"|作废)(?:吧|了|掉)?(?:$|[。!！])"
    r"|[项条](?:任务|事项)?(?:给我|就|先|直接|予以|可以)*(?:撤销|取消|撤掉|撤了|删了|删掉|作废|终止|不办了"
    r"|不搞了|不再办|不做了)(?!刚|上|那|操作|修改|分|签|延|办|申"
    r"|涉|敏|挂|督|[了吗没])|不再(?:列入|纳入|督办|办理|考核|列为)|\bwithdraw (?:item|task|no)|\b(?:drop"
    r"|remove) item .{1,12}(?:from|off) the (?:plan|ledger|list)|\bcancel (?:item|task|no)"
)
_RESUME = re.compile(
    r"(?:暂停|挂起|中止|搁置)[^,，]{0,8}[,， ]?(?:今天起|现在)?(?:可以)?(?:解除|放开|捞出来|续办|解冻|接着|继续"
    r"|往下)|续办|解挂|复工"
    r"|(?:请|予以)?解除(?:暂停|挂起|中止|对[^,，]{1,6}的(?:暂停|挂起|中止))|(?:接着|继续)(?:计时|走)|捡起来继续"
    r"|(?:继续|接着)(?:推进|办|搞|做|干|实施)(?=$|[,，。了吧下])|可以继续了|解冻|恢复(?:过来|了|正常|吧|$)"
    r"|重新启动(?!督办|立项)"
    r"|恢复(?=第?[0-9一二三四五六七八九十]{1,3}项)|(?<!未)恢复(?:推进|督办|办理|计时|执行|进行|运行|起来|一下|吧"
    r"|了?$|了?[,，])|(?:取消|解除|结束"
    r"|撤销)(?:挂起|中止|暂缓|暂停)|继续办(?:理)?|重启|接着办|\bresume\b|\bun-?suspend\b|\breactivate\b|\boff hold\b"
)
_STRIKE = re.compile(
    r"销号|销账|核销|(?<!撤)(?<!注)销掉|划销|销了(?=$|[吧,，])|\bstrike (?:item |off|it|no)|\bstrike .{0,16}off\b"
)
_PHASE = re.compile(
    r"今年[^,，]{0,3}(?:一?段|阶段)[^,，]{0,3}(?:收口|收尾|了结)|先?告一段落|"
    r"阶段性(?:的)?(?:办结|完成|销号|结项)|阶段性?(?:的)?(?:目标|任务)?(?:先)?(?:算)?(?:已经?|都|基本)?(?:办结"
    r"|完成|完结)|(?:今年|本年度?"
    r"|年度)(?:的)?(?:阶段)?(?:性)?任务(?:已经?|都)?(?:完成|办结)"
    r"|\bphase\b.{0,16}\b(?:complete[d]?|done|finished)\b"
)
_PART_OF_IT = re.compile(r"第[一二三四1-4](?:个)?阶段|前期|一期")
_REOPEN = re.compile(
    r"又(?:查出|发现|冒|出现|反弹|反复|犯|坏|脏|返|漏|堵)[^。]{0,24}(?:重新(?:启动|立|办|打开|督办|捡)|重启|再立"
    r"|立起来|再办|再督办|打开)"
    r"|重新立起来|"
    r"重新(?:立项|打开|督办|启动督办|办理|交办|挂账|办(?!公)|纳入|激活|开启)|(?:反弹|回潮|回头看|造假|复发"
    r"|不实|不合格|没过)[^。]{0,12}(?:重办|重新办|再办|再督办|重启|重新启动|启动督办|打开|重开|恢复)"
    r"|(?:已|已经)(?:办结|销号|归档|结项)(?:了)?的?[^。]{0,24}(?:重启|重新启动|恢复|打开|捡起来|再督办)"
    r"|(?:又|反弹|办结|销号|归档|结项)[^。]{0,16}恢复督办|再立项|(?:撤掉|撤销|取消)(?:办结|销号)[^,，]{0,2}[,，]"
    r"|(?:办结|销号|归档)了?的[^。]{0,12}(?:翻出来|拉出来|捡回来)|反弹.{0,6}(?:立项|重办)|重开|\bre-?open\b"
)
_ARCHIVE = re.compile(r"(?<!资料)(?<!档案)归档(?!材料|给|资料|情况|后|前)|立卷|入档(?!案)|\barchive\b")
_STATE_ASKED = re.compile(r"哪些|哪几|几项|列|清单|名单")
_YEAR = re.compile(r"(20[0-9]{2})")


def _office_only(
    pattern: re.Pattern[str], name: str, *, waits: bool = False, denying: bool = False
) -> Callable[[Message], Intent | None]:
    def read(message: Message) -> Intent | None:
        if message.asking or not lays_down(message) or message.has(_STATE_ASKED):
            return None
        if wished(message, pattern, waits=waits, denying=denying) is None:
            return None
        found = move(message, name, reason=reason(message, pattern))
        return found if found.items else None

    return read


_strike = _office_only(_STRIKE, "strike")
reopen = _office_only(_REOPEN, "reopen", denying=True)
resume = _office_only(_RESUME, "resume")
_suspend = _office_only(_SUSPEND, "suspend", waits=True)
_STRUCK = re.compile(r"已经?(?:销号|销账|核销)了?的")
"""「已销号的5给我翻出来」: it is off the list already."""


def strike(message: Message) -> Intent | None:
    return None if message.has(_STRUCK) else _strike(message)


_HELD = re.compile(
    r"(?:暂停|挂起|中止|搁置|停着)(?:了|着)?的(?= ?第?[░0-9一二三四五六七八九十]|那)|(?:从|的)(?:暂停|挂起|中止"
    r"|搁置)(?:里|状态|中)"
)
"""「暂停的16，今天起续办」「从暂停里捞出来」: it stands still already."""


def suspend(message: Message) -> Intent | None:
    return None if message.has(_HELD) else _suspend(message)


_phase_done = _office_only(_PHASE, "phase_done")


def phase_done(message: Message) -> Intent | None:
    """A unit that asks for it asks for the closing; the office decides."""
    if message.has(_PART_OF_IT):
        return None
    if asks_for(message) and message.has(_ASKS) and not message.asking and wished(message, _PHASE) and meant(message):
        return move(message, "submit_done", reason=reason(message, _PHASE))
    return _phase_done(message)


_ASKS = re.compile(r"申请|请|报|提请|想|要")


def cancel(message: Message) -> Intent | None:
    if message.asking or not lays_down(message) or not meant(message) or wished(message, _CANCEL, denying=True) is None:
        return None
    return move(message, "cancel", reason=reason(message, _CANCEL))


def archive(message: Message) -> Intent | None:
    """Without items: all of the plan that has ended; of another year, when one is said."""
    asked = message.asking and not message.text.startswith(("归档", "把", "将"))
    if asked or not lays_down(message) or wished(message, _ARCHIVE) is None:
        return None
    year = _YEAR.search(message.text)
    return move(message, "archive", value=year[1] if year and not message.items else "")


ENDINGS: Sequence[Callable[[Message], Intent | None]] = (archive, reopen, phase_done, resume, suspend, strike, cancel)
