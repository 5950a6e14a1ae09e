"""Numbers as people write them: 14, 十四, 廿三, 贰拾壹, fourteen, 14th, and in pinyin."""

import re

CHINESE = "零〇一二两三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾佰"
"""The characters of a numeral, for a character class."""

ANY = rf"(?:[0-9]{{1,4}}|[{CHINESE}]{{1,6}})"
"""A numeral in a pattern."""

LARGEST = 9_999

_DIGITS = {
    c: n
    for n, cs in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_CONTRACTED = {"廿": "二十", "卅": "三十"}

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_NUMBERS = {
    **{word: n for n, word in enumerate(_UNITS, start=1)},
    **{word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{
        f"{ten}{joint}{unit}": t + n
        for t, ten in zip(range(20, 100, 10), _TENS, strict=True)
        for n, unit in enumerate(_UNITS[:9], start=1)
        for joint in ("-", " ")
    },
}
ENGLISH = "(?:" + "|".join(sorted(ENGLISH_NUMBERS, key=len, reverse=True)) + ")"

_PINYIN = {"ling": 0, "yi": 1, "er": 2, "liang": 2, "san": 3, "si": 4, "wu": 5, "liu": 6, "qi": 7, "ba": 8, "jiu": 9}
PINYIN = r"(?:(?:shi|ling|yi|er|liang|san|si|wu|liu|qi|ba|jiu) ?){1,4}"


def number(words: str) -> int | None:
    """None for what is no numeral or beyond LARGEST."""
    if words.isascii() and words.isdigit():
        return int(words) if len(words) <= 4 else None
    if words in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[words]
    for short, long in _CONTRACTED.items():
        words = words.replace(short, long)
    if words and all(c in _DIGITS for c in words):
        return int("".join(str(_DIGITS[c]) for c in words)) if len(words) <= 4 else None
    return _with_places(words)


def _with_places(words: str) -> int | None:
    total, digit, last = 0, -1, 1_000
    for c in words:
        if c in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[c]
        elif c in _PLACES and _PLACES[c] < last:
            last = _PLACES[c]
            total += last * (digit if digit > 0 else 1)
            digit = -1
        else:
            return None
    return total + max(digit, 0) if words else None


def pinyin_number(words: str) -> int | None:
    """ "shi si" is 14, "er shi san" 23."""
    total, digit, ten = 0, 0, False
    for syllable in re.findall(r"shi|ling|yi|er|liang|san|si|wu|liu|qi|ba|jiu|[a-z]+", words):
        if syllable == "shi":
            total, digit, ten = total + 10 * (digit or 1), 0, True
        elif syllable in _PINYIN:
            if digit:
                return None
            digit = _PINYIN[syllable]
        else:
            return None
    return total + digit if total or digit or ten else None
