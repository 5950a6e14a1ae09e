"""Whatever is asked, by whomever, in either language: an answer that Telegram takes and that is worded throughout."""

import datetime as dt
from dataclasses import replace

import pytest

from language import intents as i
from language.buttons import encode
from ledger.deadlines import Deadline, DeadlineKind
from ledger.items import Report, Sensitivity, State
from ledger.lights import Colour
from tests.bot.checked_html import read
from tests.town import CULTURE, REFORM, TRANSPORT, Town

HOSTILE = "<b>&amp;{x} 100% </i>"
# What writes has its own tests; digests lead back week by week for ever.
QUESTIONS_BEHIND_BUTTONS = ("t", "u", "i", "l", "o", "st", "w", "x", "h", "?", "k", "e", "rc")
FOURTEEN = (i.ItemNo(14),)

QUESTIONS: tuple[i.Intent, ...] = (
    i.MyTasks(),
    i.MyTasks(0),
    i.MyTasks(99),
    i.UnitTasks(),
    i.UnitTasks(99999),
    i.UnitTasks(24, "lead"),
    *(i.ShowItem((i.ItemNo(n),), detail) for n in (0, 1, 14, 20, 22, 28) for detail in (False, True)),
    i.ShowItem((i.ItemNo(14), i.ItemNo(20), i.ItemNo(99))),
    *(i.Who(FOURTEEN, field) for field in ("", "lead", "co", "leader", "contact", HOSTILE[:5])),
    i.Who((i.ItemNo(13), i.ItemNo(20))),
    i.ExplainLight(),
    i.ExplainLight(lights=(Colour.DONE, Colour.NONE)),
    *(i.ExplainLight((i.ItemNo(n),)) for n in (1, 3, 4, 13, 14, 20, 22)),
    i.History(),
    i.History(FOURTEEN),
    i.History(FOURTEEN, HOSTILE[:5]),
    i.ListItems(),
    i.ListItems(page=3),
    i.ListItems(words="<b>&{x}"),
    i.ListItems(section=99),
    i.ListItems(department=99999),
    i.ListItems(mine=True, lights=tuple(Colour)[:3]),
    i.ListItems(due_to=dt.date(2026, 11, 30)),
    *(i.Export(what) for what in ("", "units", "sections", "indicators", "<b>{x}")),
    i.Export(department=99999),
    i.Reconcile(),
    i.Reconcile(FOURTEEN),
    i.Reconcile(department=99999),
    *(i.DraftDocument(kind, FOURTEEN) for kind in (*sorted(i.DOCUMENTS), "<b>{x}")),
    i.Overview(),
    i.Stats(),
    i.Stats(99999),
    i.Help(),
    i.Help("next"),
    *(i.Help(topic) for topic in ("evidence", "list", "sign", "<b>{x}")),
    *(i.Smalltalk(kind) for kind in ("", "hello", "who_are_you", "bye", "<b>{x}")),
)


async def laid(town: Town) -> None:
    """Items in many states, with words that would break markup and templates."""
    await town.set_item(14, title=HOSTILE, body=HOSTILE * 300, leader=HOSTILE, percent=10)
    await town.set_item(14, last_report=Report(HOSTILE * 50, 10, town.people["林晓禾"].id, town.now))
    await town.hand_out(22, CULTURE, (REFORM,), dt.date(2026, 11, 20))
    await town.hand_out(3, CULTURE, (), dt.date(2026, 12, 18), State.ASSIGNED)
    await town.hand_out(4, TRANSPORT, (CULTURE,), dt.date(2026, 11, 20), State.SUBMITTED)
    await town.hand_out(5, CULTURE, (), dt.date(2026, 11, 20), State.RETURNED)
    await town.hand_out(20, TRANSPORT, (), dt.date(2026, 12, 18))
    await town.set_item(20, sensitivity=Sensitivity.SENSITIVE)
    await town.hand_out(1, CULTURE, (), None)
    await town.set_item(1, deadline=Deadline(HOSTILE, DeadlineKind.UNCLEAR))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_answer_can_be_sent(town: Town, language: str) -> None:
    await laid(town)
    for name, member in list(town.people.items()):
        async with town.store.writing() as uow:
            await uow.members.save(replace(member, language=language))
        person = town.person(name)
        for question in QUESTIONS:
            for circumstances in ({}, {"private": False, "chat_id": -5}):
                heard = await person.presses_data(encode(question), **circumstances)
                assert heard.text.strip(), question
                assert len(read(heard.html)) <= 4096, question
                assert all(0 < len(label) <= 64 for label in heard.labels), question
                assert len(heard.labels) == len(set(heard.labels)), question


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_button_leads_somewhere(town: Town, language: str) -> None:
    """Pressed one after another from every answer: nobody meets a dead end or a crash."""
    await laid(town)
    for name, member in list(town.people.items()):
        async with town.store.writing() as uow:
            await uow.members.save(replace(member, language=language))
        person = town.person(name)
        pressed: set[str] = set()
        waiting = [encode(question) for question in QUESTIONS]
        while waiting:
            body = waiting.pop()
            if body in pressed or body.partition(";")[0] not in QUESTIONS_BEHIND_BUTTONS:
                continue
            pressed.add(body)
            heard = await person.presses_data(body)
            assert heard.text.strip()
            waiting += [data for row in (heard.payload.buttons if heard.payload else ()) for _, data in row]
        assert len(pressed) > len(QUESTIONS)
