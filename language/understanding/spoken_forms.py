"""Dialect, typing by sound and signs for colours, put into the standard words the grammar knows."""

import re

_DIALECT = {
    # Sichuan, Hunan, Hubei
    "莫得": "没有", "冇得": "没有", "冒得": "没有", "啷个": "怎么", "啷格": "怎么", "咋子": "什么", "啥子": "什么",
    "么子": "什么", "晓得": "知道", "晓不晓": "知不知", "哪阵": "什么时候", "哪哈": "什么时候",
    "弄撑抖": "弄完", "搞撑抖": "搞完", "搞归一": "搞完", "搞撇脱": "搞完", "整归一": "整完",
    # Cantonese
    "睇下": "看下", "睇睇": "看看", "睇": "看", "仲有": "还有", "仲未": "还没", "仲差": "还差", "仲要": "还要",
    "几多": "多少", "唔好": "不要", "唔使": "不用", "唔系": "不是", "唔得": "不行", "唔该晒": "谢谢", "多谢晒": "谢谢",
    "唔该": "麻烦", "我哋": "我们", "你哋": "你们", "佢哋": "他们", "佢话": "他说", "佢": "他", "好似": "好像",
    "嘅": "的", "咗": "了",
    "冇": "没有", "点解": "为什么", "边个": "谁", "边度": "哪里", "边项": "哪项", "乜嘢": "什么", "咩嘢": "什么",
    "而家": "现在", "听日": "明天", "寻日": "昨天", "琴日": "昨天", "几时": "什么时候", "系咪": "是不是", "畀": "给",
    "俾": "给", "搞掂": "搞定", "嗰": "那", "呢项": "这项", "啲": "些", "攞": "拿", "揾": "找",
    # Wu, the north
    "侬": "你", "好伐": "好吗", "有伐": "有吗", "对伐": "对吗", "俺": "我", "恁": "你", "咱滴": "咱的",
    "甚么": "什么", "为甚": "为什么", "啥前儿": "什么时候", "多咱": "什么时候", "今儿个": "今天", "明儿个": "明天",
    "今儿": "今天", "明儿": "明天", "元月": "1月", "昨儿": "昨天", "后儿": "后天", "木有": "没有",
    "肿么": "怎么", "酱紫": "这样",
    "伐啦": "吗", "木牛": "没有", "咋整的": "怎么回事", "咋弄的": "怎么回事",
}  # fmt: skip
_MISHEARD = {
    "千收": "签收", "办节": "办结", "办解": "办结", "眼期": "延期",
    "签受": "签收", "签手": "签收", "牵收": "签收", "延其": "延期", "颜期": "延期", "办洁": "办结", "完城": "完成",
    "牵投": "牵头", "迁头": "牵头", "签头": "牵头", "陪合": "配合", "催班": "催办",
    "吹办": "催办", "挂其": "挂起", "消号": "销号", "肖号": "销号", "撤消": "撤销", "拨回": "驳回", "博回": "驳回",
    "归挡": "归档",
    "督半": "督办", "进渡": "进度", "时线": "时限", "实限": "时限", "申情": "申请", "审情": "申请",
    "协条": "协调", "暂挺": "暂停",
    "延七": "延期", "言期": "延期", "卫建局": "卫健局", "发该局": "发改局", "崔一下": "催一下", "崔办": "催办",
    "崔下": "催下",
    "报捷": "报结", "销帐": "销账", "坏境": "环境", "既时": "及时", "延企": "延期", "汇抱": "汇报", "反亏": "反馈",
    "节典": "节点", "协办单为": "协办单位", "配和": "配合", "牵头单为": "牵头单位", "阶断": "阶段",
    "延器": "延期", "延奇": "延期", "红登": "红灯", "黄登": "黄灯",
    "绿登": "绿灯", "亮登": "亮灯", "几展": "进展", "帮住": "帮助",
    "提星": "提醒", "题醒": "提醒", "台帐": "台账", "抬账": "台账", "预其": "逾期",
    "立相": "立项", "徹销": "撤销", "撤肖": "撤销",
    "腿回": "退回", "盒并": "合并", "申批": "审批", "完承": "完成", "完程": "完成", "汇保": "汇报", "反溃": "反馈",
    "牵偷": "牵头", "挂启": "挂起", "恢付": "恢复",
    "恢夫": "恢复", "邀请吗": "邀请码", "绑订": "绑定", "绑钉": "绑定", "邦定": "绑定", "责令领导": "责任领导",
}  # fmt: skip
"""What typing by sound or dictating makes of the words that matter; each is no other word in such a sentence."""
_MIXED = (
    (r"owner", "牵头单位"), (r"cc", "配合单位"), (r"ddl|dl", "时限"), (r"unlink|unbind", "解绑"),
    (r"link|bind", "绑定"),
    (r"invite code|code", "邀请码"), (r"notify in (?:the )?group|group notify", "群里通知"), (r"remind", "提醒"),
    (r"belongs? to", "归"), (r"recover", "恢复"), (r"pending(?= ?的(?:消息|通知))", "待发"), (r"release", "发出去"),
    (r"sign(?: off)?", "签收"), (r"approve", "批准"), (r"reject", "驳回"), (r"export", "导出"), (r"delay", "延期"),
    (r"extend", "延期"), (r"split", "拆分"), (r"merge", "合并"), (r"suspend|hold", "挂起"), (r"resume", "恢复"),
    (r"cancel", "取消"), (r"close", "办结"), (r"archive", "归档"), (r"undo", "撤销"), (r"urge|push", "催办"),
    (r"assign", "分派"), (r"mute", "静音"), (r"update", "更新"), (r"case", "事"), (r"leader", "责任领导"),
)  # fmt: skip
"""English words that offices mix into Chinese sentences."""
_COLOURS = {"🟡": "黄", "🔴": "红", "🟢": "绿", "🔵": "蓝", "🟨": "黄", "🟥": "红", "🟩": "绿"}
_WORDS = re.compile("|".join(sorted(map(re.escape, (*_DIALECT, *_MISHEARD)), key=len, reverse=True)))
_STANDARD = _DIALECT | _MISHEARD
_LIGHT = re.compile("([" + "".join(_COLOURS) + "])(?:灯)?(?![单函牌])|([" + "".join(_COLOURS) + "])")
_FACES = re.compile("[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a✌☺❤💪👀🌹🎉💔💦🌚🌝]+ ?")
_WAVES = re.compile(r"(?<![0-9日号月项])~+(?= ?[\u4e00-\u9fff])|~+(?=$|[,，。!?？！ \n])|~{2,}")
_SIGNED = re.compile(r"钱收(?= ?第?[0-9]|了?$)")
_NOT = re.compile(r"唔(?=[\u4e00-\u9fff])(?!知道了)|阿拉(?![善伯])")
_DONE_SAID = re.compile(r"(?<=[完好成妥毕签退])(?:嘞|咧|喽|咯|啰|哩|唻|勒)")
_ASKED = re.compile(r"(?:唛|嗦|啵|不咯|噻(?=[?？]))$|(?<=[\u4e00-\u9fff])唛(?=[,，?？ ])")


_MIXED_WORDS = re.compile(
    "|".join(rf"(?P<w{n}>(?<![a-z]) ?\b(?:{words})\b ?(?![a-z]))" for n, (words, _) in enumerate(_MIXED))
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]{2,}")
_MOST_LATIN = 5


def _unmixed(text: str) -> str:
    """Of a Chinese sentence with a few English words; English sentences with a Chinese name stay."""
    if len(_CHINESE.findall(text)) <= len(latin := _LATIN.findall(text)) or not 0 < len(latin) <= _MOST_LATIN:
        return text
    return _MIXED_WORDS.sub(lambda found: _MIXED[int((found.lastgroup or "w0")[1:])][1], text)


def standard(text: str) -> str:
    """Lower case, simplified; what is nothing but faces stays."""
    text = _LIGHT.sub(lambda found: _COLOURS[found[1]] + "灯" if found[1] else _COLOURS[found[2]], text)
    text = _FACES.sub(" ", text).strip() or text
    text = _WAVES.sub(lambda found: "," if found.end() < len(found.string) else "", text)
    text = _WORDS.sub(lambda found: _STANDARD[found[0]], text)
    text = _NOT.sub(lambda found: "不" if found[0] == "唔" else "我们", text)
    text = _SIGNED.sub("签收", text)
    text = text if text.startswith("/") else _unmixed(text)
    return _ASKED.sub("吗", _DONE_SAID.sub("了", text))
