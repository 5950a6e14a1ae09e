"""What of a message the second reader looks at: runs of signs in which what the grammar found is masked, and hints.

Items, units, days, shares and amounts are the grammar's own findings; each becomes one sign, so that an example with
one item says something about every other, in this county and in the next.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from language.understanding.message import Message

ITEM, UNIT, DAY, SHARE, COUNT, HOUR = "IUDPNH"
MISSING, OVER = "XO"
"""An item that the plan does not have, and a day that is over or never was. Plain text is lower case, so capitals are
free."""
LONGEST = 160
"""Signs of the masked text; what stands behind them says little about what is wished."""
_RUNS = (1, 2, 3, 4)
_SHARES = re.compile(
    r"[0-9]+(?:\.[0-9]+)? ?(?:%|个?百分点|percent)|百分之[零一二三四五六七八九十百]+"
    r"|[一二三四五六七八九]成(?![立员果功])"
)
_HOURS = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})点(?:半|钟|[0-9]{1,2}分?)?(?!建议|意见)"
    r"|[0-9]{1,2}:[0-9]{2}|\b[0-9]{1,2} ?(?:am|pm)\b"
)
_COUNTS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_ITEM_WORDS = re.compile(r"(?:\b(?:items?|tasks?|no\.?|第) ?)?#?(?:I|N(?=[项条号](?![指标措])))(?:[项条号](?:任务)?)?")
_SEVERAL = re.compile(r"([IUDPNXO])(?: ?(?:[、,和与跟及/&]|and|以及|还有)? ?\1)+")
_STOPS = re.compile(r"[\s。;；!！,，、:：~…“”\"'「」()（）]+")
_LATIN_ONLY = re.compile(r"[a-z ]+")
"""Short runs inside of Latin words say nothing; the words do."""
_LATIN = re.compile(r"[a-z][a-z']*|[A-Z]")


def traits(message: Message) -> list[str]:
    """Each once, in the order in which they come; the same for the same message. At most some 700 of them."""
    return traits_of(message, masked(message))


def traits_of(message: Message, text: str) -> list[str]:
    """The same, where the message is masked already."""
    return list(dict.fromkeys(_traits(message, text)))


def _traits(message: Message, text: str) -> Iterator[str]:
    framed = f"^{text}$"
    for length in _RUNS:
        for start in range(len(framed) - length + 1):
            run = framed[start : start + length]
            if length == _RUNS[-1] or not _LATIN_ONLY.fullmatch(run):
                yield run
    words = _LATIN.findall(text)
    yield from (f"w:{word}" for word in words)
    yield from (f"w:{one} {other}" for one, other in pairwise(words))
    yield from _hints(message, text)


def _hints(message: Message, text: str) -> Iterator[str]:
    """What the grammar's finders saw, and who speaks in what chat."""
    yield f"role:{message.hearing.role.value if message.hearing.role else 'nobody'}"
    yield f"length:{min(len(text) // 8, 6)}"
    if message.hearing.conversation is not None and message.hearing.conversation.items:
        yield "about"
    for sign in (ITEM, UNIT, DAY, SHARE, COUNT):
        if sign in text:
            yield f"has:{sign}"
    if message.named.ranged:
        yield "ranged"
    if message.asking:
        yield "asking"


def is_hint(trait: str) -> bool:
    """What was not said, but stands around it."""
    return trait in ("about", "ranged", "asking") or trait.partition(":")[0] in ("role", "length", "has")


def masked(message: Message) -> str:
    """The plain text with one capital for each thing found; stops become one space."""
    text = message.text
    marks = [" "] * len(text)
    _mark(
        marks, ((place, place + 1) for place, sign in enumerate(message.named.rest) if sign == "\u2591"), _item(message)
    )
    _mark(marks, iter(message.numbers.rather_items()), ITEM)
    _mark(marks, (found.span() for found in _SHARES.finditer(text)), SHARE)
    if (day := message.deadline) is not None:
        _mark(marks, (day.span,), OVER if day.problem in _NO_DAY else DAY)
    _mark(marks, ((mention.start, mention.end) for mention in message.mentions), UNIT)
    _mark(marks, (found.span() for found in _HOURS.finditer(text)), HOUR)
    _mark(marks, (found.span() for found in _COUNTS.finditer(text)), COUNT)
    pieces: list[str] = []
    for sign, mark in zip(text, marks, strict=True):
        if mark == " ":
            pieces.append(sign)
        elif not pieces or pieces[-1] != mark:
            pieces.append(mark)
    bare = _ITEM_WORDS.sub(ITEM, _STOPS.sub(" ", "".join(pieces)))
    return _SEVERAL.sub(r"\1", bare).strip()[:LONGEST]


_NO_DAY = frozenset({"deadline_past", "impossible_date"})


def _item(message: Message) -> str:
    named = message.named
    return MISSING if named.missing is not None and not named.items else ITEM


def _mark(marks: list[str], spans: Iterator[tuple[int, int]] | tuple[tuple[int, int], ...], sign: str) -> None:
    for start, end in spans:
        if all(mark == " " for mark in marks[start:end]):
            marks[start:end] = [sign] * (end - start)
