"""Every event an item can have is said in its own sentence, in both languages, whatever the entry holds."""

import ast
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from language.wording.catalogue import LANGUAGES, Language
from language.wording.events import sentence
from ledger.applications import Application, Asked, Desk
from ledger.changes import AuditEntry
from ledger.deadlines import Cadence, Deadline, DeadlineKind, Frequency
from ledger.items import Grade, Milestone, Sensitivity, Target
from ledger.plain import plain
from ledger.supervision import Instruction, Slip, SlipLevel
from ledger.transitions.table import TABLE
from tests.language.test_catalogue import texts
from tests.language.test_voice import EN, ZH

ROOT = Path(__file__).parents[2]
AT = dt.datetime(2026, 11, 24, 2, 2, tzinfo=dt.UTC)
YEAR_END = Deadline("年底前", DeadlineKind.DAY, dt.date(2026, 12, 31))


def written_elsewhere() -> set[str]:
    """Events of changes that are made without the table."""
    found = set()
    for path in (*(ROOT / "ledger").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Change":
                found |= {
                    arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    return found | {"undone", "imported", "text_changed"}


EVENTS = sorted(set(TABLE) | written_elsewhere())


def entry(event: str, before: Any = None, after: Any = None, note: str = "") -> AuditEntry:
    return AuditEntry(AT, 1, "顾长河", "admin", event, 14, before or {}, after or {}, note)


def wants(kind: Asked, **fields: Any) -> dict[str, Any]:
    return {"applications": plain((Application(kind, Desk.OFFICE, 1, AT, AT, **fields),))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_its_sentence(event: str, language: Language) -> None:
    own = texts(language, "history.toml").get(f"event_{event}")
    assert own is not None, f"event_{event} has no sentence in {language}"
    voice = ZH if language == "zh" else EN
    for each in (entry(event), entry(event, {"lead": None, "applications": None}, {"lead": 1, "slips": 3}, "因为下雨")):
        said = sentence(voice, each)
        assert "顾长河" in said
        assert not said.rstrip().endswith(("：", ":", "（", "("))


@pytest.mark.parametrize(
    ("entry_", "zh", "en"),
    [
        (entry("extension_asked", {"applications": []}, wants(Asked.EXTENSION, deadline=YEAR_END), "连日降雨"),
         "申请延期至12月31日：连日降雨", "applied for an extension until 31 Dec: 连日降雨"),
        (entry("help_asked", {"applications": []}, wants(Asked.HELP, person="周县长"), "用地"),
         "提请周县长协调：用地", "asked for coordination by 周县长: 用地"),
        (entry("withdrawn", wants(Asked.CLOSING), {"applications": []}, "closing"),
         "撤回办结申请", "withdrew the application for closing"),
        (entry("unbacked", wants(Asked.HELP), {"applications": []}, "再想想"),
         "没有上报协调请求：再想想", "did not pass on the call for coordination: 再想想"),
        (entry("urged", {"urged": 1}, {"urged": 2}), "催办（第2次）", "urged it (no. 2)"),
        (entry("instructed", {}, {"instructions": plain((Instruction("抓紧", 1, AT, "周县长"),))}, "抓紧"),
         "转录周县长批示：抓紧", "entered an instruction by 周县长: 抓紧"),
        (entry("slip_issued", {}, {"slips": plain((Slip(SlipLevel.YELLOW, 2, dt.date(2026, 12, 1), 1, AT),))}),
         "发出🟡黄色督办单（第2张，期限12月1日）", "issued a 🟡Yellow supervision slip (no. 2, due 1 Dec)"),
        (entry("milestones_set", {}, {"milestones": plain((Milestone("一期", dt.date(2026, 3, 31)),))}),
         "定了1个节点：3月31日", "set 1 milestone: 31 Mar"),
        (entry("target_set", {"targets": []}, {"targets": plain((Target("普及率", ">=", 80, "%"),))}),
         "定了目标值：普及率≥80%", "set the target: 普及率 ≥80%"),
        (entry("cadence_set", {"cadence": None}, {"cadence": plain(Cadence(Frequency.WEEKLY, 5))}),
         "明确报告周期：每周一次，周五前", "set the reporting cycle: every week by Fri"),
        (entry("sensitivity_set", {}, {"sensitivity": plain(Sensitivity.SENSITIVE)}),
         "把本项标为涉敏", "marked it as sensitive"),
        (entry("priority_set", {"priority": ""}, {"priority": "urgent"}),
         "明确紧急程度：特急", "set the urgency: urgent"),
        (entry("closed", {}, {"grade": plain(Grade.GOOD)}),
         "审核办结（评价：良好）", "closed it after review (grade: good)"),
        (entry("extension_granted", {"deadline": None}, {"deadline": plain(YEAR_END)}),
         "同意延期：明确完成时限：年底前（12月31日）", "granted the extension (set the limit: 年底前 (31 Dec))"),
    ],
)  # fmt: skip
def test_what_an_event_has_to_say(entry_: AuditEntry, zh: str, en: str) -> None:
    assert sentence(ZH, entry_) == f"11月24日 10:02 顾长河{zh}"
    assert sentence(EN, entry_) == f"24 Nov 10:02 顾长河 {en}"


def test_a_name_that_was_erased() -> None:
    assert "（姓名已删除）签收" in sentence(ZH, replace(entry("signed"), actor_name=""))
    assert "系统签收" in sentence(ZH, replace(entry("signed"), actor_name="", actor_id=None))
