"""Help, small talk and questions back."""

from collections.abc import Sequence

from language.intents import Clarify
from language.wording import lights
from language.wording.catalogue import Markup, has
from language.wording.cutting import shortened
from language.wording.rows import Line
from language.wording.voice import Voice, bold, lines
from ledger.members import Role

_TITLE = 24
_ECHO = 30
_EXAMPLE_ITEM = 14


def help_for(voice: Voice, role: Role, commands: Sequence[tuple[str, str]], *, private: bool, last_item: int) -> Markup:
    """`commands` are (name, what it does). Examples name an item that exists."""
    if not private:
        return lines(voice.say("help_group"), voice.say("help_secrecy"))
    examples = voice.say(f"help_example_{role.value}", item=example(last_item))
    listed = [voice.say("help_command", command=name, about=about) for name, about in commands]
    return lines(
        bold(voice.say("help_heading")),
        Markup(examples.strip()),
        voice.say("help_commands") if listed else "",
        *listed,
        voice.say("help_promise"),
        voice.say("help_secrecy"),
    )


def example(last_item: int) -> int:
    return min(_EXAMPLE_ITEM, last_item) or 1


def help_on(voice: Voice, topic: str, last_item: int) -> Markup | None:
    """None when there is nothing particular to say of the topic."""
    key = f"help_topic_{topic}"
    return voice.say(key, item=example(last_item)) if has(key) else None


def next_step(voice: Voice, step: str, line: Line | None) -> Markup:
    """`step` is a key `next_<step>`; `line` is the item it is about."""
    if line is None:
        return voice.say(f"next_{step}")
    report = line.item.last_report
    return voice.say(
        f"next_{step}",
        item=line.item.label,
        title=shortened(line.item.title, _TITLE),
        light=lights.shown(voice, line.light),
        unit=voice.unit(line.item.lead),
        date=voice.short_date(voice.local(report.at).date()) if report else "",
    )


def smalltalk(voice: Voice, kind: str, name: str) -> Markup:
    key = f"smalltalk_{kind}"
    return voice.say(key if has(key) else "smalltalk_hello", name=name)


def clarify(voice: Voice, question: Clarify, last_item: int) -> Markup:
    """A reason that has no words of its own is said as "unknown"."""
    key = f"clarify_{question.reason}"
    words = shortened(" ".join(question.words.split()), _ECHO)
    if not has(key):
        key = "clarify_unknown"
    if key == "clarify_unknown" and not words:
        key = "clarify_empty"
    labels = voice.say("list_comma").join(item.label for item in question.items)
    return voice.say(
        key, words=words, items=labels, number=question.number or labels, last=last_item, item=example(last_item)
    )
