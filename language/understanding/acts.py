"""The verbs with which people change something: where one of them stands, an act is meant."""

_VERBS = (
    # giving
    "分给|分派|分配|指派|派|交给|交由|交办|交|给|牵头|配合|协助|主责|主办|承办|负责|换成|换|归|移交|划|转给|转"
    "|安排|接|加上|加|添|增加|去掉|拿掉|退出",
    # limits and measures
    "改|延|挪|推迟|推后|顺延|宽限|放宽|提前|定|设|标为|标记|列为|限|调整|时限|期限|截止|缓|目标|节点",
    # decisions
    "同意|批准|批|准|通过|驳回|退回|打回|退|否决",
    # supervision
    "录入|录|批注|写|加一条|起|出|开|上|挂|敦促|催|盯|督|通知|提醒|督促|督办|发|下|批示|签收|签|认领|领",
    # an item's life
    "挂起|暂停|中止|停|搁置|恢复|重启|继续|销|核销|撤|取消|删|作废|终止|拆|分|合并|并|合|归档|立|新增|重新"
    "|重开|办结|结|阶段|完成|办|报|弄|搞|做|干|申请|请求|协调|延期|收回",
    "解挂|解除|解冻|封存|存档|入库|冻结|注销|敲打|劈|收下|甩|落给|转入",
    "assign|give|lead|move|extend|postpone|set|approve|reject|refuse|urge|chase|remind|issue|suspend|resume"
    "|cancel|strike|close|split|merge|archive|sign|withdraw|reopen|undo|report",
)
ACT = f"(?:{'|'.join(_VERBS)})"
