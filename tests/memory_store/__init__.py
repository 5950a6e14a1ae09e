"""The ledger's ports in memory: a small real program that handlers' tests can start in no time."""

from tests.memory_store.store import MemoryStore

__all__ = ["MemoryStore"]
