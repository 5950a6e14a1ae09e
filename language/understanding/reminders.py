"""What is said of one's own reminders: why one came, again later, quiet until, from now on at an hour, escalations."""

import re

from language.clock_intents import Mute, Snooze, Subscribe, WhyReminded
from language.intents import Clarify, Help, Intent, Items
from language.understanding.hours import hour_said
from language.understanding.message import Message
from language.understanding.pointing import items_meant
from language.understanding.recurrences import find_recurrence
from language.understanding.spans import last_day

_ME = r"[我俺咱]"
_ALERT = r"(?:提醒|推送?|通知|消息|信息|打扰|催|烦|吵|弹窗?|闹|骚扰|轰炸|响)"
_TO_ME = re.compile(
    rf"(?:提醒|推送?|弹|催|烦|吵|通知|打扰|骚扰|轰炸|闹|找|艾特|@)(?:了|过)?{_ME}"
    rf"|(?:给|向|对|朝|跟|往){_ME}(?:这儿?|们|这边|手机)?(?:又|也|老|还)?(?:发|推|弹|来|提醒|打|传|说|下)(?!展|改|现)"
    rf"|{_ME}(?:又|咋|怎么|为啥|为什么|老|总)*(?:被|收到|接到)(?:了|的)?[^,，]{{0,6}}{_ALERT}"
    rf"|(?:这|那|刚才|今早|昨天|一)[^,，]{{0,4}}[条个次]?(?:提醒|推送|通知|消息)"
    rf"|刚?(?:推|发|弹)(?:来|过来)?的(?:这条|那条)?(?:提醒|消息|通知|推送)|^提醒的?(?:依据"
    rf"|原因|理由|规[则矩定])|[又还](?:提醒|催(?!办)|推送|发提醒)"
    rf"|(?:叮|戳|嘟|喊|点|cue ?)(?:了|过)?{_ME}|催(?:到)?{_ME}|(?:发|送|通知|弹)(?:给|到){_ME}|为啥又喊"
    rf"|叮的一声|响个不停|天天响"
    r"|\b(?:remind(?:er|ers|ed|ing)?|nudg(?:e|es|ed|ing)|notif\w+|ping(?:ed|ing)?|alert(?:s|ed)?|message[ds]?"
    r"|bug(?:ging)?|chas(?:e|ed|ing))\b"
)
_WHY = re.compile(
    r"什么情况下?(?:会|才|要)?(?:提醒|催|通知|推)|为(?:什么|啥|何|嘛|了啥|什莫)"
    r"|凭(?:什么|啥|哪)|干嘛|干啥(?=[又老还总给])"
    r"|因为(?:什么|啥|哪)|(?:什么|啥|何)(?:原因|缘故|道理|理由|根据|依据)"
    r"|(?:提醒|推|催|发|通知)[^,，]{0,8}(?:原因|理由|依据|缘由|道理)|(?:咋|怎么)(?:又"
    r"|老|总|还|一直|天天|一?早|一个劲|没完|就)"
    r"|(?:按|照|依|根据|凭)(?:照|据)?(?:的是)?(?:哪|什么|啥|何)[^,，]{0,2}(?:发|推|规[定则矩]"
    r"|标准|制度|办法|要求|文件|来)|哪[条个款]规[定则矩]|咋回事|怎么回事"
    r"|为甚|做啥|(?:干嘛|干啥|干什么)[啊呀呢嘛]?(?:$|[,，。?？])|图啥|几个意思|什么意思|啥情况|哪条规矩|依据何在|缘故|因为(?:哪|什么)|的哪般"
    r"|触发|\bwhy\b|how come|(?:what|which) rule|what (?:triggered|made)|reason for"
)
_SETTINGS = re.compile(r"(?:怎么|咋|如何|在哪)[^,，]{0,6}(?:设|改|调|关|取消|订|开)")
_DAYTIME = r"(?:早上?|上午|中午|下午|晚上?)?"
_PUT_OFF = re.compile(
    rf"(?:再|才|重新)(?:来)?(?:给我|跟我|对我|向我)?(?:提醒|提|叫|催|喊|说|找|戳|敲|念叨|磨叽|吱声|(?<=同我)讲|(?<=跟我)讲"
    rf"|通知|告诉|发|推|弹|响|来)(?!前|高|升|交|出|供|办[^事]|现|展|改)"
    rf"|(?:提醒|催|推|通知)[^,，]{{0,4}}(?:推迟?|延后?|挪|改|放|缓|移|顺延|推后)(?:一?下)?(?:到|至|为|成)"
    rf"|(?:推迟|延后|推后|延|挪|缓)(?:一?下)?(?:到|至)[^,，]{{1,12}}(?:再|才)?(?:提醒|催|叫|通知){_ME}"
    rf"|(?:晚点|迟点|晚些|稍后|回头|过会儿?|过一会儿?|待会儿?|等会儿?|改天|到时候?"
    rf"|过[几两一二三四五六七0-9]+[天日])(?:再)?(?:来)?(?:提醒|叫|催|喊|通知)"
    rf"|(?:今|明|后|大后)[天儿]{_DAYTIME}(?:提醒|叫|喊){_ME}"
    r"|\bsnooze\b|\b(?:remind|nudge|ping|tell) me\b.{0,40}\b(?:again|later|tomorrow|on|in|next|this|after"
    r"|monday|tuesday|wednesday|thursday|friday)\b"
)
_HABIT = re.compile(r"每|以后[^,，]{0,6}(?:都|就)|定期|总是|一?律|\b(?:every|each|daily|always)\b")
_UNTIL_REMINDED = re.compile(
    rf"先?(?:别|不)(?:再)?(?:催|提醒)[^。]{{0,12}}再|再提(?:一?下|吧)?$|{_ME}" rf"|提醒|\bsnooze\b|\bme\b"
)
_OTHERS = re.compile(r"[他她]们?|各单位|各乡镇|大家|全县|所有")
_STOP = (
    r"(?:别|不要|不用|不必|甭|勿|先不|先别|莫|少|停|关|暂停|消停|屏蔽|不想(?:再)?(?:收|看|被)|拦|禁|不收|不接收|取消"
    r"|休止|省省|不需要)"
)
_MUTE = re.compile(
    rf"免打?扰|勿扰|静音|安静|清静|消停|闭嘴|静一静|别出声|(?:别|不要|甭|莫)(?:再"
    rf"|老|总|一?直|老是|总是|天天|整天)*(?:响|吵|烦|弹|闹|叫|震)"
    rf"|{_STOP}[^,，]{{0,8}}?(?:提醒|打扰|推送?|通知{_ME}|(?:发|给|推)[^,，]{{0,2}}(?:消息"
    rf"|信息|通知|提醒){_ME}?|发{_ME}|催{_ME}|给{_ME}(?:发|推))"
    rf"|(?:提醒|推送|消息|通知)[^,，。]{{0,10}}?(?:先|都|给我|暂时|统统|全|就)*(?:停"
    rf"|关|别发|不要发|别推|不收|别来|屏蔽|免了|打住)"
    r"|\bhush\b|\bmute\b|stop (?:reminding|nudging|sending|notif|messag|bother)|don't (?:remind|nudge|disturb"
    r"|bother|message) me"
    r"|do not disturb|\b(?:quiet|silence|silent)\b|no (?:more |early |advance )*(?:reminders"
    r"|notifications|messages|nudges|warnings|notices)|\bpause (?:my )?reminders"
)
_STOPPED_AFTER = re.compile(
    r"(?:提醒|消息|通知|推送|响|烦|吵)[^。]{0,14}[,，。 ](?:先|都|就|给我)*(?:停|关|别发|别推|屏蔽)"
)
_UNMUTE = re.compile(
    r"重新(?:开始)?(?:给我)?(?:发|推)(?:提醒|消息|通知)|(?:可以|能)?(?:继续|接着"
    r"|恢复)(?:给我)?(?:提醒|发|推)(?:我|提醒|消息)|turn (?:my )?reminders (?:back )?on"
    r"|(?:取消|解除|关闭|关掉|关了|结束|退出|撤|去掉|停掉|解掉|不要|不用|不再)(?:了)?(?:我的"
    r"|这个|那个|前几天的?)?(?:免打?扰|静音|勿扰|静默)"
    r"|(?:免打?扰|静音|勿扰)(?:模式)?(?:可以|就|先|给我|现在|帮我)*(?:取消|解除"
    r"|关(?!到)|撤|去掉|不要|停|结束)|不(?:静音|免打扰)了"
    r"|(?:提醒|推送|消息)(?:可以|都|就|给我|重新)*(?:恢复|打开|开启|开回来|继续发"
    r"|接着发)|(?:恢复|重新打开|重新开启|打开|开启|重开)(?:我的)?(?:提醒|推送)"
    r"|\bunmute\b|\bresume (?:my )?(?:reminders|notifications)|(?:turn|switch) (?:my )?(?:reminders"
    r"|notifications) (?:back )?on"
)
_NOT_SO_IN_ENGLISH = re.compile(r"(?:don't|do not|never|please not) (?:mute|snooze|unmute)")
_ASKS = re.compile(
    r"[?？吗么]$|[^,，]不$|还(?:会|能|收|提醒|发)[^,，]{0,10}(?:不|吗)|会不会"
    r"|能不能收|是不是|影响|(?:怎么|咋|如何)(?!又|老|还)(?:设|关|弄|停|取消|改"
    r"|用)"
    r"|^(?:does|do(?! not)|is|are|will|what|how|can i)\b"
)
_SEND = re.compile(
    rf"早报|晚报|日报|简讯|推|发|提醒|通知|消息|日报|待办|推送|小结|叫{_ME}|告诉{_ME}|喊{_ME}|天天|每[天日早晚周]|每个?工作日"
    r"|\b(?:send|remind(?:ers?)?|notify|message|summary|note|digest|daily|brief(?:ing)?|ping|morning)\b"
)
_SET = re.compile(
    rf"改|换|设|调|定|挪|推迟|提前|每|天天|以后|(?:发|推|提醒|通知|叫)(?:给)?{_ME}"
    rf"|给{_ME}(?:发|推|提醒)|再发|订阅|太[早晚]|别那么[早晚]"
    r"|\b(?:send|remind me|set|change|move|daily|every|each|switch)\b|please$"
)
_ONCE = re.compile(r"今天|明天|后天|今晚|明早|会议|开会(?!提醒)|\btomorrow\b|\btoday\b")
_LATE = re.compile(r"逾期|超期|过期|红灯|亮红|超时|升级|拖期|\b(?:overdue|escalat\w+|red|late)\b")
_TELL = re.compile(
    rf"(?:推|发)[^,，]{{0,8}}给{_ME}|(?:提醒|告诉|通知|知会|推送?|发|报|跟|喊|抄送?)(?:给|一声|一下)*{_ME}|给{_ME}(?:推"
    rf"|发|提醒|说|报|递|来)|{_ME}(?:要|想)(?:知道|收到|第一时间)"
    r"|订阅|不订|退订|订了?|说一声|吱一?声|\b(?:tell|notify|alert|remind|let"
    r"|inform|ping) me|\b(?:overdue|red|escalation|late) (?:alerts?|notices?"
    r"|notifications?|messages?|reminders?)|be (?:told|notified|informed|alerted)"
    r"|\b(?:un)?subscribe"
)
_WHENEVER = re.compile(
    r"了(?:要|得|请|记得|就要)|了(?:马上|立刻|立即|赶紧|第一时间|及时)|有[^,，]{0,10}(?:就"
    r"|都|要|时|告诉|通知|推|提醒)|一(?:有|旦|亮|升)|时候?"
    r"|就|都|也|订|升级|以后|每[次当]|随时|\b(?:when|whenever|if|as soon|subscribe)\b"
    r"|remind me of"
)
_UNWANTED = re.compile(r"不(?:要|用|必|再|想|订|收|看)|别|取消|退订|停|关|without|no longer|stop|unsubscribe|\bnot\b")
_NO_MORE = re.compile(r"\b(?:stop|cancel|end|turn off)\b|(?:不|别|退|取消|停)[^,，]{0,16}(?:了|订)|unsubscribe")


def why_reminded(message: Message) -> Intent | None:
    """「今早那条提醒是按哪条规定来的」."""
    if not message.has(_WHY) or not message.has(_TO_ME) or message.has(_SETTINGS) or _of_others(message):
        return None
    return WhyReminded(message.loosely_named.items or message.talked_about)


def later(message: Message) -> Intent | None:
    """To be reminded of an item, or of what was just shown, again on a day."""
    if not message.has(_PUT_OFF) or not message.has(_UNTIL_REMINDED) or message.has(_HABIT) or message.has(_PAPERS):
        return None
    if not message.has(_REMINDS) and last_day(message) is None:
        return None
    if _of_others(message) or message.has(_OTHERS) or hour_said(message.text) is not None or message.has(_WHOSE_MATTER):
        return None
    return Snooze(_items(message), last_day(message))


_WHOSE_MATTER = re.compile(
    r"^(?:不|别|甭)(?!着?急|慌)|再(?:说|提|来)(?!.{0,3}[我醒])(?!$)|(?:办结|签收|时限|延期"
    r"|批示|督办单|拟办)[^,，]{0,6}再说|不要再|别再|不用再|再也"
)


_REMINDS = re.compile(r"提醒|叫|催|喊|戳|敲|念叨|磨叽|吱声|通知|remind|snooze|nudge|ping")
_PAPERS = re.compile(r"周报|月报|季报|年报|通报|简报|台账|清单|总结|表格?$")


_KEEPS = re.compile(
    r"(?:别|不要|不用|甭|莫|不必|不能)(?:把|将|给)?[^,，。]{0,8}(?:关|停|静音"
    r"|取消提醒|屏蔽|恢复)(?!到)(?:了|掉|$|[,，。])|(?:不用|别|不要)提醒恢复"
    r"|(?:如果|假如|要是|万一|假设)[^。]{0,20}(?:提醒"
    r"|静音|免打?扰)|(?:还没|没有?)(?:想)?(?:静音|免打?扰|关)|(?:他|她|小.|老.)[^,，]{0,4}(?:开"
    r"|设|弄)了?(?:免打?扰|静音)"
)
"""The reminders are to go on, or nobody knows yet."""


def quiet(message: Message) -> Intent | None:
    """Quiet until a day, that day included; or no longer quiet."""
    if message.items and (not message.has(_FREE_OF_ITEMS) or message.has(_ACTS)):
        return None
    if message.has(_KEEPS) and not message.has(_ALL):
        return Clarify("negated", words=message.said)
    if message.has(_UNMUTE) and not message.has(_ALL):
        return Help("mute") if message.has(_ASKS) else Mute(off=True)
    if message.has(_NO_HURRY) and later(message) is not None:
        return None
    if not (message.has(_MUTE) or message.has(_STOPPED_AFTER)) or message.has(_ALL) or _of_others(message):
        return None
    if message.has(_IN_GROUP) or message.has(_NOT_SO_IN_ENGLISH):
        return None
    if message.has(_ASKS):
        return Help("mute")
    if message.has(_LATE) and message.has(_TELL_TOO):
        return None
    return Mute(last_day(message))


_NO_HURRY = re.compile(r"(?:别|不|莫|甭)(?:着)?(?:急|慌|催)")
"""「别急，后天再提醒」 asks for one again."""
_ACTS = re.compile(r"签|报|退|派|办结|\b(?:sign|report|assign|close|approve)\b")
_FREE_OF_ITEMS = re.compile(r"免打?扰|静音|勿扰|\bmute\b")
_ALL = re.compile(r"全县|大家|所有人|全体|各单位|各乡镇|全部(?:单位|人)|everybody|everyone|\ball reminders\b|减负|催办")
_IN_GROUP = re.compile(r"群")
_TELL_TOO = re.compile(r"订|升级|逾期[^,，]{0,4}(?:提醒|消息|通知|推)|escalat|overdue")


def escalations(message: Message) -> Intent | None:
    """Whether to be told of what is overdue in one's own area."""
    if message.items or not message.has(_LATE) or not message.has(_TELL) or _of_others(message):
        return None
    unwanted = message.has(_UNWANTED)
    if message.asking or not (message.has(_WHENEVER) or (unwanted and message.has(_NO_MORE))):
        return None
    return Subscribe(what="escalations", wanted=not unwanted)


_DAILY = re.compile(r"早报|晚报|日报|简报|每[天日]|天天|每日|推送|\b(?:daily|digest|brief|summary|message)\b")
_ENDED = re.compile(
    r"退订|(?:^|[,，。 ])退了(?=吧|$|[,，。])|(?:消息|简报|日报|早报|晚报|那条"
    r"|推送)[^,，]{0,6}(?:不(?:想)?(?:要|看|收)了|别(?:再)?(?:发|推)了?(?=$|[,，。]))"
    r"|(?:早报|晚报|日报|简报)[^。]{0,12}(?:退了|取消|甭送|别[^,，]{0,5}送)"
    r"|取消[^,，]{0,4}(?:早报|晚报|日报|简报|每日|订阅)|\bunsubscribe\b|\bstop (?:the|my"
    r"|sending (?:me )?(?:the|my)) daily"
)
_STAYS = re.compile(
    r"(?:别|不要|不用|没有?|不想)(?:给我)?(?:退|取消)|谁|怎么|群|没退|[?？吗]$|如果|要是|听说|没订|订过|延期|申请"
)


def unsubscribed(message: Message) -> Subscribe | None:
    """「早报我不看了，退订」: the hour of one's own ends; of what is overdue, those reminders."""
    if message.items or not message.has(_ENDED) or message.has(_STAYS) or _of_others(message):
        return None
    if message.has(_LATE):
        return Subscribe(what="escalations", wanted=False)
    if hour_said(message.text) is not None and "退订" not in message.text:
        return None
    return Subscribe(wanted=False) if message.has(_DAILY) or "退订" in message.text else None


def when_overdue(message: Message) -> Subscribe | None:
    """What is overdue or has risen, and that it is to be told."""
    if not message.has(_LATE) or not message.has(_TELLS_ME) or _of_others(message):
        return None
    return Subscribe(what="escalations", wanted=not message.has(_UNWANTED))


_TELLS_ME = re.compile(
    r"推|发|抄|告诉|通知|说|收|订|知道|\b(?:tell|notify|alert|send|subscribe|sign me up|keep me in)\b"
)


def hour(message: Message) -> Intent | None:
    """「早上九点太早了 九点四十再发」: from now on at that hour."""
    if message.items or message.asking:
        return None
    time = hour_said(message.text)
    if time is None:
        return _rhythm(message)
    if not message.has(_SEND) or not message.has(_SET) or message.has(_ONCE) or _of_others(message):
        return None
    found = find_recurrence(message.text)
    return Subscribe(time, found[0] if found else None)


_SEND_ME = re.compile(r"给我(?:推|发|提醒)|(?:推送?|发|提醒)(?:给)?我|\bsend me\b|\bremind me\b")
_EVERY = re.compile(r"每|以后|定期|\b(?:every|each|daily)\b")


def _rhythm(message: Message) -> Intent | None:
    """「每周一发我周报」."""
    found = find_recurrence(message.text) if message.has(_SEND_ME) and message.has(_EVERY) else None
    return Subscribe(None, found[0]) if found is not None else None


def _items(message: Message) -> Items:
    which = items_meant(message, loosely=True)
    return () if isinstance(which, Clarify) else which


def _of_others(message: Message) -> bool:
    """What other units are reminded of is none of one's own reminders."""
    return any(
        mention.one not in (None, message.hearing.department_id) and not mention.weak for mention in message.mentions
    )


_LONGEST = 120
"""Settings are said briefly; longer texts are about something else."""


def own_reminders(message: Message) -> Intent | None:
    if len(message.text) > _LONGEST:
        return None
    for read in (why_reminded, escalations, unsubscribed, hour, quiet, later):
        intent = read(message)
        if intent is not None:
            return intent
    return None
