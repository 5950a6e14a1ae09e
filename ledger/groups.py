"""Work groups: a chat, or one topic of it, that belongs to a unit or to a project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """`chat_id` is the chat, `thread_id` the topic in it (0: the chat has none, or all of it is meant).

    It belongs to a unit, or to a project called by `project`. `notices`: what is handed out to the unit is told there,
    too. Not `active`: unlinked, or the bot was put out.
    """

    chat_id: int
    thread_id: int = 0
    title: str = ""
    department_id: int | None = None
    project: str = ""
    notices: bool = False
    active: bool = True
    id: int = 0
