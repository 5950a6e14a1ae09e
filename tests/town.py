"""A small town on the sample plan: people who talk to the bot as in a chat, without Telegram.

Every dialogue starts on Tuesday 2026-11-24 at 10:00 in Shanghai.
"""

import datetime as dt
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar

from documents.departments import read_departments
from documents.text_files import read_text
from documents.work_plans import read_plan
from handlers.front import Answer, Front
from handlers.receiving import Fetch, Receiving, SentFile
from handlers.request import House, Said
from language.buttons import encode
from language.intents import Intent
from language.replies import File, Payload, load
from ledger.calendar import WorkingCalendar
from ledger.deadlines import Deadline, DeadlineKind
from ledger.groups import Group
from ledger.items import Item, State
from ledger.lights import LightPolicy
from ledger.members import Member, Role
from ledger.plans import PlanKind
from ledger.policies import Policies
from ledger.ports import Store
from ledger.working_hours import WorkingHours
from tests.memory_store import MemoryStore

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = dt.datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI).astimezone(dt.UTC)
TODAY = dt.date(2026, 11, 24)
SAMPLE = Path(__file__).parent.parent / "playground" / "sample"
CULTURE, TRANSPORT, REFORM, OFFICE = "县文体广电和旅游局", "县交通运输局", "县发展和改革局", "县委办公室"


def chinese_working_calendar(years: Sequence[int] = (2025, 2026)) -> WorkingCalendar:
    days = [dt.date(year, 1, 1) + dt.timedelta(n) for year in years for n in range(366)]
    days = [day for day in days if day.year in years]
    return WorkingCalendar(
        holidays=[d for d in days if not chinese_calendar.is_workday(d)],
        make_up_days=[d for d in days if d.weekday() >= 5 and chinese_calendar.is_workday(d)],
        known_years=years,
    )


CALENDAR = chinese_working_calendar()
POLICIES = Policies(CALENDAR, WorkingHours(SHANGHAI), LightPolicy(zone=SHANGHAI))
HOUSE = House(POLICIES, bot_username="duban_bot", admins=frozenset({9001}))


@dataclass(frozen=True)
class Heard:
    """One answer as its reader sees it. `text` is without markup, `lines` are its lines."""

    html: str
    labels: tuple[str, ...] = ()
    toast: str = ""
    payload: Payload | None = None
    message_id: int = 0

    @property
    def text(self) -> str:
        return html.unescape(re.sub(r"<[^>]+>", "", self.html))

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def first(self) -> str:
        return self.lines[0]


@dataclass
class Person:
    """Somebody at the other end. `user_id` is also the private chat."""

    town: "Town"
    user_id: int
    name: str
    language_code: str = "zh-hans"
    heard: list[Heard] = field(default_factory=list)

    async def says(self, words: str, **circumstances: object) -> Heard:
        """Circumstances are fields of handlers.request.Said, e.g. chat_id=-5, private=False, forwarded=True."""
        return await self._tells(Said(0, self.user_id, self.user_id, self.town.now, words=words), circumstances)

    async def presses(self, label: str, **circumstances: object) -> Heard:
        """The newest button whose label contains `label`, in any message this person heard."""
        for heard in reversed(self.heard):
            for row in heard.payload.buttons if heard.payload else ():
                for shown, body in row:
                    if label in shown:
                        return await self.presses_data(body, message_id=heard.message_id, label=shown, **circumstances)
        raise AssertionError(f"no button {label!r}; the last message has {self.heard[-1].labels if self.heard else ()}")

    async def sends(self, name: str, content: bytes, **circumstances: object) -> Heard:
        """A file, as a document."""
        self.town.files[name] = content
        said = Said(0, self.user_id, self.user_id, self.town.now, kind="file")
        return await self._tells(said, {"file": SentFile(name, name, len(content)), **circumstances})

    async def presses_data(self, body: str, **circumstances: object) -> Heard:
        said = Said(0, self.user_id, self.user_id, self.town.now, kind="press", press=body)
        return await self._tells(said, circumstances)

    async def asks(self, intent: Intent) -> Heard:
        """An intent that a button can carry, whatever its words would be."""
        return await self.presses_data(encode(intent))

    async def _tells(self, said: Said, circumstances: dict[str, object]) -> Heard:
        said = replace(said, language_code=self.language_code, first_name=self.name, **circumstances)  # type: ignore[arg-type]
        heard = await self.town.tell(said)
        self.heard.append(heard)
        return heard


@dataclass
class Town:
    store: Store
    front: Front
    now: dt.datetime = MORNING
    updates: int = 0
    sent: int = 0
    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, Member] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """What Telegram keeps, by file id."""
    _persons: dict[tuple[str, int], Person] = field(default_factory=dict, repr=False)

    def person(self, name: str) -> Person:
        """The same one at every call, so that he remembers what he heard."""
        user_id = self.people[name].user_id or 0
        return self._persons.setdefault((name, user_id), Person(self, user_id, name))

    @property
    def cadre(self) -> Person:
        """Liaison of the culture bureau: reads, signs, reports."""
        return self.person("林晓禾")

    @property
    def head(self) -> Person:
        """Head of the culture bureau."""
        return self.person("罗建川")

    @property
    def neighbour(self) -> Person:
        """Liaison of the transport bureau: cooperates in item 14, leads others."""
        return self.person("韩卫平")

    @property
    def supervisor(self) -> Person:
        """Sees everything, assigns nothing."""
        return self.person("沈知行")

    @property
    def admin(self) -> Person:
        """Assigns."""
        return self.person("顾长河")

    @property
    def leader(self) -> Person:
        """County leader in charge of culture."""
        return self.person("江若谷")

    @property
    def stranger(self) -> Person:
        """In no list."""
        return Person(self, 8001, "唐小满")

    def moves_to(self, local: dt.datetime) -> None:
        """`local` is a naive wall time in Shanghai."""
        self.now = local.replace(tzinfo=SHANGHAI).astimezone(dt.UTC)

    async def tell(self, said: Said) -> Heard:
        """As bot/ does it: the update is in the inbox first, and finished last."""
        self.updates += 1
        async with self.store.writing() as uow:
            (row,) = await uow.inbox.put([(self.updates, f"{self.updates:064}", "{}")], self.now)
        answer = await self.front.answer(replace(said, inbox_id=row.id))
        async with self.store.writing() as uow:
            await uow.inbox.finish([row.id])
            if answer and answer.remember:
                await uow.conversations.put(answer.remember)
        return await self._as_heard(answer)

    async def _as_heard(self, answer: Answer | None) -> Heard:
        if answer is None:
            return Heard("")
        payload = answer.payload
        if answer.outbox_id is not None:
            async with self.store.reading() as uow:
                message = await uow.outbox.get(answer.outbox_id)
            assert message is not None
            payload = load(message.payload)
        if payload is None:
            return Heard("", toast=answer.toast)
        self.sent += 1
        labels = tuple(label for row in payload.buttons for label, _ in row)
        return Heard(payload.text, labels, answer.toast, payload, payload.replaces or 1000 + self.sent)

    async def file_of(self, heard: Heard) -> tuple[str, bytes]:
        """Name and bytes of the file that goes with a message, made as bot/filing.py makes it."""
        assert heard.payload is not None
        assert heard.payload.order is not None, heard.text
        file = await self.front.file(heard.payload.order)
        assert isinstance(file, File), file
        return file.name, file.make()

    async def item(self, number: int, part: int = 0) -> Item:
        async with self.store.reading() as uow:
            plan = await uow.plans.current()
            assert plan is not None
            item = await uow.items.by_number(plan.id, number, part)
        assert item is not None
        return item

    async def set_item(self, number: int, **changes: object) -> Item:
        """Lays the item as a dialogue needs it, past all rules."""
        item = await self.item(number)
        async with self.store.writing() as uow:
            return await uow.items.save(replace(item, **changes))  # type: ignore[arg-type]

    async def hand_out(
        self, number: int, lead: str, co: Sequence[str] = (), day: dt.date | None = None, state: State = State.DOING
    ) -> Item:
        """An item in work since 2026-02-20: `lead` and `co` are full unit names, `day` its limit."""
        since = dt.datetime(2026, 2, 20, 2, 0, tzinfo=dt.UTC)
        deadline = Deadline(f"{day.month}月{day.day}日前", DeadlineKind.DAY, day) if day else None
        return await self.set_item(
            number,
            lead=self.units[lead],
            co=tuple(self.units[unit] for unit in co),
            deadline=deadline,
            state=state,
            assigned_at=since,
            signed_at=since if state is not State.ASSIGNED else None,
        )


PEOPLE = (
    ("林晓禾", Role.LIAISON, CULTURE, 7001),
    ("罗建川", Role.HEAD, CULTURE, 7002),
    ("沈知行", Role.SUPERVISOR, OFFICE, 7003),
    ("顾长河", Role.ADMIN, OFFICE, 7004),
    ("江若谷", Role.LEADER, "县人民政府办公室", 7006),
    ("石一鸣", Role.LIAISON, REFORM, 7007),
    ("韩卫平", Role.LIAISON, TRANSPORT, 7009),
)


async def founded(store: Store | None = None, house: House = HOUSE) -> Town:
    """The sample plan of 2026 with item 14 in the culture bureau's hands until Friday 27 November."""
    store = store or MemoryStore()
    files: dict[str, bytes] = {}
    town = Town(store, Front(store, house, Receiving(_fetching(files))), files=files)
    plan = read_plan(read_text(SAMPLE / "plan.txt").replace("{year}", "2026"))
    async with store.writing() as uow:
        await uow.departments.put(read_departments(read_text(SAMPLE / "departments.csv")))
        town.units = {unit.name: unit.id for unit in await uow.departments.all()}
        await uow.plans.add(plan, year=2026, kind=PlanKind.MAIN, current=True)
        for name, role, unit, user_id in PEOPLE:
            town.people[name] = await uow.members.add(Member(0, name, role, town.units[unit], user_id))
        for chat in (-5, -4007001):
            await uow.groups.put(Group(chat, title="文旅专班", project="文旅专班"))
    await town.hand_out(14, CULTURE, (REFORM, TRANSPORT), dt.date(2026, 11, 27))
    return town


def _fetching(files: dict[str, bytes]) -> Fetch:
    async def fetch(file_id: str, most: int) -> bytes:
        return files[file_id]

    return fetch
