"""The tables of the ledger, the same on SQLite and PostgreSQL."""

import sqlalchemy as sa

from ledger.deadlines import DeadlineKind
from ledger.items import Grade, Sensitivity, State
from ledger.members import Role
from ledger.messages import Lane, MessageState
from ledger.plans import PlanKind
from storage.columns import Instant, Number, Words, id_, not_empty, not_null, one_of, partial

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

plans = sa.Table(
    "plans",
    metadata,
    id_(),
    not_null("title", Words),
    not_null("year", sa.Integer),
    not_null("kind", sa.Text),
    not_null("current", sa.Boolean),
    one_of("kind", PlanKind),
    partial("uq_plans_current", "current", where="current", unique=True),
)

sections = sa.Table(
    "sections",
    metadata,
    sa.Column("plan_id", Number, sa.ForeignKey("plans.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    not_null("title", Words),
)

departments = sa.Table(
    "departments",
    metadata,
    id_(),
    not_null("name", Words, unique=True),
    not_null("short_names", sa.JSON),
    not_null("former_names", sa.JSON),
    not_null("english_name", Words),
    not_null("groups", sa.JSON),
    sa.Column("merged_into", Number),
    not_empty("name"),
)

members = sa.Table(
    "members",
    metadata,
    id_(),
    not_null("name", Words),
    not_null("role", sa.Text),
    sa.Column("department_id", Number, sa.ForeignKey("departments.id"), index=True),
    sa.Column("user_id", sa.BigInteger),
    not_null("language", sa.Text),
    not_null("active", sa.Boolean),
    not_null("reachable", sa.Boolean),
    not_null("title", Words),
    sa.Column("deputy_id", Number),
    # A leave: both days or none.
    sa.Column("away_first", sa.Date),
    sa.Column("away_last", sa.Date),
    sa.Column("cover_id", Number),
    one_of("role", Role),
    # NULLs differ from each other, so people who have not joined do not collide.
    partial("uq_members_user_id", "user_id", where="active", unique=True),
    partial("ix_members_away", "away_last", where="away_last IS NOT NULL"),
)

items = sa.Table(
    "items",
    metadata,
    id_(),
    not_null("plan_id", Number, sa.ForeignKey("plans.id")),
    not_null("section", sa.Integer),
    not_null("number", sa.Integer),
    not_null("part", sa.Integer),
    not_null("title", Words),
    not_null("body", Words),
    not_null("measures", sa.JSON),
    not_null("targets", sa.JSON),
    not_null("sensitivity", sa.Text),
    not_null("state", sa.Text),
    not_null("leader", Words),
    sa.Column("deadline_text", Words),
    sa.Column("deadline_kind", sa.Text),
    sa.Column("deadline_day", sa.Date, index=True),
    sa.Column("deadline_soft", sa.Boolean),
    sa.Column("cadence_frequency", sa.Text),
    sa.Column("cadence_day", sa.Integer),
    sa.Column("assigned_at", Instant),
    sa.Column("help_since", Instant),
    sa.Column("signed_at", Instant),
    sa.Column("signed_by", Number),
    sa.Column("submitted_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("percent", sa.Integer),
    sa.Column("report_text", Words),
    sa.Column("report_percent", sa.Integer),
    sa.Column("report_member_id", Number),
    sa.Column("report_at", Instant),
    not_null("parts", sa.JSON),
    not_null("milestones", sa.JSON),
    not_null("applications", sa.JSON),
    not_null("instructions", sa.JSON),
    not_null("slips", sa.JSON),
    # How many decisions wait: applications, a draft to approve.
    not_null("pending", sa.Integer),
    sa.Column("original_deadline", sa.JSON(none_as_null=True)),
    not_null("extended", sa.Integer),
    not_null("urged", sa.Integer),
    not_null("returned", sa.Integer),
    sa.Column("grade", sa.Text),
    not_null("result", Words),
    not_null("evidence", Words),
    sa.Column("resume_to", sa.Text),
    not_null("source", Words),
    not_null("category", Words),
    not_null("priority", Words),
    not_null("remark", Words),
    not_null("version", sa.Integer),
    sa.UniqueConstraint("plan_id", "number", "part"),
    one_of("grade", Grade),
    partial("ix_items_pending", "plan_id", where="pending > 0"),
    one_of("sensitivity", Sensitivity),
    one_of("state", State),
    one_of("deadline_kind", DeadlineKind),
    sa.CheckConstraint("(deadline_text IS NULL) = (deadline_kind IS NULL)", name="deadline"),
    sa.CheckConstraint("(report_text IS NULL) = (report_at IS NULL)", name="report"),
    sqlite_autoincrement=True,
)

item_units = sa.Table(
    "item_units",
    metadata,
    sa.Column("item_id", Number, sa.ForeignKey("items.id"), primary_key=True),
    sa.Column("department_id", Number, sa.ForeignKey("departments.id"), primary_key=True, index=True),
    not_null("duty", sa.Text),
    # The lead unit stands at 0, cooperating units follow in the order they were named.
    not_null("position", sa.Integer),
    one_of("duty", ("lead", "co")),
    partial("uq_item_units_lead", "item_id", where="duty = 'lead'", unique=True),
)

invites = sa.Table(
    "invites",
    metadata,
    sa.Column("code_hash", sa.Text, primary_key=True, nullable=False),
    not_null("member_id", Number, sa.ForeignKey("members.id")),
    not_null("expires_at", Instant),
    sa.Column("used_at", Instant),
    not_empty("code_hash"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    not_null("at", Instant),
    sa.Column("actor_id", Number),
    not_null("actor_name", Words),
    not_null("actor_role", sa.Text),
    not_null("event", sa.Text),
    sa.Column("item_id", Number),
    not_null("before", sa.JSON),
    not_null("after", sa.JSON),
    not_null("note", Words),
    not_null("source", Words),
    sa.Column("undoes", Number, sa.ForeignKey("audit.seq"), unique=True),
    # What an entry without an item is about; NULL for the items' own.
    sa.Column("subject", sa.Text),
    not_empty("event"),
    sa.Index("ix_audit_item_id_seq", "item_id", "seq"),
    sa.Index("ix_audit_actor_id_seq", "actor_id", "seq"),
    partial("ix_audit_subject_seq", "subject", "seq", where="subject IS NOT NULL"),
    sqlite_autoincrement=True,
)

audit_chain = sa.Table(
    "audit_chain",
    metadata,
    sa.Column("place", Number, primary_key=True, autoincrement=False),
    not_null("seq", Number, sa.ForeignKey("audit.seq"), unique=True),
    not_null("name_mac", sa.Text),
    not_null("mac", sa.Text),
)

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    not_null("entries", sa.BigInteger),
    not_null("mac", sa.Text),
    not_null("key_mac", sa.Text),
    not_null("proof", sa.Text),
    sa.CheckConstraint("id = 1", name="single"),
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("token", sa.Text, primary_key=True, nullable=False),
    not_null("member_id", Number, sa.ForeignKey("members.id")),
    not_null("intent", Words),
    not_null("versions", sa.JSON),
    not_null("created_at", Instant),
    sa.Column("used_at", Instant),
    not_empty("token"),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    not_null("items", sa.JSON),
    not_null("at", Instant),
    not_null("asked", sa.Text),
    not_null("language", sa.Text),
)

groups = sa.Table(
    "groups",
    metadata,
    id_(),
    not_null("chat_id", sa.BigInteger),
    # 0 where the chat has no topics: NULLs would let one chat be linked twice.
    not_null("thread_id", sa.BigInteger),
    not_null("title", Words),
    sa.Column("department_id", Number, sa.ForeignKey("departments.id")),
    not_null("project", Words),
    not_null("notices", sa.Boolean),
    not_null("active", sa.Boolean),
    sa.UniqueConstraint("chat_id", "thread_id"),
)

UNSETTLED = "state IN ('due', 'sending', 'uncertain')"
"""Also part of the claiming query, word for word: PostgreSQL uses a partial index only for what it can prove."""

outbox = sa.Table(
    "outbox",
    metadata,
    id_(),
    not_null("key", Words, unique=True),
    not_null("lane", sa.Text),
    # The lane as a number, so that the index below hands out rows in the order they are claimed.
    not_null("urgency", sa.SmallInteger),
    not_null("chat_id", sa.BigInteger),
    sa.Column("member_id", Number, index=True),
    not_null("not_before", Instant),
    not_null("payload", Words),
    not_null("state", sa.Text),
    not_null("attempts", sa.Integer),
    not_null("ambiguous_ever", sa.Boolean),
    sa.Column("lease_until", Instant),
    not_null("owner", sa.Text),
    sa.Column("message_id", sa.BigInteger),
    not_null("reason", Words),
    sa.Column("id_floor", sa.BigInteger),
    sa.Column("watch_at", Instant),
    sa.Column("watches_left", sa.SmallInteger),
    not_empty("key"),
    one_of("lane", Lane),
    one_of("state", MessageState),
    sa.CheckConstraint("state != 'due' OR NOT ambiguous_ever", name="sticky"),
    sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease"),
    sa.Index("ix_outbox_state_not_before", "state", "not_before"),
    partial("ix_outbox_unsettled", "urgency", "not_before", "id", where=UNSETTLED),
    partial("ix_outbox_watch_at", "watch_at", where="watch_at IS NOT NULL"),
    partial("ix_outbox_message_id", "message_id", where="message_id IS NOT NULL"),
)

notices = sa.Table(
    "notices",
    metadata,
    id_(),
    not_null("key", Words, unique=True),
    not_null("kind", sa.Text),
    not_null("member_id", Number),
    not_null("rule", sa.Text),
    not_null("not_before", Instant),
    sa.Column("item_id", Number),
    not_null("fact", Words),
    not_null("state", sa.Text),
    sa.Column("message_id", Number),
    not_null("reason", Words),
    not_empty("key"),
    one_of("state", ("waiting", "attached", "dropped")),
    sa.CheckConstraint("(state = 'attached') = (message_id IS NOT NULL)", name="attached"),
    partial("ix_notices_waiting", "member_id", "id", where="state = 'waiting'"),
    partial("ix_notices_message_id", "message_id", where="message_id IS NOT NULL"),
    # Which messages tell of an item.
    partial("ix_notices_item_id", "item_id", "message_id", where="message_id IS NOT NULL"),
)

inbox = sa.Table(
    "inbox",
    metadata,
    id_(),
    not_null("update_id", sa.BigInteger),
    not_null("body_hash", sa.Text),
    not_null("body", Words),
    not_null("received_at", Instant),
    not_null("state", sa.Text),
    not_null("attempts", sa.Integer),
    not_null("error", Words),
    not_empty("body_hash"),
    one_of("state", ("waiting", "done", "quarantined")),
    sa.UniqueConstraint("update_id", "body_hash"),
    partial("ix_inbox_waiting", "id", where="state = 'waiting'"),
)

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True, nullable=False),
    not_null("value", sa.BigInteger),
    not_empty("name"),
)
