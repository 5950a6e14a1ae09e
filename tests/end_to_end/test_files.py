"""Files arrive in the chat: at once as an answer, or from the outbox, where only their order waits."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from PIL import Image

from language.replies import load
from tests.end_to_end.county import GU, SHEN, County, county


@pytest.fixture
async def yunling(tmp_path: Path) -> AsyncIterator[County]:
    async with county(tmp_path) as here:
        yield here


async def received(here: County, message: dict[str, Any]) -> io.BytesIO:
    async with here.session.get(message["file"]["url"]) as answer:
        assert answer.status == 200
        return io.BytesIO(await answer.read())


async def test_the_ledger_comes_as_a_file_with_its_words_and_buttons(yunling: County) -> None:
    answer = await yunling.says(GU, "导出台账")
    assert answer["file"]["name"] == "2026年工作台账_20261124.xlsx"
    assert answer["text"].startswith("已导出《2026年工作台账》：27项")
    assert load_workbook(await received(yunling, answer)).sheetnames[0] == "台账"
    again = await yunling.presses(GU, "指标表")
    assert again["file"]["name"] == "2026年指标对账表_20261124.xlsx"


async def test_the_digest_that_was_pushed_shows_a_picture_and_the_ledger_on_wish(yunling: County) -> None:
    await yunling.goes_to("2026-11-30T08:40:00")
    pushed = await yunling.hears(SHEN, containing="督查周报")
    assert "看图" in [button["text"] for row in pushed["buttons"] for button in row]
    shown = await yunling.presses(SHEN, "看图")
    assert shown["file"]["is_photo"]
    assert Image.open(await received(yunling, shown)).width == 720
    table = await yunling.says(SHEN, "周报要excel")
    assert not table["file"]["is_photo"]
    assert table["file"]["name"].endswith(".xlsx")
    assert load_workbook(await received(yunling, table)).sheetnames[0] == "台账"


async def test_a_draft_is_numbered_once_and_made_when_it_leaves(yunling: County) -> None:
    answer = await yunling.says(GU, "起草第14项交办通知")
    assert "县督〔2026〕1号" in answer["text"]
    assert docx.Document(await received(yunling, answer)).paragraphs[2].text == "县督〔2026〕1号"
    async with yunling.store.reading() as uow:
        rows = [await uow.outbox.get(number) for number in range(1, 50)]
    payloads = [row.payload for row in rows if row is not None and "县督" in row.payload]
    assert [load(payload).order for payload in payloads if len(payload) < 2000] != []
    assert [order.number for payload in payloads if (order := load(payload).order) is not None] == [1]
