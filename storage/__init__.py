"""The SQL side of the ledger's ports: SQLite for an office, PostgreSQL for many."""

from storage.engine import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
