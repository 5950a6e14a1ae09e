"""What the speaker himself has to do: 我手上还压着几件事, 名下都挂着啥, what's on my plate."""

import re

from language.intents import Intent, ListItems, MyTasks, UnitTasks
from language.understanding.message import Message
from language.understanding.narrowing import states_in
from language.understanding.question_words import HISTORY, lights_in
from language.understanding.units import own_unit

_MINE = r"[我俺咱](?![们局办委镇乡单县市省国])"
_MY = re.compile(
    rf"^(?:看看|列一?下)?[我俺咱](?!们)[^,，]{{0,8}}(?:该|要|得)[^,，]{{0,3}}的(?:任务|事|活)|{_MINE}(?:这儿"
    rf"|这边|手上|手头|手里|手底下|名下|这里)?[^,，。我]{{0,6}}(?:有|剩|欠|差|负责|承办|牵头"
    rf"|经办|包抓|管|领)(?:了|着"
    rf"|的)?[^,，。]{{0,4}}(?:哪些|哪几|几|多少|什么|啥)(?:个|项|件)?(?:任务|活|事|工作|没|$)|{_MINE}(?:名下"
    rf"|手上|手头|手里|手底下)的?(?:任务|活"
    rf"|事|工作|东西)|"
    rf"{_MINE}(?:这儿|这边|手上|手头|手里|手底下|名下)?(?:还|都|目前|现在)?(?:有|剩|欠|差|负责|分管|承办|牵头"
    rf"|经办|包抓|包|管)[的着了]?"
    r"(?:还)?(?:有|是)?(?:啥|什么|哪些|哪几|几|多少)"
    rf"|{_MINE}(?:负责|分管|承办|牵头|经办|包抓)的(?:[任事工项]|$)|(?:跟|和|与){_MINE}(?:有关|相关)"
    rf"|归[我俺](?:办|管|负责)"
    rf"|{_MINE}的? ?(?:tasks?|items?|todo|list)\b|wo ?de ?ren ?wu|本人(?:的|承办|负责|牵头|手上)"
    rf"|^(?:手上|手头|手里|名下)(?:的|现在|目前|还|都)*(?:任务|活|事|(?:有|剩|压|欠|挂)(?:着|了)?(?:几|多少|哪|啥|什么))"
    rf"|把{_MINE}(?:要|该|得|负责|手上|手头|名下)[^,，]{{0,6}}的[^,，]{{0,6}}(?:捋|理|排|列|过)"
    rf"|{_MINE}(?:负责|分管|承办|牵头)的(?:那些|那几|这些|全部|所有)"
    r"|[我俺咱](?:的|得|手上的?|这边的?|手头的?|名下的?|承办的?|负责的?|牵头的?)(?:任务|活儿?|事(?:项|情)?|工作"
    r"|清单|台账|待办)|[我俺咱](?:们)?(?:有|还有|手上有|这有)(?:啥|什么|哪些|几个|多少)(?:任务|活|事|工作|没)?"
    r"|(?:给|派给?|分给?|压在|落在)(?:了)?[我俺咱](?:们)?(?:头上|这边|这儿|身上|手上)?[^,，]{0,3}(?:派|分"
    r"|压)?了?(?:哪些|几[项个件]|多少|什么|啥)"
    r"|[我俺咱](?:头上|肩上|身上)[^,，]{0,6}(?:几|多少|哪些|啥|什么)|\b(?:assigned|given) to me\b|[我俺咱](?:名下|手上"
    r"|手里)[^,，]{0,6}没(?:办结|办完|完成|弄完|交)[^,，]{0,2}(?:吗|没有)?|(?:今天|明天|本周"
    r"|这周)?[我俺咱]?(?:今天|这周)?(?:要|该|得)(?:做|办"
    r"|干|弄)的(?:事|活|任务)?(?:有哪些|是啥|是什么|列|$)|^我的$|^(?:任务|待办|待办事项|任务清单)$"
    r"|\bmy (?:open |own |pending |outstanding |current |remaining )?(?:tasks?|items?|stuff"
    r"|work|to-?dos?|list"
    r"|assignments?)\b|what do i (?:still )?(?:have|owe|lead|need)|what(?:'s| is"
    r"| do i have)? (?:still )?(?:left|open) for me|(?:assigned|given) to me\b|what am i (?:responsible"
    r"|in charge|leading"
    r"|doing|working)|\bon my plate|\bmine\b"
)


def my_tasks(message: Message) -> Intent | None:
    if not message.has(_MY) or message.items or message.has(HISTORY):
        return None
    if states := states_in(message):
        return ListItems(states=states, mine=True)
    lights = lights_in(message)
    if lights:
        return ListItems(lights=lights, mine=True)
    return MyTasks()


_I = re.compile(r"[我俺咱](?!们|县|市|省|国)|本人|自己|\b(?:i|i'm|i've|my|me|mine)\b")
_WE = re.compile(r"[我俺咱]们|我[局办委镇乡]|\b(?:we|our|us)\b")
_BURDEN = re.compile(
    r"手[上头里底]|(?:包|管|抓|接|领|摊上?|揽|扛|压)(?:着|了)?的|摊上|归我|\bstuff\b"
    r"|\b(?:on my side|on the hook|on my desk|for me|to-?dos?|supposed to|outstanding"
    r"|pending|open)\b|名下|头上|肩上|身上|背着|压着|挂着|扛着|欠着|摊着|盯|负责"
    r"|分管|牵头|承办|经办|包抓|主管|配合|(?:要|该|得|还没|没|未)[^,，]{0,4}(?:完成|办"
    r"|弄|做|干|交|完|跟|管|盯|落实)(?:的|完|了|哪|啥|什么|几|$)"
    r"|任务|代办|待办|(?<!生)(?<!灵)活儿?|事项|督办件|差事|摊子|哪几项|哪些项|几项|\b(?:answerable"
    r"|responsible|accountable|in charge|plate|tasks?|items?|duties|workload"
    r"|assignments?"
    r"|owe|handling|looking after|due from)\b|\b(?:have|need|still) to (?:do|deliver|finish|handle)\b"
)
_LOOKS = re.compile(
    r"哪|什么|啥|几[项个件样]|多少|捋|列|看看|瞅|看一?[下眼]|过一遍|发我|给我"
    r"|拉个|理一?[下理]|念|查|都|清单|有没有|想知道|盘一?[下盘]|调出|^任务|^待办"
    r"|\b(?:what|which|list|show|everything|anything|all|how many|tell)\b"
)
_SHORT_MINE = re.compile(
    r"^(?:看看?|查|我要看|打开|给我|列)?[我俺咱](?:自己)?的?(?:代办|待办|任务"
    r"|活儿?|事儿?|事项|督办件)(?:单|表|们)?$|^(?:任务|事项|待办|活儿?)[ ,，]?[我俺咱](?:自己)?的$"
)
_IN_PINYIN = re.compile(r"^wo ?men ?(?:ju|dan ?wei) ?(?:de|you|hai|qian)\b")
_NOT_TASKS = re.compile(
    r"\bthe [a-z ]{2,30} (?:item|task)\b(?!s)|\babout\b|提醒|推送|报过|报的|报了"
    r"|签收?[了过]|申请|数据|信息|资料|记录|周报|月报"
    r"|通报|数[据字]|账号|绑定|提过|说过|(?:要|等|待|让|需要?)我(?:批|审|签|定"
    r"|点|拍|处理|表态)|批|审批|台账|导出|表格"
    r"|谁|为什么|为啥|怎么(?!样)|红|黄|绿|逾期|灯|佐证|格式|天气|请假|休假|会议|邀请|\bremind|\bdata\b|\bwhy\b|\bwho\b"
)
_LONGEST = 40


def own_burden(message: Message) -> Intent | None:
    """Any other sentence in which the speaker, what he has to do and a wish to see it come together."""
    if message.items or len(message.text) > (_LONGEST if not message.text.isascii() else 2 * _LONGEST):
        return None
    if message.has(_IN_PINYIN):
        return UnitTasks()
    if message.has(_SHORT_MINE):
        return MyTasks()
    if any(mention.one != message.hearing.department_id and not mention.weak for mention in message.mentions):
        return None
    if not message.has(_BURDEN) or not message.has(_LOOKS) or message.has(_NOT_TASKS):
        return None
    if message.has(_WE) or own_unit(message.text):
        return UnitTasks()
    return MyTasks() if message.has(_I) else None
