"""Questions about the ways of the house and of this bot: how it is done, who may, what is needed, what follows."""

import re

from language.intents import Help, Intent
from language.understanding.message import Message

TOPICS = (
    (
        "report_progress",
        re.compile(
            r"报(?:个|一下)?(?:进展|进度|送|告(?!单))|反馈|(?:进展|进度)[^,，]{0,6}(?:填"
            r"|报|写|怎|咋|是)|怎么报|咋报|(?:怎么|咋|如何)交|交(?:进展|进度)|\breport|\bprogress"
        ),
    ),
    ("sign", re.compile(r"签收|在哪[^,，]{0,3}签|签[到在]?哪|(?:怎么|咋|如何)签|\bsign\b|\backnowledge")),
    ("ask_extension", re.compile(r"延期|延长|more time|\bextension|\bextend")),
    ("submit_done", re.compile(r"办结|销号|结项|\bclos(?:e|ing)\b")),
    ("ask_help", re.compile(r"协调|求助|出面|撑腰|帮忙|coordinat|step in|\bhelp from\b|ask .{0,16}leader")),
    ("set_deadline", re.compile(r"时限|期限|\bdeadline")),
    ("assign", re.compile(r"分派|分解(?!表)|分给|派任务|分任务|(?:换|改|定)牵头|牵头单位|交办(?!通知)|派给|\bassign")),
    ("split_item", re.compile(r"拆[分成开]|一项拆|\bsplit\b")),
    ("issue_slip", re.compile(r"督办[单函]|[蓝黄红][色牌]?单|\bslips?\b")),
    ("invite", re.compile(r"账号|邀请|开通|(?:添|增|加)[^,，]{0,4}(?:联络员|人|成员)|\binvit")),
    ("bounce", re.compile(r"退回|退给|退任务|\bbounce\b|send back")),
    ("approve", re.compile(r"审批|批准|怎么批|咋批|谁批|\bapprov")),
    ("urge", re.compile(r"催办|催一催|怎么催|再催|\burg(?:e|ing)\b|\bchase\b")),
    ("suspend", re.compile(r"挂起|中止|暂停(?!提醒|推送)|\bsuspend")),
    ("undo", re.compile(r"改过来|报错|填错|撤销|撤回|回退|改回|\bundo\b|\brevert\b")),
    ("export", re.compile(r"导出|下载|导成|\bexport")),
    ("language", re.compile(r"语言|英文|\blanguage")),
    ("bind", re.compile(r"移除|踢|把人|加入|绑定|解绑|登记|注册|\bjoin\b|\bbind\b|\bregister")),
)
HOUSE_TOPICS = (
    ("merge_items", re.compile(r"合并|并成|\bmerge\b")),
    ("instruct", re.compile(r"批示|\binstruct")),
    ("import", re.compile(r"导入|导进|上传|\bimport\b")),
    ("explain_light", re.compile(r"[红黄绿蓝]灯|亮灯|灯色|\blights?\b")),
    ("pause_nudges", re.compile(r"(?:暂停|停)[^,，]{0,6}提醒|减负|pause .{0,12}reminders")),
    ("set_calendar", re.compile(r"调休|补班|节假日|放假|日历|\bcalendar\b|holidays?\b")),
    ("mute", re.compile(r"免打?扰|静音|不想[^,，]{0,6}收到|别[^,，]{0,4}提醒|\bmute\b")),
    (
        "subscribe",
        re.compile(
            r"订阅|定期收|提醒(?:的)?时间|每日消息|几点(?:发|提醒)|周报|月报|\bsubscri|\breminders?\b|提醒|推送"
        ),
    ),
    ("deputy", re.compile(r"ab角|[ab]角|代理人|\bdeputy\b")),
    ("leave", re.compile(r"请假|销假|\bleave\b")),
    ("archive", re.compile(r"归档|\barchiv")),
    ("register", re.compile(r"立项|新增任务|加一?项|register")),
    ("transfer", re.compile(r"(?:改|换)[^,，]{0,6}(?:负责人|联络员|局长)|调走|调动|换人|离任|换绑|交接")),
)
"""Things that are asked about only by sentences that ask about a procedure."""
_EVIDENCE = re.compile(
    r"(?:佐证|证明|材料|附件|照片)[^,，]{0,6}(?:要|用|必须|得)[^,，]{0,4}(?:盖章?|签字|扫描|原件|纸质"
    r"|压缩)[^,，]{0,8}[吗不么?？]|"
    r"(?:佐证|证明|材料|附件|照片).{0,8}(?:往|到|在|从)?(?:哪儿?|哪里|什么地方)(?:发|传|交|放|报|送|上传"
    r"|提交)|(?:佐证"
    r"|证明|材料|附件|照片).{0,8}(?:发|传|交|放|给)(?:到|去|在)?(?:哪|谁|什么地方)"
    r"|(?:佐证|证明|附件|照片|材料).{0,4}(?:怎么|咋|如何)(?:个)?(?:发|传|上传|交|报送|提交)"
    r"|(?:怎么|咋|如何)(?:个)?(?:发|传|上传|交|提交).{0,4}(?:佐证|材料|附件|照片)"
    r"|where .{0,16}(?:evidence|documents?|files?|proof)|how .{0,12}(?:upload|attach)"
)
HOW_TO = re.compile(
    r"(?:怎么|咋|如何)(?:添|增|新建|创建|登|录)|(?:怎么|咋个?|如何|怎样)(?:才能?)?(?:把"
    r"|将|给|让|请|在|跟|向|对)[^,，]{1,14}?(?:导"
    r"|改|发|报|分|派|签|加|拉|换|设|撤|退|调|上传|录|转|绑|邀|弄|合|拆|停|关|移除|踢|删|找回|改过来|恢复)(?!了"
    r"|得|的|过)|^(?:那|请问|我们?|咱们?|现在)*(?:还)?(?:能不能|可不可以|能否"
    r"|可以|能)(?:再)?(?:申请)?(?:退回|求助|销号)(?:啊|呀|呢|吗|嘛"
    r"|不|么|[?？])+$|"
    r"(?:怎么|咋个?|如何|怎样|怎)(?:才能?|去|来|把|给|让|请|在这里?|用|个)*(?:报"
    r"|签|延|办|结|销|批|申请|申报|退|撤|改|换|设|分|派|交|催|发|导|下载|上传"
    r"|拆|合|并|挂|停|关|开|绑|登记|注册|加入|邀请"
    r"|填|写|操作|弄(?!得|的|成这)|走|提交|提|找|恢复|订|归档|立项|添加|加|删"
    r"|调(?!了)|请|转|用|处理(?!得|的)|用上|查|看)(?!了|得[怎咋如好]|的?[怎咋]?样"
    r"|完|到[哪什])"
    r"|(?:申请|操作|办|写|填|弄|报|签)法$|咋个(?:申请|报|弄|撤|操作)|(?:怎么"
    r"|咋|如何)(?:操作|弄|办理|填写?|整|设置)[啊呀呢嘛吧?？]*$|要怎么|该怎么"
    r"|得怎么(?!样)|应该怎么"
    r"|(?:什么|啥|哪些?|何种|几步|多少)(?:样的?)?(?:流程|程序|手续|步骤|条件"
    r"|规定|要求|格式|材料|资料|东西|规则|办法|标准)|(?:流程|程序|手续|步骤|格式"
    r"|模板|写法|填法|操作法)(?:是|有|要|怎|咋|呢|[?？]|$)"
    r"|(?:要|需要?|得|该|应|必须)(?:先)?(?:准备|交|填|带|附|提供|写|报|上传)(?:些|点|上)?(?:什么|啥|哪些|哪几|几)"
    r"|(?:在|到|去|从)哪(?:里|儿|个地方|个菜单)?(?:能|可以)?(?:设|改|弄|看(?=$"
    r"|设)|填|传|报|点|找(?=到?设)|订|关|开|签|提|下载|导)|(?:谁|哪个|哪一?级"
    r"|哪位)(?:来|能|可以|有权|负责|领导|部门)*(?:审|批|批准|审批|说了算|决定"
    r"|定)(?![^,，]{0,4}[过了的]"
    r")|(?:需要?|要|得|该|归)(?:谁|哪个?领导|哪一?级)(?:来)?(?:批|审|同意|签字"
    r"|点头|审批)|教(?:教|一?下|会)?我|教一?下|区别|有(?:没有)?权(?:限)?|(?:什么"
    r"|啥)意思(?!是)"
    r"|(?:表头|模板|格式|表格|字段)[^,，]{0,4}(?:长|是|要)(?:啥|什么|怎|哪)"
    r"|\bhow (?:do|can|to|should|does|would) (?:i|we|you|one|people|a)?\b|\bhow to\b"
    r"|\bwhat do (?:i|we) need (?:for|to (?:submit|prepare|provide|attach|close"
    r"|extend|send|write|have|report))\b|(?:条件|要求|标准|规定|材料|流程|程序"
    r"|步骤|手续|格式)(?:都|是|有|要)*(?:什么|啥|哪些|怎样|咋样)|\bwhere (?:do"
    r"|can|should) (?:i|we)\b|\bwhat(?:'s"
    r"| is) the (?:procedure|process|difference|format)\b|\bwho (?:can|may|approves)\b"
)
_WHETHER = re.compile(
    r"(?:了|过期|逾期|超期|以后|之后)还(?:能|可以|让|准)[^,，]{0,10}[吗不么]"
    r"|什么情况下?(?:会|才|要|能)|会不会|会[^,，]{1,12}[吗么]|(?:以后|之后|后"
    r"|了|期间)[^,，]{0,6}(?:还|也)[^,，]{0,12}(?:不"
    r"|吗|么|没有)[?？]?$|是不是(?:就|过了|要|得|不|只有|必须|所有)[^项]*$|多久(?:之?后"
    r"|以后)?(?:可以|才能|能|会|要|就)|几天(?:之?内|之?后)(?:要|必须|会|才)"
    r"|(?:可以|能|允许|让|准)(?:不可以|不能)?[^,，]{0,10}几次|最多(?:可以|能)?"
    r"|还是[^,，]{1,10}(?:好|合适)[?？]?$|有(?:什么|啥)(?:影响|后果|用|区别|好处)"
    r"|(?:要|用|需)不(?:要|用|需)[^项]{0,14}$"
    r"|(?:算不算|作不作数|算数|有效)(?:吗|不|[?？]|$)|\b(?:what happens (?:if"
    r"|when)|do(?:es)? .{2,40} (?:affect|count)|how (?:long|often|many times) (?:can"
    r"|may|must|should|do))\b"
)
_SETTING = re.compile(
    r"\bexplain\b|tell me how|show me how|差(?:别)?在哪|有(?:什么|啥)不同|不一样"
    r"|(?:要|得|需要?)(?:过|走|经过)(?:哪些|几道|什么|啥)|哪(?:里|儿)?(?:切换"
    r"|更改|修改)|[我你]?(?:哪里?|哪儿)(?:设置|改|开|关)|(?:不想|想)[^,，]{2,14}(?:怎么"
    r"|咋|在哪|如何)(?:弄|办|设|整|搞|关)?"
)
_OF_PEOPLE = re.compile(
    r"^看看|谁(?:批|签|报|退|改|分|催)(?:了|的|过)|怎么(?:还|又|没|这么|老)|咋(?:还|又|没|这么|老)|为(?:什么|啥)"
)
_SAYS_WHO = re.compile(
    r"^(?:新人|新来的|刚来的|新任)|^(?:你好|您好)?[,， ]?(?:我|这边|本人|俺)(?:是"
    r"|叫)(?!不是|谁|否)|[,，。?？! ](?:我"
    r"|本人|俺)(?:是|叫)[^不谁否]"
)
_NO_PROCEDURE = re.compile(
    r"要不要[^,，]{0,10}(?:单|来一?[张份个])|随口|不算数|说着玩"
    r"|(?:刚才|这条|那条|那个|这个|收到|昨晚|今天还|老)[^,，]{0,6}(?:提醒|催办|消息"
    r"|东西)[^,，]{0,8}(?:怎么|咋|依据|干嘛|为)"
    r"|(?:怎么|咋|干嘛)[^,，]{0,6}(?:还|又|老)?(?:提醒|催|推|弹|戳)我|(?:提醒|消息)(?:怎么|咋)发给我"
)
"""Advice on one slip, what was only said, and why one was reminded."""
_RULES_OF_LIGHTS = re.compile(
    r"(?:[红黄绿]灯?[、和跟 ]?){2,3}[^,，]{0,6}(?:规则|怎么[判定算]|咋[判定算]|啥讲究|什么讲究"
    r"|分别是?(?:啥|什么)意思)"
    r"|(?:逾期|超期|几|多少)[^,，]{0,4}天[^,，]{0,4}(?:会|才|就)?变[红黄]|traffic lights mean"
)
_LONGEST = 48
_NEXT = re.compile(
    r"(?:我)?(?:现在|接下来|下一步|今天|这会儿|眼下)?[我俺咱]?(?:们)?(?:现在"
    r"|接下来|下一步)?(?:该|要|应该|需要|得)?(?:先|从)?(?:干|做|办|弄|忙)(?:点"
    r"|些|哪)?(?:啥|什么|嘛|哪一?[样件个]|哪件事?)(?!的|任务|事项|项目|工作|活)"
    r"|该我干啥|what (?:should|do|must) i (?:need to |have to )?do(?: next| now"
    r"| first)?(?:\?|$)|what(?:'s| is) (?:my )?next(?: step)?\b"
)
_NEXT_CUE = re.compile(r"该|要|应|得|现在|接下来|下一步|今天|先|眼下|what")
_HELP = re.compile(
    r"what (?:commands|features|functions)|(?:都)?有(?:些)?(?:什么|啥|哪些)命令"
    r"|教教我|教我用|教一?[下教]$|(?:不太|不怎么|不大|还不|不)会(?:用|操作|弄"
    r"|使)|(?:操作|使用|用户)?(?:说明|手册|指南|教程)(?:书)?(?:有|在哪|有没有"
    r"|发|给|看|吗|[?？]|$)|有没有(?:操作|使用|用户)?(?:说明|手册|指南|教程)"
    r"|(?:show|give) me (?:the )?(?:help|manual|commands)|新来的[^,，]{0,4}(?:不会"
    r"|不懂)|^(?:帮助"
    r"|帮帮我|使用说明|说明书?|怎么用|(?:这个?|它|你)?(?:玩意儿?|东西|机器人"
    r"|系统|软件|小程序)?(?:到底)?(?:怎么|咋|如何)(?:个)?(?:用|使|操作|玩)(?:法)?(?:啊"
    r"|呀|的|呢|嘛)?"
    r"|菜单|help(?: me)?|menu|\?|commands?|功能|指令|用法|manual|instructions)[!?？。. ]*$"
    r"|(?:怎么|咋|如何)(?:使唤|摆弄|玩转|使)(?:啊|呀|呢)?$|怎么(?:使?用|操作)(?:你|这|机器人)?$"
    r"|怎么用(?:你|这|机器人)|(?:你|机器人|系统|这(?:玩意儿?|东西|个))"
    r"[^,，]{0,4}(?:都)?(?:能|会|可以)(?:帮我|给我|帮|为我)?(?:做|干|办|帮|弄)(?:些|点|哪)?(?:什么|啥|些)"
    r"|你(?:能|会|可以)(?:帮我|给我)?(?:些|点)?(?:什么|啥)"
    r"|有(?:什么|啥|哪些)(?:功能|命令|指令|用法|口令|本事|用处)|(?:机器人|这个|你)(?:是)?(?:怎么|咋"
    r"|如何)(?:使?用|操作)"
    r"|(?:能|可以|会)(?:问|帮|跟)你(?:些|点)?(?:什么|啥|哪些)|what can (?:you"
    r"|this bot|i) (?:do|ask)|how (?:does this|do i use)|使用帮助|使用手册|操作指南"
    r"|user guide|i need help$|how do you work"
)


def how_to(message: Message) -> Intent | None:
    """About a procedure, before anything in it is taken for the wish itself: 「延期要走啥程序」."""
    if (
        message.command
        or len(message.text) > (2 * _LONGEST if message.text.isascii() else _LONGEST)
        or message.has(_SAYS_WHO)
        or message.has(_OF_PEOPLE)
        or message.loosely_named.items
    ):
        return None
    if message.has(_RULES_OF_LIGHTS):
        return Help("explain_light")
    if message.has(_NO_PROCEDURE):
        return None
    if message.has(_EVIDENCE):
        return Help("evidence")
    if not (message.has(HOW_TO) or message.has(_WHETHER) or message.has(_SETTING)):
        return None
    topic = next((name for name, pattern in (*TOPICS, *HOUSE_TOPICS) if message.has(pattern)), None)
    return Help(topic) if topic is not None else None


def help_wanted(message: Message) -> Intent | None:
    """What to do next, what the bot can do."""
    if message.has(_EVIDENCE):
        return Help("evidence")
    if message.has(_NEXT) and message.has(_NEXT_CUE) and not message.mentions and not message.items:
        return Help("next")
    return Help() if message.has(_HELP) and not message.mentions else None
