"""The commands behind "/": one table that feeds the reading of messages, the help and the menus."""

from dataclasses import dataclass

from language.wording.catalogue import Language, say
from ledger.members import Role

EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.ADMIN, Role.SUPERVISOR})
UNITS = frozenset({Role.HEAD, Role.LIAISON})
ADMIN = frozenset({Role.ADMIN})
INVITERS = frozenset({Role.ADMIN, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Command:
    """`words` are what the command stands for: what follows the command is read behind them. `roles`: in whose menu."""

    name: str
    intent: str
    words: str
    roles: frozenset[Role] = EVERYBODY


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
    Command("assign", "assign", "分给", ADMIN),
    Command("deadline", "set_deadline", "时限改到", ADMIN),
    Command("undo", "undo", "撤销"),
    Command("why", "explain_light", "为什么亮灯"),
    Command("who", "who", "谁牵头"),
    Command("history", "history", "来龙去脉"),
    Command("digest", "digest", "周报"),
    Command("invite", "invite", "邀请", INVITERS),
    Command("people", "people", "本单位人员"),
    Command("groups", "groups", "群列表", ADMIN),
    Command("mydata", "my_data", "我的数据"),
    Command("unbind", "unbind", "解绑"),
    Command("language", "language", "换语言"),
    Command("help", "help", "帮助"),
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


def menu(role: Role | None, language: Language) -> list[tuple[str, str]]:
    """(command, description) in the order of the table; None is somebody who has not joined."""
    if role is None:
        return [(name, str(say(language, f"command_{name}"))) for name in ("start", "help")]
    return [(c.name, str(say(language, f"command_{c.name}"))) for c in COMMANDS if role in c.roles]
