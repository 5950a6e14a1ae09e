"""Sentences about people whose every word is known, so that what is left over can only be a person's name.

新来的司法局局长叫周正，给他开通一下 · 民政局孙丽调外县去了，以后不用她了，接手的是张倩
"""

import re
from dataclasses import dataclass

from language.understanding.item_numbers import BLANK
from language.understanding.message import Message
from language.understanding.naming import SURNAMES, person_named
from language.understanding.posts import OFFICE_TITLE, POST
from language.understanding.units import Mention

_LONGEST = 60
_NAME = rf"(?:[小老][{SURNAMES}](?![\u4e00-\u9fff]?[,，。;； ]*[{SURNAMES}]{{2}})|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
_SUCCESSOR = re.compile(
    r"(?:[,，。;；、 ]*(?:他|她|其|原来|原先|剩下|后面|名下|手[头上里下]|手边|所有|全部|的|那|这|一|些|摊|把|将)*"
    r"(?:工作|任务|事项|事情?|活儿?|摊子|担子|业务|岗位|职务|班)(?:都|先|就|全|全部|统一|一并)*"
    r"(?:移?交给?|移交给?|由|让|给|归|转给|转|换成?|交接给)"
    r"|[,，。;；、 ]*(?:接手|接替|接班|接任|继任|顶替|顶岗|接他|接她|接)(?:他|她)?(?:工作|班)?(?:的)?(?:人"
    r"|同志)?(?:是|为|:|叫)"
    rf"|[,，。;；、 ]*(?:由|让|请|换成?|改成|现在是|新的?是)(?={_NAME}(?:同志)?(?:来)?(?:接|顶|负责|代|管"
    rf"|了?(?:$|[,，。]))))"
    rf"(?P<next>{_NAME})(?:同志)?(?:来)?(?:先)?(?:接手|接替|负责|接管|接任|接班|接上|接|顶上|顶岗|顶替|顶|代管"
    rf"|代|管|盯着?|干|做)?"
    r"(?:着|吧|了)*(?=[,，。;；! ]|$)"
)
_FUNCTION = (
    r"麻烦(?:你|您)?|劳驾|帮忙|帮(?:我们?|他|她)?|给(?:我们?|咱们?|他|她|其)?|叫做|名叫|名字(?:叫|是)?|姓名|就是"
    r"|另外|对了|已经|刚刚|刚才|今天|昨天|明天|上周|这周|下周|下个?月|明年|后天|上个?月|本月|这个?月"
    r"|[0-9]{1,2}月份?|[0-9]{1,2}[日号]"
    r"|上午|下午|最近|近期|年底|月底|月初|年初|现在|目前|以后|今后|往后"
    r"|从?(?:今天|今|现在|即日|明天|下周|下个?月)起|从今往后|因为|由于|所以|然后|同时|马上|尽快|赶紧"
    r"|[那这]边|原来|原先|之前|以前|(?:我们?|咱们?|本)(?:办公室|委员会|管委会)|我们?(?:[局办委镇乡院部]里?|单位)"
    r"|咱们?(?:[局办委镇乡院部]里?|单位)?"
    r"|本(?:[局办委镇乡院部]|单位)|[局办委镇乡院部]里|单位|部门|督查室|县里|县上|同志|老师|同事|人员库|人员|人事"
    r"|这个?人|这位|那位"
    r"|进来|进去|出来|出去|里面|上面|系统|机器人|平台|小程序|名单|通讯录|花名册|名册|他们|她们|我们|需要|可以"
    r"|应该|领导|大家"
    r"|被|光荣|调任通知|任命通知|人事通知|通知|公告|报告|汇报一?下|说一?[下声]|通知一?下|登记一?下|改一?下"
    r"|弄一?下|办一?下|设一?下|处理一?下|更新一?下|调整一?下"
    r"|操作一?下|变动|变化|情况|谢谢|辛苦|一下|新[来调到任]的?(?:那?[个位])?|新调来的?|新到的?|新任的?|新的?"
    r"|░+|[ ,，。;；:：!！、()（）“”\"'~请把将让替叫是为的了啦吧呀哈啊嘛哦也都就先再又还那这该其已刚进入到去来在"
    r"从由里上中内库人"
    r"他她我你您要想得有个位名份条起一下]"
)


@dataclass(frozen=True, slots=True)
class Told:
    """`person` and `successor` as typed. `rest` is the plain sentence with BLANKs for units and without the successor;
    `before` the units that stand before the name, `after` those behind it.
    """

    person: str
    successor: str
    rest: str
    before: tuple[Mention, ...]
    after: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`cue` must be said. `whole` takes each word once: nothing is tried twice, however long the sentence."""

    cue: re.Pattern[str]
    whole: re.Pattern[str]


def vocabulary(cues: str, words: str = "") -> Vocabulary:
    known = rf"(?:{POST}|{OFFICE_TITLE}|{cues}|{words + '|' if words else ''}{_FUNCTION})*+"
    return Vocabulary(re.compile(cues), re.compile(rf"{known}(?:(?P<nick>[小老][{SURNAMES}]))?(?P<who>{_NAME}){known}"))


def wholly(words: str) -> re.Pattern[str]:
    """For `masked` sentences of nothing but these words and such as stand in any sentence."""
    return re.compile(rf"(?:{words}|{_FUNCTION})*+")


def masked(message: Message) -> str:
    """The plain sentence with BLANKs where units stand."""
    text = message.text
    for mention in message.mentions:
        text = text[: mention.start] + BLANK * (mention.end - mention.start) + text[mention.end :]
    return text


def told(message: Message, words: Vocabulary, *, first_clause: bool = False) -> Told | None:
    """None unless every word but one name (and a successor's) is known; in the first clauses, when that will do."""
    if len(message.text) > _LONGEST or not words.cue.search(message.text):
        return None
    text = masked(message)
    successor = _SUCCESSOR.search(text)
    if successor is not None:
        text = text[: successor.start()] + " " * len(successor[0]) + text[successor.end() :]
    found = words.whole.fullmatch(text)
    if found is None and first_clause:
        ends = [each.start() for each in _CLAUSE_ENDS.finditer(text)][:4]
        parts = (words.whole.fullmatch(text, 0, end) for end in reversed(ends) if words.cue.search(text, 0, end))
        found = next((each for each in parts if each is not None), None)
    if found is None or _NO_NAME.search(found["who"], 1) or WORDS.fullmatch(found["who"]):
        return None
    return Told(
        person_named(message, found["who"]),
        person_named(message, successor["next"]) if successor else "",
        text,
        tuple(mention for mention in message.mentions if mention.start < found.start("who")),
        tuple(mention for mention in message.mentions if found.end("who") <= mention.start < found.end()),
    )


def successor_named(message: Message) -> str:
    """Who takes over what somebody leaves, as typed; "" when nobody is named."""
    found = _SUCCESSOR.search(masked(message))
    return person_named(message, found["next"]) if found else ""


_CLAUSE_ENDS = re.compile(r"[,，。;；! ]")
WORDS = re.compile(
    r"单子|单位|方案|方便|方面|于是|关于|时间|时候|时限|马上|常委|常务|项目|任务|任何|成绩|成员|高级|安全|安排|文件"
    r"|文章|文化|温馨|计划|金额|路段|水平|白天|黄灯|向来|万一|明天|齐全|施工|施行|连同|连续|包括|程序|程度|管理|管委"
    r"|简单|简报|全部|全县|全体|华为|平台|强调|胡同|江县|田地|石头|余下|易错|谈话|申请|单独|毛病|司法|宣传|和平|解绑"
    r"|解除|时段|经费|权限|乐意"
)
"""Begin with what is a surname, too."""
_NO_NAME = re.compile(r"[拉加再邀请把将让给的了我他她你您里个这那都就到去从不没也还又码号绑换调吗呢啊吧人事位局办]")
"""What stands in no given name: such a name was put together from other words."""
