"""From words to an intent, in the order in which a careful listener would think."""

import re
from dataclasses import replace
from functools import cache, partial

from language.commands import ALIASES, BY_NAME
from language.intents import (
    Assign,
    Bind,
    Clarify,
    Help,
    Intent,
    ListItems,
    Move,
    MyTasks,
    Overview,
    ReportProgress,
    SetLanguage,
    ShowItem,
    Undo,
    UnitTasks,
)
from language.lexicon import Hearing, Lexicon
from language.understanding.asking_how import how_to
from language.understanding.asks_nothing import asks_nothing, not_heard
from language.understanding.bare_items import with_bare_item
from language.understanding.by_example.filled_in import filled_in
from language.understanding.by_example.reader import Learned, learned
from language.understanding.by_example.weighing import Heard, is_change, with_examples
from language.understanding.clockwork import clockwork
from language.understanding.follow_ups import follow_up
from language.understanding.leaning import leaning
from language.understanding.message import Known, Message
from language.understanding.papers import draft
from language.understanding.people import people
from language.understanding.plain_words import plain
from language.understanding.questions import question
from language.understanding.safety import WRITES, clauses, negated, safe, stopped
from language.understanding.small_talk import about_the_chat, small_talk
from language.understanding.tone import looks_back
from language.understanding.unwished import spoken_of, weighed
from language.understanding.weighed_units import with_duties
from language.understanding.writes import write

_COMMAND = re.compile(r"^/([a-z_]{1,32})(?:@[a-z0-9_]+)?(?: |$)", re.IGNORECASE)
_MOST_KNOWN = 4
_SHORT = 60
"""Longer texts are rather told than asked for; half sentences and topics are not looked for in them."""

_known: dict[int, Known] = {}


def understand(words: str, lexicon: Lexicon, hearing: Hearing) -> Intent:
    """Deterministic, without network or clock; never raises. What it is not sure of is a Clarify.

    A change is only understood from words that wish it plainly; what is forwarded, negated, asked about or told to the
    bot as an order becomes a Clarify (safety.py).
    """
    return understood(words, lexicon, hearing).intent


def get_ready() -> None:
    """Reads what the second reader has learned (a third of a second), so that no message waits for it."""
    learned()


def understood(words: str, lexicon: Lexicon, hearing: Hearing) -> Heard:
    """The same, with who read it so."""
    text = plain(words)
    if not text:
        return Heard(Clarify("empty"))
    known = known_of(lexicon)
    if (command := _COMMAND.match(text)) is not None:
        return Heard(_command(command, words, text, known, hearing))
    message = Message(words, known, hearing, text=text)
    heard = weighed_twice(message.bare, _by_grammar(message))
    return replace(heard, intent=with_duties(message.bare, _with_share(message.bare, heard.intent)))


def _with_share(message: Message, intent: Intent) -> Intent:
    if not isinstance(intent, ReportProgress):
        return intent
    items = frozenset(item.number for item in intent.items)
    percent = message.numbers.share(items, intent.percent)
    return intent if percent == intent.percent else replace(intent, percent=percent)


def weighed_twice(message: Message, intent: Intent, reader: Learned | None = None) -> Heard:
    """The grammar's reading against the examples'. Where both are left with showing what was merely named, the examples
    are asked once more, as if the grammar had understood nothing: then a question is answered, and never a change.
    """
    heard = with_examples(message, intent, reader)
    if heard.intent is not intent or not asks_nothing(message, intent):
        return heard
    unheard = not_heard(message, intent, unknown(message))
    again = with_examples(message, unheard, reader)
    if is_change(again.intent):
        return Heard(not_heard(message, again.intent, unheard), again.by, again.like)
    return again


def by_grammar(words: str, lexicon: Lexicon, hearing: Hearing) -> Intent:
    """What the grammar alone reads in words that are no command."""
    return _by_grammar(Message(words, known_of(lexicon), hearing))


def _by_grammar(message: Message) -> Intent:
    return weighed(message, _read(message))


def _read(message: Message) -> Intent:
    refusal = stopped(message)
    if refusal is not None:
        return refusal
    for direct in (how_to, people, small_talk, clockwork, about_the_chat):
        intent = direct(message)
        if intent is not None and not (intent.NAME == "digest" and message.items):
            return intent
    message = message.bare
    paper = draft(message)
    if paper is not None:
        return filled_in(message, paper)
    wish = write(message)
    if wish is not None:
        return _settled(message, wish)
    refusal = negated(message)
    if refusal is not None and not message.asking:
        return refusal
    if message.has(_SOME_ITEM):
        return Clarify("which_item", words=message.said)
    intent = follow_up(message, question(message))
    if (isinstance(intent, ShowItem | UnitTasks | Clarify | None) or _lists_told(message, intent)) and (
        reason := spoken_of(message, of_unit=isinstance(intent, UnitTasks))
    ) is not None:
        return Clarify(reason, items=message.items, words=message.said)
    if intent is not None:
        return safe(message, filled_in(message, intent))
    return refusal or leaning(message) or unknown(message)


def _lists_told(message: Message, intent: Intent | None) -> bool:
    """A list that would only be shown because its words are in what is told."""
    return isinstance(intent, ListItems) and (bool(intent.items) or looks_back(message))


_SOME_ITEM = re.compile(
    r"(?:有|某)一?项(?:任务|工作|事)?(?:得|要|该|应|需|想|是)|(?:具体|到底)?(?:是)?哪一?项(?:我)?(?:忘|记不"
    r"|不记得|想不起)"
)
"""「有一项得给财政局，具体哪项我忘了」."""


def _settled(message: Message, wish: Intent) -> Intent:
    several = _several(message, wish)
    if several is not None:
        return several
    wish = with_bare_item(message, wish)
    return safe(message, follow_up(message, wish) or wish)


def _several(message: Message, wish: Intent) -> Clarify | None:
    """Two different wishes in one message are done one by one, each with its own card."""
    if not isinstance(wish, (*WRITES, Move, Clarify)) or wish.NAME == "split_item":
        return None
    complete = cache(partial(_complete, message))
    for parts in (clauses(message.text), _pieces(message.text, ","), _pieces(message.text, "、")):
        wishes = [complete(part) for part in parts[:6]] if parts[1:] else []
        found: list[Intent] = list(dict.fromkeys(wish for wish in wishes if wish is not None))
        if len({each.NAME for each in found}) > 1 or len({getattr(each, "items", None) for each in found}) > 1:
            return Clarify("several_wishes", options=tuple(found[:4]), words=message.said)
    return None


def _pieces(text: str, sign: str) -> list[str]:
    return [part for part in text.split(sign) if part.strip()]


def _complete(message: Message, part: str) -> Intent | None:
    """A part that is a wish of its own: it names its item itself."""
    alone = Message(part, message.known, message.hearing, text=part.strip())
    if alone.described is not None and not alone.described.pointed:
        return None
    if not (alone.meant or alone.mentions or alone.talked_about):
        return None
    other = write(alone)
    if isinstance(other, ReportProgress) or not isinstance(other, (*WRITES, Move)):
        return None
    if isinstance(other, Move) and not other.items and other.name in ("urge", "issue_slip") and other.department:
        return other
    return other if getattr(other, "items", ()) and not (isinstance(other, Assign) and other.dry_run) else None


def _command(command: re.Match[str], words: str, text: str, known: Known, hearing: Hearing) -> Intent:
    name = command[1].lower()
    name = ALIASES.get(name, name)
    rest = text[command.end() :].strip()
    if name in ("bind", "join") or (command[1].lower() == "start" and rest):
        return Bind(rest)
    found = BY_NAME.get(name)
    if found is None:
        return unknown(Message(words, known, hearing, text=text))
    if name == "help":
        return Help(_topic(rest))
    if name == "undo":
        return Undo()
    if name == "language":
        return SetLanguage(
            rest[:2] if rest[:2] in ("zh", "en") else {"中文": "zh", "英文": "en", "英语": "en"}.get(rest, "")
        )
    body = f"{found.words} {rest}".strip() if name != "report" else f"{rest}"
    original = words.strip()
    message = Message(
        original[len(command[0]) :].strip() if name == "report" else original, known, hearing, text=body, command=name
    )
    if name in ("assign", "deadline", "report", "sign", "done", "extend", "urge"):
        intent = write(message)
        if intent is None:
            return Clarify("which_item", words=words.strip()[:80])
        return safe(message, follow_up(message, intent) or intent)
    if name == "item" and not rest:
        return Clarify("which_item", words=words.strip()[:80])
    if name == "unit" and not rest:
        return UnitTasks()
    intent = people(message) or question(message)
    return follow_up(message, intent) or Clarify("which_item", words=words.strip()[:80])


def _topic(rest: str) -> str:
    rest = rest.lstrip("/")
    if rest in BY_NAME:
        return BY_NAME[rest].intent
    return rest if any(command.intent == rest for command in BY_NAME.values()) else ""


def unknown(message: Message) -> Clarify:
    """With the three nearest complete readings."""
    options: list[Intent] = []
    if len(message.text) <= _SHORT:
        options += [ShowItem((match.item,)) for match in message.known.topics.find(message.text)[:2]]
    if message.loosely_named.items:
        options.insert(0, ShowItem(message.loosely_named.items[:1]))
    options += [MyTasks(), Overview(), Help()]
    return Clarify("unknown", words=message.said, options=tuple(dict.fromkeys(options))[:3])


def known_of(lexicon: Lexicon) -> Known:
    known = _known.get(id(lexicon))
    if known is None or known.lexicon is not lexicon:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[id(lexicon)] = Known(lexicon)
    return known
