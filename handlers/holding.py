"""After a backup was restored nothing leaves by itself: an administrator sees what waits and sends or drops it."""

from handlers.request import Request
from language.replies import Reply
from language.sending_intents import ResumeSending
from language.wording import holding as wording
from language.wording.labels import buttons
from ledger.changes import AuditEntry
from ledger.marks import HELD
from ledger.permissions import Action, refusal
from ledger.ports import UnitOfWork
from ledger.refusals import Refused

SHOWN = 12
MOST = 10_000


async def resume(request: Request, intent: ResumeSending) -> Reply:
    """Raises Refused admin_only."""
    no = refusal(request.member, Action.RESUME_SENDING)
    if no is not None:
        raise Refused(no.code, **dict(no.params))
    uow, voice = request.uow, request.voice
    held = await uow.marks.get(HELD)
    if held is None:
        return Reply(voice.say("hold_none"))
    last = await uow.outbox.last_id()
    if intent.decision not in ("send", "drop"):
        waiting = await uow.outbox.unsettled(last, MOST)
        choices = buttons(voice, *(ResumeSending(decision, last) for decision in ("send", "drop")))
        return Reply(wording.waiting(voice, waiting, SHOWN), (choices,))
    count = await _decided(uow, intent)
    await uow.marks.remove(HELD)
    await uow.audit.append(
        AuditEntry(
            at=request.now,
            actor_id=request.member.id,
            actor_name=request.member.name,
            actor_role=request.member.role.value,
            event="sending_resumed",
            item_id=None,
            before={"held": held},
            after={"decision": intent.decision, "messages": count},
            source=request.source,
        )
    )
    return Reply(voice.say(f"hold_{intent.decision}", count=count), in_place=True)


async def _decided(uow: UnitOfWork, intent: ResumeSending) -> int:
    """Only what was shown is dropped: what came since was not looked at."""
    if intent.decision == "drop":
        return await uow.outbox.cancel(intent.up_to, "dropped after a restore")
    return len(await uow.outbox.unsettled(intent.up_to, MOST))
