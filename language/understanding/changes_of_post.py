"""Understands who goes elsewhere: to another unit or post, or for good.

林晓禾调到发改局，工作交给马春山 · 陈刚调统计局任联络员 · 林晓禾退休了 · 王建国离职，注销账号
"""

import re

from language.people_intents import Depart, PeopleIntent, Transfer
from language.understanding.message import Message
from language.understanding.naming import LOOSE_NAME, I, english_name, person_named, somebody, the_unit
from language.understanding.posts import ENGLISH_POSTS, POSTS, office_and_role, role_of
from language.understanding.word_by_word import Told, told, vocabulary

_NEXT = (
    rf"(?:[,，。;； ]*(?:他|她)?(?:的|后面的?|手(?:头|上|里)的?|原来的?|剩下的?)*(?:工作|任务|事情?|活儿?"
    rf"|摊子)?(?:都|先|就|全)?"
    rf"(?:移?交给?|移交给?|由|让|给|归|转给)(?P<next>{LOOSE_NAME})(?:同志)?(?:来)?(?:接手|负责|接管|接替|接|管"
    rf"|干|盯)?)?[。了吧]*$"
)
_TRANSFER = re.compile(
    rf"^(?P<who>{LOOSE_NAME})(?:同志)?(?:已经?|要|刚|现在|将)?(?:从[^,，]{{2,12}})?"
    r"(?:任(?=[^,，]{2,8}[局长主任书记])|担任|出任|调到|调任|调入|调往|调至|调去|转到|转任|转岗到|改任|改为"
    r"|改当|调整为|调整到|任命为|设为|提拔为|提拔到|聘为|升任|升为"
    r"|交流到|交流去|借调到|借调去|挂职到|去)(?:了)?"
    rf"(?P<to>[^,，。;； ]{{1,24}}?)(?:了|啦)?(?:上班|工作|任职|报到)?(?:了)?{_NEXT}"
)
_DEPART = re.compile(
    rf"^(?P<who>{LOOSE_NAME})(?:同志)?(?:已经?|要|上个?月|昨天|今天|月底)?"
    rf"(?:到龄|正式|光荣|提前|因病)?(?:退休|退二线|内退|病退|离职|离任|离岗|辞职|辞了|调走|调离|调出|考走"
    rf"|不在(?:我们?|咱们?|本)?(?:单位|局|这儿"
    rf"|这里)?(?:干|工作|上班)?|不在[^,，]{{1,6}}(?:干|工作|上班)了?(?=[,，][^,，]{{0,4}}(?:注销|除名|移|清|停|撤|办))|不干|走人?|离开(?:单位|我们局"
    rf"|本局|我局)?)了?{_NEXT}"
)
_GONE = (
    r"退居?二线|退出现职|退休|内退|病退|离休|离职|离任|离岗|离开|离队|卸任|辞职|辞去公职|辞去职务|辞工|辞了|辞退"
    r"|解聘|开除"
    r"|去世|过世|病故|免职|调走|调离|调出|调外[县省市地]?|调(?:到|去|往)?(?:外[县省市地]|外单位"
    r"|别的?[县单位地方]{1,2}|隔壁县"
    r"|[省市](?:里|上|直|厅|局)|州里)|考走|考[到上]?了?(?:[省市](?:里|上|直)|外[县省市])|走人|不干|不在(?:岗|职|编"
    r"|这(?:儿|里)?"
    r"|(?:我们?|咱们?|本)?(?:单位|局|办|镇|乡)|░+)(?:干|工作|上班)?|挂职(?:期满|结束|到期)|借调(?:期满|结束|到期)|期满"
)
_CONSEQUENCES = (
    r"走|本县|本单位|本局|拿掉|在县里|县里|机关|产后|被|[省市](?:里|上|直)的?|公务员|老家|外地|不用|不再|不需要|不归|号|账号|账户|权限|电报|telegram"
    r"|移[出走除交]|移|清[出走除退理]|踢[出掉]|除名|除掉|除"
    r"|删[掉除了]?|注销"
    r"|停用|停[掉了]|撤[掉销下]|收回|解绑|退出|退|取消|下掉|掉|做|按|手续|处理|登记|标记?|状态|光荣|正式|到龄"
    r"|到点|提前|因病|身体原因|个人原因"
    r"|用|干|工作|上班|走"
)
_DEPARTURE = vocabulary(_GONE, _CONSEQUENCES)
_POSTED = (
    r"(?:到|去了?|回|转入|加入)(?=░)|调动(?:到|去|往|至)?|(?:以后|现在|今后|起)就?是|调整?(?:到|为|去|往|入|至"
    r"|任|成)?|转(?:到|为|去|入|任|成|岗)?|挪到?|换到?"
    r"|派(?:到|往|去)|交流(?:到|去)?|轮岗(?:到|去)?"
    r"|借调(?:到|去)?"
    r"|挂职(?:到|去)?|抽调(?:到|去)?|提(?:拔|任|升|成)?(?:到|为|成|了)?|升(?:任|为|职|到|成)?|晋升(?:为|到)?"
    r"|任命(?:为)?|任职|担任|出任|接任|就任"
    r"|任(?=░|联络|局长|主任|书记|负责|管理|督查|副)|改(?:任|为|当|做|成)?|换成|变(?:成|更)?(?:为)?|设(?:为|成)?"
    r"|聘(?:为|任)|当|做"
)
_POSTED_WORDS = (
    r"不在|从|由|到|乡镇|基层|县直|岗位|职务|角色|身份|工作(?:调动|变动|单位)?|关系|调动|变动|变化|调整|归属"
    r"|所属|换|转|报到|上班"
    r"|负责|管|跟着|不再|不(?:是|当|做|任)"
    rf"(?:{'|'.join(POSTS)})?了?|那个?|正式|平级|破格"
)
_POSTING = vocabulary(_POSTED, _POSTED_WORDS)
_NO_LONGER = re.compile(rf"不再?(?:是|当|做|任|担任)(?:{'|'.join(POSTS)})")
_WAS = re.compile(r"(?:从|由|原来?在|原来?是|原)$")
_ENGLISH_NAME = r"(?P<who>[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}?)"
_ENGLISH_MOVE = re.compile(
    rf"^(?:please )?(?:move|transfer|reassign|relocate|switch|post|promote) {_ENGLISH_NAME}(?: over)?"
    r"(?: (?:from|out of) (?P<home>[^,]{2,50}?))? (?:to"
    r"|into) (?:be )?(?:the )?(?P<to>[^,.;]{2,60}?)(?P<then>[,.;!].{0,80})?$"
    rf"|^{_ENGLISH_NAME.replace('?P<who>', '?P<who2>')}(?: has(?: just)?| is| was| got|'s)?(?: being| been| just| now)*"
    r" (?:moved|moves|transferred|transfers|reassigned|posted|promoted|moving|transferring|appointed|going|gone"
    r"|went)(?: over)?"
    r"(?: from (?P<home2>[^,]{2,50}?))? (?:to|into"
    r"|as)(?: be)? (?:the )?(?P<to2>[^,.;]{2,60}?)(?P<then2>[,.;!].{0,80})?$"
    rf"|^{_ENGLISH_NAME.replace('?P<who>', '?P<who3>')} (?:now works|is now working|is now|works now|now"
    rf"|is(?= (?:our|the new)\b)) (?:at"
    rf"|for|in|with|as)?"
    r" ?(?:the )?(?P<to3>[^,.;]{2,60}?)(?P<then3>[,.;!].{0,80})?$"
)
_ENGLISH_POST = re.compile(
    r"^(?:(?:a|an|the|our|new) )*(?P<post>head|liaison|contact|leader|supervisor|admin)(?: (?:of|at|for"
    r"|in) (?:the )?)?"
    r"|(?: as (?:a |an |the )?(?:new )?)(?P<post2>head|liaison|contact|leader|supervisor|admin)$"
)
_ENGLISH_GONE = re.compile(
    rf"^(?:our (?:old |former |previous )?(?:liaison|contact|head|colleague),? )?"
    rf"{_ENGLISH_NAME}(?: (?:from|of|at|in) [a-z ]{{3,30}}?)?(?: has| is| have|'s)?(?: just| now| already"
    rf"| officially)*"
    r" (?:retired|retires|retiring|resigned|resigning|quit|departed|passed away|no longer works?(?: here| for us"
    r"| with us| at .{2,40})?"
    r"|(?:doesn't|does not) work (?:here|for us|with us) (?:any ?more|any longer)"
    r"|(?:left|leaving|gone)(?: (?:us|for good|(?:the|our) (?:county|bureau|office|government|unit|department"
    r"|service|job|team|committee)"
    r"[a-z ]{0,24}))?(?: for good)?)(?: (?:today|yesterday|last (?:week|month)|this (?:week|month)"
    r"|(?:last |on )?(?:mon|tues|wednes|thurs|fri)day|for good))?(?P<then>[,.;!].{0,80})?$"
    rf"|^(?:please )?(?:remove|drop|delete) {_ENGLISH_NAME.replace('?P<who>', '?P<who2>')}[,;.:-]? (?:who |he "
    rf"|she |they |has |have |is |\b)*"
    r"(?:retired|resigned|quit|left|gone)\b(?P<then2>.{0,60})$"
)
_ENGLISH_NEXT = re.compile(
    r"(?:(?:hand|pass|give|transfer|move|turn)(?:s|ed|ing)?(?: over)? (?:(?:his|her|their|the|all"
    r"|open) )*(?:work|tasks|items|duties|things|job)?"
    r" ?(?:over )?to|replaced by|success?or(?: is|:)?|taken over by|work goes to"
    r"|items go to) (?P<next>[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2})"
    r"|(?P<next2>[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}) (?:takes|will take|is taking) over"
)


def transferred(message: Message) -> PeopleIntent | None:
    return _posting(message) or _transfer(message) or _english_move(message)


def departed(message: Message) -> PeopleIntent | None:
    if (gone := told(message, _DEPARTURE, first_clause=True)) is not None:
        return Depart(gone.person, _home(gone), gone.successor)
    home, rest = somebody(message)
    found = _DEPART.match(rest)
    if found is not None and found["who"] not in I:
        return Depart(person_named(message, found["who"]), home, person_named(message, found["next"] or ""))
    if (left := _ENGLISH_GONE.match(message.text)) is not None:
        who = left["who"] or left["who2"]
        if not english_name(message, who):
            return None
        return Depart(person_named(message, who), None, _english_next(message, left["then"] or left["then2"] or ""))
    return None


def _home(told_: Told) -> int | None:
    ones = [mention.one for mention in told_.before if mention.one is not None]
    return ones[0] if len(ones) == 1 else None


def _transfer(message: Message) -> PeopleIntent | None:
    home, rest = somebody(message)
    found = _TRANSFER.match(rest)
    if found is None or found["who"] in I:
        return None
    target = found["to"].strip()
    mention = next((m for m in message.known.units.mentions(target) if m.one is not None and m.start <= 1), None)
    title = target[mention.end :] if mention else target
    title = title.removeprefix("的").removeprefix("任").removeprefix("当").strip()
    unit, role = mention.one if mention else None, role_of(title)
    if unit is None and role is None:
        return None
    office = "" if title in POSTS else title
    successor = person_named(message, found["next"] or "")
    return Transfer(person_named(message, found["who"]), unit, role, office, home, successor)


def _posting(message: Message) -> PeopleIntent | None:
    """「周敏岗位调整，从教育局到团县委」: the last unit that is not where he was."""
    moved = told(message, _POSTING, first_clause=True)
    if moved is None:
        return None
    left = {m.one for m in (*moved.before, *moved.after) if _WAS.search(moved.rest[: m.start])} | {_home(moved)}
    ones = [m.one for m in moved.after if m.one is not None and m.one not in left]
    unit = ones[-1] if ones else None
    office, role = office_and_role(_NO_LONGER.sub("", moved.rest))
    if unit is None and role is None:
        return None
    was = next((one for one in left if one is not None), None)
    return Transfer(moved.person, unit, role, office, was if was != unit else None, moved.successor)


def _english_move(message: Message) -> PeopleIntent | None:
    found = _ENGLISH_MOVE.match(message.text)
    if found is None:
        return None
    who, to = (next(found[f"{name}{n}"] for n in ("", "2", "3") if found[f"who{n}"]) for name in ("who", "to"))
    post = _ENGLISH_POST.search(to)
    unit = the_unit(message, _ENGLISH_POST.sub("", to).strip())
    role = ENGLISH_POSTS[post["post"] or post["post2"]] if post else None
    if (unit is None and role is None) or not english_name(message, who):
        return None
    home = next((the_unit(message, found[n].removeprefix("the ")) for n in ("home", "home2") if found[n]), None)
    then = found["then"] or found["then2"] or found["then3"] or ""
    return Transfer(person_named(message, who), unit, role, "", home, _english_next(message, then))


def _english_next(message: Message, then: str) -> str:
    found = _ENGLISH_NEXT.search(then)
    return person_named(message, (found["next"] or found["next2"]).strip()) if found else ""
