"""The tables of sending: ids Telegram has given, revisions, the pace all processes share, chats that are lost."""

import sqlalchemy as sa

from storage.columns import Instant, Number
from storage.tables import metadata, outbox

message_ids = sa.Table(
    "message_ids",
    metadata,
    sa.Column("space", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False, index=True),
)

askings = sa.Table(
    "askings",
    metadata,
    # One row of the outbox at a time looks for its message in a chat.
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("row_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("up_to", sa.BigInteger, nullable=False),
)

revisions = sa.Table(
    "revisions",
    metadata,
    sa.Column("row_id", Number, sa.ForeignKey(outbox.c.id), primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("lease_until", Instant),
    sa.Column("begun", sa.Boolean, nullable=False),
)

paces = sa.Table(
    "paces",
    metadata,
    # 0 is everybody, everything else a chat's id.
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    # Seconds since 1970 by the database's clock.
    sa.Column("next", sa.Double, nullable=False),
)

lost_chats = sa.Table(
    "lost_chats",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("told", sa.Boolean, nullable=False),
    sa.Column("member_id", sa.BigInteger),
)
