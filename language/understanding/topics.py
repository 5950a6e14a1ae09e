"""Finds items by what they are about: words of titles weigh more than of texts, rare ones more than common."""

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from language.intents import ItemNo
from language.lexicon import KnownItem
from language.understanding.plain_words import plain

TITLE_WEIGHT = 3.0
ENOUGH = 2.5
"""Below this nothing is offered."""
SURE = 8.0
"""From here on a topic needs no word that points at an item."""
CLEAR = 1.35
"""The best must be this much better than the second to be taken without asking."""
MOST = 4

_SAME = {
    "改厕": ("户厕", "厕所"),
    "厕所": ("户厕", "卫生厕所"),
    "河长制": ("河长", "河湖"),
    "河湖长": ("河长", "河湖"),
    "修路": ("公路", "道路"),
    "看病": ("医疗", "卫生"),
    "上学": ("教育", "学校"),
    "学校": ("教育", "校园"),
    "房子": ("住房", "小区"),
    "旧小区": ("老旧小区",),
    "种树": ("造林", "绿化"),
    "污水": ("污水处理", "污水治理"),
    "招商": ("招商引资",),
    "打工": ("就业",),
    "网上办": ("政务", "营商"),
    "发文": ("减负", "文山会海"),
    "安全": ("安全生产",),
    "垃圾": ("生活垃圾", "人居环境"),
    "脱贫": ("脱贫攻坚", "防返贫"),
    "tourism": ("旅游",),
    "culture": ("文化",),
    "school": ("教育", "校园"),
    "education": ("教育",),
    "kindergarten": ("幼儿园",),
    "housing": ("住房", "小区"),
    "toilet": ("户厕", "厕所"),
    "employment": ("就业",),
    "jobs": ("就业",),
    "safety": ("安全生产",),
    "investment": ("招商引资",),
    "roads": ("公路",),
    "transport": ("交通",),
    "health": ("医疗卫生",),
    "rivers": ("河湖",),
    "water": ("节约用水", "河湖"),
    "air": ("空气",),
    "grain": ("粮食",),
    "sports": ("体育",),
    "heritage": ("文化遗产",),
    "innovation": ("科技创新",),
    "business environment": ("营商环境",),
}
_EMPTY = re.compile(
    r"请问|麻烦|一下|帮我|帮忙|给我|我想|想要|看看|看下|看|查查|查一下|查|问问|问|说说|说|讲讲|告诉我"
    r"|那一?[项个条块]|这一?[项个条块]|哪一?[项个条]"
    r"|有没有|有无|是什么|什么|怎么样了?|怎样|咋样了?|怎么|咋|如何|情况|进展|进度|现在|目前|最近|到底"
    r"|的事情?|的任务|任务|工作(?![站群])|方面|相关|有关"
    r"|关于|推进|完成|了吗|吗|呢|吧|啊|呀|哦|了|的|得|在|是|有(?!机)|都|还|就(?![业地近诊读])|和(?![美谐])|跟"
    r"|与|到(?!位)|搞|办(?![学公])|弄|干(?!部)"
    r"|做(?![强优])|谁|啥"
    r"|哪儿|哪里|哪"
    r"|\b(?:the|item|items|task|tasks|about|on|of|is|are|what|which|show|me|status|how|going|one"
    r"|please|for|with|to|a|an|in|and|find|tell|us|s)\b"
)
_WORD = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]{3,}|[0-9][a-z]")
_LATIN = 2
"""「4A」 and 「12345」 say more than as many characters."""


@dataclass(frozen=True, slots=True)
class Match:
    item: ItemNo
    score: float


class Topics:
    """Built once for a lexicon: every run of 2–4 characters of the titles and texts, and who has it."""

    def __init__(self, items: Sequence[KnownItem]) -> None:
        self._titles: dict[str, set[int]] = {}
        self._texts: dict[str, set[int]] = {}
        self._numbers = [ItemNo(item.number, item.part) for item in items]
        for place, item in enumerate(items):
            for gram in _grams(plain(item.title)):
                self._titles.setdefault(gram, set()).add(place)
            for gram in _grams(plain(item.text)):
                self._texts.setdefault(gram, set()).add(place)

    def find(self, words: str) -> list[Match]:
        """Best first; empty when nothing is about it. `words` is plain text."""
        scores: dict[int, float] = defaultdict(float)
        for chunk in core(words):
            for variant, weight in (
                (chunk, 1.0),
                *((same, 0.8) for short, s in _SAME.items() if short in chunk for same in s),
            ):
                for place, score in self._scores(variant).items():
                    scores[place] += score * weight
        ranked = heapq.nsmallest(MOST + 2, scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Match(self._numbers[place], score) for place, score in ranked if score >= ENOUGH]

    def _scores(self, chunk: str) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        total = len(self._numbers) or 1
        for gram in set(_grams(chunk)):
            for table, weight in ((self._titles, TITLE_WEIGHT), (self._texts, 1.0)):
                holders = table.get(gram)
                if holders:
                    rare = math.log(1 + total / len(holders))
                    score = weight * rare * (len(gram) - 1 + _LATIN * gram[0].isascii())
                    for place in holders:
                        scores[place] += score
        return scores


def clear(matches: Sequence[Match]) -> bool:
    """Whether the first may be taken without asking."""
    return bool(matches) and (len(matches) == 1 or matches[0].score >= CLEAR * matches[1].score)


def core(words: str) -> list[str]:
    """What the words are about, without asking, politeness and grammar."""
    return [chunk for chunk in _WORD.findall(_EMPTY.sub(" ", words)) if len(chunk) >= 2]


def _grams(text: str) -> list[str]:
    grams = []
    for run in _WORD.findall(text):
        if run[0].isascii():
            grams.append(run)
            continue
        grams += [run[n : n + size] for size in (2, 3, 4) for n in range(len(run) - size + 1)]
    return grams
