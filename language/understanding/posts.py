"""Posts and offices as people name them, and the role that goes with each."""

import re

from ledger.members import Role

POSTS = {
    "联络员": Role.LIAISON,
    "联系人": Role.LIAISON,
    "联络人": Role.LIAISON,
    "经办人": Role.LIAISON,
    "对接人": Role.LIAISON,
    "负责人": Role.HEAD,
    "一把手": Role.HEAD,
    "县领导": Role.LEADER,
    "分管领导": Role.LEADER,
    "督查员": Role.SUPERVISOR,
    "督办员": Role.SUPERVISOR,
    "督查专员": Role.SUPERVISOR,
    "督查干部": Role.SUPERVISOR,
    "督查人员": Role.SUPERVISOR,
    "系统管理员": Role.ADMIN,
    "管理员": Role.ADMIN,
}
ENGLISH_POSTS = {
    "contact": Role.LIAISON,
    "liaison": Role.LIAISON,
    "head": Role.HEAD,
    "leader": Role.LEADER,
    "supervisor": Role.SUPERVISOR,
    "admin": Role.ADMIN,
}
POST = "|".join(sorted(POSTS, key=len, reverse=True))
OFFICE_TITLE = (
    "(?:常务|第一)?副?(?:局长|主任|书记|镇长|乡长|部长|台长|院长|行长|校长|馆长|主席|会长|经理|科长|股长|站长|所长)"
    "|调研员|科员|干事|办事员|职员"
)
_HEADS = re.compile(r"(?<!副)(?:局长|主任|书记|镇长|乡长|部长|台长|院长|行长|主席|会长|经理)$")


def role_of(title: str) -> Role | None:
    """None for a title that says nothing of it (副局长, 科长)."""
    named = next((role for words, role in POSTS.items() if words in title), None)
    return named or (Role.HEAD if _HEADS.search(title) and not title.startswith("副") else None)


def office_and_role(words: str) -> tuple[str, Role | None]:
    """The office ("局长"; "" where only a role is named) and the role, from anywhere in the words."""
    title = re.search(OFFICE_TITLE, words)
    office = title[0] if title else ""
    return office, role_of(words) or (role_of(office) if office else None)
