"""Persons and units as a sentence about people names them."""

import re

from language.understanding.message import Message
from language.understanding.plain_words import plain

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
    "姜崔谭陆范汪廖石金韦贾夏付方"
    "邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常汤康易乔赖文施洪辛柯庄温牛樊葛邢安齐庞"
    "颜倪俞翟蓝聂章鲁岳"
    "柴申单季祝左焦骆倪阮柳裴甘瞿穆舒耿卜路涂古司詹管解冉苗盛童纪饶凌霍房包关尤靳牟桂商米宁候鲍尚佟"
)
NAME = rf"(?:[小老][{SURNAMES}]|[{SURNAMES}][\u4e00-\u9fff](?:[\u4e00-\u9fff·]{{0,2}}?))"
"""By the surname, as freely as a sentence may put it."""
LOOSE_NAME = r"[\u4e00-\u9fff·]{2,4}?"
"""Any name, where nothing else could stand."""
I = ("我", "本人", "自己", "我自己", "")  # noqa: E741 - the speaker
_OPENING = re.compile(
    r"(?:请|麻烦(?:你|您)?|帮(?:我|忙)?|劳驾|给(?!我)|替|把|将|让|叫|对|再|另外|还有|那个|通知"
    r"|我们?[局办镇乡单位]{0,2}的?|咱们?[局办镇乡单位]{1,2}的?"
    r"|本[单位局]{1,2}的?|[ ,，])*"
)


_LONGEST_NAME = 60


def somebody(message: Message) -> tuple[int | None, str]:
    """The sentence from the person's name on, and the unit that stood before the name."""
    opened = _OPENING.match(message.text)
    unit, rest = unit_before(message, message.text[opened.end() if opened else 0 :])
    return unit, rest or ""


def the_unit(message: Message, words: str) -> int | None:
    """The one unit that the words are, and nothing else."""
    words = words.strip('“”"「」 ')
    mention = next(iter(message.known.units.mentions(words)), None)
    whole = mention is not None and mention.start <= 1 and mention.end >= len(words) - 1
    return mention.one if mention is not None and whole else None


def unit_before(message: Message, words: str) -> tuple[int | None, str | None]:
    """「文旅局的林晓禾」: the unit and the rest; without a unit all is the rest."""
    words = words.strip()
    mention = next(iter(message.known.units.mentions(words[:_LONGEST_NAME])), None)
    if mention is None or mention.start > 0:
        return None, words
    return mention.one, words[mention.end :].removeprefix("的").strip()


def person_named(message: Message, name: str) -> str:
    """As it was written: the plain form may have turned 張 into 张. "" is the speaker."""
    if name in I:
        return ""
    original = message.original
    for start in range(len(original) - len(name) + 1):
        if plain(original[start : start + len(name)]) == name:
            return original[start : start + len(name)]
    return name


NO_NAME = re.compile(
    r"群|[省市县局]里|[项条]|系统|备份|数据|提醒|消息|(?:没|没有|不是|听|他|她)说|\b(?:the|group|chat)\b"
)
"""Stands in what a sentence is about, and in nobody's name."""
_NO_ENGLISH_NAME = re.compile(
    r"\b(?:how|what|who|which|when|where|why|is|are|was|were|the|an?|it|this|that|he|she|they|i|we|you|me|us|him"
    r"|her|them|my|our"
    r"|your|his|their|days?|weeks?|time|items?|tasks?|nothing|anything|something|everything|everyone|everybody"
    r"|nobody|no|one|someone"
    r"|somebody|many|much|all|any|some|please|code|link|unit|units|people|not|never|never|only|deadline|report"
    r"|group|chat|bot)\b"
)


def english_name(message: Message, name: str) -> bool:
    """Up to three words none of which is another part of speech or a unit."""
    return not _NO_ENGLISH_NAME.search(name) and not message.known.units.mentions(name)
