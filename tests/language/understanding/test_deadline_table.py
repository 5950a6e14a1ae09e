"""The table of domain.md §2.3, row by row, read on Monday 2020-05-18 (past days: on 2020-01-13)."""

import datetime as dt

import pytest

from ledger.deadlines import Cadence, Frequency
from tests.language.understanding.test_deadlines import CALENDAR, found, recurrence

EARLY = dt.date(2020, 1, 13)
W, M, Q, H = Frequency.WEEKLY, Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY

DAYS = [
    (1, "全年 年度内 本年度 2020年 年内", "12-31"),
    (2, "年内持续推进", "12-31"),
    (3, "年底前 12月底前 2020年12月底前", "12-31"),
    (4, "6月底前 上半年 6月30日前 二季度末", "06-30"),
    (8, "三季度计划开工 三季度开工建设", "09-30"),
    (8, "四季度计划开工", "12-31"),
    (9, "9月中旬", "09-20"),
    (9, "9月上旬", "09-10"),
    (9, "9月下旬", "09-30"),
    (10, "月底 本月底 月末", "05-31"),
    (12, "于2021年2月3日前", "2021-02-03"),
    (12, "次年1月5日前", "2021-01-05"),
    (27, "30个工作日内上报", "06-30"),
    (30, "随到随办", "05-18"),
    (30, "急件3天内", "05-21"),
    (33, "当日事当日毕 事不隔夜", "05-18"),
    (34, "用一个月的时间聚力攻坚 用1个月时间", "06-18"),
    (35, "立行立改 即知即改", "05-25"),
    (39, "时间过半任务过半 双过半", "06-30"),
    (41, "国庆节前 十一前", "09-30"),
    (45, "2018—2020年", "12-31"),
    (46, "“十三五”期末 十三五收官", "12-31"),
    (46, "“十四五”末", "2025-12-31"),
    (49, "完成时限：2020年6月，并长期坚持", "06-30"),
    (50, "下周五", "05-29"),
    (50, "下下周一", "06-01"),
    (50, "后天", "05-20"),
    (50, "大后天", "05-21"),
    (50, "本周内", "05-22"),
    (51, "10个工作日内", "06-01"),
    (51, "十天内", "05-28"),
    (51, "半个月内", "06-02"),
    (51, "两周内", "06-01"),
]
EARLIER_DAYS = [
    (6, "一季度 一季度末 3月底", "03-31"),
    (11, "月中", "01-15"),
    (12, "3月15日前 2020年3月15日前报市安办备案", "03-15"),
    (41, "春节前", "01-23"),
    (41, "五一前", "04-30"),
]
ASKED = [
    (7, "三季度前"),
    (13, "6月27日、9月30日、次年1月5日前将半年、前三季度、全年情况报送"),
    (25, "会后5个工作日内报告"),
    (25, "自会议决定之日起5个工作日"),
    (26, "会后7日内"),
    (28, "急件1—5日内办结，非急件15日内，难度较大30日内"),
    (29, "公文30日内、会议纪要20日内"),
    (31, "办结后一周内报告"),
    (32, "收到转办件次日起13个工作日内"),
    (37, "适时开展"),
    (37, "适时"),
    (40, "按上级要求时限"),
    (40, "以省市通知为准"),
    (42, "汛期前"),
    (42, "入冬前"),
    (42, "供暖前"),
    (42, "开学前"),
    (43, "两会前"),
    (48, "尽快"),
    (48, "抓紧"),
    (48, "近期"),
    (51, "两三天内"),
]
ONGOING = [(36, "长期坚持"), (36, "持续推进"), (36, "常态化开展"), (36, "常抓不懈")]
NOTHING = [
    (45, "三年行动"),
    (23, "周周有变化、月月有进展、季季有突破"),
    (38, "按序时进度推进"),
    (38, "按时间节点"),
    (44, "倒排工期、挂图作战"),
    (47, "如期实现"),
    (47, "按期完成"),
]
CYCLES = [
    (14, "每月28日前", Cadence(M, 28)),
    (14, "每月25日前报送", Cadence(M, 25)),
    (15, "每月5日前上报", Cadence(M, 5)),
    (16, "每月10日前将上一个月情况书面报送", Cadence(M, 10)),
    (17, "每季度汇总一次", Cadence(Q)),
    (17, "每季度报送一次", Cadence(Q)),
    (18, "每半年报送一次阶段性总结", Cadence(H)),
    (19, "每周二前", Cadence(W, 2)),
    (19, "每周五下班前", Cadence(W, 5)),
    (20, "每周一调度", Cadence(W, 1)),
    (20, "周调度、月通报、季推进、年考评", Cadence(W)),
    (21, "一月一通报", Cadence(M)),
    (21, "季度一盘点", Cadence(Q)),
    (22, "逐月", Cadence(M)),
    (24, "以季度为节点", Cadence(Q)),
]
NO_CYCLE = [
    (21, "半月一督查"),
    (21, "两月一竣工验收"),
    (22, "逐旬"),
    (23, "周周有变化、月月有进展、季季有突破"),
]


def _each(rows: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    return [(row, words, day) for row, several, day in rows for words in several.split()]


@pytest.mark.parametrize(("row", "words", "day"), _each(DAYS))
def test_a_day(row: int, words: str, day: str) -> None:
    assert found(words) == day


@pytest.mark.parametrize(("row", "words", "day"), _each(EARLIER_DAYS))
def test_a_day_of_early_in_the_year(row: int, words: str, day: str) -> None:
    assert found(words, EARLY) == day


def test_an_aim_is_soft() -> None:
    """Row 5."""
    from language.understanding.deadlines import find_deadline

    reading = find_deadline("力争4月底", EARLY, CALENDAR)
    assert reading is not None
    assert reading.deadline is not None
    assert (reading.deadline.day, reading.deadline.soft) == (dt.date(2020, 4, 30), True)


@pytest.mark.parametrize(("row", "words"), ASKED)
def test_what_must_be_asked(row: int, words: str) -> None:
    assert found(words) == "which_date"


@pytest.mark.parametrize(("row", "words"), ONGOING)
def test_what_has_no_end(row: int, words: str) -> None:
    assert found(words) == "ongoing"


@pytest.mark.parametrize(("row", "words"), NOTHING)
def test_what_names_no_day_of_its_own(row: int, words: str) -> None:
    assert found(words) == ""


@pytest.mark.parametrize(("row", "words", "cadence"), CYCLES)
def test_a_cycle(row: int, words: str, cadence: Cadence) -> None:
    assert recurrence(words) == cadence


@pytest.mark.parametrize(("row", "words"), NO_CYCLE)
def test_what_is_no_cycle_of_the_ledger(row: int, words: str) -> None:
    """A slogan sets nothing, and cycles the ledger does not keep are asked about."""
    assert recurrence(words) is None


def test_every_row_of_the_table_is_here() -> None:
    rows = {row for table in (DAYS, EARLIER_DAYS, ASKED, ONGOING, NOTHING, CYCLES, NO_CYCLE) for row, *_ in table}
    assert rows | {5} == set(range(1, 52))
