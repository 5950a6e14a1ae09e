"""While somebody is away his reminders go to whoever stands in, and come back by themselves; people hear of people."""

import datetime as dt

from ledger.changes import AuditEntry
from ledger.delivery import Moved
from ledger.groups import Group
from ledger.members import Away, Member, Role
from ledger.notices import Notice, NoticeKind, guessing_key, people_key
from tests.scheduler.office import Office
from tests.town import CULTURE

COVER = 7101


async def covered(office: Office, first: dt.date, last: dt.date) -> None:
    """The culture bureau's contact is away, and 马春山 of the same bureau stands in."""
    async with office.store.writing() as uow:
        cover = await uow.members.add(Member(0, "马春山", Role.LIAISON, office.town.units[CULTURE], COVER))
    office.town.people["马春山"] = cover
    await office.change_member("林晓禾", away=Away(first, last, cover.id))
    await office.change_member("罗建川", active=False)


async def test_nudges_of_a_leave_go_to_the_cover_and_then_come_back(office: Office) -> None:
    await covered(office, dt.date(2026, 11, 24), dt.date(2026, 11, 26))
    cadre, heard = office.town.cadre.user_id, []
    for day in (24, 25, 26, 27):
        office.at(2026, 11, day, 8, 41)
        sent = await office.works()
        heard += [(day, s.chat_id) for s in sent if s.chat_id in (cadre, COVER)]
    assert not [day for day, chat in heard if chat == cadre and day < 27]
    assert [day for day, chat in heard if chat == cadre] == [27]
    assert len([day for day, chat in heard if chat == COVER]) == len({day for day, chat in heard if chat == COVER})


async def test_who_covers_hears_of_each_item_once(office: Office) -> None:
    await covered(office, dt.date(2026, 11, 24), dt.date(2026, 11, 27))
    office.at(2026, 11, 26, 8, 41)
    (sent,) = [s for s in await office.works() if s.chat_id == COVER]
    assert sent.text.count("第14项") == 1


async def test_a_message_already_gathered_is_turned_to_the_cover(office: Office) -> None:
    office.at(2026, 11, 26, 8, 41)
    await office.plans()
    await office.gathers()
    await covered(office, dt.date(2026, 11, 26), dt.date(2026, 11, 27))
    await office.dispatcher.drain(office.clock())
    await office.delivers()
    assert office.messenger.to(office.town.cadre.user_id) == []
    assert len(office.messenger.to(COVER)) == 1


async def test_nobody_to_stand_in_and_he_hears_himself(office: Office) -> None:
    await office.change_member("罗建川", active=False)
    await office.change_member("林晓禾", away=Away(dt.date(2026, 11, 24), dt.date(2026, 11, 27)))
    office.at(2026, 11, 26, 8, 41)
    assert office.town.cadre.user_id in {s.chat_id for s in await office.works()}


async def remembered(office: Office, event: str, subject: str, **said: object) -> AuditEntry:
    note = str(said.pop("note", ""))
    async with office.store.writing() as uow:
        return await uow.audit.append(
            AuditEntry(office.clock(), None, "顾长河", "admin", event, None, {}, said, note, "inbox:1", subject=subject)
        )


async def test_people_hear_of_people_in_words(office: Office) -> None:
    office.at(2026, 11, 24, 10, 0)
    head = office.town.people["罗建川"].id
    entry = await remembered(
        office, "departed", "member:1", note="林晓禾", work=["14", "15"], heir=office.town.people["罗建川"].id
    )
    notice = Notice(
        people_key(entry.seq, head), NoticeKind.PEOPLE, head, "departed", office.clock(), fact=str(entry.seq)
    )
    await office.owes(notice)
    (sent,) = await office.delivers()
    assert sent.lines == [
        "林晓禾已离任，账号已解绑",
        "在办的2项（第14、15项）由罗建川接手。",
        "顾长河 11月24日 10:00办理。",
    ]


async def test_guessed_codes_are_one_notice_a_day(office: Office) -> None:
    office.at(2026, 11, 24, 10, 0)
    admin = office.town.people["顾长河"].id
    for _ in range(3):
        entry = await remembered(office, "codes_guessed", "door")
        key = guessing_key(dt.date(2026, 11, 24), admin)
        await office.owes(Notice(key, NoticeKind.PEOPLE, admin, "codes_guessed", office.clock(), fact=str(entry.seq)))
    (sent,) = await office.delivers()
    assert sent.lines[0] == "有人反复试邀请码，今天已发现3起，都没有成功，已让其等一小时"


async def test_a_group_that_moved_stays_moved_after_a_restart(office: Office) -> None:
    async with office.store.writing() as uow:
        await uow.groups.put(Group(-55, title="群", department_id=office.town.units[CULTURE]))
    await office.queues("a", chat_id=-55)
    later = await office.queues("b", chat_id=-55)
    office.messenger.faults = iter([Moved(-1055)])
    await office.dispatcher.drain(office.clock())
    async with office.store.reading() as uow:
        assert len(await uow.groups.of_chat(-1055)) == 1
    assert (await office.row(later)).chat_id == -1055
    office.later(minutes=1)
    await office.hired("second").drain(office.clock())
    assert [s.chat_id for s in office.messenger.sent].count(-55) == 1
