"""Finds a plan's title and year among the lines before its first mark."""

import re

from documents.numerals import number

_KIND = re.compile(r"要点|计划|规划|方案|任务|安排|清单|台账|目标")
_NOTICE = re.compile(r"印发|通知|转发")
_ENDS = re.compile(r"[。；：，、！？,;:!?]$")
_SENTENCE = re.compile(r"[。；！？]")
_YEAR = re.compile(
    r"(?<![0-9０-９])((?:19|20|１９|２０)[0-9０-９]{2})(?![0-9０-９])|([一二][〇零○一二三四五六七八九]{3})"
)
_BEGINS_WITH_YEAR = re.compile(r"(?:[12１２][0-9０-９]{3}|[一二][〇零○一二三四五六七八九]{3})\s*年")
_DOCUMENT_NUMBER = re.compile(r"[〔\[【（(第].*号|文件$|^各")
_LONGEST = 60
_ISSUER = 24


def find_title(front: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The title ("" when there is none) and the lines before it; the preamble follows it."""
    candidates = [n for n, line in enumerate(front) if _may_be_title(line)]
    chosen = next((n for n in candidates if not _NOTICE.search(front[n])), candidates[0] if candidates else None)
    if chosen is None:
        return "", ()
    title, above = front[chosen], chosen
    if chosen and _BEGINS_WITH_YEAR.match(title) and _may_issue(front[chosen - 1]):
        title, above = front[chosen - 1] + title, chosen - 1
    return title.strip("《》#* "), front[:above]


def find_year(title: str) -> int | None:
    for match in _YEAR.finditer(title):
        year = number(match[1] or match[2])
        if year is not None and 1949 <= year <= 2100:
            return year
    return None


def _may_be_title(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_KIND.search(line)) and not _ENDS.search(line) and not _SENTENCE.search(line)


def _may_issue(line: str) -> bool:
    return len(line) <= _ISSUER and not any(p.search(line) for p in (_ENDS, _SENTENCE, _DOCUMENT_NUMBER))
