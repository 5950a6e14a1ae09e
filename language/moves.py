"""The moves of an item's further life, as data: each a transition that a person asks for."""

import datetime as dt
from dataclasses import dataclass

from language.item_no import Items
from ledger.deadlines import Cadence, Deadline
from ledger.items import State
from ledger.lights import Colour


@dataclass(frozen=True, slots=True)
class PartNo:
    """One part of an item that is to be split: its `title` in the speaker's words, and its lead unit."""

    title: str
    department: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """`name` is one of MOVES. The slots are what was said; nothing is guessed.

    `department` is the unit meant (bounce: who should have it; urge, issue_slip: whose items; ask_help: whose help).
    `deadline` is the new limit asked for, granted or set. `reason` is a sentence of the speaker: reason, instruction,
    result or need.
    `person` is the leader meant ("张副县长"). `value` a figure with its unit. `level` of a slip: "blue", "yellow",
    "red"; of a closing the grade "excellent", "good", "passed"; of a sensitivity "open", "sensitive"; of an
    urgency "urgent" (特急), "high" (急), "ordinary". Of items that are joined `value` is the number
    that goes on. Of a decision `value` names what is decided ("extension",
    "closing", "bounce", "help", "draft"), of archiving the plan's year.
    `co` are the units that help (propose) or no longer help (remove_co). `progress` and `evidence` as said.
    `lights`, `states` and `silent_since` say which items are urged where none is named: each that fits one of them.
    """

    name: str
    items: Items = ()
    department: int | None = None
    deadline: Deadline | None = None
    cadence: Cadence | None = None
    reason: str = ""
    person: str = ""
    value: str = ""
    percent: int | None = None
    level: str = ""
    parts: tuple[PartNo, ...] = ()
    evidence: str = ""
    progress: str = ""
    co: tuple[int, ...] = ()
    lights: tuple[Colour, ...] = ()
    states: tuple[State, ...] = ()
    silent_since: dt.date | None = None

    @property
    def narrows(self) -> bool:
        """Whether it was said which, where none is named: by their light, their state, or for how long silent."""
        return bool(self.lights or self.states or self.silent_since)

    @property
    def NAME(self) -> str:  # noqa: N802 - the same attribute as on every other intent
        return self.name


MOVES = frozenset(
    {
        "register",
        "propose",
        "submit_done",
        "ask_extension",
        "ask_help",
        "bounce",
        "urge",
        "instruct",
        "set_cadence",
        "set_target",
        "set_milestones",
        "reach_milestone",
        "set_sensitivity",
        "set_priority",
        "remove_co",
        "split_item",
        "merge_items",
        "suspend",
        "resume",
        "cancel",
        "issue_slip",
        "approve",
        "reject",
        "hand_on",
        "withdraw",
        "strike",
        "phase_done",
        "reopen",
        "archive",
    }
)
"""立项, 拟办, 报办结, 申请延期, 提请协调, 退回交办, 催办, 批示, 定周期, 定目标, 定节点, 节点完成, 定知悉范围,
减配合单位, 拆分, 合并, 中止, 恢复, 撤销, 督办单, 同意, 不同意, 转办, 撤回, 销号, 阶段性办结, 回头看, 归档。"""
