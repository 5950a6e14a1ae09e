"""Finds the header of a breakdown table below its titles, and what each column holds whatever it is called."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from documents.grids import Grid, GridRow

_WITHIN = 15
_LONGEST = 40
"""A header cell with its remark; what is longer is text."""

_NAMES: Mapping[str, str] = {
    "number": r"序号?|编号|项号|条目|(?:任务|事项|项目|工作)(?:序号|编号)|no\.?|number|seq|item(?:no\.?)?|#",
    "lead": r"(?:牵头|主责|主办|主要责任|主要承办|第一责任|首要责任)(?:责任)?(?:单位|部门)(?:及责任人)?"
    r"|牵头(?:责任)?方?|lead(?:unit|department|agency)?",
    "co": r"(?:配合|协办|协同|协助|参与|参加|协作|配合责任|其他责任)(?:责任)?(?:单位|部门)"
    r"|配合|协办|协同|(?:co|co-?operating|supporting)(?:units?|departments?)",
    "duty": r"(?:责任|承办|落实|实施|完成|主管|分工)(?:单位|部门)(?:及责任人)?|责任分工|任务分工|responsibleunits?",
    "deadline": r"(?:完成|办结|整改|任务)?(?:时限|期限|限期|时间节点)(?:要求)?"
    r"|(?:完成|截止|办结|计划完成|要求完成)(?:时间|日期)(?:节点)?|进度要求|时间要求|时间安排|完成期限|deadline|limit|due(?:date)?",
    "leader": r"(?:牵头|包抓|分管|责任|挂帅|包联|联系|主管|负责|挂钩)(?:县级?)?领导"
    r"|县级?(?:责任|牵头|包抓|分管|包联)?领导|领导|(?:responsible)?leader",
    "cadence": r"(?:反馈|报送|汇报|调度|上报|报告)(?:周期|频次|频率|要求)|reporting|frequency",
    "priority": r"(?:紧急|缓急|轻重缓急)(?:程度)?|急缓程度|优先级|priority|urgency",
    **{f"q{n}": rf"第?[{cn}{n}]季度?(?:工作)?(?:目标|任务|节点|计划|进度)*|{months}(?:目标|计划|任务)?|q{n}"
       for n, cn, months in ((1, "一", "1[-—~至]3月"), (2, "二", "4[-—~至]6月"), (3, "三", "7[-—~至]9月"),
                             (4, "四", "10[-—~至]12月"))},
    "measures": r"(?:具体|工作|推进|落实|主要|重点|整改)?(?:措施|举措)|(?:子|细化|分解|具体)(?:任务|事项)"
    r"|任务分解|工作要求|measures?",
    "target": r"(?:工作|任务|年度|全年|预期|总体|具体)?目标(?:任务|值|要求)?|目标及要求|预期成果|成果形式|targets?",
    "content": r"(?:任务|工作|具体|主要|建设|重点工作|事项)内容|内容|任务要求|具体要求|content|text",
    "section": r"(?:所属)?(?:部分|板块|领域|章节)|(?:任务|工作|事项)?(?:类别|类型|分类)|一级指标|section|category",
    "title": r"(?:任务|工作|事项|项目|督办事项|督查事项)?(?:名称|标题)"
    r"|(?:重点|主要|工作|目标|督办|督查|具体工作|年度)?(?:任务|工作|事项|项目)"
    r"|(?:重点|主要|督办|督查)(?:工作)?(?:任务|事项)|工作要点|title|tasks?",
}  # fmt: skip
_PATTERNS = tuple((key, re.compile(pattern)) for key, pattern in _NAMES.items())
_KEPT_OUT = re.compile(
    r"备注|说明|联络员|联系人|联系电话|电话|责任人|具体责任人|单位(?:主要)?负责人|负责人|督办人|状态|进度|"
    r"进展(?:情况)?|完成(?:情况|值)|(?:任务)?来源|督办依据|立项编号|文号|交办时间|启动时间|开始时间|"
    r"存在(?:的)?问题|(?:需)?协调(?:解决)?(?:的)?事项|下一步.*|"
    r"佐证材料|批示|延期次数|催办次数|知悉范围|评价|得分|分值|权重|remarks?|contact|notes?|status|progress"
)
_FIRST = r"(?:首位|第一|首个|列首位|排(?:名|列)?在?(?:首位|第一|最前|前))"
_LEADING = r"(?:牵头|主责|主办|总责)"
_FIRST_LEADS = re.compile(rf"{_FIRST}[^，。；）)]{{0,10}}{_LEADING}|{_LEADING}[^，。；）)]{{0,8}}{_FIRST}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[\s:：*★、/·]+")


@dataclass(frozen=True, slots=True)
class Header:
    """`places` are the columns that mean something to the ledger, by key; several columns may share one. `kept_out`
    are headers of columns that say something the table does not bring in.
    """

    last_row: int
    places: Mapping[str, tuple[int, ...]]
    kept_out: tuple[str, ...]
    words: frozenset[str]
    first_leads: bool

    def has(self, *keys: str) -> bool:
        return any(key in self.places for key in keys)


def find_header(grid: Grid) -> Header | None:
    """The row, or the two rows one above the other, that name most columns; None where no row names enough."""
    rows = list(islice(grid.rows, _WITHIN))
    found = [header for n in range(len(rows)) for header in _candidates(grid, rows, n)]
    usable = [header for header in found if _usable(header)]
    return max(usable, key=lambda header: (len(header.places), -header.last_row), default=None)


def best_named(grid: Grid) -> frozenset[str]:
    """The keys of the row that comes nearest to being a header."""
    rows = list(islice(grid.rows, _WITHIN))
    named = [frozenset(header.places) for n in range(len(rows)) for header in _candidates(grid, rows, n)]
    return max(named, key=len, default=frozenset())


def _usable(header: Header) -> bool:
    """It must say which item, and something about it."""
    return header.has("number", "title", "content", "measures") and header.has(
        "lead", "co", "duty", "deadline", "leader", "cadence", "q1", "q2", "q3", "q4"
    )


def _candidates(grid: Grid, rows: Sequence[GridRow], n: int) -> Iterator[Header]:
    first_leads = _said_first_leads(grid, rows[: n + 1])
    alone = [(cell, cell) for cell in rows[n].cells]
    yield _header(rows[n].number, alone, first_leads)
    if n + 1 < len(rows):
        width = max(len(rows[n].cells), len(rows[n + 1].cells))
        pairs = [(rows[n].cell(column), rows[n + 1].cell(column)) for column in range(width)]
        both = _header(rows[n + 1].number, pairs, first_leads or _said_first_leads(grid, rows[n + 1 : n + 2]))
        if len(both.places) > len(_header(rows[n].number, alone, False).places) and _names_more(rows[n + 1]):
            yield both


def _names_more(row: GridRow) -> bool:
    """A row of the table itself (1, 县住建局 …) under a header is no second half of it."""
    texts = [text for n, text in enumerate(row.cells) if text and n not in row.above]
    return bool(texts) and all(_key(text) or _KEPT_OUT.fullmatch(bare(text)) or len(text) <= 8 for text in texts) and (
        sum(_key(text) is not None for text in texts) * 2 >= len(texts)
    )  # fmt: skip


def _header(last_row: int, pairs: Sequence[tuple[str, str]], first_leads: bool) -> Header:
    places: dict[str, list[int]] = {}
    kept_out: list[str] = []
    words: set[str] = set()
    for column, (top, bottom) in enumerate(pairs):
        words.update(bare(text) for text in (top, bottom) if text)
        key = _key(bottom) or _key(top + bottom) or _key(top)
        if key is None:
            if (name := (bottom or top).replace("\n", "")) and len(name) <= _LONGEST:
                kept_out.append(name)
            continue
        places.setdefault(key, []).append(column)
    return Header(
        last_row, {key: tuple(where) for key, where in places.items()}, tuple(dict.fromkeys(kept_out)),
        frozenset(words), first_leads,
    )  # fmt: skip


def _key(cell: str) -> str | None:
    if not cell or len(cell) > _LONGEST:
        return None
    word = bare(cell)
    if not word or _KEPT_OUT.fullmatch(word):
        return None
    return next((key for key, pattern in _PATTERNS if pattern.fullmatch(word)), None)


def bare(cell: str) -> str:
    """「序 号」 and 「完成时限（原文）」 are still 序号 and 完成时限."""
    return _MARKS.sub("", _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", cell))).lower().replace("_", "")


def _said_first_leads(grid: Grid, rows: Sequence[GridRow]) -> bool:
    """「首位单位为牵头单位」 stands in the header, in a line above it, or before the table."""
    return any(_FIRST_LEADS.search(text) for row in rows for text in row.cells) or any(
        _FIRST_LEADS.search(text) for text in grid.around
    )


def says_first_leads(text: str) -> bool:
    return _FIRST_LEADS.search(text) is not None
