"""How messages are read, on the ledger's own units and items or, without one, on the sample's."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from language.intents import MyTasks
from language.understanding.by_example.weighing import Heard
from tests.bot.commands import Shell, shell

pytest.importorskip("language.understanding.spelled_out")

DAY = ("--today", "2026-11-24")


@pytest.fixture
def duban(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell(tmp_path, capsys)


async def read(duban: Shell, *arguments: str) -> list[dict[str, Any]]:
    ran = await duban.runs("understand", *arguments, *DAY)
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.lines]


async def test_without_a_database_the_sample_is_meant_and_none_is_made(duban: Shell) -> None:
    (one,) = await read(duban, "文旅局都有啥任务")
    assert one == {"text": "文旅局都有啥任务", "intent": "unit_tasks", "slots": {"unit": "县文体广电和旅游局"}}
    assert not (duban.folder / "duban.db").exists()


async def test_every_message_is_a_line_of_json(duban: Shell) -> None:
    first, second = await read(duban, "十四项咋样了", "item 12 status")
    assert (first["intent"], first["slots"]["items"]) == ("item", [14])
    assert (second["intent"], second["slots"]["items"]) == ("item", [12])


async def test_standard_input(duban: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("十四项咋样了\r\n\n我的任务"))
    read_ = await read(duban, "--stdin")
    assert [each["text"] for each in read_] == ["十四项咋样了", "", "我的任务"]
    assert [each["intent"] for each in read_] == ["item", "clarify", "my_tasks"]


async def test_the_ledgers_own_units_and_items_when_there_are_some(duban: Shell) -> None:
    await duban.runs("import-departments", duban.writes("units.csv", "name,short_names\n县航天局,航天局\n"))
    (one,) = await read(duban, "航天局都有啥任务")
    assert one["slots"] == {"unit": "县航天局"}


async def test_an_empty_database_is_like_none(duban: Shell) -> None:
    await duban.runs("audit")
    (one,) = await read(duban, "文旅局都有啥任务")
    assert one["slots"] == {"unit": "县文体广电和旅游局"}


async def test_nothing_to_read(duban: Shell) -> None:
    ran = await duban.runs("understand")
    assert (ran.code, ran.out) == (2, "")


async def test_what_only_the_examples_told_says_so(duban: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(MyTasks(), "example", ("活儿", "背着"))
    monkeypatch.setattr("bot.commands.understand.understood", lambda words, lexicon, hearing: heard)
    (one,) = await read(duban, "身上还背着多少活儿")
    assert (one["intent"], one["by"], one["like"]) == ("my_tasks", "example", ["活儿", "背着"])
