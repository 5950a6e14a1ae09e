"""Records what somebody chose for himself or for everybody, where no item changes."""

from collections.abc import Mapping

from handlers.request import Request
from ledger.changes import AuditEntry


async def record(request: Request, event: str, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    member = request.member
    await request.uow.audit.append(
        AuditEntry(
            at=request.now,
            actor_id=member.id,
            actor_name=member.name,
            actor_role=member.role.value,
            event=event,
            item_id=None,
            before=dict(before),
            after=dict(after),
            source=request.source,
        )
    )
