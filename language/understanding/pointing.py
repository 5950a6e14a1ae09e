"""Which item a wish is about: named, clearly described, or last talked about."""

import re

from language.intents import Clarify, Items
from language.understanding.message import Message

ASSIGN = re.compile(
    r"\b(?:to|will) be led by\b|\bgoes to\b|(?:让|由)[^,，。我你他]{2,8}(?:来)?(?:管|抓|接)(?:$|吧|[,，。])|分给"
    r"|分到|分派|分配|指派"
    r"|派给|派到|交给|交由|安排给|落实给|下达给|移给"
    r"|调给|转给|划给|划归|移交|应该?给|牵头(?![的得不])|主责(?!单位是)|主抓|抓总|主办(?!的)|承办(?!的)"
    r"|领办(?!的)|协同(?!的)|配合(?![得的很度不])"
    r"|协办(?!的)|协助(?!的)|改由"
    r"|改给|换成|归(?![档纳口类集])|交(?![通流易代叉付警接底账卷货界]|办单|材料|表)|由(?![于此来])|负责(?!的"
    r"|同志|人|制|不)|负总责|总负责|挂[给到在](?=[^,，]{2,10})|归口|参与(?=第?[0-9])|参加(?=第?[0-9])"
    r"|再?加上(?=[^,，]{2,10}$)|挑头|打头|抓总|扛起来"
    r"|兜底|(?:名下|头上)|(?<![委选指调特])派(?=[^,，]{2,10}$)|主责|来[抓管扛](?=[,，。吧]|$)|责任领导|牵头领导"
    r"|包抓领导"
    r"|分管领导|(?:责任|主责|主办|承办|协办)单位|(?:书记|县长|主任|常委)(?:来)?(?:包抓|挂帅|挂牌|包联|包保)"
    r"|\bin charge\b|\btakes? (?:over|the lead)|\b(?:to|will) (?:assist|support|help)\b"
    r"|\bmake\b.{2,50}\b(?:lead|leader|responsible|in charge)\b|\bassign\b|\bgive\b|\blead(?:s|ing)?\b"
    r"|\bhand\b.*\bto\b|\bput\b.*\bin charge\b"
    r"|\badd\b.*\b(?:cooperat|support|help)"
)
URGE = re.compile(
    r"向[^,，]{2,8}(?:发出?|下发|下达)(?:催办|催报)(?:通知|函)?|(?:没|未)(?:签收?|报|反馈|交)的[^,，]{0,3}[,，]?(?:都|挨个|给我|帮我)*(?:提醒|敲打)一?[下遍]|"
    r"(?<!别再)(?<!要再)(?<!用再)催(?!办单|办通知|办函|化|了几|过)(?:一?催|一?下|办|促|问)?|督促"
    r"|提个?醒(?=[,，]|$)|打个?招呼|(?<!现)盯(?:一?[下盯]"
    r"|紧(?!评))(?=[^,，]{0,10}[局办委部镇乡])|敦促|(?:让|叫)[^,，我]{2,8}(?:把|将)?[^,，]{0,6}(?:报上来"
    r"|报一?下|交上来)|\bping\b"
    r"|\b(?:push|press|ask|nag) (?:the |all )?.{2,40}? for (?:an? )?(?:update|progress|report|news)|(?:让|叫"
    r"|请|要|喊)(?:他们|它们|[^,，。我你您]{2,10}?)(?:抓紧|尽快|赶紧|马上|赶快|加快|快点)(?:时间)?(?:报|反馈"
    r"|签|上报|填|办|推进)|(?:提醒|通知|叫|喊"
    r"|让)(?:一?下)?(?:那些|那几个|几个|所有|全部)?(?:逾期|超期|红灯|黄灯|拖期|(?:没|未)(?:报|签|反馈"
    r"|交)[^,，]{0,2})的|提醒(?:一?下)?(?:还|那些"
    r"|那几个|几个|所有|全部|下)*(?:没|未|各"
    r"|他们|[\u4e00-\u9fff]{2,8}(?:局|办|委|部|镇|乡))"
    r"|(?:把|给|对|向)[^,，我]{2,16}?(?:都|全|挨个|统一|再|也)*(?:提醒|通知|催促?|敲打)(?:一?[下遍轮圈声哈])(?!再)"
    r"|(?:给|向|跟)[^,，我]{2,12}?(?:提个?醒|打个?招呼|敲敲?警钟|发[个条份]?(?:催办|提醒)(?:的)?(?:短信|消息"
    r"|信息|通知)?(?=$|[,，]|[催让叫]))"
    r"|(?<![再日])提醒(?:一?[下遍声哈])(?=[^,，我]{2,8}(?:局|办|委|部|镇|乡|会|院|公司))|(?:帮我|替我|赶紧|再"
    r"|去|你)催(?=$|[,，。!])|催催|(?:再|去"
    r"|给我)?敲打(?:一?下|敲打)?(?=[^,，]{2,8}(?:局|办|委|部|镇|乡))|发(?:个|条|份)?(?:提醒|催办)给"
    r"|\bfollow up with\b|催(?:一?[哈遍轮])"
    r"|\b(?:send|give|drop)\b.{0,30}\b(?:a )?(?:reminder|nudge|push)\b|\bcui ?yi ?xia\b(?=.{0,24}xiang)"
    r"|\bcui ?(?:ban|cu)\b(?=.{0,24}xiang)"
    r"|\burge\b|\bchase\b|\bremind (?:the|all|those|every|whoever|them|him|units"
    r"|units|departments)|\bnudge\b|\bprod\b"
)
THAT = re.compile(r"(?:那|这)一?[项个条块件]|的(?:事|任务|那摊)")


def items_meant(message: Message, *, loosely: bool) -> Items | Clarify:
    """The items named, by number or clearly by topic; those last talked about; else a question."""
    named = message.loosely_named if loosely else message.named
    if named.missing is not None:
        return Clarify("no_such_item", number=named.missing, items=named.items)
    if named.items:
        return named.items
    if message.meant:
        return message.meant
    return in_context(message) or Clarify("which_item", words=message.said)


def in_context(message: Message) -> Items:
    """The one item last talked about; of several nobody knows which is meant."""
    return message.talked_about if len(message.talked_about) == 1 else ()


_WILLING = re.compile(
    r"能不能|可不可以|可否|能否|可以.*吗|行吗|好吗|行不行|要不要|是不是应?该|该不该|[给交让由归].{1,12}还是"
    r"|\b(?:can|could|may"
    r"|should) (?:i|we|you|it|the|item)\b"
    r"|(?:怎么|如何|怎样|咋)(?:把|给|才能|去)?.{0,8}(?:分|派|交|签|报|改|撤|批)|\bhow (?:do|can|to|should)\b"
)


def willing(message: Message) -> bool:
    """「…行吗」「怎么把14项分给…」 are read as the wish they ask about; safety.py then keeps them from acting."""
    return message.has(_WILLING)
