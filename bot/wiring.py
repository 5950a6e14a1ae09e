"""The composition root: settings become policies, and every part is handed what it needs."""

import datetime as dt
import os
import secrets
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.answering import Answering
from bot.calendar_data import working_calendar
from bot.clock import Clock, now
from bot.counters import Counters
from bot.downloads import Downloads
from bot.filing import Filing
from bot.finishing import Finishing
from bot.intake import Intake
from bot.menus import Menus
from bot.polling import Polling
from bot.prompting import Prompting
from bot.saying import Saying
from bot.seal import Seal
from bot.sending import Answers, TelegramSender
from bot.telegram_in import Us
from bot.telegram_out import TelegramOut
from bot.transport import AiohttpRequest, make_bot
from bot.webhook import Webhook, webhook_path
from bot.worker import Worker
from config import Settings
from handlers.front import Front
from handlers.receiving import Receiving
from handlers.request import House
from ledger.calendar import Rollover
from ledger.digest import DigestPolicy
from ledger.lights import LightPolicy
from ledger.nudging import NudgePolicy
from ledger.policies import Policies
from ledger.ports import Store
from ledger.working_hours import WorkingHours
from scheduler.clock_guard import ClockGuard
from scheduler.dispatcher import Dispatcher
from scheduler.housekeeping import Seen, look_over
from scheduler.outages import Outages
from scheduler.planner import plan
from scheduler.retention import forget
from scheduler.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Program:
    """Every part that is started, stopped or watched; app.py does that."""

    store: Store
    counters: Counters
    menus: Menus
    worker: Worker
    intake: Intake
    updates: Polling | Webhook
    dispatcher: Dispatcher
    prompting: Prompting
    timetable: Timetable
    outages: Outages


def wire(settings: Settings, store: Store, request: AiohttpRequest, us: Us, clock: Clock) -> Program:
    token = token_of(settings)
    policies = policies_of(settings)
    house = House(policies, settings.language, us.username, frozenset(settings.admins))
    telegram = make_bot(token, request, base_url=settings.telegram.server)
    seal = Seal.from_token(token)
    counters = Counters()

    out = TelegramOut(telegram, seal)
    front = Front(store, house, Receiving(Downloads(out).fetch))
    filing = Filing(front)
    answers = Answers()
    dispatcher = Dispatcher(store, TelegramSender(out, filing, answers), policies, clock, _owner(), settings.language)
    prompting = Prompting(dispatcher, clock)
    menus = Menus(store, out, settings.language)

    answering = Answering(
        store,
        front,
        house,
        us,
        seal,
        saying=Saying(out, dispatcher, counters, filing, turns=dispatcher.pacing, answers=answers),
        finishing=Finishing(store),
        menus=menus,
        wrote=prompting.soon,
        clock=clock,
        counters=counters,
    )
    worker = Worker(answering.read, answering.handle)
    intake = Intake(store, worker.take, clock, backlog=lambda: worker.held)
    secret = settings.telegram.webhook_secret
    updates: Polling | Webhook
    if settings.telegram.webhook_url and secret is not None:
        updates = Webhook(intake, secret.get_secret_value(), webhook_address(settings)[1])
    else:
        updates = Polling(request, telegram.base_url, intake)

    async def housekeeping(now: dt.datetime) -> Seen:
        await forget(store, now)
        return await look_over(store, policies, now)

    timetable = Timetable(
        clock=clock,
        hours=policies.hours,
        plan=lambda moment: plan(store, policies, moment),
        gather=dispatcher.gather,
        drain=dispatcher.drain,
        housekeeping=housekeeping,
        before_stop=dispatcher.stop,
        # Where time travels on purpose nobody else could agree with it.
        believes=ClockGuard(store, request.server_time).believes if clock is now else None,
    )
    return Program(
        store,
        counters,
        menus,
        worker,
        intake,
        updates,
        dispatcher,
        prompting,
        timetable,
        Outages(store, policies, settings.language),
    )


def policies_of(settings: Settings) -> Policies:
    hours, lights, nudges, digest = settings.hours, settings.lights, settings.nudges, settings.digest
    return Policies(
        calendar=working_calendar(
            settings.calendar.holidays, settings.calendar.working_days, Rollover(settings.calendar.rollover)
        ),
        hours=WorkingHours(
            settings.zone,
            opens=hours.opens,
            closes=hours.closes,
            morning=hours.morning,
            urgent_opens=hours.urgent_opens,
            urgent_closes=hours.urgent_closes,
        ),
        lights=LightPolicy(
            yellow_days=lights.yellow_days,
            blue_days=lights.blue_days,
            yellow_behind=lights.yellow_behind,
            red_behind=lights.red_behind,
            milestone_red_days=lights.milestone_red_days,
            yellow_cycles=lights.yellow_cycles,
            red_cycles=lights.red_cycles,
            red_slip=lights.red_slip,
            blue_shown=lights.blue_shown,
            zone=settings.zone,
        ),
        nudges=NudgePolicy(**nudges.model_dump()),
        digest=DigestPolicy(**digest.model_dump()),
    )


def webhook_address(settings: Settings) -> tuple[str, str]:
    """The address Telegram is told and the path served here; one nobody can guess where the operator names none."""
    url = settings.telegram.webhook_url or ""
    path = urlsplit(url).path
    if path not in ("", "/"):
        return url, path
    path = webhook_path(token_of(settings))
    return url.rstrip("/") + path, path


def token_of(settings: Settings) -> str:
    assert settings.telegram.token is not None  # noqa: S101 - the commands look before they leap
    return settings.telegram.token.get_secret_value()


def _owner() -> str:
    """Names this process among those that share the database; the rest tells a reused process id apart."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"
