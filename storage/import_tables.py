"""The table of documents that were sent in chat."""

import sqlalchemy as sa

from ledger.imports import ImportKind, ImportState
from storage.tables import Instant as _Instant
from storage.tables import Words as _Words
from storage.tables import _not_empty, _not_null, _Number, _one_of, metadata

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("token", sa.Text, primary_key=True, nullable=False),
    _not_null("member_id", _Number, sa.ForeignKey("members.id")),
    _not_null("kind", sa.Text),
    _not_null("file_name", _Words),
    _not_null("sha256", sa.Text, index=True),
    _not_null("content", _Words),
    _not_null("created_at", _Instant),
    _not_null("answers", sa.JSON),
    _not_null("versions", sa.JSON),
    _not_null("state", sa.Text),
    sa.Column("settled_at", _Instant),
    sa.Column("seq", _Number),
    _not_empty("token"),
    _one_of("kind", ImportKind),
    _one_of("state", ImportState),
)
