"""What people see of the messages they were sent, and what the morning of a Thursday shows them."""

import datetime as dt
import html
import re
from collections.abc import Sequence

from language.intents import ItemNo, Move, ReportProgress
from language.replies import load
from ledger.items import State
from tests.handlers.saying import means
from tests.scheduler.office import Office
from tests.town import CULTURE, Person

CADRE, HEAD, ADMIN, NEIGHBOUR = 7001, 7002, 7004, 7009
DONE = Move("submit_done", (ItemNo(14),), reason="已通过省级验收", evidence="文号31")
SECOND = dt.timedelta(seconds=1)


async def morning(office: Office) -> int:
    """Thursday, 8:41: the culture bureau hears of item 14 (due on Friday) and of item 9, which nobody has signed for.
    The number of the contact's message.
    """
    await office.town.hand_out(9, CULTURE, day=dt.date(2026, 12, 7), state=State.ASSIGNED)
    office.at(2026, 11, 26, 8, 41)
    await office.works()
    (sent,) = office.messenger.to(CADRE)
    assert sent.lines == [
        "今天有2项将到时限｜11月26日（周四）",
        "",
        "🟡 临近时限，还剩1个工作日：第14项 做强文化旅游产业",
        "时限：11月27日（周五）。还没有反馈，请报一次进展。",
        "",
        "🔵 还剩7个工作日：第9项 提升空气和水环境质量",
        "时限：12月7日（周一）。",
        "2月20日交办，已过190个工作日还没有签收，请先签收。",
    ]
    assert labels(office, number_of(office)) == [
        ["第14项报进展", "看第14项"],
        ["签收第9项", "看第9项"],
        ["我的任务", "明天再提醒", "为什么提醒"],
    ]
    return number_of(office)


def number_of(office: Office, chat: int = CADRE) -> int:
    return min(number for where, number in office.messenger.shown if where == chat)


def text(office: Office, number: int, chat: int = CADRE) -> Sequence[str]:
    shown = load(office.messenger.shown[chat, number]).text
    return html.unescape(re.sub(r"<[^>]+>", "", shown)).split("\n")


def labels(office: Office, number: int, chat: int = CADRE) -> Sequence[Sequence[str]]:
    return [[label for label, _ in row] for row in load(office.messenger.shown[chat, number]).buttons]


async def does(office: Office, person: Person, intent: Move | ReportProgress, minute: int = 5) -> None:
    """At 10 o'clock and `minute`, confirmed at once."""
    office.at(2026, 11, 26, 10, minute)
    await means(person, intent)
    await person.presses("确认")
