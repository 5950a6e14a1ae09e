"""The weekly digest when somebody asks for it: the week so far, or any week before."""

from handlers.request import Request
from language.intents import ShowDigest
from language.replies import Reply
from language.wording import digests
from ledger.digest import DigestFigures, figures, view_of, week_of
from ledger.refusals import Refused


async def show(request: Request, intent: ShowDigest) -> Reply:
    """What the speaker may look over; in a group only its figures. Raises Refused before the first import."""
    plan = request.directory.plan
    if plan is None:
        raise Refused("no_plan")
    monday, sunday = week_of(intent.day or request.today)
    if monday > request.today:
        return Reply(request.voice.say("digest_not_yet"))
    items = view_of(request.member, await request.uow.items.of_plan(plan.id))
    found = figures(
        items,
        start=monday,
        end=min(sunday, request.today),
        today=request.today,
        calendar=request.house.policies.calendar,
        policy=request.house.policies.lights,
        department_id=request.member.department_id,
    )
    if not request.said.private:
        return Reply(digests.summary(request.voice, found))
    return Reply(
        digests.weekly(request.voice, request.member, found),
        digests.buttons(request.voice, request.member, found),
        about=_about(found),
    )


def _about(found: DigestFigures) -> tuple[str, ...]:
    """The items named first, so that 「第一个」 may follow."""
    return tuple(line.item.label for line in (*found.red, *found.yellow)[:5])
