"""The audit's chain of seals and its checkpoint, what the database itself refuses to do to them; counters of items.

Entries that are there already are sealed by the program when it starts: the key is not known here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_chain",
        sa.Column("place", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("name_mac", sa.Text(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["audit.seq"], name=op.f("fk_audit_chain_seq_audit")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_audit_chain")),
        sa.UniqueConstraint("seq", name=op.f("uq_audit_chain_seq")),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.Column("key_mac", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    counters = [{"name": name, "value": 0} for name in ("items", "items_gone")]
    op.bulk_insert(sa.table("meta", sa.column("name"), sa.column("value")), counters)
    if op.get_context().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def downgrade() -> None:
    raise NotImplementedError("the ledger only moves forward; restore a backup instead")


def _guard_on_postgresql() -> None:
    op.execute("DROP TRIGGER audit_append_only ON audit")
    op.execute(
        """
        CREATE FUNCTION refuse_all_but_erasing_a_name() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF OLD.actor_name <> '' AND NEW.actor_name = ''
                AND to_jsonb(NEW) - 'actor_name' = to_jsonb(OLD) - 'actor_name' THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'audit is append-only';
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
        FOR EACH ROW EXECUTE FUNCTION refuse_all_but_erasing_a_name()
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_an_unsealed_entry() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM audit_chain WHERE seq = NEW.seq) THEN
                RAISE EXCEPTION 'an entry of the audit is sealed in the transaction that writes it';
            END IF;
            RETURN NULL;
        END $$
        """
    )
    # Numbers are given out before entries are committed, so only at the end can be told whether all is in order.
    op.execute(
        """
        CREATE CONSTRAINT TRIGGER audit_is_sealed AFTER INSERT ON audit
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_an_unsealed_entry()
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_a_gap_in_the_chain() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF NEW.place <> (SELECT coalesce(max(place), 0) + 1 FROM audit_chain) THEN
                RAISE EXCEPTION 'the audit chain grows at its end';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_chain_in_order BEFORE INSERT ON audit_chain
        FOR EACH ROW EXECUTE FUNCTION refuse_a_gap_in_the_chain()
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_an_older_head() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF NEW.entries <= OLD.entries THEN RAISE EXCEPTION 'the audit head only moves forward'; END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
        FOR EACH ROW EXECUTE FUNCTION refuse_an_older_head()
        """
    )
    for table, events in (("audit_chain", "UPDATE OR DELETE"), ("audit_head", "DELETE")):
        op.execute(
            f"""
            CREATE TRIGGER {table}_kept BEFORE {events} ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
            """
        )
        op.execute(
            f"""
            CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
            """
        )


def _guard_on_sqlite() -> None:
    op.execute("DROP TRIGGER audit_no_update")
    # Names may be erased: blanked, never replaced, and nothing else with them.
    kept = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("audit")]
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in kept if column != "actor_name")
    _refuse(
        "audit_no_update", "BEFORE UPDATE ON audit", f"NOT (OLD.actor_name <> '' AND NEW.actor_name = '' AND {same})"
    )
    # After the insert, since before it a row without a number of its own has none yet.
    _refuse("audit_in_order", "AFTER INSERT ON audit", "NEW.seq < (SELECT max(seq) FROM audit)")
    _refuse(
        "audit_chain_in_order",
        "BEFORE INSERT ON audit_chain",
        "NEW.place <> (SELECT coalesce(max(place), 0) + 1 FROM audit_chain)",
    )
    _refuse("audit_chain_no_update", "BEFORE UPDATE ON audit_chain")
    _refuse("audit_chain_no_delete", "BEFORE DELETE ON audit_chain")
    # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
    _refuse(
        "audit_chain_no_replace",
        "BEFORE INSERT ON audit_chain",
        "EXISTS (SELECT 1 FROM audit_chain WHERE seq = NEW.seq)",
    )
    _refuse("audit_head_no_replace", "BEFORE INSERT ON audit_head", "EXISTS (SELECT 1 FROM audit_head)")
    _refuse("audit_head_forward", "BEFORE UPDATE ON audit_head", "NEW.entries <= OLD.entries")
    _refuse("audit_head_no_delete", "BEFORE DELETE ON audit_head")


def _refuse(name: str, when: str, condition: str = "TRUE") -> None:
    op.execute(f"CREATE TRIGGER {name} {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END")
