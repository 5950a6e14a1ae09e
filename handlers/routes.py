"""All the bot can do, on one screen: every intent and the function that answers it."""

from typing import assert_never

from handlers import (
    assigning,
    cards,
    decisions,
    digest,
    drafting,
    exporting,
    groups,
    history,
    holding,
    house_days,
    items,
    joining,
    lists,
    moving,
    people,
    preferences,
    reconciling,
    reporting,
    signing,
    staging,
    talk,
    tasks,
    undoing,
    units,
    welcoming,
)
from handlers.request import Request
from language.clock_intents import PauseNudges, SetCalendar, Snooze, WhyReminded
from language.intents import (
    ApplyImport,
    Assign,
    Bind,
    Clarify,
    Confirm,
    Decisions,
    Dismiss,
    DraftDocument,
    DropImport,
    ExplainLight,
    Export,
    Help,
    History,
    ImportFile,
    Intent,
    ListItems,
    Move,
    Mute,
    MyTasks,
    Overview,
    Reconcile,
    ReportProgress,
    ReviewImport,
    SetDeadline,
    SetLanguage,
    SettleImport,
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
from language.sending_intents import ResumeSending

CHOICES = (Subscribe, Mute, Snooze, PauseNudges, SetCalendar)
IMPORTS = (ImportFile, ReviewImport, SettleImport, ApplyImport, DropImport)
WRITES = (
    *(Assign, SetDeadline, Sign, ReportProgress, Undo, Move, DraftDocument, Bind, SetLanguage, Confirm, Dismiss),
    ResumeSending,
    *(Invite, Transfer, Depart, Rebind, Unbind, Leave, BackFromLeave, Deputy),
    *(RenameUnit, MergeUnits, SplitUnit, LinkGroup, UnlinkGroup, GroupNotices),
    *IMPORTS,
    *CHOICES,
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
            return await history.history(request, intent)
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
        case ImportFile():
            return await staging.bring(request, intent)
        case ReviewImport():
            return await staging.review(request, intent)
        case SettleImport():
            return await staging.settle(request, intent)
        case ApplyImport():
            return await staging.apply(request, intent)
        case DropImport():
            return await staging.drop(request, intent)
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
        case ResumeSending():
            return await holding.resume(request, intent)
        case Export():
            return await exporting.export(request, intent)
        case Reconcile():
            return await reconciling.reconcile(request, intent)
        case DraftDocument():
            return await drafting.draft(request, intent)
        case Decisions():
            return await decisions.show(request, intent)
        case Move():
            return await moving.move(request, intent)
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
    assert_never(intent)
