"""Understands what is said of accounts: joining, letting an account go, what is kept about a person, who is there."""

import re

from language.intents import Bind
from language.people_intents import MyData, PeopleIntent, ShowPeople, Unbind
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, NAME, I, person_named, somebody
from language.understanding.persons import persons
from language.understanding.units import own_unit

_THINGS = r"(?:数据|信息|资料|档案|记录|隐私)"
_MY_DATA = re.compile(
    rf"(?:把|将)?(?:我|本人)的?(?:个人)?(?:数据|信息|资料)(?:都)?(?:调|导|拿|查"
    rf"|列|发|显示|看)|(?:存|记录?|保存|收集|留|登记|掌握|采集|留存|知道|有)(?:了"
    rf"|着|过|的)?(?:哪些"
    rf"|什么|多少)?(?:关于|有关)?(?:我|本人)(?:本人|自己)?(?:的|们)?(?:哪些|什么"
    rf"|多少|啥)?(?:个人)?{_THINGS}"
    rf"|(?:我|本人)[^,，]{{0,8}}(?:留存|存|保存|收集|登记)(?:了|着)?(?:哪些|什么|何种|啥|多少)|(?:存|留|记)了?[我俺]的?(?:哪些|什么|啥|多少)东西"
    rf"|(?:我|本人)(?:在你|在这|在系统)[^,，]{{0,6}}(?:哪些|什么|啥|存)(?:了)?(?:个人)?{_THINGS}"
    rf"|(?:我|本人)的?个人(?:的)?{_THINGS}|(?:关于|有关)(?:我|本人|我本人|我自己|我个人)的?(?:哪些|所有|全部)?{_THINGS}"
    rf"|^(?:请|帮我|给我|查看|看看?|查查?|调|导出?)?(?:一下|出)?(?:我|本人)的{_THINGS}(?:看看"
    rf"|看一?下|导给我|发我|调出来|有哪些|有啥|是什么|给我看看)?[?？]?$"
    rf"|^我的{_THINGS}[^,，]{{0,6}}(?:登记|存|记|收集|有)(?:了|着)?(?:什么|哪些|啥)"
    r"|^(?:show )?my (?:personal )?(?:data|information|info)$|(?:what|which|all"
    r"|the) (?:\w+ )?(?:data|info\w*|records?)\b.{0,24}\b(?:about|on|of) me\b"
    r"|what do you (?:know|store|keep|have|hold)\b.{0,16}\b(?:about|on) me\b"
)
_OPEN = r"(?:我(?:要|想|不干了|不用这个了)?|请|帮我|给我|麻烦|把|将|就|先|那|也|,|，|。| )*"
_UNBIND = re.compile(
    rf"^(?![^我,，]{{1,8}}(?:离职|退休|调走|离任|辞职|走了))(?:[^,，。]{{0,16}}[,，。 ])?{_OPEN}(?:我?"
    rf"的?(?:这个)?(?:账号|账户|号|电报号?|绑定|tg号?)?)?(?:也|给|先|就)*"
    r"(?:解绑|解除(?:我的)?绑定|解除关联|注销|取消(?:我的)?绑定|退出(?:系统|机器人"
    r"|这个|平台)|销号(?=我的账))(?:我|本人)?(?:的)?(?:账号|账户|号|绑定|电报号?"
    r"|关系)?(?:吧|了|掉|一下)*[。!]?$"
    r"|^(?:please |i want to |i'd like to )?(?:unbind|unlink|disconnect)(?: me"
    r"| my (?:account|telegram))?(?: please)?$|^(?:please )?(?:delete|remove"
    r"|close) my account"
)
_UNBIND_ONE = re.compile(
    rf"^(?P<who>(?!不是|没|谁|我|取消|免){LOOSE_NAME})(?:同志)?的?(?:账号|账户"
    rf"|号|权限|绑定|电报号?|电报账号|tg号?|tg|telegram ?(?:账号|号)?)?(?:也|都"
    rf"|先|给|就|可以)*"
    rf"(?:解绑|解除绑定|注销|停用|停了|停掉|移除|清掉|删掉|删了|踢出去?|踢了|取消绑定"
    rf"|解除|取消)(?:掉|吧|了|一下)*(?:$|[,， ])"
    rf"|^(?:解绑|停用|注销|移除|删除|取消|解除)(?:一下|掉)?(?P<who2>{NAME})(?:同志)?的?(?:账号"
    rf"|账户|权限|绑定|电报号?)?[吧。]*$"
    rf"|^(?:解除|取消|解绑|注销)[^,，]{{0,8}}?(?:联络员|负责人|局长|主任)(?P<who4>{NAME})的?(?:账号|绑定|权限)"
    rf"|^(?:please )?(?:unbind|unlink) (?P<who3>(?!me\b|my\b"
    rf"|this\b)[^,]{{2,30}}?)(?:'s (?:telegram )?account)?(?: (?:at|from|of"
    rf"|in) [^,]{{2,40}}?)?(?: please)?(?:[,;.].{{0,40}})?$"
)
_NO_PERSON = re.compile(r"打扰|静音|提醒|代理|[ab]角|任务|办结|延期|通知|推送|消息|申请|定时|订阅|单子?$|会议|日程")
_BIND_WORD = r"(?:绑定?|加入|登记|注册|认证|入驻|报到|接入)"
_BIND = re.compile(
    r"^(?:新人|新来的|刚来的|新任|我新来)[^。]{0,16}(?:绑定|登记|注册|加入|报到)|"
    rf"^(?:你好|您好)?(?:同志|老师|领导)?[,， ]?(?:我|这边|本人|俺)(?:是|叫).{{0,30}}(?:联络员|局长"
    rf"|主任|科长|负责人|镇长|乡长|书记|经办人|干事|科员|[小老][\u4e00-\u9fff](?:$"
    rf"|[,，。 ]))"
    rf"|^(?:我)?(?:要|想|来|怎么|请|帮我|给我|申请|麻烦)*{_BIND_WORD}(?:一下|下"
    rf"|账号|单位|我的?账号|机器人|系统)*[吧。!！]?$"
    rf"|(?:要|来|想|申请|怎么|给我|帮我){_BIND_WORD}(?:一下|下|账号)?(?:[,，。吧]"
    rf"|$)|^{_BIND_WORD}[:：,， ]+(?:我|本人)(?:是|叫)"
    rf"|^{_BIND_WORD}(?:一下|下)[,，。:： ]+(?:我|本人)(?:是|叫)|{_BIND_WORD}[?？,，。 ]+(?:我|本人|俺)(?:是|叫)"
    r"|^新来的[^,，]{0,8}[,，].{2,20}(?:绑定|登记|注册|加入)|没(?:有)?(?:邀请)?码"
    r"|(?:^|有|收到|输入?|填)[^,，怎]{0,6}邀请码|\bi(?:'m| am) (?:the )?(?:new )?(?:liaison|contact|head)\b"
    r"|\bi(?:'m| am) [a-z ]{2,30}, ?(?:the )?(?:new )?(?:liaison|contact|head|deputy head|director)\b"
    r"|\bcode:? [a-z0-9]{2,5}-[a-z0-9]{3,6}\b|\bjoin\b.{0,10}(?:code|bot)|invit(?:e|ation) code|^(?:bind"
    r"|register|sign up)(?: me"
    r"| my account)?$|\bi(?:'d| would)? (?:want|like) to (?:join|register|bind)"
)
_GIVES_CODES = re.compile(
    r"(?:发|给|开|生成|做|弄|来|要)(?:一?[个张份])?(?:他|她)?(?:邀请码|码)|给[^,，]{2,10}(?:发"
    r"|开|生成|弄)|怎么|如何|咋|generate|create|issue|send|^how\b|邀请码来"
)
_NOT_JOINING = re.compile(r"[本这]?个?群|隔壁|听说|如果|[?？]$(?<!登记[?？])|14|项")
_HERE = (
    r"(?:用(?:这个|它|机器人|系统|的|$|[?？])|在册|在用|(?:这个|机器人|系统|里)"
    r"|加入|绑定?|注册|登记|进来|进系统|开通|邀请)"
)
_PEOPLE = re.compile(
    rf"(?:登记|绑定?|加入|注册|在册|进来|开通|邀请)(?:了|过|的)?(?:谁|哪些人|哪几个人?"
    rf"|几个人|多少人|有谁|的?都?有哪)|(?:人员|成员)(?:看|列|查|给我|发|名单|情况"
    rf"|列表|清单|有哪些|表)"
    rf"|(?:都?有|还有|登记(?:了|过)?|绑定?(?:了|过)?|加入(?:了)?|注册(?:了)?|邀请(?:了)?)(?:哪些"
    rf"|哪几个|几个|多少)人|(?:谁|哪些人|哪几个人?|几个人|多少人)[^,，]{{0,6}}(?:{_HERE})"
    rf"|(?:人|同志)[^,，]{{0,4}}(?:有)?(?:哪些|哪几个|谁)[^,，]{{0,6}}(?:{_HERE}"
    rf"|$)|都?有谁(?:在?用|加入|绑定|注册|在册|进来|开通|$|[?？])"
    r"|(?:用户|联络员|联系人|通讯录|花名册)(?:名单|情况|列表|清单|有哪些|都有谁)"
    r"|的?人员(?= ?[0-9]|$)|(?:看看?|查查?|列)[^,，]{2,10}(?:的)?(?:人员|成员"
    r"|人手)|花名册|通讯录"
    r"|谁(?:还)?没(?:有)?(?:加入|绑定|注册|进来)|谁(?:在|能)用"
    r"|\bwho(?:'s| is| are| has| have|) (?:\w+ )?(?:in|from|registered|bound"
    r"|using|joined|users?|member)\b.{0,40}\b(?:bureau|office|unit|committee"
    r"|department|bot|we|commission|branch|town|here)\b"
    r"|\b(?:people|members|staff|users|persons|contacts)\b (?:of|in|from|at|registered)\b"
    r"|^(?:list|show)(?: me)? (?:the |all )?(?:people|members|staff|users)"
)
_NEEDED = re.compile(r"\bneed\b.{0,30}\bpeople\b|\bcoordinat")
_DUTIES = re.compile(r"牵头|配合|负责|任务|事项|没报|没签|逾期|项目|工作[^群]")


_LONGEST = 120


def own_account(message: Message) -> PeopleIntent | None:
    if len(message.text) > _LONGEST:
        return None
    if message.has(_MY_DATA) and not message.mentions:
        return MyData()
    if message.has(_UNBIND):
        return Unbind() if not message.has(_A_GROUP) and not _others(message) else None
    unit, rest = somebody(message)
    if (found := _UNBIND_ONE.match(rest)) is not None:
        who = found["who"] or found["who2"] or found["who3"] or found["who4"]
        if who not in I and not _NO_PERSON.search(who):
            return Unbind(person_named(message, who), unit)
    return None


def who_is_there(message: Message) -> PeopleIntent | None:
    if not message.has(_PEOPLE) or message.has(_DUTIES) or message.has(_NEEDED):
        return None
    named = [mention for mention in message.mentions if mention.one is not None]
    own = re.match(
        r"(?:我们?|本|咱们?|俺们?)[^,，]{0,2}(?:单位|局|办|委|镇|乡|部|室|这)", message.text
    ) is not None or own_unit(message.text)
    return ShowPeople(named[0].one if named and not own else None) if named or own else None


_A_GROUP = re.compile(r"群")


def _others(message: Message) -> bool:
    """「小赵不在文旅干了，注销」 speaks of somebody else's account."""
    return _OWN.search(message.text) is None and bool(persons(message))


_OWN = re.compile(r"我|俺|本人")
_SAYS_WHO = re.compile(r"^(?:新人|新来的|刚来的|新任)|(?:^|[,，。?？ ])(?:我|这边|本人|俺)(?:是|叫)")


def joining(message: Message) -> Bind | None:
    """Somebody says who he is, or wants to be let in."""
    if message.items or not message.has(_BIND) or message.has(_NOT_JOINING):
        return None
    if message.has(_GIVES_CODES) and not message.has(_SAYS_WHO):
        return None
    return Bind()
