"""What may stand before the first thing that was understood in a wish: 「麻烦你把」「路通了，」, and nothing else."""

import re

from language.understanding.acts import ACT
from language.understanding.described import CERTAIN
from language.understanding.item_numbers import BLANK, covered
from language.understanding.message import Message

_OPENING = re.compile(
    r"(?:(?:指标|目标|节点)登记|[这那老旧]一?[本份条件块]|老|旧|要点|计划|年度|唔该|帮手|中(?=[,，])|活儿?"
    r"|[\u4e00-\u9fff]{2,10}[那这]一?[项个条件块]"
    r"|[红黄蓝绿]灯的?|逾期的?|超期的?|请示|麻烦|辛苦|劳驾|拜托"
    r"|帮忙|帮我?|给我?|替我?|让|叫|请|我[局办镇乡委部]|我们?|咱们?"
    r"|俺们?|我[局办镇乡委部]|本[局办单位人]{1,2}|领导|主任|局长|书记|县长|您|你"
    r"|[嗯啊哎诶喂哦噢哈呃额唉]|那么?就?|就|好的?|行|可以|这个?|现在|目前|眼下|马上|立即|立刻|今天|今日"
    r"|从今天起|即日起|先|再|也|又|都|统一|一并|一起|一同|一律|没问题|今年|去年"
    r"|明年|年底了|台账|全部|已办结|已销号|销号|待签收的?|办结|待签收|收到|年度|本年度|直接"
    r"|尽快|赶紧|赶快|抓紧|务必|必须|一定要?|还是|另外?|还有|然后|接着|最后|同时|顺便|对了|补充|更正|纠正|更新"
    r"|调整|经研究决?定?|经[^,，。;；]{1,10}(?:研究|审核|核查|讨论"
    r"|会议|同意|验收)"
    r"|根据[^,，。;；]{1,12}|按照?[^,，。;；]{1,12}|因为?[^,，。;；]{1,16}|由于[^,，。;；]{1,16}"
    r"|鉴于[^,，。;；]{1,16}|我(?:看|想|要|觉得"
    r"|的意见是?)|想要?|要|需要?|得|该|申请|请求|恳请|恳求|提请|报请|特此?|此"
    r"|全|遍|把|将|对于?|关于|由|在|从|为了?|以后|今后|往后|第|任务|事项|工作|项目|上面|下面?|一下|来|去|同意"
    r"|建议|现|兹|所有|那个|他们|它们|她|他|全部|那几?|几|各|没|未|它|针对|新(?=任务|事项|的)|聚焦|围绕|代表?|受托|紧盯"
    r"|新(?:来|派|下|到|交办|分)(?:下来|过来)?的?|刚(?:才"
    r"|刚)?(?:交办|派|分|下|来)(?:下来"
    r"|过来)?的?|[红黄蓝绿]灯(?:单位|部门|事项)?|单位|部门|家|还|里头|里面?|挨个|个|一?张|一?份|督办|和|与|跟"
    r"|、|的|们|吧"
    r"|\b(?:please|pls|ok|okay|yes|so|now|hi|hello|can|could|you|we|i|let|us|let's|the|a|an|to|just|then|and"
    r"|also|for|item|our|my|go|ahead|want|need|would|like|'d)\b|[ ,，:：\"“”'-])*"
)


def opens_plainly(message: Message) -> bool:
    """Before the first thing that was understood stand only words that wishes begin with; a clause of its own before
    that tells why.
    """
    text = covered(message.loosely_named.rest, ((m.start, m.end) for m in message.mentions))
    if (about := message.described) is not None:
        if about.score >= CERTAIN and not about.pointed and _TOPIC_FIRST.match(text):
            return True
        text = BLANK * about.until + text[about.until :]
    return any(_clause_opens(clause) for clause in CLAUSES.split(text)[:_MOSTCLAUSES])


def _clause_opens(text: str) -> bool:
    opened = _OPENING.match(text)
    rest = text[opened.end() :] if opened else text
    return not rest or rest.startswith(BLANK) or _STARTS.match(rest) is not None


CLAUSES = re.compile(r"[,，。;；!！] ?|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff\u2591])")
_MOSTCLAUSES = 6
_TOPIC_FIRST = re.compile(rf"[^,，。;；!！ ]{{2,12}}?(?:{BLANK}|{ACT}|每|按|目标|节点|时限)")
_STARTS = re.compile(rf"{ACT}|每|按|逐|反馈|调度|周报|月报|季报|年报|频次|周期|[0-9一二三四五六七八九十]|{BLANK}|[a-z]")
