"""Posts and offices as people name them, and the role that goes with each."""

import re

from ledger.members import Role

POSTS = {
    "联络员": Role.LIAISON,
    "联系人": Role.LIAISON,
    "经办人": Role.LIAISON,
    "负责人": Role.HEAD,
    "县领导": Role.LEADER,
    "分管领导": Role.LEADER,
    "督查员": Role.SUPERVISOR,
    "督查人员": Role.SUPERVISOR,
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
_HEADS = re.compile(r"(?<!副)(?:局长|主任|书记|镇长|乡长|台长|院长|行长|经理)$")


def role_of(title: str) -> Role | None:
    """None for a title that says nothing of it (副局长, 科长)."""
    named = next((role for words, role in POSTS.items() if words in title), None)
    return named or (Role.HEAD if _HEADS.search(title) and not title.startswith("副") else None)
