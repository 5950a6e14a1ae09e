"""Plans as offices write them: one content in many shapes, for the tests of reading."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

CHINESE = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

ITEM_MARKS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1. ": lambda n: f"{n}. ",
    "1．": lambda n: f"{n}．",
    "1、": lambda n: f"{n}、",
    "１．": lambda n: f"{n}．".translate(WIDE),
    "（1）": lambda n: f"（{n}）",
    "(1)": lambda n: f"({n})",
    "1）": lambda n: f"{n}）",
    "第1项 ": lambda n: f"第{n}项 ",
    "第一项：": lambda n: f"第{CHINESE[n]}项：",
    "任务1：": lambda n: f"任务{n}：",
    "①": lambda n: chr(ord("①") + n - 1),
}
SECTION_MARKS: dict[str, Callable[[int], str]] = {
    "一、": lambda n: f"{CHINESE[n]}、",
    "一．": lambda n: f"{CHINESE[n]}．",
    "一. ": lambda n: f"{CHINESE[n]}. ",
    "第一部分 ": lambda n: f"第{CHINESE[n]}部分 ",
    "第一章　": lambda n: f"第{CHINESE[n]}章　",
    "第1部分：": lambda n: f"第{n}部分：",
}
TITLES = (
    "抓好招商引资",
    "整治人居环境",
    "办优基础教育",
    "建强基层组织",
    "培育文化旅游业",
    "守牢安全底线",
    "推进国土绿化",
    "稳定扩大就业",
)
BODIES = (
    "新建项目12个，完成投资3.5亿元；按月调度。",
    "普及率达到86%以上，整治15个村。",
    "统筹推进各项工作，务求实效。",
    "修订管理办法，健全长效机制；\n每季度通报一次。",
)
HEADINGS = ("促进经济平稳增长", "推进乡村全面振兴", "改善生态环境", "培育发展新动能", "办好民生实事")


@dataclass(frozen=True)
class Shape:
    """How one content is written down."""

    item: str = "1."
    section: str = "一、"
    ending: str = "\n"
    indent: str = ""
    blank_lines: bool = False
    full_stop: str = "。"
    restarts: bool = False


@dataclass(frozen=True)
class Content:
    """`sections` are the sizes of the sections."""

    sections: tuple[int, ...]
    preamble: bool = True

    @property
    def count(self) -> int:
        return sum(self.sections)

    def title(self, n: int) -> str:
        return TITLES[n % len(TITLES)]


def written(content: Content, shape: Shape = Shape()) -> str:
    lines = ["云岭县2026年工作要点", ""]
    if content.preamble:
        lines.append("今年工作的总体要求是：稳中求进，真抓实干，推动各项任务落地见效。")
    n = 0
    for section, size in enumerate(content.sections, start=1):
        lines.append(SECTION_MARKS[shape.section](section) + HEADINGS[section - 1])
        for within in range(1, size + 1):
            n += 1
            mark = ITEM_MARKS[shape.item](within if shape.restarts else n)
            text = f"{mark}{content.title(n)}{shape.full_stop}{BODIES[n % len(BODIES)]}"
            lines += [shape.indent + part for part in text.split("\n")]
    between = shape.ending * (2 if shape.blank_lines else 1)
    return between.join(lines) + shape.ending


CONTENTS = st.builds(
    Content, st.lists(st.integers(1, 3), min_size=1, max_size=5).map(tuple), preamble=st.booleans()
).filter(lambda content: content.count >= 2)
SHAPES = st.builds(
    Shape,
    item=st.sampled_from(sorted(ITEM_MARKS)),
    section=st.sampled_from(sorted(SECTION_MARKS)),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    indent=st.sampled_from(["", "  ", "\u3000\u3000", "\t"]),
    blank_lines=st.booleans(),
    full_stop=st.sampled_from(["。", "：", "；"]),
)
