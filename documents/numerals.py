"""Numbers as documents write them: half and full width digits, 二十三, 二〇二六."""

DIGITS = "0123456789０１２３４５６７８９"
CHINESE = "〇零○一二三四五六七八九十百"

_VALUES = {**dict.fromkeys("〇零○", 0), **{c: n for n, c in enumerate("一二三四五六七八九", start=1)}}
_WIDTH = str.maketrans("０１２３４５６７８９％．，", "0123456789%.,")


def half_width(text: str) -> str:
    """Digits, percent sign, point and comma in half width; the length stays."""
    return text.translate(_WIDTH)


def number(words: str) -> int | None:
    """ "12", "１２", "十二", "二〇" or "一百零三"; None when it is no number."""
    if words and all(c in DIGITS for c in words):
        return int(half_width(words))
    if words and all(c in _VALUES for c in words):
        return int("".join(str(_VALUES[c]) for c in words))
    return _with_places(words)


def _with_places(words: str) -> int | None:
    total, digit, place = 0, -1, 1000
    for c in words:
        if c in _VALUES:
            if digit > 0:
                return None
            digit = _VALUES[c]
        elif c in "十百" and (size := 10 if c == "十" else 100) < place:
            total += size * (digit if digit > 0 else 1)
            digit, place = -1, size
        else:
            return None
    return total + max(digit, 0) if words else None
