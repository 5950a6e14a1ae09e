"""Takes an item's text apart: title and body, measures, placeholders."""

import re
from collections.abc import Iterator, Sequence

from documents.line_marks import Style, read_mark

TITLE_LIMIT = 60

_TITLE_END = re.compile(r"[。！？；!?;]|：|(?<![0-9]):|:(?![0-9])|(?<=[\u4e00-\u9fff”）》])\.(?![0-9])")
_LIST_END = re.compile(r"[，；、,]")
_OPENERS, _CLOSERS = "“‘「『《（(【", "”’」』》）)】"
_EVENTS = re.compile(r"[“‘「『《（(【”’」』》）)】。；;！]")
_BREAKS = "。；;！"
_LABEL = re.compile(
    r"[（(【]?(?:牵头|责任|配合|协办|主办|承办|分管|包抓|完成|联系|督办)(?:单位|部门|领导|人|时限|时间|科室|电话|责任人)[：:】]"
)
_PLACEHOLDER = re.compile(r"(?<![A-Za-z])[Xx]{2,}(?![B-WYZb-wyz])|Ｘ{2,}|×{2,}|[*＊]{2,}|某某+")
_SHORTEST_MEASURE = 4


def split_title(paragraphs: Sequence[str]) -> tuple[str, str, bool]:
    """Title, body, and whether the title had to be cut from a sentence that is too long for one."""
    first, *others = paragraphs or [""]
    end = _title_end(first[: TITLE_LIMIT + 1])
    if end is not None:
        body = "\n".join(part for part in (first[end + 1 :].lstrip(), *others) if part)
        return first[:end].rstrip(), body, False
    if len(first) <= TITLE_LIMIT:
        return first, "\n".join(others), False
    cut = max((match.start() for match in _LIST_END.finditer(first[:TITLE_LIMIT])), default=TITLE_LIMIT - 1)
    return first[:cut] + "…", "\n".join(paragraphs), True


def _title_end(beginning: str) -> int | None:
    ends = [match.start() for match in _TITLE_END.finditer(beginning) if match.start() > 0]
    outside = (end for end in ends if _depth(beginning[:end]) == 0)
    return next(outside, ends[0] if ends and _depth(beginning) else None)


def _depth(text: str) -> int:
    return sum(text.count(c) for c in _OPENERS) - sum(text.count(c) for c in _CLOSERS)


def measures_of(body: str) -> tuple[str, ...]:
    """The body's tasks, one a sentence or clause between ；; labels such as 牵头单位：… are none."""
    found = []
    for paragraph in body.split("\n"):
        for piece in _pieces(paragraph):
            words = _without_mark(piece.strip(" \u3000。；;！"))
            if len(words) >= _SHORTEST_MEASURE and not _LABEL.match(words):
                found.append(words)
    return tuple(found)


def _pieces(paragraph: str) -> Iterator[str]:
    """Cut at 。；！ outside of quotes and brackets; everywhere when these do not pair."""
    depth = start = 0
    paired = _depth(paragraph) == 0
    for match in _EVENTS.finditer(paragraph):
        if match[0] in _BREAKS:
            if depth == 0:
                yield paragraph[start : match.start()]
                start = match.end()
        elif paired:
            depth = max(0, depth + (1 if match[0] in _OPENERS else -1))
    yield paragraph[start:]


def _without_mark(words: str) -> str:
    mark = read_mark(words)
    return mark.rest if mark and mark.style is not Style.PART and not mark.unsure else words


def placeholders_in(text: str) -> int:
    return sum(1 for _ in _PLACEHOLDER.finditer(text))
