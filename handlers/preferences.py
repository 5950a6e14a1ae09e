"""What a person chooses for himself: the language, the hour of the daily message, quiet, reminders put off."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from handlers.choices import record
from handlers.request import Request
from language.clock_intents import Mute, Snooze, Subscribe, WhyReminded
from language.intents import SetLanguage
from language.replies import Reply
from language.wording import preferences as wording
from language.wording.catalogue import LANGUAGES, Language
from language.wording.labels import buttons
from ledger.calendar import ONE_DAY
from ledger.escalation import patience, pause_of
from ledger.items import Item
from ledger.members import OFFICE, Role
from ledger.notices import Notice, NoticeKind, again_key
from ledger.nudging import AGAIN, Trigger, days_of, trigger_of
from ledger.preferences import Preference
from ledger.refusals import Refused

LAST_TOLD = 20
MOST_MUTED = 31
"""Days: a mute longer than a month is a matter for the supervision office."""


async def set_language(request: Request, intent: SetLanguage) -> Reply:
    """Answers in the language chosen. A language that there is not is asked about like none."""
    if intent.language not in LANGUAGES:
        return Reply(request.voice.say("language_which"), (buttons(request.voice, *map(SetLanguage, LANGUAGES)),))
    chosen = cast(Language, intent.language)
    member = await request.uow.members.get(request.member.id) or request.member
    if member.language != chosen:
        await request.uow.members.save(replace(member, language=chosen))
        await record(request, "language_set", {"language": member.language}, {"language": chosen})
    voice = replace(request.voice, language=chosen)
    other = next(language for language in LANGUAGES if language != chosen)
    return Reply(voice.say("language_set"), (buttons(voice, SetLanguage(other)),))


async def subscribe(request: Request, intent: Subscribe) -> Reply:
    """An hour of one's own, within working hours; reminders of what is overdue in one's area. Raises Refused."""
    before = await request.uow.preferences.get(request.member.id)
    hours = request.house.policies.hours
    match intent.what:
        case "escalations":
            if request.member.role not in OFFICE and request.member.role is not Role.LEADER:
                raise Refused("escalations_not_yours")
            after = replace(before, escalations=intent.wanted)
        case _:
            if intent.time is not None and not hours.opens <= intent.time < hours.closes:
                raise Refused("hour_outside", opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}")
            after = replace(before, morning=intent.time if intent.wanted else None)
    await _chosen(request, before, after)
    return Reply(wording.chosen(request.voice, request.house.policies, after))


async def mute(request: Request, intent: Mute) -> Reply:
    """No early reminders for a while. What is late or close to its limit is said all the same. Raises Refused."""
    before = await request.uow.preferences.get(request.member.id)
    if intent.off:
        await _chosen(request, before, replace(before, muted_until=None))
        return Reply(wording.chosen(request.voice, request.house.policies, replace(before, muted_until=None)))
    until = intent.until or request.today + 6 * ONE_DAY
    if until < request.today:
        raise Refused("mute_past")
    after = replace(before, muted_until=min(until, request.today + MOST_MUTED * ONE_DAY))
    await _chosen(request, before, after)
    return Reply(
        wording.muted(request.voice, request.house.policies, after),
        (buttons(request.voice, Mute(off=True)),),
    )


async def snooze(request: Request, intent: Snooze) -> Reply:
    """The reminders of these items (of the last message, when none is named) come again on a later working day, and
    never later than on the limit: the limit itself stays. Raises Refused.
    """
    items = [await request.item(which) for which in intent.items] or await _last_told(request)
    items = [item for item in items if item.involves(request.member.department_id)]
    if not items:
        raise Refused("snooze_none")
    calendar = request.house.policies.calendar
    wished = calendar.on_or_after(max(intent.until or request.today + ONE_DAY, request.today + ONE_DAY))
    days = {item.id: _until(request, item, wished) for item in items}
    for item in items:
        await request.uow.preferences.snooze(request.member.id, [item.id], days[item.id])
        await request.uow.notices.put([_again(request, item, days[item.id])])
    return Reply(wording.snoozed(request.voice, items, days, wished), about=tuple(item.label for item in items))


def _until(request: Request, item: Item, wished: dt.date) -> dt.date:
    if item.limit is None or item.limit <= request.today:
        return wished
    return max(min(wished, request.house.policies.calendar.on_or_before(item.limit)), request.today + ONE_DAY)


def _again(request: Request, item: Item, day: dt.date) -> Notice:
    """What was said today is said again then, if it is still true."""
    hours = request.house.policies.hours
    return Notice(
        again_key(item.id, day, request.member.id),
        NoticeKind.NUDGE,
        request.member.id,
        AGAIN,
        hours.at(day, hours.morning),
        item_id=item.id,
        fact=item.limit.isoformat() if item.limit else "",
    )


async def why_reminded(request: Request, intent: WhyReminded) -> Reply:
    """The rule behind each item of the last reminder, and what holds an escalation back. Raises Refused."""
    named = {(await request.item(which)).id for which in intent.items}
    told = [n for n in await request.uow.notices.told(request.member.id, LAST_TOLD) if not named or n.item_id in named]
    items = await _items(request, told)
    rules = [(items[n.item_id], n.rule) for n in told if n.item_id in items]
    policies = request.house.policies
    held = patience(request.today, policies.calendar, policies.nudges, policies.hours.zone)
    late = {item.id: item for item, rule in rules if trigger_of(rule) is Trigger.LIMIT and days_of(rule) < 0}
    pauses = {item_id: pause for item_id, item in late.items() if (pause := pause_of(item, held)) is not None}
    return Reply(
        wording.why_reminded(request.voice, rules, pauses), about=tuple(dict.fromkeys(item.label for item, _ in rules))
    )


async def _last_told(request: Request) -> list[Item]:
    """Of the last message that reminded of something."""
    told = await request.uow.notices.told(request.member.id, LAST_TOLD)
    newest = [n for n in told if n.not_before.date() == told[0].not_before.date()]
    return list((await _items(request, newest)).values())


async def _items(request: Request, told: Sequence[Notice]) -> Mapping[int | None, Item]:
    ids = dict.fromkeys(notice.item_id for notice in told if notice.item_id is not None)
    found = [await request.uow.items.get(item_id) for item_id in ids]
    return {item.id: item for item in found if item is not None}


async def _chosen(request: Request, before: Preference, after: Preference) -> None:
    if before != after:
        await request.uow.preferences.put(after)
        await record(request, "preference_set", wording.plain(before), wording.plain(after))
