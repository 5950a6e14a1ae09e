"""The tables of the ledger, the same on SQLite and PostgreSQL."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from ledger.deadlines import DeadlineKind
from ledger.items import Grade, Sensitivity, State
from ledger.members import Role
from ledger.messages import Lane, MessageState
from ledger.plans import PlanKind


class Instant(sa.TypeDecorator[dt.datetime]):
    """An aware instant, kept as UTC; naive ones are refused because SQLite would lose what they meant."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Words(sa.TypeDecorator[str]):
    """What people wrote, without the NULs and lone surrogates that a database would refuse all of it for."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "").encode("utf-8", "replace").decode()


def to_json(value: object) -> str:
    """Readable in the database; escaped only where a lone surrogate could not be written otherwise."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only when the key is an INTEGER, which holds 64 bits there.
_Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", _Number, primary_key=True)


def _not_null(name: str, type_: Any, *args: Any, **kwargs: Any) -> sa.Column[Any]:
    return sa.Column(name, type_, *args, nullable=False, **kwargs)


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> sa.Index:
    condition = sa.text(where)
    return sa.Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _one_of(column: str, values: Iterable[str]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{v}'" for v in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def _not_empty(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) > 0", name=column)


plans = sa.Table(
    "plans",
    metadata,
    _id(),
    _not_null("title", Words),
    _not_null("year", sa.Integer),
    _not_null("kind", sa.Text),
    _not_null("current", sa.Boolean),
    _one_of("kind", PlanKind),
    _partial("uq_plans_current", "current", where="current", unique=True),
)

sections = sa.Table(
    "sections",
    metadata,
    sa.Column("plan_id", _Number, sa.ForeignKey("plans.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _not_null("title", Words),
)

departments = sa.Table(
    "departments",
    metadata,
    _id(),
    _not_null("name", Words, unique=True),
    _not_null("short_names", sa.JSON),
    _not_null("former_names", sa.JSON),
    _not_null("english_name", Words),
    _not_null("groups", sa.JSON),
    _not_empty("name"),
)

members = sa.Table(
    "members",
    metadata,
    _id(),
    _not_null("name", Words),
    _not_null("role", sa.Text),
    sa.Column("department_id", _Number, sa.ForeignKey("departments.id"), index=True),
    sa.Column("user_id", sa.BigInteger),
    _not_null("language", sa.Text),
    _not_null("active", sa.Boolean),
    _not_null("reachable", sa.Boolean),
    _one_of("role", Role),
    # NULLs differ from each other, so people who have not joined do not collide.
    _partial("uq_members_user_id", "user_id", where="active", unique=True),
)

items = sa.Table(
    "items",
    metadata,
    _id(),
    _not_null("plan_id", _Number, sa.ForeignKey("plans.id")),
    _not_null("section", sa.Integer),
    _not_null("number", sa.Integer),
    _not_null("part", sa.Integer),
    _not_null("title", Words),
    _not_null("body", Words),
    _not_null("measures", sa.JSON),
    _not_null("targets", sa.JSON),
    _not_null("sensitivity", sa.Text),
    _not_null("state", sa.Text),
    _not_null("leader", Words),
    sa.Column("deadline_text", Words),
    sa.Column("deadline_kind", sa.Text),
    sa.Column("deadline_day", sa.Date, index=True),
    sa.Column("deadline_soft", sa.Boolean),
    sa.Column("cadence_frequency", sa.Text),
    sa.Column("cadence_day", sa.Integer),
    sa.Column("assigned_at", Instant),
    sa.Column("help_since", Instant),
    sa.Column("signed_at", Instant),
    sa.Column("signed_by", _Number),
    sa.Column("submitted_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("percent", sa.Integer),
    sa.Column("report_text", Words),
    sa.Column("report_percent", sa.Integer),
    sa.Column("report_member_id", _Number),
    sa.Column("report_at", Instant),
    _not_null("parts", sa.JSON),
    _not_null("milestones", sa.JSON),
    _not_null("applications", sa.JSON),
    _not_null("instructions", sa.JSON),
    _not_null("slips", sa.JSON),
    # How many decisions wait: applications, a draft to approve.
    _not_null("pending", sa.Integer),
    sa.Column("original_deadline", sa.JSON(none_as_null=True)),
    _not_null("extended", sa.Integer),
    _not_null("urged", sa.Integer),
    _not_null("returned", sa.Integer),
    sa.Column("grade", sa.Text),
    _not_null("result", Words),
    _not_null("evidence", Words),
    sa.Column("resume_to", sa.Text),
    _not_null("source", Words),
    _not_null("category", Words),
    _not_null("priority", Words),
    _not_null("remark", Words),
    _not_null("version", sa.Integer),
    sa.UniqueConstraint("plan_id", "number", "part"),
    _one_of("grade", Grade),
    _partial("ix_items_pending", "plan_id", where="pending > 0"),
    _one_of("sensitivity", Sensitivity),
    _one_of("state", State),
    _one_of("deadline_kind", DeadlineKind),
    sa.CheckConstraint("(deadline_text IS NULL) = (deadline_kind IS NULL)", name="deadline"),
    sa.CheckConstraint("(report_text IS NULL) = (report_at IS NULL)", name="report"),
    sqlite_autoincrement=True,
)

item_units = sa.Table(
    "item_units",
    metadata,
    sa.Column("item_id", _Number, sa.ForeignKey("items.id"), primary_key=True),
    sa.Column("department_id", _Number, sa.ForeignKey("departments.id"), primary_key=True, index=True),
    _not_null("duty", sa.Text),
    # The lead unit stands at 0, cooperating units follow in the order they were named.
    _not_null("position", sa.Integer),
    _one_of("duty", ("lead", "co")),
    _partial("uq_item_units_lead", "item_id", where="duty = 'lead'", unique=True),
)

invites = sa.Table(
    "invites",
    metadata,
    sa.Column("code_hash", sa.Text, primary_key=True, nullable=False),
    _not_null("member_id", _Number, sa.ForeignKey("members.id")),
    _not_null("expires_at", Instant),
    sa.Column("used_at", Instant),
    _not_empty("code_hash"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", _Number, primary_key=True),
    _not_null("at", Instant),
    sa.Column("actor_id", _Number),
    _not_null("actor_name", Words),
    _not_null("actor_role", sa.Text),
    _not_null("event", sa.Text),
    sa.Column("item_id", _Number),
    _not_null("before", sa.JSON),
    _not_null("after", sa.JSON),
    _not_null("note", Words),
    _not_null("source", Words),
    sa.Column("undoes", _Number, sa.ForeignKey("audit.seq"), unique=True),
    _not_empty("event"),
    sa.Index("ix_audit_item_id_seq", "item_id", "seq"),
    sa.Index("ix_audit_actor_id_seq", "actor_id", "seq"),
    sqlite_autoincrement=True,
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("token", sa.Text, primary_key=True, nullable=False),
    _not_null("member_id", _Number, sa.ForeignKey("members.id")),
    _not_null("intent", Words),
    _not_null("versions", sa.JSON),
    _not_null("created_at", Instant),
    sa.Column("used_at", Instant),
    _not_empty("token"),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    _not_null("items", sa.JSON),
    _not_null("at", Instant),
    _not_null("asked", sa.Text),
    _not_null("language", sa.Text),
)

UNSETTLED = "state IN ('due', 'sending', 'uncertain')"
"""Also part of the claiming query, word for word: PostgreSQL uses a partial index only for what it can prove."""

outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
    _not_null("key", Words, unique=True),
    _not_null("lane", sa.Text),
    # The lane as a number, so that the index below hands out rows in the order they are claimed.
    _not_null("urgency", sa.SmallInteger),
    _not_null("chat_id", sa.BigInteger),
    sa.Column("member_id", _Number, index=True),
    _not_null("not_before", Instant),
    _not_null("payload", Words),
    _not_null("state", sa.Text),
    _not_null("attempts", sa.Integer),
    _not_null("ambiguous_ever", sa.Boolean),
    sa.Column("lease_until", Instant),
    _not_null("owner", sa.Text),
    sa.Column("message_id", sa.BigInteger),
    _not_null("reason", Words),
    _not_empty("key"),
    _one_of("lane", Lane),
    _one_of("state", MessageState),
    sa.CheckConstraint("state != 'due' OR NOT ambiguous_ever", name="sticky"),
    sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease"),
    sa.Index("ix_outbox_state_not_before", "state", "not_before"),
    _partial("ix_outbox_unsettled", "urgency", "not_before", "id", where=UNSETTLED),
)

notices = sa.Table(
    "notices",
    metadata,
    _id(),
    _not_null("key", Words, unique=True),
    _not_null("kind", sa.Text),
    _not_null("member_id", _Number),
    _not_null("rule", sa.Text),
    _not_null("not_before", Instant),
    sa.Column("item_id", _Number),
    _not_null("fact", Words),
    _not_null("state", sa.Text),
    sa.Column("message_id", _Number),
    _not_null("reason", Words),
    _not_empty("key"),
    _one_of("state", ("waiting", "attached", "dropped")),
    sa.CheckConstraint("(state = 'attached') = (message_id IS NOT NULL)", name="attached"),
    _partial("ix_notices_waiting", "member_id", "id", where="state = 'waiting'"),
    _partial("ix_notices_message_id", "message_id", where="message_id IS NOT NULL"),
)

inbox = sa.Table(
    "inbox",
    metadata,
    _id(),
    _not_null("update_id", sa.BigInteger),
    _not_null("body_hash", sa.Text),
    _not_null("body", Words),
    _not_null("received_at", Instant),
    _not_null("state", sa.Text),
    _not_null("attempts", sa.Integer),
    _not_null("error", Words),
    _not_empty("body_hash"),
    _one_of("state", ("waiting", "done", "quarantined")),
    sa.UniqueConstraint("update_id", "body_hash"),
    _partial("ix_inbox_waiting", "id", where="state = 'waiting'"),
)

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True, nullable=False),
    _not_null("value", sa.BigInteger),
    _not_empty("name"),
)
