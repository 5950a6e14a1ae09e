"""The table of documents that were sent in chat."""

import sqlalchemy as sa

from ledger.imports import ImportKind, ImportState
from storage.columns import Instant as _Instant
from storage.columns import Number, not_empty, not_null, one_of
from storage.columns import Words as _Words
from storage.tables import metadata

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("token", sa.Text, primary_key=True, nullable=False),
    not_null("member_id", Number, sa.ForeignKey("members.id")),
    not_null("kind", sa.Text),
    not_null("file_name", _Words),
    not_null("sha256", sa.Text, index=True),
    not_null("content", _Words),
    not_null("created_at", _Instant),
    not_null("answers", sa.JSON),
    not_null("versions", sa.JSON),
    not_null("state", sa.Text),
    sa.Column("settled_at", _Instant),
    sa.Column("seq", Number),
    not_empty("token"),
    one_of("kind", ImportKind),
    one_of("state", ImportState),
)
