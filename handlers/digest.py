"""The weekly digest when somebody asks for it: the week so far, or any week before."""

from handlers.request import Request
from handlers.survey import survey
from language.intents import ShowDigest
from language.replies import Reply
from language.wording import digests
from ledger.digest import DigestFigures, view_of, week_of
from ledger.refusals import Refused


async def show(request: Request, intent: ShowDigest) -> Reply:
    """What the speaker may look over; in a group only its figures. Raises Refused before the first import."""
    plan = request.directory.plan
    if plan is None:
        raise Refused("no_plan")
    monday, sunday = week_of(intent.day or request.today)
    if monday > request.today:
        return Reply(request.voice.say("digest_not_yet"))
    surveyed, end = await survey(request), min(sunday, request.today)
    items = view_of(request.member, surveyed.items)
    own = request.member.department_id
    found = (
        surveyed.figures(monday, end, own)
        if len(items) == len(surveyed.items)
        else surveyed.figures_of(items, monday, end, own)
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
