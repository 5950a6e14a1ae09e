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
    "改厕": ("户厕", "厕所", "卫生户厕"),
    "文旅产业": ("文化旅游产业",),
    "吃水": ("农村供水", "自来水"),
    "供水": ("自来水",),
    "老小区": ("老旧小区",),
    "幼儿园": ("基础教育",),
    "医院": ("医疗卫生",),
    "卫生院": ("医疗卫生",),
    "树木": ("国土绿化",),
    "蓝天": ("空气",),
    "水质": ("水环境质量",),
    "河道": ("河湖管护",),
    "戏楼": ("历史文化遗产",),
    "古建": ("文物",),
    "农民工工资": ("欠薪",),
    "欠薪": ("就业",),
    "科技": ("科技创新",),
    "消费": ("消费市场",),
    "民宿": ("文化旅游产业",),
    "干部": ("干部队伍",),
    "党支部": ("基层党组织",),
    "党建": ("基层党组织",),
    "危房": ("居住条件",),
    "停车": ("停车泊位",),
    "热线": ("12345",),
    "厕所": ("户厕",),
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
    "创a": ("a级创建",),
    "法治政府": ("依法行政",),
    "city wall": ("古城墙",),
    "厂房": ("标准厂房",),
    "健身": ("健身器材",),
    "冷库": ("冷链",),
    "路网": ("交通网络",),
    "文体": ("文化体育",),
    "ski": ("冰雪",),
    "snow festival": ("冰雪",),
    "cold stor": ("冷链",),
    "opera": ("戏楼",),
    "homestay": ("民宿",),
    "guesthouse": ("民宿",),
    "innovation": ("科技创新",),
    "business environment": ("营商环境",),
    "industrial park": ("工业园区",),
    "tourist": ("旅游",),
    "scenic": ("景区",),
    "intangible": ("非遗",),
    "relic": ("文物",),
    "library": ("图书馆",),
    "hospital": ("医院",),
    "clinic": ("卫生院",),
    "medical": ("医疗卫生",),
    "residential": ("老旧小区",),
    "neighbourhood": ("老旧小区",),
    "neighborhood": ("老旧小区",),
    "parking": ("停车泊位",),
    "sewage": ("污水",),
    "garbage": ("生活垃圾",),
    "waste": ("生活垃圾",),
    "highway": ("公路",),
    "traffic": ("交通网络",),
    "bridge": ("桥梁",),
    "farmland": ("农田",),
    "cattle": ("肉牛",),
    "forest": ("造林",),
    "grassland": ("草原",),
    "river": ("河湖",),
    "irrigation": ("灌区",),
    "technology": ("科技创新",),
    "high-tech": ("高新技术",),
    "hotline": ("12345",),
    "party": ("基层党组织",),
    "cadre": ("干部",),
    "burden": ("减负",),
    "consumption": ("消费市场",),
    "consumer": ("消费市场",),
    "night market": ("夜市",),
    "villages": ("乡村",),
    "rural living": ("人居环境",),
    "open government": ("政务公开",),
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
    r"|第?[一二三四]季度末?|[上下]半年|[今明去]年底?|年底|月底|[本上下这]个?月"
    r"|[本上下这]周|(?:那|这)?(?:个|些)项目|对接|谁家|家的|活儿?|走(?=到)|推到|到哪?一步|哪一步|一步"
    r"|哪步|亮灯|灯色"
    r"|[红黄绿蓝]灯|操作记录|记录|来龙去脉|经过|历史(?!文化|遗产)|分管领导|责任领导"
    r"|包抓领导|(?:副?县长|县领导|领导|书记|主任)(?!干部|班子)"
    r"|报我|汇报|挑头|牵头|负责(?!人)|主抓|承办|主办|协办|个样|啥样|样子|程度"
    r"|嘛|咧|撒|噻|哈|哇|嘞|多久|到期|截止|多少|差(?!距)|理由|依据|原因|位|我们"
    r"|咱们?|我|你|局|单位|部门|最新|动静|消息|搜一?下|搜|找(?!回)|凡是|提到"
    r"|涉及"
    r"|没有?(?=[谁人])|为何|为|县上|县里|哪|给|帮|把|请|把握|整得|整|这块|那块"
    r"|一块|全部|所有|列出?来?|列(?!车)|发(?!展|放|明)"
    r"|\b(?:the|item|items|task|tasks|about|on|of|is|are|what|which|show|me|status|how|going|one"
    r"|please|for|with|to|a|an|in|and|find|tell|us|s)\b"
)
_OPENING, _FIRST = 20, 1.5
"""What a text begins with is rather what the item is about than what it mentions later."""
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
        self._openings: set[tuple[str, int]] = set()
        self._numbers = [ItemNo(item.number, item.part) for item in items]
        for place, item in enumerate(items):
            for gram in _grams(plain(item.title)):
                self._titles.setdefault(gram, set()).add(place)
            text = plain(item.text)
            for gram in _grams(text):
                self._texts.setdefault(gram, set()).add(place)
            self._openings |= {(gram, place) for gram in _grams(text[:_OPENING])}

    def find(self, words: str) -> list[Match]:
        """Best first; empty when nothing is about it. `words` is plain text."""
        scores: dict[int, float] = defaultdict(float)
        chunks = core(words)
        for chunk in chunks:
            for variant, weight in (
                (chunk, 1.0),
                *((same, 0.8) for short, s in _SAME.items() if short in chunk for same in s),
            ):
                for place, score in self._scores(variant).items():
                    scores[place] += score * weight
        for short, s in _SAME.items():
            if short in words and not any(short in chunk for chunk in chunks):
                for same in s:
                    for place, score in self._scores(same).items():
                        scores[place] += score * 0.8
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
                        scores[place] += score * (_FIRST if (gram, place) in self._openings else 1)
        return scores


def clear(matches: Sequence[Match]) -> bool:
    """Whether the first may be taken without asking."""
    return bool(matches) and (len(matches) == 1 or matches[0].score >= CLEAR * matches[1].score)


_NUMERALS = re.compile(
    r"[一二三四五六七八九]十[一二三四五六七八九]?|百分之[零一二三四五六七八九十百]+|[一二三四五六七八九]百[一二三四五六七八九十]*"
)
"""「八十五」 is no topic, though a plan may speak of the 「十五五」."""


def core(words: str) -> list[str]:
    """What the words are about, without asking, politeness, numerals and grammar."""
    bare = _EMPTY.sub(" ", _NUMERALS.sub(" ", words))
    return [chunk for chunk in _WORD.findall(bare) if len(chunk) >= 2]


def _grams(text: str) -> list[str]:
    grams = []
    for run in _WORD.findall(text):
        if run[0].isascii():
            grams.append(run)
            continue
        grams += [run[n : n + size] for size in (2, 3, 4) for n in range(len(run) - size + 1)]
    return grams
