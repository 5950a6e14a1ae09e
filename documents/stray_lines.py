"""Lines of a document that say nothing of their own: page numbers, ornaments, disclaimers, signatures."""

import re

_STRAY = re.compile(
    r"""
      [-—–－·•\s]*[0-9０-９]{1,4}[-—–－·•\s]*                          # 3, - 3 -, — 3 —
    | 第\s*[0-9０-９一二三四五六七八九十]{1,4}\s*页(?:\s*[,，/]?\s*共\s*[0-9０-９一二三四五六七八九十]{1,4}\s*页)?
    | [0-9０-９]{1,4}\s*/\s*[0-9０-９]{1,4}
    | [Pp]age\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?
    | 目\s*录
    | [-=_~#*—–－…·•.。─━═☆★◆■□●◇※\s]+
    """,
    re.VERBOSE,
)
_CONTENTS = re.compile(r"(?:\.{3}|…|·{3}|\t)[.…·\s]*[0-9]{1,4}$")
_DISCLAIMER = re.compile(
    r"本文(?:系|为|由|档|仅)|本(?:资料|材料|范文|文档)|仅供.{0,8}(?:参考|学习|借鉴|交流)|请勿|切勿照搬|严禁(?:转载|抄袭)|版权(?:所有|归)"
    r"|未经.{0,10}(?:许可|授权|同意)|免责声明|转载请|如有(?:侵权|雷同)|侵权(?:必究|删除)|原创投稿|内部资料"
)
_DISCLAIMER_LENGTH = 120
_NUMBER = "[0-9０-９〇零○一二三四五六七八九十]"
_DATE = re.compile(rf"[（(]?{_NUMBER}{{4}}年{_NUMBER}{{1,2}}月(?:{_NUMBER}{{1,3}}日)?(?:印发)?[）)]?")
_SIGNER = re.compile(r"[^，。；：、！？,;:0-9]{2,24}")
_ATTACHMENT = re.compile(r"附\s?[件表][\s0-9０-９一二三四五六七八九]{0,3}(?:[：:]|$)")


def is_stray(line: str) -> bool:
    return _STRAY.fullmatch(line) is not None if len(line) < 80 else not line.strip("-=_~#*—–－…·•.。─━═☆★◆■□●◇※ \t")


def is_contents(line: str) -> bool:
    """A row of a table of contents: a heading, dots and its page."""
    return _CONTENTS.search(line[-40:]) is not None


def is_disclaimer(line: str) -> bool:
    return len(line) <= _DISCLAIMER_LENGTH and _DISCLAIMER.search(line) is not None


def is_date(line: str) -> bool:
    return len(line) < 30 and _DATE.fullmatch(line) is not None


def may_sign(line: str) -> bool:
    return _SIGNER.fullmatch(line) is not None


def is_attachment(line: str) -> bool:
    return _ATTACHMENT.match(line) is not None
