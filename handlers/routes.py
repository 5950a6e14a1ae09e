"""All the bot can do, on one screen: every intent and the function that answers it."""

from typing import assert_never

from handlers import (
    assigning,
    cards,
    digest,
    groups,
    items,
    joining,
    lists,
    people,
    preferences,
    reporting,
    signing,
    talk,
    tasks,
    undoing,
    units,
    welcoming,
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
from language.people_intents import (
    BackFromLeave,
    Depart,
    Deputy,
    GroupNotices,
    Invite,
    Leave,
    LinkGroup,
    ListGroups,
    MergeUnits,
    MyData,
    Rebind,
    RenameUnit,
    ShowPeople,
    SplitUnit,
    Transfer,
    Unbind,
    UnlinkGroup,
)
from language.replies import Reply

WRITES = (
    *(Assign, SetDeadline, Sign, ReportProgress, Undo, Bind, SetLanguage, Confirm, Dismiss),
    *(Invite, Transfer, Depart, Rebind, Unbind, Leave, BackFromLeave, Deputy),
    *(RenameUnit, MergeUnits, SplitUnit, LinkGroup, UnlinkGroup, GroupNotices),
)
"""Answered in a writing transaction: they change the ledger, or lay a card that will."""
WRITES_IN_GROUPS = (LinkGroup, UnlinkGroup, GroupNotices, Confirm, Dismiss)
"""Said and confirmed in the group that they are about."""


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
        case Subscribe() | Mute():
            return await preferences.daily_message(request, intent)
        case Transfer() | Depart() | Rebind() | Unbind() | Leave() | BackFromLeave() | Deputy():
            return await people.change(request, intent)
        case ShowPeople():
            return await people.show(request, intent)
        case MyData():
            return await people.my_data(request, intent)
        case Invite():
            return await welcoming.invite(request, intent)
        case RenameUnit() | MergeUnits() | SplitUnit():
            return await units.change(request, intent)
        case LinkGroup() | UnlinkGroup() | GroupNotices():
            return await groups.change(request, intent)
        case ListGroups():
            return await groups.show(request, intent)
        case Export() | Wish():
            return await wishes.wish(request, intent)
    assert_never(intent)
