"""Papers that a human signs: drafted from data, numbered, remembered, and sent to nobody but who asked."""

import datetime as dt
import io
from collections.abc import Iterator

import docx
import pytest

from language.intents import DraftDocument, ShowItem
from ledger.items import CoPart, PartState, Report, Sensitivity, State, Target
from ledger.supervision import Slip, SlipLevel
from tests.handlers.saying import means, no, pressable
from tests.town import CULTURE, REFORM, TRANSPORT, Heard, Town


async def read(town: Town, heard: Heard) -> list[str]:
    """The document's lines in order; a row of a table as its cells joined by |."""
    name, content = await town.file_of(heard)
    assert name.endswith("_代拟稿.docx")
    return list(_lines(docx.Document(io.BytesIO(content))))


def _lines(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from ("|".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text:
            yield block.text


async def test_a_notice_of_assignment(town: Town) -> None:
    await town.set_item(
        14, body="推进云顶景区4A级创建。", targets=(Target("游客人次", ">=", 260, "万人次"),), leader="江若谷"
    )
    heard = await town.admin.says("起草第14项交办通知")
    assert heard.lines == [
        "已拟好：关于交办第14项工作任务的通知（代拟稿）。",
        "编号：县督〔2026〕1号，已在本年发文号中登记；同一件再拟，编号不变。",
        "机器人不会把它发给承办单位，请核对、修改后由负责人签发。",
    ]
    assert pressable(heard) == [("第14项", ShowItem(no(14)))]
    assert await read(town, heard) == [
        "代拟稿",
        "关于交办第14项工作任务的通知",
        "县督〔2026〕1号",
        "县文体广电和旅游局、县发展和改革局、县交通运输局：",
        "根据《云岭县2026年工作要点》，现将第14项“做强文化旅游产业”交办，由县文体广电和旅游局牵头办理。有关事项通知如下。",
        "任务内容。推进云顶景区4A级创建。",
        "目标要求。游客人次≥260万人次。",
        "责任和时限。牵头单位：县文体广电和旅游局；配合单位：县发展和改革局、县交通运输局；责任领导：江若谷；"
        "完成时限：11月27日前，即11月27日（周五）；反馈周期：尚未明确。",
        "办理要求。一是请收到后签收，明确具体责任人和联络员；二是请按反馈周期报送进展、下一步安排和需要协调的事项，"
        "牵头单位汇总各配合单位情况后统一报送；三是确需延期的，请在时限前书面提出，说明理由、新的时限和目前进展；"
        "办结后报送办结报告和佐证材料。",
        "县委办公室",
        "2026年11月24日",
    ]


async def test_several_items_stand_in_an_annex(town: Town) -> None:
    await town.hand_out(3, TRANSPORT, (), dt.date(2026, 12, 18), State.ASSIGNED)
    lines = await read(town, await means(town.admin, DraftDocument("assignment", no(14, 3))))
    assert "附件：交办事项清单" in lines
    assert lines[-3:] == [
        "序号|事项|牵头单位|完成时限（原文）|状态|进度|亮灯",
        "14|做强文化旅游产业|县文体广电和旅游局|11月27日前|办理中||黄灯：临近时限，还剩3个工作日",
        "3|活跃城乡消费市场|县交通运输局|12月18日前|待签收||绿灯：正常，还剩18个工作日",
    ]


async def test_numbers_count_on_and_stay_with_their_paper(town: Town) -> None:
    await town.hand_out(22, CULTURE, (), dt.date(2026, 11, 20))
    asked = (("assignment", no(14)), ("slip", no(22)), ("bulletin", ()), ("assignment", no(14)), ("urging", no(22)))
    numbers = [
        (await means(town.admin, DraftDocument(kind, items))).lines[1][3:13].removesuffix("，") for kind, items in asked
    ]
    assert numbers == [f"县督〔2026〕{n}号" for n in (1, 2, 3, 1, 4)]
    town.moves_to(dt.datetime(2027, 1, 5, 10))  # noqa: DTZ001
    assert "〔2027〕1号" in (await means(town.admin, DraftDocument("bulletin"))).lines[1]


async def test_urging_states_facts_only(town: Town) -> None:
    await town.hand_out(22, CULTURE, (), dt.date(2026, 11, 20))
    await town.set_item(22, urged=2, last_report=Report("已开工", 40, 1, town.now - dt.timedelta(days=20)), percent=40)
    heard = await town.supervisor.says("给文旅局写个催办通知")
    lines = await read(town, heard)
    assert lines[1:3] == ["关于2项工作任务的催办通知", "县督〔2026〕1号"]
    assert lines[6] == (
        "第22项“保护传承历史文化遗产”：时限2026年11月20日，逾期4天（2个工作日）；最近反馈2026年11月4日；已报进度40%；已催办2次。"
    )
    assert "一是于2026年11月27日前书面反馈" in lines[7]
    text = "\n".join(lines)
    assert not any(word in text for word in ("不力", "滞后", "重视", "批评", "懈怠", "推诿"))
    assert (
        "没有亮红灯、黄灯"
        in (await means(town.supervisor, DraftDocument("urging", department=town.units[REFORM]))).text
    )


async def test_the_slip_takes_the_next_colour(town: Town) -> None:
    await town.hand_out(22, CULTURE, (REFORM,), dt.date(2026, 11, 20))
    lines = await read(town, await town.admin.says("起草22项督办单"))
    assert lines[1] == "督办单（蓝色）"
    rows = dict(line.split("|") for line in lines if "|" in line)
    assert rows["编号"] == "县督〔2026〕1号"
    assert rows["承办单位"] == "县文体广电和旅游局"
    assert rows["督办事由"] == "逾期4天（2个工作日）"
    assert rows["此前督办单"] == "无"
    assert rows["签发人（签字）"].strip() == ""
    slip = Slip(SlipLevel.BLUE, 1, dt.date(2026, 11, 25), 1, town.now, "初稿没有报送")
    await town.set_item(22, slips=(slip,))
    assert "督办单（黄色）" in await read(town, await means(town.admin, DraftDocument("slip", no(22))))
    issued = await read(town, await means(town.admin, DraftDocument("slip", no(22), level="blue")))
    assert "督办事由|初稿没有报送" in issued
    assert any("请于2026年11月25日前" in line for line in issued)
    assert "蓝色、黄色、红色" in (await means(town.admin, DraftDocument("slip", no(22), level="green"))).text


async def test_the_lead_unit_drafts_its_closing_report(town: Town) -> None:
    await town.set_item(
        14,
        targets=(Target("普及率", ">=", 80, "%", actual=73.5), Target("场次", "=", 12, "场")),
        result="完成游客中心建设。",
        evidence="文旅函〔2026〕31号",
        parts=(CoPart(town.units[REFORM], PartState.DONE, 1, town.now, text="可研已批复"),),
    )
    heard = await town.cadre.says("写一份14项的办结报告")
    assert heard.lines == [
        "已拟好：关于第14项工作任务办理情况的报告（代拟稿）。",
        "机器人不会替您报送，请补充、核对后由单位负责人签字报送。",
    ]
    lines = await read(town, heard)
    assert lines[2] == "县委办公室："
    assert lines[5] == "二、目标完成情况。普及率：目标≥80%，完成73.5%，差6.5个百分点；场次：目标12场，完成（请补充）。"
    assert lines[6:9] == [
        "三、办理结果。完成游客中心建设。",
        "配合单位情况。县发展和改革局：可研已批复；",
        "四、佐证材料。文旅函〔2026〕31号",
    ]
    assert lines[-2:] == ["县文体广电和旅游局", "2026年11月24日"]
    helper = await means(town.neighbour, DraftDocument("closing", no(14)))
    assert helper.payload is not None
    assert helper.payload.order is None


async def test_the_bulletin_gives_shares_to_one_decimal_and_an_annex(town: Town) -> None:
    await town.hand_out(4, REFORM, (), dt.date(2026, 9, 18), State.CLOSED)
    await town.set_item(4, closed_at=town.now)
    await town.hand_out(20, TRANSPORT, (), dt.date(2026, 11, 20))
    await town.set_item(20, sensitivity=Sensitivity.SENSITIVE)
    lines = await read(town, await town.admin.says("起草督查通报"))
    assert lines[4] == (
        "一、总体情况。列入台账的工作任务共27项。截至2026年11月24日，已办结1项，占3.7%；待分解24项，占88.9%；"
        "办理中2项，占7.4%（详见附件）。"
    )
    assert "二、已办结事项。本年办结第4项。" in lines
    assert "三、需要推进的事项。亮红灯、黄灯的共1项，情况如下。" in lines
    assert "另有1项按知悉范围不列办理情况。" in lines
    annex = [line for line in lines if line.startswith("20|")]
    assert annex == ["20|改善城乡居住条件|||||涉敏"]
    assert not any("第20项" in line for line in lines)
    assert sum("|" in line for line in lines) == 28


@pytest.mark.parametrize("kind", ["assignment", "urging", "slip", "bulletin"])
async def test_only_the_office_drafts_its_papers(town: Town, kind: str) -> None:
    for person in (town.cadre, town.head, town.leader):
        heard = await means(person, DraftDocument(kind, no(14)))
        assert heard.payload is not None
        assert heard.payload.order is None
        assert "督查室" in heard.text
    async with town.store.reading() as uow:
        assert await uow.numbers.given("2026") == {}


async def test_of_another_letter_it_says_what_can_be_drafted_instead(town: Town) -> None:
    heard = await means(town.supervisor, DraftDocument("", no(14)))
    assert heard.first == "这种文稿我不会写。能代拟的有：交办通知、催办通知、督办单、办结报告、督查通报。"
    assert len(heard.labels) == 5
    assert (await means(town.cadre, DraftDocument("", no(14)))).lines[1] == "您这里可以拟办结报告；其余由督查室拟。"


async def test_what_may_not_be_read_is_not_drafted(town: Town) -> None:
    await town.hand_out(20, TRANSPORT, (), dt.date(2026, 11, 20))
    await town.set_item(20, sensitivity=Sensitivity.SENSITIVE)
    for person, kind in ((town.supervisor, "urging"), (town.cadre, "closing")):
        heard = await means(person, DraftDocument(kind, no(20)))
        assert heard.payload is not None
        assert heard.payload.order is None


async def test_it_asks_which_item(town: Town) -> None:
    for kind in ("assignment", "urging", "slip", "closing"):
        assert "是哪一项" in (await means(town.admin, DraftDocument(kind))).text
    assert "先交办" in (await means(town.admin, DraftDocument("assignment", no(1)))).text


async def test_the_trail_says_who_had_it_drafted(town: Town) -> None:
    await means(town.admin, DraftDocument("assignment", no(14)))
    async with town.store.reading() as uow:
        (entry,) = await uow.audit.recent(1)
    assert (entry.event, entry.actor_name, entry.item_id) == ("document_drafted", "顾长河", None)
    assert entry.note == "关于交办第14项工作任务的通知县督〔2026〕1号"


async def test_in_english(town: Town) -> None:
    heard = await means(town.admin, DraftDocument("bulletin"), "draft the bulletin please")
    name, content = await town.file_of(heard)
    assert name == "Supervision bulletin as of 2026-11-24_DRAFT.docx"
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "DRAFT"
