"""All the bot can do, on one screen: every intent and the function that answers it."""

from typing import assert_never

from handlers import (
    assigning,
    cards,
    digest,
    holding,
    items,
    joining,
    lists,
    preferences,
    reporting,
    signing,
    talk,
    tasks,
    undoing,
    wishes,
)
from handlers.request import Request
from language.intents import (
    Assign,
    Bind,
    Clarify,
    Confirm,
    Dismiss,
    ExplainLight,
    Export,
    Help,
    History,
    Intent,
    ListItems,
    Mute,
    MyTasks,
    Overview,
    ReportProgress,
    ResumeSending,
    SetDeadline,
    SetLanguage,
    ShowDigest,
    ShowItem,
    Sign,
    Smalltalk,
    Stats,
    Subscribe,
    Undo,
    UnitTasks,
    Who,
    Wish,
)
from language.replies import Reply

WRITES = (Assign, SetDeadline, Sign, ReportProgress, Undo, Bind, SetLanguage, ResumeSending, Confirm, Dismiss)
"""Answered in a writing transaction: they change the ledger, or lay a card that will."""


async def route(request: Request, intent: Intent) -> Reply:
    """Raises Refused, StaleVersion."""
    match intent:
        case MyTasks():
            return await tasks.my_tasks(request, intent)
        case UnitTasks():
            return await tasks.unit_tasks(request, intent)
        case ShowItem():
            return await items.show(request, intent)
        case Who():
            return await items.who(request, intent)
        case ExplainLight():
            return await items.explain_light(request, intent)
        case History():
            return await items.history(request, intent)
        case ListItems():
            return await lists.list_items(request, intent)
        case Overview():
            return await lists.overview(request, intent)
        case Stats():
            return await lists.stats(request, intent)
        case ShowDigest():
            return await digest.show(request, intent)
        case Help():
            return await talk.help_(request, intent)
        case Smalltalk():
            return await talk.smalltalk(request, intent)
        case Clarify():
            return await talk.clarify(request, intent)
        case Assign():
            return await assigning.assign(request, intent)
        case SetDeadline():
            return await assigning.set_deadline(request, intent)
        case Confirm():
            return await cards.confirm(request, intent)
        case Dismiss():
            return await cards.dismiss(request, intent)
        case Sign():
            return await signing.sign(request, intent)
        case ReportProgress():
            return await reporting.report(request, intent)
        case Undo():
            return await undoing.undo(request, intent)
        case Bind():
            return await joining.bind(request, intent)
        case SetLanguage():
            return await preferences.set_language(request, intent)
        case ResumeSending():
            return await holding.resume(request, intent)
        case Subscribe() | Mute():
            return await preferences.daily_message(request, intent)
        case Export() | Wish():
            return await wishes.wish(request, intent)
    assert_never(intent)
