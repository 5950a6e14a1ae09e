"""Breakdown tables in the shapes that offices really send, each read cell by cell onto the sample plan."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from documents.breakdown import read_table
from handlers.breakdown import Breakdown, import_table
from handlers.importing import Origin
from ledger.deadlines import Cadence, DeadlineKind, Frequency
from ledger.items import Item, Milestone
from tests.documents.office import docx, xlsx
from tests.town import POLICIES, Town

DEC31 = dt.date(2026, 12, 31)
BUILDING = ("完成施工图", "开工建设", "主体完工", "投入使用")
TOWNS = ("城关", "青石", "柳湾", "双河")


@dataclass(frozen=True)
class Row:
    """What must stand in the item afterwards, by short names."""

    lead: str
    co: tuple[str, ...] = ()
    limit: dt.date | None = None
    leader: str = ""


async def takes(town: Town, data: bytes | str, answers: Mapping[int, int] | None = None) -> Breakdown:
    async with town.store.writing() as uow:
        table = read_table(data)
        return await import_table(table.rows, origin=Origin(town.now), policies=POLICIES, uow=uow, answers=answers)


async def fits(town: Town, data: bytes | str, expected: Mapping[int, Row]) -> dict[int, Item]:
    result = await takes(town, data)
    assert [(doubt.code, doubt.params) for doubt in result.doubts] == []
    assert sorted(change.before.number for change in result.changes) == sorted(expected)
    async with town.store.reading() as uow:
        short = {unit.id: unit.short for unit in await uow.departments.all()}
    found = {}
    for number, row in expected.items():
        item = await town.item(number)
        co = tuple(short[unit] for unit in item.co)
        assert (number, Row(short.get(item.lead or 0, ""), co, item.limit, item.leader)) == (number, row)
        found[number] = item
    return found


async def test_1_titles_above_and_sections_merged_across(town: Town) -> None:
    data = xlsx(
        [
            ["附件1"],
            ["云岭县2026年重点工作任务分解表"],
            ["单位：县委督查室", None, None, None, None, "2026年2月20日"],
            ["序号", "重点任务", "牵头领导", "牵头单位", "配合单位", "完成时限"],
            ["一、抓项目扩消费，促进经济平稳增长（共4项）"],
            [1, "抓好重点项目建设", "县委常委、副县长", "县发改局", "县财政局、各乡镇", dt.date(2026, 12, 31)],
            [2, "提高招商引资实效", "副县长", "县商务局", "工业园区管委会", "12月底前"],
            ["二、推进乡村全面振兴，增强农业农村发展活力"],
            [5, "稳定粮食和重要农产品供给", "副县长", "县农业农村局", "各乡镇", "10月底前"],
            ["备注：各单位每月25日前报送进展。"],
        ],
        ["A1:F1", "A2:F2", "A5:F5", "A8:F8", "A10:F10"],
    )
    await fits(
        town,
        data,
        {
            1: Row("发改局", ("财政局", *TOWNS), DEC31, "县委常委、副县长"),
            2: Row("商务局", ("工业园区管委会",), DEC31, "副县长"),
            5: Row("农业农村局", TOWNS, dt.date(2026, 10, 31), "副县长"),
        },
    )


async def test_2_other_names_and_the_first_unit_leads(town: Town) -> None:
    data = xlsx(
        [
            ["云岭县重点工作责任分工（责任单位中排在首位的为牵头单位）"],
            ["编号", "工作任务", "责任单位", "包抓领导", "时间节点"],
            ["第4项", "完善综合交通网络", "县交通局\n县财政局\n县自然资源局", "刘副县长", "11月中旬"],
            ["第十项", "推进国土绿化和草原保护", "林草局、水务局，城关镇；青石镇", "王副县长", "年底前"],
        ],
        ["A1:E1"],
    )
    await fits(
        town,
        data,
        {
            4: Row("交通局", ("财政局", "自然资源局"), dt.date(2026, 11, 20), "刘副县长"),
            10: Row("林草局", ("水务局", "城关", "青石"), DEC31, "王副县长"),
        },
    )


async def test_3_several_rows_for_one_item_with_merged_cells(town: Town) -> None:
    data = xlsx(
        [
            ["序号", "目标任务", "具体措施", "责任单位", "协办单位", "时限要求", "责任领导"],
            [18, "办优基础教育", "新建县第三幼儿园", "县教育局", "县住建局", "8月底前", "副县长"],
            [None, None, "改造操场6处", None, "县财政局", "11月底前", None],
            [None, None, "引进教师40名", None, "县人社局", "7月底前", None],
            [19, "增强医疗卫生服务能力", "推进紧密型医共体", "县卫健局", "医保局", "长期坚持", "副县长"],
        ],
        ["A2:A4", "B2:B4", "D2:D4", "G2:G4"],
    )
    items = await fits(
        town,
        data,
        {
            18: Row("教育局", ("住建局", "财政局", "人社局"), dt.date(2026, 11, 30), "副县长"),
            19: Row("卫健局", ("医保局",), None, "副县长"),
        },
    )
    assert items[18].measures == ("新建县第三幼儿园", "改造操场6处", "引进教师40名")
    assert items[18].milestones == (
        Milestone("引进教师40名", dt.date(2026, 7, 31)),
        Milestone("新建县第三幼儿园", dt.date(2026, 8, 31)),
        Milestone("改造操场6处", dt.date(2026, 11, 30)),
    )
    assert items[19].deadline is not None
    assert items[19].deadline.kind is DeadlineKind.ONGOING


async def test_4_quarterly_targets_under_a_header_of_two_rows(town: Town) -> None:
    data = xlsx(
        [
            ["2026年度目标任务季度推进计划"],
            ["序号", "项目", "季度目标", None, None, None, "责任分工", None, "反馈周期"],
            [None, None, "一季度", "二季度", "三季度", "四季度", "牵头单位", "配合单位", None],
            [12, "提升工业园区承载能力", *BUILDING, "园区管委会", "工信局", "每月25日前"],
            [13, "推动科技创新和企业数字化改造", "", "申报3户", "", "认定5户", "科技局", "/", "每季度"],
        ],
        ["A1:I1", "A2:A3", "B2:B3", "C2:F2", "G2:H2", "I2:I3"],
    )  # fmt: skip
    items = await fits(town, data, {12: Row("工业园区管委会", ("工信局",)), 13: Row("科技局")})
    assert items[12].milestones == (
        Milestone("完成施工图", dt.date(2026, 3, 31)),
        Milestone("开工建设", dt.date(2026, 6, 30)),
        Milestone("主体完工", dt.date(2026, 9, 30)),
        Milestone("投入使用", DEC31),
    )
    assert [node.day.month for node in items[13].milestones] == [6, 12]
    assert (items[12].cadence, items[13].cadence) == (Cadence(Frequency.MONTHLY, 25), Cadence(Frequency.QUARTERLY))


async def test_5_numbers_that_restart_in_every_section(town: Town) -> None:
    data = xlsx(
        [
            ["序号", "任务内容", "牵头部门", "配合部门", "完成时间"],
            ["一、抓项目扩消费，促进经济平稳增长"],
            ["1", "抓好重点项目建设", "发改局", "", "年底前"],
            ["2", "提高招商引资实效", "商务局", "", "年底前"],
            ["三、守护山川河流，持续改善生态环境"],
            ["1", "提升空气和水环境质量", "生态环境分局", "公安局", "年底前"],
            ["2", "推进国土绿化和草原保护", "林草局", "", "年底前"],
        ]
    )
    await fits(
        town,
        data,
        {
            1: Row("发改局", (), DEC31),
            2: Row("商务局", (), DEC31),
            9: Row("生态环境分局", ("公安局",), DEC31),
            10: Row("林草局", (), DEC31),
        },
    )


async def test_6_restarting_numbers_without_any_title(town: Town) -> None:
    data = xlsx(
        [
            ["序号", "牵头单位", "完成时限"],
            ["一、抓项目扩消费，促进经济平稳增长", None, None],
            [1, "发改局", "6月底前"],
            [4, "交通局", "9月底前"],
            ["四、做优特色产业，培育发展新动能", None, None],
            [1, "园区管委会", "11月底前"],
            [4, "政务服务局", "12月底前"],
        ],
        ["A2:C2", "A5:C5"],
    )
    await fits(
        town,
        data,
        {
            1: Row("发改局", (), dt.date(2026, 6, 30)),
            4: Row("交通局", (), dt.date(2026, 9, 30)),
            12: Row("工业园区管委会", (), dt.date(2026, 11, 30)),
            15: Row("政务局", (), DEC31),
        },
    )


async def test_7_sheets_without_numbers_matched_by_title(town: Town) -> None:
    data = xlsx(
        {
            "填表说明": [["请各单位认真核对"], ["2026年2月"]],
            "民生": [
                ["重点工作", "牵头单位", "协同单位", "办结时限"],
                ["稳定和扩大就业", "县人力资源和社会保障局", "县教育局、团县委", "12月31日前"],
                ["改善城乡居住条件。改造老旧小区", "县住房和城乡建设局", "县民政局", "2026-10-31"],
            ],
            "党建": [
                ["工作任务", "牵头单位", "完成时限"],
                ["建强基层党组织", "县委组织部", "全年"],
            ],
        }
    )
    await fits(
        town,
        data,
        {
            17: Row("人社局", ("教育局", "团县委"), DEC31),
            20: Row("住建局", ("民政局",), dt.date(2026, 10, 31)),
            24: Row("组织部", (), DEC31),
        },
    )


async def test_8_a_word_table_with_merged_sections_and_a_repeated_header(town: Town) -> None:
    header = ["类别", "序号", "主要任务", "责任单位（首位单位为牵头单位）", "完成时限"]
    data = docx(
        ["附件2", "县委常委会2026年工作要点责任分解表"],
        [
            header,
            ["三、守护山川河流", "9", "提升空气和水环境质量", "市生态环境局云岭分局、县住建局", "12月底"],
            ["", "11", "抓好河湖管护和节约用水", "县水务局、各乡镇", "长期坚持，每季度报一次"],
            header,
            ["四、做优特色产业", "15", "优化营商环境", "县政务服务局、县发改局、县市监局", "上半年"],
        ],
        [(1, 0, 2, 0)],
    )
    items = await fits(
        town,
        data,
        {
            9: Row("生态环境分局", ("住建局",), DEC31),
            11: Row("水务局", TOWNS),
            15: Row("政务局", ("发改局", "市监局"), dt.date(2026, 6, 30)),
        },
    )
    assert items[11].cadence == Cadence(Frequency.QUARTERLY)


async def test_9_one_cell_says_who_leads_and_who_helps(town: Town) -> None:
    data = xlsx(
        [
            ["序号", "事项", "责任单位", "时限"],
            [3, "活跃城乡消费市场", "牵头单位：县商务局\n配合单位：县文旅局、县市监局", "国庆节前"],
            [21, "丰富群众文化体育生活", "县文旅局牵头，县教育局、各乡镇配合", "12月底前"],
            [23, "守牢安全生产底线", "县应急局（牵头）、县公安局、县交通局", "全年"],
            [6, "壮大乡村特色产业", "县农业农村局、县林草局等部门", "11月底前"],
        ]
    )
    result = await takes(town, data)
    assert [doubt.code for doubt in result.doubts] == ["table_two_leads"]  # only row 6 does not say which
    first = result.questions[0].options[0]
    done = await takes(town, data, {result.questions[0].key: first.choice})
    assert not done.questions
    async with town.store.reading() as uow:
        short = {unit.id: unit.short for unit in await uow.departments.all()}
    found = {}
    for number in (3, 21, 23, 6):
        item = await town.item(number)
        found[number] = (short[item.lead or 0], tuple(short[unit] for unit in item.co), item.limit)
    assert found == {
        3: ("商务局", ("文旅局", "市监局"), dt.date(2026, 9, 30)),
        21: ("文旅局", ("教育局", *TOWNS), DEC31),
        23: ("应急局", ("公安局", "交通局"), DEC31),
        6: ("农业农村局", ("林草局",), dt.date(2026, 11, 30)),
    }


async def test_10_a_csv_that_lost_its_merged_cells(town: Town) -> None:
    text = (
        "云岭县任务分解表,,,,,\n,,,,,\n"
        "序 号,任 务,工作措施,牵头单位,配合单位,完成时限\n"
        "六、加强党的建设，改进工作作风,,,,,\n"
        "26,持续为基层减负,精简文件,县委办公室,县政府办,12月底前\n"
        ",,压减会议,,组织部,\n"
        '27,提高依法行政和政务公开水平,,县司法局,"县政府办、\n政务服务局",11月30日\n'
        "合 计,,,,,\n"
    )
    expected = {
        26: Row("县委办", ("县政府办公室", "组织部"), DEC31),
        27: Row("司法局", ("县政府办公室", "政务局"), dt.date(2026, 11, 30)),
    }
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        fresh = await _fresh()
        items = await fits(fresh, text.encode(encoding), expected)
        assert items[26].measures == ("精简文件", "压减会议")
    assert town.updates == 0


async def test_11_a_name_broken_over_two_lines_and_former_names(town: Town) -> None:
    data = xlsx(
        [
            ["项号", "牵头单位", "配合单位", "完成期限"],
            [22, "县文体广电\n和旅游局", "县住房和城乡\n建设局\n国土局", "2026年11月"],
            [7, "农牧局", "卫计局 环保局", "10月底"],
        ]
    )
    await fits(
        town,
        data,
        {
            22: Row("文旅局", ("住建局", "自然资源局"), dt.date(2026, 11, 30)),
            7: Row("农业农村局", ("卫健局", "生态环境分局"), dt.date(2026, 10, 31)),
        },
    )


async def test_12_targets_with_figures_and_units_merged_over_items(town: Town) -> None:
    data = xlsx(
        [
            ["序号", "重点任务", "目标值", "牵头单位", "责任领导", "完成时限"],
            [1, "抓好重点项目建设", "开工率达到90%以上", "县发改局", "县长", "12月底前"],
            [16, "抓好“十五五”规划实施", "", None, None, "11月底前"],
            [17, "稳定和扩大就业", "城镇新增就业3300人以上", "人社局", "副县长", "12月底前"],
        ],
        ["D2:D3", "E2:E3"],
    )
    items = await fits(
        town,
        data,
        {
            1: Row("发改局", (), DEC31, "县长"),
            16: Row("发改局", (), dt.date(2026, 11, 30), "县长"),
            17: Row("人社局", (), DEC31, "副县长"),
        },
    )
    assert [(t.relation, t.value, t.unit) for t in items[1].targets if t.value == 90] == [(">=", 90, "%")]
    assert 3300 in [target.value for target in items[17].targets]


async def _fresh() -> Town:
    from tests.town import founded

    return await founded()
