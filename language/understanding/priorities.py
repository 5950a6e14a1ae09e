"""How urgent an item is (紧急程度): 「14项定为特急」「14项不急了」, and "mark item 14 urgent"."""

import re

from language.intents import Intent
from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.moving import lays_down, move, wished
from language.understanding.pointing import ASSIGN

_TOP, _HIGH, _USUAL = r"特急|十万火急", r"加急|紧急|急", r"一般|普通|平常|常规|正常"
_NAME = r"(?:件|级|事项|任务|类)?"
_TO = r"(?:定|设|标记?|列|改|调整?|升级?|提级?|降级?|转|划|算|按|当)(?:为|成|到|作)?"
_ONLY = rf"^[把将请就先也都的,，:： {BLANK}]*(?:任务|事项|工作)?(?:是|算|属于?|为)?"
_END = r"(?:办理|处理|来办|对待|推进|办)?[了吧啊呢。!！ ]*$"
_LOWERED = re.compile(
    rf"{_ONLY}(?<!急)不(?:再|算|是|那么|太|特别|很|怎么)*(?:{_TOP}|{_HIGH}){_NAME}{_END}"
    rf"|(?:取消|去掉|解除|撤销|摘掉|撤掉)[^,，]{{0,3}}(?:{_TOP}|加急|紧急|急件){_NAME}"
    rf"|紧急程度[^,，]{{0,6}}(?:{_USUAL})|{_TO}(?:{_USUAL})件"
    rf"|(?:{_TOP}|{_HIGH}){_NAME}(?:改|调整?|降)(?:为|成|到)(?:{_USUAL})"
    r"|\b(?:not|no longer|isn't) (?:so |that |very )?urgent\b|\b(?:normal|ordinary|low) priority\b"
)
_URGENT = re.compile(
    rf"(?:{_TO}|紧急程度[^,，]{{0,6}})(?:{_TOP}){_NAME}|{_ONLY}(?:{_TOP}){_NAME}{_END}"
    r"|\b(?:mark|make|set|flag|treat)\b.{0,30}\burgent\b|\bis (?:now |very )?urgent\b|\burgent priority\b"
)
_PRESSING = re.compile(
    rf"(?:{_TO}(?:加急|紧急(?!通知|会议|情况|预案|状态|文件|需)|急(?![需用救诊于]))|紧急程度[^,，]{{0,6}}(?<!紧)急)"
    rf"{_NAME}|{_ONLY}(?:{_HIGH}){_NAME}{_END}|\bhigh priority\b"
)


def priority(message: Message) -> Intent | None:
    """Three levels: 特急 (urgent), 急 (high), 一般 (ordinary)."""
    if message.asking or not lays_down(message) or not message.loosely_named.items or message.has(ASSIGN):
        return None
    if wished(message, _LOWERED, denying=True) is not None or _says_only(message, _LOWERED):
        return move(message, "set_priority", level="ordinary")
    for level, words in (("urgent", _URGENT), ("high", _PRESSING)):
        if wished(message, words) is not None or _says_only(message, words):
            return move(message, "set_priority", level=level)
    return None


def _says_only(message: Message, words: re.Pattern[str]) -> bool:
    """Besides the items nothing but how urgent they are."""
    found = words.match(message.loosely_named.rest)
    return found is not None and found.end() == len(message.loosely_named.rest)
