"""What somebody hears at the door, and when he has come in."""

from dataclasses import dataclass

from language.intents import Help, Intent, ListItems, MyTasks, Overview, SetLanguage, Sign
from language.replies import Reply
from language.wording.catalogue import Language, Markup
from language.wording.labels import buttons
from language.wording.voice import Voice, bold, lines
from ledger.lights import Colour
from ledger.members import Member, Role


@dataclass(frozen=True, slots=True)
class Tasks:
    """Open items of the unit: it leads, it cooperates in, and those of the first that wait for its signature."""

    lead: int = 0
    co: int = 0
    unsigned: int = 0


def doorbell(voice: Voice, bot_username: str, *, private: bool) -> Markup:
    """How to be invited, and nothing of what is behind the door."""
    if private:
        return voice.say("doorbell")
    return voice.say("doorbell_in_group", bot=f"@{bot_username}" if bot_username else voice.say("doorbell_bot"))


def welcome(voice: Voice, member: Member, tasks: Tasks, *, other: Language) -> Reply:
    """In the house's language; `other` is what the person's Telegram speaks, one press away when it differs."""
    return Reply(
        lines(
            bold(voice.say("welcome", name=member.name, who=_who(voice, member))),
            _tasks(voice, tasks),
            voice.say(f"welcome_first_{member.role.value}"),
            voice.say("welcome_promise"),
            voice.say("welcome_secrecy"),
        ),
        (
            buttons(voice, *_first_steps(member, tasks)),
            *((buttons(voice, SetLanguage(other)),) if other != voice.language else ()),
        ),
    )


def welcome_back(voice: Voice, member: Member, tasks: Tasks, *, with_code: bool) -> Reply:
    return Reply(
        lines(
            bold(voice.say("welcome_back", name=member.name, who=_who(voice, member))),
            voice.say("welcome_back_code") if with_code else "",
            _tasks(voice, tasks),
            voice.say(f"welcome_first_{member.role.value}"),
        ),
        (buttons(voice, *_first_steps(member, tasks)),),
    )


def _who(voice: Voice, member: Member) -> str:
    role = voice.say(f"joined_as_{member.role.value}")
    if member.department_id is None:
        return role
    return voice.say("joined_in_unit", unit=voice.unit(member.department_id), role=role)


def _tasks(voice: Voice, tasks: Tasks) -> Markup:
    if not tasks.lead and not tasks.co:
        return Markup("")
    key = "welcome_tasks_unsigned" if tasks.unsigned else "welcome_tasks"
    return voice.say(key, lead=tasks.lead, co=tasks.co, unsigned=tasks.unsigned)


def _first_steps(member: Member, tasks: Tasks) -> tuple[Intent, ...]:
    attention = ListItems(lights=(Colour.RED, Colour.YELLOW))
    match member.role:
        case Role.ADMIN:
            return Overview(), ListItems(unassigned=True), Help()
        case Role.SUPERVISOR | Role.LEADER:
            return Overview(), attention, Help()
    return (MyTasks(), *((Sign(),) if tasks.unsigned else ()), Help())
