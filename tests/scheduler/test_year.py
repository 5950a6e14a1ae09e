"""A season of the town, a beat at a time: what people are promised about being written to, over random limits."""

import asyncio
import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.items import State
from tests.scheduler.office import Office, local
from tests.town import CALENDAR, CULTURE, POLICIES, REFORM, TRANSPORT, founded

FIRST = dt.date(2026, 9, 14)
"""Two weeks before National Day: a make-up Sunday, seven days off and a make-up Saturday lie ahead."""
DAYS = 40
NUMBERS = (4, 7, 9, 10)

limits = st.lists(st.integers(1, DAYS - 5), min_size=len(NUMBERS), max_size=len(NUMBERS))


@settings(max_examples=15)
@given(limits=limits, closed_after=st.integers(1, DAYS), moments=st.lists(st.integers(0, 23), min_size=3, max_size=3))
def test_a_season(limits: list[int], closed_after: int, moments: list[int]) -> None:
    asyncio.run(_season([FIRST + dt.timedelta(n) for n in limits], FIRST + dt.timedelta(closed_after), moments))


async def _season(limits: list[dt.date], closing: dt.date, hours: list[int]) -> None:
    office = Office(await founded())
    await office.town.set_item(14, state=State.CLOSED)
    for number, limit in zip(NUMBERS, limits, strict=True):
        await office.town.hand_out(number, CULTURE, (REFORM, TRANSPORT), limit)
    closed = False
    for day in (FIRST + dt.timedelta(n) for n in range(DAYS)):
        if day >= closing and not closed:
            await office.town.set_item(NUMBERS[0], state=State.CLOSED)
            closed = True
        for moment in sorted({(8, 41), *((hour, 7) for hour in hours)}):
            office.at(day.year, day.month, day.day, *moment)
            await office.works()
    await _judge(office, dict(zip(NUMBERS, limits, strict=True)), closing)


async def _judge(office: Office, limits: dict[int, dt.date], closing: dt.date) -> None:
    sent = office.messenger.sent
    a_day = Counter((s.chat_id, local(s.at).date()) for s in sent)
    assert max(a_day.values()) == 1, "one merged message a person a day"
    assert all(POLICIES.hours.allow(s.at, CALENDAR) for s in sent), "nothing outside hours or on days off"
    async with office.store.reading() as uow:
        told = [n for row in await office.rows() for n in await uow.notices.of_message(row.id)]
        items = {number: await office.town.item(number) for number in limits}
    rules = Counter((n.item_id, n.fact, n.rule, n.member_id) for n in told)
    assert not rules or max(rules.values()) == 1, "each rule at most once"
    contact = office.town.people["林晓禾"]
    for number, limit in limits.items():
        nudged = [s for s in office.messenger.to(contact.user_id or 0) if f"：第{number}项" in s.text.split("【")[0]]
        first = next(iter(nudged), None)
        over = number == NUMBERS[0] and closing <= limit
        if CALENDAR.between(FIRST - dt.timedelta(1), limit - dt.timedelta(1)) >= 1 and not over:
            assert first is not None, f"item {number} is due {limit}"
            assert local(first.at).date() < limit, "heard of before the day"
        if number == NUMBERS[0]:
            late = [n for n in told if n.item_id == items[number].id and n.rule.startswith("overdue")]
            assert not late or closing > limit, "silent once closed"
