"""Fills in what the grammar's question left open: which side of the item, the item talked about."""

from dataclasses import replace

from language.intents import DraftDocument, History, Intent, Who
from language.understanding.by_example.asked_about import change_asked, role_asked
from language.understanding.message import Message


def filled_in(message: Message, intent: Intent) -> Intent:
    """The same question; what the grammar saw itself stays."""
    match intent:
        case Who(field=""):
            return replace(intent, field=role_asked(message))
        case History(field="", page=1):
            return replace(intent, field=change_asked(message))
        case DraftDocument(items=()) if intent.kind != "bulletin" and intent.department is None:
            talked = message.talked_about
            return replace(intent, items=talked) if len(talked) == 1 and message.described is None else intent
        case _:
            return intent
