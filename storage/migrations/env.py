"""Alembic's entry: works in the transaction it is handed, which the caller commits."""

from alembic import context

import storage.clock_tables
import storage.import_tables  # noqa: F401 - their tables belong to the same metadata
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
