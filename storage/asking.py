"""Whether a row of the outbox is looking for its message in a chat just now, so that others must wait there."""

import sqlalchemy as sa

from ledger.messages import MessageState
from storage.sending_tables import askings
from storage.tables import outbox

_asker = outbox.alias("asker")
_OPEN = tuple(state.value for state in (MessageState.DUE, MessageState.SENDING, MessageState.UNCERTAIN))
ASKED_IN_ITS_CHAT = (
    sa.exists()
    .where(
        askings.c.chat_id == outbox.c.chat_id,
        _asker.c.id == askings.c.row_id,
        # A row that is over asks no more, whoever has forgotten to say so.
        sa.or_(_asker.c.state.in_(_OPEN), _asker.c.watch_at.is_not(None)),
    )
    .correlate(outbox)
)
ASKED_BY_ANOTHER = ASKED_IN_ITS_CHAT.where(_asker.c.id != outbox.c.id)
