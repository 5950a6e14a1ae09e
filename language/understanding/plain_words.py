"""A message in one plain form: half width, simplified, lower case, no invisible signs."""

import re
import unicodedata

from language.understanding.spoken_forms import standard

LONGEST = 1_000
"""Nobody tells more in one message; what comes after is not looked at."""

_TRADITIONAL = str.maketrans(
    "項務報麼樣誰進頭裡裏個幾還沒來說話請問時間長書記縣辦關於們後從這對將張給讓應該級門單協調導領開會議題點線條"
    "鍵類別紅黃綠藍"
    "燈詳細圖總體統計劃責擔當實現變動據證資訊歷過經聯絡員簽發轉銷終邊測試語轄鄉鎮農業環境衛遊廣電財稅審團婦聽學"
    "習內佈為與並產"
    "專東兩嚴喪豐臨麗舉義烏樂喬買亂爭虧雲親億僅僕倉儀價眾優傳傷倫偽餘備傢儲兒黨蘭養獸岡冊寫軍馮衝決況凍淨準涼減"
    "湊鳳憑凱擊劉則"
    "剛創刪劇勁勞勢勝區醫華賣盧卻廠廳厲壓廁參雙敘葉號嘆嚇嗎啟呂吳嘗園圍國圓聖場壞塊堅壇壩墳墜壟壘墾夠夾奪奮獎媽"
    "孫寧寶寵憲宮寬"
    "賓尋壽爾塵層屆屬嶺島峽嶄歲師帳帶幫幹庫廟廢慶異棄彌彎彈強歸錄彥徹徑復懷態戀懇惡惱悅懸驚懲懶憂擴掃揚擾撫搶護"
    "擬擁擇掛擠揮損"
    "換撈擺搖攔攜攝數齊斷無舊曠曬曉暫術機殺雜權楊極構樞槍標棧棟樹橋檔檢樓橫歡歐殘毀畢氣漢湯溝淚潔灑濃濟渾滅溫灣"
    "濕滿濾濱灘災煉"
    "熱爐爛愛爺狀獨獅璽畫暢療盜盞監盤著礦碼磚確種稱積穩窮競筆筍簡糧糾紀約紛純綱納縱紙紋紡組結絕繼績續維綜緩編緣"
    "縮織繞羅罰聰肅"
    "腸膚腦臉艱藝節蘇蘋蔣薦藥虛蟲補裝複襲覽觀規覺觸訂討訓講許論設訪評識訴診詞誠詢誤諸諾課談謀謝謹譜豬貝負賢敗貨"
    "質販貪貧購貫貴"
    "貸費賀賠贈趕趙躍踐車軌軟輪輕載較輔輛輯輸達遷邁運遠違連遲適選遺鄭醞釋鑑針釘鈔銀銅鋼錯鏈閃閉閱隊陽陰階際陸陳"
    "險隨隱雖難霧靜"
    "頁頂順須預頻額風飛飯飲館馬駐驗騎驢魚鮮鳥雞麥齡龍",
    "项务报么样谁进头里里个几还没来说话请问时间长书记县办关于们后从这对将张给让应该级门单协调导领开会议题点线条"
    "键类别红黄绿蓝"
    "灯详细图总体统计划责担当实现变动据证资讯历过经联络员签发转销终边测试语辖乡镇农业环境卫游广电财税审团妇听学"
    "习内布为与并产"
    "专东两严丧丰临丽举义乌乐乔买乱争亏云亲亿仅仆仓仪价众优传伤伦伪余备家储儿党兰养兽冈册写军冯冲决况冻净准凉减"
    "凑凤凭凯击刘则"
    "刚创删剧劲劳势胜区医华卖卢却厂厅厉压厕参双叙叶号叹吓吗启吕吴尝园围国圆圣场坏块坚坛坝坟坠垄垒垦够夹夺奋奖妈"
    "孙宁宝宠宪宫宽"
    "宾寻寿尔尘层届属岭岛峡崭岁师帐带帮干库庙废庆异弃弥弯弹强归录彦彻径复怀态恋恳恶恼悦悬惊惩懒忧扩扫扬扰抚抢护"
    "拟拥择挂挤挥损"
    "换捞摆摇拦携摄数齐断无旧旷晒晓暂术机杀杂权杨极构枢枪标栈栋树桥档检楼横欢欧残毁毕气汉汤沟泪洁洒浓济浑灭温湾"
    "湿满滤滨滩灾炼"
    "热炉烂爱爷状独狮玺画畅疗盗盏监盘着矿码砖确种称积稳穷竞笔笋简粮纠纪约纷纯纲纳纵纸纹纺组结绝继绩续维综缓编缘"
    "缩织绕罗罚聪肃"
    "肠肤脑脸艰艺节苏苹蒋荐药虚虫补装复袭览观规觉触订讨训讲许论设访评识诉诊词诚询误诸诺课谈谋谢谨谱猪贝负贤败货"
    "质贩贪贫购贯贵"
    "贷费贺赔赠赶赵跃践车轨软轮轻载较辅辆辑输达迁迈运远违连迟适选遗郑酝释鉴针钉钞银铜钢错链闪闭阅队阳阴阶际陆陈"
    "险随隐虽难雾静"
    "页顶顺须预频额风飞饭饮馆马驻验骑驴鱼鲜鸟鸡麦龄龙",
)
_BETWEEN_SCRIPTS = re.compile(r"(?<=[a-z]{2})(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z]{2})")
"""「看下我的task」: Latin words stand apart, so that they end where they end."""
_DICTATED = re.compile(r"第 ?((?:[一二三四五六七八九十廿] ?){2,5})(?=项|条|个)")
"""「第 二 十 二 项」 as a telephone writes down what it heard."""
_SPELT_OUT = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff0-9]{1,2} ){5,}[\u4e00-\u9fff0-9%]{1,2}")
"""「14 项 还 是 百 分 之 七 十」."""
_MISHEARD_ITEM = re.compile(
    r"(?:(?<=[0-9])|(?<=第[一二三四五六七八九十])|(?<=十[一二三四五六七八九]))[向像相巷箱](?![导阳片邻关上下])"
)
"""「14向咋样了」."""
_PIECEMEAL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff0-9]{1,4} ){3,}[\u4e00-\u9fff0-9%]{1,4}(?![\u4e00-\u9fff])"
)
"""「不 要 给 城关镇 发 催办」: words apart as a slow hand leaves them."""
_FIELD = re.compile(r"(?:项号|任务号|序号|编号) ?[:=] ?([0-9]{1,2})(?![0-9项])[|,，;； ]*")
"""「项号:21|完成:72%」 as a form is filled in."""
_YEAR_SPELT = re.compile(r"二[〇零o0][一二三][零〇一二三四五六七八九](?=年)")
_OF_PART = re.compile(r"^([一二三四五六七八九十]) ?[-·.] ?([0-9]{1,2})(?![0-9.])")
"""「四-3」."""
_BRACKETED = re.compile(r"^(?:\([0-9]{1,2}\)[、,， ]*){2,}$")
_TRAILS_OFF = re.compile(r"(?<=[\u4e00-\u9fff])\.{2,} ?(?=[\u4e00-\u9fff])")
_REACHES = re.compile(r"(?<![0-9.])([0-9]{1,2}) ?到(?=(?:100|[0-9]{2})(?:了|%))")
"""「14 到90了」 is no stretch of items."""
_THAT_ITEM = re.compile(r"(?<![0-9.、和月/-])([0-9]{1,2}) ?[那这]一?项")
"""「22那项」."""
_DIGITS = str.maketrans("〇零o一二三四五六七八九", "000123456789")
_SPACES = str.maketrans({"–": "-", "\t": " ", "\r": " ", "\n": "\n"})


def plain(words: str) -> str:
    """NFKC turns １４, ⑭ and ，into 14, 14 and ","; 。and 、stay. Line breaks stay, other blanks become one space."""
    text = unicodedata.normalize("NFKC", words[:LONGEST]).translate(_SPACES)
    kept = "".join(c for c in text if _visible(c))
    simple = _BETWEEN_SCRIPTS.sub(" ", kept.lower().translate(_TRADITIONAL))
    lines = (" ".join(line.split()) for line in simple.split("\n"))
    simple = _SPELT_OUT.sub(lambda found: found[0].replace(" ", ""), simple)
    simple = _PIECEMEAL.sub(_joined, simple)
    lines = (" ".join(line.split()) for line in simple.split("\n"))
    text = _DICTATED.sub(_close_up, "\n".join(line for line in lines if line))
    text = _OF_PART.sub(r"第\1部分第\2项", _TRAILS_OFF.sub(",", text))
    if _BRACKETED.match(text):
        text = "、".join(re.findall("[0-9]+", text)) + "项"
    text = _YEAR_SPELT.sub(lambda found: found[0].translate(_DIGITS), text)
    text = _REACHES.sub(r"\1项到", _THAT_ITEM.sub(r"\1项", text))
    return _FIELD.sub(r"\1项,", _MISHEARD_ITEM.sub("项", standard(text)))


def _joined(found: re.Match[str]) -> str:
    pieces = found[0].split(" ")
    short = sum(len(piece) == 1 and not piece.isdigit() for piece in pieces)
    slow = 2 * short >= len(pieces) or (short and sum(map(len, pieces)) <= 2 * len(pieces))
    return "".join(pieces) if slow else found[0]


def _close_up(found: re.Match[str]) -> str:
    return "第" + found[1].replace(" ", "") if "十" in found[1] else found[0]


_BEFORE = re.compile(
    r"(?:(?:老铁|宝子|宝宝|亲们?|家人们|兄弟们?|同志们?|老哥|师傅|机器人|小督|老师|督办(?:同志|啊|呀|你好)?|喂"
    r"|各位)(?:啊|呀|哎|们)?(?: *[,，!！~ ] *)"
    r"|您好|你好|领导好|各位好|hi|hello|hey|麻烦(?:您|你)?(?:了)?|请问(?:一下)?|请教(?![育体])(?:一下|您|你)?"
    r"|劳驾|(?:嗯|哎|诶|啊|哦|好|好的|行|领导|主任|那个|对了|另外|还有|顺便|再就是|欸|唉|哎呀|在路上"
    r"|打扰一下)+[,，。、 ]+(?=.{3})"
    r"|嗯+(?=[\u4e00-\u9fff]{4})|那就(?=.{3})"
    r"|那么(?=.{3})|帮我(?!们)|帮忙|辛苦(?:您|你)?(?=.{4})|现在(?=[把将给撤催挂恢])|不好意思|打扰(?:了|一下)?"
    r"|please)[ ,，.。!!~]*"
    r"(?=.)"
)
_AFTER = re.compile(
    r"[ ,，.。!]*(?:谢谢(?:您|你|啦|了|哈)*|多谢|辛苦(?:您|你)?了?|拜托了?|麻烦了|thanks(?: a lot)?"
    r"|thank you|please)[ .。!~]*$"
)


_ASKED_TO_HELP = re.compile(
    r"^你?(?:能不能|可不可以|能否|可否|可以|方便|能)(?:麻烦|请)?你?帮我(?!们)(.{2,80}?)[吗嘛么不呢]?[?？]?$"
)
"""「能帮我把21签了吗」 is the wish itself, politely."""


def without_politeness(text: str) -> str:
    """The wish itself; a text of nothing but politeness stays as it is."""
    bare = _ASKED_TO_HELP.sub(r"\1", text)
    while (found := _BEFORE.match(bare)) is not None:
        bare = bare[found.end() :]
    bare = _AFTER.sub("", bare)
    return bare or text


def _visible(c: str) -> bool:
    if c == "\n":
        return True
    kind = unicodedata.category(c)
    return kind[0] != "C" and kind not in ("Mn", "Me")


def is_chinese(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff"
