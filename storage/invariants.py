"""What must always be true of the rows, each as a query that counts the wrong ones."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import Instant

_LATE = dt.timedelta(hours=1)

QUERIES: Mapping[str, str] = {
    "expired_leases": "SELECT count(*) FROM outbox WHERE state = 'sending' AND lease_until < :late",
    "leases_without_sending": "SELECT count(*) FROM outbox WHERE (state = 'sending') <> (lease_until IS NOT NULL)",
    "clean_again": "SELECT count(*) FROM outbox WHERE state = 'due' AND ambiguous_ever",
    "empty_keys": "SELECT (SELECT count(*) FROM outbox WHERE key IS NULL OR key = '')"
    " + (SELECT count(*) FROM notices WHERE key IS NULL OR key = '')",
    "repeated_keys": "SELECT (SELECT count(*) - count(DISTINCT key) FROM outbox)"
    " + (SELECT count(*) - count(DISTINCT key) FROM notices)",
    "one_message_for_two": "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'delivered' AND lane <> 'reply'"
    " AND message_id IS NOT NULL GROUP BY chat_id, message_id HAVING count(*) > 1) twice",
    "orphaned_notices": "SELECT count(*) FROM notices n WHERE n.state = 'attached'"
    " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = n.message_id)",
    "notices_of_nobody": "SELECT count(*) FROM notices n WHERE NOT EXISTS"
    " (SELECT 1 FROM members m WHERE m.id = n.member_id)",
    "messages_of_nobody": "SELECT count(*) FROM outbox o WHERE o.member_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = o.member_id)",
    "cards_of_nobody": "SELECT count(*) FROM cards c WHERE NOT EXISTS"
    " (SELECT 1 FROM members m WHERE m.id = c.member_id)",
    "old_updates": "SELECT count(*) FROM inbox WHERE state = 'waiting' AND received_at < :late",
    "two_people_one_account": "SELECT count(*) FROM (SELECT 1 FROM members WHERE active AND user_id IS NOT NULL"
    " GROUP BY user_id HAVING count(*) > 1) twice",
}


async def broken(connection: AsyncConnection, now: dt.datetime) -> Mapping[str, int]:
    """How many rows break each rule, without those that none does."""
    found = {}
    for name, query in QUERIES.items():
        statement = sa.text(query)
        if ":late" in query:
            statement = statement.bindparams(sa.bindparam("late", now - _LATE, type_=Instant))
        if count := int((await connection.execute(statement)).scalar_one()):
            found[name] = count
    return found
