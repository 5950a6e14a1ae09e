"""Which language somebody wants to be answered in: 换回中文, 以后跟我说英文, write to me in English from now on."""

import re

from language.intents import SetLanguage
from language.understanding.message import Message

_NAMES = (
    ("en", r"(?:英文|英语|英语话|english|洋文)"),
    ("zh", r"(?:中文|汉语|普通话|国语|汉字|中国话|chinese|mandarin)"),
)
_TO = (
    r"(?:或者?|说|讲|用|换(?:回|成|到|个|为)?|切(?:换)?(?:回|到|成|为)?|改(?:回|成"
    r"|到|用|为)?|调(?:成|回|到)?|转(?:成|为|到)?|设(?:成|为|置成|置为)?|回到?"
    r"|恢复(?:成|为|到)?|变回|变成|显示|发|要|写"
    r"|in|back to|to|use|speak|prefer|want|need|set) ?$"
)
_BEHIND = re.compile(
    r"^ ?(?:吧|版|界面|模式|回复|回答|跟我|和我|给我|聊|交流|说话?|显示|就行"
    r"|就好|please|from now|now|mode|version|only|ok|replies|messages|$|[,，。.!！])"
)
_NOT_THIS = re.compile(
    r"(?:不懂|不会|看不明白|别给我|别跟我|不要蹦|别|不要|不用|不想|怎么(?:是|变成?)|是|成了|变成了"
    r"|no more|not|stop) ?(?:说|讲|用|看|再用|换|切换?|改)?(?:成|到|为)?$"
)
_WISH = re.compile(
    r"恢复|变回|换|切|改|说|讲|用|设|调|转|回|看不懂|不懂|界面|语言|以后|吧(?:$|[,，])|跟我|版$|模式|就好|就行"
    r"|\b(?:switch|change|speak|use|reply|write|talk|answer|please|in|from now|language|prefer|set|back)\b"
)
_ABOUT_SOMETHING_ELSE = re.compile(
    r"翻译|单词|培训|老师|课|名字?(?:叫|是)|文件|材料|怎么(?:说|写|拼)|名称|报告"
    r"|方案|任务|事项|项目|牵头|会(?:说|讲)?$|吗$|项|标语|版的"
)
_WHICH = re.compile(
    r"^(?:这个?|你|系统|机器人)*(?:支持|能用|会说?|有没有|有)(?:英文|英语|中文)(?:版|界面)?(?:不|吗|么|没有)?$|"
    r"^语言(?:在哪|怎么|咋|如何|哪里?)[^,，]{0,4}(?:切换|换|改|设置?|调)$|^(?:我?(?:要"
    r"|想)|请|帮我|能不能|可以)*(?:换|切换|改|设置|调|修改|更换|选)(?:一下"
    r"|个|种|门)?(?:界面)?(?:的)?语言(?:吧|设置)?$|^(?:界面)?语言(?:设置|选择"
    r"|切换)?$"
    r"|^(?:change |switch |set |choose |another )?(?:the |my )?language(?: settings)?$"
)
_OLD_POLITE = re.compile(r"(?:能不能|可不可以|可以|能)[^,，]{0,6}(?:吗|么)?$")
_LONGEST = 60


def language_wanted(message: Message) -> SetLanguage | None:
    text = message.text.strip(" .。!！~?？")
    if _WHICH.match(text):
        return SetLanguage("")
    if len(text) > _LONGEST or message.items or message.mentions:
        return None
    spoken = [(name, found) for name, words in _NAMES for found in re.finditer(words, text)]
    if not spoken:
        return None
    if len(spoken) == 1 and spoken[0][1].span() == (0, len(text)):
        return SetLanguage(spoken[0][0])
    polite = _OLD_POLITE.search(text) is not None
    if not _WISH.search(text) or (_ABOUT_SOMETHING_ELSE.search(text) and not polite):
        return None
    wanted = [name for name, found in spoken if _is_wanted(text, found)]
    if not wanted:
        refused = {name for name, _ in spoken}
        wanted = ["zh" if refused == {"en"} else "en"] if len(refused) == 1 and _REFUSES.search(text) else []
    return SetLanguage(wanted[-1]) if wanted else None


def language_named(message: Message) -> str:
    """The one that is meant in a sentence about languages; "" where that is not sure."""
    text = message.text
    spoken = [(name, found) for name, words in _NAMES for found in re.finditer(words, text)]
    spoken += [("en" if found[0] == "en" else "zh", found) for found in _SHORT.finditer(text)]
    wanted = {name for name, found in spoken if _is_wanted(text, found)}
    others = {name for name, found in spoken if not _NOT_THIS.search(text[: found.start()])}
    return next((names.pop() for names in (wanted, others) if len(names) == 1), "")


_SHORT = re.compile(r"\b(?:en|zh|cn)\b")
_REFUSES = re.compile(r"看不懂|不懂|听不懂|(?:别|不要|不想)(?:再)?(?:说|讲|用)|不会(?:英|说)")


def _is_wanted(text: str, found: re.Match[str]) -> bool:
    before, behind = text[: found.start()], text[found.end() :]
    if _NOT_THIS.search(before) and not re.search(r"还是 ?(?:用|说|讲)?$", before):
        return False
    return re.search(_TO, before) is not None or _BEHIND.match(behind) is not None
