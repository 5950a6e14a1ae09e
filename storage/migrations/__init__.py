"""The history of the database's schema, as alembic keeps it."""
