"""The first schema, and the triggers that make the audit append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_tables()
    op.bulk_insert(sa.table("meta", sa.column("name"), sa.column("value")), [{"name": "directory", "value": 0}])
    if op.get_context().dialect.name == "postgresql":
        _guard_audit_on_postgresql()
    else:
        _guard_audit_on_sqlite()


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")


def _create_tables() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", _NUMBER, nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("item_id", _NUMBER, nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("undoes", _NUMBER, nullable=True),
        sa.CheckConstraint("length(event) > 0", name=op.f("ck_audit_event")),
        sa.ForeignKeyConstraint(["undoes"], ["audit.seq"], name=op.f("fk_audit_undoes_audit")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sa.UniqueConstraint("undoes", name=op.f("uq_audit_undoes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_actor_id_seq", "audit", ["actor_id", "seq"])
    op.create_index("ix_audit_item_id_seq", "audit", ["item_id", "seq"])
    op.create_table(
        "conversations",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_conversations")),
    )
    op.create_table(
        "departments",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_names", sa.JSON(), nullable=False),
        sa.Column("former_names", sa.JSON(), nullable=False),
        sa.Column("english_name", sa.Text(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_departments_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
        sa.UniqueConstraint("name", name=op.f("uq_departments_name")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'done', 'quarantined')", name=op.f("ck_inbox_state")),
        sa.CheckConstraint("length(body_hash) > 0", name=op.f("ck_inbox_body_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("update_id", "body_hash", name=op.f("uq_inbox_update_id_body_hash")),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["id"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_meta_name")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "notices",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("member_id", _NUMBER, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("item_id", _NUMBER, nullable=True),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message_id", _NUMBER, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'attached') = (message_id IS NOT NULL)", name=op.f("ck_notices_attached")),
        sa.CheckConstraint("state IN ('waiting', 'attached', 'dropped')", name=op.f("ck_notices_state")),
        sa.CheckConstraint("length(key) > 0", name=op.f("ck_notices_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )
    op.create_index(
        "ix_notices_message_id",
        "notices",
        ["message_id"],
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_index(
        "ix_notices_waiting",
        "notices",
        ["member_id", "id"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", _NUMBER, nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ambiguous_ever", sa.Boolean(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name=op.f("ck_outbox_lease")),
        sa.CheckConstraint("lane IN ('reply', 'prompt', 'daily')", name=op.f("ck_outbox_lane")),
        sa.CheckConstraint("state != 'due' OR NOT ambiguous_ever", name=op.f("ck_outbox_sticky")),
        sa.CheckConstraint(
            "state IN ('due', 'sending', 'uncertain', 'delivered', 'undeliverable', 'superseded', 'cancelled')",
            name=op.f("ck_outbox_state"),
        ),
        sa.CheckConstraint("length(key) > 0", name=op.f("ck_outbox_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_member_id"), "outbox", ["member_id"])
    op.create_index("ix_outbox_state_not_before", "outbox", ["state", "not_before"])
    op.create_index(
        "ix_outbox_unsettled",
        "outbox",
        ["urgency", "not_before", "id"],
        sqlite_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
        postgresql_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
    )
    op.create_table(
        "plans",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('main', 'rectification', 'other')", name=op.f("ck_plans_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index(
        "uq_plans_current",
        "plans",
        ["current"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "items",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("plan_id", _NUMBER, nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("sensitivity", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("deadline_text", sa.Text(), nullable=True),
        sa.Column("deadline_kind", sa.Text(), nullable=True),
        sa.Column("deadline_day", sa.Date(), nullable=True),
        sa.Column("deadline_soft", sa.Boolean(), nullable=True),
        sa.Column("cadence_frequency", sa.Text(), nullable=True),
        sa.Column("cadence_day", sa.Integer(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", _NUMBER, nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("report_text", sa.Text(), nullable=True),
        sa.Column("report_percent", sa.Integer(), nullable=True),
        sa.Column("report_member_id", _NUMBER, nullable=True),
        sa.Column("report_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("deadline_kind IN ('day', 'ongoing', 'unclear')", name=op.f("ck_items_deadline_kind")),
        sa.CheckConstraint("sensitivity IN ('open', 'sensitive')", name=op.f("ck_items_sensitivity")),
        sa.CheckConstraint(
            "state IN ('draft', 'assigned', 'doing', 'submitted', 'returned', 'closed', 'struck', 'phase_done', "
            "'suspended', 'cancelled', 'archived')",
            name=op.f("ck_items_state"),
        ),
        sa.CheckConstraint("(deadline_text IS NULL) = (deadline_kind IS NULL)", name=op.f("ck_items_deadline")),
        sa.CheckConstraint("(report_text IS NULL) = (report_at IS NULL)", name=op.f("ck_items_report")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_items_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.UniqueConstraint("plan_id", "number", "part", name=op.f("uq_items_plan_id_number_part")),
    )
    op.create_index(op.f("ix_items_deadline_day"), "items", ["deadline_day"])
    op.create_table(
        "members",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("department_id", _NUMBER, nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('admin', 'supervisor', 'leader', 'head', 'liaison')", name=op.f("ck_members_role")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_members_department_id_departments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_department_id"), "members", ["department_id"])
    op.create_index(
        "uq_members_user_id",
        "members",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "sections",
        sa.Column("plan_id", _NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_sections_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_sections")),
    )
    op.create_table(
        "cards",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("member_id", _NUMBER, nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(token) > 0", name=op.f("ck_cards_token")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_cards_member_id_members")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_cards")),
    )
    op.create_table(
        "invites",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("member_id", _NUMBER, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(code_hash) > 0", name=op.f("ck_invites_code_hash")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_invites_member_id_members")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invites")),
    )
    op.create_table(
        "item_units",
        sa.Column("item_id", _NUMBER, nullable=False),
        sa.Column("department_id", _NUMBER, nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("duty IN ('lead', 'co')", name=op.f("ck_item_units_duty")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_item_units_department_id_departments")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_units_item_id_items")),
        sa.PrimaryKeyConstraint("item_id", "department_id", name=op.f("pk_item_units")),
    )
    op.create_index(op.f("ix_item_units_department_id"), "item_units", ["department_id"])
    op.create_index(
        "uq_item_units_lead",
        "item_units",
        ["item_id"],
        unique=True,
        sqlite_where=sa.text("duty = 'lead'"),
        postgresql_where=sa.text("duty = 'lead'"),
    )


def _guard_audit_on_postgresql() -> None:
    op.execute(
        """
        CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
        """
    )


def _guard_audit_on_sqlite() -> None:
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER audit_no_{event.lower()} BEFORE {event} ON audit
            BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
            """
        )
    # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
    op.execute(
        """
        CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """
    )
