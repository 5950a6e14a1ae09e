"""All the bot can do, on one screen: every intent and the function that answers it."""

from typing import assert_never

from handlers import (
    assigning,
    cards,
    decisions,
    digest,
    house_days,
    items,
    joining,
    lists,
    moving,
    preferences,
    reporting,
    signing,
    talk,
    tasks,
    undoing,
)
from handlers.request import Request
from language.clock_intents import PauseNudges, SetCalendar, Snooze, WhyReminded
from language.intents import (
    Assign,
    Bind,
    Clarify,
    Confirm,
    Decisions,
    Dismiss,
    DraftDocument,
    ExplainLight,
    Export,
    Help,
    History,
    Intent,
    ListItems,
    Move,
    Mute,
    MyTasks,
    Overview,
    Reconcile,
    ReportProgress,
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
)
from language.replies import Reply

CHOICES = (Subscribe, Mute, Snooze, PauseNudges, SetCalendar)
WRITES = (Assign, SetDeadline, Sign, ReportProgress, Undo, Move, Bind, SetLanguage, Confirm, Dismiss, *CHOICES)
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
        case Subscribe():
            return await preferences.subscribe(request, intent)
        case Mute():
            return await preferences.mute(request, intent)
        case Snooze():
            return await preferences.snooze(request, intent)
        case WhyReminded():
            return await preferences.why_reminded(request, intent)
        case PauseNudges():
            return await house_days.pause_nudges(request, intent)
        case SetCalendar():
            return await house_days.set_calendar(request, intent)
        case Decisions():
            return await decisions.show(request, intent)
        case Move():
            return await moving.move(request, intent)
        case Export() | Reconcile() | DraftDocument():
            return await talk.clarify(request, Clarify("unknown"))
    assert_never(intent)
