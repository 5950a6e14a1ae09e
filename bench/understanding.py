"""How long the grammar takes for a message: small and large lexicons, and texts made to be slow."""

import contextlib
import datetime as dt
import importlib
import importlib.util
import statistics
import time
from collections.abc import Callable, Sequence

from bot.sample import SAMPLE
from documents.departments import read_departments
from documents.text_files import read_text
from documents.work_plans import read_plan
from language.lexicon import Hearing, KnownItem, Lexicon
from language.understanding import understand
from language.understanding.deadlines import find_deadline
from language.understanding.plain_words import plain
from ledger.calendar import WorkingCalendar
from ledger.departments import Department
from ledger.members import Role

PHRASES = (
    "我的任务",
    "十四项咋样了",
    "item 14 status",
    "把14项分给文旅局，发改、交通配合，年底前",
    "14项：5A资料已报省厅，完成60%，下步迎检，暂无困难",
    "本月底到期的",
    "文旅局都有啥任务",
    "为啥给我亮黄灯",
    "旅游那项谁牵头",
    "收到",
    "今天天气不错，大家中午吃什么",
    "住健局牵头14项",
    "assign item 14 to culture, with transport, by Dec 31",
    "给第9项批示：务必12月15日前销号，每周五报我",
)
HOSTILE = (
    *(c * 4096 for c in ("一", "1", "第", "局", "a", "每", "谁", "月", "年", "周", "\n", "😀")),
    *(
        words * 512
        for words in (
            "1、",
            "item 1, ",
            "完成60%",
            "不要",
            "文旅局、",
            "每周",
            "第一部分第",
            "((((",
            "1 、",
            "1 到1 、",
            "item 1 - 1 , ",
            "把 14 给",
            "不是14项，",
            "由七成",
            "把",
            "催",
            "下个",
            "18项挂起，",
            "同意，",
            "办完了，在",
            "17项教育归教育局，",
            "延期一周",
            "文号1号",
            "三季度节点",
            "6月27日、",
            "extend item 1 by ",
            "不要再",
            "要是",
            "还能不能",
            "把这个群",
            "李明调到",
            "听说老王说",
            "改造那项",
            "目标",
            "给我派了",
            "从发改局分出",
            "no more ",
        )
    ),
)
TODAY = dt.date(2026, 11, 24)


def main() -> None:
    for name, lexicon in (
        ("64 units, 27 items", lexicon_of(units=64, aliases=4, items=27)),
        ("500 units with 2,000 names, 500 items", lexicon_of(units=500, aliases=4, items=500)),
    ):
        times = _times(lexicon, PHRASES, rounds=40)
        print(f"{name}: median {statistics.median(times):.2f} ms, p95 {_p95(times):.2f} ms a message")
    worst = sorted(
        (min(_times(lexicon_of(units=64, aliases=4, items=27), [words], rounds=3)), words[:8]) for words in HOSTILE
    )[-5:]
    print("hostile texts of up to 4,096 characters, slowest of", len(HOSTILE))
    for took, words in reversed(worst):
        print(f"  {took:6.1f} ms  {words!r}…")
    _others()


DATES = (
    "12月20日",
    "下周五",
    "3天后",
    "2026年12月31日",
    "明天",
    "by December 20",
    "next Friday",
    "in 3 days",
    "December 31, 2026",
    "tomorrow",
)
"""Phrases that general date parsers read as well."""


def _others() -> None:
    """How long other readers of dates take for the same phrases, where they are installed; none is a dependency."""
    calendar, now = WorkingCalendar(), dt.datetime.combine(TODAY, dt.time(), dt.UTC)
    own = _seconds(lambda words: find_deadline(plain(words), TODAY, calendar))
    print(f"date phrases: {own * 1000:.3f} ms in the median")
    for name, reader in (
        ("dateparser", lambda module, words: module.parse(words, languages=["zh", "en"])),
        ("jionlp", lambda module, words: module.parse_time(words, time_base=now.timestamp())),
    ):
        if importlib.util.find_spec(name) is None:
            print(f"  {name} is not installed")
            continue
        module = importlib.import_module(name)
        theirs = _seconds(lambda words, read=reader, module=module: read(module, words))  # type: ignore[misc]
        print(f"  {name}: {theirs * 1000:.3f} ms, {theirs / own:.0f} times as long")


def _seconds(read: Callable[[str], object]) -> float:
    times = []
    for n in range(21):
        for words in DATES:
            start = time.process_time()
            with contextlib.suppress(Exception):  # what it cannot read takes its time as well
                read(words)
            if n:
                times.append(time.process_time() - start)
    return statistics.median(times)


def lexicon_of(*, units: int, aliases: int, items: int) -> Lexicon:
    """The sample county, filled up with made-up units and with its own items again under later numbers."""
    plan = read_plan(read_text(SAMPLE / "plan.txt").replace("{year}", "2026"))
    drafts = read_departments(read_text(SAMPLE / "departments.csv"))
    known = [
        Department(n, d.name, d.short_names, d.former_names, d.english_name, d.groups) for n, d in enumerate(drafts, 1)
    ]
    for n in range(len(known) + 1, units + 1):
        place = f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'东南西北中'[n // 10 % 5]}{'山河湖海沟川'[n // 50 % 6]}{n}"
        known.append(Department(n, f"县{place}管理局", tuple(f"{place}{'局办所站'[k]}" for k in range(aliases))))
    texts = [plan.items[n % len(plan.items)] for n in range(items)]
    return Lexicon(
        departments=tuple(known),
        items=tuple(KnownItem(n, 0, item.section, item.title, item.body) for n, item in enumerate(texts, 1)),
        sections=tuple((section.number, section.title) for section in plan.sections),
        plan_year=2026,
    )


def _times(lexicon: Lexicon, texts: Sequence[str], rounds: int) -> list[float]:
    """Milliseconds a message, after one round that builds the indexes."""
    hearing = Hearing(TODAY, WorkingCalendar(), Role.ADMIN, 1)
    times = []
    for n in range(rounds + 1):
        for words in texts:
            start = time.process_time()
            understand(words, lexicon, hearing)
            if n:
                times.append((time.process_time() - start) * 1000)
    return times


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
