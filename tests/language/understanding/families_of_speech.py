"""Sentences in dialect, typed by sound, mixed with English or with signs; written beside the rules."""

from tests.language.understanding.phrases import Phrase, says

PHRASES: list[Phrase] = [
    # a question in dialect is no report
    says("liaison", "14项弄到哪个步骤了", "item", items=[14]),
    says("liaison", "21项进行到啥程度了嘛", "item", items=[21]),
    says("liaison", "睇下22项仲差几多", "item", items=[22]),
    says("liaison", "14项搞掂未啊", "item", items=[14]),
    says("liaison", "唔知22项几时到期", "item", items=[22]),
    says("liaison", "14项点解仲系红灯", "explain_light", items=[14]),
    says("liaison", "21项我不晓得啷个报", "help"),
    says("liaison", "啷个办结嘛", "help"),
    says("liaison", "我们局仲有几多红灯", "list"),
    says("liaison", "🔴的有哪些", "list"),
    # an application or a report in dialect is one
    says("liaison", "22项求延三天嘛", "ask_extension", items=[22]),
    says("liaison", "14项延器到12月18号", "ask_extension", items=[14], deadline="2026-12-18"),
    says("liaison", "22项俺们弄妥了", "submit_done", items=[22]),
    says("liaison", "21项办完嘞，帮我报办结", "submit_done", items=[21]),
    says("liaison", "22项冇搞掂，仲差验收", "report_progress", items=[22]),
    says("liaison", "14项60%→75%，标牌装完了~", "report_progress", items=[14], percent=75),
    says("liaison", "项号：14，完成：60%", "report_progress", items=[14], percent=60),
    says("liaison", "14项签咯", "sign", items=[14]),
    says("liaison", "签受21项", "sign", items=[21]),
    # denied, drafted, not settled
    says("liaison", "唔好签14项先", "clarify"),
    says("supervisor", "不 要 催 住建局", "clarify"),
    says("head", "草稿：22项申请延期到12月20号，先不发", "clarify"),
    says("head", "14项申请延期算了，该延就延", "clarify"),
    says("supervisor", "11项能不能撤还有待县委研究", "clarify"),
    says("supervisor", "昨天听李书记讲要撤掉11项", "clarify"),
    says("liaison", "佢话14项搞掂咗", "clarify"),
    says("liaison", "14项好似搞掂咗", "clarify|item"),
    says("head", "14项没找财政局帮我们", "clarify|item"),
    says("supervisor", "Nobody asked us to close 14", "clarify"),
    # mixed with English
    says("admin", "把14 assign 给文旅局, ddl 12/20", "assign", items=[14], deadline="2026-12-20"),
    says("admin", "18的owner改成教育局", "assign", items=[18], unit="教育局"),
    says("admin", "item 9 cc 一下住建局", "assign", items=[9], co_units=["住建局"]),
    says("admin", "这个群 unlink 掉", "unlink_group"),
    says("liaison", "22项 delay 到12月20号行不行", "ask_extension", items=[22]),
    says("supervisor", "给住建局 push 一下 20项", "urge", items=[20]),
    # what is decided and where it goes
    says("supervisor", "15项并到16项里", "merge_items", items=[15, 16]),
    says("supervisor", "9项又冒烟了，恢复督办", "reopen", items=[9]),
    says("supervisor", "14的延期申请请张县长定夺", "hand_on", items=[14]),
    says("admin", "责任领导改成副县长王建军同志，14项", "assign", items=[14], person="王建军"),
]
