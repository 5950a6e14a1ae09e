"""How an item stands beyond its light: what is pending, parts, milestones, slips, instructions, the result."""

from collections.abc import Iterator

from language.wording.catalogue import Markup
from language.wording.changes import deadline
from language.wording.cutting import shortened
from language.wording.voice import Voice
from ledger.items import CoPart, Item

_TEXT = 80
_PARTS = 6


def standing(voice: Voice, item: Item, *, readable: bool) -> Iterator[Markup]:
    """`readable`: texts, too, not only that there are such."""
    for lies in item.applications:
        what, where = voice.say(f"kind_{lies.kind.value}"), voice.say(f"card_pending_{lies.desk.value}")
        yield voice.say("card_pending", what=what, where=where)
    if item.parts:
        parts = voice.say("list_comma").join(_part(voice, part) for part in item.parts[:_PARTS])
        yield voice.say("card_parts", parts=parts)
    yield from _milestones(voice, item)
    if item.extended:
        first = item.original_deadline or item.deadline
        yield voice.say("card_extended", count=item.extended, limit=deadline(voice, first))
    if item.urged:
        yield voice.say("card_urged", count=item.urged)
    if item.slips:
        slip = item.slips[-1]
        yield voice.say("card_slip", level=voice.say(f"slip_{slip.level.value}"), date=voice.date(slip.day))
    if readable:
        yield from _texts(voice, item)


def _part(voice: Voice, part: CoPart) -> str:
    unit = voice.unit(part.department)
    if part.percent is not None and part.percent < 100:
        return voice.say("card_part_percent", unit=unit, percent=part.percent)
    return voice.say("card_part", unit=unit, state=voice.say(f"part_{part.state.value}"))


def _milestones(voice: Voice, item: Item) -> Iterator[Markup]:
    ahead = [node for node in item.milestones if node.done_at is None]
    if item.milestones and not ahead:
        yield voice.say("card_milestones_done", count=len(item.milestones))
    elif ahead:
        yield voice.say(
            "card_milestones",
            done=len(item.milestones) - len(ahead),
            count=len(item.milestones),
            date=voice.short_date(ahead[0].day),
            text=shortened(ahead[0].text, _TEXT),
        )


def _texts(voice: Voice, item: Item) -> Iterator[Markup]:
    if item.instructions:
        last = item.instructions[-1]
        name = last.person or voice.person(last.member_id)
        yield voice.say("card_instruction", name=name, time=voice.time(last.at), text=shortened(last.text, _TEXT))
    if item.grade is not None:
        yield voice.say("card_grade", grade=voice.say(f"grade_{item.grade.value}"))
    if item.result:
        yield voice.say("card_result", text=shortened(item.result, _TEXT))
