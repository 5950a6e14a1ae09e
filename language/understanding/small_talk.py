"""Greetings and thanks, and what concerns the chat itself: language, joining."""

import re

from language.intents import Intent, Smalltalk
from language.sending_intents import ResumeSending
from language.understanding.accounts import joining
from language.understanding.languages import language_wanted
from language.understanding.message import Message

_END = r"[!！。.~,， 哈啊呀哦噢啦了的]*$"
_SMALL = (
    (
        "received",
        re.compile(
            rf"^(?:嗯+|哦+|噢+|好+)?[, ]*(?:收到|知道|明白|了解|清楚|(?:好的?|收到|行|嗯)[, ]*(?:马上|立即|这就|尽快"
            rf"|立马|现在就)(?:去)?(?:办|落实|报|弄|处理)?|好|好的|好滴|好嘞|好咧|好哒"
            rf"|妥|嗯+|恩|行|可以|没问题|好的?好的?|遵命|照办|立马|马上办|这就办|(?:我)?(?:马上"
            rf"|立即|这就)(?:去)?(?:办|落实|弄|处理|安排)|ok"
            rf"|okay|okey|got it|noted|roger|👌|👍|1){_END}"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"^(?:(?:好的?|收到|嗯+|行|ok(?:ay)?)[, ]*)?"
            r"(?:谢谢?(?:您|你|大家|各位|领导)?(?:的?支持|理解|配合|提醒)?|麻烦(?:您"
            r"|你|你们)?了|有劳(?:您|你)?了?|费心了?|受累了?|谢啦|谢了(?:哥们儿?|老伙计|兄弟)?|谢谢侬噢?"
            r"|thanks a bunch|谢过|(?:太|非常|十分"
            r"|真(?:是)?|万分|多多)(?:感谢|谢谢|感激)(?:您|你|了|大家)*|么么哒|比心|感激不尽"
            r"|万分感谢"
            r"|多谢(?:多谢|支持)?|感谢(?:支持|理解|配合)?|辛苦(?:了|您了"
            r"|你了)?|(?:thanks?"
            r"|thx)(?: you)?(?: very much| a lot| so much)?"
            rf"|cheers|much appreciated|(?:i )?(?:really )?appreciate (?:it|that)|🙏){_END}"
        ),
    ),
    (
        "hello",
        re.compile(
            rf"^(?:各位|大家|尊敬的|领导|老师|同志|同事|主任|们)*(?:你好|您好|好(?=$|[!！。])|hi(?:ya)?|hello|hey"
            rf"|早(?:啊|呀|安呐)?|哈[喽啰罗](?:小督)?|hello there|hi there|(?:早|午|下午|晚)安"
            rf"|(?:请问)?(?:有人)?在(?:吗|不|么|线吗"
            rf"|不在)|hey there|(?:周末|节日|新年|假期|元旦"
            rf"|春节)(?:愉快|快乐|好)|新年好|早上好|上午好|下午好|晚上好|在吗|在不在|good (?:morning"
            rf"|afternoon"
            rf"|evening)|嗨){_END}[?？]?"
        ),
    ),
    (
        "bye",
        re.compile(
            rf"^(?:再见|拜拜了?您?|拜|bye[- ]?bye|走了|回见|明天见|下周见|晚安|先撤了|先走了|溜了"
            rf"|撤了|good ?night|have a good (?:day|evening|weekend)|(?:再见|拜拜)[ ,，]*(?:我?)下班了?"
            rf"|下班了?|bye|goodbye"
            rf"|see you){_END}"
        ),
    ),
    (
        "who_are_you",
        re.compile(
            r"^(?:那|请问|哎|喂|嘿)*(?:你(?:到底)?是(?:谁|哪个|哪位|干(?:什么|啥|嘛)的"
            r"|做什么的|何方神圣)|你叫什么名字[,，]谁做的你|你系边个[^,，]{0,4}|(?:hi"
            r"|hello)?,? ?who am i (?:talking|speaking) to|你(?:到底)?是(?:个)?(?:什么|啥)(?:人|东西|玩意儿?)?"
            r"|你(?:到底)?是(?:不是)?(?:个)?(?:真人伐?|人工|活人|人|机器人?|ai|程序|电脑"
            r"|智能体)(?:还是(?:真人|人工|活人|人|机器人?|ai|程序))?|你叫(?:什么|啥)(?:名字?)?"
            r"|(?:哈[喽啰罗]|你好)?[,，]?(?:机器人)?你(?:到底)?是?(?:男的?(?:还是)?女的?|多大|几岁|哪里?人)(?:了)?"
            r"|(?:so )?(?:who|what) are you|are you (?:a |an )?(?:bot|robot|human|real person"
            r"|machine|person|ai)(?: or (?:a |an )?(?:bot|robot|human|real person|machine"
            r"|person))?)[吗吧啊呀呢嘛?？!。. ]*$"
        ),
    ),
)
_KINDS = (
    ("thanks", re.compile(r"谢|辛苦|thank|thx")),
    ("received", re.compile(r"收到|知道|明白|好的?|嗯|行|ok|noted|got it")),
)
_NOTHING_BUT = re.compile(
    r"(?:没事了?|收到|知道了?|明白|清楚|好的?|好嘞|嗯|行|可以|没问题|谢谢?|感谢|多谢|辛苦|ok(?:ay)?"
    r"|thanks?|thx|you|got it|noted"
    r"|领导|老师|各位|大家|同志们?|督办|机器人|小督|师傅|再见|回见|拜拜|您|你"
    r"|[ ,，.。!！~、哈啊呀哦噢啦了的呢吧👌👍🙏])+"
)
"""「好的知道了谢谢」."""
_RESUME = re.compile(r"(?:恢复|继续|重新开始)(?:发送|推送|发消息)|resume sending")


_SIGNS = re.compile(
    r"[\u2600-\u27bf\ufe0f\u200d\U0001f300-\U0001f446\U0001f448-\U0001f44b\U0001f44f-\U0001f64e\U0001f650-\U0001faff]"
)
"""Faces and flowers beside the words; 👌, 👍 and 🙏 are words."""


def small_talk(message: Message) -> Intent | None:
    if len(message.text) > 24:
        return None
    text = _SIGNS.sub("", message.text)
    kind = next((kind for kind, pattern in _SMALL if pattern.search(text)), None) or _in_pieces(text)
    if kind is None and _NOTHING_BUT.fullmatch(message.text):
        kind = next((kind for kind, pattern in _KINDS if message.has(pattern)), None)
    return Smalltalk(kind) if kind else None


def _in_pieces(text: str) -> str | None:
    """「下班了 拜拜」「thanks a lot, bye」: several such words, of which the first counts."""
    pieces = [piece for piece in (_ENGLISH_BETWEEN if text.isascii() else _BETWEEN).split(text) if piece]
    kinds = [next((kind for kind, pattern in _SMALL if pattern.search(piece)), None) for piece in pieces]
    return kinds[0] if 1 < len(kinds) <= _MOST_PIECES and all(kinds) else None


_BETWEEN = re.compile(r"[ ,，。.!！~、;；]+")
_ENGLISH_BETWEEN = re.compile(r"[,.!;]+ *| and ")
_MOST_PIECES = 4


def about_the_chat(message: Message) -> Intent | None:
    if (language := language_wanted(message)) is not None:
        return language
    return ResumeSending() if _RESUME.fullmatch(message.text) else joining(message)
