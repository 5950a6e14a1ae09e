"""Forgets what need not be kept: the words of messages long delivered, updates long answered, numbers long passed."""

import datetime as dt
import logging

from ledger.ports import Store
from ledger.sending_ports import ON_SCREEN

log = logging.getLogger(__name__)

PAYLOADS = dt.timedelta(days=90)
UPDATE_BODIES = dt.timedelta(days=7)
UPDATES = dt.timedelta(days=30)
MESSAGE_IDS = dt.timedelta(days=3)
"""Far longer than anything is in doubt or watched."""


async def forget(store: Store, now: dt.datetime) -> None:
    """Keys stay for ever: they keep anything from being said twice."""
    async with store.writing() as uow:
        payloads = await uow.outbox.forget_payloads(now - PAYLOADS)
        updates = await uow.inbox.forget(now - UPDATE_BODIES, now - UPDATES)
        numbers = await uow.message_ids.forget(now - MESSAGE_IDS)
        await uow.revisions.forget(now - ON_SCREEN)
    log.info("forgotten: %d payloads, %d updates, %d message ids", payloads, updates, numbers)
