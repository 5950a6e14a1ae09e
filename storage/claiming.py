"""The statements by which rows of the outbox are claimed: clean ones, a single one, and those in doubt."""

from typing import Any

import sqlalchemy as sa

from ledger.messages import Lane, MessageState
from storage.asking import ASKED_BY_ANOTHER
from storage.columns import Instant
from storage.tables import UNSETTLED, outbox

URGENCY = {Lane.REPLY: 0, Lane.PROMPT: 1, Lane.DAILY: 2}

_DUE, _SENDING, _UNCERTAIN = (s.value for s in (MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN))
_now = sa.bindparam("now", type_=Instant)
_maybe_sent = sa.and_(sa.or_(outbox.c.ambiguous_ever, outbox.c.state == _SENDING), outbox.c.id_floor.is_not(None))


def _ripe(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(outbox.c.id)
        .where(
            sa.text(UNSETTLED),
            outbox.c.urgency <= sa.bindparam("least_urgent"),
            outbox.c.id > sa.bindparam("after_id"),
            sa.or_(
                sa.and_(outbox.c.state.in_((_DUE, _UNCERTAIN)), outbox.c.not_before <= _now),
                sa.and_(outbox.c.state == _SENDING, outbox.c.lease_until < _now),
            ),
            *conditions,
        )
        .order_by(outbox.c.urgency, outbox.c.not_before, outbox.c.id)
        .limit(sa.bindparam("most"))
        .with_for_update(skip_locked=True)
    )


_THIS_ONE = (
    sa.select(outbox.c.id)
    .where(outbox.c.id == sa.bindparam("this_id"), outbox.c.state == _DUE, outbox.c.not_before <= _now)
    .with_for_update(skip_locked=True)
)


def _claiming(chosen: sa.Select[Any]) -> sa.UpdateBase:
    """A CTE is evaluated once, so that a LIMIT is one on PostgreSQL too."""
    picked = chosen.cte("picked")
    return (
        sa.update(outbox)
        .where(outbox.c.id.in_(sa.select(picked.c.id)))
        .values(
            state=_SENDING,
            ambiguous_ever=sa.or_(outbox.c.ambiguous_ever, outbox.c.state == _SENDING),
            attempts=outbox.c.attempts + 1,
            owner=sa.bindparam("to_owner"),
            lease_until=sa.bindparam("to_lease", type_=Instant),
        )
        .returning(outbox)
    )


CLAIM = _claiming(_ripe(sa.not_(_maybe_sent)))
# An edit asks nothing, and need not wait: edits are replies.
CLAIM_DOUBTS = _claiming(_ripe(_maybe_sent, sa.or_(outbox.c.urgency == URGENCY[Lane.REPLY], sa.not_(ASKED_BY_ANOTHER))))
CLAIM_ONE = _claiming(_THIS_ONE)
