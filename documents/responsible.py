"""Takes a cell that names units apart: who leads, who helps, name by name, as offices list them."""

import re

_SUFFIX = "局办委部院镇乡会室心司队所站处"
_BETWEEN = re.compile(
    r"[、，,；;/|\n]+|\s{2,}"
    rf"|(?<=[{_SUFFIX}])\s+(?=\S)"
    rf"|(?<=[{_SUFFIX}])[及和与](?=[县市区各])"
)
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
"""县发改局（牵头）, 县委办公室（县委督查室）: an aside, not another unit."""
_LED_IN_BRACKETS = re.compile(r"[（(](?:主?牵头|牵头单位|牵头部门|主责|主办)[）)]")
_HELP = r"(?:配合|协办|协同|协助|参与|参加|责任)"
_LABELLED = re.compile(
    r"\s*(?:主要)?(?:牵头|主责|主办)(?:单位|部门)?\s*[:：]\s*(?P<lead>.+?)"
    rf"(?:[，,；;。、\s]*{_HELP}(?:单位|部门)\s*[:：]\s*(?P<co>.*))?",
    re.DOTALL,
)
_SPOKEN = re.compile(
    rf"(?P<lead>.+?)(?:牵头负责|牵头|主办|主责|负责)[，,；;。\s]*(?:(?P<co>.+?)(?:{_HELP}|{_HELP}落实|分工负责)?)?",
    re.DOTALL,
)
_TAIL = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位|各?部门和单位)?|按职责分工负责|分别负责|负责落实)$")
_LABEL = re.compile(rf"^(?:牵头|{_HELP}|主办|承办)(?:单位|部门)?[:：]")


def names(cell: str) -> tuple[str, ...]:
    """ "县发改局（牵头）、财政局\n各乡镇等" → 县发改局, 财政局, 各乡镇."""
    parts = (_name(part) for part in _BETWEEN.split(_IN_BRACKETS.sub("", cell)))
    return tuple(dict.fromkeys(part for part in parts if part))


def leading_and_helping(cell: str, *, first_leads: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """More than one leads where the cell does not say which; `first_leads`: somebody said that the first does."""
    bare = _IN_BRACKETS.sub("", cell).strip("。 ")
    labelled = _LABELLED.fullmatch(cell) or _SPOKEN.fullmatch(bare)
    if labelled is not None and (labelled["lead"] or "").strip():
        leads, others = names(labelled["lead"]), names(labelled["co"] or "")
    else:
        marked = [part for part in _BETWEEN.split(cell) if _LED_IN_BRACKETS.search(part)]
        everyone = names(cell)
        leads = names("、".join(marked)) or everyone
        others = tuple(name for name in everyone if name not in leads)
    if first_leads and len(leads) > 1:
        leads, others = leads[:1], (*leads[1:], *others)
    return leads, tuple(name for name in dict.fromkeys(others) if name not in leads)


def _name(part: str) -> str:
    part = _LABEL.sub("", part.strip(" \t\u3000。.:：等"))
    return _TAIL.sub("", part).strip(" \t\u3000。")
