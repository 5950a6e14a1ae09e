"""The commands behind "/": one table that feeds the reading of messages, the help and the menus."""

from dataclasses import dataclass

from language.wording.catalogue import Language, say
from ledger.members import Role

EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.ADMIN, Role.SUPERVISOR})
UNITS = frozenset({Role.HEAD, Role.LIAISON})
ADMIN = frozenset({Role.ADMIN})
DECIDERS = frozenset({Role.ADMIN, Role.LEADER, Role.HEAD})
INVITERS = frozenset({Role.ADMIN, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Command:
    """`words` are what the command stands for: what follows the command is read behind them. `roles`: in whose menu."""

    name: str
    intent: str
    words: str
    roles: frozenset[Role] = EVERYBODY
    everyday: bool = True
    """Named in the help, which fits a phone; the menu behind "/" has all."""


COMMANDS = (
    Command("my", "my_tasks", "我的任务"),
    Command("item", "item", "看"),
    Command("unit", "unit_tasks", "任务"),
    Command("overview", "overview", "总体情况"),
    Command("red", "list", "只看红的黄的"),
    Command("due", "list", "到期的"),
    Command("todo", "list", "没分解的", OFFICE),
    Command("report", "report_progress", "报进展", UNITS),
    Command("sign", "sign", "签收", UNITS),
    Command("done", "submit_done", "报办结", UNITS),
    Command("extend", "ask_extension", "申请延期", UNITS),
    Command("decide", "decisions", "待我处理", DECIDERS),
    Command("urge", "urge", "催办", DECIDERS | OFFICE),
    Command("targets", "reconcile", "对账", everyday=False),
    Command("export", "export", "导出台账", DECIDERS | OFFICE),
    Command("assign", "assign", "分给", ADMIN),
    Command("deadline", "set_deadline", "时限改到", ADMIN),
    Command("undo", "undo", "撤销"),
    Command("why", "explain_light", "为什么亮灯"),
    Command("who", "who", "谁牵头", everyday=False),
    Command("history", "history", "来龙去脉"),
    Command("digest", "digest", "周报"),
    Command("invite", "invite", "邀请", INVITERS),
    Command("people", "people", "本单位人员", everyday=False),
    Command("groups", "groups", "群列表", ADMIN, everyday=False),
    Command("mydata", "my_data", "我的数据", everyday=False),
    Command("unbind", "unbind", "解绑", everyday=False),
    Command("language", "language", "换语言", everyday=False),
    Command("help", "help", "帮助", everyday=False),
)
BY_NAME = {command.name: command for command in COMMANDS}

ALIASES = {
    "start": "help",
    "menu": "help",
    "tasks": "my",
    "mytasks": "my",
    "status": "item",
    "list": "red",
    "lang": "language",
    "late": "red",
    "progress": "report",
    "limit": "deadline",
}


def menu(role: Role | None, language: Language, *, everyday: bool = False) -> list[tuple[str, str]]:
    """(command, description) in the order of the table; None is somebody who has not joined. `everyday`: only those."""
    if role is None:
        return [(name, str(say(language, f"command_{name}"))) for name in ("start", "help")]
    return [
        (c.name, str(say(language, f"command_{c.name}")))
        for c in COMMANDS
        if role in c.roles and (c.everyday or not everyday)
    ]
